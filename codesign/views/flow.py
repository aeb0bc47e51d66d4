"""Re-flow: what is left of a meeting's time, shared among the blocks that are left.

Lengths are whole minutes. Planned minutes are never touched; what comes out of it is how long each block is to
take in all, and whoever carries it out writes the difference down.
"""

from collections.abc import Mapping, Sequence
from datetime import UTC, datetime, timedelta, tzinfo
from fractions import Fraction

import msgspec

from codesign.model import Block, Meeting
from codesign.views import clock

_MINUTE = timedelta(minutes=1)
_ROUNDS = timedelta(seconds=30) - timedelta.resolution
"""Whole minutes end up to half a minute before or after the moment that was meant, which reads as on time."""


class Short(msgspec.Struct, frozen=True):
    """A stretch of the agenda into which what is left of it does not fit."""

    minutes: int
    """How many more it would take for each block to have one."""
    until: datetime
    """When the stretch is to be over."""
    before: str
    """The title of the block that has to begin then; "" where it is the end of the meeting."""


class Flow(msgspec.Struct, frozen=True):
    """How long the blocks that are left are to take."""

    minutes: Mapping[str, int]
    """By the keys of the blocks that are left, in order: whole minutes in all, those that it has run included."""
    settled: Mapping[str, int]
    """By the keys of the blocks that enclose them: the minutes that finished parts took more than they had."""
    ends: datetime
    """When the meeting is to be over."""
    short: tuple[Short, ...] = ()


class _Stretch(msgspec.Struct, frozen=True):
    """Blocks that share the time from one moment to another."""

    keys: Sequence[str]
    begins: datetime
    ends: datetime
    before: str


def reflow(meeting: Meeting, now: datetime, zone: tzinfo | None = UTC) -> Flow:
    """Return how a meeting that has begun is to go on so that it ends when it is to end.

    The blocks that are left share the time until then in proportion to their minutes (planned, and given on
    purpose), of the current one to those that it has not run yet. Nothing gets less than a minute. A block with a
    fixed time begins then, and those before it share what is left until it; a fixed time that has passed is none.
    Blocks that fit as they are stay as they are. Where a stretch has no minute for each of its blocks, each gets
    one, and `short` says so.
    """
    planned = clock.plan(meeting, zone)
    found: dict[str, int] = {}
    short: list[Short] = []
    for stretch in _stretches(meeting, now, planned):
        run = {key: clock.ran(meeting, key, now) for key in stretch.keys}
        begun = sum((each % _MINUTE for each in run.values()), timedelta())
        room = (stretch.ends - stretch.begins + begun + _ROUNDS) // _MINUTE
        if room < len(stretch.keys):
            short.append(Short(len(stretch.keys) - room, stretch.ends, stretch.before))
        done = {key: each // _MINUTE for key, each in run.items()}
        found |= {key: done[key] + share for key, share in _shares(meeting, done, room).items()}
    return Flow(found, _settled(meeting, now), planned.ends, tuple(short))


def flowed(meeting: Meeting, flow: Flow) -> dict[str, Block]:
    """Return the blocks of a meeting with a re-flow written into their `shift`."""
    blocks = dict(meeting.blocks)
    for key, minutes in flow.minutes.items():
        given = blocks[key].minutes + blocks[key].extra
        blocks[key] = msgspec.structs.replace(blocks[key], shift=minutes - given)
    for key, minutes in flow.settled.items():
        blocks[key] = msgspec.structs.replace(blocks[key], shift=minutes)
    return blocks


def _stretches(meeting: Meeting, now: datetime, planned: clock.Plan) -> list[_Stretch]:
    found: list[_Stretch] = []
    keys: list[str] = []
    begins = now
    for key in clock.remaining(meeting):
        at = planned.fixed.get(key)
        if keys and at is not None and at > begins:
            found.append(_Stretch(keys, begins, at, meeting.blocks[key].title))
            keys, begins = [], at
        keys.append(key)
    return [*found, _Stretch(keys, begins, planned.ends, "")] if keys else found


def _shares(meeting: Meeting, done: Mapping[str, int], room: int) -> dict[str, int]:
    """Return how many minutes each block of a stretch is still to take, from whole minutes that it has run."""
    blocks = {key: meeting.blocks[key] for key in done}
    has = {key: clock.minutes_of(block) - done[key] for key, block in blocks.items()}
    if sum(has.values()) == room and min(has.values()) > 0:
        return has
    weights = [max(0, block.minutes + block.extra - done[key]) for key, block in blocks.items()]
    return dict(zip(done, shared(weights, max(room, len(done))), strict=True))


def shared(weights: Sequence[int], whole: int) -> list[int]:
    """Return parts of a whole number in proportion to weights, at least 1 each, which add up to it: by largest
    remainders, of equal ones to the first. Where all weights are 0 the parts are as equal as can be.

    `whole` is at least as much as there are weights.
    """
    parts = [1] * len(weights)
    open_ones = list(range(len(weights)))
    weighed = weights if any(weights) else [1] * len(weights)
    while open_ones:
        room = whole - (len(weights) - len(open_ones))
        total = sum(weighed[n] for n in open_ones)
        exact = {n: Fraction(room * weighed[n], total) for n in open_ones}
        enough = [n for n in open_ones if exact[n] >= 1]
        if len(enough) == len(open_ones):
            spare = room - sum(int(each) for each in exact.values())
            first = sorted(open_ones, key=lambda n: (int(exact[n]) - exact[n], n))[:spare]
            for n in open_ones:
                parts[n] = int(exact[n]) + (n in first)
            break
        open_ones = enough
    return parts


def _settled(meeting: Meeting, now: datetime) -> dict[str, int]:
    """Return, of each block around what is left, the minutes that its finished parts took more than they had: the
    clock of the whole goes on from there."""
    blocks, left = meeting.blocks, set(clock.remaining(meeting))
    found: dict[str, int] = {}
    for key, _depth in clock.order(blocks):
        parts = clock.under(blocks, key)
        if parts != [key] and left.intersection(parts):
            finished = [part for part in parts if part not in left and not blocks[part].skipped]
            took = sum((clock.ran(meeting, part, now) for part in finished), timedelta())
            found[key] = clock.minutes(took) - sum(clock.minutes_of(blocks[part]) for part in finished)
    return found
