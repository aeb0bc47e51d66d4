"""What a purge leaves of changes: the words that were written without knowing of it are gone, the rest stays.

Whether a line was read before or after the purge makes no difference, and none whether it was rewritten on the
disk or comes from an old copy: what counts of it is always what is left of it here.
"""

import re
from collections.abc import Iterator, Mapping
from typing import Any

import msgspec

from codesign.changes import Edit
from codesign.model import ExportRecord, table_of
from codesign.model.fields import Rule, gone_with_words, required_texts, rule_of
from codesign.views.repeating import SAME, in_words, shares
from storage.journal import Line

Purges = Mapping[str, tuple[str, ...]]
"""By record the stamps of the changes that purged its words, sorted."""

_ITEMS = "items/"
_CUT = "…"
"""What stands in a label for words that were in it."""


def known_purges(line: Line) -> dict[str, frozenset[str]]:
    """Return the purges that a line makes or whose author knew of them, by record."""
    found = {record: frozenset(stamps) for record, stamps in line.knows.items()}
    for edit in line.edits:
        if edit.purges:
            found[edit.id] = found.get(edit.id, frozenset()) | {line.stamp}
    return found


def named_by(edit: Edit) -> Iterator[str]:
    """Yield the ids of the records whose words an edit may hold: its own, and of an export those it printed."""
    yield edit.id
    if edit.table == ExportRecord.TABLE:
        for path, value in edit.now.items():
            if path.startswith(_ITEMS) and isinstance(value, dict):
                yield str(value.get("record", ""))


def left_of(edit: Edit, line: Line, purges: Purges) -> Edit:
    """Return what is left of one of a line's edits; the same edit where nothing of it was purged."""
    if edit.table == ExportRecord.TABLE:
        return _left_of_export(edit, line, purges)
    if not _is_dead(edit, line, purges):
        return edit
    kind = table_of(edit.table)
    gone = gone_with_words(kind)
    now = _without(edit.now, gone)
    if edit.made:
        now |= {name: "" for name in required_texts(kind) if name in edit.now}
    was, beside = _without(edit.was, gone), _without(edit.beside, gone)
    if len(now) == len(edit.now) and (was, beside) == (edit.was, edit.beside) and not any(texts_of(edit)):
        return edit
    return msgspec.structs.replace(edit, now=now, was=was, beside=beside)


def _is_dead(edit: Edit, line: Line, purges: Purges) -> bool:
    taken = purges.get(edit.id)
    if not taken:
        return False
    known = {*line.knows.get(edit.id, ()), line.stamp} if edit.purges else set(line.knows.get(edit.id, ()))
    return not known.issuperset(taken) or (table_of(edit.table).NEVER_AGAIN and not edit.purges)


def _without(values: Mapping[str, Any], gone: frozenset[str]) -> dict[str, Any]:
    return {path: value for path, value in values.items() if path.partition("/")[0] not in gone}


def _left_of_export(edit: Edit, line: Line, purges: Purges) -> Edit:
    def left(values: Mapping[str, Any]) -> dict[str, Any]:
        return {path: _item_left(path, value, line, purges) for path, value in values.items()}

    now, was = left(edit.now), left(edit.was)
    return edit if (now, was) == (edit.now, edit.was) else msgspec.structs.replace(edit, now=now, was=was)


def _item_left(path: str, value: Any, line: Line, purges: Purges) -> Any:
    if not path.startswith(_ITEMS) or not isinstance(value, dict):
        return value
    record = value.get("record", "")
    return value if set(line.knows.get(record, ())).issuperset(purges.get(record, ())) else blank(value)


def blank(item: Mapping[str, Any]) -> dict[str, Any]:
    """Return a printed item without its words: that it was printed stays known."""
    return {"record": item.get("record", ""), "text": ""}


def without_words(line: Line, purges: Purges) -> Line:
    """Return what is left of a line; the same line where nothing of it was purged."""
    edits = tuple(left_of(edit, line, purges) for edit in line.edits)
    if all(left is edit for left, edit in zip(edits, line.edits, strict=True)):
        return line
    return msgspec.structs.replace(line, edits=edits, label=_label(line.label, set(_gone(line, edits))))


def _label(label: str, gone: set[str]) -> str:
    """Return a label without words that stood in its line, whole or in part."""
    for words in sorted(gone, key=len, reverse=True):
        label = re.sub(rf"(?<!\w){re.escape(words)}(?!\w)", _CUT, label)
    said = in_words(label)
    return _CUT if any(shares(said, in_words(words), SAME) for words in gone) else label


def _gone(line: Line, edits: tuple[Edit, ...]) -> Iterator[str]:
    """Yield the words that stand in a line and not in what is left of it, the names of options included."""
    for left, edit in zip(edits, line.edits, strict=True):
        if left is not edit:
            kept = set(strings(msgspec.to_builtins(left)))
            yield from (words for words in strings(msgspec.to_builtins(edit)) if words and words not in kept)


def strings(value: Any) -> Iterator[str]:
    """Yield every text in a plain value, the last part of a path among them."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        for key, inside in value.items():
            yield key.rpartition("/")[2].replace("~1", "/").replace("~0", "~")
            yield from strings(inside)
    elif isinstance(value, list | tuple):
        for inside in value:
            yield from strings(inside)


def texts_of(edit: Edit) -> Iterator[str]:
    """Yield the texts in an edit that people wrote: those of its record, or of an export what it printed."""
    kind = table_of(edit.table)
    for values in (edit.now, edit.was):
        for path, value in values.items():
            if isinstance(value, str) and rule_of(kind, path) is Rule.TEXT:
                yield value
            elif kind is ExportRecord and path.startswith(_ITEMS) and isinstance(value, dict):
                yield str(value.get("text", ""))
    for found in edit.beside.values():
        yield from found
