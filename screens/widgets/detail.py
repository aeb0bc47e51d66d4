"""A few lines about what is under the cursor, at a fixed place, so that moving on redraws nothing else."""

from collections.abc import Sequence

from rich.segment import Segment
from textual.strip import Strip

from screens.widgets.lines import Line
from screens.widgets.toned import Toned


class Detail(Toned):
    """Shows lines, as many as there is room for; the others are cut off."""

    DEFAULT_CSS = """
    Detail {
        width: 1fr; background: $panel; color: $foreground;
    }
    """

    def __init__(self, *, id: str | None = None) -> None:
        super().__init__(id=id)
        self._lines: Sequence[Line] = ()

    def show(self, lines: Sequence[Line]) -> None:
        """Show other lines."""
        self._lines = lines
        self.refresh()

    def render_line(self, y: int) -> Strip:
        """Draw a line."""
        base, width = self.rich_style, self.size.width
        spans = self._lines[y] if y < len(self._lines) else ()
        segments = [Segment(" ", base)]
        for text, name in spans:
            segments.append(Segment(text, self.tone(name)))
        return Strip(segments).adjust_cell_length(width, base)
