"""Documents in French come back, and are understood: their colons, quotation marks and names of fields."""

from pathlib import Path

import pytest

from codesign.commands.amending import Amend
from codesign.opened import OpenPartnership
from codesign.templates import usual_sectors
from exports.formats import Format
from exports.library import NOTES, VISION, document, subjects
from exports.prepare import write
from exports.review.proposals import Proposal
from exports.review.reading import left, open_proposals, read_returned, require_reference
from tests.support.doubles import NOW, demo

TODAY = NOW.date()
KINDS = (NOTES, VISION, "decision", "action-log")


def french() -> OpenPartnership:
    opened = demo()
    opened.execute(Amend(opened.partnership, {"language": "fr", "sectors": usual_sectors("fr")}))
    return opened


def sent(opened: OpenPartnership, kind: str, form: Format, folder: Path) -> bytes:
    """Write a document as people send it, and return its bytes."""
    prepared = document(kind, opened.records, subjects(kind, opened.records)[0], TODAY, form=form)
    _outcome, path, kept = write(prepared, folder, opened.records)
    opened.execute(kept)
    return path.read_bytes()


def proposed(opened: OpenPartnership, raw: bytes) -> tuple[Proposal, ...]:
    returned = read_returned(raw)
    export = left(opened.records, require_reference(returned))
    assert export is not None
    return open_proposals(export, opened.records, returned, TODAY)


@pytest.mark.parametrize("form", [Format.MARKDOWN, Format.DOCX])
@pytest.mark.parametrize("kind", KINDS)
def test_what_nobody_has_edited_proposes_nothing(kind: str, form: Format, tmp_path: Path) -> None:
    opened = french()
    assert proposed(opened, sent(opened, kind, form, tmp_path)) == ()


def test_what_somebody_has_edited_is_found(tmp_path: Path) -> None:
    opened = french()
    text = sent(opened, NOTES, Format.MARKDOWN, tmp_path).decode()
    before = "Pour quand\N{NO-BREAK SPACE}: 2026-12-03"
    assert text.count(before) == 1
    # as another program leaves it: no space before the colon
    found = proposed(opened, text.replace(before, "Pour quand: 4 décembre 2026").encode())
    assert [(each.number, each.field) for each in found] == [("C15", "Pour quand")]
