"""Reads a written document back and compares every text in it with the tree that it was made from.

A document in which one text came back changed, in which HTML appeared or a block that nobody wrote, is not
written: escaping that failed would show a reviewer words that nobody said.
"""

import functools
from collections.abc import Iterator
from itertools import zip_longest
from urllib.parse import unquote

from markdown_it import MarkdownIt
from markdown_it.token import Token

from codesign.errors import CodesignError
from codesign.words import say
from exports.escape import flat, spread
from exports.tree import Block, Bullets, Document, Facts, Heading, Numbered, Paragraph, Quote, Table

Slot = tuple[str, str]
"""Where a text stands ("h2", "li", "li li", "td", "quote p") and the text; bold is between "\\x01" marks."""

_BOLD = "\x01"


class NotVerified(CodesignError):
    """The document did not read back as it was meant; it is not written."""


def verify(document: Document, text: str) -> None:
    """Check that the Markdown says what the document says, no more and no less.

    Raises:
        NotVerified: it does not; the message names the first place.
    """
    body = text
    if document.front:
        _opening, _front, body = text.split("---\n", 2)
    for meant, found in zip_longest(expected(document), read(body)):
        if meant is None or found is None or not _same(meant, found):
            place, words = meant or ("", "")
            got = found[1] if found else ""
            raise NotVerified(say("export.not-verified", place=place, meant=words[:60], found=got[:60]))


def _same(meant: Slot, found: Slot) -> bool:
    if meant == found:
        return True
    # a reader decodes the %41 of an address that it shows
    return meant[0] == found[0] and "://" in meant[1] and unquote(meant[1]) == unquote(found[1])


def expected(document: Document) -> Iterator[Slot]:
    """Yield the texts of a document tree, in order."""
    yield "h1", flat(document.title)
    for block in document.blocks:
        yield from slots(block)
    if document.reference:
        yield "p", f"{document.reference_label}: {document.reference}"


def slots(block: Block) -> Iterator[Slot]:
    """Yield the texts of a block, in order."""
    match block:
        case Heading(level, text):
            yield f"h{level}", flat(text)
        case Paragraph(text):
            yield from (("p", "\n".join(lines)) for lines in spread(text))
        case Bullets(items):
            yield from (("li", flat(item)) for item in items)
        case Facts(pairs):
            for name, value in pairs:
                yield "li", f"{_BOLD}{flat(name)}:{_BOLD} {flat(value)}".strip()
        case Numbered(items):
            for item in items:
                box = "" if item.done is None else "[x] " if item.done else "[ ] "
                yield "li", f"{box}{_BOLD}{item.number}{_BOLD} {flat(item.text)}".strip()
                yield from (("li li", f"{flat(name)}: {flat(value)}".strip()) for name, value in item.fields)
        case Table(head, rows):
            yield from (("th", flat(each)) for each in head)
            yield from (("td", flat(each)) for row in rows for each in row)
        case Quote(text, by):
            yield from (("quote p", "\n".join(lines)) for lines in spread(text))
            if flat(by):
                yield "quote p", f"— {flat(by)}"


@functools.cache
def _parser() -> MarkdownIt:
    return MarkdownIt("commonmark").enable(["table", "strikethrough"])


_CONTEXT = {
    "list_item_open": "li",
    "blockquote_open": "quote",
    "th_open": "th",
    "td_open": "td",
    "ordered_list_open": "ol",
}
_LEAVES = {"heading_open", "paragraph_open"}


def read(body: str) -> Iterator[Slot]:
    """Yield the texts that a reader finds in Markdown, in order."""
    context: list[str] = []
    leaf = ""
    for token in _parser().parse(body):
        if token.type in _CONTEXT:
            context.append(_CONTEXT[token.type])
        elif token.type.replace("_close", "_open") in _CONTEXT:
            context.pop()
        elif token.type in _LEAVES:
            leaf = token.tag
        elif token.type == "inline":
            # a paragraph inside a list item or cell is that item's text
            inside = [*context, leaf] if leaf and (not context or context[-1] == "quote") else context
            yield " ".join(inside), _text(token.children or [])
            leaf = ""
        elif token.content or token.type == "hr":
            yield token.type, token.content


def _text(tokens: list[Token]) -> str:
    parts: list[str] = []
    for token in tokens:
        match token.type:
            case "text" | "text_special":
                parts.append(token.content)
            case "hardbreak":
                parts.append("\n")
            case "strong_open" | "strong_close":
                parts.append(_BOLD)
            case "link_open" | "link_close" if token.info == "auto":
                pass
            case _:
                parts.append(f"<{token.type}>")
    return "\n".join(each.strip() for each in "".join(parts).split("\n"))
