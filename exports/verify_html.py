"""Reads a written HTML document back, and compares every text, element and attribute in it with the tree that it
was made from: an element that nobody meant could run or load something where it is opened."""

import itertools
from collections.abc import Iterable, Iterator
from html.parser import HTMLParser

from exports.escape import flat
from exports.html import source, target
from exports.marks import BOXES, EMPTY, RULE, TICKED
from exports.page import STYLE, policy
from exports.slot import BOLD, Slot
from exports.svg import elements
from exports.tree import Chart, Document
from exports.verify import compare, expected, slots

Attributes = list[tuple[str, str | None]]

_KNOWN = {
    *("html", "head", "meta", "title", "style", "body", "main"),
    *("h1", "h2", "h3", "h4", "p", "br", "hr", "ul", "li", "blockquote", "strong", "span", "a"),
    *("table", "thead", "tbody", "tr", "th", "td", "figure", "figcaption", "div", "img"),
}
_VOID = {"meta", "br", "hr", "img"}
_HOLDS_TEXT = {"title", "style", "h1", "h2", "h3", "h4", "p", "li", "th", "td", "figcaption"}
_CONTEXT = {"li": "li", "blockquote": "quote", "th": "th", "td": "td"}
_CLASSES = {"ul": {"ticks", "blanks"}, "p": {"reference"}}
_BOXES = {EMPTY: BOXES[False].strip(), TICKED: BOXES[True].strip()}


def verify_html(document: Document, text: str) -> None:
    """Check that the HTML says what the document says, no more and no less.

    Raises:
        NotVerified: it does not; the message names the first place.
    """
    reader = _Reader()
    reader.feed(text)
    reader.close()
    compare(_expected(document), reader.found)


def _expected(document: Document) -> Iterator[Slot]:
    yield "declaration", "doctype html"
    yield "html", document.language
    yield "meta", "charset=utf-8"
    yield "meta", f"http-equiv=Content-Security-Policy content={policy(pictures=document.logo is not None)}"
    yield "meta", "name=viewport content=width=device-width, initial-scale=1"
    for key, value in document.front:
        yield "meta", f"name=codesign-{key} content={flat(value)}"
    yield "title", flat(document.title)
    yield "style", STYLE.strip()
    if document.logo:
        yield "img", f"{source(document.logo)} {flat(document.logo.alt)}"
    pictures = itertools.count(1)
    yield from expected(document, lambda chart: _chart(chart, next(pictures)))


def _chart(chart: Chart, n: int) -> Iterator[Slot]:
    """Yield the texts of a chart, and all that its picture, the n-th of the page, is made of."""
    yield "figcaption", flat(chart.title)
    for each in elements(chart, n):
        yield _shape(each.tag, each.attributes, flat(each.text))
    if flat(chart.description):
        yield "p", flat(chart.description)
    yield from slots(chart.table)


def _shape(tag: str, attributes: Iterable[tuple[str, str | None]], text: str) -> Slot:
    found = "".join(f" {name.lower()}={value}" for name, value in attributes)
    return f"svg {tag}{found}", text


class _Reader(HTMLParser):
    """Collects what stands where; whatever has no place in a document is found as what it is."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.found: list[Slot] = []
        self._open: list[str] = []
        self._text: list[str] | None = None
        self._link = ""
        self._in_box = False
        self._names_row = False
        self._shapes: list[tuple[str, Attributes]] = []
        """The elements of a picture that are open, itself the first."""

    def handle_starttag(self, tag: str, attrs: Attributes) -> None:
        given = dict(attrs)
        if tag == "svg" or self._shapes:
            self._begin_shape(tag, attrs)
            return
        if tag not in _KNOWN or not self._attributes_known(tag, given):
            self.found.append((f"<{tag}>", str(attrs)))
        if tag == "html":
            self.found.append((tag, given.get("lang") or ""))
        elif tag == "meta":
            self.found.append((tag, " ".join(f"{name}={value}" for name, value in attrs)))
        elif tag == "hr":
            self.found.append((tag, ""))
        elif tag == "img":
            self.found.append((tag, f"{given.get('src')} {given.get('alt')}"))
        elif tag == "ul":
            self._end_text(self._open)
        elif tag in _HOLDS_TEXT:
            self._text = []
            self._names_row = given.get("scope") == "row"
        else:
            self._within(tag, given)
        if tag not in _VOID:
            self._open.append(tag)

    def _begin_shape(self, tag: str, attrs: Attributes) -> None:
        self._shapes.append((tag, attrs))
        self._open.append(tag)
        if tag == "svg":
            self.found.append(_shape(tag, attrs, ""))
        else:
            self._text = []

    def _end_shape(self) -> None:
        tag, attrs = self._shapes.pop()
        if self._shapes:
            self.found.append(_shape(tag, attrs, "".join(self._text or ())))
        self._text = None

    def _within(self, tag: str, given: dict[str, str | None]) -> None:
        """Take in what stands within a text."""
        if tag == "strong":
            self.handle_data(BOLD)
        elif tag == "br":
            self.handle_data("\n")
        elif tag == "a":
            self._link = given.get("href") or ""
        elif tag == "span":
            self._in_box = given.get("class") == "box"
            if not self._in_box:
                self.handle_data(f" {RULE}")

    @staticmethod
    def _attributes_known(tag: str, given: dict[str, str | None]) -> bool:
        names = set(given)
        match tag:
            case "html":
                return names == {"lang"}
            case "meta":
                return True  # compared as a whole
            case "a":
                return names == {"href"}
            case "img":
                return list(given) == ["class", "src", "alt"] and given["class"] == "logo"
            case "th":
                return given in ({"scope": "col"}, {"scope": "row"})
            case "span":
                return given == {"class": "rule"} or names == {"class", "role", "aria-label"}
            case "div":
                return list(given) == ["role", "tabindex", "aria-label"] and given["role"] == "group"
            case "ul" | "p":
                return not names or (names == {"class"} and given["class"] in _CLASSES[tag])
        return not names

    def handle_endtag(self, tag: str) -> None:
        if not self._open or self._open.pop() != tag:
            self.found.append((f"</{tag}>", ""))
            return
        if self._shapes:
            self._end_shape()
        elif tag == "strong":
            self.handle_data(BOLD)
        elif tag == "span":
            self._in_box = False
        elif tag in _HOLDS_TEXT:
            self._end_text([*self._open, tag])

    def _end_text(self, inside: list[str]) -> None:
        if self._text is None:
            return
        *above, leaf = inside
        leaf = "td" if self._names_row else leaf
        place = [*(_CONTEXT[each] for each in above if each in _CONTEXT), leaf]
        lines = "".join(self._text).strip().split("\n")
        self.found.append((" ".join(place), "\n".join(each.strip() for each in lines)))
        self._text = None

    def handle_data(self, data: str) -> None:
        if self._in_box:
            data = _BOXES.get(data, data)
        if self._link:
            if self._link != target(data):
                self.found.append(("a", self._link))
            self._link = ""
        if self._text is not None:
            self._text.append(data)
        elif data.strip():
            self.found.append(("text", data))

    def handle_comment(self, data: str) -> None:
        self.found.append(("comment", data))

    def handle_decl(self, decl: str) -> None:
        self.found.append(("declaration", decl))

    def unknown_decl(self, data: str) -> None:
        self.found.append(("declaration", data))

    def handle_pi(self, data: str) -> None:
        self.found.append(("instruction", data))
