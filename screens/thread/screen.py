"""The golden thread of a record: where it came from, what came of it, and where something is missing."""

from typing import ClassVar

from textual import events
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.widgets import Input

from codesign.model import Record
from codesign.opened import OpenPartnership
from codesign.ports import today
from codesign.views.filters import found as fitting
from codesign.views.filters import read_filter
from codesign.views.thread import Thread, thread
from codesign.words import name_of, say
from screens.acts import Act, bindings
from screens.base import PartnershipScreen
from screens.dialogs.withdraw import Exporting
from screens.everywhere import GO_TO_FOUND, STOP_FINDING, in_partnership
from screens.thread.rows import ThreadRow, draw_row, gap_rows, node_rows
from screens.widgets.bars import Bar, KeyLine, StatusLine
from screens.widgets.blocklist import BlockList
from screens.widgets.detail import Detail
from screens.widgets.find import FindLine
from screens.widgets.lines import Line, paragraphs, shown
from screens.widgets.recordlines import draw_record

_LOW, _TALL = 18, 36
"""Lines of the screen below which there is no room for the words in full, and from which there is for many."""


class ThreadScreen(PartnershipScreen[None]):
    """Shows the thread of one record; it can be walked, and taken up anew at any record on it."""

    CSS_PATH = "thread.tcss"
    ACTS: ClassVar[tuple[Act, ...]] = in_partnership(
        (
            GO_TO_FOUND,
            STOP_FINDING,
            Act("thread.backward", "left,h", "walk(-1)"),
            Act("thread.forward", "right,l", "walk(1)", foot=True, foot_with="thread.backward"),
            Act("thread.open", "enter", "open", foot=True),
            Act("thread.root", "T", "root", foot=True),
            Act("thread.find", "g,slash", "find", foot=True),
            Act("thread.export", "x", "export"),
            Act("undo", "u", "undo", foot=True),
            Act("redo", "U", "redo"),
            Act("back", "escape", "leave", foot=True),
            Act("thread.leave", "q", "dismiss"),
        )
    )
    BINDINGS: ClassVar[list[BindingType]] = bindings(ACTS)
    FILTERS = True
    PLACE = "thread"
    MOVES = ("moves.list",)

    def __init__(self, opened: OpenPartnership, record: str) -> None:
        super().__init__(opened)
        self._roots = [record]
        self._thread: Thread | None = None

    @property
    def record_here(self) -> str:
        """The record whose thread is shown."""
        return self._roots[-1]

    def compose(self) -> ComposeResult:
        """Lay the screen out."""
        yield Bar(id="title")
        yield BlockList[ThreadRow](
            self._draw,
            key=lambda row: row.key,
            heights=lambda _width: lambda _row: 1,
            stops=lambda row: row.record is not None,
            id="tree",
        )
        yield Detail(id="detail")
        yield FindLine()
        yield StatusLine()
        yield KeyLine()

    def on_mount(self) -> None:
        """Show the thread, the cursor on its record."""
        self.update_view()
        self._go_to(self.record_here)
        self.set_focus(self._rows)

    def on_resize(self, event: events.Resize) -> None:
        """Give the words in full as much room as there is."""
        self.set_class(event.size.height < _LOW, "low")
        self.set_class(event.size.height >= _TALL, "tall")
        self.call_after_refresh(self._show_detail)

    @property
    def _rows(self) -> BlockList[ThreadRow]:
        return self.query_one("#tree", BlockList)

    @property
    def _current(self) -> Record | None:
        row = self._rows.current
        return row.record if row is not None else None

    # What is shown

    def update_view(self) -> None:
        """Show the thread as it is now; the cursor stays on its record."""
        root = self.opened.records.find(self.record_here)
        if root is None:
            self.dismiss(None)
            return
        before = self._current
        self._thread = thread(self.opened.records, root, today(self.opened.clock))
        self._rows.show([*node_rows(self._thread), *gap_rows(self._thread)])
        if before is not None and (now := self._current) is not None and now.id != before.id:
            self._go_to(before.id)
        title = self.query_one("#title", Bar)
        title.left = (
            (f" {say('thread.title', number=root.number)}", "strong"),
            (f"  {shown(root.headline)}", ""),
        )
        self._show_detail()
        self.update_keys()

    def _draw(self, row: ThreadRow, width: int) -> list[Line]:
        assert self._thread is not None
        return draw_row(self._thread, row, width)

    def _show_detail(self) -> None:
        detail, record = self.query_one("#detail", Detail), self._current
        width = detail.size.width - 2
        if record is None or self._thread is None or width <= 0:
            detail.show(())
            return
        lines = draw_record(record, width, today(self.opened.clock))[:-1]
        lacks = [name_of(gap.missing.value, "missing") for gap in self._thread.gaps if gap.record.id == record.id]
        if lacks:
            lines.append(((", ".join(lacks), "warn"),))
        text = str(getattr(record, "text", ""))
        if text != record.headline:
            lines += [((line, ""),) for line in paragraphs(text, width)]
        detail.show(lines)

    def on_block_list_moved(self, _event: BlockList.Moved) -> None:
        """Show what is under the cursor in full."""
        self._show_detail()

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """What is done with a record needs one under the cursor."""
        if not super().check_action(action, parameters):
            return False
        return self._thread is not None if action in {"open", "root", "walk", "find"} else True

    # Moving about

    def _go_to(self, record_id: str) -> None:
        """Put the cursor on a record, where it stands in full if it can be helped."""
        rows = [row for row in self._rows.items if row.record is not None and row.record.id == record_id]
        rows.sort(key=lambda row: (row.node is None, bool(row.node and row.node.again)))
        if rows:
            self._rows.select(rows[0].key)

    def action_walk(self, step: int) -> None:
        """Go one link back along the thread, or with 1 forward."""
        row, found = self._rows.current, self._thread
        if row is None or found is None:
            return
        if row.node is None:
            self._go_to(row.record.id if row.record else "")
        else:
            self._rows.move_to(found.back(row.place) if step < 0 else found.forward(row.place))

    def on_block_list_chosen(self, event: BlockList.Chosen) -> None:
        """Open the record that was chosen."""
        if event.item.record is not None:
            from screens.card.screen import CardScreen

            self.app.push_screen(CardScreen(self.opened, event.item.record.id))

    def action_open(self) -> None:
        """Open the record under the cursor."""
        self._rows.action_choose()

    def action_root(self) -> None:
        """Show the thread of the record under the cursor."""
        record = self._current
        if record is not None and record.id != self.record_here:
            self._take_up([*self._roots, record.id])

    def _take_up(self, roots: list[str]) -> None:
        """Show the thread of the last of some records; the others are the way back."""
        record = self._current
        self._roots = roots
        self.opened.be_at(self.PLACE, self.record_here)
        self.update_view()
        if record is not None:
            self._go_to(record.id)

    def action_leave(self) -> None:
        """Go back to the thread that was shown before, or to where somebody came from."""
        if len(self._roots) > 1:
            self._take_up(self._roots[:-1])
        else:
            self.dismiss(None)

    def action_export(self) -> None:
        """Look at the thread as a document before it is written."""
        from exports.library import THREAD
        from screens.preview.screen import PreviewScreen

        if isinstance(self.app, Exporting):
            self.app.push_screen(
                PreviewScreen(self.opened, THREAD, self.record_here, self.app.exports_of(self.opened))
            )

    # Finding

    def action_find(self) -> None:
        """Go to a number, or to words."""
        self.query_one("#find", FindLine).begin()

    def on_input_changed(self, event: Input.Changed) -> None:
        """Go to what is found so far: what fits best, which a number does better than any word."""
        shown = [row.record for row in self._rows.items if row.node is not None and row.record is not None]
        wanted = read_filter(event.value)
        found = fitting(wanted, self.opened.asking, shown) if wanted else []
        if found:
            record, _fit = min(found, key=lambda each: each[1])
            self._go_to(record.id)

    def on_input_submitted(self, _event: Input.Submitted) -> None:
        """Stay where it was found."""
        self.on_find_line_left()

    def on_find_line_left(self) -> None:
        """Go back to the thread."""
        self.query_one("#find", FindLine).stop()
        self.set_focus(self._rows)
