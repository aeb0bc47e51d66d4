"""Writes the blocks of a document tree in the XML of a word processor's page: people's words as characters, never
as elements or fields."""

from collections.abc import Callable, Iterable
from xml.sax.saxutils import escape, quoteattr

from exports.escape import ADDRESS, flat, spread
from exports.html import target
from exports.marks import EMPTY, TICKED, as_table, boxes_line, labelled
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

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
R = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"

WIDTH = 9360
"""What is between the margins of a page, in twentieths of a point: 6.5 inches."""
_LETTER, _MARGIN = 150, 240
"""What a wide bold letter takes in a cell of a table, and what is left free beside it."""
_PAGE = (
    '<w:sectPr><w:footerReference w:type="default" r:id={footer}/><w:pgSz w:w="12240" w:h="15840"/>'
    '<w:pgMar w:top="1440" w:right="1440" w:bottom="1300" w:left="1440" w:header="720" w:footer="620"'
    ' w:gutter="0"/></w:sectPr>'
)

Link = Callable[[str], str]
"""From where a link leads to the id of its relationship, under which the page names it."""


def body(document: Document, footer: str, link: Link) -> str:
    """Return the whole page as XML; `footer` is the id of the relationship to what stands below each sheet."""
    page = _Page(link)
    page.paragraph("Title", page.words(flat(document.title)))
    for block in document.blocks:
        page.add(block)
    page.end_sheet()
    if document.reference:
        reference = page.words(f"{labelled(document.reference_label)} {document.reference}", links=False)
        page.paragraph("ExportReference", reference)
    section = _PAGE.format(footer=quoteattr(footer))
    return f'<w:body xmlns:w="{W}" xmlns:r="{R}">{"".join(page.parts)}{section}</w:body>'


