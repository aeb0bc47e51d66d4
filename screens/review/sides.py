"""The sides of a proposal below the list: each with its name, and the words in which they differ marked."""

from collections.abc import Iterator

from exports.review.proposals import Proposal
from exports.review.telling import Piece, pieces, sides
from screens.glyphs import ELLIPSIS
from screens.widgets.lines import Line, cells, shown

_ROWS = 3
"""Lines of each side; Enter opens the whole record."""


def side_lines(proposal: Proposal, width: int) -> list[Line]:
    """Return the lines that show the sides of a proposal in so many columns."""
    found = [(name, shown(text)) for name, text in sides(proposal)]
    indent = max(cells(name) for name, _text in found) + 2
    told: list[Line] = []
    for n, (name, text) in enumerate(found):
        # what left is compared with what came back, and everything else with what left
        other = found[-1][1] if n == 0 else found[0][1]
        marked = pieces(text, other) if len(found) > 1 else [(text, False)]
        for row, line in enumerate(_wrapped(marked, max(10, width - indent))):
            head = name if row == 0 else ""
            told.append(((f"{head:<{indent}}", "dim"), *line))
    return told


def _wrapped(marked: list[Piece], width: int) -> Iterator[Line]:
    """Yield words in lines of at most so many columns, those that differ in a tone of their own."""
    lines: list[list[tuple[str, str]]] = [[]]
    used = 0
    for piece, differs in marked:
        for word in piece.split():
            for part in _parts(word, width):
                if used and used + 1 + cells(part) > width:
                    lines.append([])
                    used = 0
                gap = " " if used else ""
                lines[-1].append((f"{gap}{part}", "accent" if differs else ""))
                used += cells(f"{gap}{part}")
    if len(lines) > _ROWS:
        lines = lines[:_ROWS]
        lines[-1].append((ELLIPSIS, "dim"))
    yield from (tuple(line) for line in lines)


def _parts(word: str, width: int) -> Iterator[str]:
    """Yield a word, or where it is too long the parts that fit."""
    part = ""
    for letter in word:
        if cells(part + letter) > width:
            yield part
            part = ""
        part += letter
    yield part
