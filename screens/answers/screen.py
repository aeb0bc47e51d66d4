"""What the tables of a meeting answered: a grid of questions and tables, and a line that keeps answers for the
table under the cursor. Sheets of paper are typed in the same way, during the meeting or long after it."""

from typing import ClassVar

from textual import events
from textual.app import ComposeResult
from textual.binding import BindingType

from codesign.capture import LineKind
from codesign.model import Meeting, Permission, Voice
from codesign.opened import OpenPartnership
from codesign.ports import today
from codesign.views.fields import permission_words
from codesign.views.tables import Place, of_table, rows, typed_in
from codesign.words import name_of, say
from screens.acts import Act, bindings
from screens.answers.asking import type_in_sheet
from screens.answers.grid import AnswerGrid, question_words
from screens.answers.keeping import Becomes, kept
from screens.base import PartnershipScreen
from screens.chosen import Chosen
from screens.dialogs.questions import ask_about_paste, permit, permit_lines_to_come
from screens.everywhere import SAVE_LINE, in_partnership
from screens.glyphs import BETWEEN
from screens.groups import Group
from screens.widgets.bars import Bar, KeyLine, StatusLine
from screens.widgets.blocklist import BlockList
from screens.widgets.capture import CaptureLine
from screens.widgets.lines import Line, shown
from screens.widgets.recordlines import draw_record

_WHILE_TYPING = frozenset({"kind", "permission", "sheet", "table", "question"})
"""What can be done without leaving the line."""


