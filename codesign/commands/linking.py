"""Links of the golden thread, drawn and taken away by hand."""

import enum

import msgspec

from codesign.changes import Change, change
from codesign.commands.base import Maker, numbered, wanted
from codesign.errors import Refused
from codesign.model import Commitment, Decision, Item, ItemKind, Measure, Outcome, Record, Vision, Voice
from codesign.records import Records, as_number
from codesign.views.thread import lineage
from codesign.words import say


class Way(enum.StrEnum):
    """Which of two linked records came from the other."""

    BY_KIND = "by-kind"
    """As the thread runs: voice, need, idea, action, decision, commitment, measure, outcome. Of two that stand
    at the same place of it, the younger came from the older."""
    LED_TO = "led-to"
    """The first led to the second."""
    CAME_FROM = "came-from"
    """The first came from the second."""


_KINDS: dict[type[Record], int] = {Voice: 0, Vision: 2, Decision: 4, Commitment: 5, Measure: 7, Outcome: 8}
_ITEM_KINDS = {
    ItemKind.NEED: 1,
    ItemKind.ASSET: 1,
    ItemKind.QUESTION: 1,
    ItemKind.IDEA: 2,
    ItemKind.ACTION: 3,
    ItemKind.MEASURE_QUESTION: 6,
    ItemKind.LEARNING: 8,
}
"""How far down the thread each kind of record stands, and each kind of card."""


class Link(msgspec.Struct, frozen=True):
    """Let one record name another as its origin. Both are given by id, or by number as people type it."""

    one: str
    other: str
    way: Way = Way.BY_KIND

    def apply(self, records: Records, make: Maker) -> Change:
        del make
        one, other = (_live(records, each) for each in (self.one, self.other))
        origin, record = _in_order(one, other, self.way)
        if origin.id == record.id:
            raise Refused(say("refused.own-origin", number=record.number))
        if record.id in lineage(records, origin):
            raise Refused(say("refused.cycle", number=record.number, origin=origin.number))
        after = msgspec.structs.replace(record, origins=record.origins | {origin.id})
        return change(say("label.linked", number=record.number, origin=origin.number), (record, after))


class Unlink(msgspec.Struct, frozen=True):
    """Take the link between two records away, whichever of them came from the other."""

    one: str
    other: str

    def apply(self, records: Records, make: Maker) -> Change:
        del make
        one, other = (_meant(records, each) for each in (self.one, self.other))
        if one.id in other.origins:
            origin, record = one, other
        elif other.id in one.origins:
            origin, record = other, one
        else:
            raise Refused(say("refused.not-linked", number=one.number, other=other.number))
        wanted(records, type(record), record.id)
        after = msgspec.structs.replace(record, origins=record.origins - {origin.id})
        return change(say("label.unlinked", number=record.number, origin=origin.number), (record, after))


def _meant(records: Records, name: str) -> Record:
    """Return the record of an id or a number.

    Raises:
        Refused: there is none of that id.
        NotFound: no record bears the number, or more than one.
    """
    found = records.find(name)
    if found is not None:
        return found
    number = as_number(name)
    if number is None:
        raise Refused(say("refused.gone"))
    return numbered(records, number)


def _live(records: Records, name: str) -> Record:
    record = _meant(records, name)
    return wanted(records, type(record), record.id)


def _in_order(one: Record, other: Record, way: Way) -> tuple[Record, Record]:
    """Return of two records the origin first.

    Raises:
        Refused: the way follows from their kinds, and one is of a kind that has no place on the thread.
    """
    match way:
        case Way.LED_TO:
            return one, other
        case Way.CAME_FROM:
            return other, one
    if _stage(one) > _stage(other) or (_stage(one) == _stage(other) and one.id > other.id):
        return other, one
    return one, other


def is_on_thread(record: Record) -> bool:
    """Tell whether a record is of a kind that has a place on the thread."""
    return isinstance(record, Item) or type(record) in _KINDS


def _stage(record: Record) -> int:
    if not is_on_thread(record):
        raise Refused(say("refused.not-on-thread", number=record.number))
    return _ITEM_KINDS[record.kind] if isinstance(record, Item) else _KINDS[type(record)]
