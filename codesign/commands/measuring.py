"""Measures with their readings, what changed, stories that were chosen, and learnings that are shared."""

import re
from collections.abc import Mapping
from datetime import date
from typing import Any

import msgspec

from codesign.changes import Change, change
from codesign.commands.base import Maker, wanted
from codesign.commands.cycles import released
from codesign.errors import Refused
from codesign.model import (
    Audience,
    Decision,
    Item,
    ItemKind,
    Measure,
    MeasureFamily,
    Outcome,
    OutcomeKind,
    Reading,
    Voice,
    VoiceKind,
)
from codesign.records import Records
from codesign.text import clean
from codesign.words import say

_WHEN = re.compile(r"\d{4}-(0[1-9]|1[0-2])")


class AddMeasure(msgspec.Struct, frozen=True):
    """Add a measure. `fields` are further ones of Measure, by name."""

    text: str
    family: MeasureFamily
    fields: Mapping[str, Any] = {}

    def apply(self, records: Records, make: Maker) -> Change:
        del records
        if not clean(self.text):
            raise Refused(say("refused.no-words"))
        measure = make.make(Measure, text=self.text, family=self.family, **self.fields)
        return change(say("label.measure", number=measure.number), (None, measure))


class Read(msgspec.Struct, frozen=True):
    """Write down a reading of a measure, for a month (2026-11) or a day (2026-11-05); None takes it out."""

    measure: str
    when: str
    reading: Reading | None

    def apply(self, records: Records, make: Maker) -> Change:
        del make
        before = wanted(records, Measure, self.measure)
        if not is_when(self.when):
            raise Refused(say("refused.no-month", text=self.when))
        readings = {when: each for when, each in before.readings.items() if when != self.when}
        if self.reading is not None:
            readings[self.when] = self.reading
        key = "label.read" if self.reading is not None else "label.reading-out"
        label = say(key, number=before.number, when=self.when)
        return change(label, (before, msgspec.structs.replace(before, readings=readings)))


def is_when(text: str) -> bool:
    """Tell whether a text is a month or a day of the calendar."""
    if _WHEN.fullmatch(text):
        return True
    try:
        return date.fromisoformat(text).isoformat() == text
    except ValueError:
        return False


class AddOutcome(msgspec.Struct, frozen=True):
    """Write down what changed, and what it came from."""

    text: str
    kind: OutcomeKind
    on: date | None = None
    origins: frozenset[str] = frozenset()

    def apply(self, records: Records, make: Maker) -> Change:
        del records
        if not clean(self.text):
            raise Refused(say("refused.no-words"))
        outcome = make.make(Outcome, text=self.text, kind=self.kind, on=self.on, origins=self.origins)
        return change(say("label.outcome", number=outcome.number), (None, outcome))


class ChooseStory(msgspec.Struct, frozen=True):
    """Say why a voice was chosen as a story of change; without words it is chosen no more. Who may read it is and
    stays its speaker's to say."""

    voice: str
    chosen: str

    def apply(self, records: Records, make: Maker) -> Change:
        del make
        before = wanted(records, Voice, self.voice)
        kind = VoiceKind.STORY if clean(self.chosen) else before.kind
        after = msgspec.structs.replace(before, chosen=self.chosen, kind=kind)
        label = say("label.chosen" if clean(self.chosen) else "label.not-chosen", number=before.number)
        return change(label, (before, after))


class ShareLearning(msgspec.Struct, frozen=True):
    """Let other partnerships read a learning, or with None no more."""

    item: str
    audience: Audience | None
    agreed_by: str = ""

    def apply(self, records: Records, make: Maker) -> Change:
        before = wanted(records, Item, self.item)
        if before.kind is not ItemKind.LEARNING:
            raise Refused(say("refused.no-learning", number=before.number))
        shared = released(self.audience, make, self.agreed_by) if self.audience else None
        label = say("label.shared" if shared else "label.not-shared", number=before.number)
        return change(label, (before, msgspec.structs.replace(before, shared=shared)))


class SayAffected(msgspec.Struct, frozen=True):
    """Write down whom a decision affects, and who of them was not in the room."""

    decision: str
    text: str

    def apply(self, records: Records, make: Maker) -> Change:
        del make
        before = wanted(records, Decision, self.decision)
        label = say("label.affected", number=before.number)
        return change(label, (before, msgspec.structs.replace(before, affected=self.text)))
