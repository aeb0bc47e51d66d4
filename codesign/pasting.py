"""From a pasted text to the lines that it holds."""

import re

from codesign.capture import has_words
from codesign.text import clean

_BULLET = re.compile("^[-•·◦▪‣–—]\\s+(?:\\[[ xX]?\\]\\s+)?")


def pasted_lines(text: str) -> list[str]:
    """Return the lines of a pasted text in their order, without blank ones, rules and bullets. Marks, numbers and
    the star, which is a mark, stay."""
    return [line for each in clean(text).split("\n") if has_words(line := _BULLET.sub("", each, count=1))]
