"""Words that belong to no item: which of them the document itself has printed, and which somebody wrote."""

from collections.abc import Iterator, Sequence

from rapidfuzz import fuzz, process

from codesign.model import ExportRecord
from exports.review.folding import fold

ALIKE = 70
"""From this many of 100 on, a line is one of ours that somebody has rewritten."""
_BOXES = "☐☑☒ "
_FEW = 3
"""Words; fewer are ours only as a whole line, for any few words stand somewhere in a document."""


class Printed:
    """All words of a document as it left."""

    def __init__(self, export: ExportRecord) -> None:
        items = [each for first in export.items.values() for each in (first, *first.again)]
        below = [f"{label}: {value}" for item in items for label, value in item.fields.items()]
        numbered = [f"{number} {item.text}" for number, item in export.items.items()]
        self._lines = {_bare(line): line for line in export.lines}
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
        where there is none."""
        found = {_bare(text) for text in texts}
        gone = {folded: folded for folded in self._lines if folded not in found}
        for text in texts:
            if self.holds(text):
                continue
            folded = _bare(text)
            best = process.extractOne(folded, gone, scorer=fuzz.ratio, score_cutoff=ALIKE)
            if best is not None:
                del gone[best[2]]
            yield (self._lines[best[2]] if best is not None else ""), text


def _bare(text: str) -> str:
    """Return a text as it is looked up: without a box before it, and without a line to write on."""
    return fold(text).casefold().lstrip(_BOXES).rstrip("_ ")
