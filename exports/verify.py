"""Reads a written document back and compares every text in it with the tree that it was made from.

A document in which one text came back changed, in which HTML appeared or a block that nobody wrote, is not
written: escaping that failed would show a reviewer words that nobody said.
"""

from collections.abc import Callable, Iterable, Iterator
from itertools import zip_longest
from urllib.parse import unquote

from codesign.errors import CodesignError
from codesign.words import say
from exports.ahead import read
from exports.charts.pictures import Network
from exports.escape import flat, spread
from exports.marks import BOXES, RULE, as_table, boxes_line, labelled
from exports.slot import BOLD, Slot
from exports.tree import (
    Blanks,
    Block,
    Bullets,
    Chart,
    Document,
    Facts,
    Heading,
    Numbered,
    NumberedItem,
    PageBreak,
    Paragraph,
    Quote,
    Sheet,
    Table,
    Ticks,
)


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
    compare(expected(document, _chart), read(body))


def compare(expected: Iterable[Slot], found: Iterable[Slot]) -> None:
    """Check that what was found is what was expected.

    Raises:
        NotVerified: it is not; the message names the first place.
    """
    for meant, got in zip_longest(expected, found):
        if meant is None or got is None or not _same(meant, got):
            place, words = meant or ("", "")
            read_words = got[1] if got else ""
            raise NotVerified(say("export.not-verified", place=place, meant=words[:60], found=read_words[:60]))


def _same(meant: Slot, found: Slot) -> bool:
    if meant == found:
        return True
    # a reader decodes the %41 of an address that it shows
    return meant[0] == found[0] and "://" in meant[1] and unquote(meant[1]) == unquote(found[1])


def expected(document: Document, chart: Callable[[Chart], Iterable[Slot]] | None = None) -> Iterator[Slot]:
    """Yield the texts of a document tree, in order. `chart` yields what a chart has besides words in this form."""
    yield "h1", flat(document.title)
    for block in document.blocks:
        yield from chart(block) if chart and isinstance(block, Chart) else slots(block)
    if document.reference:
        yield "p", f"{labelled(document.reference_label)} {document.reference}"


def _chart(chart: Chart) -> Iterator[Slot]:
    yield from slots(chart)
    if isinstance(chart.picture, Network):
        from exports.mermaid import mermaid

        yield "fence", f"{mermaid(chart.picture)}\n"


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
            yield from (("li", f"{BOLD}{labelled(name)}{BOLD} {flat(value)}".strip()) for name, value in pairs)
        case Numbered(items):
            yield from (slot for item in items for slot in _numbered(item))
        case Table(head, rows):
            yield from (("th", flat(each)) for each in head)
            yield from (("td", flat(each)) for row in rows for each in row)
        case Sheet():
            yield from slots(as_table(block))
        case Chart():
            yield from _chart_words(block)
        case Quote():
            yield from _quote(block)
        case Ticks(points):
            yield from (("li", f"{BOXES[done]}{flat(point)}".strip()) for point, done in points)
        case Blanks():
            yield from _blanks(block)
        case PageBreak():
            yield "hr", ""


def _numbered(item: NumberedItem) -> Iterator[Slot]:
    yield "li", f"{BOXES[item.done]}{BOLD}{item.number}{BOLD} {flat(item.text)}".strip()
    yield from (("li li", f"{labelled(name)} {flat(value)}".strip()) for name, value in item.fields)


def _chart_words(chart: Chart) -> Iterator[Slot]:
    yield "p", say("doc.label", name=f"{BOLD}{flat(chart.title)}{BOLD}")
    if flat(chart.description):
        yield "p", flat(chart.description)
    yield from slots(chart.table)


def _quote(quote: Quote) -> Iterator[Slot]:
    yield from (("quote p", "\n".join(lines)) for lines in spread(quote.text))
    if flat(quote.by):
        yield "quote p", f"— {flat(quote.by)}"


def _blanks(blanks: Blanks) -> Iterator[Slot]:
    for number in blanks.numbers:
        yield "li", f"{BOLD}{number}{BOLD} {RULE}"
        yield from (("li li", boxes_line(each)) for each in blanks.boxes)
