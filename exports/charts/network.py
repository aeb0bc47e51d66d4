"""A network: those who are in it on a ring, in an order that depends on nothing but who they are."""

import math
from collections.abc import Iterator, Sequence

from exports.charts.drawing import LINE, WIDTH, Drawing, Shape, edge, letters
from exports.charts.drawing import number as place
from exports.charts.lettering import broken, cut, width_of
from exports.charts.pictures import Edge, Network, Node

_NAMED = 16
"""With more, there is no room for names: numbers stand alone, and the names in the table."""
_CROWD = 24
"""With more, nodes on one ring would cover each other."""
_NODE = 13
"""Half the height of a node."""
_SMALL = 12
_ROW = 42
"""What a name takes of the height, at the side of the ring."""
_SIDE = 110
"""What names take of the width, on each side."""

Point = tuple[float, float]


def network(picture: Network) -> Drawing:
    """Draw a network, its levels explained below."""
    nodes = in_order(picture.nodes)
    named = len(nodes) <= _NAMED
    middle, reach = _ring(len(nodes), named=named)
    points = {
        each.key: _on_ring(n, len(nodes), middle, _staggered(reach, n, len(nodes))) for n, each in enumerate(nodes)
    }
    shapes = [drawn for each in _edges(picture.edges) if (drawn := _edge(each, points)) is not None]
    for each in nodes:
        shapes += _node(each, points[each.key])
        if named:
            shapes += _name(each, points[each.key], middle)
    y = middle[1] * 2 + 14
    legend, y = _legend(picture, y)
    return Drawing(y, (*shapes, *legend))


def in_order(nodes: Sequence[Node]) -> list[Node]:
    """Return the nodes in the order of the ring: groups together, then by name."""
    return sorted(nodes, key=lambda each: (each.group, each.name.casefold(), each.key))


def _ring(count: int, *, named: bool) -> tuple[Point, Point]:
    """Return the middle of the ring, and how far it reaches to the side and up."""
    if not named:
        high = max(130.0, count * 5.5)
        return (WIDTH / 2, high + 24), (WIDTH / 2 - 32, high)
    high = max(90.0, count / 2 * _ROW / 2)
    return (WIDTH / 2, high + 48), (WIDTH / 2 - _SIDE, high)


def _on_ring(n: int, count: int, middle: Point, reach: Point) -> Point:
    """Return a place on the ring, the first at its top and on with the clock."""
    turn = 2 * math.pi * n / count - math.pi / 2
    return round(middle[0] + reach[0] * math.cos(turn), 1), round(middle[1] + reach[1] * math.sin(turn), 1)


def _staggered(reach: Point, n: int, count: int) -> Point:
    """Return how far the ring reaches for a node: of very many every second one stands further in."""
    return (reach[0] * 0.8, reach[1] * 0.86) if count > _CROWD and n % 2 else reach


def _edges(edges: Sequence[Edge]) -> list[Edge]:
    """Return the edges in their order, the weakest first, so that strong ones lie on top."""
    return sorted(edges, key=lambda each: (each.level, each.formal, each.one, each.other))


def _edge(each: Edge, points: dict[str, Point]) -> Shape | None:
    """Draw an edge; None where one of its ends is not in the picture, or both are the same."""
    one, other = points.get(each.one), points.get(each.other)
    if one is None or other is None or each.one == each.other:
        return None
    return edge(*one, *other, _width(each.level), whole=each.formal)


def _width(level: int) -> float:
    return 1.0 + 1.5 * max(0, level - 1)


def _node(node: Node, at: Point) -> Iterator[Shape]:
    words = cut(node.number, 60, _SMALL)
    width = max(2.0 * _NODE, width_of(words, _SMALL) + 12)
    where = (("x", at[0] - width / 2), ("y", at[1] - _NODE), ("width", width), ("height", 2 * _NODE), ("rx", 6))
    yield Shape("rect", (("class", "node"), *((name, place(value)) for name, value in where)))
    yield letters(at[0], at[1] + 4, words, "middle", "small")


def _name(node: Node, at: Point, middle: Point) -> Iterator[Shape]:
    """Yield the name of a node, outside of the ring."""
    away = at[0] - middle[0]
    if abs(away) < 30:
        lines = broken(node.name, 2 * _SIDE, 2, _SMALL)
        top = at[1] - _NODE - 6 - 14 * (len(lines) - 1) if at[1] < middle[1] else at[1] + _NODE + 14
        yield from (letters(at[0], top + 14 * n, each, "middle", "small") for n, each in enumerate(lines))
        return
    side = math.copysign(1, away)
    edge_of_node = at[0] + side * (max(2.0 * _NODE, width_of(node.number, _SMALL) + 12) / 2 + 5)
    room = WIDTH - edge_of_node if side > 0 else edge_of_node
    lines = broken(node.name, room, 3, _SMALL)
    top = at[1] + 4 - 7 * (len(lines) - 1)
    anchor = "start" if side > 0 else "end"
    yield from (letters(edge_of_node, top + 14 * n, each, anchor, "small") for n, each in enumerate(lines))


def _legend(picture: Network, y: float) -> tuple[list[Shape], float]:
    """Return what the widths of lines and their gaps mean, for those that are there."""
    there = {min(each.level, len(picture.levels)) for each in picture.edges}
    shapes: list[Shape] = []
    kinds = [(level, True, picture.levels[level - 1]) for level in sorted(there) if level > 0]
    for formal, words in ((True, picture.formal), (False, picture.informal)):
        if words and any(each.formal is formal for each in picture.edges):
            kinds.append((2, formal, words))
    for level, whole, words in kinds:
        shapes.append(edge(0, y - 5, 36, y - 5, _width(level), whole=whole))
        shapes.append(letters(44, y, cut(words, WIDTH - 48)))
        y += LINE + 3
    return shapes, y - 6
