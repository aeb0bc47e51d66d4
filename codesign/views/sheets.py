"""Blank table sheets: which there are, and the numbers of their lines.

A line is named T<table>-<question>-<line>: T3-2-1 is the first line of table 3 on question 2 of the meeting. The
question's number is `Asked.number` (codesign/views/questions.py), which stays when other questions are taken out;
0 stands on the sheet of a meeting without questions, for anything a table wants to say. The numbers are the
meeting's own: a sheet bears the meeting's number in its title.

`split_number` is for whoever types sheets in: it takes the number off the beginning of a line.
"""

import re

import msgspec

from codesign.model import Meeting
from codesign.patterns import pattern
from codesign.records import Records
from codesign.views.attendance import attendance
from codesign.views.questions import Asked, asked

LINES = 6
"""Lines to write on for each question."""
MOST_TABLES = 99
AT_A_TABLE = 5
USUAL_PEOPLE = 25

_BETWEEN = r"(?:\s*[-./\u2010-\u2015]\s*|\s+)"
_NUMBER = pattern(rf"[Tt]\s?(\d{{1,2}}){_BETWEEN}(\d{{1,3}}){_BETWEEN}(\d{{1,3}})(?!\w):?", re.ASCII)
"""People type it with points, blanks or a long hyphen. The T must be there: a line may begin with a date."""


class SheetLine(msgspec.Struct, frozen=True):
    """Where a line stands; tables and lines count from 1, question 0 is none."""

    table: int
    question: int
    line: int

    def __str__(self) -> str:
        return line_number(self.table, self.question, self.line)


class Sheet(msgspec.Struct, frozen=True):
    """What one table writes on about one question."""

    table: int
    question: Asked | None
    """None where the meeting has no questions."""
    lines: tuple[str, ...]
    """The numbers of its lines."""


def usual_tables(records: Records, meeting: Meeting) -> int:
    """Return a number of tables to begin with: five people at each, for as many as were counted at this meeting,
    or else at the last one at which anybody was counted."""
    counted = [
        sum(people.values())
        for each in sorted(records.live(Meeting), key=lambda each: (each.id == meeting.id, each.on))
        if (people := attendance(records, each))
    ]
    return min(-(-(counted[-1] if counted else USUAL_PEOPLE) // AT_A_TABLE), MOST_TABLES)


def sheets(meeting: Meeting, tables: int, lines: int = LINES) -> tuple[Sheet, ...]:
    """Return a sheet for each table and question, a table's sheets together."""
    questions: tuple[Asked | None, ...] = asked(meeting) or (None,)
    return tuple(
        Sheet(table, question, tuple(_numbers(table, question, lines)))
        for table in range(1, min(tables, MOST_TABLES) + 1)
        for question in questions
    )


def _numbers(table: int, question: Asked | None, lines: int) -> list[str]:
    number = question.number if question else 0
    return [line_number(table, number, line) for line in range(1, lines + 1)]


def line_number(table: int, question: int, line: int) -> str:
    """Return the number of a line, such as T3-2-1."""
    return f"T{table}-{question}-{line}"


def read_number(text: str) -> SheetLine | None:
    """Return the line that a number names, or None where it is none: T3-2-1, t3.2.1, T3 2 1."""
    found, rest = split_number(text)
    return found if not rest else None


def split_number(text: str) -> tuple[SheetLine | None, str]:
    """Return the line that the number at the beginning of a text names, and the words after it; None and the text
    where it begins with no such number."""
    found = _NUMBER.match(text.strip())
    if found is None:
        return None, text
    table, question, line = map(int, found.groups())
    if not table or not line:
        return None, text
    return SheetLine(table, question, line), text.strip()[found.end() :].strip()
