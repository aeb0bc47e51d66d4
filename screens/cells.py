"""The cells of the terminal: what it shows, what it is to show, and the difference as bytes.

Textual sends a dirty region whole, with every attribute and every blank at its end. Over a slow line that is most
of the wait. Here its frames are taken apart into cells, and what is sent is the cells that changed.

It is the last gate for other people's words as well: in a frame only cursor addresses, looks and line ends are
understood. Any other control character is shown as one that could not be shown, and the addresses of links are
dropped.
"""

import re
from collections import Counter
from collections.abc import Iterator
from functools import lru_cache
from itertools import compress, count, pairwise
from operator import is_not, ne, or_
from typing import NamedTuple

from rich.cells import cell_len

from screens.looks import PLAIN, Look, blank, changed
from screens.pen import DISPUTED, Pen, Stroke
from screens.scrolled import Scrolled, scrolled

_FRAME = re.compile(r"\x1b\[(?:\d+;\d+H|[\d;]*m)")
_PIECES = re.compile(
    r"([^\x00-\x1f\x7f-\x9f]+)"
    r"|\x1b\[([\d;]*)m"
    r"|(\r?\n)"
    r"|\x1b\]8;[^\x07\x1b]*(?:\x1b\\|\x07)"
    r"|([\s\S])"
)
_TEXT, _LOOK, _LINE_END, _OTHER = 1, 2, 3, 4
_ADDRESSES = re.compile(r"\x1b\[(\d+);(\d+)H")
_UNSHOWABLE = "\ufffd"
_FIRST_WIDE = "\u0300"
"""The first character that may take no cell or two."""
_LINE_DOWN, _LINE_UP = "\n", "\x1bM"
"""To the next line and to the one before (RI), which at an end of the region that scrolls scroll it."""


class _Piece(NamedTuple):
    """What stands behind an address in a frame."""

    lines: tuple[tuple[tuple[str, list[str], Look], ...], ...]
    """Of each line the texts, the cells that they take, and how they look."""
    look: Look
    """How what follows looks, where nothing else is said."""


@lru_cache(maxsize=512)  # most of what is drawn was there before, in another place
def _understood(text: str, look: Look) -> _Piece:
    """Return what a text says to a terminal that writes in a look."""
    lines: list[list[tuple[str, list[str], Look]]] = [[]]
    for found in _PIECES.finditer(text):
        kind = found.lastindex
        if kind in {_TEXT, _OTHER}:
            words = found[_TEXT] or _UNSHOWABLE
            lines[-1].append((words, _cells_of(words), look))
        elif kind == _LOOK:
            look = changed(look, found[_LOOK])
        elif kind == _LINE_END:
            lines.append([])
    return _Piece(tuple(map(tuple, lines)), look)


def _cells_of(text: str) -> list[str]:
    """Return the cells that a text takes; none where it begins in the cell before."""
    cells: list[str] = []
    for character in text:
        size = 1 if character < _FIRST_WIDE else cell_len(character)
        if size:
            cells += [character, ""][:size]
        elif not cells:
            return []
        else:
            cells[-2 if cells[-1] == "" else -1] += character
    return cells


def is_frame(text: str) -> bool:
    """Tell whether something that is written draws, and is no setting of the terminal."""
    return _FRAME.match(text) is not None


class _Row:
    """A line of cells. Of a character that takes two, the second cell holds ""."""

    __slots__ = ("looks", "texts")

    def __init__(self, width: int, look: Look = PLAIN) -> None:
        self.texts = [" "] * width
        self.looks = [look] * width

    def same(self, other: "_Row") -> bool:
        return self.texts == other.texts and self.looks == other.looks

    def take(self, other: "_Row") -> None:
        self.texts[:] = other.texts
        self.looks[:] = other.looks

    def put(self, x: int, cells: list[str], look: Look) -> int:
        """Fill cells from one on and return the cell after them; what has no room is left out."""
        end = x + len(cells)
        if end > len(self.texts):
            return self.write(x, "".join(cells), look)
        self._free(x, end)
        self.texts[x:end] = cells
        self.looks[x:end] = [look] * len(cells)
        return end

    def write(self, x: int, text: str, look: Look) -> int:
        """Write a text from a cell on and return the cell after it; what has no room is left out."""
        for character in text:
            x = self._write_one(x, character, look)
        return x

    def _write_one(self, x: int, character: str, look: Look) -> int:
        size = 1 if character < _FIRST_WIDE else cell_len(character)
        if size == 0:
            if 0 < x <= len(self.texts):
                head = x - 2 if self.texts[x - 1] == "" else x - 1
                self.texts[head] += character
        elif x + size <= len(self.texts):
            self._free(x, x + size)
            self.texts[x : x + size] = [character, ""][:size]
            self.looks[x : x + size] = [look] * size
        return x + size

    def _free(self, begins: int, ends: int) -> None:
        """Make blanks of the halves of wide characters that stand half in these cells, as terminals do."""
        if self.texts[begins] == "":
            self.texts[begins - 1] = " "
        if ends < len(self.texts) and self.texts[ends] == "":
            self.texts[ends] = " "


