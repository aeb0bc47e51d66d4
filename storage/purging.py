"""What a purge leaves of changes: the words that were written without knowing of it are gone, the rest stays.

Whether a line was read before or after the purge makes no difference, and none whether it was rewritten on the
disk or comes from an old copy: what counts of it is always what is left of it here.
"""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Any

import msgspec

from codesign.changes import Edit
from codesign.model import ExportRecord, Record, Voice, table_of
from codesign.model.fields import Rule, gone_with_words, required_texts, rule_of
from codesign.views.repeating import CUT, SAME, Holding, in_words, shares
from storage.journal import Line

Purges = Mapping[str, tuple[str, ...]]
"""The stamps of the changes that purged words, sorted: by record, and by record and field ("id/field") where only
those of that field were purged."""

_ITEMS = "items/"
_LINES = "lines"

ItemLeft = Callable[[Mapping[str, Any]], Mapping[str, Any]]
"""What is left of a printed item in its plain form; the same object where all of it is."""


def known_purges(line: Line) -> dict[str, frozenset[str]]:
    """Return the purges that a line makes or whose author knew of them, by what they purge."""
    found = {key: frozenset(stamps) for key, stamps in line.knows.items()}
    for edit in line.edits:
        for key in purged_by(edit):
            found[key] = found.get(key, frozenset()) | {line.stamp}
    return found


def purged_by(edit: Edit) -> Iterator[str]:
    """Yield what an edit purges: its record, or fields of it."""
    if edit.purges:
        yield from (f"{edit.id}/{name}" for name in edit.only) if edit.only else (edit.id,)


def named_by(edit: Edit) -> Iterator[str]:
    """Yield what may have been purged of the words that an edit may hold: those of its own record, and of an
    export those that it printed."""
    yield from _keys(table_of(edit.table), edit.id)
    if edit.table == ExportRecord.TABLE:
        for path, value in edit.now.items():
            if path.startswith(_ITEMS) and isinstance(value, dict):
                yield from _keys(Voice, str(value.get("record", "")))


def _keys(kind: type[Record], record: str) -> Iterator[str]:
    yield record
    yield from (f"{record}/{name}" for name in sorted(gone_with_words(kind)))


def left_of(edit: Edit, line: Line, purges: Purges) -> Edit:
    """Return what is left of one of a line's edits; the same edit where nothing of it was purged."""
    if edit.table == ExportRecord.TABLE:
        edit = _left_of_export(edit, line, purges)
    kind = table_of(edit.table)
    gone = _gone_of(kind, edit, line, purges)
    if not gone:
        return edit
    now = _without(edit.now, gone)
    if edit.made:
        now |= {name: "" for name in required_texts(kind) if name in edit.now and name in gone}
    was, beside = _without(edit.was, gone), _without(edit.beside, gone)
    carried = edit.carried
    if carried is not None:
        carried = msgspec.structs.replace(carried, also=_without(carried.also, gone))
    if (now, was, beside, carried) == (edit.now, edit.was, edit.beside, edit.carried):
        return edit
    return msgspec.structs.replace(edit, now=now, was=was, beside=beside, carried=carried)


def _gone_of(kind: type[Record], edit: Edit, line: Line, purges: Purges) -> frozenset[str]:
    """Return the names of the fields whose words in an edit are purged."""
    own = {line.stamp}
    mine = set(purged_by(edit))
    whole = purges.get(edit.id)
    if whole and (
        not _knows(line, edit.id, whole, own if edit.id in mine else set())
        or (kind.NEVER_AGAIN and edit.id not in mine)
    ):
        return gone_with_words(kind)
    return frozenset(
        name
        for name in gone_with_words(kind)
        if (key := f"{edit.id}/{name}") in purges
        and not _knows(line, key, purges[key], own if key in mine else set())
    )


def _knows(line: Line, key: str, taken: Iterable[str], own: set[str]) -> bool:
    """Tell whether whoever wrote a line knew of these purges, or makes them in it."""
    return {*line.knows.get(key, ()), *own}.issuperset(taken)


def _without(values: Mapping[str, Any], gone: frozenset[str]) -> dict[str, Any]:
    return {path: value for path, value in values.items() if path.partition("/")[0] not in gone}


# What documents had printed


