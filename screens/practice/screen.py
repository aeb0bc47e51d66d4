"""What was seen of how people worked together: one line each, on six cells."""

from collections.abc import Callable, Mapping
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import BindingType

from codesign.commands import Command
from codesign.commands.closing import Observe, Reobserve
from codesign.model import Meeting, PracticeEvidence
from codesign.opened import OpenPartnership
from codesign.views.closing import practice
from codesign.words import name_of, say
from screens.acts import Act, bindings
from screens.base import PartnershipScreen
from screens.dialogs.asked import Choice, Field, Values
from screens.dialogs.form import FormScreen
from screens.dialogs.pick import PickScreen
from screens.everywhere import in_partnership
from screens.place import Here
from screens.practice.grid import PracticeGrid
from screens.widgets.bars import Bar, KeyLine, StatusLine


class PracticeScreen(PartnershipScreen[None]):
    """Shows which cells are still empty, and takes an observation in one line."""

    CSS_PATH = "practice.tcss"
    ACTS: ClassVar[tuple[Act, ...]] = in_partnership(
        (
            Act("practice.observe", "enter", "observe(0)", foot=True),
            Act("practice.missed", "m", "observe(1)", foot=True),
            Act("practice.rewrite", "e", "rewrite", foot=True),
            Act("undo", "u", "undo", foot=True),
            Act("redo", "U", "redo"),
            Act("back", "escape,q", "leave", foot=True),
        )
    )
    BINDINGS: ClassVar[list[BindingType]] = bindings(ACTS)
    PLACE = "practice"
    MOVES = ("moves.cells",)

    def __init__(self, opened: OpenPartnership, meeting: str) -> None:
        super().__init__(opened)
        self._meeting_id = meeting

    @property
    def record_here(self) -> str:
        """The meeting that is closed."""
        return self._meeting_id

    @property
    def _meeting(self) -> Meeting:
        found = self.opened.records.get(Meeting, self._meeting_id)
        assert found is not None, "meetings are archived, never deleted"
        return found

    @property
    def _grid(self) -> PracticeGrid:
        return self.query_one("#cells", PracticeGrid)

    def here(self) -> Here:
        """Return the cell under the cursor."""
        return {"cell": self._grid.current.value}

    def come_back(self, here: Mapping[str, str]) -> bool:
        """Go to that cell."""
        self._grid.select(here.get("cell", ""))
        return self._grid.current.value == here.get("cell", "")

    def compose(self) -> ComposeResult:
        """Lay the screen out."""
        yield Bar(id="title")
        yield PracticeGrid(id="cells")
        yield StatusLine()
        yield KeyLine()

    def on_mount(self) -> None:
        """Show what was seen, the cursor on the first cell that is empty."""
        self.update_view()
        self.set_focus(self._grid)
        self._grid.select(next((cell for cell, found in practice(self._meeting).items() if not found), ""))

    def update_view(self) -> None:
        """Show what was seen by now."""
        seen = practice(self._meeting)
        told = say("closing.cells", n=sum(bool(found) for found in seen.values()))
        self.query_one("#title", Bar).left = ((f" {say('practice.title')}", "strong"), (f"  {told}", ""))
        self._grid.show({cell: [each for _key, each in found] for cell, found in seen.items()})
        self.update_keys()

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Only what was written down can be rewritten."""
        if not super().check_action(action, parameters):
            return False
        return bool(self._here) if action == "rewrite" and self.query("#cells") else True

    @property
    def _here(self) -> tuple[tuple[str, PracticeEvidence], ...]:
        return practice(self._meeting)[self._grid.current]

    def on_practice_grid_moved(self) -> None:
        """Show what can be done on another cell."""
        self.update_keys()

    def on_practice_grid_chosen(self) -> None:
        """Write down what was seen."""
        self.action_observe(0)

    def action_observe(self, missed: int) -> None:
        """Write down what was seen, or a chance that was missed."""
        cell = self._grid.current
        title = say("practice.missed-title" if missed else "practice.seen-title", cell=name_of(cell, "practice"))
        draft = f"practice {self._meeting.number} {cell.value} {missed}"
        self._ask(title, "", draft, lambda text: Observe(self._meeting_id, cell, text, bool(missed)))

    def action_rewrite(self) -> None:
        """Write an observation anew, of several the one that is picked."""
        found = dict(self._here)
        if len(found) == 1:
            self._rewrite(next(iter(found)))
            return
        choices = [Choice(each.text, key, say("doc.missed") if each.missed else "") for key, each in found.items()]
        self.ask(PickScreen(say("practice.which"), choices), self._rewrite)

    def _rewrite(self, key: str) -> None:
        seen = self._meeting.practice[key]
        title = say("practice.rewrite-title", cell=name_of(seen.cell, "practice"))
        self._ask(
            title,
            seen.text,
            f"practice {key}",
            lambda text: Reobserve(self._meeting_id, key, text, seen.missed),
        )

    def _ask(self, title: str, text: str, draft: str, command: Callable[[str], Command]) -> None:
        def accept(values: Values) -> str:
            return self.complaint(command(values["seen"]))

        fields = [Field("seen", say("practice.line"), text)]
        form = FormScreen(title, fields, self.opened.drafts, f"{self.opened.folder} {draft}", accept)
        self.app.push_screen(form)

    def action_leave(self) -> None:
        """Go back to closing the meeting."""
        self.dismiss(None)
