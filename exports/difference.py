"""What a document says otherwise than when it last left: what was printed then against what is printed now."""

import enum
from collections.abc import Callable, Iterator, Mapping, Sequence
from difflib import SequenceMatcher

import msgspec

from codesign.model import Audience, ExportedItem, ExportRecord
from codesign.records import Records
from codesign.views.repeating import in_words, repeats

MayRead = Callable[[str, str], bool]
"""Whether a text that was printed may still be read, for the record of an id, or "" for none."""


class How(enum.StrEnum):
    """What became of an item."""

    ADDED = "added"
    CHANGED = "changed"
    REMOVED = "removed"


class ItemChange(msgspec.Struct, frozen=True):
    """An item that is another than it was, by its number."""

    number: str
    how: How
    before: ExportedItem | None
    """None for an added one, and where its words may not be read any more."""
    now: ExportedItem | None
    """None for one that was removed."""


class LineChange(msgspec.Struct, frozen=True):
    """Other words than items: lines that stand in the place of others."""

    at: int
    """At which of the earlier lines, from 0."""
    length: int
    """How many of the earlier lines are gone."""
    before: tuple[str, ...]
    """Those of them that may still be read."""
    now: tuple[str, ...]


class Difference(msgspec.Struct, frozen=True):
    """All that differs; items by number, lines in their order."""

    items: tuple[ItemChange, ...] = ()
    lines: tuple[LineChange, ...] = ()
    unseen_items: int = 0
    """Items that were there and whose earlier words this audience may not read any more; they are not shown."""
    unseen_lines: int = 0

    def __bool__(self) -> bool:
        return bool(self.items or self.lines or self.unseen_items or self.unseen_lines)


def last_export(records: Records, kind: str, subject: str, audience: Audience) -> ExportRecord | None:
    """Return what was written last of a document, by its kind, the id of its subject and its audience, in whatever
    form; None where it never left."""
    found = (
        each
        for each in records.all(ExportRecord)
        if (each.document, each.subject, each.audience) == (kind, subject, audience)
    )
    return max(found, key=lambda each: each.id, default=None)


def difference(
    before: ExportRecord, items: Mapping[str, ExportedItem], lines: Sequence[str], may_read: MayRead
) -> Difference:
    """Return what differs between a document that left and the items and lines that it prints now."""
    differing = [
        number
        for number in dict.fromkeys((*before.items, *items))
        if before.items.get(number) != items.get(number)
    ]
    hidden = {each for each in differing if each in before.items and not _readable(before.items[each], may_read)}
    changes = [
        _item_change(number, before.items.get(number), items.get(number), hidden=number in hidden)
        for number in differing
    ]
    secret = [in_words(text) for number in hidden for text in _texts(before.items[number])]
    found, unseen_lines = _line_changes(before.lines, lines, may_read, secret)
    shown = tuple(each for each in changes if each.before or each.now)
    return Difference(shown, found, len(hidden), unseen_lines)


def _item_change(
    number: str, before: ExportedItem | None, now: ExportedItem | None, *, hidden: bool
) -> ItemChange:
    how = How.ADDED if before is None else How.REMOVED if now is None else How.CHANGED
    return ItemChange(number, how, None if hidden else before, now)


def _line_changes(
    before: Sequence[str], now: Sequence[str], may_read: MayRead, secret: list[list[str]]
) -> tuple[tuple[LineChange, ...], int]:
    found, unseen = [], 0
    for how, start, end, first, last in SequenceMatcher(None, before, now).get_opcodes():
        if how == "equal":
            continue
        readable = tuple(
            each
            for each in before[start:end]
            if may_read(each, "") and not any(repeats(in_words(each), words) for words in secret)
        )
        unseen += end - start - len(readable)
        added = tuple(now[first:last])
        if readable or added:
            found.append(LineChange(start, end - start, readable, added))
    return tuple(found), unseen


def _readable(item: ExportedItem, may_read: MayRead) -> bool:
    return all(may_read(text, item.record) for text in _texts(item))


def _texts(item: ExportedItem) -> Iterator[str]:
    yield item.text
    yield from item.fields.values()
    for each in item.again:
        yield from _texts(each)


class Told(msgspec.Struct, frozen=True):
    """One line that differs: what it is of an item, how it was and how it is; "" for not at all."""

    field: str
    """The name of a field, "" for the item's own words."""
    before: str
    now: str


def told(change: ItemChange) -> tuple[Told, ...]:
    """Return what differs in an item, line by line; of a new or removed one, its words alone."""
    if change.before is None or change.now is None:
        item = change.now or change.before
        assert item is not None, "one of the two is shown"
        before, now = (item.text, "") if change.now is None else ("", item.text)
        return (Told("", before, now),)
    was, is_now = (change.before, *change.before.again), (change.now, *change.now.again)
    lines: dict[Told, None] = {}
    for n in range(max(len(was), len(is_now))):
        lines |= dict.fromkeys(_told(was[n] if n < len(was) else None, is_now[n] if n < len(is_now) else None))
    return tuple(lines) or (Told("", change.before.text, change.now.text),)  # another record has its number now


def _told(before: ExportedItem | None, now: ExportedItem | None) -> Iterator[Told]:
    """Yield what differs between two printings of an item."""
    was, is_now = _parts(before), _parts(now)
    for name in dict.fromkeys((*was, *is_now)):
        if was.get(name, "") != is_now.get(name, ""):
            yield Told(name, was.get(name, ""), is_now.get(name, ""))


def _parts(item: ExportedItem | None) -> dict[str, str]:
    if item is None:
        return {}
    boxes = {None: "", False: "[ ]", True: "[x]"}
    return {"": " ".join(filter(None, (boxes[item.done], item.text))), **item.fields}
