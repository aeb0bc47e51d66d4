"""The meeting clock: nested blocks, what ran when, ahead or behind. Times are in UTC, lengths in minutes.

Everything is read from the recorded runs and the moment that is asked about; nothing ticks here.
"""

import enum
from collections.abc import Mapping
from datetime import datetime, timedelta

import msgspec

from codesign.model import Block, Meeting, Run
from codesign.words import say


class ClockState(enum.StrEnum):
    NOT_STARTED = "not started"
    RUNNING = "running"
    PAUSED = "paused"
    ENDED = "ended"


class BlockState(enum.StrEnum):
    AHEAD = "ahead"
    """Not run yet."""
    RUNNING = "running"
    DONE = "done"


class Mismatch(msgspec.Struct, frozen=True):
    """A block whose parts do not add up to it."""

    title: str
    minutes: int
    parts: int

    def __str__(self) -> str:
        return say("clock.mismatch", title=self.title, minutes=self.minutes, parts=self.parts)


class Slot(msgspec.Struct, frozen=True):
    """A block in the order of the agenda."""

    key: str
    block: Block
    depth: int
    is_leaf: bool
    planned: int
    """Minutes, those of its parts where it has parts; extra minutes not counted."""
    extra: int
    """Minutes added while it ran, those of its parts included."""
    begins: int
    """Planned minutes from the start of the meeting to its start."""
    actual: timedelta
    """How long it has run."""
    state: BlockState

    @property
    def left(self) -> timedelta:
        """What is left of its planned and added minutes; below zero once it runs over."""
        return timedelta(minutes=self.planned + self.extra) - self.actual


class Agenda(msgspec.Struct, frozen=True):
    """A meeting at one moment."""

    state: ClockState
    slots: tuple[Slot, ...]
    current: Slot | None
    """The leaf that is running or paused."""
    planned: int
    """Minutes of the whole meeting."""
    elapsed: timedelta
    """Wall-clock time since the start, pauses included."""
    behind: timedelta
    """How far the meeting is behind its plan; below zero when it is ahead."""


def children(blocks: Mapping[str, Block], parent: str) -> list[str]:
    """Return the keys of a block's parts, in order; "" asks for the top of the agenda."""
    return sorted(
        (key for key, block in blocks.items() if block.parent == parent),
        key=lambda key: (blocks[key].rank, key),
    )


def order(blocks: Mapping[str, Block]) -> list[tuple[str, int]]:
    """Return all keys with their depth, each block before its parts. A block without a way up is left out."""

    def below(parent: str, depth: int) -> list[tuple[str, int]]:
        return [found for key in children(blocks, parent) for found in ((key, depth), *below(key, depth + 1))]

    return below("", 0)


def leaves(blocks: Mapping[str, Block]) -> list[str]:
    """Return the keys of the blocks that are run, in order: those without parts."""
    parents = {block.parent for block in blocks.values()}
    return [key for key, _depth in order(blocks) if key not in parents]


def planned_minutes(blocks: Mapping[str, Block], key: str) -> int:
    """Return the minutes of a block, for one with parts the sum of theirs."""
    parts = children(blocks, key)
    return sum(planned_minutes(blocks, part) for part in parts) if parts else blocks[key].minutes


def sum_check(blocks: Mapping[str, Block]) -> tuple[Mismatch, ...]:
    """Return every block whose own minutes differ from the sum of its parts."""
    return tuple(
        Mismatch(blocks[key].title, blocks[key].minutes, planned_minutes(blocks, key))
        for key, _depth in order(blocks)
        if planned_minutes(blocks, key) != blocks[key].minutes
    )


def last_run(meeting: Meeting) -> Run | None:
    """Return the run that is open, or the last that was; None before the start."""
    return (
        max(meeting.runs.items(), key=lambda item: (item[1].ended is None, item[1].started, item[0]))[1]
        if meeting.runs
        else None
    )


