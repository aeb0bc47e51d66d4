"""Cards from a table: CSV as spreadsheets, Trello, Jira and Planner export it.

Every cell that is not empty ends in the card: in the field that its head names, or as a line of its text. What
guards a cell against being taken for a formula is no part of it.
"""

import csv
import io
import re
from collections.abc import Iterable, Mapping, Sequence
from datetime import date, tzinfo
from typing import NamedTuple

import msgspec

from codesign.formulas import bare
from codesign.imports import own
from codesign.imports.days import possible_days
from codesign.imports.foreign import MOST_BYTES, Field, Foreign, ForeignCard, Format, NoTitle, Problem
from codesign.imports.vocabulary import FIELDS, KINDS, key
from codesign.model import ItemKind
from codesign.text import as_tag, clean, one_line, owner_named
from codesign.words import say

csv.field_size_limit(MOST_BYTES)  # a long description is no error

_DELIMITERS = (",", ";", "\t")
_SEP_LINE = re.compile(r'"?sep=(.)"?\r?\n', re.IGNORECASE)
_MANY = frozenset({Field.OWNERS, Field.TAGS, Field.TEXT})
"""Fields that several heads can feed; of the others the best head does, the rest are text."""
_MOST_VOTES = 6
"""Digits."""


class _Row(NamedTuple):
    line: int
    """The line of the file on which it begins, from 1 on; a quoted cell may go over several."""
    cells: list[str]


class _Head(NamedTuple):
    name: str
    field: Field | None


def read_csv(text: str, named: Mapping[str, Field], zone: tzinfo | None) -> Foreign:
    """Return the cards of a table. `named` gives the fields of heads by their keys, over those that are known.

    Raises:
        NoTitle: there is no head that could be the title.
    """
    sep = _SEP_LINE.match(text)
    delimiter = sep[1] if sep and sep[1] in {*_DELIMITERS, "|"} else _sniffed(text, named)
    rows, broken = _rows(text, delimiter)
    problems = tuple(Problem(say("imports.line", line=line), say("imports.quotes")) for line in broken)
    rows = [row for row in rows[bool(sep) :] if any(clean(cell) for cell in row.cells)]
    if not rows:
        return Foreign(Format.CSV, problems=problems)
    heads = _heads(rows[0].cells, named)
    if all(head.field is not Field.TITLE for head in heads):
        raise NoTitle(tuple(head.name for head in heads if head.name))
    reader = _Reader(heads, zone)
    cards = tuple(card for row in rows[1:] if (card := reader.card(row)) is not None)
    return Foreign(
        Format.CSV,
        cards,
        tuple(dict.fromkeys(card.column for card in cards if card.column)),
        tuple((head.name, head.field) for head in heads if head.name),
        (*problems, *reader.problems),
    )


# Rows


def _rows(text: str, delimiter: str) -> tuple[list[_Row], list[int]]:
    """Return the rows, and the lines whose quotation marks do not fit together.

    Such a line is read with its marks as text: one that is never closed would make one cell of the rest of the
    file, or of all up to the next mark.
    """
    lines = list(_lines(text))
    rows: list[_Row] = []
    broken: list[int] = []
    begin = 0
    while begin < len(lines):
        reader = csv.reader((lines[n] for n in range(begin, len(lines))), delimiter=delimiter, strict=True)
        first = begin
        try:
            for cells in reader:
                rows.append(_Row(first + 1, cells))
                first = begin + reader.line_num
            break
        except csv.Error:
            (cells,) = csv.reader([lines[first]], delimiter=delimiter, quoting=csv.QUOTE_NONE)
            rows.append(_Row(first + 1, cells))
            broken.append(first + 1)
            begin = first + 1
    return rows, broken


def _lines(text: str) -> Iterable[str]:
    return io.StringIO(text, newline="")


def _sniffed(text: str, named: Mapping[str, Field]) -> str:
    """Return the delimiter with which the first row has the most known heads, or else the most cells."""

    def worth(delimiter: str) -> tuple[int, int]:
        first = next((row for row in csv.reader(_lines(text), delimiter=delimiter) if any(row)), [])
        return sum(key(cell) in FIELDS or key(cell) in named for cell in first), len(first)

    return max(_DELIMITERS, key=worth)


# Heads


def _heads(cells: Sequence[str], named: Mapping[str, Field]) -> list[_Head]:
    """Return what each head of the table is to a card."""
    names = [one_line(cell) for cell in _trimmed(cells, 0)]
    ours = own.fields(names)
    wanted = [named.get(key(name)) or ours.get(key(name)) or FIELDS.get(key(name)) for name in names]
    order = list(FIELDS)

    def worth(place: int) -> tuple[bool, int]:
        name = key(names[place])
        return name not in named, order.index(name) if name in FIELDS else 0

    best = {
        each: min((n for n, found in enumerate(wanted) if found is each), key=worth)
        for each in set(wanted)
        if each is not None and each not in _MANY
    }
    return [
        _Head(name, found if found in _MANY or (found and best[found] == place) else None)
        for place, (name, found) in enumerate(zip(names, wanted, strict=True))
    ]


