"""The clock of a meeting: starting it, going on and back, and giving the room more time or less."""

from codesign.commands.meetings import AddMinutes, End, GoTo, Pause, Start
from codesign.dates import read_date
from codesign.model import Meeting
from codesign.opened import OpenPartnership
from codesign.ports import today
from codesign.views import clock
from codesign.views.clock import Agenda, ClockState
from codesign.words import say
from screens.acts import Act
from screens.base import PartnershipScreen
from screens.dialogs.form import Field, FormScreen, Values

ACTS = (
    Act("meeting.start", "s", "start", foot=True),
    Act("meeting.next", "n", "go(1)", foot=True),
    Act("meeting.back", "b", "go(-1)"),
    Act("meeting.pause", "space", "pause", foot=True),
    Act("meeting.more", "plus", "minutes(1)", foot=True),
    Act("meeting.fewer", "minus", "minutes(-1)"),
    Act("meeting.end", "e", "end"),
)


class RunningScreen(PartnershipScreen[None]):
    """A screen on which the clock of a meeting can be worked."""

    def __init__(self, opened: OpenPartnership, meeting: str) -> None:
        super().__init__(opened)
        self._meeting_id = meeting

    @property
    def meeting(self) -> Meeting:
        """The meeting that is run."""
        found = self.opened.records.get(Meeting, self._meeting_id)
        assert found is not None, "meetings are archived, never deleted"
        return found

    def agenda(self) -> Agenda:
        """Return the meeting as it stands now."""
        return clock.agenda(self.meeting, self.opened.clock.now())

    def show_block(self) -> None:
        """Show what belongs to the block that is running, whatever was looked at before."""
        raise NotImplementedError

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """What can be done depends on the clock."""
        if not super().check_action(action, parameters):
            return False
        match action:
            case "start":
                return self.agenda().state is not ClockState.RUNNING
            case "pause" | "minutes" | "go" | "end":
                return self.agenda().state in {ClockState.RUNNING, ClockState.PAUSED}
        return True

    def action_start(self) -> None:
        """Start the meeting, or go on with it."""
        self.show_block()
        self.carry_out(Start(self._meeting_id))

    def action_go(self, steps: int) -> None:
        """Go to the next block, or back to the one before."""
        self.show_block()
        current = self.agenda().current
        self.carry_out(GoTo(self._meeting_id, steps, current.key if current else ""))

    def action_pause(self) -> None:
        """Stop the clock, or go on."""
        running = self.agenda().state is ClockState.RUNNING
        self.carry_out(Pause(self._meeting_id) if running else Start(self._meeting_id))

    def action_minutes(self, minutes: int) -> None:
        """Give the running block a minute more, or take one away."""
        self.carry_out(AddMinutes(self._meeting_id, minutes))

    def action_end(self) -> None:
        """End the meeting; the next date is asked, and may stay empty."""
        meeting = self.meeting
        following = meeting.next_date.isoformat() if meeting.next_date else ""
        fields = [Field("next", say("fields.next-date"), following, hint=say("card.due-hint"))]

        def end(values: Values) -> str:
            text = values["next"].strip()
            day = read_date(text, today(self.opened.clock)) if text else None
            if text and day is None:
                return say("cli.no-date", text=text)
            return self.complaint(End(self._meeting_id, day))

        draft = f"{self.opened.folder} end"
        form = FormScreen(say("meeting.end-title"), fields, self.opened.drafts, draft, end)
        self.ask(form, lambda _values: self.tell(say("meeting.ended", key=self.key_of("export"))))
