"""Who changed what when, in the whole partnership, the latest first."""

from collections import deque
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import BindingType

from codesign.changes import Committed
from codesign.dates import stamp
from codesign.opened import OpenPartnership
from codesign.views.history import words_of
from codesign.words import say
from screens.acts import Act, bindings
from screens.base import PartnershipScreen
from screens.everywhere import in_partnership
from screens.glyphs import BETWEEN
from screens.widgets.bars import Bar, KeyLine, StatusLine
from screens.widgets.blocklist import BlockList
from screens.widgets.lines import Line, shown, wrapped

MOST = 1000
"""Changes that are shown; `codesign history` prints all."""

_WORDS = 2
"""Lines of people's words below each change."""


class HistoryScreen(PartnershipScreen[None]):
    """Shows the latest changes; Enter opens the record that was changed."""

    CSS_PATH = "history.tcss"
    ACTS: ClassVar[tuple[Act, ...]] = in_partnership(
        (
            Act("history.open", "enter", "open", foot=True),
            Act("undo", "u", "undo", foot=True),
            Act("redo", "U", "redo"),
            Act("back", "escape,q", "dismiss", foot=True),
        )
    )
    BINDINGS: ClassVar[list[BindingType]] = bindings(ACTS)
    PLACE = "history"
    MOVES = ("moves.list",)

    def __init__(self, opened: OpenPartnership) -> None:
        super().__init__(opened)
        self._all = 0

    def compose(self) -> ComposeResult:
        """Lay the screen out."""
        yield Bar(id="title")
        yield BlockList[Committed](self._draw, key=lambda each: each.stamp, id="changes")
        yield StatusLine()
        yield KeyLine()

    def on_mount(self) -> None:
        """Show the changes."""
        self.update_view()
        self.set_focus(self._changes)

    @property
    def _changes(self) -> BlockList[Committed]:
        return self.query_one("#changes", BlockList)

    def update_view(self) -> None:
        """Show the changes as they are now."""
        latest: deque[Committed] = deque(maxlen=MOST)
        self._all = 0
        for each in self.opened.history():
            latest.append(each)
            self._all += 1
        self._changes.show(tuple(reversed(latest)))
        more = say("history.more", n=MOST, folder=self.opened.folder) if self._all > MOST else ""
        self.query_one("#title", Bar).left = (
            (f" {say('history.title')}", "strong"),
            (f"  {self._all}", "dim"),
            (f"  {more}", "dim"),
        )
        self.update_keys()

    def _draw(self, done: Committed, width: int) -> list[Line]:
        head = f"{stamp(done.at, self.opened.clock.zone())}  {shown(done.by)}"
        lines: list[Line] = [((head, "dim"),)]
        lines += [((line, ""),) for line in wrapped(shown(done.change.told), width)]
        if words := words_of(done.change):
            flat = shown(BETWEEN.join(words.split("\n")))
            lines += [((f"  {line}", "dim"),) for line in wrapped(flat, width - 2, _WORDS)]
        return [*lines, ()]

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Opening needs a change under the cursor that changed a record."""
        if not super().check_action(action, parameters):
            return False
        return bool(self._record_of(self._changes.current)) if action == "open" else True

    def _record_of(self, done: Committed | None) -> str:
        """Return the id of the first record that a change touched and that can be shown."""
        ids = (edit.id for edit in done.change.edits) if done else ()
        return next((each for each in ids if self.opened.records.find(each)), "")

    def action_open(self) -> None:
        """Open the record under the cursor."""
        self._changes.action_choose()

    def on_block_list_chosen(self, event: BlockList.Chosen) -> None:
        """Open the record that was changed."""
        if record := self._record_of(event.item):
            from screens.card.screen import CardScreen

            self.app.push_screen(CardScreen(self.opened, record))
