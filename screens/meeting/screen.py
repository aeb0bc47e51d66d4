"""A meeting while it runs: the agenda and its clock, what was captured, and a line that is always ready."""

from collections.abc import Sequence
from functools import partial
from pathlib import Path
from typing import ClassVar

from textual import events
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Horizontal, Vertical

from codesign.capture import LineKind, read_line
from codesign.commands.capture import Capture
from codesign.commands.meetings import AddMinutes, End, GiveNotice, GoTo, Pause, Start
from codesign.dates import read_date, short
from codesign.model import Meeting, Record, Voice
from codesign.opened import OpenPartnership
from codesign.ports import today
from codesign.views import clock, follow_through
from codesign.views.clock import Agenda, ClockState, Slot
from codesign.views.voices import attendance, captured
from codesign.words import say
from screens.acts import Act, bindings
from screens.base import SAVE_LINE, PartnershipScreen, in_partnership
from screens.card.screen import CardScreen
from screens.dialogs.form import Field, FormScreen, Values
from screens.dialogs.questions import ask_about_paste, permit, turn_into
from screens.glyphs import BETWEEN
from screens.meeting.agenda import clock_left, clock_right, draw_slot
from screens.meeting.counting import count_attendance, count_come_again, count_fists
from screens.place import PLACE
from screens.widgets.bars import Bar, KeyLine, StatusLine
from screens.widgets.blocklist import BlockList
from screens.widgets.capture import CaptureLine
from screens.widgets.lines import Line, shown
from screens.widgets.recordlines import draw_record


