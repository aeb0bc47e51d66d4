"""What words are looked for in, folded once for each state of a record, and how well a word fits.

A number that is typed in full comes first, then words that begin with what was typed, then words that hold it,
then words with typing errors; among these number and title before the text, and the text before the rest.
"""

import functools
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator

import msgspec

from codesign.model import Item, Record
from codesign.patterns import pattern
from codesign.text import folded, spoken

_TEXTS = frozenset({"text", "purpose", "question", "picture"})
_REST = frozenset({
    "because", "why", "place", "kind", "status", "state", "sector", "determinant", "priority", "meaningful_to",
    "source",
})  # fmt: skip
"""Fields in words beside number and headline; of some kinds of record only."""

_WORDS = pattern(r"\w+")
_SIGN = pattern(r"([^\w\s])(?=\w)")
_MOST = 60_000
"""Records of which the texts are kept. Beyond that all are folded anew, which is slower and nothing worse."""

_NUMBER, _BEGINS, _HOLDS, _NEARLY = 0, 3, 6, 9
"""How well a word fits, and worse by one in the text, by two in the rest."""


class Texts(msgspec.Struct, frozen=True, gc=False):
    """The folded words of a record."""

    number: str
    everything: str
    """Number and title, then the text, then the rest. Each word that begins has a space before it."""
    text_begins: int
    rest_begins: int
    """At which letters the second and the third part begin."""
    owners: str
    """Each on a line, so that a whole name can be told from the beginning of a word in it."""
    tags: str


def searched(text: str) -> str:
    """Return words as they are looked for: spoken, and with a space between a sign and a word behind it, so that
    the word after an opening bracket begins there."""
    return _SIGN.sub(r"\1 ", spoken(text))


def _folded(record: Record) -> Texts:
    owners: Iterable[str] = getattr(record, "owners", None) or (getattr(record, "who", ""),)
    owners = [*owners, getattr(record, "role", "")]
    tags: Iterable[str] = getattr(record, "tags", ())
    rest = [*_values(record, _REST), *owners, *tags]
    if isinstance(record, Item) and record.evidence is not None:
        rest.append(record.evidence.note)
    headline = record.headline
    texts = [value for value in _values(record, _TEXTS) if value != headline]
    parts = [f" {searched(part)}\n" for part in (f"{record.number} {headline}", " ".join(texts), " ".join(rest))]
    return Texts(
        number=folded(record.number),
        everything="".join(parts),
        text_begins=len(parts[0]),
        rest_begins=len(parts[0]) + len(parts[1]),
        owners=_lines(owners),
        tags=_lines(tags),
    )


def _values(record: Record, names: frozenset[str]) -> list[str]:
    values = [getattr(record, name) for name in _fields_among(type(record), names)]
    return [value for value in values if value and isinstance(value, str)]


@functools.cache
def _fields_among(kind: type[Record], names: frozenset[str]) -> tuple[str, ...]:
    return tuple(field.name for field in msgspec.structs.fields(kind) if field.name in names)


def _lines(names: Iterable[str]) -> str:
    return "".join([f"\n {spoken(name)}\n" for name in sorted(names) if name])


class Library:
    """The texts of records that were looked at, and who bears each word in them."""

    def __init__(self, most: int = _MOST) -> None:
        self._most = most
        self._texts: dict[str, tuple[Record, Texts]] = {}
        self._unread: dict[str, Texts] = {}
        """Those of which nobody has asked for each word yet: the first letters of a word are found without."""
        self._bearers: defaultdict[str, set[str]] = defaultdict(set)
        """Ids of records by word."""
        self._edition = 0
        self._near: dict[str, tuple[int, frozenset[str]]] = {}

    def texts(self, record: Record) -> Texts:
        """Return the folded words of a record in its present state."""
        kept = self._texts.get(record.id)
        if kept is not None and kept[0] is record:
            return kept[1]
        if len(self._texts) >= self._most:
            self._texts.clear()
            self._unread.clear()
            self._bearers.clear()
        elif kept is not None and self._unread.pop(record.id, None) is None:
            for word in set(_WORDS.findall(kept[1].everything)):
                self._bearers[word].discard(record.id)
        texts = _folded(record)
        self._texts[record.id] = (record, texts)
        self._unread[record.id] = texts
        return texts

    def read(self) -> Iterator[None]:
        """Go through all texts that were looked at for who bears each word, in small steps."""
        while self._unread:
            record, texts = self._unread.popitem()
            for word in set(_WORDS.findall(texts.everything)):
                self._bearers[word].add(record)
            self._edition += 1
            yield

    def bearers(self, word: str, near: frozenset[str]) -> frozenset[str] | None:
        """Return the ids of all records that were looked at in which a word fits, so that not every text has to be
        looked into; None where that would not be quicker, or they were not read."""
        if self._unread or len(word) < 3 or not word.isalnum():
            return None
        bearing = [ids for each, ids in self._bearers.items() if word in each]
        return frozenset().union(*bearing, *(self._bearers[each] for each in near))

    def near(self, word: str) -> frozenset[str]:
        """Return the words that somebody may have meant who typed this one, or the beginning of it, with an error:
        a letter wrong, missing, too many or two swapped; two errors from nine letters on.

        Words of less than five letters have none, and the first letter is taken to be right: what is found
        otherwise is more often wrong than right.
        """
        errors = (len(word) >= 5) + (len(word) >= 9)
        if not errors or not word.isalnum():
            return frozenset()
        for _step in self.read():
            pass
        edition, found = self._near.get(word, (-1, frozenset()))
        if edition != self._edition:
            found = self._nearly(word, errors)
            if len(self._near) > 100:
                self._near.clear()
            self._near[word] = (self._edition, found)
        return found

    def _nearly(self, word: str, errors: int) -> frozenset[str]:
        # imported with the first word that is long enough: most starts of the program look for nothing
        from rapidfuzz.distance import OSA
        from rapidfuzz.process import extract

        first, least = word[0], len(word) - errors
        known = [each for each in self._bearers if each[0] == first and len(each) >= least]
        near: set[str] = set()
        for length in range(least, len(word) + errors + 1):
            begun = [each[:length] for each in known]
            close = extract(word, begun, scorer=OSA.distance, score_cutoff=errors, limit=None)
            near.update(known[place] for _head, _errors, place in close)
        return frozenset(near)


def fitting(word: str, near: frozenset[str]) -> Callable[[Texts], int | None]:
    """Return what tells how well a word fits, 0 best; None where it does not."""
    start = f" {word}"

    def fit(texts: Texts) -> int | None:
        if word == texts.number:
            return _NUMBER
        place = texts.everything.find(start)
        if place >= 0:
            return _BEGINS + _part(place, texts)
        place = texts.everything.find(word)
        if place >= 0:
            return _HOLDS + _part(place, texts)
        meant = near.intersection(_WORDS.findall(texts.everything)) if near else None
        if not meant:
            return None
        return _NEARLY + _part(min(texts.everything.find(f" {each}") for each in meant), texts)

    return fit


def _part(place: int, texts: Texts) -> int:
    """Return in which part a letter stands; what is found first stands in the part that counts most."""
    return (place >= texts.text_begins) + (place >= texts.rest_begins)
