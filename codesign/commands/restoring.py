"""Bringing back what could not be saved, and what a field once said."""

from collections.abc import Iterator

import msgspec

from codesign.changes import Change, Edit
from codesign.commands.base import Maker
from codesign.errors import Refused
from codesign.model import table_of
from codesign.records import Records
from codesign.words import say


class BringBack(msgspec.Struct, frozen=True):
    """Make a change that was kept when it could not be saved.

    What it made gets a new number where its own was given to something else since. What it wrote over is
    replaced only if it still stands there; else both are kept, as with everything that was written apart.
    """

    kept: Change

    def apply(self, records: Records, make: Maker) -> Change:
        edits = tuple(self._edits(records, make))
        if not edits:
            raise Refused(say("rescue.there-already", what=self.kept.told))
        label = say("label.brought-back", what=self.kept.label)
        return Change(label, edits, bookkeeping=self.kept.bookkeeping)

    def _edits(self, records: Records, make: Maker) -> Iterator[Edit]:
        for edit in self.kept.edits:
            there = records.get(table_of(edit.table), edit.id)
            if edit.made:
                if there is None:
                    yield self._renumbered(edit, records, make)
            elif there is None:
                raise Refused(say("refused.gone"))
            else:
                yield edit

    @staticmethod
    def _renumbered(edit: Edit, records: Records, make: Maker) -> Edit:
        number = str(edit.now.get("number", ""))
        if not records.numbered(number):
            return edit
        prefix = "".join(character for character in number if character.isupper())
        return msgspec.structs.replace(edit, now={**edit.now, "number": make.number(prefix)})
