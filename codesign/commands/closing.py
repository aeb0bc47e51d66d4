"""Closing a meeting: what was seen of how people worked together, and when they meet next."""

from datetime import date

import msgspec

from codesign.changes import Change, change
from codesign.commands.base import Maker, wanted
from codesign.errors import Refused
from codesign.model import Meeting, PracticeCell, PracticeEvidence
from codesign.records import Records
from codesign.text import clean
from codesign.words import name_of, say


class Observe(msgspec.Struct, frozen=True):
    """Write down in one line what was seen of a way of doing integration."""

    meeting: str
    cell: PracticeCell
    text: str
    missed: bool = False
    """Whether it was a chance that was missed."""

    def apply(self, records: Records, make: Maker) -> Change:
        before = wanted(records, Meeting, self.meeting)
        if not clean(self.text):
            raise Refused(say("refused.no-observation"))
        seen = PracticeEvidence(self.cell, self.text, self.missed)
        after = msgspec.structs.replace(before, practice={**before.practice, make.ids.new(): seen})
        key = "label.missed" if self.missed else "label.observed"
        return change(say(key, cell=name_of(self.cell, "practice")), (before, after))


class Reobserve(msgspec.Struct, frozen=True):
    """Write an observation anew, or without words take it out."""

    meeting: str
    key: str
    text: str
    missed: bool

    def apply(self, records: Records, make: Maker) -> Change:
        del make
        before = wanted(records, Meeting, self.meeting)
        if self.key not in before.practice:
            raise Refused(say("refused.gone"))
        cell, others = before.practice[self.key].cell, dict(before.practice)
        del others[self.key]
        kept = {self.key: PracticeEvidence(cell, self.text, self.missed)} if clean(self.text) else {}
        label = say("label.observed" if kept else "label.not-observed", cell=name_of(cell, "practice"))
        return change(label, (before, msgspec.structs.replace(before, practice={**others, **kept})))


class MeetNext(msgspec.Struct, frozen=True):
    """Say when the next meeting is; None for not known."""

    meeting: str
    day: date | None

    def apply(self, records: Records, make: Maker) -> Change:
        del make
        before = wanted(records, Meeting, self.meeting)
        label = say("label.next-date", day=self.day.isoformat() if self.day else say("doc.not-set"))
        return change(label, (before, msgspec.structs.replace(before, next_date=self.day)))
