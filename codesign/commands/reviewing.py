"""Taking in what came back from a review, or turning it down: each proposal once, with the reviewer's name."""

from collections.abc import Callable
from typing import Any

import msgspec

from codesign.capture import Line
from codesign.changes import Change, change
from codesign.commands.amending import not_read_back, with_moved_date
from codesign.commands.base import Maker
from codesign.commands.capture import Lines
from codesign.errors import Refused
from codesign.model import (
    Commitment,
    CommitmentState,
    Decision,
    ExportRecord,
    Record,
    Reviewed,
    Voice,
    VoiceKind,
)
from codesign.records import Records
from codesign.text import clean, one_line
from codesign.words import say


class Rewrite(msgspec.Struct, frozen=True, tag=True):
    """Write a field of a record."""

    record: str
    field: str
    """Its name in Python."""
    value: Any
    seen: str | None = None
    """The words that were rewritten. Where others stand there by now, both are kept until somebody picks. None for
    what are no words: there the value takes the place of whatever is there."""


class AddNote(msgspec.Struct, frozen=True, tag=True):
    """Write a note beside a record."""

    record: str
    text: str


class AddRecord(msgspec.Struct, frozen=True, tag=True):
    """Make a record of a line. A decision is one that is still to be made."""

    line: Line
    meeting: str = ""


class PutAway(msgspec.Struct, frozen=True, tag=True):
    """Archive a record."""

    record: str


Does = Rewrite | AddNote | AddRecord | PutAway


class Accepted(msgspec.Struct, frozen=True):
    """A proposal that was accepted: what it is known by, and what it does."""

    key: str
    does: Does


class TakeIn(msgspec.Struct, frozen=True):
    """Accept proposals of a review, all of them in one change, and keep on record that they were. One that was
    settled before does nothing."""

    export: str
    """Id of the record of the document that came back."""
    by: str
    """The reviewer's name."""
    accepted: tuple[Accepted, ...]

    def apply(self, records: Records, make: Maker) -> Change:
        export = _export(records, self.export)
        open_ones = [each for each in self.accepted if each.key not in settled(records, export)]
        if not open_ones:
            return Change("", ())
        taken = _Taken(records, make, self.by)
        for each in open_ones:
            taken.take(each.does)
        label = say("label.reviewed", n=len(open_ones), what=taken.numbers, name=named(self.by))
        return change(label, *taken.pairs(), _noted(export, {each.key for each in open_ones}, self.by, taken=True))


class TurnDown(msgspec.Struct, frozen=True):
    """Reject proposals of a review: they are not shown again."""

    export: str
    by: str
    keys: tuple[str, ...]

    def apply(self, records: Records, make: Maker) -> Change:
        del make
        export = _export(records, self.export)
        keys = set(self.keys) - settled(records, export)
        if not keys:
            return Change("", ())
        label = say("label.turned-down", n=len(keys), name=named(self.by))
        return change(label, _noted(export, keys, self.by, taken=False))


def settled(records: Records, export: ExportRecord) -> set[str]:
    """Return the keys of the proposals that were accepted or rejected of a document, whichever of the files that
    were written of it came back."""
    return {
        key for each in records.all(ExportRecord) if each.reference == export.reference for key in each.reviewed
    }


def named(by: str) -> str:
    """Return the reviewer as they are named in the history."""
    return one_line(by) or say("review.somebody")


def _export(records: Records, record_id: str) -> ExportRecord:
    found = records.get(ExportRecord, record_id)
    if found is None:
        raise Refused(say("refused.gone"))
    return found


def _noted(export: ExportRecord, keys: set[str], by: str, *, taken: bool) -> tuple[Record, Record]:
    kept = dict.fromkeys(keys, Reviewed(taken, one_line(by)))
    return export, msgspec.structs.replace(export, reviewed={**export.reviewed, **kept})


class _Taken:
    """The records as they become, proposal by proposal."""

    def __init__(self, records: Records, make: Maker, by: str) -> None:
        self._records = records
        self._make = make
        self._by = by
        self._lines: dict[str, Lines] = {}
        self._changed: dict[str, tuple[Record, Record]] = {}
        self._made: list[Record] = []
        self._numbers: dict[str, None] = {}

    @property
    def numbers(self) -> str:
        """The numbers of the records that it is about."""
        return ", ".join(self._numbers)

    def pairs(self) -> list[tuple[Record | None, Record]]:
        """Return each record before and after."""
        return [*self._changed.values(), *((None, each) for each in self._made)]

    def take(self, does: Does) -> None:
        """Do what a proposal does.

        Raises:
            Refused: it cannot be done.
        """
        match does:
            case Rewrite():
                self._rewrite(does)
            case AddNote():
                self._note(does)
            case AddRecord():
                self._add(does)
            case PutAway():
                self._change(does.record, lambda now: msgspec.structs.replace(now, archived=True))

    def _change(self, record_id: str, rewrite: Callable[[Record], Record]) -> None:
        before, now = self._changed.get(record_id) or (self._there(record_id),) * 2
        self._changed[record_id] = before, rewrite(now)
        self._numbers[now.number] = None

    def _there(self, record_id: str) -> Record:
        found = self._records.find(record_id)
        if found is None:
            raise Refused(say("refused.gone"))
        return found

    def _rewrite(self, does: Rewrite) -> None:
        now = self._there(does.record)
        if now.archived:
            raise Refused(say("refused.archived", number=now.number))
        self._change(does.record, lambda record: self._rewritten(record, does))
        before, after = self._changed[does.record]
        if not clean(after.headline):
            raise Refused(say("refused.no-text", number=after.number))
        if does.seen is not None:
            before = msgspec.structs.replace(before, **{does.field: does.seen})
        if isinstance(now, Commitment) and isinstance(after, Commitment):
            before, after = not_read_back(now, before, after)
        self._changed[does.record] = before, after

    def _rewritten(self, record: Record, does: Rewrite) -> Record:
        after = msgspec.structs.replace(record, **{does.field: does.value})
        if not isinstance(after, Commitment) or not isinstance(record, Commitment):
            return after
        if does.field == "due":
            return with_moved_date(record, after)
        if does.field == "state":
            return self._settled(after)
        return after

    def _settled(self, after: Commitment) -> Commitment:
        if after.state is CommitmentState.RELEASED and not clean(after.because):
            raise Refused(say("refused.no-reason", number=after.number))
        is_open = after.state is CommitmentState.OPEN
        return msgspec.structs.replace(after, settled=None if is_open else self._make.today)

    def _note(self, does: AddNote) -> None:
        about = self._there(does.record)
        self._made.append(
            self._make.make(
                Voice,
                text=say("review.note", name=named(self._by), text=does.text),
                origins=frozenset({about.id}),
                kind=VoiceKind.NOTE,
            )
        )
        self._numbers[about.number] = None

    def _add(self, does: AddRecord) -> None:
        lines = self._lines.setdefault(does.meeting, Lines(self._records, self._make, does.meeting, ""))
        made = lines.record(does.line)
        if isinstance(made, Decision):
            made = msgspec.structs.replace(made, agreed=None)
        self._made.append(made)
        self._numbers[made.number] = None
