"""A document as it would leave, before it is written: for whom, what was held back, and every word of it."""

from collections.abc import Sequence
from pathlib import Path
from typing import ClassVar

from msgspec.structs import replace
from rich.segment import Segment
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.strip import Strip

from codesign.errors import CodesignError
from codesign.model import Audience
from codesign.opened import OpenPartnership
from codesign.ports import today
from codesign.words import say
from exports.library import LIBRARY, PAPERS, document
from exports.markdown import markdown
from exports.prepare import Prepared
from screens.acts import Act, bindings
from screens.base import PartnershipScreen
from screens.everywhere import in_partnership
from screens.light import company
from screens.preview.held import show_held
from screens.preview.writing import write_out
from screens.widgets.bars import Bar, KeyLine, StatusLine
from screens.widgets.lines import paragraphs, shown
from screens.widgets.markdown import markdown_strips
from screens.widgets.strips import StripView


class PreviewScreen(PartnershipScreen[None]):
    """Shows a document for an audience, and writes it."""

    CSS_PATH = "preview.tcss"
    ACTS: ClassVar[tuple[Act, ...]] = in_partnership(
        (
            Act("preview.write", "w", "write", foot=True),
            Act("preview.audience", "a", "audience", foot=True),
            Act("preview.form", "f", "form", foot=True),
            Act("preview.held", "h", "held", foot=True),
            Act("preview.source", "t", "source", foot=True),
            Act("preview.review", "r", "review", foot=True),
            Act("back", "escape,q", "dismiss", foot=True),
        )
    )
    BINDINGS: ClassVar[list[BindingType]] = bindings(ACTS)
    PLACE = "preview"
    MOVES = ("moves.page",)

    def __init__(self, opened: OpenPartnership, kind: str, subject: str, exports: Path, tables: int = 1) -> None:
        """Show a document of a kind of exports.library, about the record of an id; table sheets for so many
        tables."""
        super().__init__(opened)
        self._tables = tables
        self._form = LIBRARY[kind].forms[0]
        self._kind = kind
        self._subject = subject
        self._exports = exports
        self._audience = Audience.PARTNERS
        self._source = False
        self._prepared: Prepared | None = None

    def _show_light(self) -> None:
        """Show who is here, but no light: "saved" would be read as if the document were written."""
        self.query_one("#title", Bar).right = company(self.opened.others)

    def compose(self) -> ComposeResult:
        """Lay the screen out."""
        yield Bar(id="title")
        yield Bar(id="held")
        yield StripView(self._draw, id="page")
        yield StatusLine()
        yield KeyLine()

    def on_mount(self) -> None:
        """Prepare the document."""
        self._show()
        self.query_one("#page").focus()

    def _show(self) -> None:
        self.update_view()
        if self._prepared is not None:
            self.tell(say("preview.file", key=self.key_of("write"), file=shown(self._prepared.file)))

    def update_view(self) -> None:
        """Prepare the document as the records are now."""
        try:
            self._prepared = self._prepare()
        except CodesignError as error:
            self._prepared = None
            self.tell(str(error), bad=True)
        title, held = self.query_one("#title", Bar), self.query_one("#held", Bar)
        audience = say(f"permission.audience-{self._audience.value}")
        if self._kind in PAPERS:
            title.left = ((f" {say(f'doc.type-{self._kind}')}", "strong"),)
            held.left = ((f" {say('preview.no-voices')}", "dim"),)
        else:
            title.left = ((f" {say('show.before', name=say('preview.title'))} ", "dim"), (audience, "strong"))
        if self._prepared is not None and self._prepared.has_voices:
            held.left = ((f" {self._prepared.held_words}", "warn" if self._prepared.held else "dim"),)
        names = self._prepared.names_words if self._prepared is not None else ""
        held.right = ((f"{names} ", "warn"),)
        self.query_one("#page", StripView).draw()
        self.update_keys()

    def _prepare(self) -> Prepared:
        subject = self.opened.records.find(self._subject)
        assert subject is not None, "records are archived, never deleted"
        return document(
            self._kind,
            self.opened.records,
            subject,
            today(self.opened.clock),
            audience=self._audience,
            form=self._form,
            tables=self._tables,
            organisation=self.opened.organisation(),
        )

    def _draw(self, width: int) -> Sequence[Strip]:
        if self._prepared is None:
            return ()
        if self._source:
            return [Strip([Segment(f" {line}")]) for line in paragraphs(self._prepared.text, width - 2)]
        return markdown_strips(markdown(replace(self._prepared.document, front=())), width)

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """There must be something to write, and for whom it is has to make a difference."""
        if not super().check_action(action, parameters):
            return False
        if action == "audience":
            return self._kind not in PAPERS
        return self._prepared is not None if action in {"write", "held"} else True

    def action_held(self) -> None:
        """Show what is held back and why, and decide about texts that name somebody."""
        if self._prepared is not None:
            show_held(self, self._prepared)

    def action_source(self) -> None:
        """Show the document's source, or again what it looks like."""
        self._source = not self._source
        self.query_one("#page", StripView).draw()

    def action_form(self) -> None:
        """Show the document for the next format."""
        forms = LIBRARY[self._kind].forms
        self._form = forms[(forms.index(self._form) + 1) % len(forms)]
        self._show()

    def action_audience(self) -> None:
        """Show the document for the next audience."""
        audiences = list(Audience)
        self._audience = audiences[(audiences.index(self._audience) + 1) % len(audiences)]
        self._show()

    def action_review(self) -> None:
        """Read a document that came back."""
        from screens.review.screen import ReviewScreen

        self.app.push_screen(ReviewScreen(self.opened, self._exports))

    def action_write(self) -> None:
        """Write the document, and keep on record that it left."""
        if self._prepared is not None and (told := write_out(self, self._prepared, self._exports)):
            self.tell(told)
