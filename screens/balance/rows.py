"""How the balance of voices looks: numbers, bars and words, so that nothing is said by colour alone."""

from fractions import Fraction

from codesign.views.balance import SectorVoice
from codesign.views.missing import MissingSector
from codesign.words import name_of, say
from screens.glyphs import FULL
from screens.widgets.lines import Line, cells, cut, shown, wrapped

_BAR = 7
"""Columns of the longest bar."""
_SHARE = 5
"""Columns of " 100%"."""
_COUNT = 5
"""Columns of a count and its heading."""
_HEARD = 15
"""Columns of what it comes to in words."""
_NUMBERS = 2 * (_COUNT + _BAR + _SHARE + 1)
_WIDE = 72
"""Columns from which on a sector takes one line."""


def draw_heads(width: int) -> list[Line]:
    """Return the line above the sectors; where a sector takes two there is none."""
    if width < _WIDE:
        return []
    bar = _BAR + _SHARE
    heads = (
        f"{say('balance.here'):>{_COUNT}} {cut(say('balance.of-people'), bar):<{bar}}"
        f"{say('balance.said'):>{_COUNT}} {cut(say('balance.of-voices'), bar):<{bar}}"
    )
    return [((f"{cut(say('balance.sector'), _names(width)):<{_names(width)}}{heads}", "dim"),)]


def _names(width: int) -> int:
    return width - _NUMBERS - _HEARD


def draw_voice(row: SectorVoice, width: int, most: Fraction) -> list[Line]:
    """Return a sector: how many are there and its share of all people, how many lines it said and its share of all
    lines, and what that comes to. `most` is the share that the longest bar stands for."""
    words = name_of(row.heard.value, "balance")
    people = f"{row.people:>{_COUNT}} {_bar(row.of_people, most)}"
    said = f"{row.lines:>{_COUNT}} {_bar(row.of_voices, most)}"
    strong = "" if row.is_fair else "warn"
    if width < _WIDE:
        name = cut(shown(row.name), width - _HEARD)
        gap = " " * (width - cells(name) - cells(words))
        return [((name, ""), (gap, ""), (words, strong)), ((cut(people + said, width), "dim"),)]
    name = cut(shown(row.name), _names(width) - 1)
    name += " " * (_names(width) - cells(name))
    return [((name, ""), (people, ""), (said, ""), (f"  {words}", strong))]


def _bar(share: Fraction, most: Fraction) -> str:
    """Return a bar and the share in per cent; a share above 0 is seen."""
    length = max(round(share / most * _BAR), 1) if share else 0
    return f"{FULL * length:<{_BAR}}{f'{round(share * 100)}%':>{_SHARE}}"


def draw_missing(row: MissingSector, width: int) -> list[Line]:
    """Return a sector that usually comes and is missing: how many came to the last meetings, and are here."""
    key = "balance.missing-some" if row.now else "balance.missing-all"
    counts = ", ".join(map(str, row.before))
    words = say(key, n=len(row.before), sector=shown(row.sector.name), now=row.now, counts=counts)
    first, *rest = wrapped(words, width)
    return [((first, ""),), *(((f"  {line}", ""),) for line in rest)]
