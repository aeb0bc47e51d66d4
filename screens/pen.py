"""The pen of a terminal: where it stands, in which look it writes, and the shortest way to have something written.

The escape sequences are those of ECMA-48 that every terminal knows.
"""

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache
from operator import attrgetter
from typing import NamedTuple

from screens.looks import PLAIN, SEEN_ON_BLANKS, Look, as_blank, between, blank

_BLANKS = 8
"""From so many blanks on they are erased instead of written."""
_FEW = 32
"""Strokes up to which it is tried in which order they take fewer bytes."""


DISPUTED = re.compile(
    "[\u0300-\u036f\u0483-\u0489\u0591-\u05c7\u0610-\u061a\u064b-\u0670\u06d6-\u06ed\u0711-\u074a\u07a6-\u07f3"
    "\u0816-\u109f\u135d-\u135f\u1712-\u180f\u1920-\u1cff\u1dc0-\u1dff\u200b-\u200f\u2028-\u202f\u20d0-\u20ff"
    "\u2de0-\u2dff\u302a-\u302f\u3099\u309a\ua66f-\ua69f\ua800-\uabff\ufe00-\ufe0f\ufe20-\ufe2f"
    "\U00010a00-\U00011fff\U0001f000-\U0001ffff\U000e0000-\U000e0fff]"
)
"""A character by which a terminal may take another number of cells for a text than we do: marks that join letters,
the scripts in which they take a cell or none, and the pictures of which several make one."""


class Stroke(NamedTuple):
    """A piece of a line in one look."""

    y: int
    first: int
    text: str
    look: Look
    last: int
    """The cell after it. A character may take two, or none."""


_FIRST = attrgetter("first")


class Pen:
    """Writes in the cells of one terminal, and says in which bytes."""

    def __init__(self, *, erases: bool) -> None:
        """Begin nobody knows where. `erases` tells whether the terminal erases in the colour of the ground."""
        self.erases = erases
        self.width = 0
        """Columns of the terminal."""
        self._at: tuple[int, int] | None = None
        self._look = PLAIN

    def lose(self) -> None:
        """Take note that it may stand anywhere."""
        self._at = None

    def begin(self, look: Look) -> str:
        """Return what makes it write in a look, whatever it wrote in before is forgotten."""
        begun = f"\x1b[m{between(PLAIN, look)}"
        self._look = look
        return begun

    def change(self, look: Look) -> str:
        """Return what makes it write in another look."""
        changed = between(self._look, look)
        self._look = look
        return changed

    def go(self, y: int, x: int) -> str:
        """Return what brings it to a cell."""
        if self._at == (y, x):
            return ""
        way = _way(self._at, y, x)
        self._at = y, x
        return way

    def write(self, strokes: list[Stroke], *, in_order: bool = False) -> str:
        """Return what writes strokes: line by line, or where that is shorter, as few of them are in one place, all
        of one look after the other; that not where they are to stay in order."""
        begun = self._at, self._look
        shortest = self._write(strokes)
        if in_order or len(strokes) > _FEW:
            return shortest
        ended = self._at, self._look
        for order in _orders(strokes, begun[1]):
            self._at, self._look = begun
            written = self._write(order)
            if len(written) < len(shortest):
                shortest, ended = written, (self._at, self._look)
        self._at, self._look = ended
        return shortest

    def _write(self, strokes: Sequence[Stroke]) -> str:
        sent: list[str] = []
        for y, first, text, look, last in strokes:
            left = text.rstrip(" ")
            blanks = len(text) - len(left)
            sent.append(self.go(y, first))
            if left:
                sent.append(self.change(look))
            elif blank(self._look) != blank(look):
                sent.append(self.change(as_blank(self._look, look)))
            if not self.erases or blanks <= _BLANKS or self._look.attributes & SEEN_ON_BLANKS:
                sent.append(text)
                ended = last if last < self.width else None
            else:
                sent.append(f"{left}\x1b[K" if last == self.width else f"{left}\x1b[{blanks}X")
                ended = last - blanks
            # a terminal may take another character for wide than we do: from there, only an address is sure
            sure = len(text) == last - first and (text.isascii() or DISPUTED.search(text) is None)
            self._at = (y, ended) if ended is not None and sure else None
        return "".join(sent)


def _orders(strokes: list[Stroke], look: Look) -> Iterator[list[Stroke]]:
    """Yield orders in which those of each look stand together, by lines and by columns: the looks as they come,
    and each after one from which there are few bytes to it."""
    alike: dict[Look, list[Stroke]] = {}
    for stroke in strokes:
        alike.setdefault(stroke.look, []).append(stroke)
    left, near = list(alike), list[Look]()
    while left:
        look = min(left, key=lambda other: len(between(look, other)))
        left.remove(look)
        near.append(look)
    for looks in (list(alike), near):
        yield [stroke for each in looks for stroke in alike[each]]
        yield [stroke for each in looks for stroke in sorted(alike[each], key=_FIRST)]


@lru_cache(maxsize=512)  # each order in which strokes are tried goes mostly the same ways
def _way(at: tuple[int, int] | None, y: int, x: int) -> str:
    """Return the shortest way from a cell to another."""
    return min((f"\x1b[{y + 1};{x + 1}H", *_ways(at, y, x)), key=len)


def _ways(at: tuple[int, int] | None, y: int, x: int) -> Iterator[str]:
    """Yield ways from a cell to another that may be shorter than its address."""
    if at is None:
        return
    down, right = y - at[0], x - at[1]
    lines = _steps(down, "B", "A")
    if not x:
        yield f"{lines}\r"
    if right < 0:
        yield lines + "\b" * -right
    yield lines + _steps(right, "C", "D")
    if down > 0:
        yield _steps(down, "E", "F") + _steps(x, "C", "D")


def _steps(count: int, there: str, back: str) -> str:
    """Return what takes the pen so many steps there, or back where they are below 0."""
    many = str(abs(count)) if abs(count) > 1 else ""
    return f"\x1b[{many}{there if count > 0 else back}" if count else ""
