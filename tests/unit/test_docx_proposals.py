"""What is proposed when a Word file comes back that two people edited with changes recorded, and commented on."""

from datetime import date

import pytest

from codesign.changes import Change, change
from codesign.commands import Maker
from codesign.model import SCHEMA, Commitment, CommitmentState, ExportRecord, Record, Voice
from codesign.opened import OpenPartnership
from codesign.records import Records
from exports.review.compare import compare
from exports.review.docx import read_docx
from tests.support.doubles import river
from tests.support.reviews import ON, keep, told
from tests.support.word import FIXTURES, SENT


class _AsSent:
    """A command that makes the records of which the document tells."""

    def apply(self, records: Records, make: Maker) -> Change:
        del records, make
        promise = CommitmentState.KEPT
        found: tuple[Record, ...] = (
            Voice(id="v3", number="V3", schema=SCHEMA, text="Nobody told us that the ramp was gone."),
            Voice(id="v4", number="V4", schema=SCHEMA, text="The bus leaves before the clinic closes."),
            Commitment(
                id="c12",
                number="C12",
                schema=SCHEMA,
                text="Write to the school about the survey",
                who="town planner",
                due=date(2026, 12, 1),
            ),
            Commitment(
                id="c13",
                number="C13",
                schema=SCHEMA,
                text="Book the boat house for May",
                who="school principal",
                due=date(2026, 12, 8),
                because="It is dry there.",
            ),
            Commitment(
                id="c14",
                number="C14",
                schema=SCHEMA,
                text="Count the steps to the hall",
                who="library",
                state=promise,
            ),
        )
        return change("as sent", *((None, each) for each in found))


@pytest.fixture
def left() -> tuple[OpenPartnership, ExportRecord]:
    opened = river()
    opened.execute(_AsSent())
    return opened, keep(opened, SENT)


@pytest.mark.parametrize(
    "name", ["sent", "libreoffice-resaved", "libreoffice-through-odt", "pandoc-through-markdown"]
)
def test_where_nobody_changed_anything_nothing_is_proposed(
    left: tuple[OpenPartnership, ExportRecord], name: str
) -> None:
    opened, export = left
    assert compare(export, opened.records, read_docx((FIXTURES / f"{name}.docx").read_bytes()), ON) == ()


def test_every_change_and_comment_is_proposed_with_who_made_it(left: tuple[OpenPartnership, ExportRecord]) -> None:
    opened, export = left
    found = compare(export, opened.records, read_docx((FIXTURES / "libreoffice-changes.docx").read_bytes()), ON)
    assert told(found) == [
        ("comment", "V3", "", "Is this about the north door?"),
        ("change", "C12", "", "Write to the school about the survey and the school council"),
        ("change", "C12", "By when", "2026-12-15"),
        ("change", "C13", "", "Book the boat house for June"),
        ("cleared", "C13", "Because", ""),
        ("comment", "C13", "", "She has left; ask the new one."),
        ("comment", "C14", "", "We also need a ramp"),
        ("missing", "V4", "", ""),
        ("comment", "", "", "The library was there too."),
    ]
    assert [each.by for each in found] == [
        "Jo Kim",
        *["Maria López"] * 2,
        *["Jo Kim, Maria López"] * 2,
        "Maria López",
        "Jo Kim",
        "",
        "Jo Kim",
    ]
    assert [each.number for each in found if not each.safe] == ["C13", "V4"]
