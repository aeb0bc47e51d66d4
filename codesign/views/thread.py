"""The golden thread: what a record came from, what it led to, and where the thread is missing."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from codesign.model import Commitment, Decision, Item, ItemKind, Measure, Outcome, Record, Voice
from codesign.records import Records, by_number


@dataclass(frozen=True)
class Strand:
    """A record and the strands behind or before it. A record that stands above itself is not repeated."""

    record: Record
    strands: tuple["Strand", ...] = ()


def came_from(records: Records, record: Record) -> tuple[Strand, ...]:
    """Return the records that this one came from, each with those that it came from."""
    return _strands(record, lambda each: _origins(records, each), frozenset({record.id}))


def led_to(records: Records, record: Record) -> tuple[Strand, ...]:
    """Return the records that this one led to, each with those that it led to."""
    return _strands(record, lambda each: records.led_to(each.id), frozenset({record.id}))


def _strands(record: Record, beside: Callable[[Record], Iterable[Record]], above: frozenset[str]) -> tuple[Strand, ...]:
    return tuple(
        Strand(each, _strands(each, beside, above | {each.id})) for each in beside(record) if each.id not in above
    )


def _origins(records: Records, record: Record) -> list[Record]:
    found = (records.find(origin) for origin in record.origins)
    return sorted((each for each in found if each is not None), key=by_number)


@dataclass(frozen=True)
class Gaps:
    """Where the thread is missing; each list by number."""

    unanswered_voices: tuple[Voice, ...]
    needs_without_action: tuple[Item, ...]
    actions_without_measure: tuple[Item, ...]
    measures_without_reading: tuple[Measure, ...]


def gaps(records: Records) -> Gaps:
    """Return the gaps of a partnership's threads."""
    items = sorted(records.live(Item), key=by_number)
    return Gaps(
        tuple(sorted((voice for voice in records.live(Voice) if _is_open(voice)), key=by_number)),
        tuple(item for item in items if item.kind is ItemKind.NEED and not _leads_to_action(records, item)),
        tuple(item for item in items if item.kind is ItemKind.ACTION and not _leads_to_measure(records, item)),
        tuple(sorted((each for each in records.live(Measure) if not each.readings), key=by_number)),
    )


def _is_open(voice: Voice) -> bool:
    return voice.reply is None and not voice.withdrawn


def _leads_to_action(records: Records, need: Item) -> bool:
    return any(
        isinstance(each, Commitment | Decision)
        or (isinstance(each, Item) and each.kind in {ItemKind.ACTION, ItemKind.IDEA})
        for each in records.led_to(need.id)
    )


def _leads_to_measure(records: Records, action: Item) -> bool:
    def leads(record: Record, above: frozenset[str]) -> bool:
        return any(
            isinstance(each, Measure | Outcome)
            or (isinstance(each, Item) and each.kind is ItemKind.MEASURE_QUESTION)
            or leads(each, above | {each.id})
            for each in records.led_to(record.id)
            if each.id not in above
        )

    return leads(action, frozenset({action.id}))
