"""Lines with a mark before them, as they are sent to the terminal, kept as they were drawn.

Of the lines in a window most were there before, if in another place, and a strip keeps what Textual made of it.
"""

from collections.abc import Callable

from rich.segment import Segment
from rich.style import Style
from textual.strip import Strip

from screens.widgets.lines import Line, cells

_MOST = 150


class MarkedLines:
    """Draws lines in tones."""

    def __init__(self, tone: Callable[..., Style]) -> None:
        """Draw in the looks that `tone` has for names of tones, one over the other."""
        self._tone = tone
        self._drawn: dict[tuple[Line, str, int, bool], Strip] = {}

    def forget(self) -> None:
        """Draw everything anew, in other colours."""
        self._drawn.clear()

    def strip(self, spans: Line, mark: str, width: int, *, pointed: bool = False) -> Strip:
        """Return a line of spans with a mark before it. Where the cursor points at it, the first span is in its
        style: if the whole block were, each step of the cursor would send two blocks anew."""
        drawn = spans, mark, width, pointed
        strip = self._drawn.get(drawn)
        if strip is None:
            if len(self._drawn) > _MOST:
                self._drawn.clear()
            strip = self._drawn[drawn] = self._draw(spans, mark, width, "cursor" if pointed else "")
        return strip

    def _draw(self, spans: Line, mark: str, width: int, first: str) -> Strip:
        segments = [Segment(mark, self._tone("mark"))]
        used = 1
        for n, (text, style) in enumerate(spans):
            segments.append(Segment(text, self._tone("" if n else first, style)))
            used += cells(text)
        if used < width:
            segments.append(Segment(" " * (width - used), self._tone()))
        return Strip(segments, max(used, width)).crop(0, width)
