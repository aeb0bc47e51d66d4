"""The board's own colours. Textual's themes fall short of the contrast that a projector in a bright hall and
older eyes need; here every text has at least 7:1 against what it stands on (tests/unit/test_theme.py)."""

from textual.theme import Theme

from codesign.settings import ThemeName

DARK = Theme(
    name="codesign-dark",
    dark=True,
    background="#101418",
    surface="#101418",
    panel="#1f2933",
    boost="#243447",
    foreground="#f2f4f5",
    primary="#8cc8ff",
    secondary="#b9c4cf",
    accent="#9ad1ff",
    warning="#ffd166",
    error="#ffb3ad",
    success="#8fe3b0",
    variables={
        "text-muted": "#b9c4cf",
        "text-disabled": "#b9c4cf",
        "cursor": "#243447",
        "input-cursor-background": "#f2f4f5",
        "input-cursor-foreground": "#101418",
        "input-selection-background": "#35506b",
        "scrollbar": "#5e7993",
        "scrollbar-hover": "#7a97b3",
        "scrollbar-active": "#8cc8ff",
        "scrollbar-background": "#101418",
        "scrollbar-background-hover": "#101418",
        "scrollbar-background-active": "#101418",
        "border": "#8cc8ff",
        "border-blurred": "#56708a",
    },
)

LIGHT = Theme(
    name="codesign-light",
    dark=False,
    background="#fbfbf9",
    surface="#fbfbf9",
    panel="#e9edf1",
    boost="#dfe8f1",
    foreground="#14181c",
    primary="#0b3f70",
    secondary="#39434d",
    accent="#0b3f70",
    warning="#6b2f00",
    error="#7d1414",
    success="#0c4a2a",
    variables={
        "text-muted": "#39434d",
        "text-disabled": "#39434d",
        "cursor": "#dfe8f1",
        "input-cursor-background": "#14181c",
        "input-cursor-foreground": "#fbfbf9",
        "input-selection-background": "#b5cde4",
        "scrollbar": "#7b8ea1",
        "scrollbar-hover": "#5d7185",
        "scrollbar-active": "#0b3f70",
        "scrollbar-background": "#fbfbf9",
        "scrollbar-background-hover": "#fbfbf9",
        "scrollbar-background-active": "#fbfbf9",
        "border": "#0b3f70",
        "border-blurred": "#5d7185",
    },
)

HIGH_CONTRAST = Theme(
    name="codesign-high-contrast",
    dark=True,
    background="#000000",
    surface="#000000",
    panel="#000000",
    boost="#000000",
    foreground="#ffffff",
    primary="#ffff00",
    secondary="#ffffff",
    accent="#ffff66",
    warning="#fff2a8",
    error="#fff0ee",
    success="#a8ffd0",
    variables={
        "text-muted": "#ffffff",
        "text-disabled": "#ffffff",
        "cursor": "#000000",
        "cursor-style": "reverse",
        "typing-style": "underline",
        "input-cursor-background": "#ffff00",
        "input-cursor-foreground": "#000000",
        "input-selection-background": "#0000a0",
        "scrollbar": "#ffffff",
        "scrollbar-hover": "#ffff00",
        "scrollbar-active": "#ffff00",
        "scrollbar-background": "#000000",
        "scrollbar-background-hover": "#000000",
        "scrollbar-background-active": "#000000",
        "border": "#ffff00",
        "border-blurred": "#ffffff",
    },
)

_BLACK, _WHITE = "#000000", "#ffffff"

MONOCHROME = Theme(
    name="codesign-monochrome",
    dark=True,
    background=_BLACK,
    surface=_BLACK,
    panel=_BLACK,
    boost=_BLACK,
    foreground=_WHITE,
    primary=_WHITE,
    secondary=_WHITE,
    accent=_WHITE,
    warning=_WHITE,
    error=_WHITE,
    success=_WHITE,
    variables={
        "text-muted": _WHITE,
        "text-disabled": _WHITE,
        "cursor": _BLACK,
        "cursor-style": "reverse",
        "typing-style": "underline",
        "heading-style": "underline",
        "input-cursor-background": _WHITE,
        "input-cursor-foreground": _BLACK,
        "input-selection-background": _WHITE,
        "scrollbar": _WHITE,
        "scrollbar-hover": _WHITE,
        "scrollbar-active": _WHITE,
        "scrollbar-background": _BLACK,
        "scrollbar-background-hover": _BLACK,
        "scrollbar-background-active": _BLACK,
        "border": _WHITE,
        "border-blurred": _WHITE,
    },
)
"""Two colours, which stand for the terminal's own (screens/filters.py): black for its ground, and white ground
for what it shows reversed."""

THEMES = {
    ThemeName.DARK: DARK,
    ThemeName.LIGHT: LIGHT,
    ThemeName.HIGH_CONTRAST: HIGH_CONTRAST,
    ThemeName.MONOCHROME: MONOCHROME,
}

USUAL_STYLES = {"cursor-style": "none", "typing-style": "none", "heading-style": "none"}
"""Attributes, for themes whose colours tell enough."""
