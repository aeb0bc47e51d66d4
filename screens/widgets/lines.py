"""From people's words to lines of cells: what is safe to show, and how it is wrapped."""

import re
from collections.abc import Iterator

from rich.cells import cell_len, set_cell_size

from codesign.patterns import pattern
from codesign.text import one_line
from screens.glyphs import ELLIPSIS

Span = tuple[str, str]
"""A piece of a line and the name of its style; "" for the widget's own."""

Line = tuple[Span, ...]

# Terminals and Rich measure these differently, and one wrong column shears every line below it. They are
# folded in what is shown only; what is stored and exported keeps them.
_MEASURED_APART = re.compile("[\u00ad\u200e\u200f\u061c\u20e3\ufe0e\ufe0f\U0001f3fb-\U0001f3ff]")
_BREAKS = pattern("[^\\S\u00a0\u2007\u202f]+")
"""Spaces at which a line may end. French sets its marks behind one at which it may not."""
_JOINER = "\u200d"
_JOINED_EMOJI = f"(?<=[\u2000-\U0001ffff]){_JOINER}(?=[\u2000-\U0001ffff])"
"""Compiled when it is first needed: its ranges take long, and most texts have no joiner."""


def shown(text: str) -> str:
    """Return a text as it may be put on screen: one line, cleaned, every character as wide as it is counted."""
    if text.isascii() and text.isprintable():
        return text
    return measured(one_line(text))


def measured(text: str) -> str:
    """Return a text without what terminals and Rich measure differently."""
    if text.isascii():
        return text
    folded = _MEASURED_APART.sub("", text)
    return re.sub(_JOINED_EMOJI, "", folded) if _JOINER in folded else folded


def cells(text: str) -> int:
    """Return how many columns a text takes."""
    return len(text) if text.isascii() else cell_len(text)


def cut(text: str, width: int) -> str:
    """Return the text in at most so many columns, with an ellipsis where something was cut off."""
    if cells(text) <= width:
        return text
    return set_cell_size(text, width - 1).rstrip() + ELLIPSIS if width > 0 else ""


def wrapped(text: str, width: int, most: int = 0) -> list[str]:
    """Return the text in lines of at most so many columns, broken between words where that can be done.

    With `most` there are at most that many lines, and the last ends in an ellipsis where the text goes on.
    """
    if width < 1:
        return [""]
    if len(text) <= width and text.isascii():
        return [text]
    lines: list[str] = []
    for line in _broken(text, width):
        if most and len(lines) == most:
            lines[-1] = (
                cut(f"{lines[-1]} {ELLIPSIS}", width)
                if cells(lines[-1]) + 2 > width
                else f"{lines[-1]} {ELLIPSIS}"
            )
            break
        lines.append(line)
    return lines or [""]


def line_count(text: str, width: int, most: int) -> int:
    """Return how many lines `wrapped` makes of a text as it is `shown`, where there are at most `most`, from 1 on;
    mostly without making them."""
    if not (text.isascii() and text.isprintable()) or "  " in text or text.strip(" ") != text:
        return len(wrapped(shown(text), width, most))
    count, begin = 1, 0
    while len(text) - begin > width and count < most:
        end = text.rfind(" ", begin, begin + width + 1)
        if end < 0:  # a word longer than a line
            return len(wrapped(text, width, most))
        begin = end + 1
        count += 1
    return count


def _broken(text: str, width: int) -> Iterator[str]:
    line, used = "", 0
    for word in text.split() if text.isascii() else _words(text, width):
        length = cells(word)
        if used and used + 1 + length <= width:
            line, used = f"{line} {word}", used + 1 + length
            continue
        if used:
            yield line
        while length > width:
            head = _head(word, width)
            yield head
            word = word[len(head) :]  # noqa: PLW2901 - the rest of a word longer than the line
            length = cells(word)
        line, used = word, length
    if used:
        yield line


def _words(text: str, width: int) -> Iterator[str]:
    """Yield the pieces of a text between which a line may end; of one that no line holds, its words."""
    for piece in filter(None, _BREAKS.split(text)):
        yield from (piece,) if cells(piece) <= width else piece.split()


def _head(word: str, width: int) -> str:
    """Return as much of a word as fits, one character at least."""
    taken = 0
    for place, character in enumerate(word):
        taken += cells(character)
        if taken > width:
            return word[: max(place, 1)]
    return word


def paragraphs(text: str, width: int) -> list[str]:
    """Return a text of several lines wrapped, its empty lines kept."""
    return [line for each in text.split("\n") for line in (wrapped(shown(each), width) if each.strip() else [""])]
