"""The line of a meeting that is always ready, and what is done to the lines that were captured."""

from collections.abc import Sequence

from textual import events

from codesign.commands.capture import Capture
from codesign.commands.marking import ReadBack, SetTable
from codesign.given import ATTRIBUTIONS, TABLES
from codesign.model import Attribution, Audience, Commitment, Record, Voice
from codesign.opened import OpenPartnership
from codesign.views.attendance import sectors_in_order
from codesign.views.permitting import to_permit
from codesign.views.voices import captured
from codesign.words import say
from screens.acts import Act
from screens.card.screen import CardScreen
from screens.chosen import Chosen
from screens.dialogs.questions import ask_about_paste, change_kind, permit, say_sector, turn_into
from screens.glyphs import key_shown
from screens.groups import Group
from screens.meeting.line import MeetingLine
from screens.meeting.running import RunningScreen
from screens.widgets.blocklist import BlockList
from screens.widgets.capture import CaptureLine

ACTS = (
    Act("meeting.permit", "p", "permit", foot=True),
    Act("meeting.choose", "o", "choose_voice", own_group=Group.SEVERAL),
    Act("meeting.turn", "t", "turn"),
    Act("meeting.kind", "m", "change_kind"),
    Act("meeting.thread", "G", "thread"),
    Act("meeting.sector", "S", "change_sector"),
    Act("meeting.table", "1,2,3,4,5,6,7,8,9,0", "change_table({n})"),
    Act("meeting.read-back", "y", "read_back"),
)

LINE_ACTS = (
    Act("meeting.next-kind", "f2", "next_kind", foot=True),
    Act("meeting.next-sector", "f3", "next_sector", foot=True),
    Act("meeting.next-permission", "f4", "next_permission", foot=True),
    Act("meeting.next-audience", "ctrl+o", "next_audience"),
    Act("meeting.next-table", "ctrl+t", "next_table", foot=True),
)
"""What is chosen for the line while it is typed."""

_CHOOSING = frozenset(act.action for act in LINE_ACTS)


