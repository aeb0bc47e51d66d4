"""All keys of a screen."""

from collections.abc import Iterator, Sequence
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
    """Shows what can be done on the screen behind it, and the marks of what is captured and looked for."""

    CSS_PATH = "help.tcss"
    BINDINGS: ClassVar[list[BindingType]] = [Binding("escape,question_mark,q,f1", "dismiss", show=False)]

    def __init__(
        self, acts: Sequence[Row], moves: Sequence[Row], more: Sequence[Row] = (), *, finding: bool = False
    ) -> None:
        """Show the keys of acts, those that move, and more rows; with `finding` what can be asked for."""
        super().__init__()
        self._rows: list[Row] = [*moves, *acts, *_section(say("help.capture"), say("help.marks")), *more]
        if finding:
            self._rows += _section(say("help.find"), say("help.finds"))

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


def _section(title: str, rows: str) -> Iterator[Row]:
    """Yield a heading, and rows of a mark and what it means."""
    yield from (("", ""), ("", title))
    for row in rows.strip().split("\n"):
        mark, _, words = row.partition(" = ")
        yield mark, words
