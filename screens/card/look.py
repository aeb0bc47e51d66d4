"""A text as it will look: its Markdown in finished lines, over the whole screen."""

from collections.abc import Sequence
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.content import Content
from textual.screen import ModalScreen
from textual.strip import Strip
from textual.widgets import Static

from codesign.text import clean
from codesign.words import say
from screens.glyphs import BETWEEN
from screens.widgets.markdown import markdown_strips
from screens.widgets.strips import StripView


class LookScreen(ModalScreen[None]):
    """Shows a text until somebody goes back to writing it."""

    CSS_PATH = "look.tcss"
    BINDINGS: ClassVar[list[BindingType]] = [Binding("escape,f2,ctrl+o,q,enter", "dismiss", show=False)]

    def __init__(self, title: str, text: str) -> None:
        super().__init__()
        self._title = title
        self._text = clean(text)

    def compose(self) -> ComposeResult:
        """Lay the screen out."""
        yield Static(Content(self._title), id="look-title")
        yield StripView(self._draw, id="look")
        yield Static(Content(say("look.keys", between=BETWEEN)), id="look-keys")

    def on_mount(self) -> None:
        """Take the keys that scroll."""
        self.query_one("#look").focus()

    def _draw(self, width: int) -> Sequence[Strip]:
        return markdown_strips(self._text, width)
