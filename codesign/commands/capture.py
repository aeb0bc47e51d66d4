"""From a captured line to the record that it becomes."""

from dataclasses import dataclass
from typing import Any

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
    Phase,
    Record,
    Voice,
    VoiceKind,
)
from codesign.records import Records
from codesign.views.board import last_rank
from codesign.words import say

_CARDS = {
    LineKind.NEED: (Phase.CO_DEFINE, ItemKind.NEED),
    LineKind.PARKED: (Phase.CO_DEFINE, ItemKind.QUESTION),
    LineKind.IDEA: (Phase.CO_DESIGN, ItemKind.IDEA),
    LineKind.ACTION: (Phase.CO_DESIGN, ItemKind.ACTION),
    LineKind.MEASURE_QUESTION: (Phase.CO_EVALUATE, ItemKind.MEASURE_QUESTION),
}


@dataclass(frozen=True)
class Capture:
    """Keep a line. In a meeting it belongs to the block that is running."""

    line: Line
    default: LineKind
    """What a line without a mark becomes where it was typed."""
    meeting: str = ""
    block: str = ""

    def apply(self, records: Records, make: Maker) -> Change:
        if not self.line.text:
            raise Refused(say("refused.no-words"))
        record = self._record(records, make)
        return change(say("label.captured", number=record.number), (None, record))

    def _record(self, records: Records, make: Maker) -> Record:
        line, kind = self.line, self.line.kind or self.default
        shared: dict[str, Any] = {
            "origins": origins(records, line.answers),
            "meeting": self.meeting,
            "block": self.block,
        }
        if kind in _CARDS:
            phase, item_kind = _CARDS[kind]
            return make.make(
                Item,
                kind=item_kind,
                status=PHASE_STATUSES[phase][0],
                title=line.text,
                owners=frozenset(line.owners),
                due=line.due,
                tags=frozenset(line.tags),
                parked=kind is LineKind.PARKED,
                rank=last_rank(records, phase) + 1,
                **shared,
            )
        if kind is LineKind.COMMITMENT:
            return make.make(
                Commitment,
                text=line.text,
                who=", ".join(line.owners),
                sector=line.sector,
                due=line.due,
                tags=frozenset(line.tags),
                **shared,
            )
        if kind is LineKind.DECISION:
            return make.make(Decision, text=line.text, agreed=make.today, review=line.due, **shared)
        return make.make(
            Voice,
            kind=VoiceKind.AHA if kind is LineKind.AHA else VoiceKind.VOICE,
            text=line.text,
            table=line.table,
            sector=line.sector,
            role=", ".join(line.owners),
            permission=_permission(line),
            **shared,
        )


def _permission(line: Line) -> Permission | None:
    if line.attribution is None:
        return None
    return Permission(line.attribution, line.audience or Audience.ROOM)