class CapturingScreen(RunningScreen):
    """A meeting with a capture line. While the line has the keys, Escape gives them to the acts, and back."""

    def __init__(self, opened: OpenPartnership, meeting: str) -> None:
        super().__init__(opened, meeting)
        self._walking = False
        """Whether somebody walks along the lines, and keeps the keys until they go back to the line."""
        self.chosen = Chosen()
        """The voices that were chosen for one permission."""
        self._looking_up = False
        """Whether somebody who had taken the keys looks one up in the help, and will press it then."""

    @property
    def line(self) -> MeetingLine:
        """The capture line."""
        return self.query_one("#capture", MeetingLine)

    def new_line(self) -> MeetingLine:
        """Return a capture line for the meeting."""
        draft = f"{self.opened.folder} {self.meeting.number}"
        return MeetingLine(self.opened, draft, lambda: captured(self.opened.records, self.meeting), id="capture")

    @property
    def lines(self) -> BlockList[Record]:
        """The lines that are shown."""
        return self.query_one("#lines", BlockList)

    def show_captured(self) -> None:
        """Show what has just been captured."""
        raise NotImplementedError

    def miss_notice(self) -> None:
        """Say that people were not told yet what is written down, where that is so."""
        raise NotImplementedError

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """What can be done depends on the line under the cursor."""
        if action in _CHOOSING:
            return self.typing
        if not super().check_action(action, parameters) or not self.query("#capture"):
            return False
        match action:
            case "permit":
                return bool(self._to_permit)
            case "change_table" | "choose_voice":
                return isinstance(self.lines.current, Voice)
            case "change_sector" | "read_back":
                return isinstance(self.lines.current, Voice | Commitment)
            case "open" | "turn" | "change_kind" | "thread":
                return self.lines.current is not None
        return True

    # Who has the keys

    def on_descendant_focus(self) -> None:
        """Show who has the keys now: the line, or the acts."""
        if self.typing:
            self._walking = False
            self.line.read()
        else:
            self.line.rest(say("meeting.keys-now"))

    def on_capture_line_left(self) -> None:
        """Give the next key to the acts; what is typed stays."""
        self.set_focus(self.lines)

    def on_block_list_moved(self, _event: BlockList.Moved) -> None:
        """Whoever walks along the lines keeps the keys."""
        self._walking = self._walking or not self.typing
        self.update_keys()

    def to_line(self) -> None:
        """Give the keys to the line."""
        self.set_focus(self.line.line)

    def action_line(self) -> None:
        """Give the keys back to the line. Who took them and did nothing with them lets go of what was chosen for
        the lines to come."""
        done_nothing = not self._walking
        self.to_line()
        if done_nothing and self.line.let_go():
            self.tell(say("capture.let-go"))

    def walk(self) -> None:
        """Give the keys to whoever wants to walk along the lines."""
        self._walking = True
        self.set_focus(self.lines)

    def on_screen_resume(self) -> None:
        """Come back from a dialog to the line, unless somebody was walking along the lines."""
        looked_up, self._looking_up = self._looking_up, False
        if self.query("#capture") and not self._walking and not looked_up:
            self.to_line()

    def action_help(self) -> None:
        """Show all keys; whoever looked for one presses it next, and it is no letter of a line."""
        self._looking_up = not self.typing
        super().action_help()

    def carried_out(self) -> None:
        """Give the keys back to the line: after each key it is ready again."""
        if not self._walking:
            self.to_line()

    def keys_to(self, name: str) -> str:
        """Return what is to be pressed for an act while the line has the keys."""
        key = self.key_of(name)
        return key if self._walking else f"{key_shown('escape', ascii_only=self.look.ascii_only)} {key}"

    # What is typed

    def on_capture_line_entered(self, event: CaptureLine.Entered) -> None:
        """Save the line, or the correction; it stays on screen if that cannot be done."""
        correct = self.line.corrected(event.text)
        if (not self.complaint(correct)) if correct else self._save([event.text]):
            self.line.saved()

    def _save(self, texts: list[str]) -> bool:
        current = self.agenda().current
        block = current.key if current else ""
        done = self.carry_out(Capture(tuple(map(self.line.understand, texts)), self._meeting_id, block))
        if done is not None:
            self.show_captured()
            if len(captured(self.opened.records, self.meeting)) == len(texts):
                self.miss_notice()
        return done is not None

    def on_paste(self, event: events.Paste) -> None:
        """A paste is words, wherever the cursor is."""
        self.to_line()
        self.line.take_paste(event.text)

    def on_capture_line_pasted(self, event: CaptureLine.Pasted) -> None:
        """Ask what several lines are meant to be."""
        self.ask_about_lines(event.lines)

    def ask_about_lines(self, pasted: list[str]) -> None:
        """Ask what pasted lines are meant to be, and save them as that."""

        def chosen(lines: list[str]) -> None:
            if len(lines) == 1 or not self._save(lines):
                self.line.add(" ".join(lines))

        ask_about_paste(self, pasted, chosen)

    # What is chosen for the line before it is entered

    def action_next_kind(self) -> None:
        """Go to the next kind."""
        self.line.step_kind()

    def action_next_sector(self) -> None:
        """Go to the next sector: first those of which somebody is there."""
        sectors = sectors_in_order(self.opened.records, self.meeting)
        self._step("sector", [*(each.key for each in sectors), ""])

    def action_next_table(self) -> None:
        """Go to the next table."""
        self._step("table", TABLES)

    def action_next_permission(self) -> None:
        """Go to the next way in which the words may be attributed."""
        self._step("attribution", ATTRIBUTIONS)

    def action_next_audience(self) -> None:
        """Go to the next audience that may read the words."""
        line = self.line.understand(self.line.line.value)
        if line.attribution is None:
            self.tell(say("capture.first-permission", key=self.key_of("next-permission")), bad=True)
        elif line.attribution is not Attribution.NOT_RECORDED:
            self._step("audience", list(Audience))

    def _step(self, field: str, values: Sequence[object]) -> None:
        if refusal := self.line.step(field, values):
            self.tell(refusal, bad=True)

    # What was captured

    def on_block_list_chosen(self, event: BlockList.Chosen) -> None:
        """Open the line that was chosen."""
        if isinstance(event.item, Record):
            self._walking = True
            self.app.push_screen(CardScreen(self.opened, event.item.id))

    def action_open(self) -> None:
        """Open the line under the cursor."""
        self.lines.action_choose()

    def action_thread(self) -> None:
        """Follow the thread of the line under the cursor."""
        from screens.thread.screen import ThreadScreen

        if (line := self.lines.current) is not None:
            self.app.push_screen(ThreadScreen(self.opened, line.id))

    def action_permit(self) -> None:
        """Say how the words may be used: of the voices that were chosen, or of the one under the cursor."""
        permit(self, self._to_permit, self._permitted)

    @property
    def _to_permit(self) -> list[str]:
        current = self.lines.current
        return self.chosen.or_else(current if current is not None and to_permit([current]) else None)

    def _permitted(self) -> None:
        self.chosen.clear()
        self.update_view()

    def action_choose_voice(self) -> None:
        """Choose the voice under the cursor, and go on to the next line."""
        if (current := self.lines.current) is not None:
            self.walk()
            self.chosen.turn([current])
            self.tell(self.chosen.told)
            self.update_view()
            self.lines.action_cursor(1)

    def action_turn(self) -> None:
        """Make a need, an action, a commitment or a decision of the line under the cursor."""
        if (record := self.lines.current) is not None:
            turn_into(self, record.id)

    def action_change_kind(self) -> None:
        """Say what the line under the cursor is."""
        if (record := self.lines.current) is not None:
            change_kind(self, record)

    def action_change_sector(self) -> None:
        """Say in which sector the line under the cursor was said."""
        if (record := self.lines.current) is not None:
            say_sector(self, record.id, sectors_in_order(self.opened.records, self.meeting))

    def action_change_table(self, place: int) -> None:
        """Say which table said the line under the cursor; the last key is for none."""
        if (voice := self.lines.current) is not None:
            self.carry_out(SetTable(voice.id, TABLES[place - 1]))

    def action_read_back(self) -> None:
        """Note that the words under the cursor were read back and are right, or that they were not."""
        if isinstance(record := self.lines.current, Voice | Commitment):
            self.carry_out(ReadBack(record.id, not record.read_back))
