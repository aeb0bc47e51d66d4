"""A grid of counts, typed with digits: people by sector, fingers by sector, yes and no."""

from collections.abc import Mapping, Sequence
from typing import ClassVar

import msgspec
from rich.segment import Segment
from textual.binding import Binding, BindingType
from textual.events import Key
from textual.geometry import Offset
from textual.message import Message
from textual.strip import Strip

from codesign.words import say
from screens.glyphs import DOT
from screens.widgets.lines import cells, cut, shown
from screens.widgets.toned import Tone, Toned

_TOTAL = 8
"""Columns of a row's sum, as in 17/25."""
_MOST = 9999

Typed = tuple[str, int, int]
"""A row's key, the place of the column, and the count."""


class CountRow(msgspec.Struct, frozen=True):
    """A row: its key, its words, and how many people can be in it at most, as a reminder only."""

    key: str
    words: str
    there: int | None = None


class CountGrid(Toned, can_focus=True):
    """Counts in rows and columns. Digits write the count under the cursor, Backspace takes one away."""

    DEFAULT_CSS = """
    CountGrid {
        height: auto; width: 1fr; background: $panel; color: $foreground;
    }
    """
    TONES: ClassVar[Mapping[str, Tone]] = {**Toned.TONES, "cursor": Tone("background", "accent", "bold")}
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("up,k", "move(-1, 0)", show=False),
        Binding("down,j", "move(1, 0)", show=False),
        Binding("left,h", "move(0, -1)", show=False),
        Binding("right,l,tab", "move(0, 1)", show=False),
        Binding("plus", "add(1)", show=False),
        Binding("minus", "add(-1)", show=False),
        Binding("backspace,delete", "erase", show=False),
    ]

    class Changed(Message):
        """A count was changed."""

    def __init__(
        self,
        rows: Sequence[CountRow],
        columns: Sequence[str],
        counts: dict[str, tuple[int, ...]],
        there: int | None = None,
    ) -> None:
        """Show rows by columns, with what is counted already by row key; `there` is how many people can be in
        all rows together."""
        super().__init__()
        self._rows = rows
        self._columns = columns
        self._there = there
        self._counts = {row.key: list(counts.get(row.key, (0,) * len(columns))) for row in rows}
        self._begun = self.counts
        self._widths = [*(max(cells(head) + 2, 5) for head in columns), _TOTAL]
        self._row = self._column = 0
        self._fresh = True
        """Whether the next digit begins a new count."""

    @property
    def counts(self) -> dict[str, tuple[int, ...]]:
        """The counts by row key, in the order of the columns."""
        return {key: tuple(counts) for key, counts in self._counts.items()}

    @property
    def typed(self) -> list[Typed]:
        """The counts that are others than those that the grid began with."""
        return [
            (row, n, count)
            for row, counts in self._counts.items()
            for n, count in enumerate(counts)
            if count != self._begun[row][n]
        ]

    def retype(self, typed: Sequence[Typed]) -> None:
        """Write counts that were typed before; of rows and columns that are gone, none."""
        for row, n, count in typed:
            if row in self._counts and 0 <= n < len(self._columns):
                self._counts[row][n] = max(0, min(count, _MOST))
        self.refresh()

    @property
    def cell(self) -> int:
        """The place of the cursor, counted along the rows."""
        return self._row * len(self._columns) + self._column

    @cell.setter
    def cell(self, place: int) -> None:
        """Put the cursor there; beyond the last cell it stays where it is."""
        if 0 <= place < len(self._rows) * len(self._columns):
            self._row, self._column = divmod(place, len(self._columns))
            self._fresh = True
            self.scroll_visible(animate=False)
            self.refresh()

    @property
    def in_number(self) -> bool:
        """Whether the next digit goes on with the count under the cursor."""
        return not self._fresh

    def go_on(self) -> None:
        """Let the next digit go on with the count under the cursor."""
        self._fresh = False

    @property
    def too_many(self) -> list[tuple[str, int, int]]:
        """The words, the count and the people there of each row, and of all together, that has more than that."""
        limits = [(row.words, sum(self._counts[row.key]), row.there) for row in self._rows]
        limits.append((say("counts.all"), sum(sum(counts) for counts in self._counts.values()), self._there))
        return [(words, n, there) for words, n, there in limits if there is not None and n > there]

    def get_content_height(self, *_sizes: object) -> int:
        """One line for the heads, one for each row, one for the sums."""
        return len(self._rows) + 2

    @property
    def cursor_screen_offset(self) -> Offset:
        """Where on the screen the last digit under the cursor stands."""
        right = self.size.width - sum(self._widths[self._column + 1 :])
        return self.content_region.offset + Offset(max(0, right - 2), self._row + 1)

    # Keys

    def on_key(self, event: Key) -> None:
        """Write digits."""
        if event.character and event.character in "0123456789":
            event.stop()
            counts = self._counts[self._rows[self._row].key]
            before = 0 if self._fresh else counts[self._column]
            counts[self._column] = min(before * 10 + int(event.character), _MOST)
            self._fresh = False
            self._changed()

    def action_move(self, down: int, right: int) -> None:
        """Move the cursor; to the right of the last column begins the next row."""
        self.cell += down * len(self._columns) + right

    def action_add(self, people: int) -> None:
        """Count one more, or one fewer."""
        counts = self._counts[self._rows[self._row].key]
        counts[self._column] = max(0, counts[self._column] + people)
        self._changed()

    def action_erase(self) -> None:
        """Take the last digit away."""
        counts = self._counts[self._rows[self._row].key]
        counts[self._column] //= 10
        self._changed()

    def _changed(self) -> None:
        self.refresh()
        self.post_message(self.Changed())

    # Drawing

    def render_line(self, y: int) -> Strip:
        """Draw the heads, a row, or the sums."""
        label = self.size.width - sum(self._widths) - 1
        if y == 0:
            return self._strip("", [(head, "dim") for head in (*self._columns, say("counts.all"))], label)
        if y <= len(self._rows):
            row = self._rows[y - 1]
            counts = self._counts[row.key]
            drawn = [
                (str(count) if count else DOT, "cursor" if (y - 1, n) == (self._row, self._column) else "")
                for n, count in enumerate(counts)
            ]
            drawn.append(_sum(sum(counts), row.there, "dim"))
            return self._strip(shown(row.words), drawn, label)
        if y == len(self._rows) + 1:
            sums = [sum(column) for column in zip(*self._counts.values(), strict=True)]
            drawn = [(str(each), "") for each in sums]
            return self._strip(say("counts.all"), [*drawn, _sum(sum(sums), self._there, "")], label)
        return Strip.blank(self.size.width, self.rich_style)

    def _strip(self, words: str, drawn: list[tuple[str, str]], label: int) -> Strip:
        base = self.rich_style
        words = cut(words, label)
        segments = [Segment(f" {words}{' ' * (label - cells(words))}", base)]
        for (text, style), width in zip(drawn, self._widths, strict=True):
            piece = f"{cut(text, width - 1):>{width - 1}} "
            segments.append(Segment(piece, self.tone(style)))
        return Strip(segments).adjust_cell_length(self.size.width, base)


def _sum(total: int, there: int | None, style: str) -> tuple[str, str]:
    """Return a sum as it is drawn, and its style: it warns where some, but not all who are there were counted."""
    if there is None:
        return str(total), style
    return f"{total}/{there}", "warn" if total not in {0, there} else style
