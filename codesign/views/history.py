"""What happened to a partnership and to each record: who changed what when, and which texts stood there before."""

from collections.abc import Iterable, Iterator
from datetime import datetime
from typing import Any

import msgspec

from codesign.changes import Change, Committed, Edit
from codesign.model import Record, plain, table_of
from codesign.model.fields import Rule, rule_of, value_at
from codesign.records import Records


class EarlierText(msgspec.Struct, frozen=True):
    """A text that once stood in a field of a record."""

    path: str
    text: str
    by: str
    at: datetime


def earlier_texts(history: Iterable[Committed], record: Record) -> tuple[EarlierText, ...]:
    """Return the texts that a record's fields held before and do not hold now, the latest first, each once."""
    kind, form = type(record), plain(record)
    found: dict[tuple[str, str], EarlierText] = {}
    for done in history:
        for edit in done.change.edits:
            if edit.id != record.id:
                continue
            if done.change.bookkeeping and any(rule_of(kind, path) is Rule.TEXT for path in edit.now):
                found.clear()  # these words were taken out for good
                continue
            for path, value in edit.now.items():
                if rule_of(kind, path) is Rule.TEXT and isinstance(value, str) and value:
                    found.pop((path, value), None)
                    found[path, value] = EarlierText(path, value, done.by, done.at)
    return tuple(
        reversed([each for each in found.values() if value_at(kind, form, each.path) not in {each.text, None, ""}])
    )


def texts_apart(record: Record) -> tuple[tuple[str, str], ...]:
    """Return by path the texts that were written apart from each other, of each field the one shown first."""
    form = plain(record)
    return tuple((path, text) for path, texts in record.also.items() for text in (str(form.get(path, "")), *texts))


def told_in_full(done: Committed, records: Records) -> dict[str, Any]:
    """Return a change in a form for scripts: when, who, what, and of each record every path before and after."""
    return {
        "stamp": done.stamp,
        "at": done.at,
        "by": done.by,
        "device": done.device,
        "what": done.change.told,
        "undoes": done.change.undoes or None,
        "records": [_edit(edit, records) for edit in done.change.edits],
    }


def _edit(edit: Edit, records: Records) -> dict[str, Any]:
    record = records.find(edit.id)
    return {
        "table": edit.table,
        "id": edit.id,
        "number": record.number if record else edit.now.get("number"),
        "made": edit.made,
        "fields": {
            path: {"before": edit.was.get(path), "after": value} for path, value in sorted(edit.now.items())
        },
    }


def touched(done: Committed, records: Records) -> list[dict[str, Any]]:
    """Return which of some records a change touched, and which of their fields, without a word of what stood or
    stands there."""
    return [
        {
            "table": edit.table,
            "number": record.number,
            "fields": sorted({path.partition("/")[0] for path in edit.now}),
        }
        for edit in done.change.edits
        if (record := records.find(edit.id)) is not None
    ]


def words_of(change: Change) -> str:
    """Return the words that people wrote in a change, on as many lines as there are texts."""
    return "\n".join(dict.fromkeys(_texts(change)))


def _texts(change: Change) -> Iterator[str]:
    for edit in change.edits:
        for path, value in edit.now.items():
            if isinstance(value, str) and value and rule_of(table_of(edit.table), path) is Rule.TEXT:
                yield value
