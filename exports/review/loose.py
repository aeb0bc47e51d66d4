"""Words that belong to no item: which of them the document itself has printed, and which somebody wrote."""

from collections.abc import Iterator, Sequence

import msgspec
from rapidfuzz import fuzz, process
from rapidfuzz.distance import Indel

from codesign.model import ExportRecord
from codesign.patterns import pattern
from exports.review.folding import fold

ALIKE = 70
"""From this many of 100 on, a line is one of ours that somebody has rewritten."""
_MARKS = pattern(r"^(?:[☐☑☒ ]|[-*+•◦▪▫‣·●○■](?=\s|$))+")
"""What is read as a box or a bullet before words; words of ours may begin so too."""
_FEW = 3
"""Words; fewer are ours only as a whole line, for any few words stand somewhere in a document."""
_BEFORE = 8
"""How many cells before one can be needed to tell what it is about."""
_BETWEEN = " · "


class _Edit(msgspec.Struct, frozen=True):
    """A place where lines that were printed are gone, or others came."""

    gone: range
    come: range


class Printed:
    """All words of a document as it left."""

    def __init__(self, export: ExportRecord) -> None:
        items = [each for first in export.items.values() for each in (first, *first.again)]
        below = [f"{label}: {value}" for item in items for label, value in item.fields.items()]
        numbered = [f"{number} {item.text}" for number, item in export.items.items()]
        self._order = [line for line in export.lines if _bare(line)]
        self._lines = {_bare(line): line for line in self._order}
        self._others = {_bare(line) for line in (*below, *numbered)}
        self._whole = f" {' '.join(self._lines)} "

    def holds(self, text: str) -> bool:
        """Tell whether a text is what the document printed, or a part of it: broken lines are parts of one, and
        joined ones stand behind each other."""
        folded = _bare(text)
        if not folded or folded in self._lines or folded in self._others:
            return True
        return len(folded.split()) >= _FEW and f" {folded} " in self._whole

    def strange(self, texts: Sequence[str]) -> Iterator[tuple[str, str]]:
        """Yield the texts that the document did not print, each after the line that it seems to rewrite; ""
        where there is none. Cells of a table are told with those before them: "8" alone says nothing."""
        texts = [text for text in texts if _bare(text)]
        found = {_bare(text) for text in texts}
        gone = {folded: folded for folded in self._lines if folded not in found}
        cells = dict(self._cells(texts))
        for place, text in enumerate(texts):
            if place in cells:
                exported, returned = cells[place]
                if returned:
                    yield exported, returned
                continue
            if self.holds(text):
                continue
            folded = _bare(text)
            best = process.extractOne(folded, gone, scorer=fuzz.ratio, score_cutoff=ALIKE)
            if best is not None:
                del gone[best[2]]
            yield (self._lines[best[2]] if best is not None else ""), text

    def _cells(self, texts: Sequence[str]) -> Iterator[tuple[int, tuple[str, str]]]:
        """Yield by its place what is to be told of each text that is a few words: the cell that it stands for, and
        itself, each behind the cells before it. A new row is told at its first cell, and nothing at its others.

        Such a text may be changed into one that stands elsewhere in the document, which only its place tells.
        """
        for edit in self._edits(texts):
            come = [texts[n] for n in edit.come]
            if not come or not all(map(_is_few, come)):
                continue
            first = edit.come.start
            if len(come) == len(edit.gone) == 1:
                lines = (self._order, edit.gone.start), (texts, first)
                exported, returned = (_BETWEEN.join((*_before(*each), each[0][each[1]])) for each in lines)
                yield first, (exported, returned)
            elif not edit.gone and not all(map(self.holds, come)):
                yield first, ("", _BETWEEN.join(come))
                yield from ((n, ("", "")) for n in edit.come[1:])

    def _edits(self, texts: Sequence[str]) -> Iterator[_Edit]:
        """Yield the places where the lines differ, in order."""
        gone = come = 0
        lines, found = list(map(_bare, self._order)), list(map(_bare, texts))
        for block in Indel.opcodes(lines, found):
            if block.tag == "equal":
                if gone < block.src_start or come < block.dest_start:
                    yield _Edit(range(gone, block.src_start), range(come, block.dest_start))
                gone, come = block.src_end, block.dest_end
        if gone < len(lines) or come < len(found):
            yield _Edit(range(gone, len(lines)), range(come, len(found)))


def _before(texts: Sequence[str], place: int) -> Sequence[str]:
    """Return the cells before one, back to the nearest that says more than a figure."""
    for start in range(place - 1, max(-1, place - 1 - _BEFORE), -1):
        if any(map(str.isalpha, texts[start])):
            return texts[start:place]
    return ()


def _is_few(text: str) -> bool:
    return len(text.split()) < _FEW


def _bare(text: str) -> str:
    """Return a text as it is looked up: without a box or bullet before it, and without a line to write on."""
    return _MARKS.sub("", fold(text).casefold()).rstrip("_ ")
