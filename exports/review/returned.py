"""What came back: a reviewed document as its readers found it, whichever program it came from.

The readers (of Markdown and pasted text, of a word processor's file) find out what stands there and judge nothing.
What it means is found by comparing it with what was exported and with what the records say now.
"""

import msgspec


class Remark(msgspec.Struct, frozen=True):
    """Something a reviewer said about the document, beside its words."""

    by: str
    """The reviewer's name as their program wrote it; empty where nothing tells it."""
    text: str


class ReturnedItem(msgspec.Struct, frozen=True):
    """One item of the returned document: a line that bears a number, or a new line among such items."""

    number: str
    """As it stands there, for example A12; empty where the item bears none (it is new, or its number was lost)."""
    text: str
    """Its words with every tracked insertion taken in and every tracked deletion left out, on one line, without
    the box and the number. Empty where the number stands but all its words were deleted."""
    fields: tuple[tuple[str, str], ...] = ()
    """The label as printed, without its colon, and the value, in order; a value that was deleted is empty."""
    done: bool | None = None
    """Whether its box is ticked; None for no box."""
    comments: tuple[Remark, ...] = ()
    """What was said about this item: comments anchored in it or in its fields, and lines written below it."""
    by: tuple[str, ...] = ()
    """The authors of the tracked changes in it and in its fields, each once, in order of appearance."""
    under: str = ""
    """The heading under which it stands, where that is known: of a new item it tells what kind it is."""


class Returned(msgspec.Struct, frozen=True):
    """A returned document. Nothing of it is lost: what belongs to no item stands in `loose`."""

    reference: str = ""
    """The reference of its last line, for example 2026-11-21-7f3a; empty where it was lost."""
    items: tuple[ReturnedItem, ...] = ()
    """In their order; a number that stands there twice is there twice, an item that was deleted is not there."""
    loose: tuple[str, ...] = ()
    """Headings, paragraphs and rows of tables that belong to no item, one per entry, in order."""
    remarks: tuple[Remark, ...] = ()
    """Comments that are anchored to nothing that bears a number."""
