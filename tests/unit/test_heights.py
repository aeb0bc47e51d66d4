"""Where blocks end, found from where they ended before."""

from itertools import accumulate

from hypothesis import given
from hypothesis import strategies as st

from screens.widgets.heights import alike, ends_of

ITEMS = st.lists(st.tuples(st.integers(0, 9), st.integers(1, 4)))
"""A name, and how high it is."""


def height(item: tuple[int, int]) -> int:
    return item[1]


@given(ITEMS, ITEMS)
def test_whatever_stood_there_before_they_end_where_they_end(
    before: list[tuple[int, int]], now: list[tuple[int, int]]
) -> None:
    ends = list(accumulate(map(height, before)))

    assert ends_of(now, height, ends, alike(before, now)) == list(accumulate(map(height, now)))


@given(ITEMS, ITEMS, ITEMS, ITEMS)
def test_only_what_is_not_as_before_is_asked_how_high_it_is(
    first: list[tuple[int, int]],
    gone: list[tuple[int, int]],
    come: list[tuple[int, int]],
    last: list[tuple[int, int]],
) -> None:
    asked: list[tuple[int, int]] = []

    def ask(item: tuple[int, int]) -> int:
        asked.append(item)
        return item[1]

    before, now = [*first, *gone, *last], [*first, *come, *last]
    found = ends_of(now, ask, list(accumulate(map(height, before))), alike(before, now))

    assert found == list(accumulate(map(height, now)))
    assert len(asked) <= len(come)
