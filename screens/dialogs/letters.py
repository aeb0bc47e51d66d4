"""Pick one of a few things by one letter."""

import string
from collections.abc import Sequence
from typing import ClassVar

from msgspec.structs import replace
from textual import events
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.widgets import Static

from codesign.text import folded
from screens.dialogs.pick import Choice, PickScreen
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

    def on_key(self, event: events.Key) -> None:
        """Pick what has this letter."""
        found = next((each for each in self._choices if each.note and each.note == event.character), None)
        if found is not None:
            event.stop()
            self.dismiss(found.value)

    def action_choose(self) -> None:
        """Pick what the cursor is on."""
        self.query_one(BlockList).action_choose()


def lettered(choices: Sequence[Choice]) -> list[Choice]:
    """Return choices with a letter each: the first of its words that none before it has, or any that is left."""
    given: list[Choice] = []
    for choice in choices:
        taken = {each.note for each in given}
        letters = filter(string.ascii_lowercase.__contains__, folded(choice.words) + string.ascii_lowercase)
        given.append(replace(choice, note=next((each for each in letters if each not in taken), "")))
    return given
