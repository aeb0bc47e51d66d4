"""The list of blocks of an agenda, in which one can be dragged among those of its level."""

from bisect import bisect_right

from textual import events
from textual.message import Message

from codesign.views.planning import Row
from screens.widgets.blocklist import BlockList


class AgendaList(BlockList[Row]):
    """Shows the blocks of an agenda."""

    class Dropped(Message):
        """A block was dragged: its key, and how many places down its level, below 0 up."""

        def __init__(self, key: str, steps: int) -> None:
            super().__init__()
            self.key = key
            self.steps = steps

    _held: Row | None = None
    """The block that the mouse button went down on."""
    _dragged = False

    def on_mouse_down(self, event: events.MouseDown) -> None:
        """Take hold of a block."""
        self._held, self._dragged = self._row_at(event) if event.button == 1 else None, False

    def on_mouse_up(self, event: events.MouseUp) -> None:
        """Let it go on another block, and take that one's place."""
        held, over = self._held, self._row_at(event)
        self._held = None
        if held is None or over is None or held.key == over.key:
            return
        self._dragged = True
        if steps := self._steps(held, over):
            self.post_message(self.Dropped(held.key, steps))

    def on_click(self, event: events.Click) -> None:
        """Choose, unless the click is the end of a drag."""
        if self._dragged:
            self._dragged = False
            event.prevent_default()
            event.stop()

    def _steps(self, held: Row, over: Row) -> int:
        """Return how many places down its level a block would go to where another is, or what is around that one;
        0 where that is on no level of it."""
        rows = {row.key: row for row in self.items}
        beside: Row | None = over
        while beside is not None and beside.parent != held.parent:
            beside = rows.get(beside.parent)
        if beside is None:
            return 0
        level = [row.key for row in self.items if row.parent == held.parent]
        return level.index(beside.key) - level.index(held.key)

    def _row_at(self, event: events.MouseEvent) -> Row | None:
        offset = event.get_content_offset(self)
        if offset is None:
            return None
        place = bisect_right(self._ends, offset.y + round(self.scroll_offset.y))
        return self.items[place] if place < len(self.items) else None
