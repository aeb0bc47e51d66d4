"""Deciding in the room: the question, the options, the votes, the concerns, the decision in one sentence.

Each command changes the decision as its author saw it, so that what two facilitators count at once is both kept.
"""

from collections.abc import Mapping
from datetime import date
from typing import Any

import msgspec

from codesign.changes import Change, change
from codesign.commands.base import Maker, wanted
from codesign.errors import Refused
from codesign.model import Decision, FistCounts, HowDecided, Reservation
from codesign.records import Records
from codesign.text import clean, folded, one_line
from codesign.views.deciding import standing
from codesign.words import say


class Ask(msgspec.Struct, frozen=True):
    """Put a question before the room. It is a decision in the making."""

    question: str
    meeting: str = ""
    block: str = ""

    def apply(self, records: Records, make: Maker) -> Change:
        del records
        _need_words(self.question)
        decision = make.make(Decision, question=self.question, meeting=self.meeting, block=self.block)
        return change(say("label.asked", number=decision.number), (None, decision))


class AddOption(msgspec.Struct, frozen=True):
    """Add something that could be chosen, after the other options."""

    seen: Decision
    option: str

    def apply(self, records: Records, make: Maker) -> Change:
        del make
        _need_words(self.option)
        option, now = one_line(self.option), wanted(records, Decision, self.seen.id)
        if folded(option) in map(folded, now.options):
            raise Refused(say("refused.option-there", option=option))
        place = max(now.options.values(), default=0) + 1
        label = say("label.option", number=self.seen.number, option=option)
        return _rewritten(records, label, self.seen, options={**self.seen.options, option: place})


class CountDots(msgspec.Struct, frozen=True):
    """Write down how many dots each option has, and how many each person had to spend."""

    seen: Decision
    dots: int
    counts: Mapping[str, int]

    def apply(self, records: Records, make: Maker) -> Change:
        del make
        if len(self.seen.options) < 2:
            raise Refused(say("refused.one-option"))
        known = self.seen.counts
        counted = {option: votes for option, votes in self.counts.items() if votes or option in known}
        counts = {**known, **counted}  # an option without a dot says nothing against what somebody else counts
        label = say("label.dots", number=self.seen.number, n=sum(counts.values()))
        return _rewritten(records, label, self.seen, dots=self.dots, counts=counts)


class ShowFists(msgspec.Struct, frozen=True):
    """Write down how many people of each sector showed how many fingers."""

    seen: Decision
    fists: Mapping[str, FistCounts]

    def apply(self, records: Records, make: Maker) -> Change:
        del make
        return _rewritten(records, say("label.fists", number=self.seen.number), self.seen, consent=self.fists)


class HearConcern(msgspec.Struct, frozen=True):
    """Put a concern on record, or with `key` write the one under it anew, its reply included."""

    seen: Decision
    concern: Reservation
    key: str = ""

    def apply(self, records: Records, make: Maker) -> Change:
        _need_words(self.concern.text)
        found = {**self.seen.reservations, self.key or make.ids.new(): self.concern}
        key = "label.replied" if self.concern.reply else "label.concern"
        return _rewritten(records, say(key, number=self.seen.number), self.seen, reservations=found)


class Decide(msgspec.Struct, frozen=True):
    """Write the decision in one sentence. What was decided on an earlier day keeps that day."""

    seen: Decision
    text: str
    how: HowDecided | None = None
    review: date | None = None

    def apply(self, records: Records, make: Maker) -> Change:
        _need_words(self.text)
        if len(self.seen.options) == 1:
            raise Refused(say("refused.one-option"))
        waiting = standing(self.seen.consent, self.seen.reservations).waiting
        label = say("label.decided-with" if waiting else "label.decided", number=self.seen.number, n=waiting)
        also = {path: texts for path, texts in self.seen.also.items() if path != "text"}
        agreed = self.seen.agreed or make.today
        fields: dict[str, Any] = {"text": self.text, "how": self.how, "review": self.review, "also": also}
        return _rewritten(records, label, self.seen, agreed=agreed, **fields)


class SetReview(msgspec.Struct, frozen=True):
    """Say when it shall be looked at again; None for on no day."""

    seen: Decision
    review: date | None

    def apply(self, records: Records, make: Maker) -> Change:
        del make
        return _rewritten(records, say("label.review", number=self.seen.number), self.seen, review=self.review)


def _need_words(text: str) -> None:
    if not clean(text):
        raise Refused(say("refused.no-words"))


def _rewritten(records: Records, label: str, seen: Decision, **fields: Any) -> Change:
    """Return the change of a decision from what its author saw; others' changes beside it stay."""
    wanted(records, Decision, seen.id)
    return change(label, (seen, msgspec.structs.replace(seen, **fields)))
