"""What a person can set for themselves: how the board looks, and which keys do what.

Nothing here knows the screens or reads a file: which acts there are is told to the parser by whoever starts it.
"""

from collections.abc import Mapping
from enum import Enum

import msgspec


class ThemeName(Enum):
    """The colours of the board."""

    DARK = "dark"
    LIGHT = "light"
    HIGH_CONTRAST = "high-contrast"
    MONOCHROME = "monochrome"


class Density(Enum):
    """How much room a card takes."""

    COMFORTABLE = "comfortable"
    COMPACT = "compact"


class Glyphs(Enum):
    """What lines, dots and arrows are drawn with; AUTO asks the locale."""

    AUTO = "auto"
    UNICODE = "unicode"
    ASCII = "ascii"


class Drawing(Enum):
    """What is sent to the terminal: only what changed, or all of what was drawn, for a terminal that shows changes
    wrongly."""

    CHANGES = "changes"
    WHOLE = "whole"


AUTO = "auto"

Keys = Mapping[str, Mapping[str, tuple[str, ...]]]
"""The keys that were changed: by screen and then by act, named as in `codesign.settings.keys`."""


class Settings(msgspec.Struct, frozen=True, kw_only=True):
    """What is set; each value stands for itself, so that a file needs to name only what it changes."""

    theme: ThemeName = ThemeName.DARK
    density: Density = Density.COMFORTABLE
    glyphs: Glyphs = Glyphs.AUTO
    drawing: Drawing = Drawing.CHANGES
    language: str = AUTO
    """The language of everything on screen, such as "fr"; AUTO asks the locale."""
    hints: bool = True
    """Whether screens that are new to somebody say what to do there."""
    bell: bool = False
    """Whether the terminal rings when a block of a meeting is nearly over."""
    keys: Keys = {}


EVERYWHERE = "everywhere"
"""The table of keys that hold on all screens; what one screen says for itself comes first."""
