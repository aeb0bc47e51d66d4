"""Writes the table of a document as CSV (RFC 4180), for spreadsheets.

It begins with a byte order mark: without one Excel reads accents as two wrong letters each. Lines end with CR LF,
as the standard wants them; inside a cell a line ends with LF, as spreadsheets write it.
"""

import csv
import io
from collections.abc import Iterator

from codesign.formulas import bare, guarded
from codesign.text import clean
from exports.slot import Slot
from exports.tree import Document, Sheet
from exports.verify import compare

MARK = "\ufeff"


def spreadsheet(document: Document) -> str:
    """Return the sheet of a document as a whole file."""
    file = io.StringIO(newline="")
    csv.writer(file, lineterminator="\r\n").writerows(map(guarded, row) for row in _rows(document))
    return MARK + file.getvalue()


def verify_spreadsheet(document: Document, text: str) -> None:
    """Check that the file holds what the sheet holds, cell by cell, and that no cell is a formula.

    Raises:
        NotVerified: it does not; the message names the first place.
    """
    compare(_cells(map(list, _rows(document))), _cells(_read(text)))


def _rows(document: Document) -> Iterator[tuple[str, ...]]:
    for block in document.blocks:
        if isinstance(block, Sheet):
            yield block.head
            yield from (tuple(map(clean, row)) for row in block.rows)


def _read(text: str) -> Iterator[list[str]]:
    for row in csv.reader(io.StringIO(text.removeprefix(MARK), newline=""), strict=True):
        yield [bare(cell) if guarded(bare(cell)) == cell else f"<formula> {cell}" for cell in row]


def _cells(rows: Iterator[list[str]]) -> Iterator[Slot]:
    for n, row in enumerate(rows, 1):
        yield from ((f"row {n}, cell {place}", cell) for place, cell in enumerate(row, 1))
        yield f"row {n}", "end"
