"""How the board looks, and an application that can be made to look so."""

from collections.abc import Sequence
from typing import ClassVar

import msgspec
from textual.app import App
from textual.driver import Driver
from textual.filter import LineFilter
from textual.geometry import Offset

from codesign.settings import Density, Keys, ThemeName
from screens.elsewhere import Elsewhere
from screens.filters import Fitting, WithoutColours
from screens.styles import KeptStylesheet
from screens.theme import MONOCHROME, THEMES, USUAL_STYLES


class Look(msgspec.Struct, frozen=True):
    """What the settings and the terminal together ask for."""

    theme: ThemeName = ThemeName.DARK
    density: Density = Density.COMFORTABLE
    ascii_only: bool = False
    """Whether lines, dots and arrows are drawn in ASCII."""
    encoding: str = "utf-8"
    """What the terminal's texts are written in."""
    whole_frames: bool = False
    """Whether all of what was drawn is sent, and not only what changed."""
    keys: Keys = msgspec.field(default_factory=dict)
    """The keys that were changed, by screen and act."""
    file: str = ""
    """Where the settings stand, or would."""
    hints: bool = True
    """Whether screens that are new to somebody say what to do there."""
    bell: bool = False
    """Whether the terminal rings when a block of a meeting is nearly over."""
    problem: str = ""
    """What was wrong with them, the first of it."""


class LookingApp(App[None]):
    """An application with the board's themes, that draws what the terminal can show, and that never animates."""

    ENABLE_COMMAND_PALETTE: ClassVar[bool] = False

    def __init__(self, look: Look, driver_class: type[Driver]) -> None:
        self.look = look
        self._without_colours = WithoutColours()
        plain = look.encoding.lower().replace("-", "") == "utf8" and not look.ascii_only
        self._fitting = () if plain else (Fitting(look.encoding, ascii_only=look.ascii_only),)
        self._variables: dict[str, dict[str, str]] = {}
        """What each theme that was worn makes of its colours."""
        super().__init__(driver_class=driver_class)
        self.stylesheet = KeptStylesheet(variables=self.get_css_variables())
        self.animation_level = "none"
        for theme in THEMES.values():
            self.register_theme(theme)
        self.wear(look.theme)

    def wear(self, theme: ThemeName) -> None:
        """Show the board in other colours, until it is closed."""
        self.theme = THEMES[theme].name

    @property
    def cursor_position(self) -> Offset:
        """Where the terminal's cursor stands on the screen: at what the keys are for. Braille displays and
        magnifiers follow it, though nobody sees it. It is asked for whenever something is drawn."""
        focused = self.focused
        if focused is None:
            return Offset()
        place: Offset | None = getattr(focused, "cursor_screen_offset", None)
        return place if place is not None else focused.content_region.offset

    @cursor_position.setter
    def cursor_position(self, _place: Offset) -> None:
        """Let a widget say where it is; it is asked again."""

    @property
    def answers_a_key(self) -> bool:
        """Whether more may follow from a key at once, so that drawing now would be too early."""
        return False

    def elsewhere(self) -> Sequence[Elsewhere]:
        """Return where the palette leads besides what can be done on the screen in front."""
        return ()

    @property
    def worn(self) -> ThemeName:
        """The colours in which it is shown now."""
        return next(name for name, theme in THEMES.items() if theme.name == self.theme)

    def get_css_variables(self) -> dict[str, str]:
        """Return what stands for names in the styles. Textual asks for it four times before the first screen, and
        works a hundred colours out each time."""
        if self.theme not in self._variables:
            self._variables[self.theme] = super().get_css_variables()
        self.theme_variables = self._variables[self.theme]
        return self.theme_variables.copy()

    def get_theme_variable_defaults(self) -> dict[str, str]:
        """Return the attributes that a theme may set."""
        return USUAL_STYLES

    def get_line_filters(self) -> Sequence[LineFilter]:
        """Return what is done to every line before it is sent."""
        own = (self._without_colours,) if self.theme == MONOCHROME.name else ()
        return [*super().get_line_filters(), *own, *self._fitting]
