"""Who is there: by name and counted by sector, who came later, who left before the end.

There is one way to count. Everybody is either known by name or one of the others who were counted in their sector,
so that by name and others always add up to all. What two facilitators wrote down apart is taken in the order of
its times, and no count goes below zero.
"""

from collections.abc import Iterator
from datetime import datetime

import msgspec

from codesign.model import Headcount, Meeting, Move, Movement, Partnership, Person, Sector
from codesign.records import Records
from codesign.views.voices import sector_names
from codesign.words import say


class SectorCount(msgspec.Struct, frozen=True):
    """The people of one sector."""

    sector: str
    """Its key, "" for those of whom none is known."""
    named: int
    """Known by name, there at any time."""
    named_now: int
    others: int
    """Counted beside those, there at any time."""
    others_now: int
    came: int
    """How many of all these came later."""

    @property
    def ever(self) -> int:
        """How many were there at any time."""
        return self.named + self.others

    @property
    def now(self) -> int:
        """How many are there now."""
        return self.named_now + self.others_now

    @property
    def left(self) -> int:
        """How many left before the end."""
        return self.ever - self.now


class Presence(msgspec.Struct, frozen=True):
    """A person who was there at any time."""

    person: Person
    came: datetime | None
    """When they came, or came back; None for from the beginning."""
    left: datetime | None
    """When they left; None while they are there."""
    late: bool
    """Whether they came after the beginning."""

    @property
    def here(self) -> bool:
        """Whether they are there now."""
        return self.left is None


class _Others(msgspec.Struct):
    """Those of a sector who are not known by name, while their movements are gone through."""

    now: int
    ever: int
    came: int = 0

    def take(self, entry: Movement | Headcount) -> None:
        match entry:
            case Headcount(_, _, people):
                self.ever += people - self.now
                self.now = people
            case Movement(_, Move.HERE | Move.CAME):
                self.now += 1
                self.ever += 1
                self.came += entry.move is Move.CAME
            case Movement(_, Move.LEFT) if self.now:
                self.now -= 1
            case Movement(_, Move.FEWER | Move.NAMED) if self.now:
                self.now -= 1
                self.ever -= 1
        self.came = min(self.came, self.ever)


def presences(records: Records, meeting: Meeting) -> tuple[Presence, ...]:
    """Return who was there by name, in the order of their names."""
    found = (records.get(Person, person) for person in meeting.people)
    there = (_presence(meeting, person) for person in found if person is not None)
    return tuple(sorted(there, key=lambda each: (each.person.name.casefold(), each.person.id)))


def presence(records: Records, meeting: Meeting, person: str) -> Presence | None:
    """Return when a person was there; None where they were not."""
    found = records.get(Person, person) if person in meeting.people else None
    return _presence(meeting, found) if found is not None else None


def _presence(meeting: Meeting, person: Person) -> Presence:
    own = [
        each for each in _movements(meeting) if each.person == person.id and each.move in {Move.CAME, Move.LEFT}
    ]
    came = [each.at for each in own if each.move is Move.CAME]
    gone = bool(own) and own[-1].move is Move.LEFT
    return Presence(
        person,
        came=came[-1] if came else None,
        left=own[-1].at if gone else None,
        late=bool(own) and own[0].move is Move.CAME,
    )


def sector_counts(records: Records, meeting: Meeting) -> tuple[SectorCount, ...]:
    """Return the count of each sector of the partnership, in the order of its list, and then of any other of which
    somebody was there."""
    others = _others(meeting)
    named: dict[str, list[Presence]] = {}
    for each in presences(records, meeting):
        named.setdefault(each.person.sector, []).append(each)
    known = list(sector_names(records.partnership))
    found = [key for key in {**others, **named} if key not in known]
    counts = (_sector_count(key, named.get(key, []), others.get(key)) for key in (*known, *sorted(found)))
    return tuple(each for each in counts if each.ever or each.sector in known)


def _sector_count(sector: str, named: list[Presence], others: _Others | None) -> SectorCount:
    others = others or _Others(0, 0)
    return SectorCount(
        sector,
        named=len(named),
        named_now=sum(each.here for each in named),
        others=others.ever,
        others_now=others.now,
        came=sum(each.late for each in named) + others.came,
    )


def sector_count(records: Records, meeting: Meeting, sector: str) -> SectorCount:
    """Return the count of one sector."""
    none = SectorCount(sector, 0, 0, 0, 0, 0)
    return next((each for each in sector_counts(records, meeting) if each.sector == sector), none)


def _others(meeting: Meeting) -> dict[str, _Others]:
    """Return by sector who was counted beside those known by name. That somebody is known by name now takes them
    from the others once, whoever wrote it down, and only while they are among those known by name."""
    found = {sector: _Others(count, count) for sector, count in meeting.attendance.items()}
    named: set[str] = set()
    for entry in _entries(meeting):
        if isinstance(entry, Movement) and entry.person:
            if entry.move is not Move.NAMED or entry.person in named or entry.person not in meeting.people:
                continue
            named.add(entry.person)
        found.setdefault(entry.sector, _Others(0, 0)).take(entry)
    return found


def _entries(meeting: Meeting) -> Iterator[Movement | Headcount]:
    """Yield everything that was counted, in the order of its times."""
    entries: dict[str, Movement | Headcount] = {**meeting.movements, **meeting.headcounts}
    for key in sorted(entries, key=lambda key: (entries[key].at, key)):
        yield entries[key]


def _movements(meeting: Meeting) -> Iterator[Movement]:
    return (each for each in _entries(meeting) if isinstance(each, Movement))


def times_of(meeting: Meeting, sector: str, move: Move) -> tuple[datetime, ...]:
    """Return when people of a sector who are not known by name came later, or left."""
    return tuple(
        each.at for each in _movements(meeting) if (each.sector, each.move, each.person) == (sector, move, "")
    )


def attendance(records: Records, meeting: Meeting) -> dict[str, int]:
    """Return how many people of each sector were there at any time, in the order of the partnership's list;
    sectors with none are left out."""
    return {each.sector: each.ever for each in sector_counts(records, meeting) if each.ever}


def here_now(records: Records, meeting: Meeting) -> dict[str, int]:
    """Return how many people of each sector are there now, or were at the end; sectors with none are left out."""
    return {each.sector: each.now for each in sector_counts(records, meeting) if each.now}


def there_in_words(records: Records, meeting: Meeting) -> str:
    """Return "25 people there", or once somebody has left "23 here of 25"; who was not counted is said too."""
    ever = sum(attendance(records, meeting).values())
    now = sum(here_now(records, meeting).values())
    if not ever:
        return say("meeting.nobody-counted")
    return say("meeting.there", n=ever) if now == ever else say("meeting.here-of", now=now, ever=ever)


def sector_in_words(partnership: Partnership | None, sector: str) -> str:
    """Return the name of a sector by its key."""
    return sector_names(partnership).get(sector, sector) or say("people.no-sector")


def missing(records: Records, meeting: Meeting) -> tuple[Sector, ...]:
    """Return the partnership's sectors of which nobody was there."""
    there = attendance(records, meeting)
    partnership = records.partnership
    return tuple(sector for sector in (partnership.sectors if partnership else ()) if sector.key not in there)


def sectors_in_order(records: Records, meeting: Meeting) -> tuple[Sector, ...]:
    """Return all sectors of the partnership, those first of which somebody was there."""
    there = attendance(records, meeting)
    partnership = records.partnership
    return tuple(sorted(partnership.sectors if partnership else (), key=lambda each: each.key not in there))
