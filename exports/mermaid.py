"""Writes a network as Mermaid, which GitHub, GitLab and HedgeDoc draw. It never stands alone.

In a label every character that is neither letter, figure nor space is written as its number: no quotation mark,
bracket, keyword or directive can come out of people's words.
"""

import unicodedata
from collections.abc import Iterator

from exports.charts.network import in_order
from exports.charts.pictures import Network
from exports.escape import flat

_ARROWS = {True: "---", False: "-.-"}
_STRONG = "==="
"""A formal connection of the highest level."""


def mermaid(picture: Network) -> str:
    """Return a network as the lines of a Mermaid block."""
    return "\n".join(_lines(picture))


def _lines(picture: Network) -> Iterator[str]:
    yield "graph LR"
    nodes = in_order(picture.nodes)
    keys = {each.key: f"n{n}" for n, each in enumerate(nodes, 1)}
    for each in nodes:
        yield f'  {keys[each.key]}["{label(f"{each.number} {each.name}")}"]'
    for edge in sorted(picture.edges, key=lambda each: (each.one, each.other)):
        if edge.one not in keys or edge.other not in keys or edge.one == edge.other:
            continue
        arrow = _STRONG if edge.formal and edge.level == len(picture.levels) else _ARROWS[edge.formal]
        level = picture.levels[edge.level - 1] if 0 < edge.level <= len(picture.levels) else ""
        words = f'|"{label(level)}"|' if level else ""
        yield f"  {keys[edge.one]} {arrow}{words} {keys[edge.other]}"


def label(text: str) -> str:
    """Return a text as a label that Mermaid shows as it is."""
    return "".join(map(_safe, flat(text)))


def _safe(character: str) -> str:
    plain = character == " " or unicodedata.category(character)[0] in "LNM"
    return character if plain else f"#{ord(character)};"
