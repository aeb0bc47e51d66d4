"""All keys of a screen."""

from collections.abc import Sequence
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.screen import ModalScreen

from codesign.words import say
from screens.widgets.bars import Bar
from screens.widgets.blocklist import BlockList
from screens.widgets.lines import Line, wrapped

Row = tuple[str, str]


class HelpScreen(ModalScreen[None]):
    """Shows what can be done on the screen behind it, and the marks of a captured line."""

    CSS_PATH = "help.tcss"
    BINDINGS: ClassVar[list[BindingType]] = [Binding("escape,question_mark,q,f1", "dismiss", show=False)]

    def __init__(self, acts: Sequence[Row], moves: Sequence[Row], more: Sequence[Row] = ()) -> None:
        """Show the keys of acts, those that move, and more rows."""
        super().__init__()
        self._rows: list[Row] = [*moves]
        self._rows += acts
        self._rows += [("", ""), ("", say("help.capture"))]
        for row in say("help.marks").strip().split("\n"):
            key, _, words = row.partition(" = ")
            self._rows.append((key, words))
        self._rows += more

    def compose(self) -> ComposeResult:
        """Lay the help out."""
        title = Bar()
        title.left = ((f" {say('help.title')}", "strong"),)
        title.right = ((f"{say('help.leave')} ", "dim"),)
        yield title
        yield BlockList[Row](self._draw)

    def on_mount(self) -> None:
        """Show the keys."""
        rows = self.query_one(BlockList)
        rows.show(self._rows)
        rows.focus()

    @staticmethod
    def _draw(row: Row, width: int) -> list[Line]:
        key, words = row
        lines = wrapped(words, width - 18)
        return [((f"{key:>15}  " if not n else " " * 17, "accent"), (line, "")) for n, line in enumerate(lines)]
