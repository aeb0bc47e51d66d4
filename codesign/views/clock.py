"""The meeting clock: nested blocks, what ran when, ahead or behind. Times are in UTC, lengths in minutes.

Everything is read from the recorded runs and the moment that is asked about; nothing ticks here.

A meeting is on time where everything that is left, at the minutes that it has now, would be over when the meeting
is to end, or before a block with a fixed time when that is to begin. So a block that runs over makes it late, as
do pauses; minutes given on purpose and blocks put in do not, as they move the end; what is skipped makes it
early; and after a re-flow it is on time.
"""

import enum
from collections.abc import Mapping
from datetime import UTC, date, datetime, time, timedelta, tzinfo

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
    """Still to be run, or to be gone on with."""
    RUNNING = "running"
    DONE = "done"
    SKIPPED = "skipped"


class Nearing(enum.IntEnum):
    """How near a block is to its end."""

    NOT_YET = 0
    SOON = 1
    """A fifth of its minutes is left, or less."""
    AT_ONCE = 2
    """A twentieth of its minutes is left, or less."""
    OVER = 3


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
    """Minutes given to it on purpose, those of its parts included."""
    shift: int
    """Minutes that a re-flow gave it, those of its parts included."""
    begins: int
    """Planned minutes from the start of the meeting to its start."""
    actual: timedelta
    """How long it has run."""
    allotted: timedelta
    """What it has now: planned, given and re-flowed; of what is skipped, as long as that has run."""
    state: BlockState

    @property
    def left(self) -> timedelta:
        """What is left of what it has; below zero once it runs over."""
        return self.allotted - self.actual

    @property
    def nearing(self) -> Nearing:
        """How near it is to its end."""
        if self.left < timedelta():
            return Nearing.OVER
        if self.left * 20 <= self.allotted:
            return Nearing.AT_ONCE
        return Nearing.SOON if self.left * 5 <= self.allotted else Nearing.NOT_YET


class Agenda(msgspec.Struct, frozen=True):
    """A meeting at one moment."""

    state: ClockState
    slots: tuple[Slot, ...]
    current: Slot | None
    """The leaf that is running or paused."""
    planned: int
    """Minutes of the whole meeting."""
    extra: int
    """Minutes by which its end was moved on purpose."""
    elapsed: timedelta
    """Wall-clock time since the start, pauses included."""
    behind: timedelta
    """How far the meeting is behind; below zero when it is ahead."""


def children(blocks: Mapping[str, Block], parent: str) -> list[str]:
    """Return the keys of a block's parts, in order; "" asks for the top of the agenda."""
    return sorted(
        (key for key in blocks if parent_of(blocks, key) == parent),
        key=lambda key: (blocks[key].rank, key),
    )


def parent_of(blocks: Mapping[str, Block], key: str) -> str:
    """Return the block of which one is a part, "" at the top of the agenda.

    Two people who write apart can take away what the other has put something into, or put two blocks into each
    other. What has no way up then stands at the top, so that no block is ever lost from sight.
    """
    parent = above = blocks[key].parent
    seen: set[str] = set()
    while above in blocks and above not in seen and above != key:
        seen.add(above)
        above = blocks[above].parent
    return "" if above == key or parent not in blocks else parent


def order(blocks: Mapping[str, Block]) -> list[tuple[str, int]]:
    """Return all keys with their depth, each block before its parts."""

    def below(parent: str, depth: int) -> list[tuple[str, int]]:
        return [found for key in children(blocks, parent) for found in ((key, depth), *below(key, depth + 1))]

    return below("", 0)


def leaves(blocks: Mapping[str, Block]) -> list[str]:
    """Return the keys of the blocks that are run, in order: those without parts."""
    parents = {parent_of(blocks, key) for key in blocks}
    return [key for key, _depth in order(blocks) if key not in parents]


