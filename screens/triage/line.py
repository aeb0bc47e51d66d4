"""The line in which it is said because of what a voice, or a whole theme, is answered as it is."""

from typing import ClassVar

import msgspec
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.message import Message
from textual.widgets import Input

from codesign.capture import Line
from codesign.commands.replying import leads_on
from codesign.model import Answer, Voice
from codesign.opened import OpenPartnership
from codesign.ports import today
from codesign.reasons import read_reason, reason_reading
from codesign.words import name_of, say
from screens.glyphs import BETWEEN
from screens.widgets.bars import Bar
from screens.widgets.capture import LineInput
from screens.widgets.lines import shown


class Answering(msgspec.Struct, frozen=True):
    """What is being answered, and how."""

    answer: Answer
    seen: tuple[Voice, ...]
    """The voices as they were when somebody began."""
    name: str
    """The number of the voice, or the name of the theme."""
    draft: str
    """The key under which what is typed is kept."""
    theme: bool = False
    """Whether those that have a reply are left."""


class ReasonLine(Vertical):
    """Shown while a voice is answered; the screen that holds it carries the reply out."""

    BINDINGS: ClassVar[list[BindingType]] = [Binding("escape", "leave", show=False)]

    class Entered(Message):
        """Enter was pressed. The line stays until the screen says that it is saved."""

    class Left(Message):
        """Escape was pressed; what was typed stays as a draft."""

    def __init__(self, opened: OpenPartnership, *, id: str) -> None:
        super().__init__(id=id)
        self._opened = opened
        self.answering: Answering | None = None
        self.action = False
        """Whether an action is made of it."""

    def compose(self) -> ComposeResult:
        """Lay the line out."""
        line = LineInput(placeholder=say("triage.placeholder"), select_on_focus=False)
        line.cursor_blink = False
        yield Bar(id="understood")
        yield line

    @property
    def line(self) -> LineInput:
        """The input."""
        return self.query_one(LineInput)

    @property
    def understood(self) -> Line:
        """What is typed, as it is understood."""
        return read_reason(self.line.value, today(self._opened.clock))

    def begin(self, answering: Answering, offered: str) -> None:
        """Take the keys, with what was typed for it before, or what is offered."""
        text = self._opened.drafts.get(answering.draft) or offered
        self.answering, self.action = answering, False
        self.add_class("open")
        with self.prevent(Input.Changed):
            self.line.value = text
        self.line.cursor_position = len(text)
        self.read()
        self.screen.set_focus(self.line)

    def end(self) -> None:
        """Go away; a draft stays."""
        self.answering = None
        self.remove_class("open")

    def saved(self) -> None:
        """Forget what was typed: it is durable now."""
        if self.answering is not None:
            self._opened.drafts.put(self.answering.draft, "")
        self.end()

    def turn_action(self) -> None:
        """Make an action of the reply, or none."""
        self.action = not self.action
        self.read()

    @property
    def can_lead_on(self) -> bool:
        """Whether an action can come of what is answered."""
        return self.answering is not None and leads_on(self.answering.answer)

    def read(self) -> None:
        """Show what is answered, and what was understood besides the words."""
        if (answering := self.answering) is None:
            return
        now = today(self._opened.clock)
        answer = name_of(answering.answer.value, "answer")
        told = [say("triage.answering", name=shown(answering.name), answer=answer)]
        told += [say("triage.with-action")] if self.action else []
        if words := reason_reading(self.understood, now):
            told.append(shown(words))
        self.query_one("#understood", Bar).left = ((f" {BETWEEN.join(told)}", "accent"),)

    def on_input_changed(self, event: Input.Changed) -> None:
        """Read and keep what is typed."""
        event.stop()
        if self.answering is not None:
            self._opened.drafts.put(self.answering.draft, self.line.value)
        self.read()

    def on_input_submitted(self, event: Input.Submitted) -> None:
        """Reply."""
        event.stop()
        self.post_message(self.Entered())

    def on_line_input_pasted(self, event: LineInput.Pasted) -> None:
        """A reason is one line: several that are pasted are joined, and none is lost."""
        event.stop()
        self.line.take(" ".join(event.lines))

    def action_leave(self) -> None:
        """Leave the line."""
        self.post_message(self.Left())
