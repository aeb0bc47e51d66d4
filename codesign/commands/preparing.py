"""Before a meeting: its questions, and what has to be seen to."""

from collections.abc import Mapping

import msgspec

from codesign.changes import Change, change
from codesign.commands.base import Maker, wanted
from codesign.errors import Refused
from codesign.model import Check, Meeting, Partnership, Question
from codesign.records import Records
from codesign.text import clean
from codesign.views.questions import next_number
from codesign.words import say


class AddQuestions(msgspec.Struct, frozen=True):
    """Add questions to a meeting, or to the partnership's own library. One that is asked already is not added
    again."""

    to: str
    """Id of the meeting or partnership."""
    texts: tuple[str, ...]
    block: str = ""

    def apply(self, records: Records, make: Maker) -> Change:
        before = _holder(records, self.to)
        asked = {each.text for each in before.questions.values() if not each.out}
        texts = dict.fromkeys(text for each in self.texts if (text := clean(each)))
        if not texts:
            raise Refused(say("refused.no-question"))
        block = _known_block(before, self.block)
        first = next_number(before.questions)
        added = {
            make.ids.new(): Question(text, number, block)
            for number, text in enumerate((each for each in texts if each not in asked), first)
        }
        if not added:
            return Change("", ())
        after = msgspec.structs.replace(before, questions={**before.questions, **added})
        what = next(iter(added.values())).text
        return change(say("label.questions-added", n=len(added), question=what), (before, after))


class ChangeQuestion(msgspec.Struct, frozen=True):
    """Rewrite a question, or ask it in another block; its number stays."""

    of: str
    """Id of the meeting or partnership."""
    question: str
    text: str
    block: str = ""

    def apply(self, records: Records, make: Maker) -> Change:
        del make
        before = _holder(records, self.of)
        question = _question(before, self.question)
        if not clean(self.text):
            raise Refused(say("refused.no-question"))
        written = msgspec.structs.replace(question, text=clean(self.text), block=_known_block(before, self.block))
        return _with(before, self.question, written, "label.question-changed")


class TakeOutQuestion(msgspec.Struct, frozen=True):
    """Take a question out of a meeting or of the partnership's library."""

    of: str
    """Id of the meeting or partnership."""
    question: str

    def apply(self, records: Records, make: Maker) -> Change:
        del make
        before = _holder(records, self.of)
        out = msgspec.structs.replace(_question(before, self.question), out=True)
        return _with(before, self.question, out, "label.question-out")


class TickOff(msgspec.Struct, frozen=True):
    """Tick a point of a meeting's checklist off, or take the tick away."""

    meeting: str
    point: str
    """Key of a usual point, or id of an own one."""
    done: bool

    def apply(self, records: Records, make: Maker) -> Change:
        del make
        before = wanted(records, Meeting, self.meeting)
        point = msgspec.structs.replace(before.checklist.get(self.point, Check()), done=self.done)
        checklist: Mapping[str, Check] = {**before.checklist, self.point: point}
        label = say("label.ticked" if self.done else "label.unticked", number=before.number)
        return change(label, (before, msgspec.structs.replace(before, checklist=checklist)))


class AddPoint(msgspec.Struct, frozen=True):
    """Add an own point to a meeting's checklist."""

    meeting: str
    text: str

    def apply(self, records: Records, make: Maker) -> Change:
        before = wanted(records, Meeting, self.meeting)
        if not (text := clean(self.text)):
            raise Refused(say("refused.no-point"))
        checklist = {**before.checklist, make.ids.new(): Check(text=text)}
        after = msgspec.structs.replace(before, checklist=checklist)
        return change(say("label.point-added", point=text), (before, after))


class TakeOutPoint(msgspec.Struct, frozen=True):
    """Take an own point off a meeting's checklist."""

    meeting: str
    point: str

    def apply(self, records: Records, make: Maker) -> Change:
        del make
        before = wanted(records, Meeting, self.meeting)
        point = before.checklist.get(self.point)
        if point is None or not point.text:
            raise Refused(say("refused.usual-point"))
        checklist = {key: each for key, each in before.checklist.items() if key != self.point}
        after = msgspec.structs.replace(before, checklist=checklist)
        return change(say("label.point-out", point=point.text), (before, after))


def _holder(records: Records, record: str) -> Meeting | Partnership:
    if records.get(Partnership, record) is not None:
        return wanted(records, Partnership, record)
    return wanted(records, Meeting, record)


def _question(holder: Meeting | Partnership, key: str) -> Question:
    question = holder.questions.get(key)
    if question is None or question.out:
        raise Refused(say("refused.gone"))
    return question


def _known_block(holder: Meeting | Partnership, block: str) -> str:
    return block if isinstance(holder, Meeting) and block in holder.blocks else ""


def _with(before: Meeting | Partnership, key: str, question: Question, label: str) -> Change:
    after = msgspec.structs.replace(before, questions={**before.questions, key: question})
    return change(say(label, question=question.text), (before, after))
