"""The list of sectors on which people are counted: by letters, by digits, and with the mouse."""

from string import ascii_letters, digits
from typing import ClassVar

from textual import events
from textual.binding import Binding, BindingType
from textual.message import Message

from screens.people.rows import SectorRow, button_at, draw_sector
from screens.widgets.blocklist import BlockList
from screens.widgets.lines import Line

_MOST_DIGITS = 3


class SectorList(BlockList[SectorRow], inherit_bindings=False):
    """Shows sectors. A letter counts one more of its sector, the capital one fewer; digits are a number for the
    sector under the cursor, which is meant once the next other key is pressed."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("down", "cursor(1)", show=False),
        Binding("up", "cursor(-1)", show=False),
        Binding("pagedown", "page(1)", show=False),
        Binding("pageup", "page(-1)", show=False),
        Binding("home", "end(-1)", show=False),
        Binding("end", "end(1)", show=False),
        Binding("plus", "step(1)", show=False),
        Binding("minus", "step(-1)", show=False),
        Binding("backspace,delete", "erase", show=False),
    ]

    class Stepped(Message):
        """One more of a sector was counted, or one fewer."""

        def __init__(self, sector: str, people: int) -> None:
            super().__init__()
            self.sector = sector
            self.people = people
            """1 or -1."""

    class Numbered(Message):
        """A number was typed for a sector."""

        def __init__(self, sector: str, people: int) -> None:
            super().__init__()
            self.sector = sector
            self.people = people

    def __init__(self, *, id: str | None = None) -> None:
        super().__init__(self._draw_row, key=lambda row: row.count.sector, id=id)
        self.typed = ""
        """The digits that were typed for the sector under the cursor and are not meant yet."""

    def _draw_row(self, row: SectorRow, width: int) -> list[Line]:
        return draw_sector(row, width, self.typed if row is self.current else "")

    def on_key(self, event: events.Key) -> None:
        """Count by a letter, or take a digit."""
        pressed = event.character or ""
        if not pressed or pressed not in ascii_letters + digits:
            return
        if pressed in digits:
            event.stop()
            self.take_digits(self.typed + pressed)
            return
        row = next((row for row in self.items if row.letter == pressed.lower()), None)
        if row is not None:
            event.stop()
            self.settle()
            self.select(row.count.sector)
            self.post_message(self.Stepped(row.count.sector, 1 if pressed == row.letter else -1))

    def take_digits(self, typed: str) -> None:
        """Take what is typed for the sector under the cursor, the last digits of it."""
        self._type("".join(filter(digits.__contains__, typed))[-_MOST_DIGITS:])

    def _type(self, typed: str) -> None:
        self.typed = typed
        if (row := self.current) is not None:
            self.redraw(row.count.sector)

    def forget(self) -> bool:
        """Forget the digits that are not meant yet; return whether there were any."""
        had = bool(self.typed)
        self._type("")
        return had

    def take_number(self) -> "Numbered | None":
        """Return the number that was typed, which is meant now; None where there is none."""
        row, typed = self.current, self.typed
        self.forget()
        return self.Numbered(row.count.sector, int(typed)) if typed and row is not None else None

    def settle(self) -> None:
        """Take the digits as meant."""
        if (number := self.take_number()) is not None:
            self.post_message(number)

    def action_erase(self) -> None:
        """Take the last digit away."""
        self._type(self.typed[:-1])

    def action_step(self, people: int) -> None:
        """Count one more, or one fewer, of the sector under the cursor."""
        self.settle()
        if (row := self.current) is not None:
            self.post_message(self.Stepped(row.count.sector, people))

    def move_to(self, index: int) -> None:
        """Put the cursor on another sector; the digits were meant for the one before."""
        self.settle()
        super().move_to(index)

    def on_click(self, event: events.Click) -> None:
        """Put the cursor where it was clicked; on a button count one more, or one fewer."""
        event.prevent_default()
        offset = event.get_content_offset(self)
        row = self._row_at(offset.y) if offset is not None else None
        if offset is None or row is None:
            return
        self.select(row.count.sector)
        if people := button_at(offset.x - 1, self.scrollable_content_region.width - 1):
            self.action_step(people)

    def _row_at(self, y: int) -> SectorRow | None:
        line = y + round(self.scroll_offset.y)
        return self.items[line] if 0 <= line < len(self.items) else None
