"""What documents draw besides words: boxes to tick and lines to write on."""

from collections.abc import Mapping

from exports.escape import flat
from exports.tree import Boxes

RULE = "_" * 60
"""A line to write on. Between a blank and the end of a line, Markdown takes it for nothing else."""
BOXES: Mapping[bool | None, str] = {None: "", False: "[ ] ", True: "[x] "}
"""A box before an item, as Markdown writes it: none, empty, ticked."""
EMPTY, TICKED = "\u2610", "\u2611"
"""A box as it is drawn."""


def boxes_line(boxes: Boxes) -> str:
    """Return a question with its boxes on one line."""
    return " ".join((f"{flat(boxes.question)}:", *(f"{EMPTY} {flat(each)}" for each in boxes.choices)))
