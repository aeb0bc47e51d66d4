"""A document that came back: what it proposes, each with its three sides, accepted or rejected."""

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import ClassVar

from textual import events
from textual.app import ComposeResult
from textual.binding import BindingType

from codesign.commands.reviewing import AddNote, PutAway, Rewrite, TakeIn, TurnDown
from codesign.errors import CodesignError, NotFound
from codesign.imports.files import file_bytes
from codesign.model import ExportRecord
from codesign.opened import OpenPartnership
from codesign.ports import today
from codesign.text import one_line
from codesign.words import say
from exports.review.proposals import Kind, Proposal
from exports.review.reading import (
    accepted,
    all_safe,
    left,
    open_proposals,
    read_returned,
    require_reference,
    reviewers,
)
from exports.review.returned import Returned
from exports.review.telling import heading
from screens.acts import Act, bindings
from screens.base import PartnershipScreen
from screens.dialogs.asked import Field
from screens.dialogs.form import FormScreen
from screens.everywhere import in_partnership
from screens.review.sides import side_lines
from screens.review.sources import Source, Way, sources
from screens.widgets.bars import Bar, KeyLine, StatusLine
from screens.widgets.blocklist import BlockList
from screens.widgets.detail import Detail
from screens.widgets.lines import Line, shown, wrapped

_PASTE_LINES = 12


