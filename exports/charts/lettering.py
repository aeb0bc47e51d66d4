"""How wide a text is drawn, as nearly as that can be told without a font, and how it is broken and cut.

Too wide is better than too narrow: a text that is cut stands whole in the table beside the picture.
"""

import functools
import unicodedata

from codesign.text import one_line

_ELLIPSIS = "…"
_NARROW = frozenset("iljtfrI.,:;'!|()[]/- ")
_BROAD = frozenset("mwMW@%—")


def width_of(text: str, size: float = 14) -> float:
    """Return about how wide a text is in letters of a size."""
    return sum(map(_width, text)) * size


@functools.lru_cache(maxsize=4096)
def _width(character: str) -> float:
    if character in _NARROW:
        return 0.4
    if character in _BROAD:
        return 0.95
    if unicodedata.combining(character) or unicodedata.category(character) in {"Mn", "Me", "Cf"}:
        return 0
    if unicodedata.east_asian_width(character) in "WF":
        return 1.1
    return 0.72 if character.isupper() else 0.63


def cut(text: str, width: float, size: float = 14) -> str:
    """Return as much of a text as fits, with an ellipsis where something was cut off."""
    room, used = width / size, 0.0
    fits = 0
    for n, character in enumerate(text):
        used += _width(character)
        if used > room:
            return f"{text[:fits].rstrip()}{_ELLIPSIS}"
        if used + _width(_ELLIPSIS) <= room:
            fits = n + 1
    return text


def broken(text: str, width: float, most: int, size: float = 14) -> list[str]:
    """Return a text in lines that fit, `most` at most; what does not is cut off at the end of the last."""
    lines: list[str] = []
    words = one_line(text).split()
    while words and len(lines) < most - 1:
        taken, used = 1, width_of(words[0], size)
        while taken < len(words) and (used := used + width_of(f" {words[taken]}", size)) <= width:
            taken += 1
        lines.append(cut(" ".join(words[:taken]), width, size))
        words = words[taken:]
    if words:
        lines.append(cut(" ".join(words), width, size))
    return lines
