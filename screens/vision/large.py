"""The vision in letters that the last row can read."""

import functools
from collections.abc import Sequence
from typing import ClassVar

from pyfiglet import Figlet
from rich.segment import Segment
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.screen import ModalScreen
from textual.strip import Strip

from codesign.words import say
from screens.widgets.bars import Bar
from screens.widgets.lines import cells, shown, wrapped
from screens.widgets.strips import StripView

_FONTS = ("mono12", "mono9", "smmono9", "calvin_s", "future")
"""From the largest letters to the smallest; the largest in which the statement fits is taken."""
_ASCII_FONTS = ("ascii12", "ascii9", "small")
"""The same, without blocks and lines."""

_SPACE = 3
"""Columns between two words."""


class LargeScreen(ModalScreen[None]):
    """One text, as large as it fits; Escape leaves."""

    CSS_PATH = "large.tcss"
    BINDINGS: ClassVar[list[BindingType]] = [Binding("escape,q,L,enter", "dismiss", show=False)]

    def __init__(self, text: str, *, ascii_only: bool = False) -> None:
        super().__init__()
        self._ascii_only = ascii_only
        self._text = shown(text)

    def compose(self) -> ComposeResult:
        """Lay the screen out."""
        yield StripView(self._draw)
        yield Bar()

    def on_mount(self) -> None:
        """Take the keys for paging."""
        self.query_one(StripView).focus()

    def _draw(self, width: int) -> Sequence[Strip]:
        height = self.size.height - 1
        lines = large(self._text, width - 2, height, ascii_only=self._ascii_only)
        above = max(0, (height - len(lines)) // 2)
        drawn = [Strip([Segment(f" {line}")]) for line in lines]
        keys = "large.keys-pages" if len(lines) > height else "large.keys"
        self.query_one(Bar).left = ((f" {say(keys)}", "dim"),)
        return [*(Strip([]) for _ in range(above)), *drawn]


def large(text: str, width: int, height: int, *, ascii_only: bool = False) -> list[str]:
    """Return the text in large letters, in the largest font in which it fits the height, or else the smallest.

    A font that lacks one of the letters is passed over rather than leave the letter out; where all do, the text
    is set in plain letters with space between the lines.
    """
    return [line for row in large_rows(text, width, height, ascii_only=ascii_only) for line in row]


def large_rows(text: str, width: int, height: int, *, ascii_only: bool = False) -> list[list[str]]:
    """Return the same row of letters by row of letters, each the lines that make it up."""
    rows: list[list[str]] = []
    for font in _ASCII_FONTS if ascii_only else _FONTS:
        drawn = _set(text, font, width)
        if drawn:
            rows = drawn
        if rows and sum(map(len, rows)) <= height:
            break
    return rows or _spaced(text, width)


@functools.cache
def _figlet(font: str) -> Figlet:
    """Return a font; to read one takes longer than to draw a screen."""
    return Figlet(font=font, width=10_000)


def _set(text: str, font: str, width: int) -> list[list[str]]:
    """Set a text in a font, no line wider than `width`; nothing where the font cannot."""
    figlet = _figlet(font)
    if any(ord(letter) not in figlet.Font.chars for letter in text):
        return []
    words = [str(figlet.renderText(word)).splitlines() for word in text.split()]
    widths = [max(map(len, word)) for word in words]
    if not words or max(widths) > width:
        return []
    used = [n for n in range(len(words[0])) if any(word[n].strip() for word in words)]
    rows: list[list[str]] = []
    row, room = [""] * len(used), width
    for word, columns in zip(words, widths, strict=True):
        if row[0] and columns + _SPACE > room:
            rows.append(row)
            row, room = [""] * len(used), width
        gap = " " * _SPACE if row[0] else ""
        row = [before + gap + f"{word[n]:<{columns}}" for before, n in zip(row, used, strict=True)]
        room -= len(gap) + columns
    return [[line.rstrip() for line in each] for each in (*rows, row)]


def _spaced(text: str, width: int) -> list[list[str]]:
    lines = wrapped(text, width)
    return [[" " * ((width - cells(line)) // 2) + line, ""] for line in lines]
