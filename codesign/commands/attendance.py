"""Who is there: counting by sector, marking people by name, who came later and who left.

Each step is an entry of its own in the meeting, so that what two facilitators count at the same time adds up.
"""

import msgspec

from codesign.changes import Change, change
from codesign.commands.base import Maker, wanted
from codesign.errors import Refused
from codesign.model import Headcount, Meeting, Move, Movement, Person
from codesign.records import Records
from codesign.text import folded, one_line
from codesign.views.attendance import SectorCount, presence, presences, sector_count, sector_in_words
from codesign.words import say


class CountOne(msgspec.Struct, frozen=True):
    """Count one more of a sector, one who came later, one who left, or one fewer. Whoever leaves is taken from
    those who are not known by name; where only one is there at all, that is the one."""

    meeting: str
    sector: str
    move: Move = Move.HERE

    def apply(self, records: Records, make: Maker) -> Change:
        before = wanted(records, Meeting, self.meeting)
        count = sector_count(records, before, self.sector)
        if self.move in {Move.LEFT, Move.FEWER} and not count.others_now:
            if self.move is Move.LEFT and count.now == 1:
                return MovePerson(before.id, _only_one(records, before, self.sector), Move.LEFT).apply(
                    records, make
                )
            key = "refused.known-by-name" if count.now else "refused.nobody-there"
            raise Refused(say(key, sector=sector_in_words(records.partnership, self.sector)))
        after = _moved(before, make, Movement(make.now, self.move, self.sector))
        return change(
            _sector_label(records, after, self.sector, f"label.sector-{self.move.value}"), (before, after)
        )


class CountSector(msgspec.Struct, frozen=True):
    """Write down how many of a sector are there now, those known by name included."""

    meeting: str
    sector: str
    people: int

    def apply(self, records: Records, make: Maker) -> Change:
        before = wanted(records, Meeting, self.meeting)
        count = sector_count(records, before, self.sector)
        if self.people < count.named_now:
            name = sector_in_words(records.partnership, self.sector)
            raise Refused(say("refused.fewer-than-named", sector=name, n=count.named_now))
        if self.people == count.now:
            return Change("", ())
        counted = Headcount(make.now, self.sector, self.people - count.named_now)
        after = msgspec.structs.replace(before, headcounts={**before.headcounts, make.ids.new(): counted})
        return change(_sector_label(records, after, self.sector, "label.sector-here"), (before, after))


class MovePerson(msgspec.Struct, frozen=True):
    """Write down that a person known here is there, came later, left, or was not there after all."""

    meeting: str
    person: str
    move: Move = Move.HERE
    """HERE, CAME, LEFT, or FEWER for somebody who was marked by mistake."""

    def apply(self, records: Records, make: Maker) -> Change:
        before = wanted(records, Meeting, self.meeting)
        person = wanted(records, Person, self.person)
        after = self._after(records, before, person, make)
        return change(say(f"label.person-{self.move.value}", name=person.name), (before, after))

    def _after(self, records: Records, before: Meeting, person: Person, make: Maker) -> Meeting:
        there = presence(records, before, person.id)
        match self.move:
            case Move.FEWER:
                others = {key: each for key, each in before.movements.items() if each.person != person.id}
                return msgspec.structs.replace(before, people=before.people - {person.id}, movements=others)
            case Move.LEFT:
                if there is None or not there.here:
                    raise Refused(say("refused.person-not-there", name=person.name))
                return _moved(before, make, Movement(make.now, Move.LEFT, person=person.id))
        if there is None:
            return _marked(before, make, person, self.move, sector_count(records, before, person.sector))
        if there.here and (self.move is Move.HERE or there.came is not None):
            return before
        return _moved(before, make, Movement(make.now, Move.CAME, person=person.id))


class Introduce(msgspec.Struct, frozen=True):
    """Write down a person who was not known here yet, and that they are there."""

    meeting: str
    name: str
    sector: str = ""
    role: str = ""
    move: Move = Move.HERE

    def apply(self, records: Records, make: Maker) -> Change:
        before = wanted(records, Meeting, self.meeting)
        name = one_line(self.name)
        if not name:
            raise Refused(say("refused.no-person-name"))
        if any((folded(each.name), each.sector) == (folded(name), self.sector) for each in records.live(Person)):
            raise Refused(say("refused.known-person", name=name))
        person = make.make(Person, name=name, sector=self.sector, role=one_line(self.role))
        after = _marked(before, make, person, self.move, sector_count(records, before, self.sector))
        return change(say("label.introduced", name=name, number=person.number), (None, person), (before, after))


def _moved(meeting: Meeting, make: Maker, movement: Movement) -> Meeting:
    return msgspec.structs.replace(meeting, movements={**meeting.movements, make.ids.new(): movement})


def _marked(meeting: Meeting, make: Maker, person: Person, move: Move, count: SectorCount) -> Meeting:
    """Return a meeting with one person more by name. Whoever comes later was not counted before; of whoever was
    there, it is taken that they were, where anybody of their sector was."""
    marked = msgspec.structs.replace(meeting, people=meeting.people | {person.id})
    if move is Move.CAME:
        return _moved(marked, make, Movement(make.now, Move.CAME, person=person.id))
    if count.others_now:
        return _moved(marked, make, Movement(make.now, Move.NAMED, person.sector, person.id))
    return marked


def _only_one(records: Records, meeting: Meeting, sector: str) -> str:
    return next(
        each.person.id for each in presences(records, meeting) if each.here and each.person.sector == sector
    )


def _sector_label(records: Records, after: Meeting, sector: str, key: str) -> str:
    name = sector_in_words(records.partnership, sector)
    return say(key, sector=name, now=sector_count(records, after, sector).now)
