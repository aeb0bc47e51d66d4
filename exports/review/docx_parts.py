"""What stands beside the page of a Word file: its styles, which say what is a list, and its comments."""

from collections.abc import Iterator, Mapping
from xml.etree.ElementTree import Element

import msgspec

from exports.docx.package import Package, Relationship
from exports.escape import flat
from exports.review.returned import Remark

_NO = {"0", "false", "off", "none"}
_DEEPEST = 20
"""So many styles may be based one on the other."""


class _Place(msgspec.Struct, frozen=True):
    """What a paragraph or a style says about where it stands; None where it says nothing."""

    numbering: str | None = None
    level: int | None = None
    indent: int | None = None


class _Style(msgspec.Struct, frozen=True):
    name: str
    based_on: str
    place: _Place
    bold: bool | None
    outline: bool


class Styles:
    """The styles of a file, by their ids."""

    def __init__(self, tree: Element | None) -> None:
        self._styles = {
            each.get("w.styleId", ""): _style(each) for each in (() if tree is None else tree.iter("w.style"))
        }

    def of(self, paragraph: Element) -> tuple[str, str, int | None, int]:
        """Return the style of a paragraph, its list ("" for none), its level in it, and its indentation."""
        style = _val(paragraph.find("w.pPr/w.pStyle")) or ""
        numbering = level = indent = None
        for place in (_place(paragraph), *(each.place for each in self._chain(style))):
            numbering = place.numbering if numbering is None else numbering
            level = place.level if level is None else level
            indent = place.indent if indent is None else indent
        if numbering in {None, "0"}:
            return style, "", None, indent or 0
        return style, numbering or "", max(0, level or 0), indent or 0

    def name(self, style: str) -> str:
        """Return the name of a style as a person sees it."""
        return self._styles[style].name if style in self._styles else style

    def outlined(self, style: str) -> bool:
        """Tell whether paragraphs of a style are headings."""
        return any(each.outline for each in self._chain(style))

    def bold(self, look: Element | None) -> bool:
        """Tell whether a run is bold, by itself or by its style."""
        own = None if look is None else look.find("w.b")
        if own is not None:
            return _val(own) not in _NO
        style = None if look is None else _val(look.find("w.rStyle"))
        return next((each.bold for each in self._chain(style or "") if each.bold is not None), False)

    @staticmethod
    def on(look: Element | None, what: str) -> bool:
        """Tell whether a run has a property, such as being hidden."""
        found = None if look is None else look.find(f"w.{what}")
        return found is not None and _val(found) not in _NO

    def struck(self, look: Element | None) -> bool:
        """Tell whether a run is struck through, which is how words are taken out without tracked changes."""
        return self.on(look, "strike") or self.on(look, "dstrike")

    def _chain(self, style: str) -> Iterator[_Style]:
        for _step in range(_DEEPEST):
            if style not in self._styles:
                return
            yield self._styles[style]
            style = self._styles[style].based_on


def _style(element: Element) -> _Style:
    bold = element.find("w.rPr/w.b")
    level = _val(element.find("w.pPr/w.outlineLvl"))
    return _Style(
        name=_val(element.find("w.name")) or "",
        based_on=_val(element.find("w.basedOn")) or "",
        place=_place(element),
        bold=None if bold is None else _val(bold) not in _NO,
        outline=level is not None and level != "9",
    )


def _place(element: Element) -> _Place:
    indent = element.find("w.pPr/w.ind")
    left = None if indent is None else indent.get("w.left", indent.get("w.start"))
    return _Place(
        numbering=_val(element.find("w.pPr/w.numPr/w.numId")),
        level=_number(_val(element.find("w.pPr/w.numPr/w.ilvl"))),
        indent=_number(left),
    )


def _val(element: Element | None) -> str | None:
    """Return the value of an element; "" where it stands without one, None where it does not stand."""
    return None if element is None else element.get("w.val", "")


def _number(text: str | None) -> int | None:
    try:
        return None if text is None else int(float(text))
    except (ValueError, OverflowError):
        return None


class Comments:
    """The comments and notes of a file. Each is told once, at the first place that it is anchored to."""

    def __init__(self, package: Package, refers: Mapping[str, Relationship]) -> None:
        trees = {each.kind: package.tree(each.target) for each in refers.values() if each.kind in _KINDS}
        self._remarks: dict[str, Remark] = {}
        self._notes: dict[str, str] = {}
        self._answers: dict[str, list[str]] = {}
        paragraphs: dict[str, str] = {}
        for each in _all(trees.get("comments"), "w.comment"):
            comment = each.get("w.id", "")
            self._remarks[comment] = Remark(flat(each.get("w.author", "")), _text(each))
            paragraphs.update({p.get("w14.paraId", ""): comment for p in each.iter("w.p")})
        for each in _all(trees.get("commentsExtended"), "w15.commentEx"):
            answered = paragraphs.get(each.get("w15.paraIdParent", ""))
            answer = paragraphs.get(each.get("w15.paraId", ""))
            if answered is not None and answer is not None and answered != answer:
                self._answers.setdefault(answered, []).append(answer)
        for kind in ("footnote", "endnote"):
            for each in _all(trees.get(f"{kind}s"), f"w.{kind}"):
                self._notes[f"w.{kind}Reference {each.get('w.id', '')}"] = _text(each)

    def at(self, comment: str) -> Iterator[Remark]:
        """Yield a comment and the answers to it, which are anchored where it is; each is told once."""
        waiting = [comment]
        while waiting:
            each = waiting.pop(0)
            remark = self._remarks.pop(each, None)
            if remark is not None and remark.text:
                yield remark
            waiting += self._answers.pop(each, [])

    def note(self, kind: str, note: str, by: str) -> Iterator[Remark]:
        """Yield a footnote or endnote: our documents have none, so it is a reviewer's."""
        if text := self._notes.pop(f"{kind} {note}", ""):
            yield Remark(by, text)

    def rest(self) -> Iterator[Remark]:
        """Yield the comments that were anchored nowhere."""
        yield from (each for each in self._remarks.values() if each.text)
        self._remarks.clear()


_KINDS = {"comments", "commentsExtended", "footnotes", "endnotes"}


def _all(tree: Element | None, tag: str) -> Iterator[Element]:
    return iter(()) if tree is None else tree.iter(tag)


def _text(element: Element) -> str:
    """Return the words of a comment, on one line."""
    return flat(" ".join("".join(each.text or "" for each in p.iter("w.t")) for p in element.iter("w.p")))