class Cells:
    """The cells of one terminal."""

    def __init__(self, *, erases: bool = True) -> None:
        """Begin with a terminal of no size. `erases` tells whether it erases in the colour of the ground."""
        self._pen = Pen(erases=erases)
        self._size = (0, 0)
        self._wanted: list[_Row] = []
        self._shown: list[_Row] = []
        self._touched: set[int] = set()
        self._cursor = (0, 0)
        """Line and cell where the last frame left the cursor; people who read by touch or ear follow it."""
        self._changed = False
        self._lost = True

    @property
    def size(self) -> tuple[int, int]:
        """Columns and lines."""
        return self._size

    @property
    def changed(self) -> bool:
        """Whether a frame was taken in that was not sent."""
        return self._changed

    def resize(self, width: int, height: int) -> None:
        """Begin anew with a terminal of another size, of which nobody knows what it shows."""
        self._size = width, height
        self._pen.width = width
        self._wanted = [_Row(width) for _ in range(height)]
        self._shown = [_Row(width) for _ in range(height)]
        self._touched.clear()
        self.lose()

    def lose(self) -> None:
        """Take note that something else may have written to the terminal."""
        self._lost = True
        self._touched.update(range(self._size[1]))

    # What it is to show

    def cover(self) -> None:
        """Let it show nothing, whatever it was to show; what was not sent yet is forgotten."""
        width, height = self._size
        self._wanted = [_Row(width) for _ in range(height)]
        self._touched.update(range(height))
        self._cursor = (0, 0)
        self._changed = True

    def take(self, frame: str) -> None:
        """Take in what Textual draws."""
        head, *addressed = _ADDRESSES.split(frame)
        look = _understood(head, PLAIN).look  # what has no address is nowhere
        for line, cell, text in zip(*(addressed[n::3] for n in range(3)), strict=True):
            piece = _understood(text, look)
            y, x = self._put(int(line) - 1, int(cell) - 1, piece)
            self._cursor = min(y, self._size[1] - 1), min(x, self._size[0] - 1)  # no terminal goes further
            look = piece.look
        self._changed = True

    def _put(self, y: int, x: int, piece: "_Piece") -> tuple[int, int]:
        """Write a piece from a cell on, and return the line and the cell after it."""
        for n, spans in enumerate(piece.lines):
            if n:
                y, x = y + 1, 0
            self._touched.add(y)
            if 0 <= y < self._size[1] and x >= 0:
                row = self._wanted[y]
                for text, cells, look in spans:
                    x = row.put(x, cells, look) if cells else row.write(x, text, look)
        return y, x

    # What is sent

    def changes(self) -> str:
        """Return what makes the terminal show what it is to show; it is taken for shown from then on."""
        sent: list[str] = []
        if self._lost:
            self._clear(sent)
        elif self._pen.erases and (found := scrolled(_texts(self._wanted), _texts(self._shown))) is not None:
            self._scroll(found, sent)
        lines = [y for y in sorted(self._touched) if 0 <= y < self._size[1]]
        if unsure := [blanks for y in lines for blanks in self._unsure(y)]:
            sent.append(self._pen.write(unsure))
        strokes = [stroke for y in lines for stroke in self._differing(y)]
        sent.append(self._pen.write(strokes, in_order=bool(unsure)))
        self._touched.clear()
        self._changed = False
        sent.append(self._pen.go(*self._cursor))
        return "".join(sent)

    def _unsure(self, y: int) -> list[Stroke]:
        """Return what makes a line blank from the first character on of which nobody knows how many cells the
        terminal gives it, where that is to change or anything behind it: what stands there may stand elsewhere.

        What is written after that goes from left to right, each run to its own address: a word that takes more
        cells than we think is whole, as long as there are blanks behind it.
        """
        wanted, shown = self._wanted[y], self._shown[y]
        if wanted.same(shown) or (begins := min(_disputed(wanted), _disputed(shown))) == len(wanted.texts):
            return []
        if all(n < begins for n in _different(wanted, shown)):
            return []
        nothing = blank(wanted.looks[begins])
        width = len(wanted.texts) - begins
        shown.texts[begins:] = [" "] * width
        shown.looks[begins:] = [nothing] * width
        return [Stroke(y, begins, " " * width, nothing, len(wanted.texts))]

    def _differing(self, y: int) -> list[Stroke]:
        """Return what of a line is to look otherwise, and take it for shown."""
        wanted, shown = self._wanted[y], self._shown[y]
        if wanted.same(shown):
            return []
        found = []
        for begins, ends in _runs(wanted, shown):
            for first, last in pairwise([*_edges(wanted, begins, ends), ends]):
                found.append(Stroke(y, first, "".join(wanted.texts[first:last]), wanted.looks[first], last))
        shown.take(wanted)
        return found

    def _scroll(self, found: Scrolled, sent: list[str]) -> None:
        """Let the terminal move lines. What comes in is blank, in no colour, as not all terminals give it one."""
        top, bottom, by = found.top, found.bottom, found.by
        sent.append(f"{self._pen.change(PLAIN)}\x1b[{top + 1};{bottom}r")
        if by > 0:
            sent.append(f"\x1b[{bottom};1H{_LINE_DOWN * by}")
        else:
            sent.append(f"\x1b[{top + 1};1H{_LINE_UP * -by}")
        sent.append("\x1b[r")
        self._pen.lose()
        new = [_Row(self._size[0]) for _ in range(abs(by))]
        lines = self._shown[top:bottom]
        self._shown[top:bottom] = [*lines[by:], *new] if by > 0 else [*new, *lines[:by]]
        self._touched.update(range(top, bottom))

    def _clear(self, sent: list[str]) -> None:
        """Make everything blank, in the ground that most of it is to have. Terminals erase in no attribute."""
        counted = Counter(look for row in self._wanted for look in row.looks) if self._pen.erases else Counter()
        most = blank(counted.most_common(1)[0][0]) if counted else PLAIN
        ground = PLAIN if most.attributes else most
        sent.append(f"{self._pen.begin(ground)}\x1b[2J")
        width, height = self._size
        self._shown = [_Row(width, ground) for _ in range(height)]
        self._pen.lose()
        self._lost = False


