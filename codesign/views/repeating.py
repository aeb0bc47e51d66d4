"""Whether two texts say the same words in a row."""

import re

from codesign.text import folded

SAME = 4
"""So many words in a row that are the same are no chance: they are somebody's words."""


def spoken_words(*texts: str) -> list[str]:
    """Return the words of texts as they are compared."""
    return re.findall(r"\w+", folded(" ".join(texts)))


def repeats(said: list[str], heard: list[str]) -> bool:
    """Tell whether some words in a row stand in both; of fewer than four, all of them."""
    run = min(SAME, len(said), len(heard))
    return run > 0 and _share(said, heard, run)


def surely_repeats(said: list[str], heard: list[str]) -> bool:
    """Tell whether so many words in a row stand in both that it is no chance, or both say the same and no more."""
    return bool(said) and (said == heard or _share(said, heard, SAME))


def _share(said: list[str], heard: list[str], run: int) -> bool:
    def runs(words: list[str]) -> set[tuple[str, ...]]:
        return {tuple(words[n : n + run]) for n in range(len(words) - run + 1)}

    return not runs(said).isdisjoint(runs(heard))
