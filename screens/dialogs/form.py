"""A form: a few fields, Enter saves, Escape leaves and keeps what was typed for the next time."""

import json
from collections.abc import Mapping, Sequence
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import VerticalScroll
from textual.content import Content
from textual.types import CSSPathType
from textual.widget import Widget
from textual.widgets import Input, Static

from codesign.guard import findings, told, without
from codesign.ports import Drafts
from codesign.words import say
from screens.dialogs.accepting import Accept, AcceptingScreen
from screens.dialogs.asked import Field, Values, typed
from screens.glyphs import BETWEEN
from screens.place import Answer, Here
from screens.widgets.lines import shown


class _Fields(VerticalScroll, inherit_bindings=False, can_focus=False):
    """Scrolls where it must, and leaves all keys to the form: up and down go from field to field there too."""


class FormScreen(AcceptingScreen[Values]):
    """Asks for values; returns them by field name, or None when it was left."""

    CSS_PATH: ClassVar[CSSPathType] = "form.tcss"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "leave", show=False),
        Binding("ctrl+s", "save", show=False, priority=True),
        Binding("f9", "leave_out", show=False, priority=True),
        Binding("down", "app.focus_next", show=False),
        Binding("up", "app.focus_previous", show=False),
    ]

    def __init__(
        self,
        title: str,
        fields: Sequence[Field],
        drafts: Drafts,
        draft: str,
        accept: Accept[Values] | None = None,
    ) -> None:
        """Ask under a title. What was typed and left is kept among the drafts under the key `draft`."""
        super().__init__(accept)
        self._title = title
        self._fields = fields
        self._drafts = drafts
        self._draft = draft
        self._kept = typed(drafts, draft)
        self._warned: Values | None = None
        """What was to be saved, and is only kept when it is saved once more."""
        self._pointed_out = False
        self._has_text = any(field.lines > 1 for field in fields)

    def compose(self) -> ComposeResult:
        """Lay the form out."""
        with _Fields(id="form"):
            yield Static(Content(self._title), id="form-title")
            yield Static(Content(self.keys), id="form-keys")
            if self._kept:
                yield Static(Content(say("form.draft")), classes="hint")
            for n, field in enumerate(self._fields):
                yield from self.lay_out(n, field)
            yield self.problem_line()

    @property
    def keys(self) -> str:
        """What can be pressed, in words."""
        return say("form.keys-lines" if self._has_text else "form.keys", between=BETWEEN)

    def lay_out(self, n: int, field: Field) -> ComposeResult:
        """Lay one field out."""
        yield Static(Content(field.label), classes="label")
        yield self.input(n, field)
        yield from self.meanwhile(field)
        if field.hint:
            yield Static(Content(field.hint), classes="hint")

    def meanwhile(self, field: Field) -> ComposeResult:
        """Say what somebody else has written where a draft stands."""
        if self._changed_meanwhile(field):
            key = "form.meanwhile" if field.value else "form.meanwhile-empty"
            yield Static(Content(say(key, text=field.value)), classes="meanwhile")

    def _changed_meanwhile(self, field: Field) -> bool:
        """Tell whether somebody else has changed what the draft was to replace."""
        kept = self._kept.get(field.name)
        return kept is not None and field.value not in {kept.over, kept.words}

    def input(self, n: int, field: Field) -> Widget:
        """Return what a field is written in."""
        value = self._kept[field.name].words if field.name in self._kept else field.value
        if field.lines > 1:
            return _text_area(n, value, field.lines)
        line = Input(value=value, id=f"field-{n}", select_on_focus=False)
        line.cursor_blink = False
        return line

    def takes(self, answer: Answer) -> bool:
        """Tell whether an answer has the fields of the form."""
        return isinstance(answer, dict) and set(answer) == {field.name for field in self._fields}

    def here(self) -> Here:
        """Return which field is written; what was typed is kept as a draft."""
        place = (self.focused.id or "") if self.focused is not None else ""
        return {"field": place} if place.startswith("field-") else {}

    def come_back(self, here: Mapping[str, str]) -> bool:
        """Go on with that field."""
        for n, _field in enumerate(self._fields):
            if here.get("field") == f"field-{n}":
                self.set_focus(self.query_one(f"#field-{n}"))
        return True

    def on_mount(self) -> None:
        """Begin at the end of the first field."""
        self.set_focus(self.query_one("#field-0"))

    def _values(self) -> dict[str, str]:
        return {field.name: _words_of(self.query_one(f"#field-{n}")) for n, field in enumerate(self._fields)}

    def on_input_changed(self) -> None:
        """Keep what is typed."""
        self._keep()

    def on_text_area_changed(self) -> None:
        """Keep what is typed."""
        self._keep()

    def _keep(self) -> None:
        values = self._values()
        changed = {
            field.name: {"words": values[field.name], "over": self._over(field)}
            for field in self._fields
            if values[field.name] != field.value
        }
        self._drafts.put(self._draft, json.dumps(changed, ensure_ascii=False) if changed else "")
        if self.is_mounted:
            self._point_out()

    def _over(self, field: Field) -> str:
        return self._kept[field.name].over if field.name in self._kept else field.value

    def on_input_submitted(self) -> None:
        """Enter in a line saves."""
        self.action_save()

    @property
    def _to_guard(self) -> list[str]:
        """The texts that were written here, and hold something that names somebody."""
        values = self._values()
        written = [values[each.name] for each in self._fields if each.guarded and values[each.name] != each.value]
        return [each for each in written if findings(each)]

    def _point_out(self) -> None:
        """Say what a part of the texts looks like, while they are written."""
        found = [finding for each in self._to_guard for finding in findings(each)]
        if not found and not self._pointed_out:
            return  # another problem may stand there
        self._pointed_out = bool(found)
        problem = self.query_one("#problem", Static)
        problem.update(Content(say("guard.in-form", what=shown(told(found))) if found else ""))
        problem.display = bool(found)

    def action_leave_out(self) -> None:
        """Put a note in place of whatever names somebody."""
        for n, field in enumerate(self._fields):
            line = self.query_one(f"#field-{n}")
            if field.guarded and findings(words := _words_of(line)):
                put_words(line, without(words))

    def action_save(self) -> None:
        """Return the values, once they are accepted; what names somebody is pointed out first."""
        if self._to_guard and self._values() != self._warned:
            self._warned = self._values()
            self._point_out()
            self.query_one("#problem", Static).scroll_visible(animate=False)
            return
        if self.finish(self._values()):
            self._drafts.put(self._draft, "")

    def action_leave(self) -> None:
        """Leave; the draft is kept."""
        self.dismiss(None)


def _text_area(n: int, value: str, lines: int) -> Widget:
    """Return a field for a text of several lines, the cursor at its end."""
    from textual.widgets import TextArea  # its import costs start time, and not every form has one

    text = TextArea(value, id=f"field-{n}", tab_behavior="focus", show_line_numbers=False, soft_wrap=True)
    text.cursor_blink = False
    text.styles.height = lines + 2
    text.move_cursor(text.document.end)
    return text


def _words_of(line: Widget) -> str:
    return line.value if isinstance(line, Input) else words_in(line)


def put_words(line: Widget, words: str) -> None:
    """Put words into a field, in place of what stood there."""
    from textual.widgets import TextArea

    if isinstance(line, Input):
        line.value = words
    elif isinstance(line, TextArea):
        line.text = words


def words_in(text: Widget) -> str:
    """Return what stands in a field for a text of several lines."""
    from textual.widgets import TextArea

    assert isinstance(text, TextArea)
    return text.text
