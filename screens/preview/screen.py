"""A document as it would leave, before it is written: for whom, what was held back, and every word of it."""

from collections.abc import Sequence
from pathlib import Path
from typing import ClassVar

from rich.segment import Segment
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.strip import Strip

from codesign.errors import CodesignError
from codesign.model import Audience, Meeting, Vision
from codesign.opened import OpenPartnership
from codesign.ports import today
from codesign.words import say
from exports.prepare import Prepared, notes, statement, write
from screens.acts import Act, bindings
from screens.base import PartnershipScreen, in_partnership
from screens.light import company
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
            Act("preview.source", "t", "source", foot=True),
            Act("back", "escape,q", "dismiss", foot=True),
        )
    )
    BINDINGS: ClassVar[list[BindingType]] = bindings(ACTS)
    PLACE = "preview"
    MOVES = ("moves.page",)

    def __init__(self, opened: OpenPartnership, kind: str, subject: str, exports: Path) -> None:
        """Show the notes ("notes") of a meeting or the statement ("vision") of a version, by its id."""
        super().__init__(opened)
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
        super().on_mount()
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
        title.left = ((f" {say('preview.title')}: ", "dim"), (audience, "strong"))
        if self._prepared is not None:
            held.left = ((f" {self._prepared.held_words}", "warn" if self._prepared.held else "dim"),)
        self.query_one("#page", StripView).draw()
        self.update_keys()

    def _prepare(self) -> Prepared:
        records, on = self.opened.records, today(self.opened.clock)
        if self._kind == "notes":
            meeting = records.get(Meeting, self._subject)
            assert meeting is not None, "meetings are archived, never deleted"
            return notes(records, meeting, self._audience, on)
        vision = records.get(Vision, self._subject)
        assert vision is not None, "versions are archived, never deleted"
        return statement(records, vision, self._audience, on)

    def _draw(self, width: int) -> Sequence[Strip]:
        if self._prepared is None:
            return ()
        text = self._prepared.text
        if self._source:
            return [Strip([Segment(f" {line}")]) for line in paragraphs(text, width - 2)]
        body = text.split("---\n\n", 1)[-1]
        return markdown_strips(body, width)

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """There must be something to write."""
        if not super().check_action(action, parameters):
            return False
        return self._prepared is not None if action == "write" else True

    def action_source(self) -> None:
        """Show the document's source, or again what it looks like."""
        self._source = not self._source
        self.query_one("#page", StripView).draw()

    def action_audience(self) -> None:
        """Show the document for the next audience."""
        audiences = list(Audience)
        self._audience = audiences[(audiences.index(self._audience) + 1) % len(audiences)]
        self._show()

    def action_write(self) -> None:
        """Write the document, and keep on record that it left."""
        if self._prepared is None:
            return
        try:
            outcome, path, kept = write(self._prepared, self._exports, self.opened.records)
        except CodesignError as error:
            self.tell(str(error), bad=True)
            return
        self.carry_out(kept)
        self.tell(say("preview.written", outcome=say(f"export.{outcome.value}"), file=path))
