"""Writes the recall note after a withdrawal."""

from pathlib import Path

from msgspec.structs import replace

from codesign.model import Audience, Record
from codesign.opened import OpenPartnership
from codesign.organisation import in_words
from codesign.permissions import Sight
from codesign.ports import today
from codesign.views.withdrawing import had_carried, with_it
from codesign.words import say, speaking
from exports.documents.recall_note import recall_note
from exports.files import file_name
from exports.formats import Format
from exports.prepare import Paper, Prepared, name, prepared, write

RECALL = "recall"


def recall(opened: OpenPartnership, record: Record) -> Prepared:
    """Prepare the note on a record whose words were purged, for whoever had the documents.

    Raises:
        NotVerified: it does not read back as it was meant.
    """
    assert record.purged is not None
    records, zone, organisation = opened.records, opened.clock.zone(), opened.organisation()
    day = record.purged.at.astimezone(zone).date()
    language = opened.partnership.language
    with speaking(language, in_words(organisation, language)):
        sight = Sight(records, Audience.PARTNERS, today(opened.clock))
        paper = Paper(
            kind=RECALL,
            subject=sight.seen(record),
            title=say("recall.title", partnership=name(sight.records), number=record.number),
            day=day,
            build=lambda draft: recall_note(
                draft, record, with_it(records, record), had_carried(records, record), zone
            ),
        )
        note = prepared(paper, sight, Format.MARKDOWN, organisation)
        file = file_name(day, say("doc.file-recall"), name(sight.records), marks=(record.number,))
        return replace(note, file=file)


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
    if not had_carried(opened.records, record):
        return None
    _outcome, path, kept = write(recall(opened, record), folder, opened.records)
    opened.execute(kept)
    return path
