"""Figures over time and counts side by side: what lines and bars have in common, and each of them."""

from collections.abc import Iterable, Iterator, Sequence

import msgspec

from exports.charts.drawing import LINE, WIDTH, Drawing, Shape, hatched, letters, line, marker, run
from exports.charts.lettering import broken, cut, width_of
from exports.charts.pictures import Bars, Lines, Series
from exports.charts.scale import Scale, figure, known, scale

_PLOT = 170
"""How high the figures themselves are drawn."""
_SMALL = 12
"""Letters of figures and labels."""
_MOST_LABEL = 2
"""Lines of a label below."""


class _Plane(msgspec.Struct, frozen=True):
    """Where things lie: figures by the scale, labels each in the middle of a slot of the same width."""

    scale: Scale
    left: float
    slot: float

    def x(self, place: float) -> float:
        return self.left + (place + 0.5) * self.slot


def lines(picture: Lines) -> Drawing:
    """Draw figures over time: for each series a run of its own, broken where there is no figure."""
    below, above = _legend(picture.series, runs=True), _unit(picture.unit)
    plane, shapes = _plane(picture, picture.most, picture.point, 8 + LINE * len(above))
    alone = len(picture.series) == 1
    for n, series in enumerate(picture.series):
        points = [_point(plane, place, value) for place, value in enumerate(series.values)]
        for stretch in _stretches(points):
            if len(stretch) > 1:
                shapes.append(run(stretch, n))
            shapes += (marker(x, y, n) for x, y in stretch)
        told = ["".join(figure(each, picture.point) for each in known([value])) for value in series.values]
        if alone and _apart(plane, told):
            shapes += _told(points, told)
    return _under(shapes, above, plane, picture.labels, below)


def bars(picture: Bars) -> Drawing:
    """Draw counts: the bars of a label stand beside each other."""
    below, above = _legend(picture.series, runs=False), _unit(picture.unit)
    plane, shapes = _plane(picture, None, ".", 8 + LINE * len(above))
    width = min(40.0, plane.slot * 0.8 / max(1, len(picture.series)))
    ground = plane.scale.at(0)
    for n, series in enumerate(picture.series):
        offset = (n - len(picture.series) / 2) * width
        for place, value in enumerate(series.values):
            if not known([value]):
                continue
            (figures,) = known([value])
            x, y = plane.x(place) + offset, plane.scale.at(figures)
            shapes += hatched(x, min(y, ground), width * 0.9, abs(ground - y), n)
            words = figure(figures)
            if width_of(words, _SMALL) <= width * 1.1:
                shapes.append(letters(x + width * 0.45, min(y, ground) - 4, words, "middle", "small"))
    return _under(shapes, above, plane, picture.labels, below)


def _point(plane: _Plane, place: int, value: float | None) -> tuple[float, float] | None:
    found = known([value])
    return (plane.x(place), plane.scale.at(found[0])) if found else None


def _stretches(points: Iterable[tuple[float, float] | None]) -> Iterator[list[tuple[float, float]]]:
    """Yield the points between two gaps."""
    stretch: list[tuple[float, float]] = []
    for point in (*points, None):
        if point is not None:
            stretch.append(point)
        elif stretch:
            yield stretch
            stretch = []


def _apart(plane: _Plane, told: Sequence[str]) -> bool:
    """Tell whether the figures can stand at their points without touching each other."""
    return max((width_of(each, _SMALL) for each in told), default=0) + 4 <= plane.slot


def _told(points: Sequence[tuple[float, float] | None], told: Sequence[str]) -> Iterator[Shape]:
    """Yield the figures at their points, each on the side away from the run."""
    for place, (point, words) in enumerate(zip(points, told, strict=True)):
        if point is None:
            continue
        beside = [each[1] for each in points[max(0, place - 1) : place + 2] if each and each is not point]
        lowest = bool(beside) and all(point[1] > each for each in beside)
        yield letters(point[0], point[1] + (18 if lowest else -9), words, "middle", "small")


def _plane(picture: Lines | Bars, most: float | None, point: str, above: float) -> tuple[_Plane, list[Shape]]:
    """Return where things lie, and the lines of the scale with their figures."""
    values = [each for one in picture.series for each in known(one.values)]
    found = scale(values, above + 16 + _PLOT, above + 16, most)
    sign = "%" if picture.unit == "%" else ""
    words = [f"{figure(each, point)}{sign}" for each in found.ticks]
    left = max(width_of(each, _SMALL) for each in words) + 8
    plane = _Plane(found, left, (WIDTH - left - 4) / max(1, len(picture.labels)))
    shapes = []
    for each, told in zip(found.ticks, words, strict=True):
        y = found.at(each)
        shapes.append(line(left, y, WIDTH, y, "axis" if each == 0 else "grid"))
        shapes.append(letters(left - 6, y + 4, told, "end", "small"))
    return plane, shapes


def _unit(unit: str) -> list[str]:
    return [] if unit in {"", "%"} else [cut(unit, WIDTH, _SMALL)]


def _under(
    shapes: list[Shape],
    above: list[str],
    plane: _Plane,
    labels: Sequence[str],
    legend: list[tuple[int, str, bool]],
) -> Drawing:
    """Put the unit above the figures, and the labels and the legend below them."""
    found = [letters(0, 14 + n * LINE, words, kind="small") for n, words in enumerate(above)]
    y = plane.scale.begins + 18
    every = _every(labels, plane.slot)
    most = 1
    for place, label in enumerate(labels):
        if place % every:
            continue
        told = broken(label, plane.slot * every - 4, _MOST_LABEL, _SMALL)
        most = max(most, len(told))
        found += (letters(plane.x(place), y + n * 14, each, "middle", "small") for n, each in enumerate(told))
    y += most * 14 + 10
    for n, name, runs in legend:
        if runs:
            found += (run([(0, y - 5), (36, y - 5)], n), marker(18, y - 5, n))
        else:
            found += hatched(0, y - 12, 36, 14, n)
        found.append(letters(44, y, name))
        y += LINE + 3
    return Drawing(y - (LINE - 9 if legend else 18), (*shapes, *found))


def _every(labels: Sequence[str], slot: float) -> int:
    """Return how many labels apart those are that can be read beside each other."""
    widest = max((max(width_of(word, _SMALL) for word in each.split() or [""]) for each in labels), default=0)
    return max(1, -(-int(min(widest, WIDTH / 4) + 6) // max(1, int(slot))))


def _legend(series: Sequence[Series], *, runs: bool) -> list[tuple[int, str, bool]]:
    """Return what each series is called; nothing where there is only one, which the title names."""
    if len(series) < 2:
        return []
    return [(n, cut(each.name, WIDTH - 48), runs) for n, each in enumerate(series)]
