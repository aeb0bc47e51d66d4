"""A few lines about what is under the cursor, at a fixed place, so that moving on redraws nothing else."""

from collections.abc import Sequence
from typing import ClassVar

from rich.segment import Segment
from textual.strip import Strip
from textual.widget import Widget

from screens.widgets.lines import Line


class Detail(Widget):
    """Shows lines, as many as there is room for; the others are cut off."""

    DEFAULT_CSS = """
    Detail {
        width: 1fr; background: $panel; color: $foreground;
        & > .detail--dim { color: $text-muted; }
        & > .detail--strong { text-style: bold; }
        & > .detail--warn { color: $warning; text-style: bold; }
    }
    """
    COMPONENT_CLASSES: ClassVar[set[str]] = {f"detail--{name}" for name in ("dim", "strong", "warn")}

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
            style = self.get_component_rich_style(f"detail--{name}", partial=True) if name else None
            segments.append(Segment(text, base + style if style else base))
        return Strip(segments).adjust_cell_length(width, base)
