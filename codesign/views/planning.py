"""When each block of an agenda is to begin, and whether the times that were fixed can be met.

Times are times of day where the meeting is held, lengths whole minutes. What runs is not looked at here: this is
the plan, the clock is in `codesign.views.clock`.
"""

from collections.abc import Mapping
from datetime import date, datetime, time, timedelta

import msgspec

from codesign.model import Meeting
from codesign.views import clock

_HALF_A_DAY = 12 * 60
_DAY = 24 * 60


class Lock(msgspec.Struct, frozen=True):
    """A block with a fixed time, and what comes before it."""

    key: str
    at: time
    slack: int
    """Minutes between the end of what comes before it and its time; below 0 it cannot be met."""


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
    parents = {block.parent for block in blocks.values()}
    found: dict[str, time | None] = {}
    fixed: list[Lock] = []
    for key, _depth in clock.order(blocks):
        block = blocks[key]
        if block.locked is not None:
            if at is not None:
                fixed.append(Lock(key, block.locked, _minutes_from(at, block.locked)))
            at = block.locked
        found[key] = at
        if at is not None and key not in parents:
            at = later(at, block.minutes)
    return found, tuple(fixed), at


def later(at: time, minutes: int) -> time:
    """Return the time of day some minutes after another; after midnight the next day's."""
    return (datetime.combine(date.min, at) + timedelta(minutes=minutes % _DAY)).time()


def _minutes_from(earlier: time, to: time) -> int:
    """Return the minutes from one time of day to another, between half a day before and half a day after."""
    apart = (to.hour - earlier.hour) * 60 + to.minute - earlier.minute
    return (apart + _HALF_A_DAY) % _DAY - _HALF_A_DAY
