"""Which letter means which sector, wherever one is chosen: one of its name's, the first of a word where that is
free."""

from collections.abc import Collection, Iterator, Sequence
from string import ascii_lowercase

from codesign.model import Sector
from codesign.text import folded

ACTS_THERE = frozenset({"u", "U", "W"})
"""The letters that mean something else where people are counted; no sector has them elsewhere either."""


def letters_of(sectors: Sequence[Sector], taken: Collection[str] = ACTS_THERE) -> dict[str, str]:
    """Return the small letter of each sector, by its key. A letter is free where neither it nor its capital is
    `taken`; where there are more sectors than letters, the last have none."""
    free = [letter for letter in ascii_lowercase if letter not in taken and letter.upper() not in taken]
    found: dict[str, str] = {}
    for sector in sectors:
        letter = next((each for each in _wished(sector.name) if each in free), "")
        if letter:
            free.remove(letter)
            found[sector.key] = letter
    return found


def _wished(name: str) -> Iterator[str]:
    words = folded(name).split()
    yield from (word[0] for word in words)
    yield from "".join(words)
    yield from ascii_lowercase
