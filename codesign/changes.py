"""The change: what was, what is now, and why. One form for undo, history, journal, refresh and merging.

A change names only the paths that differ (see `codesign.model.fields`), so that taking it back touches
nothing that somebody else has done to the same record since.
"""

import functools
from collections.abc import Mapping
from datetime import datetime
from typing import Any, TypeVar

import msgspec

from codesign.errors import Refused
from codesign.model import InvalidRecord, Mark, Record, build, plain, table_of
from codesign.model.fields import paths, value_at
from codesign.records import Records
from codesign.text import clean
from codesign.words import say

R = TypeVar("R", bound=Record)


class Carried(msgspec.Struct, frozen=True, gc=False, omit_defaults=True):
    """What a record that is taken over whole brings with it: who made and changed it, and by path the texts that
    were written apart from the one that it shows."""

    made: Mark | None = None
    changed: Mark | None = None
    also: Mapping[str, tuple[str, ...]] = {}


class Edit(msgspec.Struct, frozen=True, gc=False, omit_defaults=True):
    """One record before and after, by path. None stands for "nothing there"; `made` says that it is new."""

    table: str
    id: str
    now: Mapping[str, Any]
    was: Mapping[str, Any] = {}
    made: bool = False
    beside: Mapping[str, tuple[str, ...]] = {}
    """By path, the other texts that the author saw beside the one in `was`, and which this one replaces too."""
    purges: bool = False
    """Whether it takes all words of the record that were written before out of everything that is kept, for ever.
    What is in `now` was written with it and stays."""
    only: tuple[str, ...] = ()
    """The names of the fields whose words alone it purges, where it does not purge those of the whole record."""
    carried: Carried | None = None
    """Set where the record was made elsewhere, and is taken over as it stood there."""


class Change(msgspec.Struct, frozen=True, gc=False, omit_defaults=True):
    """What one command did, all of it or nothing."""

    label: str
    edits: tuple[Edit, ...]
    undoes: str = ""
    """The stamp of the change that this one takes back; its label is the same."""
    again: bool = False
    """Set where what it takes back had itself taken something back."""
    bookkeeping: bool = False
    """What the program notes for itself, such as an export that was written: undo passes over it."""

    @property
    def told(self) -> str:
        """What it did, in words."""
        if not self.undoes:
            return self.label
        return say("label.redone" if self.again else "label.undone", what=self.label)


class Committed(msgspec.Struct, frozen=True, gc=False):
    """A change that is durable: who made it when, on which device, under which stamp.

    Stamps are unique, and sort in an order in which causes come before effects.
    """

    change: Change
    stamp: str
    by: str
    at: datetime
    device: str


def change(label: str, *pairs: tuple[Record | None, Record], bookkeeping: bool = False) -> Change:
    """Return the change that turns each first record of the pairs into the second; None makes a new one.

    Raises:
        Refused: a second record is not valid; the message names it and the field.
    """
    found = (_difference(before, after) for before, after in pairs)
    return Change(label, tuple(edit for edit in found if edit), bookkeeping=bookkeeping)


def _difference(before: Record | None, after: Record) -> Edit | None:
    kind = type(after)
    then = dict(paths(kind, plain(before))) if before is not None else {}
    now = dict(paths(kind, plain(_cleaned(before, after))))
    picked = {path for path in before.also if path not in after.also} if before is not None else set()
    different = {
        path: now.get(path) for path in [*now, *then] if now.get(path) != then.get(path) or path in picked
    }
    if not different:
        return None
    return Edit(
        kind.TABLE,
        after.id,
        now=different,
        was={path: then[path] for path in different if path in then},
        made=before is None,
        beside={path: before.also[path] for path in different if path in before.also} if before else {},
    )


def _cleaned(before: R | None, after: R) -> R:
    """Return a record with the words of its changed fields cleaned; the others were cleaned before.

    Raises:
        Refused: it is not valid; the message names the record and the field.
    """
    form = msgspec.to_builtins(after, str_keys=True)
    for name, own in _names(type(after)):
        if name in form and (before is None or getattr(before, own) != getattr(after, own)):
            form[name] = _clean(form[name])
    try:
        return build(type(after), form)
    except InvalidRecord as error:
        raise Refused(str(error)) from error


@functools.cache
def _names(kind: type[Record]) -> tuple[tuple[str, str], ...]:
    """Return what each field is called in a plain form, and what in Python."""
    return tuple((field.encode_name, field.name) for field in msgspec.structs.fields(kind))


def _clean(value: Any) -> Any:
    if isinstance(value, str):
        return clean(value)
    if isinstance(value, list | tuple):
        return [_clean(item) for item in value]
    if isinstance(value, dict):
        return {clean(key): _clean(item) for key, item in value.items()}
    return value


def swapped(done: Committed) -> Change:
    """Return the change that takes a change back. A record that it made is archived, not deleted."""
    edits = tuple(
        Edit(edit.table, edit.id, now={"archived": True}, was={})
        if edit.made
        else Edit(
            edit.table,
            edit.id,
            now={path: edit.was.get(path) for path in edit.now},
            was={path: value for path, value in edit.now.items() if value is not None},
        )
        for edit in reversed(done.change.edits)
    )
    again = bool(done.change.undoes) and not done.change.again
    return Change(done.change.label, edits, undoes=done.stamp, again=again)


def require_unchanged(done: Committed, records: Records) -> None:
    """Check that the records still stand as a change left them, so that it can be taken back.

    Raises:
        Refused: somebody has changed one of the same fields since; the message names record, field, person.
    """
    for edit in done.change.edits:
        kind = table_of(edit.table)
        record = records.get(kind, edit.id)
        if record is None:
            raise Refused(say("undo.gone", number=edit.id))
        form = plain(record)
        for path, value in edit.now.items():
            if value_at(kind, form, path) != value:
                who = record.changed.by if record.changed else "?"
                raise Refused(say("undo.changed", number=record.number, field=path.partition("/")[0], who=who))
