"""What has left: each document that was written, for whom, and which numbers and words it held."""

import enum
from collections.abc import Mapping
from datetime import date

import msgspec

from codesign.model.record import Record


class Audience(enum.StrEnum):
    """Who may read, from the narrowest to the widest."""

    ROOM = "room"
    PARTNERS = "partners"
    PUBLIC = "public"

    def reaches(self, other: "Audience") -> bool:
        """Tell whether words permitted for this audience may be shown to the other."""
        order = list(Audience)
        return order.index(self) >= order.index(other)


class ExportedItem(msgspec.Struct, frozen=True, gc=False, omit_defaults=True):
    """One numbered item as a document printed it: its record, its words, and its fields by name."""

    record: str
    text: str
    fields: Mapping[str, str] = {}
    done: bool | None = None
    """Whether its box was ticked; None for no box."""
    again: tuple["ExportedItem", ...] = ()
    """How the same document printed the same record further down."""


class Reviewed(msgspec.Struct, frozen=True, gc=False, omit_defaults=True):
    """What became of a proposal of somebody who reviewed the document."""

    taken: bool
    by: str = ""
    """The reviewer's name."""


class CountedOut(msgspec.Struct, frozen=True, gc=False, omit_defaults=True):
    """How a document told how many people of each sector were at a meeting: which sectors it showed one by one,
    and whether it put others together."""

    shown: tuple[str, ...] = ()
    merged: bool = False


class ExportRecord(Record, frozen=True, kw_only=True):
    TABLE = "exports"
    PREFIX = "EX"
    WORDS = frozenset({"lines"})

    reference: str
    """The last line of the document, for example 2026-11-21-7f3a; finds this record again."""
    document: str
    on: date
    audience: Audience
    subject: str = ""
    """Id of the record that the document is about: a meeting, a vision."""
    file: str = ""
    """The name of the file that was written, without its folder."""
    content: str = ""
    """SHA-256 of what the document says, in hex, without what it says about itself."""
    digest: str = ""
    """SHA-256 of the file, in hex: tells an edited file from an untouched one."""
    items: Mapping[str, ExportedItem] = {}
    """By the number printed in the document."""
    counted: Mapping[str, CountedOut] = {}
    """By the id of the meeting: what a later document may not tell differently (docs/decisions/0021)."""
    lines: tuple[str, ...] = ()
    """All other words of the document, in order: a heading, a paragraph, a cell in each."""
    reviewed: Mapping[str, Reviewed] = {}
    """The proposals that were accepted or rejected when it came back, by their keys."""

    @property
    def headline(self) -> str:
        return f"{self.document} {self.reference}"
