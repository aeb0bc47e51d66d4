"""Reads a returned Word file: tracked changes taken in, comments with the item that they are about.

Word keeps the levels of lists and bold numbers, and so does LibreOffice; other programs lose one or the other. So
the number before an item and the names of its fields are relied on first, and the lists only where they are there.
"""

import re
from collections.abc import Iterator, Sequence

import msgspec

from codesign.words import say
from exports.docx.about import REFERENCE as PROPERTY
from exports.docx.package import NotReadable, Package, opened
from exports.escape import flat
from exports.review.docx_lines import Line, boxed, lines
from exports.review.docx_parts import Comments, Styles
from exports.review.labels import as_label, label_keys, reference_labels, section_keys
from exports.review.returned import Remark, Returned, ReturnedItem

_REFERENCE = re.compile(r"\d{4}-\d{2}-\d{2}-[0-9a-f]{4}")
_NUMBER = re.compile(r"([A-Z]{1,2}[1-9][0-9]{0,8}[a-z]{0,3})(?:[.:)–—-]+(?=\s|$)|(?=\s|$))\s*")
_LONGEST_LABEL = 40
_DEEPER = 100
"""From so many twentieths of a point on, a line is indented below another."""


def read_docx(data: bytes) -> Returned:
    """Return what a Word file says.

    Raises:
        NotReadable: it is no Word file, it is protected or damaged, or made to do harm; the message says what to
            do.
    """
    package = opened(data)
    page = _page(package)
    refers = package.refers(page)
    styles = Styles(next((package.tree(each.target) for each in refers.values() if each.kind == "styles"), None))
    comments = Comments(package, refers)
    found = list(lines(package, page, styles, comments))
    reading = _Reading(_numbered(found))
    for line in found:
        reading.take(line)
    reading.remarks += comments.rest()
    return reading.returned(_kept_reference(package))


def _page(package: Package) -> str:
    """Return the name of the part with the words; not every program gives it the usual one."""
    main = (each.target for each in package.refers("").values() if each.kind == "officeDocument")
    name = next(main, "word/document.xml")
    if name not in package.parts:
        raise NotReadable(say("docx.no-page"))
    return name


def _kept_reference(package: Package) -> str:
    """Return the reference that stands among the properties of the file; "" where it does not."""
    tree = package.tree("docProps/custom.xml")
    found = (each for each in (tree if tree is not None else ()) if each.get("name") == PROPERTY)
    text = next(("".join(each.itertext()).strip() for each in found), "")
    return text if _REFERENCE.fullmatch(text) else ""


def _numbered(found: Sequence[Line]) -> dict[int, str]:
    """Return the number that each line bears, by its place, of those that bear one.

    A bold number is one. A plain one is one in the same list as a bold one; where there are no bold ones left, in
    any list; and where there are no lists left, anywhere.
    """
    marks = {place: mark for place, line in enumerate(found) if (mark := _number(line))}
    plain = {place: mark[1] for place, mark in marks.items()}
    bold = {place: mark[1] for place, mark in marks.items() if found[place].bold >= mark.end(1)}
    if bold:
        lists = {found[place].numbering for place in bold} - {""}
        return {
            place: number for place, number in plain.items() if place in bold or found[place].numbering in lists
        }
    listed = {place: number for place, number in plain.items() if found[place].level is not None}
    return listed or plain


def _number(line: Line) -> re.Match[str] | None:
    """Return the number at the beginning of a line, past a box; None for none."""
    return None if line.heading or line.cell else _NUMBER.match(line.text, boxed(line.text)[1])


class _Item(msgspec.Struct):
    """An item in the making."""

    line: Line
    number: str
    text: str
    done: bool | None
    under: str
    fields: list[tuple[str, str]] = msgspec.field(default_factory=list)
    comments: list[Remark] = msgspec.field(default_factory=list)
    by: dict[str, None] = msgspec.field(default_factory=dict)

    def holds(self, line: Line) -> bool:
        """Tell whether a line stands below it: on a deeper level, or indented."""
        if line.level is not None:
            return line.level > (self.line.level or 0)
        return line.indent > self.line.indent + _DEEPER and self.line.level is None

    def beside(self, line: Line) -> bool:
        """Tell whether a line stands in a list of its own; lost levels leave it in this one or in none."""
        return line.level == 0 and line.numbering != self.line.numbering

    def changed(self, line: Line) -> None:
        """Take in who changed a line of it, and what was said about it."""
        self.by.update(dict.fromkeys(line.by))
        self.comments += line.remarks

    def told(self) -> ReturnedItem:
        return ReturnedItem(
            number=self.number,
            text=self.text,
            fields=tuple(self.fields),
            done=self.done,
            comments=tuple(self.comments),
            by=tuple(self.by),
            under=self.under,
        )


