"""What the board draws besides letters, and what stands for it where only ASCII can be shown.

Everywhere else the code draws with these names. What is drawn in ASCII takes as many columns as what it stands
for, so that nothing moves; the names of keys, which may be longer, come in both kinds.
"""

import unicodedata

from rich.cells import cell_len

from codesign.settings.keys import written

DOT = "·"
"""In place of a number, where there is none."""
BETWEEN = f" {DOT} "
"""Between two things on a line."""
ELLIPSIS = "…"
"""Where something was cut off."""
CURSOR = "▌"
"""Before the item that the keys move."""
DONE = "✓"
BAR = "█"
"""As many of them as there are votes, or as there is room for."""
RULE = "─"
"""Across a column, where something that is dragged would come to stand."""
FULL = "█"
"""A bar is made of these."""
RAMP = "▁▂▃▄▅▆▇█"
"""From the least to the most, for figures over time."""
EDGE = "▕"
"""Between two columns."""
FIRST, BRANCH, LAST, PAST = "┌─ ", "├─ ", "└─ ", "│  "
"""The lines of a tree: the first thing above its root, any other, the last below it, and a line that goes past."""
WITHIN = "‹"
"""Between a part of a meeting and what encloses it."""

_KEYS = {
    "enter": ("⏎", "Enter"),
    "up": ("↑", "Up"),
    "down": ("↓", "Down"),
    "left": ("←", "Left"),
    "right": ("→", "Right"),
    "escape": ("Esc", "Esc"),
    "pageup": ("PgUp", "PgUp"),
    "pagedown": ("PgDn", "PgDn"),
    "delete": ("Del", "Del"),
}

_ASCII: dict[int, str] = str.maketrans(
    {DOT: "-", ELLIPSIS: "~", CURSOR: ">", DONE: "x", WITHIN: "<", "•": "*", "—": "-", "–": "-"}
)
_ASCII |= dict(zip(map(ord, "⏎←→↑↓"), "^<>^v", strict=True))
# borders and the ends of scroll bars, which Textual draws, and the lines of tables in a document
_ASCII |= dict.fromkeys(map(ord, "─━═╌╍┄┅┈┉╴╶╸╺"), "-")
_ASCII |= dict.fromkeys(map(ord, "│┃║╎╏┆┇┊┋╵╷╹╻▏▎▍▕▐"), "|")
_ASCII |= dict.fromkeys(map(ord, "▁▂▃▄▅▆▇▔▀"), " ")
_ASCII |= {code: "+" for code in range(0x2500, 0x2580) if code not in _ASCII}
_ASCII |= {code: "#" for code in range(0x2580, 0x25A0) if code not in _ASCII}


def in_ascii(text: str) -> str:
    """Return a text with everything that the board draws in ASCII; letters stay as they are."""
    return text if text.isascii() else text.translate(_ASCII)


def ramp(*, ascii_only: bool = False) -> str:
    """Return the characters of a row of figures, the least first."""
    return "_.-~=+*#" if ascii_only else RAMP


def encodable(text: str, encoding: str) -> str:
    """Return a text that a terminal of that encoding can show, in as many columns: a letter without its accent
    where it knows that one, else "?"."""
    try:
        text.encode(encoding)
    except UnicodeEncodeError:
        return "".join(_encodable(character, encoding) for character in text)
    return text


def _encodable(character: str, encoding: str) -> str:
    try:
        character.encode(encoding)
    except UnicodeEncodeError:
        plain = unicodedata.normalize("NFKD", _TYPOGRAPHIC.get(character, character))[0]
        if not plain.isascii():
            plain = "?"
        return plain * cell_len(character)
    return character


_TYPOGRAPHIC = {"‘": "'", "’": "'", "“": '"', "”": '"', "„": '"', "«": '"', "»": '"', "‐": "-", "‑": "-", "ß": "s"}


def key_shown(name: str, *, ascii_only: bool = False) -> str:
    """Return a key, by its name in Textual, as people read it."""
    if name not in _KEYS and len(written(name)) == 1:
        return written(name)
    *modifiers, key = name.split("+")
    pretty, plain = _KEYS.get(key, (key.capitalize(),) * 2)
    return "+".join([*(each.capitalize() for each in modifiers), plain if ascii_only else pretty])
