"""What can be done to a card alone."""

from dataclasses import dataclass

import msgspec

from codesign.changes import Change, change
from codesign.commands.base import Maker, wanted
from codesign.errors import Refused
from codesign.model import PHASE_STATUSES, Item, Phase
from codesign.records import Records
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
        rank = records.last_rank(self.phase) + 1
        after = msgspec.structs.replace(before, status=PHASE_STATUSES[self.phase][0], rank=rank)
        label = say("label.moved", number=before.number, phase=name_of(self.phase.value, "phase"))
        return change(label, (before, after))


@dataclass(frozen=True)
class Advance:
    """Take a card to the next status of its phase, or with steps below 0 back."""

    item: str
    steps: int = 1

    def apply(self, records: Records, make: Maker) -> Change:
        del make
        before = wanted(records, Item, self.item)
        statuses = PHASE_STATUSES[before.phase]
        place = statuses.index(before.status) + self.steps
        if not 0 <= place < len(statuses):
            key = "refused.last-status" if self.steps > 0 else "refused.first-status"
            raise Refused(say(key, number=before.number, status=name_of(before.status.value, "status")))
        after = msgspec.structs.replace(before, status=statuses[place])
        label = say("label.advanced", number=before.number, status=name_of(after.status.value, "status"))
        return change(label, (before, after))


@dataclass(frozen=True)
class Vote:
    """Add votes to a card, or with a number below 0 take some away; never below none."""

    item: str
    votes: int

    def apply(self, records: Records, make: Maker) -> Change:
        del make
        before = wanted(records, Item, self.item)
        after = msgspec.structs.replace(before, votes=max(0, before.votes + self.votes))
        return change(say("label.voted", number=before.number, n=after.votes), (before, after))
