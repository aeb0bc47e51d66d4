"""What somebody typed on a card and did not save yet; the names of those drafts."""

from codesign.model import Record
from codesign.opened import OpenPartnership


def edit_draft(opened: OpenPartnership, record: Record) -> str:
    """Return the key under which the fields of a record are kept while they are written."""
    return f"{opened.folder} edit {record.number}"


def note_draft(opened: OpenPartnership, record: Record) -> str:
    """Return the key under which a note is kept while it is written."""
    return f"{opened.folder} note {record.number}"


def has_draft(opened: OpenPartnership, record: Record) -> bool:
    """Tell whether this person has typed something for a record and not saved it. It reads no file, so that a
    board may ask it for each card that it draws."""
    return opened.drafts.has(edit_draft(opened, record)) or opened.drafts.has(note_draft(opened, record))