def under(blocks: Mapping[str, Block], key: str) -> list[str]:
    """Return the keys of the blocks that are run when a block is: its parts without parts, or itself."""
    parts = children(blocks, key)
    return [leaf for part in parts for leaf in under(blocks, part)] if parts else [key]


def minutes_of(block: Block) -> int:
    """Return the minutes that a block without parts has now: planned, given and re-flowed."""
    return max(0, block.minutes + block.extra + block.shift)


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


def current_block(meeting: Meeting) -> str:
    """Return the key of the block that is running or paused, "" before the start and after the end."""
    run = last_run(meeting)
    return run.block if run is not None and meeting.ended is None and run.block in meeting.blocks else ""


def ran(meeting: Meeting, key: str, now: datetime) -> timedelta:
    """Return how long a block without parts has run, up to the end of the meeting."""
    end = meeting.ended or now
    stretches = (
        max((run.ended or end) - run.started, timedelta()) for run in meeting.runs.values() if run.block == key
    )
    return sum(stretches, timedelta())


def agenda(meeting: Meeting, now: datetime, zone: tzinfo | None = UTC) -> Agenda:
    """Return the meeting as it stands at a moment; fixed times are in `zone`, None for the machine's own."""
    blocks = meeting.blocks
    order_of_leaves = leaves(blocks)
    actual = {key: ran(meeting, key, now) for key in order_of_leaves}
    begins: dict[str, int] = {}
    so_far = 0
    for key in order_of_leaves:
        begins[key] = so_far
        so_far += blocks[key].minutes
    slots = tuple(_slot(meeting, key, depth, begins, actual) for key, depth in order(blocks))
    current = current_block(meeting)
    end = meeting.ended or now
    first = min((each.started for each in meeting.runs.values()), default=end)
    return Agenda(
        _state(meeting),
        slots,
        next((slot for slot in slots if slot.key == current), None),
        so_far,
        sum(blocks[key].extra for key in order_of_leaves),
        max(end - first, timedelta()),
        _behind(meeting, now, zone),
    )


def _slot(
    meeting: Meeting, key: str, depth: int, begins: Mapping[str, int], actual: Mapping[str, timedelta]
) -> Slot:
    blocks = meeting.blocks
    parts = under(blocks, key)
    has = (actual[leaf] if blocks[leaf].skipped else timedelta(minutes=minutes_of(blocks[leaf])) for leaf in parts)
    own_shift = 0 if parts == [key] else blocks[key].shift
    return Slot(
        key,
        blocks[key],
        depth,
        is_leaf=parts == [key],
        planned=sum(blocks[leaf].minutes for leaf in parts),
        extra=sum(blocks[leaf].extra for leaf in parts),
        shift=own_shift + sum(blocks[leaf].shift for leaf in parts),
        begins=begins[parts[0]],
        actual=sum((actual[leaf] for leaf in parts), timedelta()),
        allotted=timedelta(minutes=own_shift) + sum(has, timedelta()),
        state=_block_state(meeting, parts),
    )


def _state(meeting: Meeting) -> ClockState:
    run = last_run(meeting)
    if meeting.ended is not None:
        return ClockState.ENDED
    if run is None:
        return ClockState.NOT_STARTED
    return ClockState.RUNNING if run.ended is None else ClockState.PAUSED


def _block_state(meeting: Meeting, parts: list[str]) -> BlockState:
    if current_block(meeting) in parts:
        return BlockState.RUNNING
    if all(meeting.blocks[leaf].skipped for leaf in parts):
        return BlockState.SKIPPED
    finished = {each.block for each in meeting.runs.values()}.difference(remaining(meeting))
    return BlockState.DONE if finished.intersection(parts) else BlockState.AHEAD


# What is left, and when it is to be over


