"""The recall note: which documents had carried words that were withdrawn, and what to do with them. It repeats
nothing of them."""

from collections.abc import Sequence
from datetime import tzinfo

from codesign.dates import long, stamp
from codesign.model import Record, Voice
from codesign.views.withdrawing import Carried
from codesign.words import name_of, say
from exports.documents.pieces import Draft
from exports.tree import Bullets, Paragraph, Table


def recall_note(
    draft: Draft, record: Record, others: Sequence[Record], found: Sequence[Carried], zone: tzinfo | None
) -> None:
    """Fill a draft with the note on a record whose words were purged, on others that were purged with it, and on
    the documents that had carried any of them."""
    assert record.purged is not None
    day = long(record.purged.at.astimezone(zone).date())
    is_over = isinstance(record, Voice) and not record.withdrawn
    about = "recall.about-over" if is_over else "recall.about"
    draft.add(Paragraph(say(about, number=record.number, kind=_kind(record), day=day)))
    if others:
        draft.add(
            Paragraph(say("recall.others", n=len(others), numbers=", ".join(each.number for each in others)))
        )
    draft.section("recall.to-do", Bullets(tuple(say(f"recall.{each}") for each in ("replace", "told", "answer"))))
    draft.section("recall.files", *([_table(found, zone)] if found else []))
    contact = draft.records.partnership.contact if draft.records.partnership else ""
    draft.add(Paragraph(say("recall.contact", contact=contact or say("doc.the-facilitator"))))


def _kind(record: Record) -> str:
    return name_of(record.kind.value, "voice-kind") if isinstance(record, Voice) else record.prefix


def _table(found: Sequence[Carried], zone: tzinfo | None) -> Table:
    head = ("file", "document", "audience", "left", "reference", "numbers")
    rows = (
        (
            each.file,
            say(f"doc.type-{each.document}"),
            say(f"permission.audience-{each.audience.value}"),
            stamp(each.left, zone),
            each.reference,
            ", ".join(each.numbers),
        )
        for each in found
    )
    return Table(tuple(say(f"recall.head-{each}") for each in head), tuple(rows))
