"""The board: three columns of cards, one of them wide where the terminal is narrow."""

from functools import partial
from pathlib import Path
from typing import ClassVar

from textual import events
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Horizontal
from textual.screen import Screen
from textual.widgets import Input

from codesign.capture import LineKind, read_line
from codesign.commands.amending import Archive
from codesign.commands.capture import Capture
from codesign.commands.cards import Advance, Move, Vote
from codesign.dates import stamp
from codesign.model import PHASE_KINDS, Item, Phase
from codesign.opened import OpenPartnership
from codesign.ports import Kept, today
from codesign.views import board
from codesign.views.filters import read_filter
from codesign.views.history import words_of
from codesign.words import name_of, say
from screens.acts import Act, bindings
from screens.base import GO_TO_FOUND, LEAVE_LINE, SAVE_LINE, STOP_FINDING, PartnershipScreen, in_partnership
from screens.board.cards import card_height, draw_card
from screens.board.standing import standing
from screens.widgets.bars import Bar, KeyLine, StatusLine
from screens.widgets.blocklist import BlockList
from screens.widgets.capture import CaptureLine
from screens.widgets.find import FindLine
from screens.widgets.lines import Line, cells, shown

WIDE = 100
"""Columns from which on all three phases are shown side by side."""


class BoardScreen(PartnershipScreen[None]):
    """The cards of a partnership. Returns when somebody goes home."""

    CSS_PATH = "board.tcss"
    ACTS: ClassVar[tuple[Act, ...]] = in_partnership(
        (
            SAVE_LINE,
            LEAVE_LINE,
            GO_TO_FOUND,
            STOP_FINDING,
            Act("board.capture", "a", "capture", foot=True),
            Act("board.open", "enter", "open", foot=True),
            Act("board.forward", "greater_than_sign", "shift(1)", foot=True, foot_with="board.backward"),
            Act("board.backward", "less_than_sign", "shift(-1)"),
            Act("board.advance", "s", "advance(1)", foot=True),
            Act("board.step-back", "S", "advance(-1)"),
            Act("undo", "u", "undo", foot=True),
            Act("redo", "U", "redo"),
            Act("find", "slash", "find", foot=True),
            Act("board.meeting", "m", "meeting", foot=True),
            Act("board.vision", "v", "vision", foot=True),
            Act("board.export", "x", "export", foot=True),
            Act("board.everything", "o", "everything", foot=True),
            Act("board.history", "H", "history"),
            Act("thread", "T", "thread"),
            Act("board.rescue", "R", "rescue", foot=True),
            Act("board.more-votes", "plus", "vote(1)"),
            Act("board.fewer-votes", "minus", "vote(-1)"),
            Act("board.answer", "r", "answer"),
            Act("board.archive", "D", "archive"),
            Act("board.left", "left,h", "column(-1)"),
            Act("board.right", "right,l", "column(1)"),
            Act("board.import", "I", "import"),
            Act("home", "escape", "home", foot=True),
            Act("quit", "q", "app.quit", foot=True),
        )
    )
    BINDINGS: ClassVar[list[BindingType]] = bindings(ACTS)
    FILTERS = True
    PLACE = "board"
    MOVES = ("moves.list",)

    def __init__(self, opened: OpenPartnership, exports: Path) -> None:
        super().__init__(opened)
        self._exports = exports
        self._phase = Phase.CO_DEFINE
        self._find = ""
        self._columns: dict[Phase, tuple[Item, ...]] = {}
        self._rescued: tuple[Kept, ...] = ()

    # Layout

    def compose(self) -> ComposeResult:
        """Lay the screen out."""
        yield Bar(id="title")
        yield Bar(id="phases")
        with Horizontal(id="columns"):
            for phase in Phase:
                yield BlockList[Item](
                    self._draw,
                    key=lambda item: item.id,
                    height=card_height,
                    empty=self._empty,
                    id=phase.value,
                    classes="column",
                )
        yield FindLine()
        capture = CaptureLine(self.opened, f"{self.opened.folder} board", self._default_kind, id="capture")
        capture.display = False
        yield capture
        yield StatusLine()
        yield KeyLine()

    def on_mount(self) -> None:
        """Show the cards."""
        super().on_mount()
        self.update_view()
        self._show_phase(focus=True)
        if self._rescued:
            self.tell(say("rescue.kept", n=len(self._rescued), key=self.key_of("rescue")), bad=True)
        for problem in (*self.opened.problems, *self.opened.warnings)[:1]:
            self.tell(problem, bad=True)
        if self.opened.drafts.get(f"{self.opened.folder} board"):
            self.action_capture()

    def on_resize(self, event: events.Resize) -> None:
        """Show one column or three."""
        self.set_class(event.size.width < WIDE, "narrow")
        if self._columns:
            self._show_counts()
            self._show_title()

    @property
    def _empty(self) -> str:
        return say("board.empty", key=self.key_of("capture"))

    def _column(self, phase: Phase) -> BlockList[Item]:
        return self.query_one(f"#{phase.value}", BlockList)

    def _current(self) -> Item | None:
        return self._column(self._phase).current if self._columns else None

    # What is shown

    def update_view(self) -> None:
        """Show the cards as they are now."""
        self._columns = board.columns(self.opened.asking, read_filter(self._find))
        self._rescued = self.opened.rescued
        empty = say("find.nothing") if self._find else self._empty
        for phase in Phase:
            self._column(phase).show(self._columns[phase], empty=empty)
        self._show_counts()
        self._show_title()
        self.update_keys()

    def _show_title(self) -> None:
        """Show the partnership and how it stands."""
        title, name = self.query_one("#title", Bar), f" {shown(self.opened.partnership.name)}"
        room = self.size.width - cells(name) - sum(cells(text) for text, _style in title.right) - 1
        title.left = ((name, "strong"), (standing(self.opened, room), "dim"))

    def _show_counts(self) -> None:
        spans: list[tuple[str, str]] = []
        narrow = self.size.width < WIDE
        width = self.size.width // 3
        for phase in Phase:
            here = phase is self._phase
            words = f"{name_of(phase.value, 'phase')} {len(self._columns[phase])}"
            text = f" [{words}] " if here else f"  {words}  "
            spans.append((text if narrow else f"{text:<{width}}", "accent" if here else "dim"))
        self.query_one("#phases", Bar).left = tuple(spans)

    def _draw(self, item: Item, width: int) -> list[Line]:
        readers = ", ".join(shown(each.person) for each in self.opened.others if each.record == item.id)
        return draw_card(item, width, today(self.opened.clock), readers)

    def _show_phase(self, *, focus: bool) -> None:
        for phase in Phase:
            self._column(phase).set_class(phase is self._phase, "current")
        self._show_counts()
        if focus:
            self.set_focus(self._column(self._phase))
        self.update_keys()

    def on_descendant_focus(self, event: events.DescendantFocus) -> None:
        """Follow a click into another column."""
        super().on_descendant_focus(event)
        for phase in Phase:
            if event.widget is self._column(phase) and phase is not self._phase:
                self._phase = phase
                self._show_phase(focus=False)

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """What is done to a card needs one under the cursor."""
        if not super().check_action(action, parameters):
            return False
        if action in {"open", "advance", "vote", "answer", "archive", "thread"}:
            return self._current() is not None
        if action == "shift":
            return self._current() is not None and self._beside(int(str(parameters[0]))) is not None
        return bool(self._rescued) if action == "rescue" else True

    # Moving about

    def _beside(self, steps: int) -> Phase | None:
        phases = list(Phase)
        place = phases.index(self._phase) + steps
        return phases[place] if 0 <= place < len(phases) else None

    def action_column(self, steps: int) -> None:
        """Go to the column beside."""
        if (phase := self._beside(steps)) is not None:
            self._phase = phase
            self._show_phase(focus=True)

    def action_home(self) -> None:
        """Show all cards again, or go home."""
        if self._find:
            self.on_find_line_left()
        else:
            self.dismiss(None)

    def action_find(self) -> None:
        """Look for cards while typing."""
        self.query_one("#find", FindLine).begin()

    def on_input_changed(self, event: Input.Changed) -> None:
        """Show what is found so far."""
        if event.input.id == "find":
            self._find = event.value
            self.update_view()
            self.tell(say("find.showing", words=event.value) if event.value else "")

    def on_input_submitted(self, event: Input.Submitted) -> None:
        """Go to what was found, in the first column that has any."""
        if event.input.id == "find":
            self._phase = next((phase for phase in Phase if self._columns[phase]), self._phase)
            self.query_one("#find").add_class("hidden")
            self._show_phase(focus=True)

    def on_find_line_left(self) -> None:
        """Show all cards again."""
        self.query_one("#find", FindLine).stop()
        self._find = ""
        self.update_view()
        self.set_focus(self._column(self._phase))

    # Cards

    def on_block_list_chosen(self, event: BlockList.Chosen) -> None:
        """Open the card that was chosen."""
        self._open(event.item)

    def action_open(self) -> None:
        """Open the card under the cursor."""
        if (item := self._current()) is not None:
            self._open(item)

    def _open(self, item: Item) -> None:
        from screens.card.screen import CardScreen

        self._go(CardScreen(self.opened, item.id))

    def _go(self, screen: Screen[None]) -> None:
        """Put another screen in front; what was said here is over then."""
        self.tell("")
        self.app.push_screen(screen)

    def action_shift(self, steps: int) -> None:
        """Move the card to the phase beside, and go with it."""
        item, phase = self._current(), self._beside(steps)
        if item is not None and phase is not None and self.carry_out(Move((item.id,), phase)):
            self._phase = phase
            self.update_view()
            self._column(phase).select(item.id)
            self._show_phase(focus=True)

    def action_advance(self, steps: int) -> None:
        """Take the card to its next status, or back."""
        if (item := self._current()) is not None:
            self.carry_out(Advance((item.id,), steps))

    def action_vote(self, votes: int) -> None:
        """Count a vote for the card, or take one away."""
        if (item := self._current()) is not None:
            self.carry_out(Vote((item.id,), votes))

    def action_archive(self) -> None:
        """Put the card out of sight."""
        if (item := self._current()) is not None:
            self.carry_out(Archive((item.id,)))

    def action_thread(self) -> None:
        """Follow the thread of the card under the cursor."""
        from screens.thread.screen import ThreadScreen

        if (item := self._current()) is not None:
            self._go(ThreadScreen(self.opened, item.id))

    def action_history(self) -> None:
        """See who changed what when."""
        from screens.history.screen import HistoryScreen

        self._go(HistoryScreen(self.opened))

    def action_import(self) -> None:
        """Take cards in from a file of another program."""
        from screens.imports.screen import ImportScreen

        self.tell("")
        self.ask(ImportScreen(self.opened), lambda n: self.tell(say("imports.done", n=n)))

    def action_rescue(self) -> None:
        """Choose what could not be saved, and bring it back."""
        from screens.dialogs.pick import Choice, PickScreen

        zone = self.opened.clock.zone()
        choices = [
            Choice(words_of(each.change) or each.change.told, each.name, stamp(each.at, zone))
            for each in self._rescued
        ]
        self.ask(PickScreen(say("rescue.title"), choices), self._bring_back)

    def _bring_back(self, name: str) -> None:
        self.attempt(lambda: self.opened.bring_back(name))
        self.update_view()

    # Capture

    def _default_kind(self) -> LineKind:
        return LineKind(PHASE_KINDS[self._phase][0].value)

    def action_capture(self) -> None:
        """Begin a line."""
        capture = self.query_one("#capture", CaptureLine)
        capture.display = True
        capture.read()
        self.set_focus(capture.line)

    def action_answer(self) -> None:
        """Begin a line that answers the card."""
        item, capture = self._current(), self.query_one("#capture", CaptureLine)
        if item is not None:
            self.action_capture()
            if capture.line.value:
                self.tell(say("capture.half-typed"), bad=True)
            else:
                capture.offer(f"* for:{item.number} ")

    def on_capture_line_entered(self, event: CaptureLine.Entered) -> None:
        """Save the line; it stays on screen if that cannot be done."""
        if self._capture([event.text]):
            self.query_one("#capture", CaptureLine).saved()

    def _capture(self, texts: list[str]) -> bool:
        read = partial(
            read_line, default=self._default_kind(), today=today(self.opened.clock), known=self.opened.known
        )
        done = self.carry_out(Capture(tuple(map(read, texts))))
        if done is None:
            return False
        made = self.opened.records.get(Item, done.change.edits[-1].id)
        if made is not None:
            self._phase = made.phase
            self.update_view()
            self._column(made.phase).select(made.id)
            self._show_phase(focus=False)
        return True

    def on_paste(self, event: events.Paste) -> None:
        """A paste is words, wherever the cursor is."""
        self.action_capture()
        self.query_one("#capture", CaptureLine).take_paste(event.text)

    def on_capture_line_pasted(self, event: CaptureLine.Pasted) -> None:
        """Ask what several lines are meant to be."""
        from screens.dialogs.questions import ask_about_paste

        capture = self.query_one("#capture", CaptureLine)

        def chosen(lines: list[str]) -> None:
            if len(lines) == 1 or not self._capture(lines):
                capture.offer(capture.line.value + " ".join(lines))

        ask_about_paste(self, event.lines, chosen)

    def on_capture_line_left(self) -> None:
        """Go back to the cards; the draft is kept."""
        self.query_one("#capture", CaptureLine).display = False
        self.set_focus(self._column(self._phase))

    # Other screens

    def action_meeting(self) -> None:
        """Run a meeting: choose one, or plan one."""
        from screens.meeting.choose import choose_meeting

        choose_meeting(self, self.opened, self._exports)

    def action_vision(self) -> None:
        """See the shared vision."""
        from screens.vision.screen import VisionScreen

        self._go(VisionScreen(self.opened, self._exports))

    def action_export(self) -> None:
        """Choose a document and look at it before it is written."""
        from screens.preview.choose import choose_document

        choose_document(self, self.opened, self._exports)

    def action_everything(self) -> None:
        """See every voice, commitment and decision, and find in all of them."""
        from screens.everything.screen import EverythingScreen

        self._go(EverythingScreen(self.opened))
