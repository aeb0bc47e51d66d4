"""A grid of cells in which more is darker, and says so in words."""

from collections.abc import Iterator

from exports.charts.drawing import LINE, WIDTH, Drawing, Shape, box, letters
from exports.charts.lettering import broken
from exports.charts.pictures import Heat, HeatCell, HeatRow

SHADES = 4
"""How many degrees of darkness there are, none being the first."""
_GAP = 6
_SMALL = 13
_MOST_LINES = 4


def heat(picture: Heat) -> Drawing:
    """Draw a heat map: each row below its name."""
    most = max((cell.count for row in picture.rows for cell in row.cells), default=0)
    y = 0.0
    shapes: list[Shape] = []
    for row in picture.rows:
        drawn, y = _row(row, y, most)
        shapes += drawn
    return Drawing(y, tuple(shapes))


def _row(row: HeatRow, y: float, most: int) -> tuple[list[Shape], float]:
    width = (WIDTH - _GAP * (len(row.cells) - 1)) / max(1, len(row.cells))
    names = [broken(cell.name, width - 16, _MOST_LINES, _SMALL) for cell in row.cells]
    height = LINE * (max(map(len, names), default=0) + 1) + 14
    shapes = [letters(0, y + 16, each, kind="strong") for each in broken(row.name, WIDTH, 1)]
    for n, (cell, name) in enumerate(zip(row.cells, names, strict=True)):
        shapes += _cell(cell, name, n * (width + _GAP), y + 24, (width, height), most)
    return shapes, y + 24 + height + 12


def _cell(
    cell: HeatCell, name: list[str], x: float, y: float, size: tuple[float, float], most: int
) -> Iterator[Shape]:
    yield box(x + 0.5, y + 0.5, size[0] - 1, size[1] - 1, f"heat h{shade(cell.count, most)}")
    for n, each in enumerate(name):
        yield letters(x + 8, y + 18 + n * LINE, each, kind="cell")
    for each in broken(cell.words, size[0] - 16, 1):
        yield letters(x + 8, y + size[1] - 10, each, kind="strong")


def shade(count: int, most: int) -> int:
    """Return how dark a cell is: 0 for nothing, the darkest for the most."""
    return 0 if count <= 0 else max(1, -(-count * (SHADES - 1) // max(1, most)))
