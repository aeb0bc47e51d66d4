"""The six ways of doing integration as a grid of three rows and two columns, with what was seen of each."""

from collections.abc import Mapping, Sequence
from typing import ClassVar

from rich.segment import Segment
from textual import events
from textual.binding import Binding, BindingType
from textual.geometry import Offset
from textual.message import Message
from textual.strip import Strip

from codesign.model import PracticeCell, PracticeEvidence
from codesign.views.closing import PRACTICE
from codesign.words import name_of, say
from screens.glyphs import CURSOR, DONE, ELLIPSIS
from screens.widgets.lines import Line, cells, shown, wrapped
from screens.widgets.toned import Tone, Toned

Seen = Mapping[PracticeCell, Sequence[PracticeEvidence]]

_CELLS = tuple(cell for _row, row in PRACTICE for cell in row)
_COLUMNS = 2


class PracticeGrid(Toned, can_focus=True):
    """Shows the cells in as many lines as there are; those of which nothing was seen yet say so."""

    DEFAULT_CSS = """
    PracticeGrid {
        width: 1fr; background: $background; color: $foreground;
    }
    """
    TONES: ClassVar[Mapping[str, Tone]] = {
        **Toned.TONES,
        "good": Tone("success"),
        "cursor": Tone(background="cursor", style="$cursor-style"),
        "mark": Tone("accent"),
    }
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("down,j", "move(2)", show=False),
        Binding("up,k", "move(-2)", show=False),
        Binding("right,l,tab", "move(1)", show=False),
        Binding("left,h,shift+tab", "move(-1)", show=False),
        Binding("home", "move(-6)", show=False),
        Binding("end", "move(6)", show=False),
        Binding("enter", "choose", show=False),
    ]

    class Chosen(Message):
        """Enter was pressed on a cell, or it was clicked while the cursor was on it."""

    class Moved(Message):
        """The cursor stands on another cell."""

    def __init__(self, *, id: str | None = None) -> None:
        super().__init__(id=id)
        self._seen: Seen = {}
        self._place = 0

    @property
    def current(self) -> PracticeCell:
        """The cell under the cursor."""
        return _CELLS[self._place]

    @property
    def cursor_screen_offset(self) -> Offset:
        """Where on the screen the cell under the cursor begins."""
        row, column = divmod(self._place, _COLUMNS)
        return self.content_region.offset + Offset(
            column * (self.size.width // _COLUMNS), row * self._row_height + 1
        )

    def select(self, cell: str) -> None:
        """Put the cursor on the cell of that value."""
        places = [n for n, each in enumerate(_CELLS) if each.value == cell]
        self._go(places[0] if places else self._place)

    def show(self, seen: Seen) -> None:
        """Show what was seen."""
        self._seen = seen
        self.refresh()

    # Keys and the mouse

    def action_move(self, cells: int) -> None:
        """Move by cells, along the rows."""
        place = self._place + cells
        if abs(cells) == len(_CELLS):
            place = max(0, min(place, len(_CELLS) - 1))
        if 0 <= place < len(_CELLS):
            self._go(place)

    def _go(self, place: int) -> None:
        self._place = place
        self.refresh()
        self.post_message(self.Moved())

    def action_choose(self) -> None:
        """Choose the cell under the cursor."""
        self.post_message(self.Chosen())

    def on_click(self, event: events.Click) -> None:
        """Put the cursor where it was clicked; a click where it already is chooses."""
        row = event.y // self._row_height
        if row >= len(PRACTICE):
            return
        place = row * _COLUMNS + (event.x > self.size.width // _COLUMNS)
        if place == self._place:
            self.action_choose()
        else:
            self._go(place)

    # Drawing

    @property
    def _row_height(self) -> int:
        return max(2, self.size.height // len(PRACTICE))

    def render_line(self, y: int) -> Strip:
        """Draw one line: the name of a row, or a line of each of its cells."""
        row, line = divmod(y, self._row_height)
        width = self.size.width
        if row >= len(PRACTICE):
            return Strip.blank(width, self.rich_style)
        if not line:
            name = say(f"practice.{PRACTICE[row][0]}")
            return self._strip([(f" {name}", "accent")], width)
        column = width // _COLUMNS
        widths = (column, width - column)
        parts = (
            self._strip(self._line(row * _COLUMNS + n, line - 1, each), each) for n, each in enumerate(widths)
        )
        return Strip.join(list(parts))

    def _line(self, place: int, line: int, width: int) -> Line:
        """Return a line of a cell, the first with its name."""
        drawn = draw_cell(_CELLS[place], self._seen.get(_CELLS[place], ()), width - 3, self._row_height - 1)
        here = place == self._place
        (text, style), *rest = drawn[line] if line < len(drawn) else (("", ""),)
        pointed = here and self.has_focus and not line
        return ((CURSOR if here and text else " ", "mark"), (text, "cursor" if pointed else style), *rest)

    def _strip(self, spans: Sequence[tuple[str, str]], width: int) -> Strip:
        segments = [Segment(text, self.tone(style)) for text, style in spans]
        return Strip(segments).adjust_cell_length(width, self.rich_style)


def draw_cell(cell: PracticeCell, seen: Sequence[PracticeEvidence], width: int, height: int) -> list[Line]:
    """Return a cell in at most so many lines: its name, and what was seen, the newest where not all has room."""
    lines: list[Line] = [((line, "strong"),) for line in wrapped(name_of(cell, "practice"), width, 2)]
    if not seen:
        return [*lines, ((say("practice.empty"), "dim"),)][:height]
    found = [line for each in seen for line in _draw_seen(each, width)]
    room = max(0, height - len(lines))
    if len(found) > room:
        found = [((ELLIPSIS, "dim"),), *found[len(found) - room + 1 :]]
    return [*lines, *found][:height]


def _draw_seen(each: PracticeEvidence, width: int) -> list[Line]:
    mark = f"{say('practice.missed-mark')} " if each.missed else f"{DONE} "
    first, *rest = wrapped(shown(each.text), max(1, width - cells(mark)))
    indent = " " * cells(mark)
    return [
        ((mark, "warn" if each.missed else "good"), (first, "")),
        *(((indent, ""), (line, "")) for line in rest),
    ]
