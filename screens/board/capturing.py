"""The capture line of the board."""

from collections.abc import Mapping
from functools import partial

from textual import events

from codesign.capture import LineKind, read_line
from codesign.commands.capture import Capture
from codesign.model import PHASE_KINDS, Item
from codesign.ports import today
from codesign.words import say
from screens.acts import Act
from screens.board.looking import LookingScreen
from screens.place import Here
from screens.widgets.bars import StatusLine
from screens.widgets.capture import CaptureLine

ACTS = (
    Act("board.capture", "a", "capture", foot=True),
    Act("board.answer", "r", "answer"),
)


class CapturingScreen(LookingScreen):
    """A screen on which cards are captured."""

    def _default_kind(self) -> LineKind:
        return LineKind(PHASE_KINDS[self.phase][0].value)

    @property
    def _line(self) -> CaptureLine:
        return self.query_one("#capture", CaptureLine)

    @property
    def half_typed(self) -> bool:
        """Whether a line was begun and not saved."""
        return bool(self._line.line.value)

    def here(self) -> Here:
        """Whether somebody is in the line as well."""
        return {**super().here(), **({"line": "here"} if self.focused is self._line.line else {})}

    def come_back(self, here: Mapping[str, str]) -> bool:
        """Go on in the line as well."""
        back = super().come_back(here)
        if "line" in here:
            self.action_capture()
        return back

    def action_capture(self) -> None:
        """Begin a line, or go on with the one that was begun."""
        capture = self._line
        waits = say("capture.waits", key=self.key_of("capture"))
        if any(line.told == waits for line in self.query(StatusLine)):
            self.tell("")
        capture.display = True
        capture.read()
        self.set_focus(capture.line)

    def action_answer(self) -> None:
        """Begin a line that answers the card."""
        item, capture = self.current, self._line
        if item is not None:
            self.action_capture()
            if self.half_typed:
                self.tell(say("capture.half-typed"), bad=True)
            else:
                capture.offer(f"* for:{item.number} ")

    def on_capture_line_entered(self, event: CaptureLine.Entered) -> None:
        """Save the line; it stays on screen if that cannot be done."""
        if self.capture([event.text]):
            self._line.saved()

    def capture(self, texts: list[str]) -> bool:
        """Make records of lines, and go to the last; return whether that could be done."""
        read = partial(
            read_line, default=self._default_kind(), today=today(self.opened.clock), known=self.opened.known
        )
        done = self.carry_out(Capture(tuple(map(read, texts))))
        if done is None:
            return False
        made = self.opened.records.get(Item, done.change.edits[-1].id)
        if made is not None:
            self.follow(made.id, focus=False)
        return True

    def on_paste(self, event: events.Paste) -> None:
        """A paste is words, wherever the cursor is."""
        self.action_capture()
        self._line.take_paste(event.text)

    def on_capture_line_pasted(self, event: CaptureLine.Pasted) -> None:
        """Ask what several lines are meant to be."""
        self.ask_about_lines(event.lines)

    def ask_about_lines(self, pasted: list[str]) -> None:
        """Ask what pasted lines are meant to be, and save them as that."""
        from screens.dialogs.questions import ask_about_paste

        capture = self.query_one("#capture", CaptureLine)

        def chosen(lines: list[str]) -> None:
            if len(lines) == 1 or not self.capture(lines):
                capture.add(" ".join(lines))

        ask_about_paste(self, pasted, chosen)

    def on_capture_line_left(self) -> None:
        """Go back to the cards; the draft is kept."""
        self._line.display = False
        self.follow("")
