"""Finds words again that are to be purged, wherever they stand: in a file that somebody edited, half in a line
that was torn, quoted, escaped or wrapped."""

import re
import unicodedata
from collections.abc import Iterable
from functools import cached_property
from typing import Any

from codesign.words import say

_SAME = 4
"""So many words in a row that are the same are no chance; a text of fewer is looked for as a whole."""
_LONG = 20
"""Characters. So long a text is no chance either, in whatever script."""
_GAP = r"(?:\W|_|&#?\w{1,8};)+"
"""What may stand between two words: marks of Markdown, of HTML, the end of a line."""
_ESCAPED = re.compile(r"\\u([0-9a-fA-F]{4})")


class Wording:
    """Texts whose words are to be found."""

    def __init__(self, texts: Iterable[str]) -> None:
        lines = {line.strip() for text in texts for line in _composed(text).splitlines()}
        self._lines = sorted(filter(None, lines), key=len, reverse=True)

    def __bool__(self) -> bool:
        return bool(self._lines)

    @cached_property
    def _whole(self) -> re.Pattern[str] | None:
        """Matches each line that is long enough to be nobody else's."""
        patterns = (
            _GAP.join(map(re.escape, words)) or re.escape(line)
            for line in self._lines
            if len(words := _words(line)) >= _SAME or len(line) >= _LONG
        )
        found = "|".join(rf"(?<!\w){each}(?!\w)" for each in patterns)
        return re.compile(found, re.IGNORECASE) if found else None

    @cached_property
    def _short(self) -> frozenset[str]:
        return frozenset(line.casefold() for line in self._lines)

    @cached_property
    def _runs(self) -> frozenset[tuple[str, ...]]:
        return frozenset(run for line in self._lines for run in _runs(_words(line.casefold())))

    def taken_from(self, text: str) -> str:
        """Return a text with something else where it says one of these; the same text where it does not."""
        composed = _composed(text)
        if composed.strip().casefold() in self._short:
            return say("withdrawn.words")
        if self._whole is None or not self._whole.search(composed):
            return text
        return self._whole.sub(lambda _found: say("withdrawn.words"), composed)

    def is_in(self, text: str) -> bool:
        """Tell whether a text says one of these, whole."""
        return bool(self._whole and self._whole.search(_composed(text)))

    def taken_from_all(self, value: Any) -> Any:
        """Return a plain value with something else where a text in it says one of these."""
        if isinstance(value, str):
            return self.taken_from(value)
        if isinstance(value, dict):
            return {self.taken_from(key): self.taken_from_all(inside) for key, inside in value.items()}
        return [self.taken_from_all(inside) for inside in value] if isinstance(value, list) else value

    def partly_in(self, raw: bytes) -> bool:
        """Tell whether bytes hold a part of one of these: some words in a row, or a short text whole."""
        text = _ESCAPED.sub(lambda found: chr(int(found[1], 16)), raw.decode("utf-8", "replace"))
        composed = _composed(text).casefold()
        if any(composed.strip() == line for line in self._short):
            return True
        if self._whole is not None and self._whole.search(composed):
            return True
        return not self._runs.isdisjoint(_runs(_words(composed)))


def _composed(text: str) -> str:
    return unicodedata.normalize("NFC", text)


def _words(text: str) -> list[str]:
    return re.findall(r"[^\W_]+", text)


def _runs(words: list[str]) -> set[tuple[str, ...]]:
    return {tuple(words[n : n + _SAME]) for n in range(len(words) - _SAME + 1)}
