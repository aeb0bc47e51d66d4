"""The golden thread: what a record came from, what it led to, and where the thread is missing."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from codesign.model import Item, ItemKind, Measure, Record, Voice
from codesign.records import Records, by_number
from codesign.views.links import links


@dataclass(frozen=True)
class Step:
    """A record on the thread, so many links away. What was on it before is not followed again."""

    record: Record
    depth: int
    again: bool = False


def came_from(records: Records, record: Record) -> list[Step]:
    """Return the records that this one came from, each followed by those that it came from."""
    return _walk(record, lambda each: _origins(records, each))


def led_to(records: Records, record: Record) -> list[Step]:
    """Return the records that this one led to, each followed by those that it led to."""
    return _walk(record, lambda each: records.led_to(each.id))


def _walk(start: Record, beside: Callable[[Record], Iterable[Record]]) -> list[Step]:
    """Walk depth first with a list of our own: threads may be longer than Python calls go deep."""
    steps: list[Step] = []
    been = {start.id}
    waiting = [(each, 0) for each in reversed(list(beside(start)))]
    while waiting:
        record, depth = waiting.pop()
        again = record.id in been
        steps.append(Step(record, depth, again))
        if not again:
            been.add(record.id)
            waiting += [(each, depth + 1) for each in reversed(list(beside(record)))]
    return steps


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
    items, linked = sorted(records.live(Item), key=by_number), links(records)
    return Gaps(
        unanswered_voices(records),
        tuple(item for item in items if item.kind is ItemKind.NEED and not linked.has_action(item)),
        tuple(item for item in items if item.kind is ItemKind.ACTION and not linked.has_measure(item)),
        tuple(sorted((each for each in records.live(Measure) if not each.readings), key=by_number)),
    )


def unanswered_voices(records: Records) -> tuple[Voice, ...]:
    """Return the voices that nobody has replied to, by number."""
    waiting = (voice for voice in records.live(Voice) if voice.reply is None and not voice.withdrawn)
    return tuple(sorted(waiting, key=by_number))
