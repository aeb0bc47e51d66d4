"""The bar that tells the step of the tour, at the foot of whatever screen is in front."""

from rich.segment import Segment
from textual.strip import Strip

from screens.widgets.lines import wrapped
from screens.widgets.toned import Toned


class TourBar(Toned):
    """A few words of how far it is, what to do, and the keys of the tour itself."""

    DEFAULT_CSS = """
    TourBar {
        dock: bottom; height: 3; width: 1fr; background: $boost; color: $foreground;
    }
    """

    def __init__(self, head: str, words: str, keys: str) -> None:
        super().__init__()
        self._told = head, words, keys

    def tell(self, head: str, words: str, keys: str) -> None:
        """Tell something else."""
        self._told = head, words, keys
        self.on_resize()

    def on_resize(self) -> None:
        """Take as many lines as it needs at this width."""
        height = len(self._lines())
        if self.styles.height is None or self.styles.height.value != height:
            self.styles.height = height
        self.refresh()

    def _lines(self) -> list[tuple[str, str]]:
        head, words, keys = self._told
        width = max(1, (self.size.width or self.app.size.width) - 2)
        told = [("head" if not n else "", line) for n, line in enumerate(wrapped(f"{head} {words}", width))]
        return [*told, *(("keys", line) for line in wrapped(keys, width))]

    def render_line(self, y: int) -> Strip:
        """Draw a line."""
        base, lines, width = self.rich_style, self._lines(), self.size.width
        if y >= len(lines):
            return Strip.blank(width, base)
        kind, line = lines[y]
        segments = [Segment(" ", base)]
        if kind == "head":
            head = self._told[0]
            accent = self.tone("accent")
            segments += [Segment(line[: len(head)], accent), Segment(line[len(head) :], base)]
        elif kind == "keys":
            segments.append(Segment(line, self.tone("dim")))
        else:
            segments.append(Segment(line, base))
        return Strip(segments).adjust_cell_length(width, base)
