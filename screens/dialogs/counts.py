"""Asks for counts: who is there, how many fingers, who would come again."""

from collections.abc import Mapping, Sequence
from contextlib import suppress
from typing import ClassVar

import msgspec
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import VerticalScroll
from textual.content import Content
from textual.widgets import Static

from codesign.words import say
from screens.dialogs.accepting import Accept, AcceptingScreen
from screens.glyphs import BETWEEN
from screens.place import Here
from screens.widgets.count_grid import CountGrid, CountRow, Typed

Counts = dict[str, tuple[int, ...]]


class CountsScreen(AcceptingScreen[Counts]):
    """Returns the counts by row key, or None when it was left."""

    CSS_PATH = "counts.tcss"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "leave", show=False),
        Binding("enter", "save", show=False),
    ]

    def __init__(
        self,
        title: str,
        rows: Sequence[CountRow],
        columns: Sequence[str],
        counts: Counts,
        accept: Accept[Counts] | None = None,
        there: int | None = None,
        note: str = "",
    ) -> None:
        """Ask under a title and a note, which may have several lines. Counts above the people of a row, or in all
        above `there`, are warned of, no more: whoever came late was counted by nobody."""
        super().__init__(accept)
        self._title = title
        self._note = note
        self._grid = CountGrid(rows, columns, counts, there)

    def compose(self) -> ComposeResult:
        """Lay the dialog out."""
        with VerticalScroll(id="counts", can_focus=False):
            yield Static(Content(self._title), id="counts-title")
            if self._note:
                yield Static(Content(self._note), id="counts-note")
            yield self._grid
            yield Static(Content(""), id="counts-warning")
            yield self.problem_line()
            yield Static(Content(say("counts.keys", between=BETWEEN)), id="counts-keys")

    def on_mount(self) -> None:
        """Begin in the first cell."""
        self._grid.focus()
        self.on_count_grid_changed()

    def here(self) -> Here:
        """Return the counts that were typed, and the cell under the cursor."""
        here = {"typed": msgspec.json.encode(self._grid.typed).decode(), "cell": str(self._grid.cell)}
        return here | ({"half": "a number"} if self._grid.in_number else {})

    def come_back(self, here: Mapping[str, str]) -> bool:
        """Type the counts again. Those that were not typed are as they are now: somebody else may have counted."""
        with suppress(msgspec.DecodeError, ValueError):
            self._grid.retype(msgspec.json.decode(here.get("typed", "[]"), type=list[Typed]))
            self._grid.cell = int(here.get("cell", "0"))
            if "half" in here:
                self._grid.go_on()
        self.on_count_grid_changed()
        return True

    def on_count_grid_changed(self) -> None:
        """Warn of counts that cannot be."""
        self.query_one("#counts-warning", Static).update(Content(self.warning()))

    @property
    def counts(self) -> Counts:
        """What is counted so far, by row key."""
        return self._grid.counts

    def warning(self) -> str:
        """Return what is to be said of counts that cannot be; "" where there is nothing."""
        rows = (say("counts.counted-of", words=words, n=n, there=there) for words, n, there in self._grid.too_many)
        told = ", ".join(rows)
        return say("counts.too-many", rows=told) if told else ""

    def action_save(self) -> None:
        """Return the counts."""
        self.finish(self.counts)

    def action_leave(self) -> None:
        """Leave everything as it was."""
        self.dismiss(None)
