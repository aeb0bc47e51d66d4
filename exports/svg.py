"""Writes a picture as SVG inside a page: real text, named and described for those who do not see it."""

from collections.abc import Iterator
from html import escape

from exports.charts.drawing import WIDTH, Drawing, Shape, number
from exports.charts.drawn import drawn
from exports.escape import flat
from exports.tree import Chart


def svg(chart: Chart, n: int) -> Iterator[str]:
    """Yield the lines of a picture, the n-th of its page."""
    yield from (_written(each, closed=each.tag != "svg") for each in elements(chart, n))
    yield "</svg>"


def elements(chart: Chart, n: int) -> Iterator[Shape]:
    """Yield the elements of a picture in order: itself, its name, what it shows in words, its shapes."""
    drawing = drawn(chart.picture)
    yield Shape("svg", tuple(_about(drawing, n)))
    yield Shape("title", (("id", f"picture-{n}"),), flat(chart.title))
    yield Shape("desc", (("id", f"picture-{n}-words"),), flat(chart.description))
    yield from drawing.shapes


def _about(drawing: Drawing, n: int) -> Iterator[tuple[str, str]]:
    yield "role", "img"
    yield "aria-labelledby", f"picture-{n}"
    yield "aria-describedby", f"picture-{n}-words"
    yield "viewBox", f"0 0 {WIDTH} {number(drawing.height)}"


def _written(shape: Shape, *, closed: bool) -> str:
    attributes = "".join(f' {name}="{escape(value)}"' for name, value in shape.attributes)
    end = f"</{shape.tag}>" if closed else ""
    return f"<{shape.tag}{attributes}>{escape(flat(shape.text))}{end}"
