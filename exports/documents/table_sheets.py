"""Blank table sheets: one for each table and question, with numbered lines by which a typed-in line is found."""

from codesign.model import Meeting
from codesign.views.sheets import Sheet, sheets
from codesign.words import say
from exports.documents.pieces import Draft
from exports.documents.planned import notice
from exports.tree import Blanks, Boxes, Heading, PageBreak, Paragraph


def table_sheets(draft: Draft, meeting: Meeting, tables: int) -> None:
    """Fill a draft with the sheets of a meeting for so many tables."""
    for n, sheet in enumerate(sheets(meeting, tables)):
        if n:
            draft.add(PageBreak())
        draft.add(Heading(2, _heading(meeting, sheet)), Heading(3, _question(sheet)))
        draft.add(*notice(draft), Paragraph(say("paper.how-to-write")), Blanks(sheet.lines, _boxes()))


def _heading(meeting: Meeting, sheet: Sheet) -> str:
    if sheet.question is None:
        return say("paper.sheet", meeting=meeting.number, table=sheet.table)
    return say("paper.sheet-of", meeting=meeting.number, table=sheet.table, question=sheet.question.number)


def _question(sheet: Sheet) -> str:
    return sheet.question.text if sheet.question else say("paper.no-question")


def _boxes() -> tuple[Boxes, ...]:
    said = ("with-name", "with-role", "with-sector", "without-name", "not-recorded")
    read = ("the-room", "the-partners", "the-public")
    return (
        Boxes(say("paper.said-by"), tuple(say(f"paper.{each}") for each in said)),
        Boxes(say("paper.read-by"), tuple(say(f"paper.{each}") for each in read)),
    )
