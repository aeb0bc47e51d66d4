"""Names of people who are known here: of owners, and in any text that somebody wrote."""

import hashlib
from collections.abc import Iterable

import msgspec

from codesign.model import Audience, NameChoice, Partnership, Person
from codesign.patterns import pattern
from codesign.records import Records
from codesign.text import folded, spoken
from codesign.views.voices import sector_names
from codesign.words import say

_WORD = pattern(r"[^\W_]+")
_BETWEEN = pattern(r"[ ,.'’-]{1,3}")
_SENTENCE = pattern(r"(?:^|[.!?:;\n“\"(])\s*$")

_NO_NAMES = frozenset(
    "al bin da de del den der di dos dr du el la le les mr mrs ms prof sir st the van von".split()
)
"""Parts of names that name nobody alone."""

_COMMON = frozenset(
    (
        "angel art ash baker bell bill bird bishop black blue bond brook brown bush butler can chance chase"
        " church clay clerk close cook cooper crystal dale day dean drew duke earl east faith farmer field"
        " fisher forest fox frank gale gene glen grace grant gray green grey guy hall hand hardy hart hill"
        " holly home hope house hunter iris ivy jade jasmine jewel joy judge king knight lake lance lane law"
        " lee lily long love major mark mason mercy merit miles mill miller moon moor moss north olive park"
        " parish patience pearl penny pepper piper pool porter potter powers pride prince rain ray read reed"
        " rich river rivers rob robin rock rose ruby sage saint sandy shepherd singer sky smith south star"
        " stone storm summer teal tower trinity turner violet wade walker ward waters weaver well wells west"
        " white will wise wood woods young belle fleur garde pierre reine soleil vallee"
    ).split()
)
"""Names that are words as well: alone they name somebody only where they are written with a capital."""

_BEGINNINGS = frozenset(
    (
        "art bill black blue brown bush can chance church close cook east field forest grant gray green"
        " grey hall hand home hope house lake law long love mark mill north park parish pool rain read rich"
        " river rivers rock rose south star stone storm summer tower ward waters well wells west white will"
        " wise wood woods young"
    ).split()
)
"""Those that begin many a sentence, where a capital says nothing."""

_MONTHS = frozenset("april august avril december june mai march mars may".split())
"""These have a capital in any case, and alone never name anybody."""


class Mention(msgspec.Struct, frozen=True):
    """A text that names somebody, where it would leave, and what is done with it."""

    record: str
    """Id of the record in which it stands."""
    number: str
    text: str
    """As it was written."""
    names: tuple[str, ...]
    """As they stand in it."""
    key: str
    """Under which the decision about it is kept."""
    choice: NameChoice | None
    """What was decided; None for nothing yet."""
    replaced: str
    """Without the names."""

    @property
    def shown(self) -> str:
        """What leaves in its place. Until somebody decides, no name does."""
        match self.choice:
            case NameChoice.SHOW:
                return self.text
            case NameChoice.HOLD:
                return say("doc.text-held")
        return self.replaced


class _Span(msgspec.Struct, frozen=True):
    """Where a name stands in a text, and what may stand there instead; "" for nothing in particular."""

    start: int
    end: int
    instead: str


