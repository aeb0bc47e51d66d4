"""Writing a document, and saying where it lies."""

from pathlib import Path
from typing import Any

from codesign.errors import CodesignError
from codesign.model import Meeting
from codesign.ports import today
from codesign.views.closing import usual_audience
from codesign.words import say
from exports.library import NOTES, document
from exports.prepare import Prepared, write
from screens.base import PartnershipScreen

Asker = PartnershipScreen[Any]


def write_out(screen: Asker, prepared: Prepared, exports: Path) -> str:
    """Write a document and keep on record that it left; return in words where it lies, or say why it is not
    written and return ""."""
    try:
        outcome, path, kept = write(prepared, exports, screen.opened.records)
    except CodesignError as error:
        screen.tell(str(error), bad=True)
        return ""
    if screen.complaint(kept):
        return ""
    return say("preview.written", outcome=say(f"export.{outcome.value}"), file=path)


def write_draft(screen: Asker, meeting: Meeting, exports: Path) -> str:
    """Write the notes of a meeting for the audience that this person wrote for last; return and say where they
    lie and what was held back, or say why they are not written and return ""."""
    opened = screen.opened
    audience = usual_audience(opened.records, opened.person)
    try:
        prepared = document(
            NOTES,
            opened.records,
            meeting,
            today(opened.clock),
            audience=audience,
            organisation=opened.organisation(),
        )
    except CodesignError as error:
        screen.tell(str(error), bad=True)
        return ""
    written = write_out(screen, prepared, exports)
    if not written:
        return ""
    words = say(f"permission.audience-{audience.value}")
    told = say("closing.written", audience=words, written=written, held=prepared.held_words)
    screen.tell(told)
    return told