def _disputed(row: _Row) -> int:
    """Return the first cell that a terminal may take for more or fewer; the one after the last where there is
    none."""
    text = "".join(row.texts)
    if text.isascii() or DISPUTED.search(text) is None:
        return len(row.texts)
    return next(n for n, each in enumerate(row.texts) if DISPUTED.search(each))


def _texts(rows: list[_Row]) -> list[list[str]]:
    return [row.texts for row in rows]


def _runs(wanted: _Row, shown: _Row) -> list[tuple[int, int]]:
    """Return the cells that differ, as spans of first and after the last; two that are near are one.

    To go over up to three cells that are the same takes as many bytes as to write them, if they look alike.
    """
    texts, width = wanted.texts, len(wanted.texts)
    runs: list[tuple[int, int]] = []
    for first, last in _consecutive(_different(wanted, shown)):
        begins, ends = first, last + 1
        while begins and texts[begins] == "":
            begins -= 1
        while ends < width and texts[ends] == "":
            ends += 1
        if runs and (begins <= runs[-1][1] or _is_short_gap(wanted, runs[-1][1], begins)):
            runs[-1] = runs[-1][0], max(ends, runs[-1][1])
        else:
            runs.append((begins, ends))
    return runs


def _different(wanted: _Row, shown: _Row) -> list[int]:
    """Return the cells that differ, in order. Most do not, and are passed over without a step of Python."""
    texts = list(map(ne, wanted.texts, shown.texts))
    looks = map(is_not, wanted.looks, shown.looks)
    return [
        n
        for n in compress(count(), map(or_, texts, looks))
        if texts[n] or not _alike(wanted.texts[n], wanted.looks[n], shown.looks[n])
    ]


def _consecutive(numbers: list[int]) -> Iterator[tuple[int, int]]:
    """Yield the first and the last of numbers that follow one another."""
    if not numbers:
        return
    gaps = [n for n in range(1, len(numbers)) if numbers[n] != numbers[n - 1] + 1]
    for begin, end in pairwise([0, *gaps, len(numbers)]):
        yield numbers[begin], numbers[end - 1]


def _alike(text: str, one: Look, other: Look) -> bool:
    """Tell whether a text looks the same in both; nobody sees the colour of a blank."""
    return one is other or one == other or (text == " " and blank(one) == blank(other))


def _edges(row: _Row, begins: int, ends: int) -> Iterator[int]:
    """Yield where in a run another look begins; a blank goes with what is before it where that makes no odds."""
    before: Look | None = None
    for n, look in enumerate(row.looks[begins:ends], begins):
        if look is not before and (before is None or not _alike(row.texts[n], look, before)):
            before = look
            yield n


def _is_short_gap(row: _Row, begins: int, ends: int) -> bool:
    return ends - begins <= 3 and all(look == row.looks[begins - 1] for look in row.looks[begins : ends + 1])
