"""A document as it would leave, before it is written: for whom, what was held back, every word of it, and what
differs since it last left."""

from collections.abc import Sequence
from pathlib import Path
from typing import ClassVar

from msgspec.structs import replace
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.strip import Strip

from codesign.errors import CodesignError
from codesign.model import Audience
from codesign.opened import OpenPartnership
from codesign.organisation import Organisation
from codesign.ports import today
from codesign.records import Records
from codesign.words import say
from exports.formats import Format
from exports.library import LIBRARY, PAPERS, document
from exports.prepare import Prepared
from screens.acts import Act, bindings
from screens.aside import Aside
from screens.base import PartnershipScreen
from screens.everywhere import in_partnership
from screens.light import company
from screens.preview.held import show_held
from screens.preview.page import Page, View, drawn
from screens.preview.writing import write_out
from screens.widgets.bars import Bar, KeyLine, StatusLine
from screens.widgets.lines import shown
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
            Act("preview.difference", "d", "difference", foot=True),
            Act("preview.source", "t", "source", foot=True),
            Act("preview.review", "r", "review"),
            Act("back", "escape,q", "dismiss", foot=True),
        )
    )
    BINDINGS: ClassVar[list[BindingType]] = bindings(ACTS)
    PLACE = "preview"
    MOVES = ("moves.page",)

    def __init__(
        self,
        opened: OpenPartnership,
        kind: str,
        subject: str,
        exports: Path,
        tables: int = 1,
        *,
        audience: Audience = Audience.PARTNERS,
        form: Format | None = None,
    ) -> None:
        """Show a document of a kind of exports.library, about the record of an id; table sheets for so many
        tables."""
        super().__init__(opened)
        self._tables = tables
        self._form = form or LIBRARY[kind].forms[0]
        self._kind = kind
        self._subject = subject
        self._exports = exports
        self._audience = audience
        self._view = View.READ
        self._page: Page | None = None
        self._making: Aside[Page] = Aside(self, self._made)
        self._lines: Sequence[Strip] = ()
        self._drawn: tuple[Page, View, int] | None = None
        """Of what the lines are, and how wide."""
        self._drawing: Aside[tuple[tuple[Page, View, int], Sequence[Strip]]] = Aside(self, self._take_lines)
        self._writes = False
        """Whether somebody asked for it to be written while it was being made."""
        self._tells_file = True
        """Whether its file is to be named once it is made."""

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
        self.update_view()
        self.query_one("#page").focus()

    @property
    def _prepared(self) -> Prepared | None:
        return self._page.prepared if self._page is not None else None

    def update_view(self) -> None:
        """Prepare the document as the records are now, while keys go on."""
        records, organisation = self.opened.records.copy(), self.opened.organisation()
        audience, form = self._audience, self._form
        self._making.ask(lambda: self._make(records, organisation, audience, form))
        self._show_title()

    def _make(self, records: Records, organisation: Organisation, audience: Audience, form: Format) -> Page:
        subject = records.find(self._subject)
        assert subject is not None, "records are archived, never deleted"
        clock = self.opened.clock
        page = Page(records, today(clock), clock.zone(), organisation, None)
        try:
            prepared = document(
                self._kind,
                records,
                subject,
                page.on,
                audience=audience,
                form=form,
                tables=self._tables,
                organisation=organisation,
            )
        except CodesignError as error:
            return replace(page, why=str(error))
        return replace(page, prepared=prepared)

    def _made(self, page: Page) -> None:
        """Show what was prepared, and write it if that was asked for meanwhile."""
        self._page = page
        if page.prepared is None:
            self.tell(page.why, bad=True)
        elif self._tells_file:
            key = "preview.file-binary" if page.prepared.packed is not None else "preview.file"
            self.tell(say(key, key=self.key_of("write"), file=shown(page.prepared.file)))
        self._tells_file = False
        self._show_title()
        self.query_one("#page", StripView).draw()
        self.update_keys()
        if self._writes:
            self.action_write()

    def _show_title(self) -> None:
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

    def _draw(self, width: int) -> Sequence[Strip]:
        """Return the lines, or while they are being drawn those that were there before."""
        if self._page is not None and self._drawn != (wanted := (self._page, self._view, width)):
            self._drawing.ask(lambda: (wanted, drawn(*wanted)))
        return self._lines

    def _take_lines(self, found: tuple[tuple[Page, View, int], Sequence[Strip]]) -> None:
        self._drawn, self._lines = found
        self.query_one("#page", StripView).draw()

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """There must be something to write, and for whom it is has to make a difference."""
        if not super().check_action(action, parameters):
            return False
        if action == "audience":
            return self._kind not in PAPERS
        if action == "write":
            return self._prepared is not None or self._making.busy
        return self._prepared is not None if action in {"held", "difference"} else True

    def action_held(self) -> None:
        """Show what is held back and why, and decide about texts that name somebody."""
        if self._prepared is not None:
            show_held(self, self._prepared)

    def action_source(self) -> None:
        """Show what the file holds, or again what it reads like."""
        self._turn_to(View.SOURCE)

    def action_difference(self) -> None:
        """Show what differs since it last left, or again what it reads like."""
        self._turn_to(View.DIFFERENCE)

    def _turn_to(self, view: View) -> None:
        self._view = View.READ if self._view is view else view
        page = self.query_one("#page", StripView)
        page.action_edge(-1)
        page.draw()

    def action_form(self) -> None:
        """Show the document for the next format."""
        forms = LIBRARY[self._kind].forms
        self._form = forms[(forms.index(self._form) + 1) % len(forms)]
        self._show_another()

    def action_audience(self) -> None:
        """Show the document for the next audience."""
        audiences = list(Audience)
        self._audience = audiences[(audiences.index(self._audience) + 1) % len(audiences)]
        self._show_another()

    def _show_another(self) -> None:
        self._tells_file = True
        self.update_view()

    def action_review(self) -> None:
        """Read a document that came back."""
        from screens.review.screen import ReviewScreen

        self.app.push_screen(ReviewScreen(self.opened, self._exports))

    def action_write(self) -> None:
        """Write the document, and keep on record that it left; once it is made as it is now."""
        self._writes = self._making.busy
        if self._writes:
            return
        if self._prepared is not None and (told := write_out(self, self._prepared, self._exports)):
            self.tell(told)
