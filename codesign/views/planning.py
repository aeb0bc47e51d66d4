"""An agenda as it is planned: when each block is to begin, whether the times that were fixed can be met, and
whether the minutes add up.

Times are times of day where the meeting is held, lengths whole minutes. What runs is not looked at here: this is
the plan, the clock is in `codesign.views.clock`.
"""

from collections.abc import Mapping
from datetime import date, datetime, time, timedelta

import msgspec

from codesign.model import Block, BlockKind, Meeting, Mode
from codesign.views import clock
from codesign.words import say

_HALF_A_DAY = 12 * 60
_DAY = 24 * 60


class Lock(msgspec.Struct, frozen=True):
    """A block with a fixed time, and what comes before it."""

    key: str
    at: time
    slack: int
    """Minutes between the end of what comes before it and its time; below 0 it cannot be met."""


class Row(msgspec.Struct, frozen=True):
    """A block as it is planned."""

    key: str
    block: Block
    parent: str
    """The block of which it is a part, "" at the top."""
    depth: int
    begins: time | None
    parts: int | None
    """Minutes of its parts together; None where it has none."""
    lock: Lock | None
    """Its fixed time, where something comes before it."""

    @property
    def adds_up(self) -> bool:
        """Whether its parts take as long as it."""
        return self.parts is None or self.parts == self.block.minutes


class Sums(msgspec.Struct, frozen=True):
    """A meeting as a whole, in minutes."""

    minutes: int
    """Those of the blocks at the top of the agenda."""
    length: int | None
    """How many it is to take, where that was said."""
    talks: int
    """Those in which one or a few speak to all."""
    begins: time | None
    ends: time | None

    @property
    def over(self) -> int:
        """How many there are too many; below 0 how many are free."""
        return 0 if self.length is None else self.minutes - self.length


def rows(meeting: Meeting) -> tuple[Row, ...]:
    """Return the blocks in the order of the agenda, each before its parts."""
    blocks, (begins, fixed, _end) = meeting.blocks, _walked(meeting)
    at = {lock.key: lock for lock in fixed}
    return tuple(
        Row(key, blocks[key], clock.parent_of(blocks, key), depth, begins[key], _parts(blocks, key), at.get(key))
        for key, depth in clock.order(blocks)
    )


def _parts(blocks: Mapping[str, Block], key: str) -> int | None:
    parts = clock.children(blocks, key)
    return sum(blocks[part].minutes for part in parts) if parts else None


def sums(meeting: Meeting) -> Sums:
    """Return how long a meeting is planned to be, and for what."""
    blocks = meeting.blocks
    talks = (blocks[key] for key in clock.leaves(blocks) if blocks[key].kind in {BlockKind.TALK, BlockKind.PANEL})
    return Sums(
        sum(blocks[key].minutes for key in clock.children(blocks, "")),
        meeting.length,
        sum(block.minutes for block in talks),
        meeting.starts,
        ends(meeting),
    )


def norms(meeting: Meeting) -> str:
    """Return how people are asked to be there: what was written for this meeting, or what is usual in its mode."""
    return meeting.norms or ("" if meeting.mode is Mode.IN_PERSON else say("agenda.norms"))


def starts(meeting: Meeting) -> Mapping[str, time | None]:
    """Return when each block is to begin, by its key: at its fixed time, or when the block before it is over. A
    block with parts begins with the first of them. None where no time is known yet."""
    return _walked(meeting)[0]


def locks(meeting: Meeting) -> tuple[Lock, ...]:
    """Return the blocks with fixed times before which something is planned, in the order of the agenda."""
    return _walked(meeting)[1]


def ends(meeting: Meeting) -> time | None:
    """Return when the meeting is to be over; None where no time is known."""
    return _walked(meeting)[2]


def _walked(meeting: Meeting) -> tuple[dict[str, time | None], tuple[Lock, ...], time | None]:
    """Return the times, the locks, and when the last block is over."""
    blocks, at = meeting.blocks, meeting.starts
    leaves = frozenset(clock.leaves(blocks))
    found: dict[str, time | None] = {}
    fixed: list[Lock] = []
    for key, _depth in clock.order(blocks):
        block = blocks[key]
        if block.locked is not None:
            if at is not None:
                fixed.append(Lock(key, block.locked, _minutes_from(at, block.locked)))
            at = block.locked
        found[key] = at
        if at is not None and key in leaves:
            at = later(at, block.minutes)
    return found, tuple(fixed), at


def later(at: time, minutes: int) -> time:
    """Return the time of day some minutes after another; after midnight the next day's."""
    return (datetime.combine(date.min, at) + timedelta(minutes=minutes % _DAY)).time()


def _minutes_from(earlier: time, to: time) -> int:
    """Return the minutes from one time of day to another, between half a day before and half a day after."""
    apart = (to.hour - earlier.hour) * 60 + to.minute - earlier.minute
    return (apart + _HALF_A_DAY) % _DAY - _HALF_A_DAY
