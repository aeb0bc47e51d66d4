"""Several meetings as one event: which belong together, and how many came."""

from dataclasses import dataclass
from datetime import date, time

from codesign.changes import Change, change
from codesign.commands import Maker
from codesign.commands.amending import Amend
from codesign.commands.attendance import CountSector
from codesign.commands.meetings import Plan
from codesign.model import Meeting, Person
from codesign.opened import OpenPartnership
from codesign.records import Records
from codesign.templates import template
from codesign.views.events import event_of, events
from tests.support.doubles import river


@dataclass(frozen=True)
class Know:
    """Write down who somebody is."""

    name: str

    def apply(self, records: Records, make: Maker) -> Change:
        del records
        return change("", (None, make.make(Person, name=self.name, sector="community")))


def know(opened: OpenPartnership, name: str) -> str:
    done = opened.execute(Know(name))
    assert done is not None
    return done.change.edits[0].id


def session(opened: OpenPartnership, day: int, event: str, **counts: int) -> str:
    done = opened.execute(Plan(template("blank"), date(2026, 12, day), event=event, starts=time(9)))
    assert done is not None
    for sector, people in counts.items():
        opened.execute(CountSector(done.change.edits[0].id, sector, people))
    return done.change.edits[0].id


def test_meetings_of_one_name_belong_together_in_the_order_of_their_days() -> None:
    opened = river()
    second = session(opened, 9, "autumn  days", community=20)
    alone = session(opened, 5, "")
    first = session(opened, 2, "Autumn Days", community=30, caregiver=7)
    (found,) = events(opened.records)
    assert [each.id for each in found.sessions] == [first, second]
    assert (found.name, found.attendances, found.by_name, found.at_most) == ("Autumn Days", 57, 0, 57)
    assert event_of(opened.records, found.sessions[1]) == found
    meeting = opened.records.get(Meeting, alone)
    assert meeting is not None
    assert event_of(opened.records, meeting) is None


def test_people_known_by_name_are_counted_once_over_an_event() -> None:
    opened = river()
    people = [know(opened, name) for name in ("Ana", "Ben", "Cai")]
    ids = [session(opened, day, "Winter", community=10) for day in (1, 2)]
    for key, there in zip(ids, (people, people[:2]), strict=True):
        before = opened.records.get(Meeting, key)
        assert before is not None
        opened.execute(Amend(before, {"people": frozenset(there)}))
    (found,) = events(opened.records)
    assert (found.attendances, found.by_name, found.people, found.at_most) == (25, 5, 3, 23)
