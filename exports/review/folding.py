"""The form in which words are compared that went through other programs: what those change by themselves is no
change. Capitals and punctuation are somebody's work, and stay."""

import re
from collections.abc import Iterable

from codesign.text import one_line

_SAME = str.maketrans(
    {
        **dict.fromkeys("‘’‚‛′ʼ", "'"),
        **dict.fromkeys("“”„‟″", '"'),
        **dict.fromkeys("‐‑‒–—―−", "-"),
        **dict.fromkeys("\u00a0\u202f\u2007\u2009\u200a\u3000", " "),
        **dict.fromkeys("\u00ad\u200e\u200f\ufe0f", ""),
        "…": "...",
        "→": "->",
        "½": "1/2",
        "¼": "1/4",
        "¾": "3/4",
        "©": "(c)",
        "®": "(r)",
        "™": "(tm)",
    }
)
_DASHES = re.compile("-{2,}")
_BEFORE_MARK = re.compile(r" +(?=[:;!?»])|(?<=«) +")
_SPACES = re.compile(r"\s+")


def fold(text: str) -> str:
    """Return a text without what a word processor puts in by itself, on one line, its letters composed: curly
    quotes, dashes, an ellipsis, spaces that do not break, drawn fractions."""
    if text.isascii() and text.isprintable() and "--" not in text and "  " not in text:
        return _BEFORE_MARK.sub("", text.strip())
    folded = _SPACES.sub(" ", one_line(text).translate(_SAME))
    return _BEFORE_MARK.sub("", _DASHES.sub("-", folded)).strip()


def same(one: str, other: str) -> bool:
    """Tell whether two texts are the same, whichever programs they went through."""
    return one == other or fold(one) == fold(other)


def among(text: str, texts: Iterable[str]) -> bool:
    """Tell whether a text is the same as one of others, capitals aside."""
    wanted = fold(text).casefold()
    return any(wanted == fold(each).casefold() for each in texts)
