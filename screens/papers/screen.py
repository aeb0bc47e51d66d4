"""Before a meeting: its papers, its questions, and what has to be seen to."""

from collections.abc import Callable
from pathlib import Path
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import BindingType

from codesign.commands.preparing import (
    AddPoint,
    AddQuestions,
    ChangeQuestion,
    TakeOutPoint,
    TakeOutQuestion,
    TickOff,
)
from codesign.dates import short
from codesign.model import Meeting
from codesign.opened import OpenPartnership
from codesign.ports import today
from codesign.templates.preparing import question_library
from codesign.views import clock
from codesign.views.questions import Asked, asked
from codesign.views.sheets import MOST_TABLES, usual_tables
from codesign.words import say
from exports.library import PAPERS, TABLE_SHEETS
from screens.acts import Act, bindings
from screens.base import PartnershipScreen
from screens.dialogs.asked import Choice, Field, Values
from screens.dialogs.form import FormScreen
from screens.dialogs.pick import PickScreen
from screens.everywhere import in_partnership
from screens.glyphs import BETWEEN
from screens.papers.rows import Heading, PaperRow, PointRow, QuestionRow, Row, draw_row, key_of, rows_of
from screens.widgets.bars import Bar, KeyLine, StatusLine
from screens.widgets.blocklist import BlockList
from screens.widgets.lines import shown


