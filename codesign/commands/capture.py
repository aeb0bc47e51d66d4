"""From a captured line to the record that it becomes."""

from typing import Any

import msgspec

from codesign.capture import Line, LineKind
from codesign.changes import Change, change
from codesign.commands.base import Maker, origins
from codesign.errors import Refused
from codesign.model import (
    PHASE_STATUSES,
    Audience,
    Commitment,
    Decision,
    Item,
    ItemKind,
    Permission,
    Person,
    Phase,
    Record,
    Voice,
    VoiceKind,
)
from codesign.records import Records
from codesign.text import folded
from codesign.words import say

_CARDS = {
    LineKind.NEED: (Phase.CO_DEFINE, ItemKind.NEED),
    LineKind.PARKED: (Phase.CO_DEFINE, ItemKind.QUESTION),
    LineKind.IDEA: (Phase.CO_DESIGN, ItemKind.IDEA),
    LineKind.ACTION: (Phase.CO_DESIGN, ItemKind.ACTION),
    LineKind.MEASURE_QUESTION: (Phase.CO_EVALUATE, ItemKind.MEASURE_QUESTION),
}


class Capture(msgspec.Struct, frozen=True):
    """Keep lines, all of them in one change. In a meeting they belong to the block that is running."""

    lines: tuple[Line, ...]
    meeting: str = ""
    block: str = ""

    def apply(self, records: Records, make: Maker) -> Change:
        for line in self.lines:
            if not any(character.isalnum() or ord(character) > 0x2FFF for character in line.text):
                raise Refused(say("refused.no-words"))
        made = _Lines(records, make, self.meeting, self.block)
        kept = [made.record(line) for line in self.lines]
        key = "label.captured" if len(kept) == 1 else "label.captured-all"
        label = say(key, n=len(kept), number=kept[0].number, last=kept[-1].number)
        return change(label, *((None, record) for record in kept))


class _Lines:
    """Makes the records of lines, each card at the end of its column."""

    def __init__(self, records: Records, make: Maker, meeting: str, block: str) -> None:
        self._records = records
        self._make = make
        self._where = {"meeting": meeting, "block": block}
        self._ranks: dict[Phase, float] = {}

    def record(self, line: Line) -> Record:
        """Return the record that a line becomes."""
        shared: dict[str, Any] = {
            "origins": origins(self._records, line.answers),
            "tags": frozenset(line.tags),
            **self._where,
        }
        if line.kind in _CARDS:
            return self._card(line, shared)
        if line.kind is LineKind.COMMITMENT:
            who = ", ".join(line.owners)
            return self._make.make(Commitment, text=line.text, who=who, sector=line.sector, due=line.due, **shared)
        if line.kind is LineKind.DECISION:
            return self._make.make(Decision, text=line.text, agreed=self._make.today, review=line.due, **shared)
        return self._voice(line, shared)

    def _card(self, line: Line, shared: dict[str, Any]) -> Item:
        phase, kind = _CARDS[line.kind]
        self._ranks[phase] = self._ranks.get(phase, self._records.last_rank(phase)) + 1
        return self._make.make(
            Item,
            kind=kind,
            status=PHASE_STATUSES[phase][0],
            title=line.text,
            owners=frozenset(line.owners),
            due=line.due,
            parked=line.kind is LineKind.PARKED,
            rank=self._ranks[phase],
            **shared,
        )

    def _voice(self, line: Line, shared: dict[str, Any]) -> Voice:
        """A speaker who is known here is kept as a person, whose name their permission guards; any other word
        for them is a role."""
        people = {folded(person.name): person for person in self._records.live(Person)}
        speaker = next((people[folded(owner)] for owner in line.owners if folded(owner) in people), None)
        return self._make.make(
            Voice,
            kind=VoiceKind.AHA if line.kind is LineKind.AHA else VoiceKind.VOICE,
            text=line.text,
            table=line.table,
            sector=line.sector or (speaker.sector if speaker else ""),
            role=", ".join(owner for owner in line.owners if folded(owner) not in people),
            person=speaker.id if speaker else "",
            permission=_permission(line),
            **shared,
        )


def _permission(line: Line) -> Permission | None:
    if line.attribution is None:
        return None
    return Permission(line.attribution, line.audience or Audience.ROOM)
