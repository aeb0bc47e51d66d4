"""A meeting while it runs: the agenda and its clock, what was captured, and a line that is always ready."""

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Horizontal, Vertical

from codesign.dates import short
from codesign.model import Meeting, Record
from codesign.opened import OpenPartnership
from codesign.ports import today
from codesign.views import follow_through
from codesign.views.attendance import there_in_words
from codesign.views.clock import Agenda, ClockState, Slot
from codesign.views.notices import notice
from codesign.views.permitting import waiting
from codesign.views.voices import captured
from codesign.words import say
from screens.acts import Act, bindings
from screens.card.screen import CardScreen
from screens.everywhere import SAVE_LINE, in_partnership
from screens.glyphs import BETWEEN
from screens.meeting import capturing, running, settling
from screens.meeting.agenda import ClockBar, draw_slot, talk_right
from screens.meeting.counting import count_come_again, count_fists
from screens.meeting.settling import SettlingScreen, rate_line
from screens.place import Here, Step
from screens.widgets.bars import Bar, KeyLine, StatusLine
from screens.widgets.blocklist import BlockList
from screens.widgets.detail import Told
from screens.widgets.lines import Line, cut, shown
from screens.widgets.recordlines import draw_record


class MeetingScreen(SettlingScreen):
    """Runs one meeting: shows where it is, what was captured, and leads to everything that belongs to it."""

    CSS_PATH = "meeting.tcss"
    ACTS: ClassVar[tuple[Act, ...]] = in_partnership(
        (
            SAVE_LINE,
            Act("meeting.keys", "", "while_typing", foot=True, key="escape"),
            Act("meeting.draft", "f8", "draft", foot=True),
            *settling.ACTS,
            *running.ACTS,
            Act("meeting.attendance", "w", "attendance", foot=True),
            Act("meeting.names", "A", "names"),
            Act("meeting.balance", "M", "balance"),
            Act("meeting.fist", "f", "fist"),
            Act("meeting.come-again", "c", "come_again"),
            Act("meeting.due", "d", "due"),
            Act("meeting.lines", "l", "lines"),
            Act("meeting.not-asked", "O", "not_asked"),
            Act("meeting.deciding", "D", "deciding"),
            Act("meeting.closing", "C", "closing"),
            *capturing.ACTS,
            Act("meeting.blocks", "B", "blocks"),
            Act("meeting.tables", "g", "tables"),
            Act("meeting.notice", "i", "notice"),
            Act("meeting.export", "x", "export"),
            Act("board.papers", "X", "papers"),
            Act("board.vision", "v", "vision"),
            Act("board.triage", "V", "triage"),
            Act("undo", "u", "undo", foot=True),
            Act("redo", "U", "redo"),
            Act("meeting.line", "escape,a", "line", foot=True),
            Act("meeting.leave", "q", "leave", foot=True),
            Act("meeting.open", "enter", "open"),
            Act("meeting.details", "E", "details"),
            *capturing.LINE_ACTS,
        )
    )
    BINDINGS: ClassVar[list[BindingType]] = bindings(ACTS)
    PLACE = "meeting"
    MOVES = ("moves.list", "moves.panes", "moves.recall")

    def __init__(self, opened: OpenPartnership, meeting: str, exports: Path) -> None:
        super().__init__(opened, meeting)
        self._exports = exports
        self._shows_due = False
        self._pane = ""
        """What the right side shows: "due", "lines", or "" for what fits the moment."""

    @property
    def record_here(self) -> str:
        """The meeting that is run."""
        return self._meeting_id

    # Coming back

    def way_to(self) -> Step:
        """A meeting is gone to from anywhere."""
        return Step(meeting=self._meeting_id)

    def here(self) -> Here:
        """The agenda stands where the clock is, wherever it stood; whoever types stands on no line, and goes on
        with the meeting."""
        line = None if self.typing else self.lines.current
        return {"pane": self._pane, "line": line.id if line is not None else ""}

    def come_back(self, here: Mapping[str, str]) -> bool:
        """Go to the line, among those of all blocks where the meeting has gone on since."""
        line = here.get("line", "")
        for pane in (here.get("pane", ""), "lines"):
            if line and self.lines.key_here != line:
                self._pane = pane
                self.update_view()
                self.lines.select(line)
        return not line or self.lines.key_here == line

    # Layout

    def compose(self) -> ComposeResult:
        """Lay the screen out."""
        yield Bar(id="title")
        yield ClockBar(id="clock")
        with Horizontal(id="panes"):
            yield BlockList[Slot](
                draw_slot, key=lambda slot: slot.key, empty=say("meeting.no-blocks"), id="agenda"
            )
            with Vertical(id="right"):
                yield Bar(id="heading")
                yield Told(id="notice")
                yield BlockList[Record](self._draw, key=lambda each: each.id, id="lines")
        yield self.new_line()
        yield StatusLine()
        yield KeyLine()

    def on_mount(self) -> None:
        """Show the meeting and start to look at the clock."""
        self.update_view()
        self.set_interval(1.0, self.look_at_clock)
        self.set_focus(self.line.line)
        self.app.call_later(self.ask_again)  # once the way back is gone to its end

    # What is shown

    def update_view(self) -> None:
        """Show the meeting as it is now."""
        meeting, agenda, now = self.meeting, self.agenda(), today(self.opened.clock)
        if meeting.archived:  # its plan was taken back, here or elsewhere
            self.action_leave()
            return
        title = self.query_one("#title", Bar)
        people = there_in_words(self.opened.records, meeting)
        notice = say("meeting.notice-given") if meeting.notice_given else say("meeting.notice-not-given")
        named = cut(
            shown(meeting.title), self.app.size.width // 3
        )  # who is there must not be pushed off the screen
        told = [named, people, notice, short(meeting.on, now), shown(meeting.place)]
        title.left = ((f" {meeting.number}  ", "strong"), (BETWEEN.join(part for part in told if part), ""))
        with self.prevent(BlockList.Moved):  # a cursor that follows what happens is nobody's walk
            self.show_agenda(agenda)
            self._show_lines(meeting, agenda)
        self.update_keys()

    def _show_lines(self, meeting: Meeting, agenda: Agenda) -> None:
        records = self.opened.records
        due = follow_through.since_last_time(records, meeting)
        pane = self._pane or ("due" if due and agenda.state is ClockState.NOT_STARTED else "block")
        found: Sequence[Record]
        if pane == "due":
            found, heading = due, say("meeting.since-last-time", n=len(due))
        elif pane == "not-asked":
            found = waiting(records, meeting)
            heading = say("meeting.not-asked", n=len(found))
        elif pane == "lines" or agenda.current is None:
            found = captured(records, meeting)
            heading = say("meeting.all-lines", n=len(found))
        else:
            found = captured(records, meeting, agenda.current.key)
            heading = say("meeting.lines-here", n=len(found))
        bar = self.query_one("#heading", Bar)
        bar.left = ((f" {heading}", "strong"),)
        self._shows_due = pane == "due"
        bar.right = rate_line(records, meeting) if self._shows_due else talk_right(agenda)
        at_end = self.lines.index >= len(self.lines.items) - 1
        self._show_notice(meeting, nothing_yet=not found and not self._shows_due)
        self.chosen.keep(found)
        self.lines.show(found)
        if at_end and not self._shows_due:
            self.lines.move_to(len(found) - 1)

    def _show_notice(self, meeting: Meeting, *, nothing_yet: bool) -> None:
        """Show what is to be read out before anything is captured, until it was given."""
        text = notice(self.opened.partnership, self.opened.partnership.language).text
        told = self.query_one("#notice", Told)
        told.display = nothing_yet and not meeting.notice_given and bool(text)
        if told.display:
            told.show((shown(text), "strong"), ("", ""), (self._notice_hint, "warn"))

    @property
    def _notice_hint(self) -> str:
        return say("notice.show", key=super().keys_to("notice"))

    def action_start(self) -> None:
        """Start the meeting; where people were not told yet what is written down, say so."""
        super().action_start()
        self.miss_notice()

    def miss_notice(self) -> None:
        """Say that the notice was not given, behind what was done."""
        if not self.meeting.notice_given:
            status = self.query_one(StatusLine)
            missing = say("notice.said-not", key=self.keys_to("notice"))
            status.tell(BETWEEN.join(filter(None, (status.told, missing))))

    def show_block(self) -> None:
        """Show the lines of the block that is running, whatever was looked at, or walked along, before."""
        self._pane = ""
        self._walking = False

    def show_captured(self) -> None:
        """Show what has just been captured, at the end of its block's lines."""
        if self._pane == "lines":
            return
        self._pane = "" if self.agenda().current else "lines"
        self.update_view()
        self.lines.action_end(1)

    def _draw(self, record: Record, width: int) -> list[Line]:
        return draw_record(record, width, today(self.opened.clock), chosen=record in self.chosen)

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """The draft of the notes is written once the meeting has ended, while somebody types too."""
        if action == "draft":
            return self.meeting.ended is not None
        return super().check_action(action, parameters)

    # Counting

    def action_attendance(self) -> None:
        """Count who is there, by sector."""
        from screens.people.screen import PeopleScreen

        self.app.push_screen(PeopleScreen(self.opened, self._meeting_id))

    def action_names(self) -> None:
        """Mark by name who is there."""
        from screens.people.screen import PeopleScreen

        self.app.push_screen(PeopleScreen(self.opened, self._meeting_id, by_name=True))

    def action_balance(self) -> None:
        """See the balance of voices, and who is missing."""
        from screens.balance.screen import BalanceScreen

        self.app.push_screen(BalanceScreen(self.opened, self._meeting_id))

    def action_come_again(self) -> None:
        """Count who would come again."""
        count_come_again(self, self.meeting)

    def action_fist(self) -> None:
        """Ask for fist to five."""
        count_fists(self, self.meeting)

    # The rest

    def action_deciding(self) -> None:
        """See what there is to decide."""
        from screens.deciding.screen import DecidingScreen

        self.app.push_screen(DecidingScreen(self.opened, self._exports, self._meeting_id))

    def action_due(self) -> None:
        """Show what was promised and is due, or go back to the lines."""
        self._show_pane("due")

    def action_lines(self) -> None:
        """Show all lines of the meeting, or go back to those of this block."""
        self._show_pane("lines")

    def action_not_asked(self) -> None:
        """Show the voices without a permission, or go back to the lines."""
        self._show_pane("not-asked")

    def _show_pane(self, pane: str) -> None:
        self._pane = "block" if self._pane == pane else pane
        self.update_view()
        self.walk()

    def action_details(self) -> None:
        """Write the meeting's title, day, place and purpose."""
        self.app.push_screen(CardScreen(self.opened, self._meeting_id))

    def action_blocks(self) -> None:
        """Write the blocks of the agenda."""
        from screens.agenda.screen import AgendaScreen

        self.app.push_screen(AgendaScreen(self.opened, self._meeting_id))

    def action_notice(self) -> None:
        """Show the notice, to read it out and note that it was given."""
        from screens.notice.screen import NoticeScreen

        self.app.push_screen(NoticeScreen(self.opened, self._meeting_id))

    def action_export(self) -> None:
        """Look at the notes before they are written."""
        from screens.preview.screen import PreviewScreen

        self.app.push_screen(PreviewScreen(self.opened, "notes", self._meeting_id, self._exports))

    def action_draft(self) -> None:
        """Write the draft of the notes."""
        from screens.preview.writing import write_draft

        write_draft(self, self.meeting, self._exports)

    def action_closing(self) -> None:
        """Close the meeting: a short path."""
        from screens.closing.screen import ClosingScreen

        self.app.push_screen(ClosingScreen(self.opened, self._exports, self._meeting_id))

    def action_papers(self) -> None:
        """See what is to be done before the meeting."""
        from screens.papers.choose import go_to_papers

        go_to_papers(self, self.opened, self._exports, self._meeting_id)

    def action_tables(self) -> None:
        """See who sits at which table, and what tables answered."""
        from screens.tables.screen import TablesScreen

        self.app.push_screen(TablesScreen(self.opened, self._meeting_id))

    def action_vision(self) -> None:
        """See the shared vision."""
        from screens.vision.screen import VisionScreen

        self.app.push_screen(VisionScreen(self.opened, self._exports, self._meeting_id))

    def action_triage(self) -> None:
        """Answer the voices that wait for a reply."""
        from screens.triage.screen import TriageScreen

        self.app.push_screen(TriageScreen(self.opened, self._exports))

    def action_leave(self) -> None:
        """Go back to the board; the meeting goes on."""
        self.dismiss(None)
