"""Re-flow under any agenda, any course of the meeting and any fixed times: whole minutes that add up exactly."""

from datetime import UTC, date, datetime, timedelta

import msgspec
import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from codesign.model import Block, Meeting, Run
from codesign.views import clock
from codesign.views.flow import flowed, reflow, shared

START = datetime(2026, 11, 5, 14, 0, tzinfo=UTC)
_MINUTE = timedelta(minutes=1)
_HALF = timedelta(seconds=30)


@given(st.lists(st.integers(0, 60), min_size=1, max_size=8), st.integers(0, 300))
def test_parts_add_up_and_are_fair(weights: list[int], more: int) -> None:
    whole = len(weights) + more
    parts = shared(weights, whole)
    assert sum(parts) == whole
    assert min(parts) >= 1
    for one, other in zip(
        zip(weights, parts, strict=True), zip(weights[1:], parts[1:], strict=False), strict=False
    ):
        if one[0] >= other[0]:
            assert one[1] + 1 >= other[1], "who weighs more has not less, but for what rounding makes"
    total = sum(weights)
    if total and all(whole * weight >= total for weight in weights):
        assert all(abs(part - whole * weight / total) < 1 for part, weight in zip(parts, weights, strict=True))


@pytest.mark.parametrize(
    ("weights", "whole", "parts"),
    [
        ([20, 10], 30, [20, 10]),
        ([20, 10], 14, [9, 5]),
        ([1, 30, 30], 20, [1, 10, 9]),
        ([0, 0, 0], 7, [3, 2, 2]),
        ([5], 1, [1]),
    ],
)
def test_parts_of_minutes(weights: list[int], whole: int, parts: list[int]) -> None:
    assert shared(weights, whole) == parts


@st.composite
def courses(draw: st.DrawFn) -> tuple[Meeting, datetime]:
    """A meeting somewhere in its course, and the moment: blocks of two levels, some skipped, some with a fixed
    time, some with minutes given, and runs of any length in any order."""
    blocks: dict[str, Block] = {}
    for top in range(draw(st.integers(1, 4))):
        key = str(len(blocks))
        parts = draw(st.integers(0, 3))
        for n in range(parts):
            blocks[f"{key}{'abc'[n]}"] = _leaf(draw, n, key)
        blocks[key] = msgspec.structs.replace(_leaf(draw, top, ""), skipped=not parts and draw(st.booleans()))
    leaves = clock.leaves(blocks)
    at = START
    runs: dict[str, Run] = {}
    for n, key in enumerate(draw(st.lists(st.sampled_from(leaves), min_size=1, max_size=5))):
        begun, at = at, at + timedelta(seconds=draw(st.integers(0, 2400)))
        runs[f"{n:03d}"] = Run(key, begun, at)
    last = max(runs)
    runs[last] = msgspec.structs.replace(runs[last], ended=None)
    blocks[runs[last].block] = msgspec.structs.replace(blocks[runs[last].block], skipped=False)
    meeting = Meeting(id="1", number="MT1", schema=1, title="Any", on=date(2026, 11, 5), blocks=blocks, runs=runs)
    return meeting, at


def _leaf(draw: st.DrawFn, rank: int, parent: str) -> Block:
    fixed = st.integers(0, 5 * 60).map(lambda late: (START + late * _MINUTE).time())
    return Block(
        "block",
        draw(st.integers(0, 30)),
        rank,
        parent,
        extra=draw(st.sampled_from([0, 0, 3])),
        skipped=bool(parent) and draw(st.booleans()),
        locked=draw(st.none() | fixed),
    )


def ends_of_stretches(meeting: Meeting, now: datetime, minutes: dict[str, int]) -> list[tuple[timedelta, int]]:
    """Return, for each stretch up to a fixed time or the end, what is to spare in it and how many blocks it has,
    if each block takes its minutes."""
    planned = clock.plan(meeting, UTC)
    found = []
    begins, at, count = now, now, 0
    for key in clock.remaining(meeting):
        fixed = planned.fixed.get(key)
        if count and fixed is not None and fixed > begins:
            found.append((fixed - at, count))
            begins, at, count = fixed, fixed, 0
        at += minutes[key] * _MINUTE - clock.ran(meeting, key, now)
        count += 1
    return [*found, (planned.ends - at, count)]


@given(courses())
def test_what_is_left_ends_when_it_is_to_end(course: tuple[Meeting, datetime]) -> None:
    meeting, now = course
    flow = reflow(meeting, now)
    assert list(flow.minutes) == clock.remaining(meeting)
    for key, minutes in flow.minutes.items():
        assert timedelta() < minutes * _MINUTE - clock.ran(meeting, key, now), "some of its minutes are left"
    spare = [each for each, _count in ends_of_stretches(meeting, now, dict(flow.minutes))]
    late = [each for each in spare if each <= -_HALF]
    assert all(abs(each) <= _HALF for each in spare if each not in late)
    assert [clock.minutes(-each) for each in late] == [each.minutes for each in flow.short]


@given(courses())
def test_once_is_enough_and_then_the_meeting_is_on_time(course: tuple[Meeting, datetime]) -> None:
    meeting, now = course
    flow = reflow(meeting, now)
    assume(not flow.short)
    after = msgspec.structs.replace(meeting, blocks=flowed(meeting, flow))
    assert reflow(after, now).minutes == flow.minutes
    missed = [each for key, each in clock.plan(meeting, UTC).fixed.items() if key in flow.minutes and each <= now]
    if not missed:
        assert abs(clock.agenda(after, now).behind) <= _HALF
    seen = clock.agenda(after, now)
    assert {slot.key: slot.planned for slot in seen.slots} == {
        slot.key: slot.planned for slot in clock.agenda(meeting, now).slots
    }
    left = {slot.key: slot.left for slot in seen.slots}
    for slot in seen.slots:
        parts = [key for key in clock.under(after.blocks, slot.key) if key in flow.minutes]
        if not slot.is_leaf and parts:
            enclosed = sum((left[key] for key in parts), timedelta())
            assert abs(slot.left - enclosed) <= timedelta(seconds=30), "the clock around goes with those within"
