"""Tones: the few ways in which a piece of a line may look, by name, with the colours of the theme in force.

They are no component classes: Textual keeps a node for each of those in each widget, and styles all of them
whenever the widget is styled, and the first screen waited for that.
"""

from collections.abc import Mapping
from typing import ClassVar

import msgspec
from rich.style import Style
from textual.color import Color
from textual.geometry import Region
from textual.strip import Strip
from textual.widget import Widget


class Tone(msgspec.Struct, frozen=True):
    """How a piece of a line differs from what is around it: variables of the theme, "" for no difference."""

    colour: str = ""
    background: str = ""
    style: str = ""
    """Attributes such as "bold", or with a $ before it the variable that holds them."""


DIM = Tone("text-muted")
STRONG = Tone(style="bold")
ACCENT = Tone("accent", style="bold")
WARN = Tone("warning", style="bold")


class Toned(Widget):
    """A widget that draws pieces of lines in tones."""

    TONES: ClassVar[Mapping[str, Tone]] = {"dim": DIM, "strong": STRONG, "accent": ACCENT, "warn": WARN}

    def __init__(self, *, id: str | None = None, classes: str | None = None) -> None:
        super().__init__(id=id, classes=classes)
        self._tones: dict[tuple[str, ...], Style] = {}

    def notify_style_update(self) -> None:
        """Forget the tones of another theme."""
        super().notify_style_update()
        self._tones.clear()

    def render_lines(self, crop: Region) -> list[Strip]:
        """Draw lines. Textual works out for each what stands around it; around most of ours nothing does."""
        if any(self.styles.gutter):
            return super().render_lines(crop)
        base, (left, right) = self.tone(), crop.column_span
        strips = [self.render_line(y).crop_extend(left, right, base) for y in crop.line_range]
        _base, background = self.background_colors
        for each in self.get_line_filters():
            strips = [strip.apply_filter(each, background) for strip in strips]
        return strips

    def tone(self, *names: str) -> Style:
        """Return the widget's own style with tones on it, one over the other; "" is none."""
        style = self._tones.get(names)
        if style is None:
            style = self.rich_style
            for name in filter(None, names):
                style += self._style_of(self.TONES[name])
            self._tones[names] = style
        return style

    def _style_of(self, tone: Tone) -> Style:
        variables = self.app.theme_variables
        colour, background = (
            Color.parse(variables[name]).rich_color if name else None for name in (tone.colour, tone.background)
        )
        attributes = variables[tone.style[1:]] if tone.style.startswith("$") else tone.style
        return Style(color=colour, bgcolor=background) + Style.parse(attributes or "none")
