"""Documents that left and came back."""

import sys
from datetime import date
from pathlib import Path

from codesign.capture import Line, LineKind
from codesign.commands.capture import Capture
from codesign.commands.exports import RecordExport
from codesign.model import Audience, ExportRecord, Record
from codesign.opened import OpenPartnership
from exports import library
from exports.html import html
from exports.markdown import markdown
from exports.prepare import Prepared, write
from exports.review.compare import compare
from exports.review.printed import printed_items, printed_lines
from exports.review.proposals import Proposal
from exports.review.text import read_text
from exports.tree import Block, Bullets, Document, Facts, Heading, Numbered, NumberedItem, Paragraph, Quote, Table
from tests.support.doubles import StillClock, river

ON = date(2026, 11, 21)
FILES = Path(__file__).parent.parent / "fixtures" / "reviews"
REFERENCE = "2026-11-12-7f3a"


def leave(
    opened: OpenPartnership, folder: Path, kind: str = library.NOTES, audience: Audience = Audience.PARTNERS
) -> tuple[Prepared, ExportRecord]:
    """Write a document and keep on record that it left."""
    subject = library.subjects(kind, opened.records)[0]
    prepared = library.document(kind, opened.records, subject, ON, audience=audience)
    _outcome, _path, kept = write(prepared, folder, opened.records)
    opened.execute(kept)
    return prepared, newest(opened)


def newest(opened: OpenPartnership) -> ExportRecord:
    """Return the document that left last."""
    return max(opened.records.live(ExportRecord), key=lambda each: each.id)


def proposed(opened: OpenPartnership, export: ExportRecord, text: str) -> tuple[Proposal, ...]:
    """Return what a returned text proposes."""
    return compare(export, opened.records, read_text(text), ON)


Told = tuple[str, str, str, str]


def told(found: tuple[Proposal, ...]) -> list[Told]:
    """Return the kind, number, field and returned text of proposals."""
    return [(each.kind.value, each.number, each.field, each.returned) for each in found]


# A document that stays as it is, whatever becomes of those that the program writes: other programs have edited it.

_PROMISE = LineKind.COMMITMENT
_EVENING = "Phone the bus company about the evening buses that stop too early when the library is open late"
LINES = (
    Line(
        'Write to the school about the "survey" - ask for dates',
        _PROMISE,
        ("Town planner",),
        due=date(2026, 12, 1),
    ),
    Line(
        "Book room B_12 & check access [ramp]; see https://example.org/a_b",
        _PROMISE,
        ("Ana Roy",),
        due=date(2026, 11, 30),
    ),
    Line(
        "Send draft #2 to the elders' council, with *both* maps", _PROMISE, ("Sam O'Neil",), due=date(2026, 12, 11)
    ),
    Line(_EVENING, _PROMISE, ("Lee",)),
    Line("We meet on the first Thursday of each month", LineKind.DECISION),
    Line("Nobody can get home after eight", LineKind.NEED),
    Line("The lift is out of order half of the time", LineKind.NEED),
)


def sent(clock: StillClock | None = None) -> tuple[OpenPartnership, Document, ExportRecord]:
    """Return a partnership, a document of it, and what was kept when it left."""
    opened = river(clock)
    return opened, send(opened), newest(opened)


def send(opened: OpenPartnership) -> Document:
    """Fill a partnership, and return a document of it that left."""
    opened.execute(Capture(LINES))
    document = _document(opened)
    keep(opened, document)
    return document


def keep(opened: OpenPartnership, document: Document) -> ExportRecord:
    """Keep on record that a document left."""
    opened.execute(
        RecordExport(
            reference=REFERENCE,
            document="notes",
            on=date(2026, 11, 12),
            audience=Audience.ROOM,
            subject="",
            file="river.md",
            content="",
            digest="",
            items=printed_items(document),
            lines=printed_lines(document),
        )
    )
    return newest(opened)


def _document(opened: OpenPartnership) -> Document:
    def item(number: str, *fields: tuple[str, str], done: bool | None = None) -> NumberedItem:
        record: Record = opened.numbered(number)
        return NumberedItem(number, record.id, record.headline, fields, done)

    blocks: tuple[Block, ...] = (
        Facts((("Date", "Thursday 12 November 2026"), ("Place", "Community centre"))),
        Heading(2, "In one minute"),
        Bullets(("Decided: D1 We meet on the first Thursday of each month", "Next meeting: not set")),
        Heading(2, "Purpose and notice"),
        Paragraph("Agree what we do about the buses, and who writes to the school before the year is over."),
        Quote("We write down what is said so that nothing is forgotten. You can withdraw your words at any time."),
        Heading(2, "Who was there"),
        Table(("Sector", "People"), (("health", "7"), ("together", "7"))),
        Heading(2, "What we heard"),
        Heading(3, "What matters"),
        Numbered((item("N1"), item("N2", ("For", "D1 We meet on the first Thursday of each month")))),
        Heading(2, "Decisions"),
        Numbered((item("D1", ("Question", "not set")),)),
        Heading(2, "Commitments"),
        Numbered(
            (
                item("C1", ("Who", "Town planner"), ("By when", "2026-12-01"), done=False),
                item("C2", ("Who", "Ana Roy"), ("By when", "2026-11-30"), done=False),
                item("C3", ("Who", "Sam O'Neil"), ("By when", "2026-12-11"), done=False),
                item("C4", ("Who", "Lee"), ("By when", "not set"), done=False),
            )
        ),
        Heading(2, "How to correct these notes"),
        Paragraph("Change this text where it is wrong and send it back, with the number before the item."),
    )
    return Document("River Clean-up: meeting notes", "en", (), blocks, "Export reference", REFERENCE)


def main(folder: Path) -> None:
    """Write the document into a folder, for other programs to edit."""
    _opened, document, _export = sent()
    (folder / "sent.md").write_text(markdown(document), "utf-8")
    (folder / "sent.html").write_text(html(document), "utf-8")


if __name__ == "__main__":
    main(Path(sys.argv[1]))
