"""How a thread looks: a line for each record, hung on guides of plain characters, and a line for each gap."""

from collections.abc import Iterator

import msgspec

from codesign.model import Record
from codesign.views.gaps import Gap
from codesign.views.glance import withdrawn_mark
from codesign.views.thread import Node, Thread
from codesign.views.voices import words_of
from codesign.words import name_of, say
from screens.glyphs import BRANCH, FIRST, LAST, PAST
from screens.widgets.lines import Line, cells, cut, shown
from screens.widgets.recordlines import kind_of

_GUIDE = 3
"""Columns of one level of guides."""

_WORDS = 40
"""Columns that are left to the words, however deep a record hangs."""

_FEW = 8
"""Columns of its own words that a record keeps beside what is said of them."""


class ThreadRow(msgspec.Struct, frozen=True):
    """A line of a thread: a node, a gap, or neither and then a heading or an empty line."""

    key: str
    heading: str = ""
    place: int = -1
    node: Node | None = None
    gap: Gap | None = None

    @property
    def record(self) -> Record | None:
        """The record that stands on the line."""
        found = self.node or self.gap
        return found.record if found else None


def node_rows(thread: Thread) -> Iterator[ThreadRow]:
    """Yield a row for each node. A row keeps its key as long as its link is there."""
    for place, node in enumerate(thread.nodes):
        side = (node.depth > 0) - (node.depth < 0)
        parent = thread.nodes[node.parent].record.id if side else ""
        yield ThreadRow(f"{side} {parent} {node.record.id}", place=place, node=node)


def gap_rows(thread: Thread) -> Iterator[ThreadRow]:
    """Yield the heading and a row for each gap."""
    yield ThreadRow("gap")
    if not thread.gaps:
        yield ThreadRow("gaps", say("thread.whole"))
        return
    yield ThreadRow("gaps", say("thread.missing"))
    for gap in thread.gaps:
        yield ThreadRow(f"gap {gap.record.id} {gap.missing}", gap=gap)


def draw_row(thread: Thread, row: ThreadRow, width: int) -> list[Line]:
    """Return the one line of a row."""
    if row.node is not None:
        return [_node(thread, row.place, row.node, width)]
    if row.gap is not None:
        record, words = row.gap.record, name_of(row.gap.missing.value, "missing")
        spans = [(record.number, "strong"), (f"  {words}  ", "warn"), (shown(record.headline), "dim")]
        return [_fitted(spans, width)]
    return [((cut(row.heading, width), "accent"),)]


def _node(thread: Thread, place: int, node: Node, width: int) -> Line:
    lacks = "! " if node.record.id in thread.lacking else ""
    spans = [
        (guides(thread, place, max(1, (width - _WORDS) // _GUIDE)), "dim"),
        (node.record.number, "strong"),
        (f" {kind_of(node.record)}  ", "dim"),
        (lacks, "warn"),
        (f"({_elsewhere(node)}) " if node.again else "", "dim"),
        (f"({say('fields.archived')}) " if node.record.archived else "", "warn"),
    ]
    words = shown(words_of(node.record))
    after = f"  ({withdrawn_mark().words})" if node.record.id in thread.from_withdrawn else ""
    room = width - cells(after) - sum(cells(text) for text, _style in spans)
    spans += [(cut(words, max(room, _FEW)), "" if node.depth else "strong"), (after, "dim")]
    return _fitted(spans, width)


def _elsewhere(node: Node) -> str:
    return say("thread.again") if node.depth > 0 else say("thread.below")


def _fitted(spans: list[tuple[str, str]], width: int) -> Line:
    """Return the spans that fit, the last of them cut."""
    line: list[tuple[str, str]] = []
    for text, style in spans:
        piece = cut(text, width)
        width -= cells(piece)
        line.append((piece, style))
    return tuple(span for span in line if span[0])


def guides(thread: Thread, place: int, most: int) -> str:
    """Return the lines from a node to its parent and past it, at most so many levels of them.

    Where it hangs deeper, the number of its links to the root stands in place of the levels left out.
    """
    node = thread.nodes[place]
    if not node.depth:
        return ""
    end = LAST if node.depth > 0 else FIRST
    pieces = [end if node.end else BRANCH]
    while thread.nodes[node.parent].depth and len(pieces) < most:
        node = thread.nodes[node.parent]
        pieces.append("   " if node.end else PAST)
    left_out = f"({abs(thread.nodes[place].depth)}) " if thread.nodes[node.parent].depth else ""
    return left_out + "".join(reversed(pieces))
