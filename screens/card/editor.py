"""All fields of a record over the whole screen, its long text with as much room as there is."""

from typing import ClassVar

from textual import events
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal, Vertical
from textual.content import Content
from textual.types import CSSPathType
from textual.widget import Widget
from textual.widgets import Input, Static

from codesign.words import say
from screens.card.look import LookScreen
from screens.dialogs.asked import Field
from screens.dialogs.form import FormScreen, words_in
from screens.glyphs import BETWEEN

_LEAST = 5
"""Lines that the longest text has at least, however many fields there are."""


class EditorScreen(FormScreen):
    """A form in which a text can be written at length, and looked at as its Markdown reads."""

    CSS_PATH: ClassVar[CSSPathType] = ["../dialogs/form.tcss", "editor.tcss"]
    BINDINGS: ClassVar[list[BindingType]] = [Binding("f2,ctrl+o", "look", show=False, priority=True)]

    @property
    def keys(self) -> str:
        """What can be pressed, in words."""
        return say("editor.keys", between=BETWEEN) if self._has_text else super().keys

    def lay_out(self, n: int, field: Field) -> ComposeResult:
        """Lay one field out: a short one beside its name, a long text below it."""
        if field.lines > 1:
            yield from super().lay_out(n, field)
            return
        with Vertical(classes="entry"):
            yield Horizontal(Static(Content(field.label), classes="label"), self.input(n, field), classes="line")
            if field.hint:
                yield Static(Content(field.hint), classes="hint")
        yield from self.meanwhile(field)

    def input(self, n: int, field: Field) -> Widget:
        """Return what a field is written in; the longest text takes what the others leave."""
        found = super().input(n, field)
        if n == self._longest:
            found.styles.height = "1fr"
            found.styles.min_height = _LEAST
        return found

    @property
    def _longest(self) -> int:
        """The place of the field for the longest text, -1 where there is none of several lines."""
        places = [n for n, field in enumerate(self._fields) if field.lines > 1]
        return max(places, key=lambda n: self._fields[n].lines, default=-1)

    def on_descendant_focus(self, event: events.DescendantFocus) -> None:
        """Show the hint of the field that is written, and keep both in sight."""
        for hint in self.query(".entry .hint"):
            hint.display = hint.parent in event.widget.ancestors
        self.call_after_refresh(event.widget.scroll_visible, animate=False)

    def action_look(self) -> None:
        """See the long text that is being written, or the longest, as its Markdown reads."""
        place = self._longest
        if self.focused is not None and not isinstance(self.focused, Input):
            place = int((self.focused.id or "").removeprefix("field-"))
        if place >= 0:
            text = words_in(self.query_one(f"#field-{place}"))
            self.app.push_screen(LookScreen(self._fields[place].label, text))
