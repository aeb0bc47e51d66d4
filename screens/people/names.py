"""The line in which people are marked by name: two of its keys are no letters of any name."""

from typing import ClassVar

from textual import events
from textual.binding import Binding, BindingType
from textual.message import Message

from codesign.model import Move
from screens.widgets.capture import LineInput

_MOVES = {">": Move.CAME, "<": Move.LEFT}


class NameLine(LineInput):
    """A line for a part of a name. Enter marks who is under the cursor, > that they came later, < that they left,
    Delete at the end that they were not there."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "leave", show=False),
        Binding("tab,shift+tab", "sectors", show=False),
        Binding("down", "choose(1)", show=False),
        Binding("up", "choose(-1)", show=False),
        Binding("pagedown", "choose(8)", show=False),
        Binding("pageup", "choose(-8)", show=False),
    ]

    class Marked(Message):
        """What is said of whoever is under the cursor."""

        def __init__(self, move: Move) -> None:
            super().__init__()
            self.move = move

    class Chose(Message):
        """Another person is to be under the cursor, so many lines further down."""

        def __init__(self, steps: int) -> None:
            super().__init__()
            self.steps = steps

    class Left(Message):
        """The line is left, by Escape or for the sectors; what is typed stays."""

        def __init__(self, *, for_sectors: bool) -> None:
            super().__init__()
            self.for_sectors = for_sectors

    def on_key(self, event: events.Key) -> None:
        """Take the keys that are no letters of a name."""
        if (move := _MOVES.get(event.character or "")) is not None:
            event.stop()
            event.prevent_default()
            self.post_message(self.Marked(move))

    def action_delete_right(self) -> None:
        """Delete a letter; where there is none, whoever is under the cursor was not there."""
        if self.cursor_position < len(self.value):
            super().action_delete_right()
        else:
            self.post_message(self.Marked(Move.FEWER))

    def action_choose(self, steps: int) -> None:
        """Go to another person while the line keeps the keys."""
        self.post_message(self.Chose(steps))

    def action_leave(self) -> None:
        """Leave the line."""
        self.post_message(self.Left(for_sectors=False))

    def action_sectors(self) -> None:
        """Go to the sectors."""
        self.post_message(self.Left(for_sectors=True))
