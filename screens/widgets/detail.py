"""A few lines about what is under the cursor, at a fixed place, so that moving on redraws nothing else."""

from collections.abc import Sequence

from rich.segment import Segment
from textual.geometry import Size
from textual.strip import Strip

from screens.widgets.lines import Line, Span, wrapped
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


class Told(Toned):
    """Tells a few texts, each on lines of its own, broken for the room that there is; as high as they need."""

    DEFAULT_CSS = """
    Told {
        width: 1fr; height: auto; background: $panel; color: $foreground;
    }
    """

    def __init__(self, *, id: str | None = None) -> None:
        super().__init__(id=id)
        self._texts: Sequence[Span] = ()

    def show(self, *texts: Span) -> None:
        """Show other texts."""
        self._texts = texts
        self.refresh(layout=True)

    def get_content_height(self, _container: Size, _viewport: Size, width: int) -> int:
        """Return how many lines the texts need in so many columns."""
        return len(self._broken(width))

    def render_line(self, y: int) -> Strip:
        """Draw a line."""
        base, width = self.rich_style, self.size.width
        lines = self._broken(width)
        text, name = lines[y] if y < len(lines) else ("", "")
        return Strip([Segment(f" {text}", self.tone(name))]).adjust_cell_length(width, base)

    def _broken(self, width: int) -> list[Span]:
        """Return the lines, with a column free on either side."""
        return [(line, name) for text, name in self._texts for line in wrapped(text, max(1, width - 2))]
