"""Everything that a partnership has on record, by kind, with one search over all of it."""

from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import BindingType
from textual.widgets import Input

from codesign.model import Record
from codesign.opened import OpenPartnership
from codesign.ports import today
from codesign.records import as_number
from codesign.views.everything import Group as Kind
from codesign.views.everything import everything
from codesign.views.filters import READY, Place, read_ahead, read_filter
from codesign.views.permitting import to_permit
from codesign.words import say
from screens.acts import Act, bindings
from screens.base import PartnershipScreen
from screens.chosen import Chosen
from screens.dialogs.asked import Choice
from screens.dialogs.pick import PickScreen
from screens.dialogs.questions import permit
from screens.everywhere import GO_TO_FOUND, STOP_FINDING, in_partnership
from screens.groups import Group
from screens.widgets.bars import Bar, KeyLine, StatusLine
from screens.widgets.blocklist import BlockList
from screens.widgets.find import FindLine
from screens.widgets.lines import Line
from screens.widgets.recordlines import draw_record

Row = Kind | Record


class EverythingScreen(PartnershipScreen[None]):
    """Shows all records, grouped; Enter opens one."""

    CSS_PATH = "everything.tcss"
    ACTS: ClassVar[tuple[Act, ...]] = in_partnership(
        (
            GO_TO_FOUND,
            STOP_FINDING,
            Act("everything.open", "enter", "open", foot=True),
            Act("thread", "T", "thread", foot=True),
            Act("everything.permit", "p", "permit", foot=True),
            Act("everything.choose", "space", "choose_voice", own_group=Group.SEVERAL),
            Act("everything.choose-all", "A", "choose_voices", own_group=Group.SEVERAL),
            Act("find", "slash", "find", foot=True),
            Act("board.filters", "F", "filters"),
            Act("everything.archived", "z", "archived", foot=True),
            Act("undo", "u", "undo", foot=True),
            Act("redo", "U", "redo"),
            Act("back", "escape,q", "leave", foot=True),
        )
    )
    BINDINGS: ClassVar[list[BindingType]] = bindings(ACTS)
    FILTERS = True
    PLACE = "everything"
    MOVES = ("moves.list",)

    def __init__(self, opened: OpenPartnership, wanted: str = "") -> None:
        super().__init__(opened)
        self._wanted = wanted
        """What is looked for at first."""
        self._archived = False
        self._chosen = Chosen()

    def compose(self) -> ComposeResult:
        """Lay the screen out."""
        yield Bar(id="title")
        yield BlockList[Row](
            self._draw,
            key=lambda row: row.key if isinstance(row, Kind) else row.id,
            stops=lambda row: not isinstance(row, Kind),
            id="records",
        )
        yield FindLine()
        yield StatusLine()
        yield KeyLine()

    def on_mount(self) -> None:
        """Show the records."""
        self._find.value = self._wanted
        self.update_view()
        self.set_focus(self._rows)

    @property
    def _find(self) -> FindLine:
        return self.query_one("#find", FindLine)

    @property
    def _rows(self) -> BlockList[Row]:
        return self.query_one("#records", BlockList)

    def update_view(self) -> None:
        """Show the records as they are now."""
        find = self._find.value
        groups = everything(self.opened.asking, read_filter(find), archived=self._archived)
        rows: list[Row] = []
        for group in groups:
            rows += (group, *group.records)
        self._chosen.keep(row for row in rows if isinstance(row, Record))
        self._rows.show(rows, empty=say("find.nothing") if find else say("everything.empty"))
        count = sum(len(group.records) for group in groups)
        title = self.query_one("#title", Bar)
        key = "everything.title-archived" if self._archived else "everything.title"
        title.left = ((f" {say(key)}", "strong"), (f"  {say('everything.count', n=count)}", "dim"))
        self.update_keys()

    def _draw(self, row: Row, width: int) -> list[Line]:
        if isinstance(row, Kind):
            return [((f"{say(f'everything.{row.key}')} ({len(row.records)})", "accent"),), ()]
        return draw_record(row, width, today(self.opened.clock), chosen=row in self._chosen)

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Opening needs a record under the cursor, a permission a voice."""
        if not super().check_action(action, parameters):
            return False
        if action in {"permit", "choose_voice"}:
            return bool(self._to_permit)
        return isinstance(self._rows.current, Record) if action in {"open", "thread"} else True

    def on_block_list_chosen(self, event: BlockList.Chosen) -> None:
        """Open what was chosen."""
        if isinstance(event.item, Record):
            from screens.card.screen import CardScreen

            self.app.push_screen(CardScreen(self.opened, event.item.id))

    def action_open(self) -> None:
        """Open the record under the cursor."""
        self._rows.action_choose()

    def action_thread(self) -> None:
        """Follow the thread of the record under the cursor."""
        from screens.thread.screen import ThreadScreen

        if isinstance(record := self._rows.current, Record):
            self.app.push_screen(ThreadScreen(self.opened, record.id))

    @property
    def _to_permit(self) -> list[str]:
        """The ids of the voices that were chosen, or of the one under the cursor."""
        current = self._rows.current
        here = current if isinstance(current, Record) and to_permit([current]) else None
        return self._chosen.or_else(here)

    def action_permit(self) -> None:
        """Say how the words may be used: of the voices that were chosen, or of the one under the cursor."""
        permit(self, self._to_permit, self._chosen.clear)

    def action_choose_voice(self) -> None:
        """Choose the voice under the cursor, and go on to the next record."""
        if isinstance(current := self._rows.current, Record):
            self._choose([current])
            self._rows.action_cursor(1)

    def action_choose_voices(self) -> None:
        """Choose all voices that are shown, or none where all are chosen."""
        self._choose([row for row in self._rows.items if isinstance(row, Record)])

    def _choose(self, records: list[Record]) -> None:
        self._chosen.turn(records)
        self.tell(self._chosen.told)
        self.update_view()

    def action_archived(self) -> None:
        """Show what was archived, or hide it again."""
        self._archived = not self._archived
        self.update_view()

    def action_find(self) -> None:
        """Find in all records."""
        self._find.begin(read_ahead(self.opened.records))

    def action_filters(self) -> None:
        """Choose a filter that is ready."""
        choices = [Choice(each.name, each.text, each.text) for each in READY if each.place is Place.EVERYTHING]
        self.ask(PickScreen(say("filters.title"), choices), self._look_for)

    def _look_for(self, words: str) -> None:
        self._find.value = words
        self.update_view()
        self._rows.action_end(-1)

    def on_input_changed(self, event: Input.Changed) -> None:
        """Show what is found so far."""
        self.update_view()
        self.tell(say("find.showing", words=event.value) if event.value else "")

    def on_input_submitted(self, event: Input.Submitted) -> None:
        """Go to the record whose number was typed, or to the first that was found."""
        self._find.add_class("hidden")
        self.set_focus(self._rows)
        self._rows.action_end(-1)
        for record in self.opened.records.numbered(as_number(event.value.strip()) or ""):
            self._rows.select(record.id)

    def action_leave(self) -> None:
        """Show everything again, or go back."""
        if self._find.value:
            self.on_find_line_left()
        else:
            self.dismiss(None)

    def on_find_line_left(self) -> None:
        """Show everything again."""
        self._find.stop()
        self.set_focus(self._rows)
        self.update_view()
