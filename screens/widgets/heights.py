"""Where each of many blocks of lines ends that stand below one another."""

from collections.abc import Callable, Sequence
from itertools import accumulate, compress, count
from operator import ne
from typing import TypeVar

T = TypeVar("T")


def ends_of(
    items: Sequence[T], height: Callable[[T], int], before: Sequence[T] = (), ends: Sequence[int] = ()
) -> list[int]:
    """Return on which line each item ends, counted from 1 at the top of the first.

    `ends` are those of the items that stood there `before`. One act changes few of ten thousand: those at the
    beginning that are the same end where they ended, those at the end are moved, and neither are asked how high
    they are.
    """
    first, last = alike(before, items)
    begin = ends[first - 1] if first else 0
    between = list(accumulate(map(height, items[first : len(items) - last]), initial=begin))
    moved = between[-1] - (ends[-last - 1] if last < len(before) else 0) if last else 0
    return [*ends[:first], *between[1:], *(end + moved for end in ends[len(before) - last :])]


def alike(before: Sequence[T], now: Sequence[T], differs: Callable[[T, T], bool] = ne) -> tuple[int, int]:
    """Return how many items are the same at the beginning, and how many of the others at the end."""
    fewest = min(len(before), len(now))
    first = next(compress(count(), map(differs, before, now)), fewest)
    last = next(compress(count(), map(differs, reversed(before), reversed(now))), fewest)
    return first, min(last, fewest - first)
