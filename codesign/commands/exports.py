"""Keeping what left: which document, for whom, with which numbers and words."""

from collections.abc import Mapping
from datetime import date

import msgspec

from codesign.changes import Change, change
from codesign.commands.base import Maker
from codesign.model import Audience, CountedOut, ExportedItem, ExportRecord
from codesign.records import Records
from codesign.words import say


class RecordExport(msgspec.Struct, frozen=True):
    """Keep a document that was written. The same document written again is the same export."""

    reference: str
    document: str
    on: date
    audience: Audience
    subject: str
    file: str
    content: str
    digest: str
    items: Mapping[str, ExportedItem]
    counted: Mapping[str, CountedOut] = {}
    """How many people it told of which meeting, outside the room."""
    lines: tuple[str, ...] = ()

    def apply(self, records: Records, make: Maker) -> Change:
        if any(
            export.reference == self.reference and export.digest == self.digest and export.file == self.file
            for export in records.live(ExportRecord)
        ):
            return Change("", ())
        export = make.make(
            ExportRecord,
            reference=self.reference,
            document=self.document,
            on=self.on,
            audience=self.audience,
            subject=self.subject,
            file=self.file,
            content=self.content,
            digest=self.digest,
            items=self.items,
            counted=self.counted,
            lines=self.lines,
        )
        return change(say("label.exported", file=self.file), (None, export), bookkeeping=True)