def _trimmed(cells: Sequence[str], least: int) -> Sequence[str]:
    """Return cells without the empty ones at the end, of which `least` stay in any case."""
    last = max((place for place, cell in enumerate(cells, 1) if clean(cell)), default=0)
    return cells[: max(last, least)]


def _nameless(place: int) -> _Head:
    return _Head(say("imports.column-n", place=place + 1), None)


# Cards


class _Draft(msgspec.Struct):
    """A card while its row is read."""

    titles: list[str] = msgspec.field(default_factory=list)
    texts: list[str] = msgspec.field(default_factory=list)
    """What its own text heads hold."""
    others: list[str] = msgspec.field(default_factory=list)
    """Everything that is no field of a card, each with its head."""
    owners: list[str] = msgspec.field(default_factory=list)
    tags: list[str] = msgspec.field(default_factory=list)
    column: str = ""
    due: date | None = None
    votes: int = 0
    kind: ItemKind | None = None
    parked: bool = False


class _Reader:
    """Makes cards of rows, and notes what was wrong with them."""

    def __init__(self, heads: list[_Head], zone: tzinfo | None) -> None:
        self._heads = heads
        self._zone = zone
        self.problems: list[Problem] = []

    def card(self, row: _Row) -> ForeignCard | None:
        """Return the card of a row; None where it has no title."""
        draft = _Draft()
        row = row._replace(cells=list(map(bare, row.cells)))
        self._count(row)
        for place, cell in enumerate(row.cells):
            if value := clean(cell):
                head = self._heads[place] if place < len(self._heads) else _Head("", None)
                self._take(draft, row, head if head.name else _nameless(place), value)
        if not draft.titles:
            cells = " | ".join(one_line(cell) for cell in row.cells if clean(cell))
            self._complain(row, say("imports.no-title", cells=cells))
            return None
        return ForeignCard(
            draft.titles[0],
            say("imports.line", line=row.line),
            draft.column,
            "\n\n".join(part for part in (*draft.texts, "\n".join(draft.others)) if part),
            draft.kind,
            tuple(dict.fromkeys(draft.owners)),
            tuple(dict.fromkeys(draft.tags)),
            draft.due,
            draft.votes,
            parked=draft.parked,
        )

    def _count(self, row: _Row) -> None:
        """Name a row that has not as many cells as there are heads; empty ones at its end are no matter."""
        found, wanted = len(_trimmed(row.cells, len(self._heads))), len(self._heads)
        if found != wanted:
            words = "imports.too-many-cells" if found > wanted else "imports.too-few-cells"
            self._complain(row, say(words, found=found, wanted=wanted))

    def _complain(self, row: _Row, words: str) -> None:
        self.problems.append(Problem(say("imports.line", line=row.line), words))

    def _take(self, draft: _Draft, row: _Row, head: _Head, value: str) -> None:
        """Take a cell in. What its field does not understand stays, as a line of the text."""
        match head.field:
            case Field.TITLE:
                draft.titles.append(one_line(value))
            case Field.TEXT:
                draft.texts.append(value)
            case Field.OWNERS:
                draft.owners += split_names(value)
            case Field.TAGS:
                draft.tags += split_tags(value)
            case Field.STATUS:
                draft.column = one_line(value)
            case Field.DUE if (day := self._day(row, value)) is not None:
                draft.due = day
            case Field.VOTES if (votes := self._votes(row, head, value)) is not None:
                draft.votes = votes
            case Field.KIND if (kind := self._kind(row, value)) is not None:
                draft.kind = kind
            case Field.PARKED if key(value) in own.yes():
                draft.parked = True
            case Field.NUMBER if own.NUMBER.fullmatch(value):
                pass
            case _:
                draft.others.append(f"{head.name}: {value}")

    def _day(self, row: _Row, value: str) -> date | None:
        days = possible_days(value, self._zone)
        if len(days) != 1:
            words = "imports.two-dates" if days else "imports.no-date"
            self._complain(row, say(words, text=one_line(value)))
            return None
        return days[0]

    def _kind(self, row: _Row, value: str) -> ItemKind | None:
        kind = KINDS.get(key(value)) or own.kinds().get(key(value))
        if kind is None:
            self._complain(row, say("imports.no-kind", text=one_line(value)))
        return kind

    def _votes(self, row: _Row, head: _Head, value: str) -> int | None:
        if (number := re.fullmatch(r"([0-9]+)(?:[.,]0+)?", value)) and len(number[1]) <= _MOST_VOTES:
            return int(number[1])
        self._complain(row, say("imports.no-number", name=head.name, text=one_line(value)))
        return None


def split_names(text: str) -> list[str]:
    """Return the owners that a text names, with commas, semicolons or line breaks between them."""
    return [owner_named(name, "") for part in re.split(r"[,;\n]", text) if (name := one_line(part))]


def split_tags(text: str) -> list[str]:
    """Return the tags that a text names; each is one word, as where they are typed."""
    between = r"[,;\s]" if "#" in text else r"[,;\n]"
    return [tag for part in re.split(between, text) if (tag := as_tag(part))]
