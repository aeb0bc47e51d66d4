"""What a person allows to be done with their words."""

import msgspec

from codesign.changes import Change, change
from codesign.commands.base import Maker, wanted
from codesign.model import Permission, Voice
from codesign.records import Records
from codesign.words import say


class Permit(msgspec.Struct, frozen=True):
    """Write down how words may be used, or with None that nobody has said so yet."""

    voice: str
    permission: Permission | None

    def apply(self, records: Records, make: Maker) -> Change:
        del make
        before = wanted(records, Voice, self.voice)
        after = msgspec.structs.replace(before, permission=self.permission)
        return change(say("label.permitted", number=before.number), (before, after))
