"""The line in which somebody looks for something; the screen that holds it shows what fits while they type."""

from typing import ClassVar

from textual.binding import Binding, BindingType
from textual.message import Message
from textual.widgets import Input

from codesign.words import say


class FindLine(Input):
    """A line, hidden until somebody looks for something. Enter goes to what was found, Escape stops looking."""

    BINDINGS: ClassVar[list[BindingType]] = [Binding("escape", "leave", show=False)]

    class Left(Message):
        """Escape was pressed: everything is to be shown again."""

        def __init__(self, line: "FindLine") -> None:
            super().__init__()
            self.line = line

    def __init__(self, placeholder: str = "", id: str = "find") -> None:
        super().__init__(
            placeholder=placeholder or say("find.placeholder"), id=id, classes="hidden", select_on_focus=False
        )
        self.cursor_blink = False

    @property
    def acts_while(self) -> str:
        """The action of the acts that can be done while it has the keys."""
        return "while_finding"

    def begin(self) -> None:
        """Take the keys."""
        self.remove_class("hidden")
        self.screen.set_focus(self)

    def stop(self) -> None:
        """Look for nothing any more."""
        self.value = ""
        self.add_class("hidden")

    def action_leave(self) -> None:
        """Stop looking."""
        self.post_message(self.Left(self))


class GoLine(FindLine):
    """A line, hidden until somebody wants to go to a card by its number or its label."""

    def __init__(self, placeholder: str) -> None:
        super().__init__(placeholder, "go")

    @property
    def acts_while(self) -> str:
        """The action of the acts that can be done while it has the keys."""
        return "while_going"
