"""What the papers about a planned meeting have in common."""

from collections.abc import Iterable
from datetime import time, timedelta

import msgspec

from codesign.dates import long
from codesign.model import Block as AgendaBlock
from codesign.model import Meeting
from codesign.views import clock, notices, planning
from codesign.views.questions import Asked, asked
from codesign.words import name_of, say
from exports.documents.pieces import Draft
from exports.tree import Block, Bullets, Facts, Paragraph, Quote


def when(meeting: Meeting) -> str:
    """Return the day of a meeting, and from when to when where that is known."""
    over = planning.ends(meeting)
    if meeting.starts is None or over is None:
        return long(meeting.on)
    return say("paper.from-to", day=long(meeting.on), begins=hour(meeting.starts), ends=hour(over))


def hour(at: time | None) -> str:
    """Return a time of day as "18:00", "" where none is known."""
    return f"{at:%H:%M}" if at is not None else ""


def whole(meeting: Meeting) -> int:
    """Return the planned minutes of a meeting."""
    return sum(meeting.blocks[key].minutes for key in clock.leaves(meeting.blocks))


def where_and_when(meeting: Meeting) -> Facts:
    """Return when, where and how people meet."""
    pairs = {
        "field.date": when(meeting),
        "field.place": meeting.place or say("doc.not-set"),
        "field.how-we-meet": name_of(meeting.mode.value, "mode"),
        "field.event": meeting.event,
    }
    return Facts(tuple((say(key), value) for key, value in pairs.items() if value))


class Part(msgspec.Struct, frozen=True):
    """A block of the agenda in its place."""

    block: AgendaBlock
    depth: int
    at: str
    """The time of day at which it begins, "" where none is known."""
    since: str
    """How long after the start it begins, such as +0:25."""
    minutes: int

    @property
    def line(self) -> str:
        """Return it on one line of a programme."""
        words = say("paper.programme-line", at=self.at, title=self.block.title, n=self.minutes).strip()
        return f"{'— ' * self.depth}{words}"


def parts(meeting: Meeting) -> list[Part]:
    """Return the blocks of a meeting in their order."""
    blocks, at = meeting.blocks, planning.starts(meeting)
    leaves = set(clock.leaves(blocks))
    found, so_far = [], 0
    for key, depth in clock.order(blocks):
        minutes = clock.planned_minutes(blocks, key)
        since = f"+{clock.hours_minutes(timedelta(minutes=so_far))}"
        found.append(Part(blocks[key], depth, hour(at.get(key)), since, minutes))
        so_far += minutes if key in leaves else 0
    return found


def told(key: str, text: str) -> tuple[Block, ...]:
    """Return a text under our words, none where there is none."""
    return (Paragraph(f"{say(key)} {text}"),) if text else ()


def question_words(meeting: Meeting, question: Asked) -> str:
    """Return a question with its number and its part of the meeting."""
    block = meeting.blocks.get(question.block)
    if block is None:
        return say("paper.question", number=question.number, text=question.text)
    return say("paper.question-in", number=question.number, text=question.text, block=block.title)


def questions(meeting: Meeting) -> tuple[Block, ...]:
    """Return the questions of a meeting, none where there are none."""
    return bullets(question_words(meeting, each) for each in asked(meeting))


def bullets(lines: Iterable[str]) -> tuple[Block, ...]:
    """Return a list of lines, none where there are none."""
    found = tuple(lines)
    return (Bullets(found),) if found else ()


def notice(draft: Draft) -> tuple[Block, ...]:
    """Return the recording notice as the meeting shows it: the usual one where the partnership wrote none in its
    language."""
    partnership = draft.records.partnership
    text = notices.notice(partnership, partnership.language).text if partnership else ""
    return (Quote(text),) if text else ()


def contact(draft: Draft) -> str:
    """Return whom to write to."""
    found = draft.records.partnership.contact if draft.records.partnership else ""
    return found or say("doc.the-facilitator")
