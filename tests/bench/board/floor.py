"""The floor for everything in which a key moves something: a heading, and a list with a mark that moves."""

from typing import ClassVar

from textual.app import App, ComposeResult
from textual.binding import BindingType
from textual.content import Content
from textual.widgets import Static

_LINES = 10


class Floor(App[None]):
    """Moves a mark."""

    BINDINGS: ClassVar[list[BindingType]] = [("j", "move(1)", "Down"), ("k", "move(-1)", "Up")]

    def __init__(self) -> None:
        super().__init__()
        self._at = 0

    def compose(self) -> ComposeResult:
        """Lay it out."""
        yield Static("Floor")
        yield Static(self._list, id="list")

    def action_move(self, steps: int) -> None:
        """Go to another line."""
        self._at = min(max(self._at + steps, 0), _LINES - 1)
        self.query_one("#list", Static).update(self._list, layout=False)

    @property
    def _list(self) -> Content:
        return Content("\n".join(f"{'>' if n == self._at else ' '} line {n + 1}" for n in range(_LINES)))


if __name__ == "__main__":
    Floor().run()
