"""The rows of the screen before a meeting: papers, questions and the points of the checklist, under headings."""

from collections.abc import Iterator

import msgspec

from codesign.model import Meeting
from codesign.views.checklist import ToCheck, checklist
from codesign.views.questions import Asked, asked
from codesign.words import say
from screens.widgets.lines import Line, shown, wrapped


class Heading(msgspec.Struct, frozen=True):
    """A heading, on which the cursor does not stand."""

    words: str


class PaperRow(msgspec.Struct, frozen=True):
    """A paper that can be looked at and written."""

    kind: str


class QuestionRow(msgspec.Struct, frozen=True):
    """A question of the meeting."""

    asked: Asked
    block: str
    """Title of its part, "" for none."""


class PointRow(msgspec.Struct, frozen=True):
    """A point of the checklist."""

    point: ToCheck


Row = Heading | PaperRow | QuestionRow | PointRow


def rows_of(meeting: Meeting, papers: tuple[str, ...]) -> Iterator[Row]:
    """Yield the rows for a meeting."""
    yield Heading(say("papers.papers"))
    yield from map(PaperRow, papers)
    questions = asked(meeting)
    yield Heading(say("papers.questions", n=len(questions)))
    for each in questions:
        block = meeting.blocks.get(each.block)
        yield QuestionRow(each, block.title if block else "")
    for group in checklist(meeting):
        done = sum(each.done for each in group.points)
        yield Heading(say("papers.group", title=group.title, done=done, n=len(group.points)))
        yield from map(PointRow, group.points)


def key_of(row: Row) -> str:
    """Return what a row is about, whatever its state."""
    match row:
        case Heading(words):
            return f"heading {words.partition(':')[0]}"
        case PaperRow(kind):
            return f"paper {kind}"
        case QuestionRow(question):
            return f"question {question.key}"
        case PointRow(point):
            return f"point {point.key}"


def draw_row(row: Row, width: int) -> list[Line]:
    """Return the lines of a row."""
    match row:
        case Heading(words):
            return [(), *(((line, "strong"),) for line in wrapped(shown(words), width))]
        case PaperRow(kind):
            return [((f"  {say(f'doc.type-{kind}')}", ""),)]
        case QuestionRow(question, block):
            lines = _marked(f"{question.number:>2}  ", question.text, width)
            return [*lines, *(((f"    {line}", "dim"),) for line in wrapped(shown(block), width - 4) if line)]
        case PointRow(point):
            return _marked("[x] " if point.done else "[ ] ", point.text, width, "dim" if point.done else "")


def _marked(mark: str, text: str, width: int, style: str = "") -> list[Line]:
    first, *rest = wrapped(shown(text), width - len(mark))
    blank = " " * len(mark)
    return [((mark, "accent"), (first, style)), *(((blank, ""), (line, style)) for line in rest)]
