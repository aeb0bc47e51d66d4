"""What a terminal shows that has no room for any screen."""

from collections.abc import Iterator

from rich.control import Control
from rich.segment import Segment
from textual.geometry import Size

from codesign.words import say
from screens.widgets.lines import cells, wrapped

_LEAST = Size(30, 8)
"""The smallest terminal in which a meeting shows its clock, the line that is typed and a line captured before.
People who need large letters work with little more, so it is no larger than it must be."""

WITHOUT_LOOKING = frozenset({"ctrl+q", "ctrl+z", "ctrl+l"})
"""Keys that are safe to press without seeing what they do. Text goes into a line that had the keys before; all
other keys would do something to a card that nobody sees."""


def fits(size: Size) -> bool:
    """Tell whether a terminal has room for the screens."""
    return size.width >= _LEAST.width and size.height >= _LEAST.height


def message(size: Size) -> list[str]:
    """Return the lines that fill a terminal which is too small; where they do not fit, as many as do."""
    lines = wrapped(say("app.too-small"), max(1, size.width), max(1, size.height))[: size.height]
    lines += [""] * (size.height - len(lines))
    return [line + " " * max(0, size.width - cells(line)) for line in lines]


class TooSmall:
    """Draws the message over everything."""

    def __init__(self, size: Size) -> None:
        self._lines = message(size)

    def __rich_console__(self, _console: object, _options: object) -> Iterator[Segment]:
        """Yield each line at its place; no line ends are sent, as after the last one the terminal would scroll."""
        for y, line in enumerate(self._lines):
            yield Control.move_to(0, y).segment
            yield Segment(line)
