"""From a pasted text to the lines that it holds."""

from codesign.capture import has_words
from codesign.patterns import pattern
from codesign.text import clean

_BULLET = pattern("^[-•·◦▪‣–—]\\s+(?:\\[[ xX]?\\]\\s+)?")


def pasted_lines(text: str) -> list[str]:
    """Return the lines of a pasted text in their order, without blank ones, rules and bullets. Marks, numbers and
    the star, which is a mark, stay."""
    return [line for each in clean(text).split("\n") if has_words(line := _BULLET.sub("", each, count=1))]
