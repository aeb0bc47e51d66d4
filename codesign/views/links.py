"""What hangs on each golden thread, worked out for all records at once: voices, answers to them, measures."""

from collections import deque
from collections.abc import Collection, Iterable, Mapping
from itertools import compress
from operator import is_not
from typing import TypeVar
from weakref import WeakKeyDictionary

import msgspec

from codesign.model import (
    Commitment,
    Decision,
    Item,
    ItemKind,
    Measure,
    Outcome,
    Partnership,
    Phase,
    Record,
    Voice,
)
from codesign.records import Records
from codesign.views.notes import waits_for_reply

T = TypeVar("T", bound=Record)

_VOICE = 1
_WAITING = 2
_ACTION = 4
_MEASURE = 8
_SECTORS = 16
"""Bits: a voice, one without a reply, something done, something that measures; from here on one a sector."""

_OF_KIND = {ItemKind.ACTION: _ACTION, ItemKind.IDEA: _ACTION, ItemKind.MEASURE_QUESTION: _MEASURE}
_OF_TYPE: dict[type[Record], int] = {
    Commitment: _ACTION,
    Decision: _ACTION,
    Measure: _MEASURE,
    Outcome: _MEASURE,
}


class Links(msgspec.Struct, frozen=True):
    """What is linked to each record, near or far. Nothing is linked to itself."""

    _behind: Mapping[str, int]
    _ahead: Mapping[str, int]
    _sectors: tuple[str, ...]
    _from_withdrawn: frozenset[str]

    def has_voice(self, record: Record) -> bool:
        """Tell whether somebody's words led to it or were said about it."""
        return bool(self._behind.get(record.id, 0) & _VOICE)

    def is_awaited(self, record: Record) -> bool:
        """Tell whether one of these voices has no reply yet."""
        return bool(self._behind.get(record.id, 0) & _WAITING)

    def has_action(self, record: Record) -> bool:
        """Tell whether an idea, action, commitment or decision came of it, or, in co-evaluate, led to it."""
        return self._has(_ACTION, record)

    def without_action(self, records: Iterable[T]) -> list[T]:
        """Return the records of which `has_action` is not true."""
        return self._without(_ACTION, records)

    def without_measure(self, records: Iterable[T]) -> list[T]:
        """Return the records of which `has_measure` is not true."""
        return self._without(_MEASURE, records)

    def has_measure(self, record: Record) -> bool:
        """Tell whether a measure, outcome or measure question came of it, or, in co-evaluate, led to it."""
        return self._has(_MEASURE, record)

    def is_from_withdrawn(self, record: Record) -> bool:
        """Tell whether it came from words that were withdrawn since: it keeps its place and its link."""
        return record.id in self._from_withdrawn

    def sectors(self, record: Record) -> tuple[str, ...]:
        """Return the keys of the sectors whose voices led to it or speak of it, in the partnership's order."""
        found = self._behind.get(record.id, 0) // _SECTORS
        return tuple(key for n, key in enumerate(self._sectors) if found >> n & 1)

    def _has(self, bit: int, record: Record) -> bool:
        if self._ahead.get(record.id, 0) & bit:
            return True
        return bool(self._behind.get(record.id, 0) & bit) and _looks_back(record)

    def _without(self, bit: int, records: Iterable[T]) -> list[T]:
        ahead, behind = self._ahead.get, self._behind.get
        lacking = [each for each in records if not ahead(each.id, 0) & bit]
        return [each for each in lacking if not (behind(each.id, 0) & bit and _looks_back(each))]


def _looks_back(record: Record) -> bool:
    """Tell whether it is at the end of the thread, where one looks back for what is measured and judged. That is
    asked of the record itself: whether it comes there or leaves, the links stay as they are."""
    return isinstance(record, Item) and record.phase is Phase.CO_EVALUATE


class _Known(msgspec.Struct, frozen=True):
    """What was worked out, and of what."""

    revision: int
    records: dict[str, Record]
    """Every record as it was then."""
    links: Links