class _Reading:
    """What was found so far."""

    def __init__(self, numbers: dict[int, str]) -> None:
        self._numbers = numbers
        self._place = -1
        self._items: list[_Item] = []
        self._open: _Item | None = None
        """The item to which what follows may belong."""
        self._under = ""
        """The heading under which it stands."""
        self._reference = ""
        self._loose: list[str] = []
        self.remarks: list[Remark] = []

    def take(self, line: Line) -> None:
        """Take in the next line."""
        self._place += 1
        item = self._open
        if self._place in self._numbers:
            self._begin(line, self._numbers[self._place])
        elif not line.text:
            self._emptied(line)
        elif reference := _reference(line):
            self._reference = reference
            self._leave(line)
        elif line.heading or line.cell:
            self._under = flat(line.text) if line.heading else self._under
            self._loosen(line)
        elif item is not None and not item.beside(line) and (fields := list(_fields(line))):
            item.fields += fields
            item.changed(line)
        elif item is not None and (item.holds(line) or (line.inserted and line.level is None)):
            item.comments.append(Remark(line.by[0] if line.by else "", flat(line.text)))
            item.changed(line)
        elif self._is_new(line):
            self._begin(line, "")
        else:
            self._loosen(line)

    def _begin(self, line: Line, number: str) -> None:
        """Begin an item; fields that stand in its own paragraph, on lines broken by hand, are its fields."""
        done, start = boxed(line.text)
        found = _NUMBER.match(line.text, start) if number else None
        first, *below = line.text[found.end() if found else start :].split("\n")
        item = _Item(line, number, "", done, self._under)
        words = [first]
        for each in below:
            if field := _field(each):
                item.fields.append(field)
            else:
                words.append(each)
        item.text = flat(" ".join(words))
        item.changed(line)
        self._items.append(item)
        self._open = item

    def _is_new(self, line: Line) -> bool:
        """Tell whether a line without a number is an item: it stands in a list where items stand, as they do."""
        if line.level != 0:
            return False
        if self._open is not None:
            return line.numbering == self._open.line.numbering
        return as_label(self._under) in section_keys()

    def _emptied(self, line: Line) -> None:
        """Take in a line of which nothing is left: of an item's field it is the item's, of an item it ends it."""
        if self._open is not None and self._open.holds(line):
            self._open.changed(line)
        else:
            self._leave(line)

    def _loosen(self, line: Line) -> None:
        self._loose.append(flat(line.text))
        self._leave(line)

    def _leave(self, line: Line) -> None:
        self.remarks += line.remarks
        self._open = None

    def returned(self, reference: str) -> Returned:
        """Return all that was found; `reference` is that of the file's properties."""
        return Returned(
            reference=self._reference or reference,
            items=tuple(each.told() for each in self._items),
            loose=tuple(self._loose),
            remarks=tuple(self.remarks),
        )


def _reference(line: Line) -> str:
    """Return the reference in a line that says nothing else; "" for none."""
    label, _colon, value = line.text.rpartition(":")
    return value.strip() if _REFERENCE.fullmatch(value.strip()) and as_label(label) in reference_labels() else ""


def _fields(line: Line) -> Iterator[tuple[str, str]]:
    """Yield the fields that a line below an item gives; none where it gives something else."""
    found = [_field(each) for each in line.text.split("\n") if each.strip()]
    if all(found):
        yield from (each for each in found if each)


def _field(text: str) -> tuple[str, str] | None:
    """Return the name of a field and its value, None where a line gives no field."""
    label, colon, value = text.partition(":")
    if not colon or len(label) > _LONGEST_LABEL or as_label(label) not in label_keys():
        return None
    return flat(label), flat(value)