class _Page:
    """Paragraphs and tables, one after the other."""

    def __init__(self, link: Link) -> None:
        self.parts: list[str] = []
        self._link = link
        self._new_sheet = False

    def paragraph(self, style: str, content: str, *, with_next: bool = False) -> None:
        """Append a paragraph, on another sheet of paper where that was asked for; `with_next` keeps it on the
        sheet of the one that follows."""
        rules = "<w:keepNext/>" if with_next else ""
        if self._new_sheet:
            rules += "<w:pageBreakBefore/>"
        self._new_sheet = False
        self.parts.append(_paragraph(style, content, rules))

    def end_sheet(self) -> None:
        """Break the page where no paragraph follows that could begin the next one."""
        if self._new_sheet:
            self.paragraph("AfterTable", "")

    def add(self, block: Block) -> None:
        """Append a block."""
        match block:
            case Heading(level, text):
                self.paragraph(f"Heading{level - 1}", self.words(flat(text)))
            case Paragraph(text):
                self._paragraphs("BodyText", text)
            case Table(head, rows):
                self.end_sheet()
                self.parts.append(self._table(head, rows))
                self.paragraph("AfterTable", "")
            case Quote(text, by):
                self._paragraphs("Quote", text)
                if flat(by):
                    self.paragraph("Quote", self.words(f"— {flat(by)}"))
            case PageBreak():
                self.end_sheet()
                self._new_sheet = True
            case Sheet():
                self.add(as_table(block))
            case Chart(title, description, _picture, table):
                self.paragraph("BodyText", f"{_bold(flat(title))}{self.words(':')}", with_next=True)
                if flat(description):
                    self.paragraph("BodyText", self.words(flat(description)), with_next=True)
                self.add(table)
            case _:
                self._list(block)

    def _list(self, block: Bullets | Facts | Numbered | Ticks | Blanks) -> None:
        match block:
            case Bullets(items):
                for text in items:
                    self.paragraph("ListBullet", self.words(flat(text)))
            case Facts(pairs):
                for name, value in pairs:
                    self.paragraph("ListBullet", _bold(labelled(name)) + self.words(f" {flat(value)}"))
            case Numbered(items):
                kind = "Tick" if any(each.done is not None for each in items) else "Numbered"
                for each in items:
                    self._item(each, kind)
            case Ticks(points):
                for point, done in points:
                    self.paragraph("TickItem", _box(done) + self.words(flat(point)))
            case Blanks(numbers, boxes):
                below = [self.words(boxes_line(each), links=False) for each in boxes]
                for number in numbers:
                    self.paragraph("WritingLine", f"{_bold(number)}{_run(' ')}<w:r><w:tab/></w:r>")
                    for text in below:
                        self.paragraph("WritingBoxes", text)

    def words(self, text: str, *, links: bool = True) -> str:
        """Return a text literally, with addresses as links to themselves."""
        if not links:
            return _run(text)
        parts: list[str] = []
        place = 0
        for address in ADDRESS.finditer(text):
            found = address.group()
            run = _run(found, '<w:rStyle w:val="Hyperlink"/>')
            parts += (
                _run(text[place : address.start()]),
                f"<w:hyperlink r:id={quoteattr(self._link(target(found)))}>{run}</w:hyperlink>",
            )
            place = address.end()
        return "".join((*parts, _run(text[place:])))

    def _paragraphs(self, style: str, text: str) -> None:
        for lines in spread(text):
            self.paragraph(style, "<w:r><w:br/></w:r>".join(map(self.words, lines)))

    def _item(self, item: NumberedItem, kind: str) -> None:
        box = "" if item.done is None else _box(item.done)
        text = f"{box}{_bold(item.number)}{self.words(f' {flat(item.text)}')}"
        self.paragraph(f"{kind}Item", text, with_next=bool(item.fields))
        for place, (name, value) in enumerate(item.fields, start=1):
            label = self.words(f"{labelled(name)} ", links=False)
            self.paragraph(f"{kind}Field", label + self.words(flat(value)), with_next=place < len(item.fields))

    def _table(self, head: tuple[str, ...], rows: tuple[tuple[str, ...], ...]) -> str:
        widths = _widths(head, rows)
        grid = "".join(f'<w:gridCol w:w="{each}"/>' for each in widths)
        return (
            '<w:tbl><w:tblPr><w:tblStyle w:val="TableGrid"/><w:tblW w:w="5000" w:type="pct"/>'
            '<w:tblLook w:firstRow="1" w:lastRow="0" w:firstColumn="0" w:lastColumn="0" w:noHBand="1"'
            f' w:noVBand="1"/></w:tblPr><w:tblGrid>{grid}</w:tblGrid>'
            f"{self._row(head, widths, 'TableHead')}"
            f"{''.join(self._row(row, widths, 'TableText') for row in rows)}</w:tbl>"
        )

    def _row(self, cells: Iterable[str], widths: Iterable[int], style: str) -> str:
        """Return a row of a table; that of the heads stands again on every sheet."""
        heads = style == "TableHead"
        shade = '<w:shd w:val="clear" w:color="auto" w:fill="E6EEF4"/>' if heads else ""
        found = "".join(
            f'<w:tc><w:tcPr><w:tcW w:w="{width}" w:type="dxa"/>{shade}</w:tcPr>'
            f"{_paragraph(style, self.words(flat(each)))}</w:tc>"
            for each, width in zip(cells, widths, strict=True)
        )
        return f"<w:tr><w:trPr><w:cantSplit/>{'<w:tblHeader/>' if heads else ''}</w:trPr>{found}</w:tr>"


def _paragraph(style: str, content: str, rules: str = "") -> str:
    return f'<w:p><w:pPr><w:pStyle w:val="{style}"/>{rules}</w:pPr>{content}</w:p>'


def _run(text: str, look: str = "") -> str:
    if not text:
        return ""
    look = f"<w:rPr>{look}</w:rPr>" if look else ""
    return f'<w:r>{look}<w:t xml:space="preserve">{escape(text)}</w:t></w:r>'


def _bold(text: str) -> str:
    return _run(text, "<w:b/>")


def _box(done: bool) -> str:
    return f"<w:r><w:t>{TICKED if done else EMPTY}</w:t><w:tab/></w:r>"


def _widths(head: tuple[str, ...], rows: tuple[tuple[str, ...], ...]) -> list[int]:
    """Return how wide each column is: its longest word first, what is left by its longest text."""
    columns = [[flat(each) for each in column] for column in zip(head, *rows, strict=True)]
    least = [_MARGIN + _LETTER * min(max(_longest_word(each) for each in column), 20) for column in columns]
    wanted = [1 + max(min(len(each), 40) for each in column) for column in columns]
    left = max(0, WIDTH - sum(least))
    widths = [word + left * text // sum(wanted) for word, text in zip(least, wanted, strict=True)]
    return [WIDTH * each // sum(widths) for each in widths]


def _longest_word(text: str) -> int:
    return max(map(len, text.split()), default=0)