_known: WeakKeyDictionary[Records, _Known] = WeakKeyDictionary()


def links(records: Records) -> Links:
    """Return what is linked to each record; worked out anew only after a change that could matter to it."""
    known = _known.get(records)
    if known is None or known.revision != records.revision:
        _known.pop(records, None)  # nothing is kept that is only half brought up to date
        known = known and _up_to_date(known, records)
        known = known or _Known(records.revision, records.by_id(), _worked_out(records))
        _known[records] = known
    return known.links


def _up_to_date(known: _Known, records: Records) -> _Known | None:
    """Return the same links where nothing was changed of which they are made, else None. Most acts change one
    record in something else."""
    before = known.records
    if len(before) != len(records):
        return None
    changed = _changed(known, records)
    if not all(each.id in before and _basis(before[each.id]) == _basis(each) for each in changed):
        return None
    before.update((each.id, each) for each in changed)
    return _Known(records.revision, before, known.links)


def _changed(known: _Known, records: Records) -> list[Record]:
    """Return the records that are not what they were."""
    ids = records.changed_since(known.revision)
    if ids is not None:
        return [record for each in ids if (record := records.find(each))]
    now = records.by_id()
    return list(compress(now.values(), map(is_not, now.values(), map(known.records.get, now))))


def _basis(record: Record) -> tuple[object, ...]:
    """Return everything in a record of which links are made."""
    own: tuple[object, ...] = ()
    match record:
        case Voice():
            own = record.withdrawn, waits_for_reply(record), record.sector
        case Item():
            own = (record.kind,)
        case Partnership():
            own = record.sectors
    return record.archived, record.origins, *own


def _worked_out(records: Records) -> Links:
    sectors = _sectors(records)
    bit = {key: _SECTORS << n for n, key in enumerate(sectors)}
    led_to: dict[str, list[str]] = {}
    came_from: dict[str, Collection[str]] = {}
    for record in records:
        for origin in record.origins:
            led_to.setdefault(origin, []).append(record.id)
        if record.origins and not record.archived:
            # as everywhere: a way back leads on through what was archived, a way ahead does not
            came_from[record.id] = record.origins
    linked = {*led_to, *came_from}
    own = {each.id: _bits(each, bit) for each in records if each.id in linked and not each.archived}
    behind, ahead = _spread(own, led_to), _spread(own, came_from)
    for voice in records.live(Voice):
        for origin in voice.origins:
            # said about it, and so no further along its thread
            behind[origin] = behind.get(origin, 0) | own.get(voice.id, 0)
    withdrawn = {voice.id for voice in records.all(Voice) if voice.withdrawn}
    from_withdrawn = frozenset(each for voice in withdrawn for each in led_to.get(voice, ()))
    return Links(behind, ahead, sectors, from_withdrawn)


def _bits(record: Record, sector: Mapping[str, int]) -> int:
    if isinstance(record, Voice):
        if record.withdrawn:
            return 0
        return _VOICE | (_WAITING if waits_for_reply(record) else 0) | sector.get(record.sector, 0)
    if isinstance(record, Item):
        return _OF_KIND.get(record.kind, 0)
    return _OF_TYPE.get(type(record), 0)


def _sectors(records: Records) -> tuple[str, ...]:
    """Return the partnership's sectors, and after them those that its list does not have any more."""
    partnership = records.partnership
    listed = [each.key for each in partnership.sectors] if partnership else []
    others = {voice.sector for voice in records.live(Voice) if voice.sector} - set(listed)
    return (*listed, *sorted(others))


def _spread(own: Mapping[str, int], beside: Mapping[str, Iterable[str]]) -> dict[str, int]:
    """Return for each id what all those have from which a way leads to it. Ways may go round in circles."""
    reached: dict[str, int] = {}
    waiting = deque(own)
    while waiting:
        each = waiting.popleft()
        bits = own.get(each, 0) | reached.get(each, 0)
        for other in beside.get(each, ()):
            before = reached.get(other, 0)
            if before | bits != before:
                reached[other] = before | bits
                waiting.append(other)
    return reached
