"""Whether what a terminal is to show is what it shows, some lines further up or down."""

from collections import Counter
from collections.abc import Sequence
from operator import ne

import msgspec

Texts = Sequence[str]
"""The characters of a line, one for each cell."""

_FEW_LINES = 4
"""Lines that may differ without a look whether they have moved."""
_WORTH = 60
"""So many cells fewer must differ: about as many bytes as it takes to move the lines and to mend their looks."""


class Scrolled(msgspec.Struct, frozen=True):
    """Lines that have moved: from `top` on, up to the one before `bottom`, by so many lines up; below 0 down."""

    top: int
    bottom: int
    by: int


def scrolled(wanted: Sequence[Texts], shown: Sequence[Texts]) -> Scrolled | None:
    """Return which lines have moved and how far, where to move them is less than to write them anew."""
    different = [y for y in range(len(wanted)) if wanted[y] != shown[y]]
    if len(different) < _FEW_LINES:
        return None
    top, bottom = different[0], different[-1] + 1
    places: dict[str, list[int]] = {}
    for y in range(top, bottom):
        if text := "".join(shown[y]).strip():
            places.setdefault(text, []).append(y)
    found = Counter(place - y for y in different for place in places.get("".join(wanted[y]).strip(), ()))
    if not found:
        return None
    by = found.most_common(1)[0][0]
    blank = [" "] * len(wanted[0])
    after = [shown[y + by] if top <= y + by < bottom else blank for y in range(top, bottom)]
    less = _apart(wanted[top:bottom], shown[top:bottom]) - _apart(wanted[top:bottom], after)
    return Scrolled(top, bottom, by) if by and less > _WORTH else None


def _apart(some: Sequence[Texts], others: Sequence[Texts]) -> int:
    """Return how many cells differ."""
    return sum(sum(map(ne, one, other)) for one, other in zip(some, others, strict=True))