class ReviewScreen(PartnershipScreen[None]):
    """First the files that may have come back; once one is read, its proposals."""

    CSS_PATH = "review.tcss"
    ACTS: ClassVar[tuple[Act, ...]] = in_partnership(
        (
            Act("review.read", "enter", "read", foot=True),
            Act("review.open", "enter", "open", foot=True),
            Act("review.accept", "a", "accept", foot=True),
            Act("review.reject", "r", "reject", foot=True),
            Act("review.safe", "s", "safe", foot=True),
            Act("review.reviewer", "n", "reviewer"),
            Act("undo", "u", "undo", foot=True),
            Act("redo", "U", "redo"),
            Act("review.file", "slash,e", "file", foot=True),
            Act("back", "escape,q", "dismiss", foot=True),
        )
    )
    BINDINGS: ClassVar[list[BindingType]] = bindings(ACTS)
    PLACE = "review"
    MOVES = ("moves.list",)

    def __init__(self, opened: OpenPartnership, exports: Path) -> None:
        """Show the documents that came back to the folder into which they are written."""
        super().__init__(opened)
        self._exports = exports
        self._returned: Returned | None = None
        self._export: ExportRecord | None = None
        self._found: tuple[Proposal, ...] = ()
        self._most = 0
        """How many proposals were open when the document was read."""
        self._reviewer = ""
        """The reviewer's name."""

    def compose(self) -> ComposeResult:
        """Lay the screen out."""
        yield Bar(id="title")
        yield BlockList[Source](self._draw_source, key=lambda each: (each.way, each.path), id="sources")
        yield BlockList[Proposal](self._draw, key=lambda each: each.key, id="proposals")
        yield Detail(id="sides")
        yield StatusLine()
        yield KeyLine()

    def on_mount(self) -> None:
        """Begin with the choice of a document."""
        self.action_file()

    @property
    def _sources(self) -> BlockList[Source]:
        return self.query_one("#sources", BlockList)

    @property
    def _proposals(self) -> BlockList[Proposal]:
        return self.query_one("#proposals", BlockList)

    @property
    def _current(self) -> Proposal | None:
        return self._proposals.current if self._returned is not None else None

    def update_view(self) -> None:
        """Show what the document proposes for the records as they are now."""
        title = self.query_one("#title", Bar)
        if self._returned is None or self._export is None:
            title.left = ((f" {say('review.title')}", "strong"),)
            self._sources.show(sources(self._exports, self.opened.records))
        else:
            on = today(self.opened.clock)
            self._found = open_proposals(self._export, self.opened.records, self._returned, on)
            self._most = max(self._most, len(self._found))
            told = say("review.progress", n=len(self._found), most=self._most)
            by = f"  {say('review.by', name=shown(self._reviewer))}" if self._reviewer else ""
            title.left = (
                (f" {say('review.title')} {self._export.reference}", "strong"),
                (f"  {told}", "dim"),
                (by, "dim"),
            )
            self._proposals.show(self._found, empty=say("review.all-decided"))
        self._show_sides()
        self.update_keys()

    def _draw_source(self, source: Source, width: int) -> list[Line]:
        return [
            *(((line, ""),) for line in wrapped(shown(source.words), width)),
            *(((line, "dim"),) for line in wrapped(shown(source.note), width) if source.note),
            (),
        ]

    @staticmethod
    def _draw(proposal: Proposal, width: int) -> list[Line]:
        tone = "warn" if proposal.kind in {Kind.CONFLICT, Kind.MISSING} else ""
        mark = "" if proposal.safe else say("review.look")
        text = one_line(proposal.returned or proposal.exported)
        head = heading(proposal)
        line = wrapped(shown(f"{say('show.before', name=head)} {text}"), max(10, width - len(mark) - 2), 1)[0]
        return [((line, tone), (f"  {mark}" if mark else "", "dim"))]

    def _show_sides(self) -> None:
        detail = self.query_one("#sides", Detail)
        proposal = self._current
        detail.show(side_lines(proposal, max(20, self.size.width - 2)) if proposal is not None else ())

    def on_resize(self) -> None:
        """Wrap the sides anew."""
        self._show_sides()

    def on_block_list_moved(self) -> None:
        """Show the sides of the proposal under the cursor."""
        self._show_sides()
        self.update_keys()

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """First a document is chosen, then its proposals are decided."""
        if not super().check_action(action, parameters):
            return False
        reading = self._returned is None
        match action:
            case "read":
                return reading
            case "file" | "reviewer":
                return not reading
            case "open":
                return not reading and bool(self._record())
            case "accept" | "reject":
                return self._current is not None
            case "safe":
                return not reading and bool(all_safe(self._found))
        return True

    # Choosing what came back

    def action_file(self) -> None:
        """Choose a document, or another one."""
        self._returned = self._export = None
        self._found, self._most, self._reviewer = (), 0, ""
        self._show_list()
        self.update_view()
        self.tell(say("review.choose"))

    def _show_list(self) -> None:
        """Show the list that is wanted now, and give it the keys."""
        reading = self._returned is None
        self._sources.set_class(not reading, "away")
        self._proposals.set_class(reading, "away")
        self.query_one("#sides").set_class(reading, "away")
        self.set_focus(self._sources if reading else self._proposals)

    def action_read(self) -> None:
        """Read what is under the cursor."""
        self._sources.action_choose()

    def on_block_list_chosen(self, event: BlockList.Chosen) -> None:
        """Read the file, ask for another or for a text; or open the record of a proposal."""
        if self._returned is not None:
            self._open()
            return
        source: Source = event.item
        match source.way:
            case Way.FILE if source.path is not None:
                self._read(source.path)
            case Way.OTHER:
                self._ask("file", say("review.which-file"), lambda text: self._read(Path(text.strip())))
            case _:
                self._ask("text", say("review.paste-here"), self._take, lines=_PASTE_LINES)

    def _ask(self, name: str, title: str, then: Callable[[str], object], *, lines: int = 1) -> None:
        field = Field(name, say(f"review.field-{name}"), lines=lines)
        draft = f"{self.opened.folder} review {name}"
        self.ask(
            FormScreen(title, [field], self.opened.drafts, draft),
            lambda values: values[name] and then(values[name]),
        )

    def on_paste(self, event: events.Paste) -> None:
        """Read what was pasted, wherever the cursor is."""
        event.stop()
        if self._returned is None:
            self._take(event.text)

    def _read(self, path: Path) -> None:
        self._begin(lambda: file_bytes(path))

    def _take(self, text: str) -> None:
        self._begin(lambda: text.encode("utf-8", errors="replace"))

    def _begin(self, raw: Callable[[], bytes]) -> None:
        """Read a document, and show what it proposes; or say why it cannot be read."""
        try:
            returned = read_returned(raw())
            reference = require_reference(returned)
            export = left(self.opened.records, reference)
            if export is None:
                raise NotFound(say("review.unknown-reference", reference=reference))
        except CodesignError as error:
            self.tell(str(error), bad=True)
            return
        self._returned, self._export = returned, export
        self._reviewer = ", ".join(reviewers(returned))
        self._show_list()
        self.update_view()
        safe = len(all_safe(self._found))
        self.tell(say("review.read", n=len(self._found), safe=safe) if self._found else say("review.no-proposals"))

    # Deciding

    def _record(self) -> str:
        """Return the id of the record that the proposal under the cursor is about; "" for none."""
        proposal = self._current
        if proposal is None or not isinstance(proposal.does, Rewrite | AddNote | PutAway):
            return ""
        return proposal.does.record if self.opened.records.find(proposal.does.record) else ""

    def action_open(self) -> None:
        """Open the record under the cursor."""
        self._proposals.action_choose()

    def _open(self) -> None:
        if record := self._record():
            from screens.card.screen import CardScreen

            self.app.push_screen(CardScreen(self.opened, record))

    def action_accept(self) -> None:
        """Accept the proposal under the cursor."""
        if (proposal := self._current) is not None:
            self._named(lambda: self._accept((proposal,)))

    def action_safe(self) -> None:
        """Accept all proposals that are safe, in one change."""
        safe = all_safe(self._found)
        self._named(lambda: self._accept(safe))

    def _accept(self, proposals: Sequence[Proposal]) -> None:
        if self._export is not None:
            self.carry_out(TakeIn(self._export.id, self._reviewer, accepted(proposals)))
            self.update_view()

    def action_reject(self) -> None:
        """Reject the proposal under the cursor."""
        if (proposal := self._current) is not None:
            self._named(lambda: self._reject(proposal))

    def _reject(self, proposal: Proposal) -> None:
        if self._export is not None:
            self.carry_out(TurnDown(self._export.id, self._reviewer, (proposal.key,)))
            self.update_view()

    def action_reviewer(self) -> None:
        """Write down who has reviewed the document."""
        self._ask_name(lambda: None)

    def _named(self, then: Callable[[], object]) -> None:
        """Go on once it is known who has reviewed the document; it is asked once."""
        if self._reviewer:
            then()
        else:
            self._ask_name(then)

    def _ask_name(self, then: Callable[[], object]) -> None:
        def named(name: str) -> None:
            self._reviewer = one_line(name) or say("review.somebody")
            self.update_view()
            then()

        field = Field("reviewer", say("review.field-reviewer"), self._reviewer, hint=say("review.reviewer-hint"))
        draft = f"{self.opened.folder} review reviewer"
        form = FormScreen(say("review.whose"), [field], self.opened.drafts, draft)
        self.ask(form, lambda values: named(values["reviewer"]))

    def carried_out(self) -> None:
        """Show what is open still."""
        self.update_view()
