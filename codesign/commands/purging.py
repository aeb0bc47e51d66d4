"""Taking people's words out of everything that is kept: because they were withdrawn, or their time is over."""

from collections.abc import Iterable
from typing import Any

import msgspec

from codesign.changes import Change, Edit
from codesign.commands.base import Maker
from codesign.errors import Refused
from codesign.model import Record, Voice, plain, table_of
from codesign.model.fields import gone_with_words, paths
from codesign.records import Records
from codesign.views.withdrawing import Withdrawal
from codesign.words import say


class Purge(msgspec.Struct, frozen=True):
    """Purge the words of records, all of them in one change. It cannot be taken back.

    What is committed says which records they are, and holds no words. `Store.purge` takes them off the disk then.
    """

    records: tuple[str, ...]
    earlier_only: tuple[str, ...] = ()
    """Records whose words as they stand now are kept, and only what they said before is purged."""
    withdrawn: bool = False
    """Whether whoever said them took them back."""

    def apply(self, records: Records, make: Maker) -> Change:
        del make
        found = [_there(records, each) for each in dict.fromkeys(self.records)]
        kept = [_there(records, each) for each in dict.fromkeys(self.earlier_only) if each not in self.records]
        if not (found or kept):
            return Change("", ())
        edits = (
            *(Edit(each.TABLE, each.id, self._stub(each), purges=True) for each in found),
            *(Edit(each.TABLE, each.id, _words_now(each), purges=True) for each in kept),
        )
        key = "label.withdrawn" if self.withdrawn else "label.purged"
        return Change(say(key, n=len(edits), number=(*found, *kept)[0].number), edits, bookkeeping=True)

    def _stub(self, record: Record) -> dict[str, Any]:
        """Return what shows which record it was, also where nothing else of it ever arrives."""
        form = plain(record)
        gone = gone_with_words(type(record))
        required = {each.encode_name for each in msgspec.structs.fields(record) if each.required}
        stub = {name: form[name] for name in sorted(required - gone - {"id"})}
        if isinstance(record, Voice):
            stub["kind"] = record.kind.value
            if self.withdrawn:
                stub["withdrawn"] = True
        return stub


def withdrawing(plan: Withdrawal, kept: Iterable[str] = (), also: Iterable[str] = ()) -> Purge:
    """Return the command that withdraws a record's words. Records that say them again go too, but those whose ids
    are `kept`; so do the records `also`."""
    held = frozenset(kept)
    repeating = (each.id for each in plan.repeating if each.id not in held)
    before = tuple(each.id for each in plan.before if each.id not in held)
    return Purge((plan.record.id, *repeating, *also), before, withdrawn=True)


def _words_now(record: Record) -> dict[str, Any]:
    gone = gone_with_words(type(record))
    return {path: value for path, value in paths(type(record), plain(record)) if path.partition("/")[0] in gone}


def _there(records: Records, record_id: str) -> Record:
    record = records.find(record_id)
    if record is None:
        raise Refused(say("refused.gone"))
    return record


def require_not_purged(change: Change, records: Records) -> None:
    """Refuse a change that writes words where the words were purged for ever: they would not be kept.

    Raises:
        Refused: it does.
    """
    for edit in change.edits:
        kind = table_of(edit.table)
        record = records.get(kind, edit.id) if kind.NEVER_AGAIN and not edit.purges else None
        if record is not None and record.purged is not None:
            gone = gone_with_words(kind)
            if any(value and path.partition("/")[0] in gone for path, value in edit.now.items()):
                raise Refused(say("refused.purged", number=record.number))
