"""From a captured line to the record that it becomes."""

from typing import Any

import msgspec

from codesign.capture import Line, LineKind, has_words
from codesign.changes import Change, change
from codesign.commands.base import Maker, origins
from codesign.commands.voices import NOT_RECORDED
from codesign.errors import Refused
from codesign.model import (
    PHASE_STATUSES,
    Commitment,
    Decision,
    Item,
    ItemKind,
    Person,
    Phase,
    Record,
    Voice,
    VoiceKind,
)
from codesign.records import Records
from codesign.text import folded
from codesign.words import say

_WORDS = {
    LineKind.VOICE: VoiceKind.VOICE,
    LineKind.SUCCESS: VoiceKind.SUCCESS,
    LineKind.CHALLENGE: VoiceKind.CHALLENGE,
    LineKind.AHA: VoiceKind.AHA,
    LineKind.NOTE: VoiceKind.NOTE,
}
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
            require_words(line)
        made = Lines(records, make, self.meeting, self.block)
        kept = [made.record(line) for line in self.lines]
        key = "label.captured" if len(kept) == 1 else "label.captured-all"
        label = say(key, n=len(kept), number=kept[0].number, last=kept[-1].number)
        return change(label, *((None, record) for record in kept))


def require_words(line: Line) -> None:
    """Check that a line says something; that somebody was heard whose words are not to be recorded is enough.

    Raises:
        Refused: it has marks and tokens only.
    """
    if line.is_recorded and not has_words(line.text):
        raise Refused(say("refused.no-words"))


def drawn(line: Line, records: Records) -> tuple[type[Record], dict[str, Any]]:
    """Return which kind of record a line becomes, and the fields that the line itself gives to it.

    Raises:
        NotFound: it names a number that none or more than one bears.
    """
    shared: dict[str, Any] = {"origins": origins(records, line.answers), "tags": frozenset(line.tags)}
    if line.kind in _CARDS:
        _phase, kind = _CARDS[line.kind]
        card = {"title": line.text, "owners": frozenset(line.owners), "due": line.due}
        return Item, {"kind": kind, **card, "parked": line.kind is LineKind.PARKED, **shared}
    if line.kind is LineKind.COMMITMENT:
        promise = {"text": line.text, "who": ", ".join(line.owners), "sector": line.sector, "due": line.due}
        return Commitment, {**promise, **shared}
    if line.kind is LineKind.DECISION:
        return Decision, {"text": line.text, "review": line.due, **shared}
    if not line.is_recorded:
        return Voice, _unrecorded(line, records)
    return Voice, {**_voice(line, records), **shared}


def _voice(line: Line, records: Records) -> dict[str, Any]:
    """A speaker who is known here is kept as a person, whose name their permission guards; any other word for
    them is a role. A sector that was named wins over the one that the person usually speaks from."""
    people = {folded(person.name): person for person in records.live(Person)}
    speaker = next((people[folded(owner)] for owner in line.owners if folded(owner) in people), None)
    return {
        "kind": _WORDS[line.kind],
        "text": line.text,
        "table": line.table,
        "sector": line.sector or (speaker.sector if speaker else ""),
        "role": ", ".join(owner for owner in line.owners if folded(owner) not in people),
        "person": speaker.id if speaker else "",
        "permission": line.permission,
    }


def _unrecorded(line: Line, records: Records) -> dict[str, Any]:
    """Of words that are not to be recorded it is kept that somebody was heard: in which sector, at which table."""
    said = _voice(line, records)
    kept = {"text": "", "role": "", "person": "", "permission": NOT_RECORDED}
    return {**said, **kept, "origins": origins(records, line.answers), "tags": frozenset()}


class Lines:
    """Makes the records of lines, each card at the end of its column."""

    def __init__(self, records: Records, make: Maker, meeting: str, block: str) -> None:
        self._records = records
        self._make = make
        self._where = {"meeting": meeting, "block": block}
        self._ranks: dict[Phase, float] = {}

    def record(self, line: Line) -> Record:
        """Return the record that a line becomes."""
        kind, fields = drawn(line, self._records)
        return self._make.make(kind, **fields, **self._where, **self._placed(line))

    def _placed(self, line: Line) -> dict[str, Any]:
        """Return what a record has from being new, beside its words."""
        if line.kind is LineKind.DECISION:
            return {"agreed": self._make.today}
        if line.kind not in _CARDS:
            return {}
        phase, _kind = _CARDS[line.kind]
        self._ranks[phase] = self._ranks.get(phase, self._records.last_rank(phase)) + 1
        return {"status": PHASE_STATUSES[phase][0], "rank": self._ranks[phase]}
