"""What tables answered: the counts of each question and table, and the lines of paper sheets that are typed in.

An answer is a voice of the meeting that names its table. Which question it answers stands in it, in the question's
words; a voice captured with `table:3` alone answers the question of its block, where the block has exactly one.
"""

from collections import Counter
from collections.abc import Mapping

import msgspec

from codesign.model import Meeting, Voice
from codesign.records import Records
from codesign.seating import Bounds, table_sizes
from codesign.text import one_line
from codesign.views import seating
from codesign.views.questions import asked, numbered
from codesign.views.sheets import SheetLine, line_number, split_number
from codesign.views.voices import captured


class Row(msgspec.Struct, frozen=True):
    """A question, and how many answers each table gave to it."""

    number: int
    """As printed on the sheets; 0 for none, and for a question that is not asked any more."""
    text: str
    """Its words; "" stands for answers to no question."""
    block: str
    counts: tuple[int, ...]
    """Answers of each table; the first is table 1."""

    @property
    def waiting(self) -> tuple[int, ...]:
        """The tables that have not answered yet."""
        return tuple(table for table, n in enumerate(self.counts, 1) if not n)


class Place(msgspec.Struct, frozen=True):
    """Where a typed line belongs."""

    table: int
    question: str
    """The question's words, "" for none."""


def answers(records: Records, meeting: Meeting) -> tuple[tuple[str, Voice], ...]:
    """Return what tables answered, each with the words of its question, in the order in which it was kept."""
    by_block: dict[str, list[str]] = {}
    for each in asked(meeting):
        by_block.setdefault(each.block, []).append(each.text)
    found = (each for each in captured(records, meeting) if isinstance(each, Voice) and each.table)
    return tuple((_question(each, by_block), each) for each in found if not each.withdrawn)


def _question(voice: Voice, by_block: Mapping[str, list[str]]) -> str:
    if voice.question:
        return voice.question
    here = by_block.get(voice.block, []) if voice.block else []
    return here[0] if len(here) == 1 else ""


def rows(records: Records, meeting: Meeting, also: Place | None = None) -> tuple[Row, ...]:
    """Return the questions of a meeting with their counts: those that are asked, in their order, then what else
    was answered. There is always one row; `also` is a place that is shown even if nobody answered there."""
    found = answers(records, meeting)
    counts = Counter((question, voice.table) for question, voice in found)
    most = max(table_count(records, meeting), also.table if also else 0)
    heads = [(each.number, each.text, each.block) for each in asked(meeting)]
    known = {text for _number, text, _block in heads}
    others = {question for question, _voice in found} | ({also.question} if also else set())
    heads += [(0, text, "") for text in sorted(others - known, reverse=True)]  # what answers no question is last
    return tuple(
        Row(number, text, block, tuple(counts[text, table] for table in range(1, most + 1)))
        for number, text, block in heads or [(0, "", "")]
    )


def table_count(records: Records, meeting: Meeting) -> int:
    """Return how many tables there are: those of the last round, or else as many as the people there would make,
    and at least as many as have answered."""
    made = seating.rounds(meeting)
    if made:
        tables = len(meeting.rounds[made[-1]].tables)
    else:
        tables = len(table_sizes(len(seating.guests(records, meeting)), Bounds()))
    highest = max((voice.table or 0 for _question, voice in answers(records, meeting)), default=0)
    return max(tables, highest, 1)


def of_table(records: Records, meeting: Meeting, question: str, table: int) -> tuple[Voice, ...]:
    """Return what one table answered to one question, oldest first."""
    return tuple(voice for found, voice in answers(records, meeting) if (found, voice.table) == (question, table))


class TypedIn(msgspec.Struct, frozen=True):
    """The lines of paper sheets, each with its place, and the numbers that name no question of the meeting."""

    lines: tuple[tuple[Place, str], ...]
    unknown: tuple[str, ...]
    last: Place
    """Where a further line without a number would belong."""


def typed_in(meeting: Meeting, text: str, at: Place) -> TypedIn:
    """Return the lines of a text of several lines, each where the number before it says.

    A line without a number belongs where the one above it does, the first to `at`. A number alone is a line of the
    sheet on which nothing was written; what follows it belongs there.
    """
    lines: list[tuple[Place, str]] = []
    unknown: list[str] = []
    for each in text.split("\n"):
        number, words = split_number(one_line(each))
        if number is not None:
            place = place_of(meeting, number)
            if place is None:
                unknown.append(line_number(number.table, number.question, number.line))
                continue
            at = place
        if words:
            lines.append((at, words))
    return TypedIn(tuple(lines), tuple(unknown), at)


def place_of(meeting: Meeting, number: SheetLine) -> Place | None:
    """Return the place that a number on a sheet names, or None where the meeting never had such a question. One
    that was taken out after the sheets were printed still has its place."""
    if not number.question:
        return Place(number.table, "")
    texts = {n: question.text for n, question in numbered(meeting.questions).values()}
    text = texts.get(number.question)
    return Place(number.table, text) if text is not None else None
