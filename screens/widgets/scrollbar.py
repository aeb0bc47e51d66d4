"""A scrollbar that is drawn line by line, as what it stands beside."""

from typing import ClassVar

from rich.segment import Segment
from textual.geometry import Region
from textual.scrollbar import ScrollBar, ScrollBarRender
from textual.strip import Strip


class _WholeCells(ScrollBarRender):
    """A bar whose thumb begins and ends where a cell does. In eighths of cells, as Textual's, it would have two
    cells sent with each step of a cursor that scrolls a list."""

    VERTICAL_BARS: ClassVar[list[str]] = [" "]


class LineScrollBar(ScrollBar):
    """Textual's own, drawn without the steps that a widget with something inside takes."""

    def __init__(self, vertical: bool = True, name: str | None = None, *, thickness: int = 1) -> None:
        super().__init__(vertical, name, thickness=thickness)
        self._strips: dict[Segment, Strip] = {}
        """By what Textual makes of a line, of which there are few, the line as it is drawn."""

    def notify_style_update(self) -> None:
        """Forget what was drawn in other colours."""
        super().notify_style_update()
        self._strips.clear()

    def render_lines(self, crop: Region) -> list[Strip]:
        """Draw some of its lines."""
        bar = self.render()
        if not (self.vertical and isinstance(bar, ScrollBarRender)):
            return super().render_lines(crop)
        style = self.app.console.get_style(bar.style)
        assert style.color is not None
        assert style.bgcolor is not None
        lines = _WholeCells.render_bar(
            self.size.height,
            bar.virtual_size,
            bar.window_size,
            bar.position,
            bar.thickness,
            vertical=True,
            back_color=style.bgcolor,
            bar_color=style.color,
        ).segments
        return [self._strip(segment) for segment in lines[crop.y : crop.bottom]]

    def _strip(self, segment: Segment) -> Strip:
        strip = self._strips.get(segment)
        if strip is None:
            strip = Strip(Segment.apply_style([segment], self.rich_style), self.thickness)
            _base, background = self.background_colors
            for each in self.get_line_filters():
                strip = strip.apply_filter(each, background)
            self._strips[segment] = strip
        return strip