class PapersScreen(PartnershipScreen[None]):
    """Prepares one meeting: Enter looks at a paper, rewrites a question, or ticks a point off."""

    CSS_PATH = "papers.tcss"
    ACTS: ClassVar[tuple[Act, ...]] = in_partnership(
        (
            Act("papers.choose", "enter,space", "choose", foot=True),
            Act("papers.ask", "a", "ask_from_library", foot=True),
            Act("papers.own", "n", "own_question", foot=True),
            Act("papers.part", "b", "part", foot=True),
            Act("papers.keep", "K", "keep"),
            Act("papers.forget", "F", "forget"),
            Act("papers.point", "p", "own_point", foot=True),
            Act("papers.take-out", "D", "take_out", foot=True),
            Act("papers.review-words", "R", "review_words"),
            Act("papers.govern", "G", "govern"),
            Act("undo", "u", "undo"),
            Act("redo", "U", "redo"),
            Act("back", "escape,q", "dismiss", foot=True),
        )
    )
    BINDINGS: ClassVar[list[BindingType]] = bindings(ACTS)
    PLACE = "papers"
    MOVES = ("moves.list",)

    def __init__(self, opened: OpenPartnership, meeting: str, exports: Path) -> None:
        super().__init__(opened)
        self._meeting_id = meeting
        self._exports = exports

    @property
    def record_here(self) -> str:
        """The meeting that is prepared."""
        return self._meeting_id

    @property
    def meeting(self) -> Meeting:
        """The meeting as it is now."""
        found = self.opened.records.get(Meeting, self._meeting_id)
        assert found is not None, "meetings are archived, never deleted"
        return found

    def compose(self) -> ComposeResult:
        """Lay the screen out."""
        yield Bar(id="title")
        yield BlockList[Row](draw_row, key=key_of, stops=lambda row: not isinstance(row, Heading), id="papers")
        yield StatusLine()
        yield KeyLine()

    def on_mount(self) -> None:
        """Show what there is to do."""
        self.update_view()
        self.set_focus(self._rows)

    @property
    def _rows(self) -> BlockList[Row]:
        return self.query_one("#papers", BlockList)

    def update_view(self) -> None:
        """Show the meeting as it is now."""
        meeting = self.meeting
        if meeting.archived:  # its plan was taken back elsewhere
            self.dismiss(None)
            return
        told = (say("papers.title"), shown(meeting.title), short(meeting.on, today(self.opened.clock)))
        self.query_one("#title", Bar).left = ((f" {meeting.number}  ", "strong"), (BETWEEN.join(told), ""))
        self._rows.show(tuple(rows_of(meeting, PAPERS)))
        self.update_keys()

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Some things are done to a question only, or to what the meeting itself added."""
        if not super().check_action(action, parameters):
            return False
        row = self._rows.current if self.is_mounted else None
        if action in {"part", "keep"}:
            return isinstance(row, QuestionRow)
        if action == "take_out":
            return isinstance(row, QuestionRow) or (isinstance(row, PointRow) and row.point.is_own)
        return bool(asked(self.opened.partnership)) if action == "forget" else True

    def on_block_list_moved(self) -> None:
        """Show what can be done where the cursor is."""
        self.update_keys()

    # What is under the cursor

    def action_choose(self) -> None:
        """Do what is usual with the row under the cursor."""
        self._rows.action_choose()

    def on_block_list_chosen(self, event: BlockList.Chosen) -> None:
        """Look at a paper, rewrite a question, or tick a point off."""
        match event.item:
            case PaperRow(kind):
                self._look_at(kind)
            case QuestionRow(question):
                self._rewrite(question)
            case PointRow(point):
                self.carry_out(TickOff(self._meeting_id, point.key, done=not point.done))

    def action_take_out(self) -> None:
        """Take the question or the own point under the cursor out."""
        match self._rows.current:
            case QuestionRow(question):
                self.carry_out(TakeOutQuestion(self._meeting_id, question.key))
            case PointRow(point):
                self.carry_out(TakeOutPoint(self._meeting_id, point.key))

    # Its words

    def action_review_words(self) -> None:
        """Decide whether its words are kept."""
        from screens.dialogs.retention import review_words

        review_words(self, self._meeting_id)

    def action_govern(self) -> None:
        """Write down who governs its words."""
        from screens.dialogs.governance import govern

        govern(self, self._meeting_id)

    # Papers

    def _look_at(self, kind: str) -> None:
        if kind != TABLE_SHEETS:
            self._preview(kind)
            return
        number = str(usual_tables(self.opened.records, self.meeting))
        fields = [Field("tables", say("papers.tables"), number)]
        self._form(say("papers.tables-title"), "tables", fields, _wrong_tables, self._preview_sheets)

    def _preview_sheets(self, values: Values) -> None:
        self._preview(TABLE_SHEETS, int(values["tables"]))

    def _preview(self, kind: str, tables: int = 1) -> None:
        from screens.preview.screen import PreviewScreen

        self.app.push_screen(PreviewScreen(self.opened, kind, self._meeting_id, self._exports, tables))

    # Questions

    def action_ask_from_library(self) -> None:
        """Choose a question from the library, the partnership's own first."""
        ours = say("papers.ours")
        own = [Choice(each.text, each.text, ours, ours) for each in asked(self.opened.partnership)]
        usual = [
            Choice(text, text, purpose.name, f"{purpose.key} {purpose.title}")
            for purpose in question_library(self.opened.partnership.language)
            for text in purpose.questions
        ]
        here = {each.text for each in asked(self.meeting)}
        choices = [each for each in (*own, *usual) if each.value not in here]
        self.ask(PickScreen(say("papers.library"), choices), self._add_question)

    def _add_question(self, text: str) -> None:
        self.carry_out(AddQuestions(self._meeting_id, (text,)))
        self._go_to_newest()

    def _go_to_newest(self) -> None:
        if (newest := max(asked(self.meeting), key=lambda each: each.number, default=None)) is not None:
            self.update_view()
            self._rows.select(f"question {newest.key}")

    def action_own_question(self) -> None:
        """Write a question of one's own."""
        self._form(
            say("papers.own-title"),
            "question",
            [Field("text", say("fields.question"), lines=2)],
            lambda values: self.complaint(AddQuestions(self._meeting_id, (values["text"],))),
            lambda _values: self._go_to_newest(),
        )

    def _rewrite(self, question: Asked) -> None:
        self._form(
            say("papers.rewrite", number=question.number),
            f"question {question.key}",
            [Field("text", say("fields.question"), question.text, lines=2)],
            lambda values: self.complaint(
                ChangeQuestion(self._meeting_id, question.key, values["text"], question.block)
            ),
        )

    def action_part(self) -> None:
        """Choose the part of the meeting in which the question under the cursor is asked."""
        row = self._rows.current
        if not isinstance(row, QuestionRow):
            return
        blocks, question = self.meeting.blocks, row.asked
        choices = [Choice(blocks[key].title, key) for key, _depth in clock.order(blocks)]
        choices.append(Choice(say("papers.no-part"), "none"))
        self.ask(
            PickScreen(say("papers.part-title"), choices),
            lambda block: self.carry_out(ChangeQuestion(self._meeting_id, question.key, question.text, block)),
        )

    def action_keep(self) -> None:
        """Keep the question under the cursor for the partnership's next meetings."""
        row = self._rows.current
        if isinstance(row, QuestionRow) and not self.carry_out(
            AddQuestions(self.opened.partnership.id, (row.asked.text,))
        ):
            self.tell(say("papers.kept-already"))

    def action_forget(self) -> None:
        """Take a question out of the partnership's own library."""
        own = self.opened.partnership
        choices = [Choice(each.text, each.key) for each in asked(own)]
        self.ask(
            PickScreen(say("papers.forget-title"), choices),
            lambda question: self.carry_out(TakeOutQuestion(own.id, question)),
        )

    # Checklist

    def action_own_point(self) -> None:
        """Add a point of one's own to the checklist."""
        self._form(
            say("papers.point-title"),
            "point",
            [Field("text", say("papers.point"))],
            lambda values: self.complaint(AddPoint(self._meeting_id, values["text"])),
        )

    def _form(
        self,
        title: str,
        draft: str,
        fields: list[Field],
        accept: Callable[[Values], str],
        answered: Callable[[Values], object] = lambda _values: None,
    ) -> None:
        """Ask in a form whose draft is this meeting's."""
        key = f"{self.opened.folder} papers {self.meeting.number} {draft}"
        self.ask(FormScreen(title, fields, self.opened.drafts, key, accept), answered)


def _wrong_tables(values: Values) -> str:
    """Return what is wrong with a number of tables, "" for nothing."""
    text = values["tables"].strip()
    right = text.isdecimal() and 1 <= int(text) <= MOST_TABLES
    return "" if right else say("papers.tables-wrong", most=MOST_TABLES)
