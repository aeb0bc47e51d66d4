"""Where each of many blocks of lines ends that stand below one another."""

from collections.abc import Callable, Sequence
from itertools import accumulate, compress, count
from operator import is_not
from typing import TypeVar

T = TypeVar("T")


def ends_of(
    items: Sequence[T], height: Callable[[T], int], ends: Sequence[int] = (), same: tuple[int, int] = (0, 0)
) -> list[int]:
    """Return on which line each item ends, counted from 1 at the top of the first.

    `ends` are those of the items that stood there before, and `same` how many of them are `alike`. One act changes
    few of ten thousand: those at the beginning that are the same end where they ended, those at the end are moved,
    and neither are asked how high they are.
    """
    first, last = same
    begin = ends[first - 1] if first else 0
    between = list(accumulate(map(height, items[first : len(items) - last]), initial=begin))
    moved = between[-1] - (ends[-last - 1] if last < len(ends) else 0) if last else 0
    return [*ends[:first], *between[1:], *(end + moved for end in ends[len(ends) - last :])]


def alike(before: Sequence[T], now: Sequence[T]) -> tuple[int, int]:
    """Return how many items are the same objects at the beginning, and how many of the others at the end."""
    if before is now:
        return len(now), 0
    fewest = min(len(before), len(now))
    first = next(compress(count(), map(is_not, before, now)), fewest)
    last = next(compress(count(), map(is_not, reversed(before), reversed(now))), fewest)
    return first, min(last, fewest - first)
