"""Taking people's words out of everything that is kept: because they were withdrawn, or their time is over."""

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

import msgspec
from msgspec.structs import replace

from codesign.changes import Change, Edit
from codesign.commands.base import Maker
from codesign.errors import Refused
from codesign.model import ExportedItem, ExportRecord, Record, Reply, Voice, plain, table_of
from codesign.model.fields import gone_with_words, paths
from codesign.records import Records
from codesign.views.repeating import CUT, Holding
from codesign.views.withdrawing import Withdrawal, said_in, says
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
    reasons: tuple[str, ...] = ()
    """Voices of others whose reply quotes the words: its reason goes, they and their answer stay."""
    said: tuple[str, ...] = ()
    """What the records said before, to find that too in the other lines of documents."""

    def apply(self, records: Records, make: Maker) -> Change:
        del make
        found = [_there(records, each) for each in dict.fromkeys(self.records)]
        kept = [_there(records, each) for each in dict.fromkeys(self.earlier_only) if each not in self.records]
        answered = [_there(records, each) for each in dict.fromkeys(self.reasons) if each not in self.records]
        if not (found or kept):
            return Change("", ())
        gone = {each.id: each for each in found}
        words = {*self.said, *(text for each in found for text in said_in(each))}
        edits = (
            *(Edit(each.TABLE, each.id, self._stub(each), purges=True) for each in found),
            *(Edit(each.TABLE, each.id, _words_now(each), purges=True) for each in kept),
            *(Edit(each.TABLE, each.id, {}, purges=True, only=("because",)) for each in answered),
            *_documents(records, gone, frozenset(each.id for each in answered), words),
        )
        key = "label.withdrawn" if self.withdrawn else "label.purged"
        return Change(
            say(key, n=len(found) + len(kept), number=(*found, *kept)[0].number), edits, bookkeeping=True
        )

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
            elif record.reply is not None:
                stub["reply"] = _answer(record.reply)
        return stub


def withdrawing(plan: Withdrawal, kept: Iterable[str] = (), also: Iterable[str] = ()) -> Purge:
    """Return the command that withdraws a record's words. Records that say them again go too, but those whose ids
    are `kept`; so do the records `also`."""
    return replace(purging(plan, kept, also), withdrawn=True)


def purging(plan: Withdrawal, kept: Iterable[str] = (), also: Iterable[str] = ()) -> Purge:
    """Return the command that purges words whose time is over, and what repeats them; see `withdrawing`."""
    held = frozenset(kept)
    repeating = (each.id for each in plan.repeating if each.id not in held)
    return Purge(
        (*(each.id for each in plan.meant), *repeating, *also),
        tuple(each.id for each in plan.before if each.id not in held),
        reasons=tuple(each.id for each in plan.reasons),
        said=plan.said,
    )


def _answer(reply: Reply) -> Any:
    """Return what became of a voice, and when: nobody's words."""
    return msgspec.to_builtins(replace(reply, by=""))


def _documents(
    records: Records, gone: Mapping[str, Record], answered: frozenset[str], words: Iterable[str]
) -> Iterator[Edit]:
    """Yield what is left of documents of which other lines than those of the records say the words. That they said
    them stays known: as an item of whose words they were."""
    holding = Holding(words)
    for export in records.all(ExportRecord):
        if not any(map(holding, export.lines)):
            continue
        items = {number: _printed(item, gone, answered) for number, item in export.items.items()}
        told = [each for each in gone.values() if says(export, said_in(each))] or [*gone.values()][:1]
        items |= {each.number: ExportedItem(each.id, "") for each in told if each.number not in items}
        lines = [CUT if holding(line) else line for line in export.lines]
        now = dict(paths(ExportRecord, {"items": msgspec.to_builtins(items), "lines": lines}))
        yield Edit(ExportRecord.TABLE, export.id, now, purges=True, only=("lines",))


def _printed(item: ExportedItem, gone: Mapping[str, Record], answered: frozenset[str]) -> ExportedItem:
    if item.record in gone:
        return ExportedItem(item.record, "")
    if item.record in answered:
        return replace(item, fields={}, again=tuple(replace(each, fields={}) for each in item.again))
    return item


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
