"""Correcting a captured line: its words, and what it is."""

from typing import Any

import msgspec

from codesign.capture import Line
from codesign.changes import Change, change
from codesign.commands.amending import not_read_back, with_moved_date
from codesign.commands.base import Maker, wanted
from codesign.commands.capture import Lines, drawn, require_words
from codesign.commands.cards import placed
from codesign.commands.voices import NOT_RECORDED, permitted, takes_words_out, without_words
from codesign.errors import Refused
from codesign.model import Commitment, Item, Record, Voice
from codesign.records import Records
from codesign.views.thread import lineage
from codesign.words import say


class Correct(msgspec.Struct, frozen=True):
    """Write a captured record anew from the line that it is.

    Only what differs between the two lines is written, so that what a line cannot say stays as it is, and so does
    what somebody else has changed meanwhile; of a text that both rewrote, both are kept. Where the line has become
    one of another kind of record, a record of that kind takes the place of the one: it comes from what that came
    from, what came from that now comes from it, and the one is archived; where somebody else has rewritten that
    meanwhile, both stay.
    """

    seen: Record
    """The record as the person saw it when they began."""
    before: Line
    """The record as a line, as it was offered."""
    after: Line

    def apply(self, records: Records, make: Maker) -> Change:
        require_words(self.after)
        now = wanted(records, type(self.seen), self.seen.id)
        _kind, were = drawn(self.before, records)
        kind, fields = drawn(self.after, records)
        # a link that the line did not name stays
        fields["origins"] |= self.seen.origins - were["origins"]
        were["origins"] = self.seen.origins
        _check_thread(self.seen, fields["origins"] - self.seen.origins, records)
        if kind is not type(self.seen):
            return self._replaced(now, records, make, fields["origins"])
        different = {name: value for name, value in fields.items() if were[name] != value}
        # the texts that stand beside were not shown in the line, so nobody has picked one
        before = msgspec.structs.replace(self.seen, also={})
        after = msgspec.structs.replace(before, **different)
        if isinstance(after, Voice) and not self.after.is_recorded:
            return _unrecorded(records, now, after)
        if isinstance(before, Item) and isinstance(after, Item):
            after = placed(records, before, after, different)
        if isinstance(now, Commitment) and isinstance(after, Commitment):
            if "due" in different:
                after = with_moved_date(now, after)
            before, after = not_read_back(now, before, after)
        return change(say("label.amended", number=now.number), (before, after))

    def _replaced(self, now: Record, records: Records, make: Maker, origins: frozenset[str]) -> Change:
        where: Any = now
        made = Lines(records, make, where.meeting, where.block).record(self.after)
        gone = not self.after.is_recorded and bool(now.headline)
        old = without_words(now, now.headline) if gone else now
        if now.headline != self.seen.headline:
            # somebody else has rewritten it: their words stay where they are, beside these
            made = msgspec.structs.replace(made, origins=origins | {now.id})
            return change(say("label.captured", number=made.number), (None, made))
        made = msgspec.structs.replace(made, origins=origins)
        led = [
            (each, msgspec.structs.replace(each, origins=each.origins - {now.id} | {made.id}))
            for each in records.led_to(now.id)
        ]
        label = say("label.replaced", number=now.number, other=made.number)
        return change(
            label, (None, made), (now, msgspec.structs.replace(old, archived=True)), *led, bookkeeping=gone
        )


def _unrecorded(records: Records, now: Record, after: Voice) -> Change:
    """Return the change after which of a voice only that is known that somebody was heard."""
    assert isinstance(now, Voice), "a line of another kind is replaced"
    pairs = list(
        permitted(
            records,
            now,
            msgspec.structs.replace(now, sector=after.sector, table=after.table, permission=NOT_RECORDED),
        )
    )
    return change(say("label.unrecorded", n=1, number=now.number), *pairs, bookkeeping=takes_words_out(pairs))


def _check_thread(record: Record, added: frozenset[str], records: Records) -> None:
    """Check that a record does not come from what came from it."""
    for origin in filter(None, map(records.find, added)):
        if origin.id == record.id:
            raise Refused(say("refused.own-origin", number=record.number))
        if record.id in lineage(records, origin):
            raise Refused(say("refused.cycle", number=record.number, origin=origin.number))
