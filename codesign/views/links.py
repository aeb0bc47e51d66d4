"""What hangs on each golden thread, worked out for all records at once: voices, answers to them, measures."""

from collections import deque
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from weakref import WeakKeyDictionary

from codesign.model import Commitment, Decision, Item, ItemKind, Measure, Outcome, Phase, Record, Voice
from codesign.records import Records

_VOICE = 1
_WAITING = 2
_ACTION = 4
_MEASURE = 8
_SECTORS = 16
"""Bits: a voice, one without a reply, something done, something that measures; from here on one a sector."""

_FOLLOWS = frozenset({ItemKind.ACTION, ItemKind.IDEA})


@dataclass(frozen=True)
class Links:
    """What is linked to each record, near or far. Nothing is linked to itself."""

    _behind: Mapping[str, int]
    _ahead: Mapping[str, int]
    _told: Mapping[str, int]
    """The voices that were captured about a record, and are no further along its thread."""
    _sectors: tuple[str, ...]

    def has_voice(self, record: Record) -> bool:
        """Tell whether somebody's words led to it or were said about it."""
        return bool(self._voices(record) & _VOICE)

    def is_awaited(self, record: Record) -> bool:
        """Tell whether one of these voices has no reply yet."""
        return bool(self._voices(record) & _WAITING)

    def has_action(self, record: Record) -> bool:
        """Tell whether an idea, action, commitment or decision came of it, or, in co-evaluate, led to it."""
        return bool(self._around(record) & _ACTION)

    def has_measure(self, record: Record) -> bool:
        """Tell whether a measure, outcome or measure question came of it, or, in co-evaluate, led to it."""
        return bool(self._around(record) & _MEASURE)

    def sectors(self, record: Record) -> tuple[str, ...]:
        """Return the keys of the sectors whose voices led to it or speak of it, in the partnership's order."""
        found = self._voices(record) // _SECTORS
        return tuple(key for n, key in enumerate(self._sectors) if found >> n & 1)

    def _voices(self, record: Record) -> int:
        return self._behind.get(record.id, 0) | self._told.get(record.id, 0)

    def _around(self, record: Record) -> int:
        """What came of it. A card of co-evaluate stands at the end of its thread, so there it looks back too."""
        found = self._ahead.get(record.id, 0)
        if isinstance(record, Item) and record.phase is Phase.CO_EVALUATE:
            found |= self._behind.get(record.id, 0)
        return found


_known: WeakKeyDictionary[Records, tuple[int, Links]] = WeakKeyDictionary()


def links(records: Records) -> Links:
    """Return what is linked to each record; worked out anew only after a change."""
    revision, found = _known.get(records, (-1, None))
    if found is None or revision != records.revision:
        found = _worked_out(records)
        _known[records] = (records.revision, found)
    return found


def _worked_out(records: Records) -> Links:
    sectors = _sectors(records)
    bit = {key: _SECTORS << n for n, key in enumerate(sectors)}
    own: dict[str, int] = {}
    led_to: dict[str, list[str]] = {}
    came_from: dict[str, Collection[str]] = {}
    told: dict[str, int] = {}
    alive = {record.id for record in records if not record.archived}
    for record in records:
        if record.id in alive and (bits := _bits(record, bit)):
            own[record.id] = bits
        for origin in record.origins:
            led_to.setdefault(origin, []).append(record.id)
            if isinstance(record, Voice):
                told[origin] = told.get(origin, 0) | own.get(record.id, 0)
        if record.origins and record.id in alive:
            # as everywhere: one looks back also at what was archived, but ahead only at what was not
            came_from[record.id] = record.origins & alive
    return Links(_spread(own, led_to), _spread(own, came_from), told, sectors)


def _bits(record: Record, sector: Mapping[str, int]) -> int:
    match record:
        case Voice(withdrawn=False):
            return _VOICE | (_WAITING if record.reply is None else 0) | sector.get(record.sector, 0)
        case Commitment() | Decision():
            return _ACTION
        case Measure() | Outcome():
            return _MEASURE
        case Item(kind=kind) if kind in _FOLLOWS:
            return _ACTION
        case Item(kind=ItemKind.MEASURE_QUESTION):
            return _MEASURE
        case _:
            return 0


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
