"""Following commitments up."""

import msgspec

from codesign.changes import Change, change
from codesign.commands.base import Maker, wanted
from codesign.errors import Refused
from codesign.model import Commitment, CommitmentState
from codesign.records import Records
from codesign.text import clean
from codesign.words import name_of, say


class Settle(msgspec.Struct, frozen=True):
    """Say what became of a commitment. Releasing one needs its reason."""

    commitment: str
    state: CommitmentState
    because: str = ""

    def apply(self, records: Records, make: Maker) -> Change:
        before = wanted(records, Commitment, self.commitment)
        if self.state is CommitmentState.RELEASED and not clean(self.because):
            raise Refused(say("refused.no-reason", number=before.number))
        after = msgspec.structs.replace(
            before,
            state=self.state,
            because=self.because,
            settled=None if self.state is CommitmentState.OPEN else make.today,
        )
        label = say("label.settled", number=before.number, state=name_of(self.state.value, "commitment-state"))
        return change(label, (before, after))
