"""All keys of a screen, in groups."""

from collections.abc import Iterator, Sequence
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.screen import ModalScreen
from textual.widgets import Input

from codesign.text import folded
from codesign.words import say
from screens.acts import Row, Section
from screens.widgets.bars import Bar
from screens.widgets.blocklist import BlockList
from screens.widgets.find import FindLine
from screens.widgets.lines import Line, cells, wrapped

_KEY = 15
"""Columns of the keys before what they do."""


class HelpScreen(ModalScreen[None]):
    """Shows what can be done on the screen behind it, and the marks of what is captured and looked for."""

    CSS_PATH = "help.tcss"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape,question_mark,q,f1", "leave", show=False),
        Binding("slash", "find", show=False),
    ]

    def __init__(self, sections: Sequence[Section], *, finding: bool = False) -> None:
        """Show sections, and after them the marks of a captured line; with `finding` what can be asked for."""
        super().__init__()
        self._sections = (*sections, _marks("help.capture", "help.marks"))
        if finding:
            self._sections += (_marks("help.find", "help.finds"),)

    def compose(self) -> ComposeResult:
        """Lay the help out."""
        title = Bar()
        title.left = ((f" {say('help.title')}", "strong"),)
        title.right = ((f"{say('help.leave')} ", "dim"),)
        yield title
        yield BlockList[Row](self._draw, stops=lambda row: bool(row[0]), empty=say("find.nothing"))
        yield FindLine()

    def on_mount(self) -> None:
        """Show the keys."""
        self._show("")
        self._rows.focus()

    @property
    def _rows(self) -> BlockList[Row]:
        return self.query_one(BlockList)

    def _show(self, wanted: str) -> None:
        self._rows.show(list(found(self._sections, wanted)))
        self._rows.action_end(-1)

    @staticmethod
    def _draw(row: Row, width: int) -> list[Line]:
        key, words = row
        if not key:
            return [((line, "strong"),) for line in wrapped(words, width)] if words else [()]
        room = max(_KEY, cells(key))
        lines = wrapped(words, width - room - 3)
        gap = " " * (room + 2)
        return [((f"{key:>{_KEY}}  " if not n else gap, "accent"), (line, "")) for n, line in enumerate(lines)]

    def action_find(self) -> None:
        """Look for a key, or for a part of what it does."""
        self.query_one(FindLine).begin()

    def on_input_changed(self, event: Input.Changed) -> None:
        """Show what fits."""
        self._show(event.value)

    def on_input_submitted(self) -> None:
        """Go to what was found."""
        self._rows.focus()

    def on_find_line_left(self) -> None:
        """Show everything again."""
        self.query_one(FindLine).stop()
        self._rows.focus()

    def action_leave(self) -> None:
        """Go back, or where something was looked for, show everything again."""
        if self.query_one(FindLine).value:
            self.on_find_line_left()
        else:
            self.dismiss(None)


def found(sections: Sequence[Section], wanted: str) -> Iterator[Row]:
    """Yield the rows in which all words stand that are wanted, each heading before the rows it still has.

    A heading has no key, and a blank row is between a section and the next.
    """
    words = folded(wanted).split()
    first = True
    for heading, rows in sections:
        fitting = [row for row in rows if all(word in folded(" ".join((heading, *row))) for word in words)]
        if fitting:
            yield from () if first else [("", "")]
            yield "", heading
            yield from fitting
            first = False


def _marks(title: str, rows: str) -> Section:
    """Return the section of marks and what they mean."""
    marks = [row.partition(" = ") for row in say(rows).strip().split("\n")]
    return say(title), tuple((mark, words) for mark, _, words in marks)
