"""Where the golden thread is missing: of a whole partnership, and of some of its records."""

import enum
from collections.abc import Iterable
from dataclasses import dataclass

from codesign.model import (
    Commitment,
    CommitmentState,
    Decision,
    Item,
    ItemKind,
    Measure,
    Outcome,
    Record,
    Status,
    Voice,
)
from codesign.records import Records, by_number
from codesign.views.notes import is_note


class Missing(enum.StrEnum):
    """What a record waits for."""

    REPLY = "reply"
    ACTION = "action"
    OWNER = "owner"
    MEASURE = "measure"
    READING = "reading"
    NAME = "name"
    DATE = "date"


@dataclass(frozen=True)
class Gap:
    """A record, and what is missing there."""

    record: Record
    missing: Missing


def gaps_of(records: Records, found: Iterable[Record]) -> tuple[Gap, ...]:
    """Return the gaps of some records, in their order. What is archived has none."""
    live = [each for each in found if not each.archived]
    measured = _measured(records, (each for each in live if _is(each, ItemKind.ACTION)))
    return tuple(Gap(each, missing) for each in live for missing in _missing(records, each, measured))


def _missing(records: Records, record: Record, measured: frozenset[str]) -> list[Missing]:
    match record:
        case Voice():
            return [Missing.REPLY] if _waits_for_reply(record) else []
        case Item(kind=ItemKind.NEED):
            return [] if _leads_to_action(records, record) else [Missing.ACTION]
        case Item(kind=ItemKind.ACTION):
            owned = [] if _is_taken_on(records, record) else [Missing.OWNER]
            return owned if record.id in measured else [*owned, Missing.MEASURE]
        case Item(kind=ItemKind.MEASURE_QUESTION):
            return [] if _is_read(records, record) else [Missing.READING]
        case Measure():
            return [] if record.readings else [Missing.READING]
        case Commitment(state=CommitmentState.OPEN):
            named = [] if record.who else [Missing.NAME]
            return named if record.due else [*named, Missing.DATE]
    return []


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
    actions = [item for item in items if item.kind is ItemKind.ACTION]
    measured = _measured(records, actions)
    return Gaps(
        unanswered_voices(records),
        tuple(item for item in items if item.kind is ItemKind.NEED and not _leads_to_action(records, item)),
        tuple(item for item in actions if item.id not in measured),
        tuple(sorted((each for each in records.live(Measure) if not each.readings), key=by_number)),
    )


def unanswered_voices(records: Records) -> tuple[Voice, ...]:
    """Return the voices that nobody has replied to, by number."""
    return tuple(sorted(filter(_waits_for_reply, records.live(Voice)), key=by_number))


def _waits_for_reply(voice: Voice) -> bool:
    return voice.reply is None and not voice.withdrawn and not is_note(voice)


def _is(record: Record, *kinds: ItemKind) -> bool:
    return isinstance(record, Item) and record.kind in kinds


def _leads_to_action(records: Records, need: Item) -> bool:
    return any(
        isinstance(each, Commitment | Decision) or _is(each, ItemKind.ACTION, ItemKind.IDEA)
        for each in records.led_to(need.id)
    )


def _is_taken_on(records: Records, action: Item) -> bool:
    return bool(action.owners) or any(isinstance(each, Commitment) for each in records.led_to(action.id))


def _is_read(records: Records, question: Item) -> bool:
    """Tell whether a measure question has an answer: a reading, what changed, or what was learned."""
    return question.status not in {Status.PLANNED, Status.MEASURING} or any(
        isinstance(each, Outcome) or (isinstance(each, Measure) and each.readings) or _is(each, ItemKind.LEARNING)
        for each in records.led_to(question.id)
    )


def _measured(records: Records, actions: Iterable[Record]) -> frozenset[str]:
    """Return the ids of all records from which a measure or outcome was reached on the way down from actions.

    All actions go down together and what they reached comes up together, so that each link is followed twice
    whatever the number of actions.
    """
    came_from: dict[str, list[str]] = {}
    reached: list[str] = []
    waiting = [each.id for each in actions]
    been = set(waiting)
    while waiting:
        here = waiting.pop()
        for each in records.led_to(here):
            came_from.setdefault(each.id, []).append(here)
            if isinstance(each, Measure | Outcome) or _is(each, ItemKind.MEASURE_QUESTION):
                reached.append(each.id)
            if each.id not in been:
                been.add(each.id)
                waiting.append(each.id)
    measured: set[str] = set()
    while reached:
        before = came_from.pop(reached.pop(), [])
        measured.update(before)
        reached += before
    return frozenset(measured)
