"""The meeting clock, with times written by hand."""

from datetime import UTC, date, datetime, time, timedelta, timezone
from typing import Any

import msgspec
import pytest

from codesign.model import Block, Meeting, Run
from codesign.templates import template, template_names
from codesign.views import clock
from codesign.views.clock import BlockState, ClockState, agenda

START = datetime(2026, 11, 5, 14, 0, tzinfo=UTC)


def at(minutes: float) -> datetime:
    return START + timedelta(minutes=minutes)


def workshop(*runs: tuple[str, float, float | None], ended: float | None = None) -> Meeting:
    blocks = {str(n): block for n, block in enumerate(template("workshop-90").blocks, 1)}
    return Meeting(
        id="1",
        number="MT1",
        schema=1,
        title="Workshop",
        on=date(2026, 11, 5),
        blocks=blocks,
        runs={
            f"{n:03d}": Run(block, at(begun), None if over is None else at(over))
            for n, (block, begun, over) in enumerate(runs)
        },
        ended=None if ended is None else at(ended),
    )


def test_the_workshop_is_ninety_minutes_with_three_parts_in_one_block() -> None:
    blocks = workshop().blocks
    assert [block.minutes for block in blocks.values() if not block.parent] == [5, 10, 10, 35, 20, 10]
    assert [block.minutes for block in blocks.values() if block.parent == "4"] == [15, 5, 15]
    assert agenda(workshop(), START).planned == 90


@pytest.mark.parametrize("name", template_names())
def test_the_parts_of_every_template_add_up(name: str) -> None:
    assert clock.sum_check({str(n): block for n, block in enumerate(template(name).blocks, 1)}) == ()


def test_parts_that_do_not_add_up_are_named() -> None:
    blocks = {**workshop().blocks, "5": Block("Round 1", 20, rank=5, parent="4")}
    assert [str(each) for each in clock.sum_check(blocks)] == [
        "Tables of 4-6: its parts add up to 40 minutes, not 35"
    ]


def test_before_the_start_nothing_runs() -> None:
    seen = agenda(workshop(), START)
    assert (seen.state, seen.current, seen.elapsed, seen.behind) == (
        ClockState.NOT_STARTED,
        None,
        timedelta(),
        timedelta(),
    )
    assert [slot.depth for slot in seen.slots] == [0, 0, 0, 0, 1, 1, 1, 0, 0]
    assert [slot.begins for slot in seen.slots] == [0, 5, 15, 25, 25, 40, 45, 60, 80]


def test_within_its_minutes_a_meeting_is_on_time() -> None:
    seen = agenda(workshop(("1", 0, None)), at(4))
    assert seen.current is not None
    assert (seen.current.key, seen.current.left, seen.behind) == ("1", timedelta(minutes=1), timedelta())


def test_running_over_puts_it_behind() -> None:
    seen = agenda(workshop(("1", 0, None)), at(8))
    assert seen.current is not None
    assert (seen.current.left, seen.behind) == (timedelta(minutes=-3), timedelta(minutes=3))
    assert clock.drift_words(seen.behind) == "3 min behind"


def test_going_on_early_puts_it_ahead() -> None:
    seen = agenda(workshop(("1", 0, 2), ("2", 2, None)), at(2))
    assert seen.behind == timedelta(minutes=-3)
    assert clock.drift_words(seen.behind) == "3 min ahead"


def test_a_block_within_a_block_runs_both() -> None:
    seen = agenda(workshop(("1", 0, 5), ("2", 5, 15), ("3", 15, 25), ("5", 25, 40), ("6", 40, None)), at(43))
    tables = next(slot for slot in seen.slots if slot.key == "4")
    assert (tables.state, tables.actual, tables.left) == (
        BlockState.RUNNING,
        timedelta(minutes=18),
        timedelta(minutes=17),
    )
    states = {slot.key: slot.state for slot in seen.slots}
    assert (states["5"], states["6"], states["7"]) == (BlockState.DONE, BlockState.RUNNING, BlockState.AHEAD)


def test_a_pause_costs_the_plan_but_not_the_block() -> None:
    seen = agenda(workshop(("1", 0, 2), ("1", 6, None)), at(7))
    assert seen.current is not None
    assert (seen.current.actual, seen.behind) == (timedelta(minutes=3), timedelta(minutes=4))
    paused = agenda(workshop(("1", 0, 2)), at(6))
    assert (paused.state, paused.current.actual if paused.current else None) == (
        ClockState.PAUSED,
        timedelta(minutes=2),
    )


def test_back_adds_to_what_the_block_had() -> None:
    seen = agenda(workshop(("1", 0, 5), ("2", 5, 6), ("1", 6, None)), at(8))
    assert seen.current is not None
    assert (seen.current.key, seen.current.actual) == ("1", timedelta(minutes=7))


def test_minutes_that_were_given_move_the_end_and_make_nothing_late() -> None:
    meeting = workshop(("1", 0, None))
    longer = msgspec.structs.replace(meeting.blocks["1"], extra=3)
    meeting = msgspec.structs.replace(meeting, blocks={**meeting.blocks, "1": longer})
    seen = agenda(meeting, at(7))
    assert seen.current is not None
    assert (seen.current.left, seen.behind) == (timedelta(minutes=1), timedelta())
    assert (seen.planned, seen.extra) == (90, 3)
    assert agenda(meeting, at(9)).behind == timedelta(minutes=1)


