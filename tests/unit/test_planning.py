"""When the blocks of an agenda begin, and which fixed times can be met."""

from datetime import date, time

import pytest

from codesign.model import Block, Meeting
from codesign.views import planning
from codesign.views.planning import Lock


def meeting(*blocks: Block, starts: time | None = time(9)) -> Meeting:
    numbered = {str(n): block for n, block in enumerate(blocks, 1)}
    return Meeting(id="1", number="MT1", schema=1, title="M", on=date(2026, 11, 5), blocks=numbered, starts=starts)


def test_each_block_begins_when_the_one_before_is_over_and_a_part_is_not_counted_twice() -> None:
    found = meeting(Block("a", 10, 1), Block("b", 20, 2), Block("b1", 15, 1, "2"), Block("b2", 5, 2, "2"))
    assert planning.starts(found) == {"1": time(9), "2": time(9, 10), "3": time(9, 10), "4": time(9, 25)}
    assert planning.ends(found) == time(9, 30)


def test_without_a_start_nothing_is_known_until_the_first_fixed_time() -> None:
    found = meeting(Block("a", 10, 1), Block("b", 5, 2, locked=time(12)), Block("c", 5, 3), starts=None)
    assert planning.starts(found) == {"1": None, "2": time(12), "3": time(12, 5)}
    assert planning.locks(found) == (), "nothing is known of what comes before it"
    assert planning.ends(meeting(Block("a", 10, 1), starts=None)) is None


@pytest.mark.parametrize(("at", "slack"), [(time(9, 45), 15), (time(9, 30), 0), (time(9, 20), -10)])
def test_a_fixed_time_wins_and_says_how_much_is_missing_or_left(at: time, slack: int) -> None:
    found = meeting(Block("a", 30, 1), Block("keynote", 15, 2, locked=at), Block("c", 5, 3))
    assert planning.starts(found)["2"] == at
    assert planning.starts(found)["3"] == planning.later(at, 15)
    assert planning.locks(found) == (Lock("2", at, slack),)


def test_a_fixed_part_begins_after_its_block() -> None:
    found = meeting(Block("a", 30, 1), Block("a1", 15, 1, "1", locked=time(9, 5)))
    assert planning.starts(found) == {"1": time(9), "2": time(9, 5)}


def test_midnight_is_passed() -> None:
    found = meeting(Block("a", 30, 1), Block("b", 5, 2, locked=time(0, 20)), starts=time(23, 45))
    assert planning.starts(found)["2"] == time(0, 20)
    assert planning.locks(found)[0].slack == 5
