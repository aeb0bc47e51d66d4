"""What documents draw besides words: boxes to tick and lines to write on."""

import functools
from collections.abc import Mapping

from codesign.words import say
from exports.escape import flat
from exports.tree import Boxes, Sheet, Table

RULE = "_" * 60
"""A line to write on. Between a blank and the end of a line, Markdown takes it for nothing else."""
BOXES: Mapping[bool | None, str] = {None: "", False: "[ ] ", True: "[x] "}
"""A box before an item, as Markdown writes it: none, empty, ticked."""
EMPTY, TICKED = "\u2610", "\u2611"
"""A box as it is drawn."""


def labelled(name: str) -> str:
    """Return a name as it stands before what it names: a language may set its colon off."""
    return _filled(say("doc.label"), name)


@functools.lru_cache(256)  # a long list names the same few things on every line
def _filled(form: str, name: str) -> str:
    return form.format(name=flat(name))


def boxes_line(boxes: Boxes) -> str:
    """Return a question with its boxes on one line."""
    return " ".join((labelled(boxes.question), *(f"{EMPTY} {flat(each)}" for each in boxes.choices)))


def as_table(sheet: Sheet) -> Table:
    """Return a sheet as a table of a document, in which no cell is empty."""
    filled = (tuple(cell or say("doc.not-set") for cell in row) for row in sheet.rows)
    return Table(sheet.head, tuple(filled))
