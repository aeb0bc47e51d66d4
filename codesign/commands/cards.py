"""What can be done to a card."""

from dataclasses import dataclass
from datetime import date

import msgspec

from codesign.changes import Change, change
from codesign.commands.base import Maker, wanted
from codesign.errors import Refused
from codesign.model import PHASE_STATUSES, Item, Phase, Record
from codesign.records import Records
from codesign.views.board import last_rank
from codesign.words import name_of, say


@dataclass(frozen=True)
class Move:
    """Move a card to another phase, to the end of its column. It starts there at the phase's first status."""

    item: str
    phase: Phase

    def apply(self, records: Records, make: Maker) -> Change:
        del make
        before = wanted(records, Item, self.item)
        if before.phase is self.phase:
            return Change("", ())
        after = msgspec.structs.replace(
            before,
            status=PHASE_STATUSES[self.phase][0],
            rank=last_rank(records, self.phase) + 1,
        )
        label = say("label.moved", number=before.number, phase=name_of(self.phase.value, "phase"))
        return change(label, (before, after))


@dataclass(frozen=True)
class Advance:
    """Take a card to the next status of its phase; from the last one back to the first."""

    item: str

    def apply(self, records: Records, make: Maker) -> Change:
        del make
        before = wanted(records, Item, self.item)
        steps = PHASE_STATUSES[before.phase]
        status = steps[(steps.index(before.status) + 1) % len(steps)]
        after = msgspec.structs.replace(before, status=status)
        label = say("label.advanced", number=before.number, status=name_of(status.value, "status"))
        return change(label, (before, after))


@dataclass(frozen=True)
class Rewrite:
    """Write a card's fields. What somebody else wrote meanwhile into the same text is kept beside it."""

    seen: Item
    """The card as the person saw it when they began to write."""
    title: str
    text: str
    owners: frozenset[str]
    due: date | None
    tags: frozenset[str]

    def apply(self, records: Records, make: Maker) -> Change:
        del make
        wanted(records, Item, self.seen.id)
        if not self.title.strip():
            raise Refused(say("refused.no-title", number=self.seen.number))
        after = msgspec.structs.replace(
            self.seen, title=self.title, text=self.text, owners=self.owners, due=self.due, tags=self.tags
        )
        return change(say("label.rewritten", number=self.seen.number), (self.seen, after))


@dataclass(frozen=True)
class Vote:
    """Add votes to a card, or with a number below 0 take some away; never below none."""

    item: str
    votes: int

    def apply(self, records: Records, make: Maker) -> Change:
        del make
        before = wanted(records, Item, self.item)
        after = msgspec.structs.replace(before, votes=max(0, before.votes + self.votes))
        return change(say("label.voted", number=before.number, votes=after.votes), (before, after))


@dataclass(frozen=True)
class Archive:
    """Put a record out of sight. It keeps its number and its thread, and can be brought back by undo."""

    record: str

    def apply(self, records: Records, make: Maker) -> Change:
        del make
        found = records.find(self.record)
        before: Record = wanted(records, type(found), self.record) if found else _gone()
        after = msgspec.structs.replace(before, archived=True)
        return change(say("label.archived", number=before.number), (before, after))


def _gone() -> Record:
    raise Refused(say("refused.gone"))
