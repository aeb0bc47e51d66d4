"""What a Word file keeps beside its page: how it looks, and what it says about itself in its properties."""

from collections.abc import Iterator
from pathlib import Path

from exports.escape import flat
from exports.tree import Document

LOOK = Path(__file__).with_name("look")
"""What every document shares: styles, lists, settings, and what stands below each sheet."""

FRONT = "codesign-"
"""Before the names of what the document says about itself."""
REFERENCE = f"{FRONT}reference"
"""The property that keeps the reference where the last line is lost."""

_TITLE = 255
"""Of so many characters may be a title among the properties."""


def properties(document: Document) -> Iterator[tuple[str, str]]:
    """Yield the names and values that the file keeps about itself."""
    yield from ((f"{FRONT}{key}", flat(value)) for key, value in document.front)
    if document.reference:
        yield REFERENCE, document.reference


def core_title(document: Document) -> str:
    """Return the title as the properties keep it."""
    return flat(document.title)[:_TITLE]
