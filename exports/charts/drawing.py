"""A picture as shapes on a plane: what the writer of SVG writes, and what a written one is compared with.

Units are those of a page 400 wide, on which letters are 14 high; y grows downwards.
"""

import math
from collections.abc import Iterable, Sequence

import msgspec

WIDTH = 400
LINE = 17
"""From one line of letters to the next."""
DASHES = ("", "7 4", "2 3", "9 3 2 3", "4 6", "12 4")
"""How the lines of several series differ besides by colour; the first is whole."""
MARKERS = ("circle", "square", "triangle", "diamond")


class Shape(msgspec.Struct, frozen=True):
    """An element of SVG, its attributes in their order, and the text in it."""

    tag: str
    attributes: tuple[tuple[str, str], ...]
    text: str = ""


class Drawing(msgspec.Struct, frozen=True):
    height: float
    shapes: tuple[Shape, ...]
    """In the order in which they are drawn, the lowest first."""


def number(value: float) -> str:
    """Return a coordinate, to a tenth."""
    return f"{round(value, 1) + 0.0:.1f}".removesuffix(".0")


def line(x1: float, y1: float, x2: float, y2: float, kind: str) -> Shape:
    """Return a straight line."""
    return Shape("path", (("class", kind), ("d", f"M{number(x1)} {number(y1)}L{number(x2)} {number(y2)}")))


def run(points: Sequence[tuple[float, float]], series: int) -> Shape:
    """Return a line through points, in the look of a series."""
    path = "L".join(f"{number(x)} {number(y)}" for x, y in points)
    return Shape(
        "path", (("class", f"run {tone(series)}"), *_dashed(DASHES[series % len(DASHES)]), ("d", f"M{path}"))
    )


def _dashed(pattern: str) -> tuple[tuple[str, str], ...]:
    return (("stroke-dasharray", pattern),) if pattern else ()


def edge(x1: float, y1: float, x2: float, y2: float, width: float, *, whole: bool) -> Shape:
    """Return a connection of a width, whole or with gaps."""
    return Shape(
        "path",
        (
            ("class", "edge"),
            *(() if whole else (("stroke-dasharray", "5 4"),)),
            ("stroke-width", number(width)),
            ("d", f"M{number(x1)} {number(y1)}L{number(x2)} {number(y2)}"),
        ),
    )


def box(x: float, y: float, width: float, height: float, kind: str) -> Shape:
    """Return a rectangle."""
    place = zip(("x", "y", "width", "height"), map(number, (x, y, width, height)), strict=True)
    return Shape("rect", (("class", kind), *place))


def marker(x: float, y: float, series: int) -> Shape:
    """Return the mark of a series at a point: each has a shape of its own."""
    around = {
        "circle": f"M{number(x - 4)} {number(y)}a4 4 0 1 0 8 0a4 4 0 1 0 -8 0Z",
        "square": _closed((x - 4, y - 4), (x + 4, y - 4), (x + 4, y + 4), (x - 4, y + 4)),
        "triangle": _closed((x, y - 5), (x + 5, y + 4), (x - 5, y + 4)),
        "diamond": _closed((x, y - 5.5), (x + 5.5, y), (x, y + 5.5), (x - 5.5, y)),
    }
    return Shape("path", (("class", f"mark {tone(series)}"), ("d", around[MARKERS[series % len(MARKERS)]])))


def _closed(*points: tuple[float, float]) -> str:
    return f"M{'L'.join(f'{number(x)} {number(y)}' for x, y in points)}Z"


def hatched(x: float, y: float, width: float, height: float, series: int) -> Iterable[Shape]:
    """Yield a bar in the look of a series: the first is full, the others have lines across, each its own."""
    if series == 0:
        yield box(x, y, width, height, f"full {tone(series)}")
        return
    yield box(x, y, width, height, f"open {tone(series)}")
    step = (0, 4, 8, 12)[series % 4] or 16
    rows = range(1, math.ceil(height / step))
    if rows:
        path = "".join(f"M{number(x)} {number(y + height - n * step)}h{number(width)}" for n in rows)
        yield Shape("path", (("class", f"hatch {tone(series)}"), ("d", path)))


def letters(x: float, y: float, text: str, anchor: str = "start", kind: str = "") -> Shape:
    """Return a line of text; `y` is where its letters stand, `anchor` which end of it lies at x."""
    kinds = (("class", kind),) if kind else ()
    where = (("x", number(x)), ("y", number(y)))
    return Shape("text", (*kinds, *where, *((("text-anchor", anchor),) if anchor != "start" else ())), text)


def tone(series: int) -> str:
    """Return the class of a series' colour."""
    return f"s{series % 4}"
