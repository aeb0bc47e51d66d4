"""Pick one of a few things by one letter."""

from collections.abc import Mapping
from typing import ClassVar

from textual import events
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.widgets import Static

from screens.dialogs.asked import Choice
from screens.dialogs.pick import PickScreen
from screens.place import Here
from screens.widgets.blocklist import BlockList


class LetterScreen(PickScreen):
    """Returns the value of the choice whose note is the letter that was pressed, or of the one under the cursor
    at Enter, or None."""

    BINDINGS: ClassVar[list[BindingType]] = [Binding("enter", "choose", show=False)]

    def compose(self) -> ComposeResult:
        """Lay the dialog out."""
        with Vertical(id="pick"):
            yield Static(Content(self._title), id="pick-title")
            yield BlockList[Choice](self._draw, key=lambda each: each.value)
            yield self.keys_line("pick.keys-letters")

    def here(self) -> Here:
        """Return the choice under the cursor."""
        return {"choice": str(self.query_one(BlockList).key_here or "")}

    def come_back(self, here: Mapping[str, str]) -> bool:
        """Go to the choice where the cursor was, if it is still there."""
        self.query_one(BlockList).select(here.get("choice"))
        return True

    def on_key(self, event: events.Key) -> None:
        """Pick what has this letter."""
        found = next((each for each in self._choices if each.note and each.note == event.character), None)
        if found is not None:
            event.stop()
            self.dismiss(found.value)

    def action_choose(self) -> None:
        """Pick what the cursor is on."""
        self.query_one(BlockList).action_choose()
