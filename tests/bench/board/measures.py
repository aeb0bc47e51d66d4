"""What is measured, what is to be reached, and whether it is: figures from what programs took, without a clock."""

import statistics
from collections.abc import Callable, Iterable
from dataclasses import dataclass

from tests.bench.board import programs
from tests.bench.board.heats import Size, Took
from tests.bench.board.programs import Part
from tests.bench.figures import ms, percentile

SMALL = (80, 24)
MANY = 200
"""Cards up to which the first targets hold; above them the second ones do."""


@dataclass(frozen=True)
class Target:
    """What is to be reached at most: so much, or so many times what the anchor took."""

    limit: float
    anchor: str = ""
    """The name of the anchor; empty where the limit is absolute."""

    def holds(self, value: float, anchor: float | None) -> bool | None:
        """Tell whether it is reached; None where there is nothing to compare with, so that nobody knows."""
        if not self.anchor:
            return value <= self.limit
        return None if not anchor else value / anchor <= self.limit


FLOOR, FEW = programs.FLOOR, f"{MANY} cards"
"""The anchors: the app of two widgets, and the same program with fewer cards."""


@dataclass(frozen=True)
class Measure:
    """A figure of each program."""

    name: str
    part: Part | None
    """What may have taken too long for it."""
    value: Callable[[Took], float | None]
    """None where it was not measured."""
    shown: Callable[[float], str]
    few: Target | None = None
    """The target up to 200 cards."""
    many: Target | None = None
    """The target above."""
    small_only: bool = False
    """Whether the target is set for the smallest window alone."""

    def target(self, window: Size, cards: int) -> Target | None:
        """Return what is to be reached in a window with so many cards."""
        if self.small_only and window != SMALL:
            return None
        return self.few if cards <= MANY else self.many


def _median(values: Iterable[float | None]) -> float | None:
    """Return the median of those that are known; None where there are none."""
    known = [value for value in values if value is not None]
    return statistics.median(known) if known else None


def _key_time(part: Part) -> Callable[[Took], float | None]:
    return lambda took: _median(length for length, _count in took.pressed.get(part, ()))


def _key_bytes(part: Part) -> Callable[[Took], float | None]:
    return lambda took: _median(count for _length, count in took.pressed.get(part, ()))


def _tail(took: Took) -> float | None:
    """Return the time that 95 of 100 cursor keys stay below."""
    lengths = [length for length, _count in took.pressed.get(Part.DOWN, ())]
    return percentile(lengths, 95) if len(lengths) > 1 else None


def size(count: float) -> str:
    """Return a number of bytes."""
    return f"{count:,.0f} B"


def seconds(value: float) -> str:
    """Return a time that people wait."""
    return f"{value:,.2f} s"


def percent(value: float) -> str:
    """Return a part of a core."""
    return f"{value:.2f}%"


def mebibytes(value: float) -> str:
    """Return an amount of memory."""
    return f"{value:,.1f} MiB"


def _both(limit: float, anchor: str = "", more: float | None = None) -> tuple[Target, Target]:
    """Return the two targets: the same one, or with another limit above."""
    return Target(limit, anchor), Target(limit if more is None else more, anchor)


MEASURES: tuple[Measure, ...] = (
    Measure(
        "first paint",
        Part.START,
        lambda took: _median(length for length, _count in took.starts),
        ms,
        *_both(1.2, FLOOR, more=1.5),
    ),
    Measure(
        "first paint, bytes",
        Part.START,
        lambda took: _median(count for _length, count in took.starts),
        size,
        *_both(1.4, FLOOR, more=1.5),
    ),
    Measure("cursor down", Part.DOWN, _key_time(Part.DOWN), ms, Target(5), Target(1.3, FEW)),
    Measure("cursor down, 95%", Part.DOWN, _tail, ms, Target(12), Target(1.3, FEW)),
    Measure("cursor down, bytes", Part.DOWN, _key_bytes(Part.DOWN), size, *_both(120), small_only=True),
    Measure("next column", Part.COLUMN, _key_time(Part.COLUMN), ms),
    Measure("next column, bytes", Part.COLUMN, _key_bytes(Part.COLUMN), size, *_both(400)),
    Measure("card moved and kept", Part.MOVE, _key_time(Part.MOVE), ms, *_both(12, more=15)),
    Measure("card moved, bytes", Part.MOVE, _key_bytes(Part.MOVE), size),
    Measure("typed letter", Part.LETTER, _key_time(Part.LETTER), ms, *_both(6)),
    Measure("typed letter, bytes", Part.LETTER, _key_bytes(Part.LETTER), size, *_both(80)),
    Measure(
        "held key, slow link",
        Part.HELD,
        lambda took: _median(after for after, _count in took.held),
        seconds,
        *_both(0.5),
    ),
    Measure("held key, bytes", Part.HELD, lambda took: _median(count for _after, count in took.held), size),
    Measure("idle", None, lambda took: _median(used for used, _count in took.idle), percent, *_both(0.3)),
    Measure("idle, bytes", None, lambda took: _median(count for _used, count in took.idle), size, *_both(0)),
    Measure(
        "memory, peak",
        None,
        lambda took: _median(peak for peak, _share in took.memory),
        mebibytes,
        *_both(1.15, FLOOR, more=1.25),
    ),
    Measure("memory, own share", None, lambda took: _median(share for _peak, share in took.memory), mebibytes),
    Measure("quit", Part.QUIT, lambda took: _median(took.quits), ms, *_both(150)),
)
"""In the order of the tables."""
