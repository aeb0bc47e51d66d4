"""A line where the name of a file or a folder is typed."""

from typing import ClassVar

from textual.binding import Binding, BindingType
from textual.message import Message
from textual.widgets import Input

from screens.imports.paths import completed


class PathLine(Input):
    """Tab completes the name, Escape leaves."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "leave", show=False),
        Binding("tab", "complete", show=False),
    ]

    class Left(Message):
        """Escape was pressed."""

    class Offered(Message):
        """Tab was pressed, and several names are possible."""

        def __init__(self, names: tuple[str, ...]) -> None:
            super().__init__()
            self.names = names

    def __init__(self, placeholder: str) -> None:
        super().__init__(placeholder=placeholder, id="path", select_on_focus=False)
        self.cursor_blink = False

    def action_leave(self) -> None:
        """Leave."""
        self.post_message(self.Left())

    def action_complete(self) -> None:
        """Go on with the name as far as that is certain, and offer what is possible then."""
        self.value, names = completed(self.value)
        self.cursor_position = len(self.value)
        self.post_message(self.Offered(names if len(names) != 1 else ()))
