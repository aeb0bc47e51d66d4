"""Questions by tables, with how many answers each table gave to each: what is nought is still to come."""

from collections.abc import Sequence
from typing import ClassVar

from rich.segment import Segment
from rich.style import Style
from textual.binding import Binding, BindingType
from textual.events import Key, Resize
from textual.geometry import Offset
from textual.message import Message
from textual.strip import Strip
from textual.widget import Widget

from codesign.views.tables import Row
from codesign.words import say
from screens.glyphs import DOT
from screens.widgets.lines import cells, cut, shown

_CELL = 4
"""Columns of a table's count."""


class AnswerGrid(Widget, can_focus=True):
    """A row for each question, a column for each table, and a cursor. What does not fit is shown when the cursor
    comes there."""

    DEFAULT_CSS = """
    AnswerGrid {
        height: auto; width: 1fr; background: $boost; color: $foreground;
        & > .grid--dim { color: $text-muted; }
        & > .grid--good { color: $success; }
        & > .grid--strong { text-style: bold; }
        & > .grid--cursor { background: $accent; color: $background; text-style: bold; }
    }
    """
    COMPONENT_CLASSES: ClassVar[set[str]] = {"grid--dim", "grid--good", "grid--strong", "grid--cursor"}
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("up,k", "move(-1, 0)", show=False),
        Binding("down,j", "move(1, 0)", show=False),
        Binding("left,h", "move(0, -1)", show=False),
        Binding("right,l", "move(0, 1)", show=False),
    ]

    class Moved(Message):
        """The cursor stands on another question or table."""

    def __init__(self, table: int, *, id: str | None = None) -> None:
        """Show nothing yet; the cursor is to stand on a table."""
        super().__init__(id=id)
        self._rows: Sequence[Row] = ()
        self._tables = 1
        self._row = 0
        self._table = table

    @property
    def row(self) -> Row:
        """The question under the cursor."""
        return self._rows[self._row]

    @property
    def table(self) -> int:
        """The table under the cursor."""
        return self._table

    @property
    def cursor_screen_offset(self) -> Offset:
        """Where on the screen the last digit under the cursor stands."""
        right = self.size.width - 1 - (self._in_sight.stop - 1 - self._table) * _CELL
        return self.content_region.offset + Offset(max(0, right - 2), self._row - self._top + 1)

    def show(self, rows: Sequence[Row]) -> None:
        """Show questions, one at least; the cursor stays on its question."""
        text = self.row.text if self._rows else rows[0].text
        changed = len(rows) != len(self._rows)
        self._rows = rows
        self._tables = len(rows[0].counts)
        self._row = next((n for n, row in enumerate(rows) if row.text == text), min(self._row, len(rows) - 1))
        self._table = min(self._table, self._tables)
        self.refresh(layout=changed)

    def go_to(self, question: str, table: int) -> None:
        """Put the cursor on a question and a table, as far as they are shown."""
        self._row = next((n for n, row in enumerate(self._rows) if row.text == question), self._row)
        self._table = max(1, min(table, self._tables))
        self._moved()

    def action_move(self, down: int, right: int) -> None:
        """Move the cursor by questions and tables."""
        self._row = max(0, min(self._row + down, len(self._rows) - 1))
        self._table = max(1, min(self._table + right, self._tables))
        self._moved()

    def step(self, steps: int) -> None:
        """Go on by tables, from the last to the first of the next question, or back the same way."""
        place = self._row * self._tables + self._table - 1 + steps
        if 0 <= place < len(self._rows) * self._tables:
            self._row, column = divmod(place, self._tables)
            self._table = column + 1
            self._moved()

    def on_key(self, event: Key) -> None:
        """A digit goes to its table, 0 to the tenth."""
        if event.character and event.character in "0123456789":
            event.stop()
            self.go_to(self.row.text, int(event.character) or 10)

    def _moved(self) -> None:
        self.refresh()
        self.post_message(self.Moved())

    # Drawing

    def get_content_height(self, *_sizes: object) -> int:
        """One line for the tables, one for each question."""
        return len(self._rows) + 1

    def on_resize(self, _event: Resize) -> None:
        """Draw what fits now."""
        self.refresh()

    def render_line(self, y: int) -> Strip:
        """Draw the numbers of the tables, or a question."""
        tables = self._in_sight
        if not y:
            heads = [(f"T{table}", "strong" if table == self._table else "dim") for table in tables]
            return self._strip(say("answers.question"), "dim", heads)
        if (place := self._top + y - 1) >= len(self._rows):
            return Strip.blank(self.size.width, self.rich_style)
        row = self._rows[place]
        drawn = [
            (str(n) if (n := row.counts[table - 1]) else DOT, self._look(place, table, n)) for table in tables
        ]
        return self._strip(question_words(row), "strong" if place == self._row else "", drawn)

    @property
    def _in_sight(self) -> range:
        """The tables there is room for."""
        fit = max(1, (self.size.width - min(self.size.width // 2, 40)) // _CELL)
        first = max(0, min(self._table - 1 - fit // 2, self._tables - fit))
        return range(first + 1, min(first + fit, self._tables) + 1)

    @property
    def _top(self) -> int:
        """The first question in sight."""
        return max(0, min(self._row - (self.size.height - 2), len(self._rows) - (self.size.height - 1)))

    def _look(self, place: int, table: int, answers: int) -> str:
        if (place, table) == (self._row, self._table):
            return "cursor"
        return "good" if answers else "dim"

    def _strip(self, words: str, style: str, drawn: Sequence[tuple[str, str]]) -> Strip:
        label = self.size.width - len(drawn) * _CELL - 2
        words = cut(words, label)
        segments = [Segment(f" {words}{' ' * (label - cells(words))}", self._style(style))]
        segments += (Segment(f"{text:>{_CELL - 1}} ", self._style(look)) for text, look in drawn)
        return Strip(segments).adjust_cell_length(self.size.width, self.rich_style)

    def _style(self, name: str) -> Style:
        base = self.rich_style
        return base + self.get_component_rich_style(f"grid--{name}", partial=True) if name else base


def question_words(row: Row) -> str:
    """Return a question as it is named: with its number, where the sheets have one."""
    if not row.text:
        return say("answers.no-question")
    return say("answers.row", number=f"{row.number}.", text=shown(row.text)) if row.number else shown(row.text)
