"""Every text of the board's theme has a contrast of 7:1 at least against what it stands on (WCAG 2.2, 1.4.6)."""

import pytest
from textual.color import Color

from screens.theme import DARK

GROUNDS = {"background": DARK.background, "panel": DARK.panel, "boost": DARK.boost}
TEXTS = {
    "foreground": DARK.foreground,
    "muted": DARK.variables["text-muted"],
    "accent": DARK.accent,
    "warning": DARK.warning,
    "success": DARK.success,
    "error": DARK.error,
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


@pytest.mark.parametrize("ground", GROUNDS)
@pytest.mark.parametrize("text", TEXTS)
def test_texts_can_be_read_on_every_ground(text: str, ground: str) -> None:
    assert contrast(TEXTS[text], GROUNDS[ground]) >= 7.0


def test_the_cursor_of_a_grid_can_be_read() -> None:
    assert contrast(DARK.background, DARK.accent) >= 7.0
    assert contrast(DARK.variables["input-cursor-foreground"], DARK.variables["input-cursor-background"]) >= 7.0
