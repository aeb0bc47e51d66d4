"""A column of cards, which can be dragged to another place with the mouse, and what stands between two columns."""

from bisect import bisect_right
from collections.abc import Mapping
from operator import attrgetter
from typing import Any, ClassVar

from rich.segment import Segment
from textual import events
from textual.geometry import Region
from textual.message import Message
from textual.strip import Strip

from screens.board.rows import CardRow, Row
from screens.glyphs import EDGE, RULE
from screens.widgets.blocklist import BlockList
from screens.widgets.toned import Tone, Toned


class Edge(Toned):
    """The line between two columns. As a border of one of them it would cost each of its lines several steps."""

    DEFAULT_CSS = """
    Edge { width: 1; height: 1fr; background: $background; }
    """
    TONES: ClassVar[Mapping[str, Tone]] = {"edge": Tone("panel")}

    def render_lines(self, crop: Region) -> list[Strip]:
        """Draw some of its lines, which are all alike."""
        return super().render_lines(Region(0, 0, 1, 1)) * crop.height

    def render_line(self, _y: int) -> Strip:
        """Draw one of them."""
        return Strip([Segment(EDGE, self.tone("edge"))], 1)


class CardColumn(BlockList[Row]):
    """Shows rows. While a card is dragged over it, a line shows where it would come to stand."""

    class Dragged(Message):
        """A card is dragged: where the mouse is on the screen, and whether it was let go there."""

        def __init__(self, row: CardRow, x: int, y: int, *, dropped: bool) -> None:
            super().__init__()
            self.row = row
            self.x = x
            self.y = y
            self.dropped = dropped

    def __init__(self, *arguments: Any, **options: Any) -> None:
        super().__init__(
            *arguments,
            key=attrgetter("key"),
            stops=lambda row: isinstance(row, CardRow),
            **options,
        )
        self._held: CardRow | None = None
        """The card that the mouse button went down on."""
        self._drags = False
        self._drop: int | None = None

    def _forward_event(self, event: events.Event) -> None:
        """Hand a key on to the app, which knows what it does: on its way there nothing listens to it, and each
        step takes time."""
        event._set_forwarded()  # noqa: SLF001  # as the method that this takes the place of
        (self.app if isinstance(event, events.Key) else self).post_message(event)

    # Dragging

    def on_mouse_down(self, event: events.MouseDown) -> None:
        """Take hold of a card."""
        offset = event.get_content_offset(self)
        place = self.place_at(offset.y) if offset is not None and event.button == 1 else None
        row = self.items[place] if place is not None else None
        self._held, self._drags = (row if isinstance(row, CardRow) else None), False
        if self._held is not None:
            self.capture_mouse()  # from the first move on, wherever it goes

    def on_mouse_move(self, event: events.MouseMove) -> None:
        """Drag the card; a hand that trembles while it clicks drags nothing."""
        if self._held is None or not event.button:
            return
        if not self._drags and not (event.delta_x or event.delta_y):
            return
        self._drags = True
        self.post_message(self.Dragged(self._held, event.screen_x, event.screen_y, dropped=False))

    def on_mouse_up(self, event: events.MouseUp) -> None:
        """Let the card go."""
        held, drags = self._held, self._drags
        self._held = None
        if held is not None:
            self.release_mouse()
        if drags and held is not None:
            self.post_message(self.Dragged(held, event.screen_x, event.screen_y, dropped=True))

    def let_go(self) -> bool:
        """Leave a card that is dragged where it was; return whether one is."""
        dragged = self._drags and self._held is not None
        if dragged:
            self._held = None  # it still drags until the button comes up: that is no click
            self.release_mouse()
        return dragged

    def on_click(self, event: events.Click) -> None:
        """Choose, unless the click is the end of a drag."""
        if self._drags:
            self._drags = False
            event.prevent_default()
            event.stop()

    # Where it would come to stand

    def place_at(self, y: int) -> int | None:
        """Return the row on a line of the window; None below the last."""
        place = bisect_right(self._ends, y + round(self.scroll_offset.y))
        return place if 0 <= place < len(self._ends) else None

    def drop_at(self, y: int) -> int:
        """Return before which row a card would come to stand that is let go on a line of the window: behind the
        one that is there, from its middle on."""
        place = self.place_at(y)
        if place is None:
            return len(self.items)
        top, bottom = self._span(place)
        return place + (2 * (y + round(self.scroll_offset.y) - top) >= bottom - top)

    def scroll_at_edge(self, y: int) -> None:
        """Scroll by a line where `y` is the first line of the window or the last."""
        step = -1 if y <= 0 else 1 if y >= self.scrollable_content_region.height - 1 else 0
        if step:
            self.scroll_to(y=self.scroll_offset.y + step, animate=False)

    def show_drop(self, place: int | None) -> None:
        """Show where a dragged card would come to stand, or with None nothing."""
        if place != self._drop:
            self._drop = place
            self.refresh()

    def render_line(self, y: int) -> Strip:
        """Draw one line of the window."""
        if self._drop is None or y + self._top != self._drop_line(self._drop):
            return super().render_line(y)
        return Strip([Segment(RULE * self._across, self.tone("accent"))])

    def _drop_line(self, place: int) -> int:
        """Return the line that shows a drop: the last of the card before, which is empty, or the first of all."""
        return self._ends[place - 1] - 1 if place and self._ends else 0
