"""Take a whole partnership over from a bundle, into a place where there is none yet."""

import msgspec

from codesign.changes import Carried, Change, change
from codesign.errors import Refused
from codesign.model import Record
from codesign.records import Records
from codesign.words import say


class TakeOver(msgspec.Struct, frozen=True):
    """Take records over as they stood elsewhere: with their ids, numbers and marks, all of them in one change."""

    records: tuple[Record, ...]

    def onto(self, there: Records) -> Change:
        """Return the change that it is where nothing is yet.

        Raises:
            Refused: there is something.
        """
        if len(there):
            raise Refused(say("bundle.not-empty"))
        whole = change(say("label.bundle"), *((None, each) for each in self.records), bookkeeping=True)
        carried = {each.id: Carried(each.made, each.changed, each.also) for each in self.records}
        edits = (msgspec.structs.replace(edit, carried=carried[edit.id]) for edit in whole.edits)
        return msgspec.structs.replace(whole, edits=tuple(edits))
