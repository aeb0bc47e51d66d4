"""Pick one of several things by typing a part of its name; also the palette of everything that can be done."""

from collections.abc import Mapping, Sequence
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.screen import ModalScreen
from textual.widgets import Input, Static

from codesign.text import folded
from codesign.words import say
from screens.dialogs.asked import Choice
from screens.glyphs import BETWEEN
from screens.place import Answer, Here
from screens.widgets.blocklist import BlockList
from screens.widgets.lines import Line, cells, shown, wrapped


class PickScreen(ModalScreen[str | None]):
    """Returns the value of what was picked, or None."""

    CSS_PATH = "pick.tcss"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "leave", show=False),
        Binding("down", "move(1)", show=False),
        Binding("up", "move(-1)", show=False),
        Binding("pagedown", "move(8)", show=False),
        Binding("pageup", "move(-8)", show=False),
    ]

    def __init__(self, title: str, choices: Sequence[Choice]) -> None:
        super().__init__()
        self._title = title
        self._choices = choices

    def compose(self) -> ComposeResult:
        """Lay the dialog out."""
        with Vertical(id="pick"):
            yield Static(Content(self._title), id="pick-title")
            yield Input(placeholder=say("pick.placeholder"), select_on_focus=False)
            yield BlockList[Choice](self._draw, key=lambda each: each.value, empty=say("pick.nothing"))
            yield self.keys_line("pick.keys")

    @staticmethod
    def keys_line(words: str) -> Static:
        """Return the line that says what can be pressed."""
        return Static(Content(say(words, between=BETWEEN)), id="pick-keys")

    def on_mount(self) -> None:
        """Show everything, ready to type."""
        for line in self.query(Input):
            line.cursor_blink = False
            line.focus()
        choices = self.query_one(BlockList)
        choices.can_focus = False
        choices.show(self._choices)

    def takes(self, answer: Answer) -> bool:
        """Tell whether an answer is among the choices."""
        return any(each.value == answer for each in self._choices)

    def here(self) -> Here:
        """Return what was typed, and the choice under the cursor."""
        typed = "".join(line.value for line in self.query(Input))
        return {"typed": typed, "choice": str(self.query_one(BlockList).key_here or "")}

    def come_back(self, here: Mapping[str, str]) -> bool:
        """Look for what was looked for; the choices may have changed."""
        typed = here.get("typed", "")
        for line in self.query(Input):
            line.value = typed
            line.cursor_position = len(typed)
            self._look_for(typed)
        self.query_one(BlockList).select(here.get("choice"))
        return True

    @staticmethod
    def _draw(choice: Choice, width: int) -> list[Line]:
        room = width - cells(choice.note) - 2
        first, *rest = wrapped(shown(choice.words), room)
        gap = " " * (width - cells(first) - cells(choice.note) - 1)
        return [((first, ""), (gap, ""), (choice.note, "accent")), *(((line, ""),) for line in rest)]

    def on_input_changed(self, event: Input.Changed) -> None:
        """Show what fits."""
        self._look_for(event.value)

    def _look_for(self, typed: str) -> None:
        wanted = folded(typed).split()
        fitting = [each for each in self._choices if all(word in each.found_by for word in wanted)]
        choices = self.query_one(BlockList)
        choices.show(fitting)
        named = next((each for each in fitting if folded(each.words).split() == wanted), None)
        if named is not None:  # although others have the same words among theirs
            choices.select(named.value)

    def on_input_submitted(self) -> None:
        """Pick what the cursor is on."""
        current = self.query_one(BlockList).current
        if isinstance(current, Choice):
            self.dismiss(current.value)

    def on_block_list_chosen(self, event: BlockList.Chosen) -> None:
        """Pick what was clicked."""
        self.dismiss(event.item.value)

    def action_move(self, steps: int) -> None:
        """Move the cursor while the line keeps the keys."""
        self.query_one(BlockList).action_cursor(steps)

    def action_leave(self) -> None:
        """Pick nothing."""
        self.dismiss(None)