class MeetingScreen(PartnershipScreen[None]):
    """Runs one meeting. While the capture line has the keys, Escape gives them to the acts, and back."""

    CSS_PATH = "meeting.tcss"
    ACTS: ClassVar[tuple[Act, ...]] = in_partnership(
        (
            SAVE_LINE,
            Act("meeting.keys", "", "while_typing", foot=True, key="escape"),
            Act("meeting.start", "s", "start", foot=True),
            Act("meeting.next", "n", "go(1)", foot=True),
            Act("meeting.back", "b", "go(-1)"),
            Act("meeting.pause", "space", "pause", foot=True),
            Act("meeting.more", "plus", "minutes(1)", foot=True),
            Act("meeting.fewer", "minus", "minutes(-1)"),
            Act("meeting.attendance", "w", "attendance", foot=True),
            Act("meeting.fist", "f", "fist"),
            Act("meeting.come-again", "c", "come_again"),
            Act("meeting.due", "d", "due"),
            Act("meeting.lines", "l", "lines"),
            Act("meeting.permit", "p", "permit", foot=True),
            Act("meeting.turn", "t", "turn"),
            Act("meeting.notice", "i", "notice"),
            Act("meeting.end", "e", "end"),
            Act("meeting.export", "x", "export"),
            Act("board.vision", "v", "vision"),
            Act("undo", "u", "undo", foot=True),
            Act("redo", "U", "redo"),
            Act("meeting.line", "escape,a", "line", foot=True),
            Act("meeting.leave", "q", "leave"),
            Act("meeting.open", "enter", "open"),
            Act("meeting.details", "E", "details"),
        )
    )
    BINDINGS: ClassVar[list[BindingType]] = bindings(ACTS)
    PLACE = "meeting"
    MOVES = ("moves.list", "moves.panes")

    def __init__(self, opened: OpenPartnership, meeting: str, exports: Path) -> None:
        super().__init__(opened)
        self._meeting_id = meeting
        self._exports = exports
        self._pane = ""
        """What the right side shows: "due", "lines", or "" for what fits the moment."""
        self._walking = False
        """Whether somebody walks along the lines, and keeps the keys until they go back to the line."""

    @property
    def record_here(self) -> str:
        """The meeting that is run."""
        return self._meeting_id

    # Layout

    def compose(self) -> ComposeResult:
        """Lay the screen out."""
        yield Bar(id="title")
        yield Bar(id="clock")
        with Horizontal(id="panes"):
            yield BlockList[Slot](
                draw_slot, key=lambda slot: slot.key, empty=say("meeting.no-blocks"), id="agenda"
            )
            with Vertical(id="right"):
                yield Bar(id="heading")
                yield BlockList[Record](self._draw, key=lambda each: each.id, id="lines")
        draft = f"{self.opened.folder} {self._meeting.number}"
        yield CaptureLine(self.opened, draft, lambda: LineKind.VOICE, id="capture")
        yield StatusLine()
        yield KeyLine()

    def on_mount(self) -> None:
        """Show the meeting and start to look at the clock."""
        super().on_mount()
        self.opened.drafts.put(PLACE, f"{self.opened.folder} {self._meeting.number}")
        self.update_view()
        self.set_interval(1.0, self._tick)
        self.set_focus(self._capture.line)

    @property
    def _meeting(self) -> Meeting:
        found = self.opened.records.get(Meeting, self._meeting_id)
        assert found is not None, "meetings are archived, never deleted"
        return found

    @property
    def _capture(self) -> CaptureLine:
        return self.query_one("#capture", CaptureLine)

    @property
    def _lines(self) -> BlockList[Record]:
        return self.query_one("#lines", BlockList)

    def _agenda(self) -> Agenda:
        return clock.agenda(self._meeting, self.opened.clock.now())

    # What is shown

    def update_view(self) -> None:
        """Show the meeting as it is now."""
        meeting, agenda, now = self._meeting, self._agenda(), today(self.opened.clock)
        if meeting.archived:  # its plan was taken back, here or elsewhere
            self.action_leave()
            return
        title = self.query_one("#title", Bar)
        there = sum(attendance(self.opened.records, meeting).values())
        people = say("meeting.there", n=there) if there else say("meeting.nobody-counted")
        notice = say("meeting.notice-given") if meeting.notice_given else say("meeting.notice-not-given")
        told = [shown(meeting.title), people, notice, short(meeting.on, now), shown(meeting.place)]
        title.left = ((f" {meeting.number}  ", "strong"), (BETWEEN.join(part for part in told if part), ""))
        slots = self.query_one("#agenda", BlockList)
        slots.show(agenda.slots)
        if agenda.current is not None:
            slots.select(agenda.current.key)
        self._show_clock(agenda)
        self._show_lines(meeting, agenda)
        self.update_keys()

    def _tick(self) -> None:
        """Look at the clock: one line is drawn anew, and the agenda where a minute has passed."""
        if not self.is_current:
            return
        agenda = self._agenda()
        slots = self.query_one("#agenda", BlockList)
        before = {slot.key: clock.minutes(slot.actual) for slot in slots.items}
        if any(before.get(slot.key) != clock.minutes(slot.actual) for slot in agenda.slots):
            slots.show(agenda.slots)
        self._show_clock(agenda)

    def _show_clock(self, agenda: Agenda) -> None:
        bar = self.query_one("#clock", Bar)
        bar.left, bar.right = clock_left(agenda), clock_right(agenda)

    def _show_lines(self, meeting: Meeting, agenda: Agenda) -> None:
        records = self.opened.records
        due = follow_through.since_last_time(records, meeting)
        pane = self._pane or ("due" if due and agenda.state is ClockState.NOT_STARTED else "block")
        found: Sequence[Record]
        if pane == "due":
            found, heading = due, say("meeting.since-last-time", n=len(due))
        elif pane == "lines" or agenda.current is None:
            found = captured(records, meeting)
            heading = say("meeting.all-lines", n=len(found))
        else:
            found = captured(records, meeting, agenda.current.key)
            heading = say("meeting.lines-here", n=len(found))
        self.query_one("#heading", Bar).left = ((f" {heading}", "strong"),)
        at_end = self._lines.index >= len(self._lines.items) - 1
        self._lines.show(found)
        if at_end and pane != "due":
            self._lines.move_to(len(found) - 1)

    def _draw(self, record: Record, width: int) -> list[Line]:
        return draw_record(record, width, today(self.opened.clock))

    # Keys and the line

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """What can be done depends on the clock, and on whether the line has the keys."""
        if not super().check_action(action, parameters) or not self.query("#capture"):
            return False
        state = self._agenda().state
        match action:
            case "start":
                return state is not ClockState.RUNNING
            case "pause" | "minutes":
                return state in {ClockState.RUNNING, ClockState.PAUSED}
            case "go" | "end":
                return state in {ClockState.RUNNING, ClockState.PAUSED}
            case "permit":
                return isinstance(self._lines.current, Voice)
            case "open" | "turn":
                return self._lines.current is not None
        return True

    def on_descendant_focus(self, event: events.DescendantFocus) -> None:
        """Show who has the keys now: the line, or the acts."""
        super().on_descendant_focus(event)
        if self.typing:
            self._walking = False
            self._capture.read()
        else:
            self._capture.rest(say("meeting.keys-now"))

    def on_capture_line_left(self) -> None:
        """Give the next key to the acts; what is typed stays."""
        self.set_focus(self._lines)

    def on_block_list_moved(self, _event: BlockList.Moved) -> None:
        """Whoever walks along the lines keeps the keys."""
        self._walking = self._walking or not self.typing
        self.update_keys()

    def action_line(self) -> None:
        """Give the keys back to the line."""
        self.set_focus(self._capture.line)

    def on_screen_resume(self) -> None:
        """Come back from a dialog to the line, unless somebody was walking along the lines."""
        super().on_screen_resume()
        if self.query("#capture") and not self._walking:
            self.action_line()

    def carried_out(self) -> None:
        """Give the keys back to the line: after each key it is ready again."""
        if not self._walking:
            self.action_line()

    def on_capture_line_entered(self, event: CaptureLine.Entered) -> None:
        """Save the line; it stays on screen if that cannot be done."""
        if self._save([event.text]):
            self._capture.saved()

    def _save(self, texts: list[str]) -> bool:
        read = partial(read_line, default=LineKind.VOICE, today=today(self.opened.clock), known=self.opened.known)
        current = self._agenda().current
        block = current.key if current else ""
        done = self.carry_out(Capture(tuple(map(read, texts)), self._meeting_id, block))
        if done is not None and self._pane != "lines":
            self._pane = "" if current else "lines"
            self.update_view()
            self._lines.action_end(1)
        return done is not None

    def on_paste(self, event: events.Paste) -> None:
        """A paste is words, wherever the cursor is."""
        self.action_line()
        self._capture.take_paste(event.text)

    def on_capture_line_pasted(self, event: CaptureLine.Pasted) -> None:
        """Ask what several lines are meant to be."""

        def chosen(lines: list[str]) -> None:
            if len(lines) == 1 or not self._save(lines):
                self._capture.offer(self._capture.line.value + " ".join(lines))

        ask_about_paste(self, event.lines, chosen)

    def on_block_list_chosen(self, event: BlockList.Chosen) -> None:
        """Open the line that was chosen."""
        if isinstance(event.item, Record):
            self._walking = True
            self.app.push_screen(CardScreen(self.opened, event.item.id))

    def action_open(self) -> None:
        """Open the line under the cursor."""
        self._lines.action_choose()

    # The clock

    def action_start(self) -> None:
        """Start the meeting, or go on with it."""
        self._pane = ""
        self.carry_out(Start(self._meeting_id))

    def action_go(self, steps: int) -> None:
        """Go to the next block, or back to the one before."""
        self._pane = ""
        current = self._agenda().current
        self.carry_out(GoTo(self._meeting_id, steps, current.key if current else ""))

    def action_pause(self) -> None:
        """Stop the clock, or go on."""
        running = self._agenda().state is ClockState.RUNNING
        self.carry_out(Pause(self._meeting_id) if running else Start(self._meeting_id))

    def action_minutes(self, minutes: int) -> None:
        """Give the running block a minute more, or take one away."""
        self.carry_out(AddMinutes(self._meeting_id, minutes))

    def action_end(self) -> None:
        """End the meeting; the next date is asked, and may stay empty."""
        meeting = self._meeting
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

    # Counting

    def action_attendance(self) -> None:
        """Count who is there, by sector."""
        count_attendance(self, self._meeting)

    def action_come_again(self) -> None:
        """Count who would come again."""
        count_come_again(self, self._meeting)

    def action_fist(self) -> None:
        """Ask for fist to five."""
        count_fists(self, self._meeting)

    # The rest

    def action_due(self) -> None:
        """Show what was promised and is due, or go back to the lines."""
        self._show_pane("due")

    def action_lines(self) -> None:
        """Show all lines of the meeting, or go back to those of this block."""
        self._show_pane("lines")

    def _show_pane(self, pane: str) -> None:
        self._pane = "block" if self._pane == pane else pane
        self.update_view()
        self._walking = True
        self.set_focus(self._lines)

    def action_permit(self) -> None:
        """Say how the words under the cursor may be used."""
        if (voice := self._lines.current) is not None:
            permit(self, voice.id)

    def action_turn(self) -> None:
        """Make a need, an action, a commitment or a decision of the line under the cursor."""
        if (record := self._lines.current) is not None:
            turn_into(self, record.id)

    def action_details(self) -> None:
        """Write the meeting's title, day, place and purpose."""
        self.app.push_screen(CardScreen(self.opened, self._meeting_id))

    def action_notice(self) -> None:
        """Note that the recording notice was given, or that it was not."""
        self.carry_out(GiveNotice(self._meeting_id, not self._meeting.notice_given))

    def action_export(self) -> None:
        """Look at the notes before they are written."""
        from screens.preview.screen import PreviewScreen

        self.app.push_screen(PreviewScreen(self.opened, "notes", self._meeting_id, self._exports))

    def action_vision(self) -> None:
        """See the shared vision."""
        from screens.vision.screen import VisionScreen

        self.app.push_screen(VisionScreen(self.opened, self._exports, self._meeting_id))

    def action_leave(self) -> None:
        """Go back to the board; the meeting goes on."""
        self.opened.drafts.put(PLACE, "")
        self.dismiss(None)
