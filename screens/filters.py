"""What is done to every line before it reaches the terminal: Textual's widgets draw with colours and lines of
their own, so only here is it certain that none are sent that the terminal or the person does not want."""

import functools

from rich.segment import Segment
from rich.style import Style
from textual.color import Color
from textual.filter import LineFilter

from screens.glyphs import encodable, in_ascii


class WithoutColours(LineFilter):
    """Leaves the terminal's own two colours, and attributes. What stands on a light ground, as the cursor of a
    line that is typed, is reversed."""

    def apply(self, segments: list[Segment], background: Color) -> list[Segment]:
        """Return the segments without colours."""
        del background
        return [Segment(text, _uncoloured(style), control) for text, style, control in segments]


@functools.lru_cache(1024)
def _uncoloured(style: Style | None) -> Style | None:
    if style is None or (style.color is None and style.bgcolor is None):
        return style
    ground = style.bgcolor.get_truecolor() if style.bgcolor is not None else None
    light = ground is not None and sum(ground) > 3 * 127
    return style.without_color + Style(reverse=True) if light else style.without_color


class Fitting(LineFilter):
    """Draws in ASCII, and sends nothing that the terminal's encoding lacks."""

    def __init__(self, encoding: str, *, ascii_only: bool) -> None:
        super().__init__()
        self._encoding = encoding
        self._ascii_only = ascii_only

    def apply(self, segments: list[Segment], background: Color) -> list[Segment]:
        """Return the segments with texts that the terminal can show."""
        del background
        return [Segment(self._fit(text), style, control) for text, style, control in segments]

    def _fit(self, text: str) -> str:
        if text.isascii():
            return text
        return encodable(in_ascii(text) if self._ascii_only else text, self._encoding)
