"""Writes the recall note after a withdrawal."""

from pathlib import Path

from msgspec.structs import replace

from codesign.model import Audience, Record
from codesign.opened import OpenPartnership
from codesign.ports import today
from codesign.views.withdrawing import carried, purged_with
from codesign.words import say
from exports.documents.recall_note import recall_note
from exports.files import file_name
from exports.formats import Format
from exports.prepare import Paper, Prepared, name, prepared, write

RECALL = "recall"


def recall(opened: OpenPartnership, record: Record) -> Prepared:
    """Prepare the note on a record whose words were purged.

    Raises:
        NotVerified: it does not read back as it was meant.
    """
    assert record.purged is not None
    records, zone = opened.records, opened.clock.zone()
    paper = Paper(
        kind=RECALL,
        subject=record,
        title=lambda: say("recall.title", partnership=name(records), number=record.number),
        day=record.purged.at.astimezone(zone).date(),
        audience=Audience.PARTNERS,
        build=lambda draft: recall_note(draft, record, zone),
    )
    note = prepared(paper, records, today(opened.clock), Format.MARKDOWN, opened.organisation())
    return replace(note, file=file_name(paper.day, say("doc.file-recall"), f"{name(records)} {record.number}"))


def write_recall(opened: OpenPartnership, record_id: str, folder: Path) -> Path | None:
    """Write the note on a record and keep that on record; None where no document had carried its words.

    Raises:
        NotVerified: it does not read back as it was meant.
        NotWritten: it cannot be written there.
        NotSaved: it is written, and cannot be kept on record.
    """
    record = opened.records.find(record_id)
    if record is None or record.purged is None:
        return None
    if not carried(opened.records, purged_with(opened.records, record), record.purged.at):
        return None
    _outcome, path, kept = write(recall(opened, record), folder, opened.records)
    opened.execute(kept)
    return path
