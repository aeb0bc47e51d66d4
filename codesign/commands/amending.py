"""Writing the fields of a record anew, putting it away, and making another record of it."""

from collections.abc import Mapping
from typing import Any

import msgspec

from codesign.capture import Line, LineKind
from codesign.changes import Change, change
from codesign.commands.base import Maker, wanted
from codesign.commands.capture import Capture
from codesign.commands.cards import placed
from codesign.commands.several import rewritten
from codesign.commands.voices import require_recorded
from codesign.errors import Refused
from codesign.model import Commitment, Item, Record
from codesign.model.fields import field_named
from codesign.records import Records
from codesign.text import clean
from codesign.words import say


class Amend(msgspec.Struct, frozen=True):
    """Write fields of a record. What somebody else wrote meanwhile into the same text is kept beside it; texts
    that already stood beside each other were shown to the person, who has picked by writing."""

    seen: Record
    """The record as the person saw it when they began to write."""
    fields: Mapping[str, Any]
    """The new values, by the fields' names in Python."""

    def apply(self, records: Records, make: Maker) -> Change:
        del make
        now = wanted(records, type(self.seen), self.seen.id)
        after = msgspec.structs.replace(self.seen, **self.fields, also={})
        require_recorded(after)
        if not clean(after.headline) and after.headline != self.seen.headline:
            raise Refused(say("refused.no-text", number=self.seen.number))
        seen = self.seen
        if isinstance(now, Commitment) and isinstance(after, Commitment):
            if "due" in self.fields:
                after = with_moved_date(now, after)
            seen, after = not_read_back(now, seen, after)
        if isinstance(now, Item) and isinstance(after, Item):
            after = placed(records, now, after, self.fields)
        return change(say("label.amended", number=self.seen.number), (seen, after))


class Pick(msgspec.Struct, frozen=True):
    """Choose one of the texts that were written apart in a field; the others stay in the history."""

    seen: Record
    """The record as the person saw it."""
    path: str
    """The field, by its plain name."""
    text: str

    def apply(self, records: Records, make: Maker) -> Change:
        del make
        wanted(records, type(self.seen), self.seen.id)
        also = {path: texts for path, texts in self.seen.also.items() if path != self.path}
        field = field_named(type(self.seen), self.path)
        after = msgspec.structs.replace(self.seen, **{field: self.text}, also=also)
        require_recorded(after)
        return change(say("label.picked", number=self.seen.number), (self.seen, after))


def with_moved_date(before: Commitment, after: Commitment) -> Commitment:
    """Keep the date that a commitment has now, whichever the person saw."""
    if before.due is None or before.due == after.due:
        return after
    return msgspec.structs.replace(after, moved_from=(*before.moved_from, before.due))


_READ_ALOUD = ("who", "text", "due")


def not_read_back(now: Commitment, seen: Record, after: Commitment) -> tuple[Record, Commitment]:
    """Return a commitment before and after it is rewritten. Where something else is promised now than what was
    read back, it is to be read back again, whichever the person saw."""
    if not now.read_back or all(getattr(seen, each) == getattr(after, each) for each in _READ_ALOUD):
        return seen, after
    return msgspec.structs.replace(seen, read_back=True), msgspec.structs.replace(after, read_back=False)


class Archive(msgspec.Struct, frozen=True):
    """Put records out of sight, or with `archived` False bring them back. They keep number and thread."""

    records: tuple[str, ...]
    archived: bool = True

    def apply(self, records: Records, make: Maker) -> Change:
        del make
        found = [records.find(each) for each in dict.fromkeys(self.records)]
        here = [each for each in found if each is not None]
        if not here or len(here) < len(found):
            raise Refused(say("refused.gone"))
        return rewritten(
            "label.archived" if self.archived else "label.restored",
            here,
            lambda record: msgspec.structs.replace(record, archived=self.archived),
        )


class TurnInto(msgspec.Struct, frozen=True):
    """Make a record of another kind from the words of one. The one stays, and the other names it as its origin."""

    record: str
    kind: LineKind

    def apply(self, records: Records, make: Maker) -> Change:
        before = records.find(self.record)
        if before is None:
            raise Refused(say("refused.gone"))
        line = Line(before.headline, self.kind, answers=(before.number,))
        meeting, block = str(getattr(before, "meeting", "")), str(getattr(before, "block", ""))
        return Capture((line,), meeting, block).apply(records, make)
