"""Reads a written HTML document back, and compares every text, element and attribute in it with the tree that it
was made from: an element that nobody meant could run or load something where it is opened."""

from collections.abc import Iterator
from html.parser import HTMLParser

from exports.escape import flat
from exports.html import target
from exports.marks import BOXES, EMPTY, RULE, TICKED
from exports.page import POLICY, STYLE
from exports.tree import Document
from exports.verify import BOLD, Slot, compare, expected

Attributes = list[tuple[str, str | None]]

_KNOWN = {
    *("html", "head", "meta", "title", "style", "body", "main"),
    *("h1", "h2", "h3", "h4", "p", "br", "hr", "ul", "li", "blockquote", "strong", "span", "a"),
    *("table", "thead", "tbody", "tr", "th", "td"),
}
_VOID = {"meta", "br", "hr"}
_HOLDS_TEXT = {"title", "style", "h1", "h2", "h3", "h4", "p", "li", "th", "td"}
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
    yield "meta", f"http-equiv=Content-Security-Policy content={POLICY}"
    yield "meta", "name=viewport content=width=device-width, initial-scale=1"
    for key, value in document.front:
        yield "meta", f"name=codesign-{key} content={flat(value)}"
    yield "title", flat(document.title)
    yield "style", STYLE.strip()
    yield from expected(document)


class _Reader(HTMLParser):
    """Collects what stands where; whatever has no place in a document is found as what it is."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.found: list[Slot] = []
        self._open: list[str] = []
        self._text: list[str] | None = None
        self._link = ""
        self._in_box = False

    def handle_starttag(self, tag: str, attrs: Attributes) -> None:
        given = dict(attrs)
        if tag not in _KNOWN or not self._attributes_known(tag, given):
            self.found.append((f"<{tag}>", str(attrs)))
        if tag == "html":
            self.found.append((tag, given.get("lang") or ""))
        elif tag == "meta":
            self.found.append((tag, " ".join(f"{name}={value}" for name, value in attrs)))
        elif tag == "hr":
            self.found.append((tag, ""))
        elif tag == "ul":
            self._end_text(self._open)
        elif tag in _HOLDS_TEXT:
            self._text = []
        else:
            self._within(tag, given)
        if tag not in _VOID:
            self._open.append(tag)

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
            case "th":
                return given == {"scope": "col"}
            case "span":
                return given == {"class": "rule"} or names == {"class", "role", "aria-label"}
            case "ul" | "p":
                return not names or (names == {"class"} and given["class"] in _CLASSES[tag])
        return not names

    def handle_endtag(self, tag: str) -> None:
        if not self._open or self._open.pop() != tag:
            self.found.append((f"</{tag}>", ""))
            return
        if tag == "strong":
            self.handle_data(BOLD)
        elif tag == "span":
            self._in_box = False
        elif tag in _HOLDS_TEXT:
            self._end_text([*self._open, tag])

    def _end_text(self, inside: list[str]) -> None:
        if self._text is None:
            return
        *above, leaf = inside
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
