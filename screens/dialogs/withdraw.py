"""Withdrawing somebody's words: what will be done is said first, what repeats the words is chosen, and then it is
asked once."""

from collections.abc import Sequence
from pathlib import Path
from typing import Any, ClassVar, Protocol, runtime_checkable

import msgspec
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.screen import ModalScreen
from textual.widgets import Static

from codesign.commands.purging import withdrawing
from codesign.errors import CodesignError
from codesign.model import Record
from codesign.opened import OpenPartnership
from codesign.views.withdrawal_told import said_of, told_after, told_first
from codesign.views.withdrawing import Withdrawal, withdrawal
from codesign.words import say
from screens.base import PartnershipScreen
from screens.glyphs import BETWEEN
from screens.widgets.blocklist import BlockList
from screens.widgets.lines import Line, shown, wrapped

Asker = PartnershipScreen[Any]


@runtime_checkable
class Exporting(Protocol):
    """An application that knows where documents go."""

    def exports_of(self, opened: OpenPartnership) -> Path:
        """Return the folder for the documents of a partnership."""
        ...


class _Row(msgspec.Struct, frozen=True):
    """A paragraph; with the id of a record that can be kept, it can be switched."""

    words: str
    record: str = ""


class WithdrawScreen(ModalScreen[tuple[str, ...] | None]):
    """Returns the ids of the records that repeat the words and keep them, or None when it was left."""

    CSS_PATH = "withdraw.tcss"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape,q", "leave", show=False),
        Binding("space", "switch", show=False),
        Binding("y", "withdraw", show=False),
    ]

    def __init__(self, title: str, words: Sequence[str], repeating: Sequence[Record], keys: str) -> None:
        """Show paragraphs, and which records repeat the words. `keys` says what can be pressed."""
        super().__init__()
        self._title = title
        self._words = words
        self._repeating = repeating
        self._keys = keys
        self._kept: set[str] = set()

    def compose(self) -> ComposeResult:
        """Lay the dialog out."""
        with Vertical(id="withdraw"):
            yield Static(Content(self._title), id="withdraw-title")
            yield BlockList[_Row](self._draw, key=lambda row: row.record or row.words)
            yield Static(Content(self._keys), id="withdraw-keys")

    def on_mount(self) -> None:
        """Show what will be done."""
        self._show()

    def _show(self) -> None:
        first, *rest = self._words
        rows = [_Row(first)]
        rows += [_Row(said_of(each, kept=each.id in self._kept), each.id) for each in self._repeating]
        self.query_one(BlockList).show([*rows, *map(_Row, rest)])

    def _draw(self, row: _Row, width: int) -> list[Line]:
        box = "" if not row.record else "[ ] " if row.record in self._kept else "[x] "
        lines = wrapped(shown(row.words), width - len(box))
        heads = [box, *(" " * len(box) for _ in lines)]
        return [((head, "accent"), (line, "")) for head, line in zip(heads, lines, strict=False)]

    def on_block_list_chosen(self) -> None:
        """Keep what was clicked, or let it go after all."""
        self.action_switch()

    def action_switch(self) -> None:
        """Keep the words of the record under the cursor, or let them go after all."""
        row = self.query_one(BlockList).current
        if isinstance(row, _Row) and row.record:
            self._kept ^= {row.record}
            self._show()

    def action_withdraw(self) -> None:
        """It is meant."""
        self.dismiss(tuple(sorted(self._kept)))

    def action_leave(self) -> None:
        """Leave everything as it is."""
        self.dismiss(None)


def withdraw(screen: Asker, record_id: str) -> None:
    """Say what withdrawing a record's words will do, ask, do it, and say what was done."""
    opened = screen.opened
    record = opened.records.find(record_id)
    if record is None:
        return
    try:
        plan = withdrawal(opened.records, record, opened.history())
    except CodesignError as error:
        screen.tell(str(error), bad=True)
        return
    without = msgspec.structs.replace(plan, repeating=())
    words = [*told_first(without, zone=opened.clock.zone())]
    title = say("withdrawn.title", number=record.number)
    dialog = WithdrawScreen(title, words, plan.repeating, say("withdrawn.keys", between=BETWEEN))
    screen.ask(dialog, lambda kept: _do(screen, plan, kept))


def _do(screen: Asker, plan: Withdrawal, kept: tuple[str, ...]) -> None:
    opened, app = screen.opened, screen.app
    try:
        report = opened.purge(withdrawing(plan, kept))
        note = recall_note(opened, plan.record, app.exports_of(opened)) if isinstance(app, Exporting) else ""
    except CodesignError as error:
        screen.tell(str(error), bad=True)
        return
    screen.update_view()
    told = list(told_after(plan.record.number, report, note))
    screen.tell(told[-1] if note else told[0])
    screen.app.push_screen(Told(say("withdrawn.title", number=plan.record.number), told))


def recall_note(opened: OpenPartnership, record: Record, folder: Path) -> str:
    """Write the recall note on a record, and return where it lies; "" where none is needed."""
    from exports.recall import write_recall  # few withdraw anything, and the board does not wait for documents

    return str(write_recall(opened, record.id, folder) or "")


class Told(WithdrawScreen):
    """Says what was done; any way out of it leaves."""

    BINDINGS: ClassVar[list[BindingType]] = [Binding("enter", "leave", show=False, priority=True)]

    def __init__(self, title: str, words: Sequence[str]) -> None:
        super().__init__(title, words, (), say("withdrawn.keys-after"))

    def action_withdraw(self) -> None:
        """It is done already."""
        self.action_leave()
