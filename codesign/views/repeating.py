"""Whether two texts say the same words in a row."""

from collections.abc import Iterable

from codesign.patterns import pattern
from codesign.text import folded

_WORD = pattern(r"\w+")

SAME = 4
"""So many words in a row that are the same are no chance where one text came from the other: they are somebody's
words."""

CUT = "…"
"""What stands for words that were purged, where a sentence of ours would be in one language only."""

_LONG = 20
"""Characters. So long a text is no chance either, in whatever script."""

SAME_ANYWHERE = 6
"""So many are none anywhere. Of a text that has only four or five, all of them."""


def in_words(*texts: str) -> list[str]:
    """Return the words of some texts, folded."""
    return _WORD.findall(folded(" ".join(texts)))


def repeats(said: list[str], heard: list[str]) -> bool:
    """Tell whether some words in a row stand in both; of fewer than four, all of them."""
    run = min(SAME, len(said), len(heard))
    return run > 0 and shares(said, heard, run)


def repeats_anywhere(said: list[str], heard: list[str]) -> bool:
    """Tell whether one says the other again though neither came from the other."""
    run = min(SAME_ANYWHERE, len(heard))
    return bool(said) and (said == heard or (run >= SAME and shares(said, heard, run)))


class Holding:
    """Tells of lines whether they say any of some texts of which nothing may be left: some words in a row, or a
    short text whole. There may be ten thousands of lines, and each is put into words once."""

    def __init__(self, texts: Iterable[str]) -> None:
        heard = [(text, in_words(text)) for text in texts]
        self._runs = {run for _text, words in heard if len(words) >= SAME for run in runs(words, SAME)}
        self._short = [(text, words) for text, words in heard if 0 < len(words) < SAME]

    def __call__(self, line: str) -> bool:
        """Tell it of one line."""
        said = in_words(line)
        return not self._runs.isdisjoint(runs(said, SAME)) or any(
            said == words or (len(text) >= _LONG and folded(text.strip()) in folded(line))
            for text, words in self._short
        )


def shares(said: list[str], heard: list[str], run: int) -> bool:
    """Tell whether so many words in a row stand in both."""
    return not runs(said, run).isdisjoint(runs(heard, run))


def runs(words: list[str], run: int) -> set[tuple[str, ...]]:
    """Return so many words in a row, from each place on."""
    return {tuple(words[n : n + run]) for n in range(len(words) - run + 1)}
