"""Bars of one line: a title, a message, the keys."""

from collections.abc import Callable, Iterable, Mapping
from typing import ClassVar

from rich.segment import Segment
from textual import events
from textual.reactive import reactive
from textual.strip import Strip

from screens.acts import Act
from screens.widgets.lines import Line, cells, cut, shown, wrapped
from screens.widgets.toned import Tone, Toned


class Bar(Toned):
    """One line with something on its left and something on its right; the left gives way."""

    DEFAULT_CSS = """
    Bar {
        height: 1; width: 1fr; background: $panel; color: $foreground;
    }
    """
    TONES: ClassVar[Mapping[str, Tone]] = {**Toned.TONES, "alarm": Tone("background", "warning", "bold")}

    left: reactive[Line] = reactive((), layout=False)
    right: reactive[Line] = reactive((), layout=False)

    def render_line(self, y: int) -> Strip:
        """Draw the line."""
        width = self.size.width
        if y:
            return Strip.blank(width, self.rich_style)
        right_width = sum(cells(text) for text, _style in self.right)
        room = max(0, width - right_width - (1 if self.right else 0))
        segments: list[Segment] = []
        used = 0
        for text, style in self.left:
            piece = cut(text, room - used)
            segments.append(Segment(piece, self.tone(style)))
            used += cells(piece)
        segments.append(Segment(" " * max(0, width - right_width - used), self.rich_style))
        segments += (Segment(text, self.tone(style)) for text, style in self.right)
        return Strip(segments).crop(0, width)


class StatusLine(Toned):
    """The last message, in as many lines as it needs: what went wrong must be readable to its end. Where there is
    none, a hint."""

    DEFAULT_CSS = """
    StatusLine {
        height: 1; width: 1fr; background: $background; color: $text-muted;
    }
    """
    _MOST = 5

    def __init__(self) -> None:
        super().__init__()
        self._message = ""
        self._bad = False
        self._offers: Callable[[], object] | None = None
        self._hint = ""

    def on_resize(self) -> None:
        """Make room for the message at another width."""
        self.tell(self._message, bad=self._bad, offers=self._offers)

    def on_click(self) -> None:
        """Do what the message offers."""
        if self._offers is not None:
            self._offers()

    def tell(self, message: str, *, bad: bool = False, offers: Callable[[], object] | None = None) -> None:
        """Show a message, and what a click on it does; an empty one takes the last away."""
        self._message, self._bad, self._offers = message, bad, offers
        height = max(1, min(self._MOST, len(self._lines())))
        if self.styles.height is None or self.styles.height.value != height:
            self.styles.height = height
        self.refresh()

    @property
    def told(self) -> str:
        """The message that is shown, "" for none."""
        return self._message

    def hint(self, words: str) -> None:
        """Show a hint of one line wherever there is no message; "" takes it away."""
        if words != self._hint:
            self._hint = words
            self.refresh()

    @property
    def message(self) -> str:
        """What is shown."""
        return self._message

    def _lines(self) -> list[str]:
        return wrapped(shown(self._message), max(1, (self.size.width or 80) - 2), self._MOST)

    def render_line(self, y: int) -> Strip:
        """Draw a line of the message."""
        base, lines = self.rich_style, self._lines()
        if self._hint and not self._message and not y:
            words = cut(shown(self._hint), max(0, self.size.width - 2))
            return Strip([Segment(f" {words}", base)]).adjust_cell_length(self.size.width, base)
        if y >= len(lines):
            return Strip.blank(self.size.width, base)
        style = self.tone("warn") if self._bad else base
        return Strip([Segment(f" {lines[y]}", style)]).adjust_cell_length(self.size.width, base)


class KeyLine(Toned):
    """The keys that matter here, on one line or two. What does not fit is under "?", which is always shown."""

    DEFAULT_CSS = """
    KeyLine {
        height: 1; width: 1fr; background: $panel; color: $foreground;
    }
    """
    _MOST = 2
    _TALL_ENOUGH = 20
    """Lines of the screen from which on a second line of keys is worth its place."""

    def __init__(self) -> None:
        super().__init__()
        self._acts: tuple[Act, ...] = ()
        self._rows: list[list[Act]] = []

    def show(self, acts: tuple[Act, ...]) -> None:
        """Show acts; the last of them is always shown."""
        if acts != self._acts:
            self._acts = acts
            self._lay_out()

    def on_resize(self) -> None:
        """Lay the keys out for another width."""
        self._lay_out()

    def on_click(self, event: events.Click) -> None:
        """Press the key that was clicked, or that of the word."""
        if event.y < len(self._rows) and (key := key_at(self._rows[event.y], event.x)):
            self.app.simulate_key(key)

    def _lay_out(self) -> None:
        width = self.size.width or self.app.size.width
        most = self._MOST if self.app.size.height >= self._TALL_ENOUGH else 1
        self._rows = rows_of_keys(self._acts, width, most)
        height = max(1, len(self._rows))
        if self.styles.height is None or self.styles.height.value != height:
            self.styles.height = height
        self.refresh()

    def render_line(self, y: int) -> Strip:
        """Draw a line."""
        width, base = self.size.width, self.rich_style
        if y >= len(self._rows):
            return Strip.blank(width, base)
        key_style = self.tone("accent")
        segments: list[Segment] = []
        for act in self._rows[y]:
            segments += (Segment(f" {act.foot_shown}", key_style), Segment(f" {act.word} ", base))
        return Strip(segments).adjust_cell_length(width, base)


def rows_of_keys(acts: tuple[Act, ...], width: int, most: int) -> list[list[Act]]:
    """Return the acts in rows that fit; where they do not, the first of them and the last."""
    if not acts:
        return []
    rows: list[list[Act]] = [[]]
    *others, last = acts
    room = width
    for act in others:
        if _width(act) > room and len(rows) < most:
            rows.append([])
            room = width
        if _width(act) > room - (_width(last) if len(rows) == most else 0):
            break
        rows[-1].append(act)
        room -= _width(act)
    if _width(last) > room and len(rows) < most:
        rows.append([])
    rows[-1].append(last)
    return rows


def key_at(acts: Iterable[Act], x: int) -> str:
    """Return the key at a column of a row of acts, as Textual names it, or that of the word there; "" for none."""
    for act in acts:
        if x < _width(act):
            return act.key_before if x <= cells(act.shown_before) and act.key_before else act.first_key
        x -= _width(act)
    return ""


def _width(act: Act) -> int:
    return cells(act.foot_shown) + cells(act.word) + 3