def remaining(meeting: Meeting) -> list[str]:
    """Return the keys of the blocks that are still to be run, in order: the current one, and those after it that
    are not skipped."""
    if meeting.ended is not None:
        return []
    blocks, current = meeting.blocks, current_block(meeting)
    if current in leaves(blocks):
        return [current, *(key for key in _after(blocks, current) if not blocks[key].skipped)]
    begun = {each.block for each in meeting.runs.values()}
    return [key for key in _after(blocks, current) if key not in begun and not blocks[key].skipped]


def _after(blocks: Mapping[str, Block], key: str) -> list[str]:
    """Return the leaves after a block: of one that was given parts while it ran, also these; of none, all."""
    order_of_leaves = leaves(blocks)
    if key in order_of_leaves:
        return order_of_leaves[order_of_leaves.index(key) + 1 :]
    parts = under(blocks, key) if key in blocks else []
    return (
        order_of_leaves[order_of_leaves.index(parts[0]) :]
        if parts and parts[0] in order_of_leaves
        else order_of_leaves
    )


def neighbour(meeting: Meeting, key: str, steps: int) -> str:
    """Return the key of the block that is run next (1) or before (-1), past those that are skipped; "" where there
    is none."""
    blocks = meeting.blocks
    after = _after(blocks, key)
    before = [leaf for leaf in leaves(blocks) if leaf != key and leaf not in after]
    beyond = after if steps > 0 else reversed(before)
    return next((leaf for leaf in beyond if not blocks[leaf].skipped), "")


class Plan(msgspec.Struct, frozen=True):
    """When a meeting that has begun is to be where, by its plan and by what was given on purpose."""

    fixed: Mapping[str, datetime]
    """When the blocks with a fixed time are to begin, by the keys of those that are run first of them."""
    ends: datetime


def plan(meeting: Meeting, zone: tzinfo | None) -> Plan:
    """Return when a meeting that has begun is to be where. What is skipped keeps its place: skipping it makes time
    for the others, and does not end the meeting earlier."""
    blocks, fixed = meeting.blocks, dict[str, datetime]()
    at = _begin(meeting, zone)
    order_of_leaves = set(leaves(blocks))
    for key, _depth in order(blocks):
        block = blocks[key]
        if block.locked is not None:
            at = _nearest(at, block.locked, zone)
            first = next((leaf for leaf in under(blocks, key) if not blocks[leaf].skipped), key)
            fixed[first] = at
        if key in order_of_leaves:
            at += timedelta(minutes=block.minutes + block.extra)
    return Plan(fixed, at)


_OWN_START = timedelta(hours=1)
"""A meeting that begins further from its planned time than this was put off, and is not late."""


def _begin(meeting: Meeting, zone: tzinfo | None) -> datetime:
    began = min(each.started for each in meeting.runs.values())
    if meeting.starts is None:
        return began
    planned = _nearest(began, meeting.starts, zone)
    return planned if abs(planned - began) <= _OWN_START else began


def _nearest(at: datetime, when: time, zone: tzinfo | None) -> datetime:
    """Return the moment nearest to another at which it is a time of day in a zone."""
    day = at.astimezone(zone).date()
    return min((_moment(day + timedelta(days=n), when, zone) for n in (-1, 0, 1)), key=lambda each: abs(each - at))


def _moment(day: date, when: time, zone: tzinfo | None) -> datetime:
    local = datetime.combine(day, when, tzinfo=zone)  # without a zone it is the machine's own
    return local.astimezone(UTC)


def _behind(meeting: Meeting, now: datetime, zone: tzinfo | None) -> timedelta:
    """Return how much later than it is to be the next fixed time is reached, or the end where there is none."""
    run = last_run(meeting)
    if run is None:
        return timedelta()
    planned, current = plan(meeting, zone), current_block(meeting)
    at = meeting.ended or max(now, run.started)
    for key in remaining(meeting):
        if key in planned.fixed and key != current:
            return at - planned.fixed[key]
        has = timedelta(minutes=minutes_of(meeting.blocks[key]))
        at += max(has - ran(meeting, key, now), timedelta())
    return at - planned.ends


# In words


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
