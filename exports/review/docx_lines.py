"""From a word processor's page to its lines: what a paragraph says once every tracked change is taken in, and who
changed or remarked on it.

It knows what Word and LibreOffice write; what it does not know it reads for the text in it.
"""

import re
from collections.abc import Iterator, Mapping
from xml.etree.ElementTree import Element

import msgspec

from exports.docx.package import Package
from exports.escape import flat
from exports.marks import EMPTY, TICKED
from exports.review.docx_parts import Comments, Styles
from exports.review.returned import Remark

_OUT = {"w.del", "w.moveFrom"}
_IN = {"w.ins", "w.moveTo"}
_SILENT = {
    *("w.pPr", "w.rPr", "w.sdtPr", "w.tblPr", "w.tblGrid", "w.trPr", "w.tcPr", "w.sectPr", "w.rt", "w.rubyPr"),
    *("w.delText", "w.instrText", "w.delInstrText", "w.fldData", "w.object", "w.footnoteRef", "w.annotationRef"),
    *("mc.Fallback", "w.smartTagPr", "w.customXmlPr", "w.sdtEndPr"),
}
"""Elements that say nothing to whoever reads the page, or say again what another has said."""
_SIGNS = {"w.tab": " ", "w.ptab": " ", "w.br": "\n", "w.cr": "\n", "w.noBreakHyphen": "\u2011"}
_SYMBOLS = {
    **dict.fromkeys(("A8", "6F", "71", "72", "A3"), EMPTY),
    **dict.fromkeys(("FE", "FD", "FC", "78", "52", "53", "54"), TICKED),
}
"""The last two digits of characters of Wingdings that are boxes."""
# files name the built-in styles in English, whatever a person sees
_LEVEL = re.compile(r"list(?: bullet| number| continue)? ([2-5])", re.IGNORECASE)
_HEADING = re.compile(r"heading \d|(?:sub)?title", re.IGNORECASE)


class Line(msgspec.Struct, frozen=True):
    """A paragraph, as it reads with all changes taken in."""

    text: str
    """With its box and number; several lines where a line was broken by hand."""
    bold: int = 0
    """Where the bold words at its beginning end; 0 for none. A box before them may be plain."""
    level: int | None = None
    """In a list: 0 for the outer level; None for no list."""
    numbering: str = ""
    """Which list of the file it belongs to."""
    indent: int = 0
    """In twentieths of a point, where it is in no list."""
    heading: bool = False
    cell: bool = False
    inserted: bool = False
    """Whether all of it was put in by a tracked change."""
    by: tuple[str, ...] = ()
    """The authors of the tracked changes in it."""
    remarks: tuple[Remark, ...] = ()


def lines(package: Package, page: str, styles: Styles, comments: Comments) -> Iterator[Line]:
    """Yield the lines of a page, in order. Those without words are there where somebody changed or remarked on
    something.

    Raises:
        NotReadable: the page is too large, broken, or of a document type.
    """
    tree = package.tree(page)
    held: Line | None = None
    for paragraph, in_cell in _paragraphs(tree, in_cell=False) if tree is not None else ():
        reading = _Reading(styles, comments)
        line = reading.line(paragraph, in_cell=in_cell)
        if held is not None:
            line = _joined(held, line)
        held = line if _mark_deleted(paragraph) and flat(line.text) else None
        if held is None and (flat(line.text) or line.by or line.remarks):
            yield _stripped(line)
    if held is not None:
        yield _stripped(held)


def _paragraphs(element: Element, *, in_cell: bool) -> Iterator[tuple[Element, bool]]:
    """Yield all paragraphs below an element, those in a frame after the one that holds it, and whether each is in
    a table."""
    for each in element:
        if each.tag == "w.p":
            yield each, in_cell
            yield from _paragraphs(each, in_cell=in_cell)
        elif each.tag == "w.tr" and each.find("w.trPr/w.del") is not None:
            continue
        elif each.tag not in _SILENT and each.tag not in _OUT:
            yield from _paragraphs(each, in_cell=in_cell or each.tag == "w.tc")


def _mark_deleted(paragraph: Element) -> bool:
    """Tell whether the end of a paragraph was deleted, so that the next one goes on with it."""
    marks = paragraph.find("w.pPr/w.rPr")
    return marks is not None and any(each.tag in _OUT for each in marks)


def _joined(first: Line, second: Line) -> Line:
    return msgspec.structs.replace(
        first,
        text=first.text + second.text,
        inserted=first.inserted and second.inserted,
        by=tuple(dict.fromkeys((*first.by, *second.by))),
        remarks=(*first.remarks, *second.remarks),
    )


def _stripped(line: Line) -> Line:
    start = len(line.text) - len(line.text.lstrip())
    return msgspec.structs.replace(line, text=line.text.strip(), bold=max(0, line.bold - start))


