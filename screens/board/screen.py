"""The board: three columns of cards, one of them wide where the terminal is narrow."""

from collections.abc import Callable
from pathlib import Path
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Horizontal
from textual.screen import Screen

from codesign.model import Item, Phase
from codesign.opened import OpenPartnership
from codesign.ports import Kept, today
from codesign.views import board
from codesign.views.glance import glance
from codesign.views.links import links
from codesign.words import say
from screens.acts import Act, bindings
from screens.board import acting, capturing, looking
from screens.board.cards import DrawnCards, Standing, draw_group
from screens.board.column import CardColumn, Edge
from screens.board.dragging import DraggingScreen
from screens.board.headings import Headings
from screens.board.rows import CardRow, Row, cards_in, place_of, rows_of
from screens.board.standing import standing
from screens.everywhere import GO_TO_FOUND, GOING, LEAVE_LINE, SAVE_LINE, STOP_FINDING, in_partnership
from screens.widgets.bars import Bar, KeyLine, StatusLine
from screens.widgets.blocklist import BlockList
from screens.widgets.capture import CaptureLine
from screens.widgets.find import FindLine, GoLine
from screens.widgets.lines import Line, cells, shown

WIDE = 78
"""Columns from which on all three phases are shown side by side."""


class BoardScreen(DraggingScreen):
    """The cards of a partnership. Returns when somebody goes home."""

    CSS_PATH = "board.tcss"
    ACTS: ClassVar[tuple[Act, ...]] = in_partnership(
        (
            SAVE_LINE,
            LEAVE_LINE,
            GO_TO_FOUND,
            STOP_FINDING,
            *GOING,
            *capturing.ACTS,
            Act("board.open", "enter", "open", foot=True),
            *acting.ACTS,
            Act("board.rescue", "R", "rescue", foot=True),
            Act("undo", "u", "undo", foot=True),
            Act("redo", "U", "redo"),
            *looking.ACTS,
            Act("board.meeting", "m", "meeting", foot=True),
            Act("board.vision", "v", "vision"),
            Act("board.export", "x", "export"),
            Act("board.papers", "X", "papers"),
            Act("board.review", "b", "review"),
            Act("board.everything", "o", "everything"),
            Act("board.history", "H", "history"),
            Act("board.triage", "V", "triage"),
            Act("thread", "T", "thread"),
            Act("board.left", "left,h", "column(-1)"),
            Act("board.right", "right,l", "column(1)"),
            Act("board.import", "I", "import"),
            Act("home", "escape", "home"),
            Act("quit", "q", "app.quit"),
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
        self._columns: dict[Phase, tuple[Item, ...]] = {}
        self._rows: dict[Phase, tuple[Row, ...]] = {}
        self._rescued: tuple[Kept, ...] = ()
        self._links = links(opened.records)
        self._today = today(opened.clock)
        """The day of which the cards are shown: on another one, another number of lines may say what is late."""
        self._drawn_cards = DrawnCards()

    # Layout

    def compose(self) -> ComposeResult:
        """Lay the screen out."""
        yield Bar(id="title")
        yield Headings(id="phases")
        with Horizontal(id="columns"):
            for n, phase in enumerate(Phase):
                if n:
                    yield Edge()
                yield CardColumn(
                    self._draw, heights=self._heights, empty=self._empty, id=phase.value, classes="column"
                )
        yield FindLine()
        yield GoLine(say("board.go"))
        capture = CaptureLine(self.opened, f"{self.opened.folder} board", self._default_kind, id="capture")
        capture.display = False
        yield capture
        yield StatusLine()
        yield KeyLine()

    def on_mount(self) -> None:
        """Show the cards."""
        self.update_view()
        self._show_phase(focus=True)
        if self.half_typed:
            self.tell(say("capture.waits", key=self.key_of("capture")))
        if self._rescued:
            self.tell(say("rescue.kept", n=len(self._rescued), key=self.key_of("rescue")), bad=True)
        for problem in (*self.opened.problems, *self.opened.warnings)[:1]:
            self.tell(problem, bad=True)
        self.app.call_later(self.ask_again)

    def on_screen_resume(self) -> None:
        """Show what was done on other screens, drafts too, which are no changes."""
        if today(self.opened.clock) != self._today:
            self.update_view()
        for column in self.query(CardColumn):
            column.draw_anew()

    def on_resize(self) -> None:
        """Show one column or three."""
        self._show_columns()
        if self._columns:
            self._show_counts()
            self._show_title()

    @property
    def _empty(self) -> str:
        return say("board.empty", key=self.key_of("capture"))

    # Where the cursor is

    @property
    def current(self) -> Item | None:
        """The card under the cursor."""
        row = self.column(self._phase).current if self._columns else None
        return row.item if isinstance(row, CardRow) else None

    @property
    def phase(self) -> Phase:
        """The phase whose column has the keys."""
        return self._phase

    def phase_beside(self, steps: int) -> Phase | None:
        """Return the phase so many columns to the right (below 0 to the left), None where there is none."""
        phases = list(Phase)
        place = phases.index(self._phase) + steps
        return phases[place] if 0 <= place < len(phases) else None

    def rows(self, phase: Phase) -> tuple[Row, ...]:
        """Return what the column of a phase shows, in order."""
        return self._rows[phase]

    @property
    def shown_cards(self) -> list[str]:
        """The ids of the cards in the column that has the keys, in their order."""
        return cards_in(self._rows[self._phase])

    @property
    def cards_in_sight(self) -> list[str]:
        """The ids of the cards that are on the screen, in their order."""
        columns = [self.column(phase) for phase in Phase]
        return list(dict.fromkeys(card for each in columns if each.display for card in cards_in(each.in_sight)))

    def step_on(self) -> None:
        """Go to the card below."""
        self.column(self._phase).action_cursor(1)

    def follow(self, card: str, *, focus: bool = True) -> None:
        """Go where a card is now; without one, give the keys back to the column."""
        item = self.opened.records.get(Item, card) if card else None
        if item is None:
            self._show_phase(focus=focus)
            return
        self._phase = item.phase
        self._show_columns()  # before the cards: those of a column that is hidden now are not drawn
        self._show_cards()
        place = place_of(self._rows[item.phase], item)
        if place is not None:
            self.column(item.phase).move_to(place)
        self._give_keys(focus=focus)

    def go_to_first(self) -> None:
        """Put the cursors on the cards that fit best."""
        for phase in Phase:
            self.column(phase).action_end(-1)
        if not self._columns[self._phase]:
            self._phase = next((phase for phase in Phase if self._columns[phase]), self._phase)
            self._show_phase(focus=False)

    # What is shown

    def update_view(self) -> None:
        """Show the cards as they are now."""
        self._show_cards()
        self.update_keys()

    def _show_cards(self) -> None:
        self.is_shown()
        linked, now = links(self.opened.records), today(self.opened.clock)
        steady = linked is self._links and now == self._today
        self._links, self._today = linked, now
        before, self._columns = self._columns, board.columns(self.opened.asking, self.filter, self._order)
        self._rows = {
            phase: rows_of(
                self.opened.records, items, self._grouping, self._rows.get(phase, ()), before.get(phase, ())
            )
            for phase, items in self._columns.items()
        }
        self.forget_gone(item.id for items in self._columns.values() for item in items)
        self._rescued = self.opened.rescued
        empty = say("find.nothing") if self.filter else self._empty
        for phase in Phase:
            self.column(phase).show(self._rows[phase], empty=empty, steady=steady)
        self._show_counts()
        self._show_title()

    def _show_title(self) -> None:
        """Show the partnership and how it stands."""
        title, name = self.query_one("#title", Bar), f" {shown(self.opened.partnership.name)}"
        room = self.size.width - cells(name) - sum(cells(text) for text, _style in title.right) - 1
        title.left = ((name, "strong"), (standing(self.opened, room), "dim"))

    def _show_counts(self) -> None:
        counts = {phase: len(self._columns[phase]) for phase in Phase}
        each = 0 if self.size.width < WIDE else self.size.width // 3
        self.headings.show(counts, self._phase, each, self.standing_words, self.missing_words)

    def _draw(self, row: Row, width: int) -> list[Line]:
        if not isinstance(row, CardRow):
            return draw_group(row.name, row.count, width)
        item = row.item
        about = Standing(
            glance=glance(self.opened.records, item, self._today),
            today=self._today,
            readers=", ".join(shown(each.person) for each in self.opened.others if each.record == item.id),
            drafted=self.opened.has_draft(item),
            chosen=self.is_chosen(item.id),
            label=self.label_of(item.id),
        )
        return self._drawn_cards.lines(item, width, about, self.density)

    def _heights(self, width: int) -> Callable[[Row], int]:
        """Return what counts the lines of a row."""
        height = self._drawn_cards.heights(width, self.density, self._links, self._today)
        return lambda row: height(row.item) if row.item is not None else 1

    def density_changed(self) -> None:
        """Forget how many lines each card takes."""
        for column in self.query(CardColumn):
            column.forget_heights()

    def _show_columns(self) -> None:
        """Show the one column there is room for, or all three."""
        narrow = self.size.width < WIDE
        for phase in Phase:
            self.column(phase).display = not narrow or phase is self._phase  # a class would style it anew
        for edge in self.walk_children(Edge):
            edge.display = not narrow

    def _show_phase(self, *, focus: bool) -> None:
        self._show_columns()
        self._show_counts()
        self._give_keys(focus=focus)

    def _give_keys(self, *, focus: bool) -> None:
        column = self.column(self._phase)
        if focus and self.focused is not column:
            self.set_focus(column)  # and what can be done there is shown
        else:
            self.update_keys()

    def on_descendant_focus(self) -> None:
        """Follow a click into another column."""
        for phase in Phase:
            if self.focused is self.column(phase) and phase is not self._phase:
                self._phase = phase
                self._show_phase(focus=False)

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Only what is there can be done."""
        if not super().check_action(action, parameters):
            return False
        return bool(self._rescued) if action == "rescue" else True

    # Moving about

    def on_headings_chosen(self, event: Headings.Chosen) -> None:
        """Go to the phase whose heading was clicked."""
        self._phase = event.phase
        self._show_phase(focus=True)

    def action_column(self, steps: int) -> None:
        """Go to the column beside."""
        if (phase := self.phase_beside(steps)) is not None:
            self._phase = phase
            self._show_phase(focus=True)

    def action_home(self) -> None:
        """Let a dragged card go, choose nothing any more, show all cards again, or go home."""
        if self.let_go() or self.choose_none():
            return
        if self.filter:
            self.query_one("#find", FindLine).post_message(FindLine.Left(self.query_one("#find", FindLine)))
        else:
            self.dismiss(None)

    # Cards

    def on_block_list_chosen(self, event: BlockList.Chosen) -> None:
        """Open the card that was chosen."""
        if isinstance(event.item, CardRow):
            self._open(event.item.item)

    def action_open(self) -> None:
        """Open the card under the cursor."""
        if (item := self.current) is not None:
            self._open(item)

    def _open(self, item: Item) -> None:
        from screens.card.screen import CardScreen

        self.tell("")
        self.app.push_screen(CardScreen(self.opened, item.id), lambda _none: self.be_back_at(item.id))

    def _go(self, screen: Screen[None]) -> None:
        """Put another screen in front; what was said here is over then."""
        self.tell("")
        self.app.push_screen(screen)

    def action_thread(self) -> None:
        """Follow the thread of the card under the cursor."""
        from screens.thread.screen import ThreadScreen

        if (item := self.current) is not None:
            self._go(ThreadScreen(self.opened, item.id))

    def action_history(self) -> None:
        """See who changed what when."""
        from screens.history.screen import HistoryScreen

        self._go(HistoryScreen(self.opened))

    def action_triage(self) -> None:
        """Answer the voices that wait for a reply."""
        from screens.triage.screen import TriageScreen

        self._go(TriageScreen(self.opened, self._exports))

    def action_import(self) -> None:
        """Take cards in from a file of another program."""
        from screens.imports.screen import ImportScreen

        self.tell("")
        self.ask(ImportScreen(self.opened), lambda n: self.tell(say("imports.done", n=n, key=self.key_of("undo"))))

    def action_rescue(self) -> None:
        """Choose what could not be saved, and bring it back."""
        from screens.board.rescuing import choose_rescued

        choose_rescued(self, self._rescued, self.opened.clock.zone(), self._bring_back)

    def _bring_back(self, name: str) -> None:
        self.attempt(lambda: self.opened.bring_back(name))
        self.update_view()

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
        """Choose documents, look at what would be written, and write them."""
        from screens.exporting.screen import ExportingScreen

        self._go(ExportingScreen(self.opened, self._exports))

    def action_review(self) -> None:
        """Read a document that came back."""
        from screens.review.screen import ReviewScreen

        self._go(ReviewScreen(self.opened, self._exports))

    def action_papers(self) -> None:
        """Choose a meeting and prepare it."""
        from screens.papers.choose import choose_papers

        choose_papers(self, self.opened, self._exports)

    def action_everything(self) -> None:
        """See every voice, commitment and decision, and find in all of them."""
        self.show_everything("")

    def show_everything(self, wanted: str) -> None:
        """Show what fits among everything on record."""
        from screens.everything.screen import EverythingScreen

        self._go(EverythingScreen(self.opened, wanted))
