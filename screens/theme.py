"""The board's own colours. Textual's themes fall short of the contrast that a projector in a bright hall and
older eyes need; here every text has at least 7:1 against what it stands on (tests/unit/test_theme.py)."""

from textual.theme import Theme

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
        "input-cursor-background": "#f2f4f5",
        "input-cursor-foreground": "#101418",
        "input-selection-background": "#35506b",
        "scrollbar": "#3d5166",
        "scrollbar-hover": "#56708a",
        "scrollbar-active": "#8cc8ff",
        "scrollbar-background": "#101418",
        "scrollbar-background-hover": "#101418",
        "scrollbar-background-active": "#101418",
        "border": "#8cc8ff",
        "border-blurred": "#56708a",
    },
)