class _Reading:
    """Reads one paragraph."""

    def __init__(self, styles: Styles, comments: Comments) -> None:
        self._styles = styles
        self._comments = comments
        self._parts: list[tuple[str, bool]] = []
        self._kept = False
        """Whether anything in it was there before the tracked changes."""
        self._by: dict[str, None] = {}
        self._remarks: list[Remark] = []

    def line(self, paragraph: Element, *, in_cell: bool) -> Line:
        """Return what a paragraph says."""
        for change in paragraph.findall("w.pPr/w.rPr/*"):
            if change.tag in _OUT | _IN:
                self._author(change)
        self._walk(paragraph, bold=False, new=False, author="")
        style, numbering, level, indent = self._styles.of(paragraph)
        name = self._styles.name(style)
        if found := _LEVEL.fullmatch(name):
            level = max(level or 0, int(found[1]) - 1)
        text = "".join(part for part, _bold in self._parts)
        return Line(
            text=text,
            bold=self._bold(),
            level=level,
            numbering=numbering,
            indent=indent,
            heading=_HEADING.fullmatch(name) is not None or self._styles.outlined(style),
            cell=in_cell,
            inserted=bool(text.strip()) and not self._kept,
            by=tuple(self._by),
            remarks=tuple(self._remarks),
        )

    def _bold(self) -> int:
        """Return where the bold words at the beginning end, past a box; 0 where the first words are not bold."""
        place = end = 0
        for part, bold in self._parts:
            words = part.strip()
            place += len(part)
            if bold:
                end = place
            elif words and words not in _BOXES:
                break
        return end

    def _walk(self, element: Element, *, bold: bool, new: bool, author: str) -> None:
        for each in element:
            tag = each.tag
            if tag in _SILENT or tag == "w.p":
                continue
            if tag in _OUT:
                self._author(each)
                self._anchors(each)
            elif tag in _IN:
                self._author(each)
                self._walk(each, bold=bold, new=True, author=each.get("w.author", ""))
            elif tag == "w.r":
                self._run(each, new=new, author=author)
            elif tag == "w.sdt":
                self._control(each, bold=bold, new=new, author=author)
            elif not self._said(each, bold=bold, new=new, author=author):
                self._walk(each, bold=bold, new=new, author=author)

    def _run(self, run: Element, *, new: bool, author: str) -> None:
        look = run.find("w.rPr")
        if self._styles.on(look, "vanish") or self._styles.struck(look):
            return
        self._walk(run, bold=self._styles.bold(look), new=new, author=author)

    def _said(self, each: Element, *, bold: bool, new: bool, author: str) -> bool:
        """Take in an element that says something by itself; False where it only holds others."""
        match each.tag:
            case "w.t" | "m.t":
                self._add(each.text or "", bold=bold, new=new)
            case "w.sym":
                self._add(_SYMBOLS.get(each.get("w.char", "").upper()[-2:], ""), bold=bold, new=new)
            case "w.checkBox":
                self._add(f"{_legacy_box(each)} ", bold=bold, new=new)
            case "w.commentRangeStart" | "w.commentReference":
                self._remarks += self._comments.at(each.get("w.id", ""))
            case "w.footnoteReference" | "w.endnoteReference":
                self._remarks += self._comments.note(each.tag, each.get("w.id", ""), flat(author))
            case "w.br" if each.get("w.type", "textWrapping") != "textWrapping":
                pass
            case tag if tag in _SIGNS:
                self._add(_SIGNS[tag], bold=bold, new=new)
            case _:
                return False
        return True

    def _control(self, control: Element, *, bold: bool, new: bool, author: str) -> None:
        """Take in a content control: a box as what it is, any other as its words, a prompt not at all."""
        box = control.find("w.sdtPr/w14.checkbox")
        if box is not None:
            checked = box.find("w14.checked")
            ticked = checked is not None and checked.get("w14.val", "1") in {"1", "true", "on"}
            self._add(TICKED if ticked else EMPTY, bold=False, new=new)
        elif control.find("w.sdtPr/w.showingPlcHdr") is None:
            self._walk(control, bold=bold, new=new, author=author)

    def _add(self, text: str, *, bold: bool, new: bool) -> None:
        self._parts.append((text, bold))
        self._kept = self._kept or (bool(text.strip()) and not new)

    def _author(self, change: Element) -> None:
        if author := flat(change.get("w.author", "")):
            self._by.setdefault(author)

    def _anchors(self, element: Element) -> None:
        """Take in the remarks that were made on words which were then deleted."""
        for each in element.iter():
            if each.tag in {"w.commentRangeStart", "w.commentReference"}:
                self._remarks += self._comments.at(each.get("w.id", ""))


_BOXES: Mapping[str, bool] = {
    **dict.fromkeys((EMPTY, "[ ]", "[]", "□", "⬜"), False),
    **dict.fromkeys((TICKED, "[x]", "[X]", "☒", "✓", "✔", "✅", "🗹"), True),
}


def boxed(text: str) -> tuple[bool | None, int]:
    """Return whether the box at the beginning of a text is ticked, None for no box, and where the text goes on."""
    for box, ticked in _BOXES.items():
        if text.startswith(box):
            return ticked, len(box) + len(text[len(box) :]) - len(text[len(box) :].lstrip())
    return None, 0


def _legacy_box(box: Element) -> str:
    """Return the box of a form of the old kind."""
    state = box.find("w.checked")
    state = box.find("w.default") if state is None else state
    return TICKED if state is not None and state.get("w.val", "1") in {"1", "true", "on"} else EMPTY