def agenda(meeting: Meeting, now: datetime) -> Agenda:
    """Return the meeting as it stands at a moment."""
    blocks = meeting.blocks
    run = last_run(meeting)
    end = meeting.ended or now
    state = _state(meeting, run)
    current = run.block if run is not None and state in {ClockState.RUNNING, ClockState.PAUSED} else ""
    order_of_leaves = leaves(blocks)
    ran = {key: _ran(meeting, key, end) for key in order_of_leaves}
    begun = {each.block for each in meeting.runs.values()}

    slots: list[Slot] = []
    begins: dict[str, int] = {}
    so_far = 0
    for key in order_of_leaves:
        begins[key] = so_far
        so_far += blocks[key].minutes
    for key, depth in order(blocks):
        under = [leaf for leaf in order_of_leaves if leaf == key or _is_under(blocks, leaf, key)]
        slots.append(
            Slot(
                key,
                blocks[key],
                depth,
                is_leaf=under == [key],
                planned=sum(blocks[leaf].minutes for leaf in under),
                extra=sum(blocks[leaf].extra for leaf in under),
                begins=begins[under[0]] if under else 0,
                actual=sum((ran[leaf] for leaf in under), timedelta()),
                state=_block_state(under, current, begun),
            )
        )
    leaf = next((slot for slot in slots if slot.key == current), None)
    first = min((each.started for each in meeting.runs.values()), default=end)
    elapsed = max(end - first, timedelta())
    return Agenda(state, tuple(slots), leaf, so_far, elapsed, _behind(leaf, elapsed, so_far, state))


def _behind(current: Slot | None, elapsed: timedelta, planned: int, state: ClockState) -> timedelta:
    if state is ClockState.NOT_STARTED:
        return timedelta()
    if current is None:
        return elapsed - timedelta(minutes=planned)
    place = timedelta(minutes=current.begins) + min(current.actual, timedelta(minutes=current.planned))
    return elapsed - place


def _state(meeting: Meeting, run: Run | None) -> ClockState:
    if meeting.ended is not None:
        return ClockState.ENDED
    if run is None:
        return ClockState.NOT_STARTED
    return ClockState.RUNNING if run.ended is None else ClockState.PAUSED


def _ran(meeting: Meeting, key: str, end: datetime) -> timedelta:
    stretches = (
        max((run.ended or end) - run.started, timedelta()) for run in meeting.runs.values() if run.block == key
    )
    return sum(stretches, timedelta())


def _is_under(blocks: Mapping[str, Block], key: str, parent: str) -> bool:
    while (key := blocks[key].parent) in blocks:
        if key == parent:
            return True
    return False


def _block_state(leaves_under: list[str], current: str, begun: set[str]) -> BlockState:
    if current in leaves_under:
        return BlockState.RUNNING
    return BlockState.DONE if begun.intersection(leaves_under) else BlockState.AHEAD


def minutes(length: timedelta) -> int:
    """Return whole minutes, rounded to the nearest, halves away from zero."""
    seconds = length.total_seconds()
    return int((abs(seconds) + 30) // 60) * (1 if seconds >= 0 else -1)


def hours_minutes(length: timedelta) -> str:
    """Return "1:05" for an hour and five minutes; a length below zero counts as none."""
    whole = max(0, int(length.total_seconds() // 60))
    return f"{whole // 60}:{whole % 60:02d}"


def minutes_seconds(length: timedelta) -> str:
    """Return "4:59", with a minus sign for a length below zero."""
    seconds = int(length.total_seconds())
    sign = "-" if seconds < 0 else ""
    return f"{sign}{abs(seconds) // 60}:{abs(seconds) % 60:02d}"


def drift_words(behind: timedelta) -> str:
    """Return "3 min behind", "2 min ahead" or "on time"."""
    late = minutes(behind)
    if late == 0:
        return say("clock.on-time")
    return say("clock.behind" if late > 0 else "clock.ahead", minutes=abs(late))
