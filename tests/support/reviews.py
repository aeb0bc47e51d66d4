"""Documents that left and came back."""

from datetime import date
from pathlib import Path

from codesign.model import Audience, ExportRecord
from codesign.opened import OpenPartnership
from exports import library
from exports.prepare import Prepared, write
from exports.review.compare import compare
from exports.review.proposals import Proposal
from exports.review.text import read_text

ON = date(2026, 11, 21)
FILES = Path(__file__).parent.parent / "fixtures" / "reviews"


def leave(
    opened: OpenPartnership, folder: Path, kind: str = library.NOTES, audience: Audience = Audience.PARTNERS
) -> tuple[Prepared, ExportRecord]:
    """Write a document and keep on record that it left."""
    subject = library.subjects(kind, opened.records)[0]
    prepared = library.document(kind, opened.records, subject, ON, audience=audience)
    _outcome, _path, kept = write(prepared, folder, opened.records)
    opened.execute(kept)
    return prepared, max(opened.records.live(ExportRecord), key=lambda each: each.id)


def proposed(opened: OpenPartnership, export: ExportRecord, text: str) -> tuple[Proposal, ...]:
    """Return what a returned text proposes."""
    return compare(export, opened.records, read_text(text), ON)


def told(found: tuple[Proposal, ...]) -> list[tuple[str, str, str, str]]:
    """Return the kind, number, field and returned text of proposals."""
    return [(each.kind.value, each.number, each.field, each.returned) for each in found]