class AnswersScreen(PartnershipScreen[None]):
    """Shows who has answered what, and keeps what is typed."""

    CSS_PATH = "answers.tcss"
    ACTS: ClassVar[tuple[Act, ...]] = in_partnership(
        (
            SAVE_LINE,
            Act("answers.keys", "", "while_typing", foot=True, key="escape"),
            Act("answers.next-table", "pagedown,ctrl+t", "table(1)", foot=True),
            Act("answers.table-before", "pageup", "table(-1)"),
            Act("answers.next-question", "down", "question(1)", foot=True),
            Act("answers.question-before", "up", "question(-1)"),
            Act("answers.kind", "f2", "kind", foot=True),
            Act("answers.permission", "f4", "permission", foot=True),
            Act("answers.sheet", "f6", "sheet", foot=True),
            Act("answers.permit", "p", "permit", foot=True),
            Act("answers.choose", "space", "choose_voice", own_group=Group.SEVERAL),
            Act("answers.open", "enter", "open"),
            Act("undo", "u", "undo", foot=True),
            Act("redo", "U", "redo"),
            Act("answers.line", "escape,a", "line", foot=True),
            Act("answers.back", "q", "dismiss", foot=True),
        )
    )
    BINDINGS: ClassVar[list[BindingType]] = bindings(ACTS)
    PLACE = "answers"
    MOVES = ("moves.answers", "moves.list")

    def __init__(self, opened: OpenPartnership, meeting: str, table: int = 1) -> None:
        super().__init__(opened)
        self._meeting_id = meeting
        self._first_table = table
        self._becomes = Becomes()
        self._asked_for: Place | None = None
        """A place that a sheet named, and that may be none of those that are shown otherwise."""
        self._chosen = Chosen()
        self._in_line = True
        """Whether the keys go back to the line when a dialog closes."""

    @property
    def record_here(self) -> str:
        """The meeting whose tables answer."""
        return self._meeting_id

    @property
    def meeting(self) -> Meeting:
        """The meeting whose tables answer."""
        found = self.opened.records.get(Meeting, self._meeting_id)
        assert found is not None, "meetings are archived, never deleted"
        return found

    @property
    def place(self) -> Place:
        """The question and the table under the cursor."""
        return Place(self.grid.table, self.grid.row.text)

    @property
    def grid(self) -> AnswerGrid:
        """The questions and tables."""
        return self.query_one(AnswerGrid)

    @property
    def line(self) -> CaptureLine:
        """The line in which answers are typed."""
        return self.query_one("#capture", CaptureLine)

    @property
    def _answers(self) -> BlockList[Voice]:
        return self.query_one("#answers", BlockList)

    def compose(self) -> ComposeResult:
        """Lay the screen out."""
        yield Bar(id="title")
        yield AnswerGrid(self._first_table, id="grid")
        yield Bar(id="here")
        yield Bar(id="waiting")
        yield BlockList[Voice](self._draw, key=lambda each: each.id, empty=say("answers.none-here"), id="answers")
        draft = f"{self.opened.folder} {self.meeting.number} answers"
        yield CaptureLine(self.opened, draft, lambda: LineKind.VOICE, id="capture")
        yield StatusLine()
        yield KeyLine()

    def on_mount(self) -> None:
        """Show the answers, ready to type."""
        self.update_view()
        self.set_focus(self.line.line)
        self.app.call_later(self.ask_again)

    # What is shown

    def update_view(self) -> None:
        """Show the answers as they are now."""
        meeting = self.meeting
        if meeting.archived:  # its plan was taken back elsewhere
            self.dismiss(None)
            return
        self.query_one("#title", Bar).left = (
            (f" {meeting.number}  {say('answers.title')}", "strong"),
            (f"{BETWEEN}{shown(meeting.title)}", "dim"),
        )
        self.grid.show(rows(self.opened.records, meeting, self._asked_for))
        self._show_place()

    def _show_place(self) -> None:
        row, table = self.grid.row, self.grid.table
        here = say("answers.here", table=table, between=BETWEEN, question=question_words(row))
        self.query_one("#here", Bar).left = ((f" {here}", "strong"),)
        numbers = ", ".join(map(str, row.waiting))
        waiting = say("answers.waiting", n=len(row.waiting), tables=numbers) if numbers else ""
        bar = self.query_one("#waiting", Bar)
        bar.left = ((f" {waiting or say('answers.all-answered')}", "warn" if waiting else "accent"),)
        bar.right = ((f"{self._becoming} ", "accent"),)
        found = of_table(self.opened.records, self.meeting, row.text, table)
        self._answers.show(found)
        self._answers.move_to(len(found) - 1)
        self.update_keys()

    @property
    def _becoming(self) -> str:
        """What the next lines are kept as, in words."""
        kind = name_of(self._becomes.kind.value, "voice-kind")
        permission = self._becomes.permission
        words = f"{kind}{BETWEEN}{permission_words(permission)}" if permission else kind
        return say("answers.becomes", kind=words)

    def _draw(self, voice: Voice, width: int) -> list[Line]:
        return draw_record(voice, width, today(self.opened.clock), chosen=voice in self._chosen)

    def on_answer_grid_moved(self) -> None:
        """Show the answers of another place."""
        self._show_place()

    # Who has the keys

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Table, question, kind and permission are chosen without leaving the line."""
        if not self.query("#capture"):
            return False
        if action in _WHILE_TYPING:
            return True
        if not super().check_action(action, parameters):
            return False
        if action == "permit":
            return bool(self._chosen.or_else(self._answers.current))
        return self._answers.current is not None if action in {"open", "choose_voice"} else True

    def on_descendant_focus(self) -> None:
        """Show who has the keys now: the line, or the acts."""
        self._in_line = self.typing
        if self.typing:
            self.line.read()
        else:
            self.line.rest(say("meeting.keys-now"))

    def on_capture_line_left(self) -> None:
        """Give the next keys to the grid; what is typed stays."""
        self.set_focus(self.grid)

    def on_screen_resume(self) -> None:
        """Come back from a dialog to the line, unless somebody had left it."""
        if self._in_line and self.query("#capture"):
            self.action_line()

    def action_line(self) -> None:
        """Give the keys back to the line."""
        self.set_focus(self.line.line)

    # What is typed

    def on_capture_line_entered(self, event: CaptureLine.Entered) -> None:
        """Keep a line; a number of a sheet alone goes to its place."""
        if not self._keep(event.text, self._becomes):
            self.line.saved()

    def on_paste(self, event: events.Paste) -> None:
        """A paste is words, wherever the cursor is."""
        self.action_line()
        self.line.take_paste(event.text)

    def on_capture_line_pasted(self, event: CaptureLine.Pasted) -> None:
        """Ask what several lines are meant to be."""
        self.ask_about_lines(event.lines)

    def ask_about_lines(self, pasted: list[str]) -> None:
        """Ask what pasted lines are meant to be, and keep them as that."""

        def chosen(lines: list[str]) -> None:
            if len(lines) == 1 or self._keep("\n".join(lines), self._becomes):
                self.line.offer(self.line.line.value + " ".join(lines))

        ask_about_paste(self, pasted, chosen)

    def _keep(self, text: str, becomes: Becomes) -> str:
        """Keep the lines of a text for the tables that they name, and go to the last of these: the next line
        without a number belongs there too. Return "", or why nothing was kept."""
        typed = typed_in(self.meeting, text, self.place)
        if typed.unknown:
            complaint = say("answers.unknown", n=len(typed.unknown), numbers=", ".join(typed.unknown))
            self.tell(complaint, bad=True)
            return complaint
        if typed.lines:
            complaint = self.complaint(kept(self.opened, self.meeting, typed, becomes))
            if complaint:
                return complaint
        self._asked_for = typed.last
        self.update_view()
        self.grid.go_to(typed.last.question, typed.last.table)
        return ""

    def action_kind(self) -> None:
        """Choose what the next lines are."""
        self._becomes = self._becomes.next_kind()
        self._show_place()

    def action_permission(self) -> None:
        """Choose how the words of the next lines may be used."""
        permit_lines_to_come(self, self._becomes.permission, self._permitted)

    def _permitted(self, permission: Permission | None) -> None:
        self._becomes = Becomes(self._becomes.kind, permission)
        self._show_place()

    def action_sheet(self) -> None:
        """Type in a paper sheet, all its lines at once."""
        type_in_sheet(self, self._becomes, self.grid, self._keep_sheet)

    def _keep_sheet(self, text: str, permission: Permission | None) -> str:
        return self._keep(text, Becomes(self._becomes.kind, permission))

    def action_table(self, steps: int) -> None:
        """Go to the next table, or the one before."""
        self.grid.step(steps)

    def action_question(self, steps: int) -> None:
        """Go to the next question, or the one before."""
        self.grid.action_move(steps, 0)

    # What was answered

    def on_block_list_chosen(self, event: BlockList.Chosen) -> None:
        """Open the answer that was chosen."""
        from screens.card.screen import CardScreen

        self.app.push_screen(CardScreen(self.opened, event.item.id))

    def action_open(self) -> None:
        """Open the answer under the cursor."""
        self._answers.action_choose()

    def action_permit(self) -> None:
        """Say how the words may be used: of the answers that were chosen, or of the one under the cursor."""
        permit(self, self._chosen.or_else(self._answers.current), self._chosen.clear)

    def action_choose_voice(self) -> None:
        """Choose the answer under the cursor; from the grid, all answers of the table under its cursor."""
        found = [self._answers.current] if self._answers.has_focus else self._answers.items
        self._chosen.turn(each for each in found if each is not None)
        self.tell(self._chosen.told)
        self._show_place()
