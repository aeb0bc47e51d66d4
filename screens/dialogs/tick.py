"""Tick some of several things."""

from collections.abc import Iterable, Sequence
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.screen import ModalScreen
from textual.widgets import Static

from codesign.words import say
from screens.dialogs.asked import Choice
from screens.glyphs import BETWEEN
from screens.widgets.blocklist import BlockList
from screens.widgets.lines import Line, shown


class TickScreen(ModalScreen[frozenset[str] | None]):
    """Returns the values that are ticked, or None where it was left."""

    CSS_PATH = "tick.tcss"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape,q", "leave", show=False),
        Binding("space", "tick", show=False),
        Binding("enter", "take", show=False, priority=True),
    ]

    def __init__(self, title: str, choices: Sequence[Choice], ticked: Iterable[str]) -> None:
        super().__init__()
        self._title = title
        self._choices = choices
        self._ticked = set(ticked)

    def compose(self) -> ComposeResult:
        """Lay the dialog out."""
        with Vertical(id="tick"):
            yield Static(Content(self._title), id="tick-title")
            yield BlockList[Choice](self._draw, key=lambda each: each.value)
            yield Static(Content(say("pick.keys-tick", between=BETWEEN)), id="tick-keys")

    def on_mount(self) -> None:
        """Show what there is."""
        choices = self.query_one(BlockList)
        choices.show(self._choices)
        choices.focus()

    def _draw(self, choice: Choice, _width: int) -> list[Line]:
        box = "[x] " if choice.value in self._ticked else "[ ] "
        return [((box, "accent"), (shown(choice.words), ""), (f"  {choice.note}", "dim"))]

    def on_block_list_chosen(self, event: BlockList.Chosen) -> None:
        """Tick what was clicked."""
        self._turn(event.item)

    def action_tick(self) -> None:
        """Tick what is under the cursor, or tick it no more."""
        if (choice := self.query_one(BlockList).current) is not None:
            self._turn(choice)

    def _turn(self, choice: Choice) -> None:
        self._ticked ^= {choice.value}
        self.query_one(BlockList).redraw(choice.value)

    def action_take(self) -> None:
        """Take what is ticked."""
        self.dismiss(frozenset(self._ticked))

    def action_leave(self) -> None:
        """Change nothing."""
        self.dismiss(None)
