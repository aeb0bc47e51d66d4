"""A page of finished lines that scrolls: documents, and large letters."""

from collections.abc import Callable, Sequence
from typing import ClassVar

from textual import events
from textual.binding import Binding, BindingType
from textual.geometry import Size
from textual.scroll_view import ScrollView
from textual.strip import Strip


class StripView(ScrollView, can_focus=True):
    """Shows the lines that `make` draws for a width in columns; drawn once for each width."""

    DEFAULT_CSS = """
    StripView {
        height: 1fr; width: 1fr; background: $background; color: $foreground;
        overflow-x: hidden; overflow-y: auto; scrollbar-size-vertical: 1; scrollbar-gutter: stable;
    }
    """
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("down,j", "scroll(1)", show=False),
        Binding("up,k", "scroll(-1)", show=False),
        Binding("pagedown,space", "page(1)", show=False),
        Binding("pageup", "page(-1)", show=False),
        Binding("home", "edge(-1)", show=False),
        Binding("end", "edge(1)", show=False),
    ]

    def __init__(self, make: Callable[[int], Sequence[Strip]], *, id: str | None = None) -> None:
        super().__init__(id=id)
        self._make = make
        self._strips: Sequence[Strip] = ()
        self._width = 0

    def draw(self) -> None:
        """Draw the lines anew."""
        self._width = self.scrollable_content_region.width
        if self._width > 0:
            self._strips = self._make(self._width)
            self.virtual_size = Size(self._width, len(self._strips))
            self.refresh()

    def on_resize(self, _event: events.Resize) -> None:
        """Draw for another width."""
        if self.scrollable_content_region.width != self._width:
            self.draw()

    def action_scroll(self, lines: int) -> None:
        """Scroll by lines."""
        self.scroll_to(y=self.scroll_offset.y + lines, animate=False)

    def action_page(self, pages: int) -> None:
        """Scroll by the height of the window, less one line that stays in sight."""
        self.action_scroll(pages * max(1, self.size.height - 1))

    def action_edge(self, which: int) -> None:
        """Scroll to the beginning (-1) or the end (1)."""
        self.scroll_to(y=0 if which < 0 else self.max_scroll_y, animate=False)

    def render_line(self, y: int) -> Strip:
        """Draw one line of the window."""
        base, width = self.rich_style, self.size.width
        line = y + round(self.scroll_offset.y)
        if line >= len(self._strips):
            return Strip.blank(width, base)
        return self._strips[line].apply_style(base).adjust_cell_length(width, base)
