"""Every text of the board's themes has a contrast of 7:1 at least against what it stands on (WCAG 2.2, 1.4.6), and
15:1 where high contrast was asked for."""

from itertools import product

import pytest
from textual.color import Color
from textual.theme import Theme

from codesign.settings import ThemeName
from screens.theme import DARK, THEMES, USUAL_STYLES

COLOURED = [name for name in ThemeName if name is not ThemeName.MONOCHROME]
LEAST = {name: 15.0 if name is ThemeName.HIGH_CONTRAST else 7.0 for name in ThemeName}


def grounds(theme: Theme) -> dict[str, str | None]:
    """What texts stand on, besides the cursors."""
    return {"background": theme.background, "panel": theme.panel, "boost": theme.boost}


def texts(theme: Theme) -> dict[str, str | None]:
    """The colours of texts."""
    return {
        "foreground": theme.foreground,
        "muted": theme.variables["text-muted"],
        "disabled": theme.variables["text-disabled"],
        "accent": theme.accent,
        "warning": theme.warning,
        "success": theme.success,
        "error": theme.error,
    }


def luminance(color: Color) -> float:
    def linear(part: int) -> float:
        value = part / 255
        return value / 12.92 if value <= 0.04045 else float(((value + 0.055) / 1.055) ** 2.4)

    return 0.2126 * linear(color.r) + 0.7152 * linear(color.g) + 0.0722 * linear(color.b)


def contrast(one: str | None, other: str | None) -> float:
    assert one
    assert other
    bright, dark = sorted((luminance(Color.parse(one)), luminance(Color.parse(other))), reverse=True)
    return (bright + 0.05) / (dark + 0.05)


@pytest.mark.parametrize(("name", "ground", "text"), [*product(ThemeName, grounds(DARK), texts(DARK))])
def test_texts_can_be_read_on_every_ground(name: ThemeName, ground: str, text: str) -> None:
    theme = THEMES[name]
    assert contrast(texts(theme)[text], grounds(theme)[ground]) >= LEAST[name]


@pytest.mark.parametrize(("name", "text"), [*product(ThemeName, texts(DARK))])
def test_texts_can_be_read_under_the_cursor(name: ThemeName, text: str) -> None:
    """What is reversed under it has the same contrast."""
    theme = THEMES[name]
    assert contrast(texts(theme)[text], theme.variables["cursor"]) >= LEAST[name]


@pytest.mark.parametrize("name", ThemeName)
def test_the_cursors_of_grids_and_lines_can_be_read(name: ThemeName) -> None:
    theme = THEMES[name]
    assert contrast(theme.background, theme.accent) >= LEAST[name]
    own = theme.variables
    assert contrast(own["input-cursor-foreground"], own["input-cursor-background"]) >= LEAST[name]


@pytest.mark.parametrize("name", COLOURED)
def test_selected_text_can_be_read(name: ThemeName) -> None:
    theme = THEMES[name]
    assert contrast(theme.foreground, theme.variables["input-selection-background"]) >= 7.0


@pytest.mark.parametrize("name", ThemeName)
def test_lines_and_bars_can_be_seen(name: ThemeName) -> None:
    """WCAG 1.4.11: 3:1 for what is no text. The bar of a list that scrolls says where one is."""
    theme = THEMES[name]
    assert contrast(theme.variables["border"], theme.background) >= 3.0
    assert contrast(theme.variables["scrollbar"], theme.background) >= 3.0


@pytest.mark.parametrize("name", ThemeName)
def test_themes_say_the_same_things(name: ThemeName) -> None:
    assert set(THEMES[name].variables) - set(USUAL_STYLES) == set(DARK.variables)
