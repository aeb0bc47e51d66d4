"""A list of blocks of lines with a cursor, drawn line by line. Everything that scrolls here is one of these.

Only what is visible is drawn. Where a block begins is known from the sums of the heights, so that the place of
a click, or the block on a line, is a bisection; moving the cursor repaints two blocks and nothing else.
"""

from bisect import bisect_right
from collections.abc import Callable, Mapping, Sequence
from itertools import compress, count, repeat
from operator import eq
from typing import Any, ClassVar, Generic, TypeVar

from textual import events
from textual.binding import Binding, BindingType
from textual.geometry import Offset, Region, Size
from textual.message import Message
from textual.scroll_view import ScrollView
from textual.scrollbar import ScrollBar
from textual.strip import Strip

from screens.glyphs import CURSOR
from screens.widgets.focus import LightFocus
from screens.widgets.heights import alike, ends_of
from screens.widgets.lines import Line, wrapped
from screens.widgets.marked import MarkedLines
from screens.widgets.scrollbar import LineScrollBar
from screens.widgets.toned import Tone, Toned

T = TypeVar("T")


class BlockList(Toned, LightFocus, ScrollView, Generic[T], can_focus=True):
    """Shows items, each as the lines that `draw` makes of it for a width in columns."""

    DEFAULT_CSS = """
    BlockList {
        height: 1fr; width: 1fr; background: $background; color: $foreground;
        overflow-x: hidden; overflow-y: auto; scrollbar-size-vertical: 1; scrollbar-gutter: stable;
    }
    """
    TONES: ClassVar[Mapping[str, Tone]] = {
        **Toned.TONES,
        "accent": Tone("accent", style="$heading-style"),
        "good": Tone("success"),
        "cursor": Tone(background="cursor", style="$cursor-style"),
        "mark": Tone("accent"),
    }
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("down,j", "cursor(1)", show=False),
        Binding("up,k", "cursor(-1)", show=False),
        Binding("pagedown", "page(1)", show=False),
        Binding("pageup", "page(-1)", show=False),
        Binding("home", "end(-1)", show=False),
        Binding("end", "end(1)", show=False),
        Binding("enter", "choose", show=False),
    ]

    class Moved(Message):
        """The cursor stands on another item."""

        def __init__(self, blocks: "BlockList[Any]") -> None:
            super().__init__()
            self.blocks = blocks

        @property
        def control(self) -> "BlockList[Any]":
            """The list whose cursor moved."""
            return self.blocks

    class Chosen(Message):
        """Enter was pressed on an item, or it was clicked while the cursor was on it."""

        def __init__(self, blocks: "BlockList[Any]", item: Any) -> None:
            super().__init__()
            self.blocks = blocks
            self.item = item

        @property
        def control(self) -> "BlockList[Any]":
            """The list in which it was chosen."""
            return self.blocks

    def __init__(
        self,
        draw: Callable[[T, int], list[Line]],
        *,
        key: Callable[[T], object] = lambda item: item,
        heights: Callable[[int], Callable[[T], int]] | None = None,
        stops: Callable[[T], bool] = lambda _item: True,
        empty: str = "",
        id: str | None = None,
        classes: str | None = None,
    ) -> None:
        """Show nothing yet.

        `key` tells whether two items are the same thing in two states; `heights` returns for a width what
        counts the lines of an item, where that is cheaper than drawing it; `stops` tells where the cursor may
        stand; `empty` is shown where there are no items.
        """
        super().__init__(id=id, classes=classes)
        self._draw = draw
        self._key = key
        self._heights = heights or (lambda width: lambda item: len(draw(item, width)))
        self._stops = stops
        self._empty = empty
        self._items: Sequence[T] = ()
        self._ends: list[int] = []
        self._drawn: dict[object, list[Line]] = {}
        self._marked = MarkedLines(self.tone)
        self._width = 0
        self._index = 0
        self._top = self._across = 0
        """The first line in the window that is drawn, and how wide that is."""

    @property
    def vertical_scrollbar(self) -> ScrollBar:
        """The scrollbar, made when it is first asked for."""
        if self._vertical_scrollbar is None:
            self._vertical_scrollbar = LineScrollBar(name="vertical", thickness=self.scrollbar_size_vertical)
            self._vertical_scrollbar.display = False
            self.app._start_widget(self, self._vertical_scrollbar)  # noqa: SLF001  # as Textual starts its own
        return self._vertical_scrollbar

    # Items and cursor

    @property
    def items(self) -> Sequence[T]:
        """What is shown, in order."""
        return self._items

    @property
    def index(self) -> int:
        """The place of the cursor, 0 for the first item."""
        return self._index

    @property
    def current(self) -> T | None:
        """The item under the cursor."""
        return self._items[self._index] if self._items else None

    @property
    def key_here(self) -> object | None:
        """The key of the item under the cursor."""
        return self._key(self._items[self._index]) if self._items else None

    @property
    def cursor_screen_offset(self) -> Offset:
        """Where on the screen the block of the cursor begins, or what of it is in sight."""
        top = self._span(self._index)[0] if self._index < len(self._ends) else 0
        return self.content_region.offset + Offset(0, max(0, top - round(self.scroll_offset.y)))

    @property
    def in_sight(self) -> Sequence[T]:
        """The items of which anything is in the window."""
        if len(self._ends) != len(self._items):
            return ()
        top = round(self.scroll_offset.y)
        first = bisect_right(self._ends, top)
        last = bisect_right(self._ends, top + self.scrollable_content_region.height - 1)
        return self._items[first : last + 1]

    def show(self, items: Sequence[T], *, empty: str | None = None, steady: bool = False) -> None:
        """Show other items. The cursor stays on the item it was on, or where that is gone, at its place.

        `steady` says that an item which was shown before, and is the same, has the height that it had.
        """
        said, self._empty = self._empty, self._empty if empty is None else empty
        if not items and not self._items and said == self._empty and self._width:
            return
        before, same = self._in_window(), alike(self._items, items)
        found = self._place_among(items, same)
        self._items = items
        self._drawn.clear()
        self._index = found if found is not None else max(0, min(self._index, len(items) - 1))
        self._index = self._stop_from(self._index)
        self._lay_out(same if steady else None)
        self._bring_into_view()
        self._refresh_lines(before, self._in_window())

    def _place_among(self, items: Sequence[T], same: tuple[int, int]) -> int | None:
        """Return where the item under the cursor stands among others. Where they are the `same` as now, at the
        beginning and at the end, nothing is looked for."""
        first, last = same
        if self._index < first:
            return self._index
        from_end = len(self._items) - self._index
        if self._items and from_end <= last:
            return len(items) - from_end
        place = self._place_of(self.key_here, items[first : len(items) - last])
        return first + place if place is not None else None

    def _place_of(self, key: object, items: Sequence[T]) -> int | None:
        return next(compress(count(), map(eq, map(self._key, items), repeat(key))), None)

    def _in_window(self) -> list[tuple[Line, bool]]:
        """Return the lines in the window, and of each whether it is the cursor's; none where nobody sees it."""
        if len(self._ends) != len(self._items) or not self._items or not self.display:
            return []
        top = round(self.scroll_offset.y)
        lines = range(top, min(top + self.scrollable_content_region.height, self._ends[-1]))
        return [(self._line(line), bisect_right(self._ends, line) == self._index) for line in lines]

    def _refresh_lines(self, before: list[tuple[Line, bool]], after: list[tuple[Line, bool]]) -> None:
        """Draw those lines of the window anew that are others than before."""
        if not before or not after:
            self.refresh()
            return
        most = max(len(before), len(after))
        changed = [y for y in range(most) if before[y : y + 1] != after[y : y + 1]]
        if changed:
            self.refresh(*(Region(0, y, self._width, 1) for y in changed))

    def _stop_from(self, index: int) -> int:
        """Return the first place from here on where the cursor may stand, or this one if there is none."""
        return next((n for n in range(index, len(self._items)) if self._stops(self._items[n])), index)

    def move_to(self, index: int) -> None:
        """Put the cursor on an item, or at the nearer end where there is none."""
        index = max(0, min(index, len(self._items) - 1))
        if index == self._index or not self._items:
            return
        before, self._index = self._index, index
        if not self._bring_into_view():
            self._refresh_block(before)
            self._refresh_block(index)
        self.tell_screen(self.Moved(self))

    def select(self, key: object) -> None:
        """Put the cursor on the item with that key, where it is shown."""
        place = self._place_of(key, self._items)
        if place is not None:
            self.move_to(place)

    def action_cursor(self, steps: int) -> None:
        """Move the cursor by items. What is taller than the window is read to its end first."""
        if not self._items or self._read_on(steps):
            return
        index = self._index + steps
        while 0 <= index < len(self._items) and not self._stops(self._items[index]):
            index += steps
        if 0 <= index < len(self._items):
            self.move_to(index)
        else:
            self.scroll_to(y=0 if steps < 0 else self.max_scroll_y, animate=False)

    def action_page(self, pages: int) -> None:
        """Move the cursor by the height of the window."""
        height = max(1, self.scrollable_content_region.height - 1)
        if not self._items or self._read_on(pages * height):
            return
        top = self._span(self._index)[0] + pages * height
        self.move_to(bisect_right(self._ends, max(0, top)))

    def _read_on(self, lines: int) -> bool:
        """Scroll within the block of the cursor where a part of it is still out of sight in that direction."""
        if len(self._ends) != len(self._items):
            return False  # not laid out yet
        top, bottom = self._span(self._index)
        offset, height = round(self.scroll_offset.y), self.scrollable_content_region.height
        hidden = bottom - (offset + height) if lines > 0 else offset - top
        if bottom - top <= height or hidden <= 0:
            return False
        step = min(abs(lines), hidden)
        self.scroll_to(y=offset + (step if lines > 0 else -step), animate=False)
        return True

    def action_end(self, which: int) -> None:
        """Move the cursor to the first (-1) or the last (1) item; what stands above the first is seen too."""
        self.move_to(self._stop_from(0) if which < 0 else len(self._items) - 1)
        if which < 0:
            self.scroll_to(y=0, animate=False, force=True)

    def action_choose(self) -> None:
        """Choose the item under the cursor."""
        if (item := self.current) is not None:
            self.post_message(self.Chosen(self, item))

    # Geometry

    def _lay_out(self, same: tuple[int, int] | None = None) -> None:
        """Find where each block ends. Of ten thousand most are as high as they were, as many as are the `same` at
        the beginning and at the end, and are not asked."""
        width = self.scrollable_content_region.width or self._width  # hidden: mostly shown as wide as it was
        if width != self._width or same is None or sum(same) > len(self._ends):
            self._ends, same = [], (0, 0)  # nothing is known
        elif self._items and sum(same) == len(self._items) == len(self._ends):
            return
        self._width = width
        if width <= 0:
            self._ends = []  # never shown yet: it is laid out when it has room, and may be drawn before that
            return
        self._ends = ends_of(self._items, self._heights(width - 1), self._ends, same)
        self._take_virtual_size(Size(width, self._ends[-1] if self._ends else 1))

    def _take_virtual_size(self, size: Size) -> None:
        """Tell the scrollbar how much there is. Everything on the screen is laid out for it only where that
        changes more than the bar's thumb."""
        fits = size.height <= self.container_size.height
        if self.styles.auto_dimensions or fits == self.show_vertical_scrollbar or not self.container_size:
            self.virtual_size = size
        elif size != self.virtual_size:
            self.set_reactive(BlockList.virtual_size, size)
            self._scroll_update(size)

    def _span(self, index: int) -> tuple[int, int]:
        return (self._ends[index - 1] if index else 0), self._ends[index]

    def _bring_into_view(self) -> bool:
        """Scroll so that the block of the cursor is seen whole; return whether that was needed."""
        if not self._items or len(self._ends) != len(self._items):
            return False
        top, bottom = self._span(self._index)
        height, offset = self.scrollable_content_region.height, self.scroll_offset.y
        if height <= 0:
            return False  # hidden
        if bottom - top >= height:
            wanted = top if not top <= offset < bottom else offset
        elif top < offset:
            wanted = top
        elif bottom > offset + height:
            wanted = bottom - height
        else:
            return False
        if wanted == offset:
            return False
        self.scroll_to(y=wanted, animate=False, force=True)
        return True

    def _refresh_block(self, index: int) -> None:
        if index < len(self._ends):
            top, bottom = self._span(index)
            self.refresh(Region(0, top - self.scroll_offset.y, self._width, bottom - top))

    def forget_heights(self) -> None:
        """Ask every item for its height when items are shown next."""
        self._ends = []

    def draw_anew(self) -> None:
        """Draw all items anew, whose looks may have changed but not their heights."""
        self._drawn.clear()
        self.refresh()

    def redraw(self, key: object) -> None:
        """Draw one item anew whose look has changed but not its height, such as a clock."""
        for place, item in enumerate(self._items):
            if self._key(item) == key:
                self._drawn.pop(key, None)
                self._refresh_block(place)

    def on_resize(self, _event: events.Resize) -> None:
        """Wrap anew for another width."""
        if self.scrollable_content_region.width != self._width:
            self._drawn.clear()
            self._lay_out()
            self.refresh()  # of one that was hidden, nothing was drawn where it had not been laid out
        self._bring_into_view()

    def on_click(self, event: events.Click) -> None:
        """Put the cursor where it was clicked; a click where it already is chooses."""
        offset = event.get_content_offset(self)
        if offset is None or not self._items:
            return
        index = bisect_right(self._ends, offset.y + round(self.scroll_offset.y))
        if index >= len(self._items) or not self._stops(self._items[index]):
            return
        if index == self._index:
            self.action_choose()
        else:
            self.move_to(index)

    def refresh_cursor(self) -> None:
        """Draw the block of the cursor anew."""
        self._refresh_block(self._index)

    # Drawing

    def _lines(self, index: int) -> list[Line]:
        item = self._items[index]
        key = self._key(item)
        lines = self._drawn.get(key)
        if lines is None:
            if len(self._drawn) > 500:
                self._drawn.clear()
            lines = self._drawn[key] = self._draw(item, self._width - 1)
        return lines

    def _line(self, line: int) -> Line:
        """Return a line of all that is shown."""
        index = bisect_right(self._ends, line)
        lines = self._lines(index)
        row = line - self._span(index)[0]
        return lines[row] if row < len(lines) else ()

    def render_lines(self, crop: Region) -> list[Strip]:
        """Draw some lines of the window. Where it stands is asked once, which takes as long as to draw a line."""
        self._top, self._across = round(self.scroll_offset.y), self.size.width
        return super().render_lines(crop)

    def render_line(self, y: int) -> Strip:
        """Draw one line of the window."""
        line, width = y + self._top, self._across
        if not self._items:
            said = wrapped(self._empty, width - 1)
            return self._marked.strip(((said[line], "dim"),) if line < len(said) else (), " ", width)
        if not self._ends or line >= self._ends[-1]:
            return Strip.blank(width, self.tone())
        index, spans = bisect_right(self._ends, line), self._line(line)
        if index != self._index or not any(text.strip() for text, _style in spans):
            return self._marked.strip(spans, " ", width)
        pointed = self.has_focus and line == self._span(index)[0]
        return self._marked.strip(spans, CURSOR, width, pointed=pointed)

    def notify_style_update(self) -> None:
        """Forget what was drawn in other colours."""
        super().notify_style_update()
        self._marked.forget()
