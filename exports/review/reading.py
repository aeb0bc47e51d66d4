"""From the bytes that came back to what they say, and to the document that had left."""

from collections.abc import Iterable
from datetime import date

from codesign.commands.reviewing import Accepted, settled
from codesign.errors import NotFound, Refused
from codesign.imports.decoding import decoded
from codesign.model import ExportRecord
from codesign.records import Records
from codesign.words import LANGUAGE, say, speaking
from exports.review.compare import compare
from exports.review.proposals import Kind, Proposal
from exports.review.returned import Returned
from exports.review.text import read_text

_WORD = b"PK\x03\x04"
"""How a Word file begins."""


def read_returned(raw: bytes) -> Returned:
    """Return what a file says, whichever program it comes from.

    Raises:
        Refused: it cannot be read; the message says why.
    """
    if raw.startswith(_WORD):
        from exports.review.docx import read_docx  # its import costs time, and most files are text

        return read_docx(raw)
    text, _note = decoded(raw)
    if not text.strip():
        raise Refused(say("review.empty"))
    return read_text(text)


def left(records: Records, reference: str) -> ExportRecord | None:
    """Return the document with a reference as it was kept when it left, the latest file of it; None for none."""
    found = [each for each in records.live(ExportRecord) if each.reference == reference]
    return max(found, key=lambda each: each.id, default=None)


def require_reference(returned: Returned) -> str:
    """Return the reference of what came back.

    Raises:
        NotFound: it has none.
    """
    if not returned.reference:
        raise NotFound(say("review.no-reference", label=say("doc.reference")))
    return returned.reference


def open_proposals(export: ExportRecord, records: Records, returned: Returned, on: date) -> tuple[Proposal, ...]:
    """Return the proposals that nobody has accepted or rejected yet."""
    partnership = records.partnership
    with speaking(partnership.language if partnership else LANGUAGE):
        found = compare(export, records, returned, on)
    done = settled(records, export)
    return tuple(each for each in found if each.key not in done)


def reviewers(returned: Returned) -> tuple[str, ...]:
    """Return who has written in a file, as far as it tells, in order of appearance."""
    found = [name for item in returned.items for name in (*item.by, *(each.by for each in item.comments))]
    found += [each.by for each in returned.remarks]
    return tuple(dict.fromkeys(each for each in found if each))


def all_safe(proposals: Iterable[Proposal]) -> tuple[Proposal, ...]:
    """Return those that may be accepted without being looked at."""
    return tuple(each for each in proposals if each.safe)


def all_but_missing(proposals: Iterable[Proposal]) -> tuple[Proposal, ...]:
    """Return those that somebody may accept together. What is missing is no wish to put it away: people send back
    one page of three."""
    return tuple(each for each in proposals if each.kind is not Kind.MISSING)


def accepted(proposals: Iterable[Proposal]) -> tuple[Accepted, ...]:
    """Return proposals as what accepting them does."""
    return tuple(Accepted(each.key, each.does) for each in proposals)