def changed(meeting: Meeting, **blocks: Any) -> Meeting:
    """Return a meeting with some fields of some blocks set, by the blocks' keys after an underscore."""
    found = dict(meeting.blocks)
    for key, fields in blocks.items():
        found[key[1:]] = msgspec.structs.replace(found[key[1:]], **fields)
    return msgspec.structs.replace(meeting, blocks=found)


def test_what_is_skipped_makes_the_meeting_early_and_keeps_its_plan() -> None:
    seen = agenda(changed(workshop(("1", 0, None)), _5={"skipped": True}), at(5))
    assert (seen.behind, seen.planned) == (timedelta(minutes=-15), 90)
    slots = {slot.key: slot for slot in seen.slots}
    assert (slots["5"].state, slots["5"].planned, slots["4"].left) == (
        BlockState.SKIPPED,
        15,
        timedelta(minutes=20),
    )


def test_back_counts_what_the_next_block_has_had() -> None:
    seen = agenda(workshop(("1", 0, 5), ("2", 5, 6), ("1", 6, None)), at(8))
    assert seen.behind == timedelta(minutes=2), "three minutes over, and one that the next needs no more"


def test_before_a_fixed_time_that_is_what_counts() -> None:
    meeting = changed(workshop(("1", 0, None)), _4={"locked": time(14, 35)})
    assert agenda(meeting, at(0)).behind == timedelta(minutes=-10), "so much is to spare before the tables"
    assert agenda(meeting, at(20)).behind == timedelta(minutes=5)
    twice = changed(meeting, _8={"locked": time(15, 55)})
    assert agenda(twice, at(20)).behind == timedelta(minutes=5), "room before a later one helps nobody now"
    there = changed(workshop(("1", 0, 5), ("5", 38, None)), _4={"locked": time(14, 35)})
    assert agenda(there, at(38)).behind == timedelta(minutes=3), "from there on the end counts, 65 minutes later"


@pytest.mark.parametrize(
    ("starts", "late"),
    [(time(14, 0), 0), (time(13, 55), 5), (time(14, 10), -10), (time(9, 0), 0)],
)
def test_a_late_start_is_late_unless_it_was_put_off(starts: time, late: int) -> None:
    meeting = msgspec.structs.replace(workshop(("1", 0, None)), starts=starts)
    assert agenda(meeting, at(0)).behind == timedelta(minutes=late)
    west = timezone(timedelta(hours=-7))
    there = msgspec.structs.replace(meeting, starts=time((starts.hour - 7) % 24, starts.minute))
    assert agenda(there, at(0), west).behind == timedelta(minutes=late)


def test_how_near_a_block_is_to_its_end() -> None:
    meeting = workshop(("5", 0, None))

    def nearing(minutes: float) -> clock.Nearing:
        current = agenda(meeting, at(minutes)).current
        assert current is not None
        return current.nearing

    assert [nearing(each) for each in (0, 11.9, 12, 14.2, 14.25, 15, 15.1)] == [
        *(clock.Nearing.NOT_YET, clock.Nearing.NOT_YET),
        *(clock.Nearing.SOON, clock.Nearing.SOON),
        *(clock.Nearing.AT_ONCE, clock.Nearing.AT_ONCE),
        clock.Nearing.OVER,
    ]


def test_a_block_that_was_given_parts_while_it_ran_goes_on_with_them() -> None:
    meeting = workshop(("2", 0, None))
    meeting = msgspec.structs.replace(
        meeting, blocks={**meeting.blocks, "9": Block("a", 5, 1, "2"), "10": Block("b", 5, 2, "2")}
    )
    assert clock.remaining(meeting) == ["9", "10", "3", "5", "6", "7", "8"]
    assert (clock.neighbour(meeting, "2", 1), clock.neighbour(meeting, "2", -1)) == ("9", "1")


def test_after_the_end_the_clock_stands() -> None:
    meeting = workshop(("1", 0, 5), ended=5)
    assert agenda(meeting, at(500)) == agenda(meeting, at(5))
    assert agenda(meeting, at(500)).state is ClockState.ENDED


def test_a_clock_set_back_shows_no_time_below_zero() -> None:
    seen = agenda(workshop(("1", 0, None)), at(-30))
    assert (seen.elapsed, seen.current.actual if seen.current else None) == (timedelta(), timedelta())


def test_a_block_whose_parent_is_gone_stands_at_the_top() -> None:
    assert clock.leaves({"1": Block("a", 5, 1), "2": Block("b", 5, 2, parent="9")}) == ["1", "2"]


@pytest.mark.parametrize(
    ("length", "whole", "hours", "precise"),
    [
        (timedelta(), 0, "0:00", "0:00"),
        (timedelta(seconds=29), 0, "0:00", "0:29"),
        (timedelta(seconds=30), 1, "0:00", "0:30"),
        (timedelta(seconds=-90), -2, "0:00", "-1:30"),
        (timedelta(minutes=65), 65, "1:05", "65:00"),
    ],
)
def test_lengths_in_words(length: timedelta, whole: int, hours: str, precise: str) -> None:
    assert clock.minutes(length) == whole
    assert clock.hours_minutes(length) == hours
    assert clock.minutes_seconds(length) == precise
