"""Reads a returned text: the Markdown file itself, or what was pasted from a mail, a browser or a word processor.

Pasting loses what it likes: bullets become other bullets or none, the second level stands at the first, stars and
boxes go, lines are broken. The number before an item and the names of its fields stay, and are what is relied on.
"""

import re
from collections.abc import Iterable

import msgspec
from markdown_it import MarkdownIt
from markdown_it.token import Token

from codesign.text import one_line
from exports.review.labels import as_label, label_keys, reference_labels, section_keys
from exports.review.returned import Remark, Returned, ReturnedItem
from exports.review.rows import Row, is_markdown, rows

REFERENCE = re.compile(r"\b\d{4}-\d{2}-\d{2}-[0-9a-f]{4}\b")
_parser = MarkdownIt("commonmark", {"html": False}).enable(["strikethrough"])
_LONGEST_LABEL = 40


def read_text(text: str) -> Returned:
    """Return what a text says. Whatever it is, nothing of it is refused: what cannot be told apart is loose."""
    reading = _Reading(markdown=is_markdown(text))
    for row in rows(text, markdown=reading.markdown):
        reading.take(row)
    return reading.returned(text)


class _Words(msgspec.Struct):
    """Words in the making, line by line."""

    lines: list[str]

    def told(self, *, markdown: bool) -> str:
        return plain("\n".join(self.lines)) if markdown else one_line(" ".join(self.lines))


class _Item(msgspec.Struct):
    number: str
    done: bool | None
    indent: int
    inner: int
    under: str
    words: _Words
    fields: list[tuple[str, _Words]] = msgspec.field(default_factory=list)
    comments: list[_Words] = msgspec.field(default_factory=list)


class _Reading:
    """What was found so far."""

    def __init__(self, *, markdown: bool) -> None:
        self.markdown = markdown
        self._items: list[_Item] = []
        self._loose: list[_Words] = []
        self._open: _Item | None = None
        """The item to which what follows may belong."""
        self._last: _Words | None = None
        """Where a line goes that is there only because the one above was full."""
        self._last_row = Row()
        self._bullet: Row | None = None
        """The last line, where it is a point that is loose: with a field below it, it is an item after all."""
        self._under = ""

    def take(self, row: Row) -> None:
        """Take in the next line."""
        if self._bullet is not None and row.indent > self._bullet.indent and _labelled(row):
            self._loose.pop()
            self._begin(self._bullet)
        self._bullet = None
        if self._goes_on(row) and self._last is not None:
            self._last.lines.append(row.text)
        elif row.number:
            self._begin(row)
        elif row.own:
            self._remark(row, always=True)
        elif (field := self._field(row)) is not None and self._open is not None:
            self._last = _Words([field[1]])
            self._open.fields.append((field[0], self._last))
        elif row.heading:
            self._head(row)
        elif self._is_new(row):
            self._begin(row)
        else:
            self._remark(row)
        self._last_row = row

    def _goes_on(self, row: Row) -> bool:
        if row.begins:
            return row.quoted and self._last_row.quoted and not row.after_blank
        if row.after_blank or self._last_row.heading or self._field(row) is not None:
            return False
        inside = self._open is not None and self._last_row.bullet and row.indent >= self._last_row.inner > 0
        return row.goes_on or inside or (row.own and self._last_row.own)

    def _begin(self, row: Row) -> None:
        self._last = _Words([row.text])
        self._open = _Item(row.number, row.done, row.indent, row.inner, self._under, self._last)
        self._items.append(self._open)

    def _field(self, row: Row) -> tuple[str, str] | None:
        """Return the name and value that a line below an item gives to one of its fields, if it does."""
        return _labelled(row) if self._open is not None else None

    def _is_new(self, row: Row) -> bool:
        """Tell whether a line without a number is an item: it stands where items stand, and as they do."""
        if row.done is not None:
            return True
        if not row.bullet:
            return False
        if self._open is not None:
            return row.indent <= self._open.indent + 1
        return as_label(self._under) in section_keys()

    def _head(self, row: Row) -> None:
        self._under, self._open = plain(row.text), None
        self._last = None
        self._loose.append(_Words([row.text]))

    def _remark(self, row: Row, *, always: bool = False) -> None:
        """Keep what is no item: below one it is about it, anywhere else it is loose."""
        words = _Words([row.text])
        below = self._open is not None and (
            always or not row.after_blank or row.quoted or row.indent > self._open.indent or self._last_row.own
        )
        if below and self._open is not None:
            self._open.comments.append(words)
        else:
            self._open = None
            if as_label(row.text) in section_keys():
                self._under = row.text
            self._loose += (_Words([each]) for each in _cells(row.text, markdown=self.markdown))
            words = self._loose[-1]
            self._bullet = row if row.bullet else None
        self._last = words

    def returned(self, text: str) -> Returned:
        """Return all that was found."""
        loose = [told for each in self._loose if (told := each.told(markdown=self.markdown))]
        references = REFERENCE.findall(text)
        return Returned(
            reference=references[-1] if references else "",
            items=tuple(self._item(each) for each in self._items),
            loose=tuple(each for each in loose if not _is_reference(each)),
        )

    def _item(self, item: _Item) -> ReturnedItem:
        told = [each.told(markdown=self.markdown) for each in item.comments]
        return ReturnedItem(
            number=item.number,
            text=item.words.told(markdown=self.markdown),
            fields=tuple((label, words.told(markdown=self.markdown)) for label, words in item.fields),
            done=item.done,
            comments=tuple(Remark("", each) for each in told if each and not _is_reference(each)),
            under=one_line(item.under),
        )


def _labelled(row: Row) -> tuple[str, str] | None:
    """Return the name of a field and the value behind it, None where a line is nothing of that kind."""
    if row.number or row.done is not None or row.heading or row.quoted or row.own:
        return None
    label, colon, value = row.text.partition(":")
    if not colon or len(label) > _LONGEST_LABEL or as_label(label) not in label_keys():
        return None
    return one_line(label.strip(" *_")), value.strip()


def _is_reference(text: str) -> bool:
    label, _colon, rest = text.partition(":")
    return as_label(label) in reference_labels() and REFERENCE.fullmatch(rest.strip()) is not None


def _cells(text: str, *, markdown: bool) -> Iterable[str]:
    """Return the cells of a row of a table, or the one text that it is. Without marks for them, wide gaps tell."""
    between = (r"(?<!\\)\|" if text.startswith("|") else "") if markdown else r"\t|\s{2,}"
    if not between:
        return [text]
    return [cell.strip() for cell in re.split(between, text) if cell.strip()] or [text]


def plain(text: str) -> str:
    """Return the words of a piece of Markdown, on one line."""
    if not any(mark in text for mark in "\\*_`<[&~!\n"):
        return one_line(text)
    parsed = _parser.parseInline(text)
    return one_line("".join(_told(token) for each in parsed for token in each.children or ()))


def _told(token: Token) -> str:
    if token.type in {"softbreak", "hardbreak"}:
        return " "
    return token.content
