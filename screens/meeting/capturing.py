"""The line of a meeting that is always ready, and what is done to the lines that were captured."""

from functools import partial

from textual import events

from codesign.capture import LineKind, read_line
from codesign.commands.capture import Capture
from codesign.model import Record, Voice
from codesign.opened import OpenPartnership
from codesign.ports import today
from codesign.words import say
from screens.acts import Act
from screens.card.screen import CardScreen
from screens.dialogs.questions import ask_about_paste, permit, turn_into
from screens.meeting.running import RunningScreen
from screens.widgets.blocklist import BlockList
from screens.widgets.capture import CaptureLine

ACTS = (
    Act("meeting.permit", "p", "permit", foot=True),
    Act("meeting.turn", "t", "turn"),
)


class CapturingScreen(RunningScreen):
    """A meeting with a capture line. While the line has the keys, Escape gives them to the acts, and back."""

    def __init__(self, opened: OpenPartnership, meeting: str) -> None:
        super().__init__(opened, meeting)
        self._walking = False
        """Whether somebody walks along the lines, and keeps the keys until they go back to the line."""

    @property
    def line(self) -> CaptureLine:
        """The capture line."""
        return self.query_one("#capture", CaptureLine)

    @property
    def lines(self) -> BlockList[Record]:
        """The lines that are shown."""
        return self.query_one("#lines", BlockList)

    def show_captured(self) -> None:
        """Show what has just been captured."""
        raise NotImplementedError

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """What can be done depends on the line under the cursor."""
        if not super().check_action(action, parameters) or not self.query("#capture"):
            return False
        match action:
            case "permit":
                return isinstance(self.lines.current, Voice)
            case "open" | "turn":
                return self.lines.current is not None
        return True

    # Who has the keys

    def on_descendant_focus(self, event: events.DescendantFocus) -> None:
        """Show who has the keys now: the line, or the acts."""
        super().on_descendant_focus(event)
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

    def action_line(self) -> None:
        """Give the keys back to the line."""
        self.set_focus(self.line.line)

    def walk(self) -> None:
        """Give the keys to whoever wants to walk along the lines."""
        self._walking = True
        self.set_focus(self.lines)

    def on_screen_resume(self) -> None:
        """Come back from a dialog to the line, unless somebody was walking along the lines."""
        super().on_screen_resume()
        if self.query("#capture") and not self._walking:
            self.action_line()

    def carried_out(self) -> None:
        """Give the keys back to the line: after each key it is ready again."""
        if not self._walking:
            self.action_line()

    # What is typed

    def on_capture_line_entered(self, event: CaptureLine.Entered) -> None:
        """Save the line; it stays on screen if that cannot be done."""
        if self._save([event.text]):
            self.line.saved()

    def _save(self, texts: list[str]) -> bool:
        read = partial(read_line, default=LineKind.VOICE, today=today(self.opened.clock), known=self.opened.known)
        current = self.agenda().current
        block = current.key if current else ""
        done = self.carry_out(Capture(tuple(map(read, texts)), self._meeting_id, block))
        if done is not None:
            self.show_captured()
        return done is not None

    def on_paste(self, event: events.Paste) -> None:
        """A paste is words, wherever the cursor is."""
        self.action_line()
        self.line.take_paste(event.text)

    def on_capture_line_pasted(self, event: CaptureLine.Pasted) -> None:
        """Ask what several lines are meant to be."""

        def chosen(lines: list[str]) -> None:
            if len(lines) == 1 or not self._save(lines):
                self.line.offer(self.line.line.value + " ".join(lines))

        ask_about_paste(self, event.lines, chosen)

    # What was captured

    def on_block_list_chosen(self, event: BlockList.Chosen) -> None:
        """Open the line that was chosen."""
        if isinstance(event.item, Record):
            self._walking = True
            self.app.push_screen(CardScreen(self.opened, event.item.id))

    def action_open(self) -> None:
        """Open the line under the cursor."""
        self.lines.action_choose()

    def action_permit(self) -> None:
        """Say how the words under the cursor may be used."""
        if (voice := self.lines.current) is not None:
            permit(self, voice.id)

    def action_turn(self) -> None:
        """Make a need, an action, a commitment or a decision of the line under the cursor."""
        if (record := self.lines.current) is not None:
            turn_into(self, record.id)