class Names:
    """The names of all people who are known here."""

    def __init__(self, records: Records) -> None:
        """Take them from the records, those of archived people too: they are no less known."""
        people = list(records.all(Person))
        roles = (word for each in people for word in _words(each.role))
        sectors = (word for name in sector_names(records.partnership).values() for word in _words(name))
        self._ordinary = frozenset(roles) | frozenset(sectors)
        partnership = records.partnership
        self._elsewhere = frozenset(_words(f"{partnership.name} {partnership.place.area}") if partnership else ())
        """What the partnership and its place are called, also names nobody alone."""
        self._people: dict[str, list[tuple[tuple[str, ...], str]]] = {}
        """By each word of a name: the name's words, and the role."""
        for each in people:
            words = tuple(_words(each.name))
            for word in set(words) - _NO_NAMES:
                self._people.setdefault(word, []).append((words, each.role))

    def in_text(self, text: str) -> tuple[str, ...]:
        """Return the names in a text, as they stand in it."""
        return tuple(text[each.start : each.end] for each in self._spans(text))

    def replaced(self, text: str) -> str:
        """Return a text with the role of each person in the place of their name."""
        parts, done = [], 0
        for each in self._spans(text):
            parts += [text[done : each.start], f"({each.instead or say('doc.a-name')})"]
            done = each.end
        return "".join([*parts, text[done:]]) if parts else text

    def _spans(self, text: str) -> list[_Span]:
        if not self._people or self._people.keys().isdisjoint(_words(text)):
            return []
        found = [(each.start(), each.end(), folded(each.group())) for each in _WORD.finditer(text)]
        words = tuple(word for _start, _end, word in found)
        spans: list[_Span] = []
        n = 0
        while n < len(found):
            start, _end, word = found[n]
            if word not in self._people:
                n += 1
                continue
            long, instead = self._at(words, n)
            if not long and self._names_alone(text, start, word):
                long, instead = 1, _only(role for _name, role in self._people[word])
            if long:
                _append(spans, text, _Span(start, found[n + long - 1][1], instead))
            n += long or 1
        return spans

    def _at(self, words: tuple[str, ...], n: int) -> tuple[int, str]:
        """Return how many words from a place on are a whole name, and whose role it is."""
        whole = [
            (len(name), role)
            for name, role in self._people.get(words[n], ())
            if len(name) > 1 and words[n : n + len(name)] == name
        ]
        most = max((long for long, _role in whole), default=0)
        return most, _only(role for long, role in whole if long == most)

    def _names_alone(self, text: str, start: int, word: str) -> bool:
        if word not in self._people or len(word) < 2 or word in _MONTHS | self._elsewhere:
            return False
        if word not in _COMMON | self._ordinary:
            return True
        begins = word in _BEGINNINGS | self._ordinary and _SENTENCE.search(text[:start]) is not None
        return text[start].isupper() and not begins


def _words(text: str) -> Iterable[str]:
    """Return the words of a text, folded."""
    if text.isascii():
        return _WORD.findall(folded(text))
    return map(folded, _WORD.findall(text))


def _only(roles: Iterable[str]) -> str:
    """Return the one role of all of them, "" where there are several or none."""
    found = set(roles)
    return found.pop() if len(found) == 1 else ""


def _append(spans: list[_Span], text: str, span: _Span) -> None:
    """Add a span, as one with that before it where only "," or a blank stands between two parts of one name."""
    if spans and spans[-1].instead == span.instead and _BETWEEN.fullmatch(text[spans[-1].end : span.start]):
        spans[-1] = _Span(spans[-1].start, span.end, span.instead)
    else:
        spans.append(span)


class Owners:
    """How owners are called without the names of people who are known here."""

    def __init__(self, records: Records) -> None:
        """Take the people from the records."""
        sectors = sector_names(records.partnership)
        self._people: dict[str, list[tuple[frozenset[str], str]]] = {}
        """By each word of a name: all of its words, and the role or the sector."""
        for each in records.all(Person):
            words = frozenset(spoken(each.name).split())
            for word in words:
                self._people.setdefault(word, []).append((words, each.role or sectors.get(each.sector, "")))

    def without_name(self, owner: str) -> str:
        """Return an owner without the name of anybody known here, whole or in part: their role, or else their
        sector, or else that it is somebody."""
        typed = frozenset(spoken(owner).split())
        if not typed:
            return owner
        known = [called for words, called in self._people.get(min(typed), ()) if typed <= words]
        return (_only(known) or say("doc.somebody")) if known else owner


def key_of(audience: Audience, text: str, names: Iterable[str]) -> str:
    """Return under what the decision about a text is kept: another text, or another name in it, is another."""
    told = "\n".join([text, *sorted(names)])
    return f"{audience.value}/{hashlib.sha256(told.encode()).hexdigest()[:24]}"


def choice_for(partnership: Partnership | None, key: str) -> NameChoice | None:
    """Return what was decided about a text; None for nothing yet."""
    return partnership.names.get(key) if partnership else None


def owner_for(records: Records, owner: str, audience: Audience) -> str:
    """Return how an owner is named to an audience: outside the room a known person appears as their role."""
    return owner if audience is Audience.ROOM else Owners(records).without_name(owner)
