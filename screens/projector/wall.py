"""The wall: shows one page as it is."""

from collections.abc import Mapping, Sequence
from typing import ClassVar

from rich.segment import Segment
from textual.strip import Strip

from screens.projector.paper import MARGIN
from screens.widgets.lines import Line
from screens.widgets.toned import Tone, Toned


class Wall(Toned):
    """Lines from the top; what is not on them is empty."""

    DEFAULT_CSS = """
    Wall { height: 1fr; width: 1fr; background: $background; color: $foreground; }
    """
    TONES: ClassVar[Mapping[str, Tone]] = {**Toned.TONES, "alarm": Tone("background", "warning", "bold")}

    _lines: Sequence[Line] = ()

    def show(self, lines: Sequence[Line]) -> None:
        """Show lines; the same ones are not drawn again."""
        if lines != self._lines:
            self._lines = lines
            self.refresh()

    def render_line(self, y: int) -> Strip:
        """Draw a line."""
        width, base = self.size.width, self.rich_style
        if y >= len(self._lines) or not self._lines[y]:
            return Strip.blank(width, base)
        segments = [Segment(text, self.tone(style)) for text, style in self._lines[y]]
        return Strip([Segment(" " * MARGIN, base), *segments]).adjust_cell_length(width, base)
