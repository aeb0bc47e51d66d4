"""Reads a typed filter. There is no wrong one: what is not understood is text, and `Filter.unread` names it."""

import enum
import re
from collections.abc import Callable

import msgspec

from codesign.patterns import pattern
from codesign.records import as_number
from codesign.text import one_line, spoken
from codesign.views.filters.values import (
    KINDS,
    PHASES,
    STATUSES,
    THINGS,
    YES_NO,
    chosen,
    is_day_wish,
    read_count,
)


class Field(enum.StrEnum):
    """What a term asks about; the value is the word before the colon."""

    WORD = ""
    PHRASE = '"'
    OWNER = "@"
    TAG = "#"
    KIND = "kind"
    STATUS = "status"
    PHASE = "phase"
    DUE = "due"
    NO = "no"
    HAS = "has"
    STRATEGY = "strategy"
    PRIORITY = "priority"
    SECTOR = "sector"
    VOTES = "votes"
    NUMBER = "number"
    FOR = "for"
    TABLE = "table"
    ARCHIVED = "archived"


class Term(msgspec.Struct, frozen=True):
    """One thing that is asked for, or with `negated` not wanted."""

    field: Field
    value: str
    negated: bool = False

    @property
    def text(self) -> str:
        """The term as it is typed."""
        value = self.value
        if self.field is Field.PHRASE or _NEEDS_QUOTES.search(value):
            value = f'"{value}"'
        mark = {Field.WORD: "", Field.PHRASE: "", Field.OWNER: "@", Field.TAG: "#"}
        return f"{'-' * self.negated}{mark.get(self.field, f'{self.field.value}:')}{value}"


class Filter(msgspec.Struct, frozen=True):
    """What somebody looks for: all of its terms."""

    terms: tuple[Term, ...] = ()

    @property
    def text(self) -> str:
        """The filter as it is typed; read again it is the same filter."""
        return " ".join(term.text for term in self.terms)

    @property
    def unread(self) -> tuple[str, ...]:
        """Words that look like terms and are looked for as text."""
        return tuple(
            term.value for term in self.terms if term.field is Field.WORD and _LIKE_A_TERM.match(term.value)
        )

    @property
    def speaks_of_archived(self) -> bool:
        """Whether it says itself if what is archived is wanted."""
        return any(term.field is Field.ARCHIVED for term in self.terms)

    def __bool__(self) -> bool:
        """Tell whether it asks for anything."""
        return bool(self.terms)


ANYTHING = Filter()
"""The filter that asks for nothing, and so finds all that is not archived."""

_TERM = pattern(
    r"(?P<no>-?)(?P<key>@|#|[a-z]+:)?(?:[\"“”](?P<held>[^\"“”]*)[\"“”]?|(?P<loose>\S*))", re.IGNORECASE
)
_NEEDS_QUOTES = pattern(r"\s|^[\"“”]")
_LIKE_A_TERM = pattern(r"[a-z]+:(?!//)", re.IGNORECASE)
_UNFINISHED = frozenset({"", "<", ">", "<=", ">="})
_ALSO = {"owner": Field.OWNER, "tag": Field.TAG, "#": Field.TAG, "@": Field.OWNER}
_KEYS = {field.value: field for field in Field if field.value.isalpha()} | _ALSO


def _is_number(value: str) -> bool:
    return as_number(value) is not None or bool(re.fullmatch("[0-9]{1,9}", value))


_READABLE: dict[Field, Callable[[str], object]] = {
    Field.KIND: lambda value: chosen(KINDS, value),
    Field.STATUS: lambda value: chosen(STATUSES, value),
    Field.PHASE: lambda value: chosen(PHASES, value),
    Field.DUE: is_day_wish,
    Field.NO: lambda value: chosen(THINGS, value),
    Field.HAS: lambda value: chosen(THINGS, value),
    Field.STRATEGY: lambda value: re.fullmatch("[1-7]", value),
    Field.VOTES: read_count,
    Field.NUMBER: _is_number,
    Field.FOR: as_number,
    Field.TABLE: lambda value: re.fullmatch("[0-9]{1,3}", value),
    Field.ARCHIVED: lambda value: chosen(YES_NO, value),
}
"""Tells whether a value can be read, where not any will do."""


def read_filter(text: str) -> Filter:
    """Return what a typed filter asks for. A term that somebody is still typing ("due:", "@") asks for nothing."""
    terms = (_term(found) for found in _TERM.finditer(one_line(text)) if found.group())
    return Filter(tuple(term for term in terms if term is not None))


def _term(found: re.Match[str]) -> Term | None:
    key, held = (found["key"] or "").removesuffix(":").casefold(), found["held"]
    value = found["loose"] if held is None else held.strip()
    negated = bool(found["no"])
    if key:
        field = _KEYS.get(key)
        if field is not None and (value in _UNFINISHED or not _says(field, value)):
            return None
        if field is not None and _READABLE.get(field, spoken)(value):
            return Term(field, value, negated)
        value = f"{found['key']}{value}"
    field = Field.WORD if held is None else Field.PHRASE
    return Term(field, value, negated) if spoken(value) else None


def _says(field: Field, value: str) -> bool:
    return field in _READABLE or bool(spoken(value))
