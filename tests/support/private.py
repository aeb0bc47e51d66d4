"""A meeting whose private words all begin alike, and somebody who watches that none of them reaches a terminal.

The letters are such that nothing else has them in a row, in any font.
"""

from datetime import date

import msgspec

from codesign.capture import LineKind
from codesign.changes import Change, change
from codesign.commands.agendas import WriteBlock
from codesign.commands.amending import TurnInto
from codesign.commands.attendance import Introduce
from codesign.commands.base import Maker
from codesign.commands.deciding import AddOption, Ask, CountDots, HearConcern
from codesign.commands.meetings import Plan, Start
from codesign.commands.seating import AddRound
from codesign.commands.visions import Agree, Propose, Reserve
from codesign.model import (
    Attribution,
    Audience,
    Commitment,
    Decision,
    Evidence,
    EvidenceSource,
    Item,
    Meeting,
    Partnership,
    Permission,
    Person,
    Record,
    Reservation,
    Vision,
    Voice,
)
from codesign.opened import OpenPartnership
from codesign.records import Records
from codesign.seating import Bounds
from codesign.templates import template
from tests.support.doubles import capture

PRIVATE = "Zwqx"
NAME = "Wvkj"
"""With this begin names that only the picture of the tables shows."""

DAY = date(2026, 11, 5)


class Rewrite(msgspec.Struct, frozen=True):
    """Put other states of records in the place of the present ones."""

    records: tuple[Record, ...]

    def apply(self, records: Records, make: Maker) -> Change:
        del make
        return change("rewrote", *((records.find(each.id), each) for each in self.records))


def fill(opened: OpenPartnership) -> str:
    """Begin a meeting full of private words, and of words that the room may see; return its id."""
    opened.execute(Plan(template("workshop-90"), DAY, "Hall"))
    (meeting,) = opened.records.all(Meeting)
    opened.execute(Start(meeting.id))
    for n in range(4):
        opened.execute(Introduce(meeting.id, f"{NAME}{n} Moss", "municipal", "driver"))
    opened.execute(AddRound(meeting.id, Bounds(2, 2), 0))
    _say(opened, meeting.id)
    _decide(opened, meeting.id)
    _see(opened, meeting.id)
    _write(opened, meeting)
    return meeting.id


def _say(opened: OpenPartnership, meeting: str) -> None:
    """Capture lines: some that the room may see, and a private one of each kind."""
    for line in (
        '"Marigold by the road as:role sector:municipal to:room',
        '"Saffron in the window as:anonymous to:public',
        "? Gentian at the ramp",
        "! Lavender on the map @town-planner due:2026-12-03",
        f'"{PRIVATE} said without a word on permission',
        f'"{PRIVATE} not to be recorded as:not-recorded to:room',
    ):
        capture(opened, line, meeting=meeting)
    person = next(iter(opened.records.all(Person)))
    marigold, _saffron, unset, _other = opened.records.all(Voice)
    opened.execute(TurnInto(unset.id, LineKind.NEED))
    opened.execute(Rewrite((msgspec.structs.replace(marigold, person=person.id, role="driver"),)))
    for n, (until, withdrawn) in enumerate(((date(2026, 11, 4), False), (None, True))):
        number = capture(opened, f'"{PRIVATE}{n} that was once allowed', meeting=meeting)
        voice = opened.numbered(number)
        assert isinstance(voice, Voice)
        permission = Permission(Attribution.ROLE, Audience.PUBLIC, until)
        opened.execute(Rewrite((msgspec.structs.replace(voice, permission=permission, withdrawn=withdrawn),)))


def _decide(opened: OpenPartnership, meeting: str) -> None:
    """Count dots, and hear a concern."""

    def decision() -> Decision:
        return next(iter(opened.records.all(Decision)))

    opened.execute(Ask("Which day?", meeting))
    for option in ("Juniper day", "Hawthorn day"):
        opened.execute(AddOption(decision(), option))
    opened.execute(CountDots(decision(), 2, {"Juniper day": 7, "Hawthorn day": 3}))
    concern = Reservation(f"{PRIVATE} is worried", reply=f"{PRIVATE} was heard")
    opened.execute(HearConcern(decision(), concern))


def _see(opened: OpenPartnership, meeting: str) -> None:
    """Agree on a vision, with reasons and a reservation."""
    opened.execute(Propose("Rosehip", f"{PRIVATE} why", f"{PRIVATE} words", f"{PRIVATE} picture", meeting))
    (vision,) = opened.records.all(Vision)
    opened.execute(Reserve(vision.id, Reservation(f"{PRIVATE} reservation")))
    opened.execute(Agree(vision.id, DAY))


def _write(opened: OpenPartnership, meeting: Meeting) -> None:
    """Write everything that stands beside a line."""
    opened.execute(
        WriteBlock(meeting.id, "1", {"lead": f"{PRIVATE} lead", "notes": f"{PRIVATE} notes for the lead"})
    )
    records = opened.records
    person = next(iter(records.all(Person)))
    need = next(each for each in records.all(Item) if each.title.startswith("Gentian"))
    promise = next(iter(records.all(Commitment)))
    partnership = records.partnership
    assert isinstance(partnership, Partnership)
    now = records.get(Meeting, meeting.id)
    assert now is not None
    opened.execute(
        Rewrite(
            (
                msgspec.structs.replace(person, contact=f"{PRIVATE}@example.org"),
                msgspec.structs.replace(
                    need,
                    text=f"{PRIVATE} below the title",
                    because=f"{PRIVATE} because",
                    owners=frozenset({person.name, NAME + "0"}),
                    evidence=Evidence(f"{PRIVATE} evidence", EvidenceSource.LIVED_EXPERIENCE),
                ),
                msgspec.structs.replace(promise, because=f"{PRIVATE} why not"),
                msgspec.structs.replace(partnership, contact=f"{PRIVATE} office"),
                msgspec.structs.replace(now, purpose=f"{PRIVATE} purpose", aims=f"{PRIVATE} aims"),
            )
        )
    )
