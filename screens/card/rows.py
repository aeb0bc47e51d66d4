"""The rows of a card: its words and fields, its thread in short, the notes beside it, its history."""

from collections.abc import Iterator, Sequence
from itertools import zip_longest

import msgspec

from codesign.changes import Committed
from codesign.dates import stamp
from codesign.model import Record, Voice
from codesign.opened import OpenPartnership
from codesign.ports import today
from codesign.views.fields import field_lines, permission_words
from codesign.views.glance import withdrawn_mark
from codesign.views.links import links
from codesign.views.notes import notes
from codesign.views.thread import Thread, thread
from codesign.views.voices import words_of
from codesign.words import say
from screens.thread.rows import ThreadRow, draw_row, gap_rows, node_rows
from screens.widgets.lines import Line, paragraphs, shown, wrapped

_LABEL = 18
"""Columns of the names on the left."""

_LINKS = 3
"""Links of the thread that a card shows to each side; the thread's own screen shows all."""

_MOST = 12
"""Records, and gaps, that it shows of each side at the most."""


class Row(msgspec.Struct, frozen=True):
    """A row of the card; `record` is where Enter leads."""

    key: str
    label: str = ""
    words: str = ""
    style: str = ""
    record: str = ""
    thread: Thread | None = None
    on_thread: ThreadRow | None = None
    """What stands on the row where it is a part of the thread."""


def is_stop(row: Row) -> bool:
    """Tell whether the cursor may stand on a row: not on an empty one or a heading."""
    return row.on_thread is not None or (bool(row.words) and row.style != "accent")


def rows(opened: OpenPartnership, record: Record, history: Sequence[Committed]) -> Iterator[Row]:
    """Yield the rows of a record."""
    yield Row("headline", words=words_of(record), style="strong")
    if links(opened.records).is_from_withdrawn(record):
        yield Row("withdrawn", words=withdrawn_mark().words, style="dim")
    if also_here := [each.person for each in opened.others if each.record == record.id]:
        yield Row("company", words=say("presence.too", who=", ".join(also_here)), style="warn")
    if opened.drafts.has(opened.draft_key(record)):
        yield Row("draft", words=say("card.draft"), style="warn")
    yield Row("gap")
    yield from _fields(opened, record)
    yield from _thread(opened, record)
    yield from _notes(opened, record)
    yield from _heading("history", say("card.history"))
    zone = opened.clock.zone()
    for n, done in enumerate(history):
        yield Row(f"history {n}", stamp(done.at, zone), f"{done.change.told} ({done.by})")


def _fields(opened: OpenPartnership, record: Record) -> Iterator[Row]:
    permission = say("fields.permission")
    if isinstance(record, Voice):
        yield Row("permission", permission, permission_words(record.permission))
    for n, (label, words) in enumerate(field_lines(opened.records, record, opened.clock.zone())):
        if words != record.headline and not (isinstance(record, Voice) and label == permission):
            yield Row(f"field {n}", label, words)


def _heading(key: str, words: str) -> Iterator[Row]:
    yield Row(f"{key} gap")
    yield Row(key, words=words, style="accent")


def _thread(opened: OpenPartnership, record: Record) -> Iterator[Row]:
    """Yield both sides of the thread, the nearest of each, and what is missing along it."""
    found = thread(opened.records, record, today(opened.clock))
    nodes = list(node_rows(found))
    behind = [each for each in nodes[: found.root] if each.node and -each.node.depth <= _LINKS][-_MOST:]
    ahead = [each for each in nodes[found.root + 1 :] if each.node and each.node.depth <= _LINKS][:_MOST]
    for key, side in (("came-from", behind), ("led-to", ahead)):
        yield from _heading(key, say(f"thread.{key}"))
        yield from (_on_thread(f"{key} {n}", found, each) for n, each in enumerate(side))
        if not side:
            yield Row(f"{key} none", words=say("thread.nothing"), style="dim")
    if more := len(nodes) - 1 - len(behind) - len(ahead):
        yield Row("thread more", words=say("card.thread-more", n=more), style="dim")
    if found.gaps:
        yield from _heading("missing", say("thread.missing"))
        lacks = [each for each in gap_rows(found) if each.gap is not None]
        yield from (_on_thread(each.key, found, each) for each in lacks[:_MOST])
        if len(lacks) > _MOST:
            yield Row("missing more", words=say("card.thread-more", n=len(lacks) - _MOST), style="dim")


def _on_thread(key: str, found: Thread, row: ThreadRow) -> Row:
    return Row(key, record=row.record.id if row.record else "", thread=found, on_thread=row)


def _notes(opened: OpenPartnership, record: Record) -> Iterator[Row]:
    found = notes(opened.records, record)
    if not found:
        return
    yield from _heading("notes", say("card.notes"))
    for each in found:
        when = f"{stamp(each.made.at, opened.clock.zone())} {each.made.by}" if each.made else each.number
        yield Row(f"note {each.id}", when, each.text, record=each.id)


def draw(row: Row, width: int) -> list[Line]:
    """Return the lines of a row."""
    if row.thread is not None and row.on_thread is not None:
        return draw_row(row.thread, row.on_thread, width)
    if not row.words:
        return [()]
    if not row.label:
        return [((line, row.style),) for line in paragraphs(row.words, width)]
    label, words = wrapped(shown(row.label), _LABEL - 2), paragraphs(row.words, width - _LABEL)
    pairs = zip_longest(label, words, fillvalue="")
    return [((f"{name:<{_LABEL}}", "dim"), (line, row.style)) for name, line in pairs]
