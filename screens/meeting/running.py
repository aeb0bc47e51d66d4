"""The clock of a meeting: starting it, going on and back, and giving the room more time or less."""

from textual import on

from codesign.commands.inserting import Insert, read_block
from codesign.commands.meetings import AddMinutes, GoTo, Pause, Start
from codesign.commands.running import GoToBlock, Reflow, Skip
from codesign.model import Meeting
from codesign.opened import OpenPartnership
from codesign.views import clock
from codesign.views.clock import Agenda, BlockState, ClockState, Nearing, Slot
from codesign.words import say
from screens.acts import Act
from screens.base import PartnershipScreen
from screens.dialogs.asked import Field, Values
from screens.dialogs.form import FormScreen
from screens.meeting.agenda import ClockBar
from screens.meeting.ending import ask_end
from screens.widgets.blocklist import BlockList

ACTS = (
    Act("meeting.start", "s", "start", foot=True),
    Act("meeting.next", "n", "go(1)", foot=True),
    Act("meeting.back", "b", "go(-1)"),
    Act("meeting.pause", "space", "pause", foot=True),
    Act("meeting.more", "plus", "minutes(1)", foot=True),
    Act("meeting.fewer", "minus", "minutes(-1)"),
    Act("meeting.reflow", "r", "reflow"),
    Act("meeting.skip", "K", "skip"),
    Act("meeting.insert", "I", "insert"),
    Act("meeting.go-here", "", "go_here", key="enter"),
    Act("meeting.end", "e", "end"),
)

_ON = frozenset({ClockState.RUNNING, ClockState.PAUSED})


class RunningScreen(PartnershipScreen[None]):
    """A screen on which the clock of a meeting can be worked."""

    def __init__(self, opened: OpenPartnership, meeting: str) -> None:
        super().__init__(opened)
        self._meeting_id = meeting
        self._followed = ""
        """The block on which the agenda's cursor was put when that began to run."""
        self._heard: tuple[str, Nearing] | None = None
        """The block that was running at the last look at the clock, and how near it was to its end."""

    @property
    def meeting(self) -> Meeting:
        """The meeting that is run."""
        found = self.opened.records.get(Meeting, self._meeting_id)
        assert found is not None, "meetings are archived, never deleted"
        return found

    @property
    def slots(self) -> BlockList[Slot]:
        """The agenda."""
        return self.query_one("#agenda", BlockList)

    def agenda(self) -> Agenda:
        """Return the meeting as it stands now."""
        return clock.agenda(self.meeting, self.opened.clock.now(), self.opened.clock.zone())

    def show_block(self) -> None:
        """Show what belongs to the block that is running, whatever was looked at before."""
        raise NotImplementedError

    def action_line(self) -> None:
        """Give the keys back to what is typed into."""
        raise NotImplementedError

    # What is shown

    def show_agenda(self, agenda: Agenda) -> None:
        """Show the agenda and the clock. The cursor goes along with the meeting, and stays where somebody put it
        while the same block runs."""
        self.slots.show(agenda.slots)
        current = agenda.current.key if agenda.current else ""
        if current != self._followed:
            self._followed = current
            self.slots.select(current)
        self.query_one("#clock", ClockBar).show(agenda)

    def look_at_clock(self) -> None:
        """Draw the one line of the clock anew, and the agenda where a minute has passed."""
        agenda = self.agenda()
        self._ring(agenda)
        if not self.is_current:
            return
        before = {slot.key: clock.minutes(slot.actual) for slot in self.slots.items}
        if any(before.get(slot.key) != clock.minutes(slot.actual) for slot in agenda.slots):
            self.slots.show(agenda.slots)
        self.query_one("#clock", ClockBar).show(agenda)

    def _ring(self, agenda: Agenda) -> None:
        """Ring where the block that is running has come nearer to its end since the last look, in dialogs too. Who
        opens the meeting then, or goes to such a block, sees that."""
        before, current = self._heard, agenda.current
        self._heard = (current.key, current.nearing) if current is not None else None
        if (
            self.look.bell
            and before is not None
            and current is not None
            and before[0] == current.key
            and before[1] < current.nearing < Nearing.OVER
        ):
            self.app.bell()

    # What can be done

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """What can be done depends on the clock."""
        if not super().check_action(action, parameters):
            return False
        match action:
            case "start":
                return self.agenda().state is not ClockState.RUNNING
            case "go":
                state = self.agenda().state
                return state in _ON or (state is ClockState.ENDED and str(parameters[0]) == "-1")
            case "pause" | "minutes" | "end" | "reflow" | "insert":
                return self.agenda().state in _ON
            case "skip":
                return self._meant is not None
            case "go_here":
                return self.slots.has_focus and self.agenda().state is not ClockState.NOT_STARTED
        return True

    @property
    def _meant(self) -> Slot | None:
        """The block that a key is about: the one under the cursor for whoever walks along the agenda, else the
        current one."""
        return self.slots.current if self.slots.has_focus else self.agenda().current

    def action_start(self) -> None:
        """Start the meeting, or go on with it."""
        self.show_block()
        self.carry_out(Start(self._meeting_id))

    def action_go(self, steps: int) -> None:
        """Go to the next block, or back to the one before: from the end of the meeting to its last block."""
        self.show_block()
        agenda = self.agenda()
        if agenda.state is ClockState.ENDED:
            self.carry_out(Start(self._meeting_id))
        else:
            self.carry_out(GoTo(self._meeting_id, steps, agenda.current.key if agenda.current else ""))

    @on(BlockList.Chosen, "#agenda")
    def go_to_chosen(self) -> None:
        """Enter in the agenda goes to the block under the cursor."""
        self.action_go_here()

    def action_go_here(self) -> None:
        """Go to the block under the cursor of the agenda, and give the keys back to the line."""
        if (slot := self.slots.current) is not None:
            self.show_block()
            self.carry_out(GoToBlock(self._meeting_id, slot.key))
            self.action_line()

    def action_pause(self) -> None:
        """Stop the clock, or go on."""
        running = self.agenda().state is ClockState.RUNNING
        self.carry_out(Pause(self._meeting_id) if running else Start(self._meeting_id))

    def action_minutes(self, minutes: int) -> None:
        """Give the running block a minute more, or take one away."""
        slot = self.agenda().current
        seen = (slot.key, slot.block.extra) if slot is not None else None
        self.carry_out(AddMinutes(self._meeting_id, minutes, seen))

    def action_reflow(self) -> None:
        """Share what is left of the time among the blocks that are left."""
        _done, complaint = self.attempt(lambda: self.opened.execute(Reflow(self._meeting_id)))
        if _done is None and not complaint:
            self.tell(say("clock.nothing-to-share"))

    def action_skip(self) -> None:
        """Skip a block, or do not skip it any more."""
        if (slot := self._meant) is not None:
            self.carry_out(Skip(self._meeting_id, slot.key, slot.state is not BlockState.SKIPPED))

    def action_insert(self) -> None:
        """Put in a block that nobody planned, by its title and minutes in one line."""
        fields = [Field("block", say("clock.insert-label"), hint=say("clock.insert-hint"))]

        def insert(values: Values) -> str:
            return self.complaint(Insert(self._meeting_id, read_block(values["block"])))

        draft = f"{self.opened.folder} insert"
        form = FormScreen(say("clock.insert-title"), fields, self.opened.drafts, draft, insert)
        self.ask(form, lambda _values: self.show_block())

    def action_end(self) -> None:
        """End the meeting; the next date is asked, and may stay empty."""
        ask_end(self, self.meeting)
