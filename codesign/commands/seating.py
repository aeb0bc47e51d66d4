"""Tables of people: made, made again, and put right by hand."""

import msgspec

from codesign.changes import Change, change
from codesign.commands.base import Maker, wanted
from codesign.errors import Refused
from codesign.model import Meeting, Round
from codesign.records import Records
from codesign.seating import Bounds, Tables, add_late, seat, table_sizes
from codesign.views import seating
from codesign.words import say


class AddRound(msgspec.Struct, frozen=True):
    """Seat everybody who is there at new tables, with new company."""

    meeting: str
    bounds: Bounds
    seen: int
    """How many rounds the person saw. If somebody else has added one since, nothing happens: two facilitators who
    press the key together make one round, not two."""
    block: str = ""

    def apply(self, records: Records, make: Maker) -> Change:
        before = wanted(records, Meeting, self.meeting)
        if len(before.rounds) != self.seen:
            return Change("", ())
        key = make.ids.new()
        made = Round(least=self.bounds.least, most=self.bounds.most, block=self.block)
        made = msgspec.structs.replace(made, tables=_made(records, before, key, made))
        label = say("label.round-made", round=self.seen + 1, n=len(made.tables))
        return change(label, (before, _with(before, key, made)))


class MakeAgain(msgspec.Struct, frozen=True):
    """Seat everybody who is there anew in a round, also at tables of another size. Where nothing else is
    different, they are mixed in another way."""

    meeting: str
    round: str
    bounds: Bounds

    def apply(self, records: Records, make: Maker) -> Change:
        del make
        before = wanted(records, Meeting, self.meeting)
        old = _round(before, self.round)
        made = msgspec.structs.replace(old, least=self.bounds.least, most=self.bounds.most)
        made = msgspec.structs.replace(made, tables=_made(records, before, self.round, made))
        if made == old:
            made = msgspec.structs.replace(made, mix=old.mix + 1)
            made = msgspec.structs.replace(made, tables=_made(records, before, self.round, made))
        label = say("label.round-again", round=_number(before, self.round), n=len(made.tables))
        return change(label, (before, _with(before, self.round, made)))


class SeatLate(msgspec.Struct, frozen=True):
    """Seat who came since a round was made, and empty the seats of those who left; nobody else moves."""

    meeting: str
    round: str

    def apply(self, records: Records, make: Maker) -> Change:
        del make
        before = wanted(records, Meeting, self.meeting)
        old = _round(before, self.round)
        late, gone = seating.late(records, before, old), seating.gone(records, before, old)
        if not late and not gone:
            raise Refused(say("refused.all-seated"))
        stay = tuple(tuple(key for key in table if key not in gone) for table in old.tables)
        sectors = {key: seating.guest(records, key).sector for table in stay for key in table}
        tables = add_late(stay, late, sectors)
        label = say("label.round-late", came=len(late), left=len(gone))
        return change(label, (before, _with(before, self.round, _at(old, tables))))


class MoveTo(msgspec.Struct, frozen=True):
    """Seat somebody at another table by hand; the number after the last makes a new one."""

    meeting: str
    round: str
    guest: str
    table: int

    def apply(self, records: Records, make: Maker) -> Change:
        del make
        before = wanted(records, Meeting, self.meeting)
        old = _round(before, self.round)
        if not any(self.guest in table for table in old.tables):
            raise Refused(say("refused.gone"))
        tables = [[key for key in table if key != self.guest] for table in (*old.tables, ())]
        tables[min(self.table, len(tables)) - 1].append(self.guest)
        while not tables[-1]:  # where somebody sits, so it ends
            tables.pop()
        label = say("label.round-moved", name=seating.name(records, self.guest), table=self.table)
        return change(label, (before, _with(before, self.round, _at(old, tuple(map(tuple, tables))))))


class RoundFor(msgspec.Struct, frozen=True):
    """Say for which block of the agenda, or for which question, a round is."""

    meeting: str
    round: str
    block: str = ""
    question: str = ""

    def apply(self, records: Records, make: Maker) -> Change:
        del make
        before = wanted(records, Meeting, self.meeting)
        old = _round(before, self.round)
        made = msgspec.structs.replace(old, block=self.block, question=self.question)
        label = say("label.round-for", round=_number(before, self.round))
        return change(label, (before, _with(before, self.round, made)))


class DropRound(msgspec.Struct, frozen=True):
    """Take a round of tables away."""

    meeting: str
    round: str

    def apply(self, records: Records, make: Maker) -> Change:
        del make
        before = wanted(records, Meeting, self.meeting)
        _round(before, self.round)
        left = {key: each for key, each in before.rounds.items() if key != self.round}
        label = say("label.round-dropped", round=_number(before, self.round))
        return change(label, (before, msgspec.structs.replace(before, rounds=left)))


def _round(meeting: Meeting, key: str) -> Round:
    if key not in meeting.rounds:
        raise Refused(say("refused.gone"))
    return meeting.rounds[key]


def _made(records: Records, meeting: Meeting, key: str, made: Round) -> Tables:
    """Return tables for a round that is to be made.

    Raises:
        Refused: nobody is there, or the bounds cannot be.
    """
    guests = seating.guests(records, meeting)
    if not guests:
        raise Refused(say("refused.nobody-counted"))
    if not 1 <= made.least <= made.most:
        raise Refused(say("refused.no-bounds"))
    sizes = table_sizes(len(guests), seating.bounds_of(made))
    return seat(guests, sizes, seating.others(meeting, key), made.mix)


def _at(found: Round, tables: Tables) -> Round:
    return msgspec.structs.replace(found, tables=tables)


def _with(meeting: Meeting, key: str, found: Round) -> Meeting:
    return msgspec.structs.replace(meeting, rounds={**meeting.rounds, key: found})


def _number(meeting: Meeting, key: str) -> int:
    return seating.rounds(meeting).index(key) + 1
