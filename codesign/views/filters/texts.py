"""What words are looked for in, folded once for each state of a record, and how well a word fits.

A number that is typed in full comes first, then words that begin with what was typed, then words that hold it,
then words with typing errors; among these number and title before the text, and the text before the rest.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass

from codesign.model import Item, Record
from codesign.text import spoken

_TEXTS = ("text", "purpose", "question", "picture")
_REST = (
    "because", "why", "place", "kind", "status", "state", "sector", "who", "role", "determinant", "priority",
    "meaningful_to", "source",
)  # fmt: skip
"""Fields in words beside number and headline; of some kinds of record only."""

_WORDS = re.compile(r"\w+")
_MOST = 60_000
"""Records of which the texts are kept. Beyond that all are folded anew, which is slower and nothing worse."""

_NUMBER, _BEGINS, _HOLDS, _NEARLY = 0, 3, 6, 9
_PARTS = 3


@dataclass(frozen=True, slots=True)
class Texts:
    """The folded words of a record. Each of `begins` and `holds` has number and title, the text, and the rest;
    `begins` has nothing but words, each after a space."""

    number: str
    begins: tuple[str, ...]
    holds: tuple[str, ...]
    everything: str
    words: frozenset[str]
    owners: str
    """Between line ends, so that a whole name can be told from the beginning of a word in it."""
    tags: str


def _folded(record: Record) -> Texts:
    owners: Iterable[str] = getattr(record, "owners", None) or (getattr(record, "who", ""),)
    owners = [*owners, getattr(record, "role", "")]
    tags: Iterable[str] = getattr(record, "tags", ())
    rest = [_value(record, name) for name in _REST] + [*owners, *tags]
    if isinstance(record, Item) and record.evidence is not None:
        rest.append(record.evidence.note)
    holds = (
        spoken(f"{record.number} {record.headline}"),
        spoken(" ".join(_value(record, name) for name in _TEXTS if _value(record, name) != record.headline)),
        spoken(" ".join(rest)),
    )
    words = [_WORDS.findall(part) for part in holds]
    begins = tuple(f" {' '.join(part)}" for part in words)
    return Texts(
        number=spoken(record.number),
        begins=begins,
        holds=holds,
        everything="\n".join((*begins, *holds)),
        words=frozenset(word for part in words for word in part),
        owners=_lines(owners),
        tags=_lines(tags),
    )


def _value(record: Record, name: str) -> str:
    value = getattr(record, name, "")
    return value if isinstance(value, str) else ""


def _lines(names: Iterable[str]) -> str:
    return "".join(f"\n {spoken(name)}\n" for name in sorted(names) if name)


class Library:
    """The texts of records that were looked at, and all words in them."""

    def __init__(self, most: int = _MOST) -> None:
        self._most = most
        self._texts: dict[str, tuple[Record, Texts]] = {}
        self._words: dict[str, None] = {}
        self._near: dict[str, tuple[int, frozenset[str]]] = {}

    def texts(self, record: Record) -> Texts:
        """Return the folded words of a record in its present state."""
        kept = self._texts.get(record.id)
        if kept is not None and kept[0] is record:
            return kept[1]
        if len(self._texts) >= self._most:
            self._texts.clear()
            self._words.clear()
        texts = _folded(record)
        self._texts[record.id] = (record, texts)
        self._words.update(dict.fromkeys(texts.words))
        return texts

    def near(self, word: str) -> frozenset[str]:
        """Return the words that somebody may have meant who typed this one, or the beginning of it, with an error:
        one letter wrong, missing, too many or two swapped in five letters, two in nine. Shorter words, and those
        with a space, have none."""
        errors = (len(word) >= 5) + (len(word) >= 9)
        if not errors or " " in word:
            return frozenset()
        size, found = self._near.get(word, (-1, frozenset()))
        if size != len(self._words):
            found = self._nearly(word, errors)
            if len(self._near) > 100:
                self._near.clear()
            self._near[word] = (len(self._words), found)
        return found

    def _nearly(self, word: str, errors: int) -> frozenset[str]:
        # imported with the first word that is long enough: most starts of the program look for nothing
        from rapidfuzz.distance import OSA
        from rapidfuzz.process import extract

        near: set[str] = set()
        least = len(word) - errors
        long_enough = [each for each in self._words if len(each) >= least]
        for length in range(least, len(word) + errors + 1):
            begun: dict[str, list[str]] = {}
            for each in long_enough:
                begun.setdefault(each[:length], []).append(each)
            for head, _errors, _place in extract(
                word, list(begun), scorer=OSA.distance, score_cutoff=errors, limit=None
            ):
                near.update(begun[head])
        return frozenset(near)


def fit(word: str, near: frozenset[str], texts: Texts) -> int | None:
    """Return how well a spoken word fits, 0 best; None where it does not."""
    if word not in texts.everything and near.isdisjoint(texts.words):
        return None
    if word == texts.number:
        return _NUMBER
    start = f" {word}"
    for part in range(_PARTS):
        if start in texts.begins[part]:
            return _BEGINS + part
    for part in range(_PARTS):
        if word in texts.holds[part] or word in texts.begins[part]:
            return _HOLDS + part
    return next(_NEARLY + part for part in range(_PARTS) if not near.isdisjoint(texts.begins[part].split()))
