"""Closing a meeting: a short path of which nothing has to be done, and everything can be, in any order."""

from pathlib import Path
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import BindingType

from codesign.commands.closing import MeetNext
from codesign.model import Meeting
from codesign.opened import OpenPartnership
from codesign.views.clock import ClockState, agenda
from codesign.words import say
from screens.acts import Act, bindings
from screens.base import PartnershipScreen
from screens.card.reading import Entries, NotUnderstood
from screens.closing.steps import Step, draw_step, steps
from screens.dialogs.asked import Values
from screens.dialogs.form import FormScreen
from screens.everywhere import in_partnership
from screens.meeting.counting import count_come_again, count_trust
from screens.meeting.ending import ask_end
from screens.widgets.bars import Bar, KeyLine, StatusLine
from screens.widgets.blocklist import BlockList
from screens.widgets.lines import Line, shown


class ClosingScreen(PartnershipScreen[None]):
    """Leads through the end of a meeting, also after it."""

    CSS_PATH = "closing.tcss"
    ACTS: ClassVar[tuple[Act, ...]] = in_partnership(
        (
            Act("closing.do", "enter", "open", foot=True),
            Act("closing.read-back", "r", "read_back"),
            Act("closing.invited", "i", "invited"),
            Act("closing.practice", "p", "practice"),
            Act("closing.again", "c", "come_again"),
            Act("closing.trust", "t", "trust"),
            Act("closing.next-date", "d", "next_date"),
            Act("closing.end", "e", "end", foot=True),
            Act("closing.draft", "w,f8", "draft", foot=True),
            Act("closing.export", "x", "export", foot=True),
            Act("undo", "u", "undo", foot=True),
            Act("redo", "U", "redo"),
            Act("back", "escape,q,C", "leave", foot=True),
        )
    )
    BINDINGS: ClassVar[list[BindingType]] = bindings(ACTS)
    PLACE = "closing"
    MOVES = ("moves.list",)

    def __init__(self, opened: OpenPartnership, exports: Path, meeting: str) -> None:
        super().__init__(opened)
        self._exports = exports
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
    def _steps(self) -> BlockList[Step]:
        return self.query_one("#steps", BlockList)

    def compose(self) -> ComposeResult:
        """Lay the screen out."""
        yield Bar(id="title")
        yield BlockList[Step](self._draw, key=lambda step: step.act, id="steps")
        yield StatusLine()
        yield KeyLine()

    def on_mount(self) -> None:
        """Show how far the meeting is closed."""
        self.update_view()
        self.set_focus(self._steps)

    def update_view(self) -> None:
        """Show how far it is closed now."""
        meeting = self._meeting
        self.query_one("#title", Bar).left = (
            (f" {say('closing.title')}", "strong"),
            (f"  {meeting.number} {shown(meeting.title)}", "dim"),
        )
        self._steps.show(tuple(steps(self.opened, meeting, self.key_of, ascii_only=self.look.ascii_only)))
        self.update_keys()

    def _draw(self, step: Step, width: int) -> list[Line]:
        return draw_step(step, self.key_of(step.act), width)

    # What can be done

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Only a meeting that is going on can be ended."""
        if not super().check_action(action, parameters):
            return False
        if action == "end":
            return agenda(self._meeting, self.opened.clock.now()).state in {ClockState.RUNNING, ClockState.PAUSED}
        return True

    def on_block_list_chosen(self, event: BlockList.Chosen) -> None:
        """Take the step that was chosen."""
        act = next(act for act in self.acts if act.setting == event.item.act)
        if self.available(act):
            getattr(self, f"action_{act.action}")()

    def action_open(self) -> None:
        """Take the step under the cursor."""
        self._steps.action_choose()

    def action_read_back(self) -> None:
        """Read the promises back."""
        from screens.promises.screen import PromisesScreen

        self.app.push_screen(PromisesScreen(self.opened, self._meeting_id))

    def action_invited(self) -> None:
        """See who can still be asked for a next step."""
        from screens.invited.screen import InvitedScreen

        self.app.push_screen(InvitedScreen(self.opened, self._meeting_id))

    def action_practice(self) -> None:
        """Write down what was seen of how people worked together."""
        from screens.practice.screen import PracticeScreen

        self.app.push_screen(PracticeScreen(self.opened, self._meeting_id))

    def action_come_again(self) -> None:
        """Count who would come again."""
        count_come_again(self, self._meeting)

    def action_trust(self) -> None:
        """Count how much people trust that it will be followed through."""
        count_trust(self, self._meeting)

    def action_next_date(self) -> None:
        """Say when the next meeting is."""
        entry = Entries(self.opened).day("next_date", self._meeting.next_date)

        def accept(values: Values) -> str:
            try:
                day = entry.read(values["next_date"])
            except NotUnderstood as error:
                return str(error)
            return self.complaint(MeetNext(self._meeting_id, day))

        draft = f"{self.opened.folder} next date"
        self.app.push_screen(FormScreen(say("closing.next"), [entry.field], self.opened.drafts, draft, accept))

    def action_end(self) -> None:
        """End the meeting, and offer the notes."""

        def ended() -> None:
            self.update_view()
            self._steps.select("draft")

        ask_end(self, self._meeting, ended)

    def action_draft(self) -> None:
        """Write the draft of the notes."""
        from screens.preview.writing import write_draft

        write_draft(self, self._meeting, self._exports)

    def action_export(self) -> None:
        """Look at the notes before they are written."""
        from screens.preview.screen import PreviewScreen

        self.app.push_screen(PreviewScreen(self.opened, "notes", self._meeting_id, self._exports))

    def action_leave(self) -> None:
        """Go back to the meeting."""
        self.dismiss(None)
