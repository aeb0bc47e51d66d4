"""Reads a written Word file back, and compares every text and every part of it with the tree it was made from.

What nobody meant is found as what it is: a field that would run, a link that leads elsewhere, a part that nobody
asked for. It is read without python-docx, which wrote it.
"""

import hashlib
from collections.abc import Iterator, Mapping
from xml.etree.ElementTree import Element

from exports.docx.about import LOOK, core_title, properties
from exports.docx.package import NotReadable, Package, Relationship, opened, parsed
from exports.docx.picture import drawing, part_name
from exports.html import target
from exports.marks import BOXES, EMPTY, RULE, TICKED
from exports.slot import BOLD, Slot
from exports.tree import Document
from exports.verify import NotVerified, compare, expected

_PAGE = "word/document.xml"
_PARTS = (
    "[Content_Types].xml",
    "_rels/.rels",
    "docProps/core.xml",
    "docProps/custom.xml",
    "word/_rels/document.xml.rels",
    _PAGE,
    "word/footer1.xml",
    "word/numbering.xml",
    "word/settings.xml",
    "word/styles.xml",
)
_KINDS = {"styles", "numbering", "settings", "footer", "hyperlink"}
_PLACES = {
    "Title": "h1",
    "Heading1": "h2",
    "Heading2": "h3",
    "Heading3": "h4",
    "BodyText": "p",
    "ExportReference": "p",
    "ListBullet": "li",
    "NumberedItem": "li",
    "TickItem": "li",
    "WritingLine": "li",
    "NumberedField": "li li",
    "TickField": "li li",
    "WritingBoxes": "li li",
    "Quote": "quote p",
    "TableHead": "th",
    "TableText": "td",
}
"""Where in a document a paragraph of each style stands."""
_BEFORE = {f"{EMPTY}\t": BOXES[False], f"{TICKED}\t": BOXES[True]}


def verify_docx(document: Document, data: bytes) -> None:
    """Check that the file says what the document says, no more and no less.

    Raises:
        NotVerified: it does not; the message names the first place.
    """
    try:
        compare(_expected(document), _found(opened(data)))
    except NotReadable as error:
        raise NotVerified(str(error)) from error


def _expected(document: Document) -> Iterator[Slot]:
    logo = document.logo
    yield from (("part", name) for name in sorted((*_PARTS, *([part_name(logo)] if logo else ()))))
    yield "title", core_title(document)
    yield "language", document.language
    yield from (("property", f"{name}={value}") for name, value in properties(document))
    yield "language of the styles", document.language
    yield "footer", _shape(parsed((LOOK / "footer.xml").read_bytes(), "footer"))
    if logo:
        name = part_name(logo)
        yield "picture", _picture(name, logo.data)
        yield "logo", _shape(parsed(drawing(logo, name).encode(), name))
    yield from expected(document)


def _found(package: Package) -> Iterator[Slot]:
    yield from (("part", name) for name in package.parts)
    core = _tree(package, "docProps/core.xml")
    for name in ("title", "language"):
        yield name, next((each.text or "" for each in core if each.tag.endswith(f"}}{name}")), "")
    for each in _tree(package, "docProps/custom.xml"):
        yield "property", f"{each.get('name')}={''.join(each.itertext())}"
    for each in _tree(package, "word/styles.xml").iter("w.lang"):
        yield "language of the styles", each.get("w.val", "")
    yield "footer", _shape(_tree(package, "word/footer1.xml"))
    refers = package.refers(_PAGE)
    for link in refers.values():
        if link.kind == "image" and not link.external:
            yield "picture", _picture(link.target, package.read(link.target) or b"")
        elif link.kind not in _KINDS or link.external != (link.kind == "hyperlink"):
            yield "relationship", f"{link.kind} {link.target}"
    yield from _Reader(refers).page(_tree(package, _PAGE))


def _tree(package: Package, name: str) -> Element:
    tree = package.tree(name)
    if tree is None:
        raise NotReadable(name)
    return tree


def _picture(name: str, data: bytes) -> str:
    return f"{name} {hashlib.sha256(data).hexdigest()}"


def _shape(tree: Element) -> str:
    """Return elements, attributes and texts of a tree, without the spaces of its lay-out."""
    return " ".join(f"{each.tag}{sorted(each.items())}{(each.text or '').strip()}" for each in tree.iter())


class _Reader:
    """Reads a page of which everything is known that may stand in it."""

    def __init__(self, refers: Mapping[str, Relationship]) -> None:
        self._refers = refers
        self._strange: list[Slot] = []

    def page(self, tree: Element) -> Iterator[Slot]:
        """Yield what stands where, in order; what has no place in a document as what it is."""
        for body in tree:
            for block in body:
                if block.tag == "w.tbl":
                    yield from self._table(block)
                elif block.tag == "w.p":
                    yield from self._paragraph(block)
                elif block.tag != "w.sectPr":
                    yield block.tag, ""
                yield from self._strange
                self._strange.clear()

    def _table(self, table: Element) -> Iterator[Slot]:
        for number, row in enumerate(table.iter("w.tr")):
            heads = row.find("w.trPr/w.tblHeader") is not None
            if heads != (number == 0):
                yield "row of heads", str(number)
            for cell in row.iter("w.tc"):
                if len(cell.findall("w.p")) != 1 or len(cell) != 2:
                    yield "w.tc", ""
                yield from self._paragraph(cell[-1])

    def _paragraph(self, paragraph: Element) -> Iterator[Slot]:
        style = ""
        parts: list[str] = []
        for each in paragraph:
            if each.tag == "w.pPr":
                style = next((name.get("w.val", "") for name in each.iter("w.pStyle")), "")
                if each.find("w.pageBreakBefore") is not None:
                    yield "hr", ""
            elif [piece.tag for piece in each] == ["w.drawing"]:
                style = "logo"
                parts.append(self._drawing(each[0]))
            else:
                parts.append(self._run(each, style))
        text = "".join(parts)
        if style == "AfterTable" and not text:
            return
        if style == "TickItem":
            text = _BEFORE.get(text[:2], text[:2]) + text[2:]
        yield _PLACES.get(style, style), "\n".join(each.strip() for each in text.split("\n"))

    def _drawing(self, drawing: Element) -> str:
        """Return a picture, with the name of its part in the place of the relationship's."""
        for each in drawing.iter():
            if (link := self._refers.get(each.get("r.embed", ""))) is not None:
                each.set("r.embed", link.target)
        return _shape(drawing)

    def _run(self, run: Element, style: str) -> str:
        if run.tag == "w.hyperlink":
            text = "".join(self._run(each, style) for each in run)
            link = self._refers.get(run.get("r.id", ""))
            if link is None or link.kind != "hyperlink" or link.target != target(text):
                self._strange.append(("w.hyperlink", link.target if link else ""))
            return text
        if run.tag != "w.r":
            self._strange.append((run.tag, ""))
        text = "".join(self._piece(each, style) for each in run)
        return f"{BOLD}{text}{BOLD}" if run.find("w.rPr/w.b") is not None else text

    def _piece(self, piece: Element, style: str) -> str:
        match piece.tag:
            case "w.t" if len(piece) == 0:
                text = piece.text or ""
            case "w.br" if not piece.items():
                text = "\n"
            case "w.tab":
                text = RULE if style == "WritingLine" else "\t"
            case "w.rPr":
                self._strange += (("w.rPr", each.tag) for each in piece if each.tag not in {"w.b", "w.rStyle"})
                text = ""
            case _:
                self._strange.append((piece.tag, piece.text or ""))
                text = ""
        return text