def _left_of_export(edit: Edit, line: Line, purges: Purges) -> Edit:
    def left(item: Mapping[str, Any]) -> Mapping[str, Any]:
        record = str(item.get("record", ""))
        unknown = [
            key for key in _keys(Voice, record) if key in purges and not _knows(line, key, purges[key], set())
        ]
        return item_left(item, whole=record in unknown) if unknown else item

    now, was = _printed_left(edit.now, left), _printed_left(edit.was, left)
    return edit if (now, was) == (edit.now, edit.was) else msgspec.structs.replace(edit, now=now, was=was)


def _printed_left(values: Mapping[str, Any], left: ItemLeft) -> dict[str, Any]:
    items = {path: each for path, each in values.items() if path.startswith(_ITEMS) and isinstance(each, dict)}
    kept = {path: left(each) for path, each in items.items()}
    found = {path: kept.get(path, value) for path, value in values.items()}
    if isinstance(lines := values.get(_LINES), list | tuple):
        found[_LINES] = lines_left(lines, words_gone(items.values(), kept.values()))
    return found


def export_left(form: dict[str, Any], record: str, *, whole: bool) -> dict[str, Any] | None:
    """Return the plain form of a kept document without the words of a record, or without what its fields said;
    None where there is nothing to take."""
    items = form["items"]
    left = {
        number: item_left(item, whole=whole) if item["record"] == record else item
        for number, item in items.items()
    }
    if all(left[number] is item for number, item in items.items()):
        return None
    lines = lines_left(form.get("lines", ()), words_gone(items.values(), left.values()))
    return {**form, "items": left, "lines": lines}


def item_left(item: Mapping[str, Any], *, whole: bool) -> Mapping[str, Any]:
    """Return a printed item without its words, or without its fields where only what they say was purged. That it
    was printed stays known. The same item is returned where there is nothing to take."""
    if whole:
        left = {"record": item.get("record", ""), "text": ""}
        return item if item == left else left
    if not any(each.get("fields") for each in (item, *item.get("again", ()))):
        return item
    left = {name: value for name, value in item.items() if name != "fields"}
    if "again" in left:
        left["again"] = [{name: each[name] for name in each if name != "fields"} for each in left["again"]]
    return left


def words_gone(before: Iterable[Mapping[str, Any]], after: Iterable[Mapping[str, Any]]) -> list[str]:
    """Return the words that printed items lost; of fields those that are nobody else's."""
    gone: list[str] = []
    for was, now in zip(before, after, strict=True):
        if was is not now:
            for each in (was, *was.get("again", ())):
                gone += [str(each.get("text", ""))] if not now.get("text") else []
                gone += [text for text in each.get("fields", {}).values() if len(in_words(str(text))) >= SAME]
    return [text for text in gone if text]


def lines_left(lines: Iterable[str], gone: Iterable[str]) -> list[str]:
    """Return the other lines of a document without those that hold words which are gone."""
    holding = Holding(gone)
    return [CUT if holding(line) else line for line in lines]


def without_words(line: Line, purges: Purges) -> Line:
    """Return what is left of a line; the same line where nothing of it was purged."""
    edits = tuple(left_of(edit, line, purges) for edit in line.edits)
    if all(left is edit for left, edit in zip(edits, line.edits, strict=True)):
        return line
    return msgspec.structs.replace(line, edits=edits, label=_label(line.label, set(_gone(line, edits))))


def _label(label: str, gone: set[str]) -> str:
    """Return a label without words that stood in its line, whole or in part."""
    for words in sorted(gone, key=len, reverse=True):
        label = re.sub(rf"(?<!\w){re.escape(words)}(?!\w)", CUT, label)
    said = in_words(label)
    return CUT if any(shares(said, in_words(words), SAME) for words in gone) else label


def _gone(line: Line, edits: tuple[Edit, ...]) -> Iterator[str]:
    """Yield the words that stand in a line and not in what is left of it, the names of options included."""
    for left, edit in zip(edits, line.edits, strict=True):
        if left is not edit:
            kept = set(_told_in(left))
            yield from (words for words in _told_in(edit) if words and words not in kept)


def _told_in(edit: Edit) -> Iterator[str]:
    """Yield every text in an edit but the lines of documents, which are no label's."""
    return strings(msgspec.to_builtins(msgspec.structs.replace(edit, now=_without(edit.now, frozenset({_LINES})))))


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
                yield from (str(each.get("text", "")) for each in (value, *value.get("again", ())))
    for found in (*edit.beside.values(), *(edit.carried.also.values() if edit.carried else ())):
        yield from found
