"""The capture line: one line with the grammar, and under it what it was understood to be."""

from collections.abc import Callable, Sequence
from typing import ClassVar

from textual import events
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.geometry import Size
from textual.message import Message
from textual.reactive import Reactive
from textual.widgets import Input

from codesign.capture import Line, LineKind, read_line, reading
from codesign.guard import Finding, findings, told, without
from codesign.opened import OpenPartnership
from codesign.pasting import pasted_lines
from codesign.ports import today
from codesign.text import one_line
from codesign.words import say
from screens.glyphs import BETWEEN, key_shown
from screens.widgets.bars import Bar
from screens.widgets.lines import shown


class LineInput(Input):
    """An input that loses nothing of what is pasted: Textual's own keeps the first line only."""

    # Textual lays the whole screen out for each letter, as it makes the line longer that is scrolled here.
    virtual_size: Reactive[Size] = Reactive(Size(0, 0), layout=False)

    class Pasted(Message):
        """Several lines were pasted."""

        def __init__(self, lines: list[str]) -> None:
            super().__init__()
            self.lines = lines

    def _on_paste(self, event: events.Paste) -> None:
        self.take(event.text)
        event.prevent_default()
        event.stop()

    def take(self, text: str) -> None:
        """Take in a pasted text: one line at the cursor, several as a question."""
        lines = pasted_lines(text)
        if len(lines) > 1:
            self.post_message(self.Pasted(lines))
        elif words := one_line(text):
            # blanks at its ends part it from what was typed before, and from what follows
            before, after = (" " if end.isspace() else "" for end in (text[0], text[-1]))
            self.insert_text_at_cursor(f"{before}{words}{after}")


class CaptureLine(Vertical):
    """Reads lines while they are typed; the screen that holds it saves them."""

    DEFAULT_CSS = """
    CaptureLine {
        height: 2;
        & > #reading { background: $background; }
    }
    """
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "leave", show=False),
        Binding("f9", "leave_out", show=False),
    ]

    class Entered(Message):
        """A line was entered. The line stays until the screen says that it is saved."""

        def __init__(self, text: str) -> None:
            super().__init__()
            self.text = text

    class Pasted(Message):
        """Several lines were pasted."""

        def __init__(self, lines: list[str]) -> None:
            super().__init__()
            self.lines = lines

    class Left(Message):
        """Escape was pressed; what was typed stays as a draft."""

    def __init__(
        self, opened: OpenPartnership, draft: str, default: Callable[[], LineKind], *, id: str | None = None
    ) -> None:
        """Read lines for a partnership. `default` says what a line without a mark becomes here; the draft is
        kept under the key `draft`."""
        super().__init__(id=id)
        self._opened = opened
        self._draft = draft
        self._default = default
        self._warned = ""
        """What was entered, and is only kept when it is entered once more."""

    def compose(self) -> ComposeResult:
        """Lay the line out."""
        line = LineInput(
            value=self._opened.drafts.get(self._draft),
            placeholder=say("capture.placeholder"),
            select_on_focus=False,
        )
        line.cursor_blink = False
        yield Bar(id="reading")
        yield line

    @property
    def line(self) -> LineInput:
        """The input."""
        return self.query_one(LineInput)

    def on_mount(self) -> None:
        """Read the draft that was left."""
        self.line.cursor_position = len(self.line.value)
        self.read()

    def saved(self) -> None:
        """Forget the line: it is durable now."""
        self.line.value = ""

    def offer(self, text: str) -> None:
        """Put a text into the line, for the person to go on with."""
        self.line.value = text
        self.line.cursor_position = len(text)

    def add(self, text: str) -> None:
        """Put a text behind what was typed."""
        self.offer(" ".join(filter(None, (self.line.value.rstrip(), text))))

    def take_paste(self, text: str) -> None:
        """Take in a text that was pasted elsewhere on the screen."""
        self.query_one(LineInput).take(text)

    def rest(self, words: str) -> None:
        """Show words in place of the reading while the line has no keys."""
        self.query_one("#reading", Bar).left = ((f" {words}", "accent"),)

    def read(self) -> None:
        """Show what the line means."""
        text = self.line.value
        bar = self.query_one("#reading", Bar)
        if not text:
            bar.left = ((f" {say('capture.marks')}", "dim"),)
            return
        if found := findings(text):
            self._point_out(found)
            return
        bar.left = ((f" {shown(self.reading_of(text))}", "accent"),)

    def _point_out(self, found: Sequence[Finding]) -> None:
        """Show what a part of the line looks like, and what can be done about it."""
        key = "guard.enter-again" if self._warned == self.line.value else "guard.leave-out"
        words = f" {shown(told(found))}{BETWEEN}{say(key, key=key_shown('f9'))}"
        self.query_one("#reading", Bar).left = ((words, "warn"),)

    def action_leave_out(self) -> None:
        """Put a note in place of whatever names somebody."""
        if findings(self.line.value):
            self.offer(without(self.line.value))

    def may_keep(self, text: str) -> bool:
        """Tell whether a line can be kept: nothing in it looks as if it named somebody, or it is entered for the
        second time, as it is."""
        found = findings(text)
        if not found or text == self._warned:
            self._warned = ""
            return True
        self._warned = text
        self._point_out(found)
        return False

    def understand(self, text: str) -> Line:
        """Return what a text means here."""
        return read_line(text, default=self._default(), today=today(self._opened.clock), known=self._opened.known)

    def reading_of(self, text: str) -> str:
        """Return what a text means here, in words."""
        known, now = self._opened.known, today(self._opened.clock)
        return reading(self.understand(text), today=now, sectors=known.sectors)

    def keep(self, text: str) -> None:
        """Keep what is typed, so that a lost terminal costs nothing."""
        self._opened.drafts.put(self._draft, text)

    def on_input_changed(self, event: Input.Changed) -> None:
        """Read and keep what is typed."""
        event.stop()
        self.keep(self.line.value)
        self.read()

    def on_input_submitted(self, event: Input.Submitted) -> None:
        """Enter the line."""
        event.stop()
        if event.value.strip() and self.may_keep(event.value):
            self.post_message(self.Entered(event.value))

    def on_line_input_pasted(self, event: LineInput.Pasted) -> None:
        """Pass on what was pasted."""
        event.stop()
        self.post_message(self.Pasted(event.lines))

    def action_leave(self) -> None:
        """Leave the line."""
        self.post_message(self.Left())
