"""The agenda of a meeting, while it is planned: blocks put in order, nested, and given their minutes."""

from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import BindingType

from codesign.commands import Command
from codesign.commands.agendas import (
    FitToParts,
    LiftBlock,
    MoveBlock,
    NestBlock,
    PlanMinutes,
    RemoveBlock,
)
from codesign.dates import long
from codesign.model import Meeting
from codesign.opened import OpenPartnership
from codesign.views import planning
from codesign.views.planning import Row
from codesign.words import name_of, say
from screens.acts import Act, bindings
from screens.agenda.asking import ask_block, ask_template, ask_times
from screens.agenda.list import AgendaList
from screens.agenda.rows import draw_row, draw_sums, draw_times
from screens.base import PartnershipScreen
from screens.everywhere import in_partnership
from screens.glyphs import BETWEEN
from screens.widgets.bars import Bar, KeyLine, StatusLine
from screens.widgets.blocklist import BlockList
from screens.widgets.lines import shown


class AgendaScreen(PartnershipScreen[None]):
    """Shows the blocks of one meeting. The clock may run meanwhile: what has run stays."""

    CSS_PATH = "agenda.tcss"
    ACTS: ClassVar[tuple[Act, ...]] = in_partnership(
        (
            Act("agenda.write", "enter,e", "write", foot=True),
            Act("agenda.add", "a", "add", foot=True),
            Act("agenda.lift", "less_than_sign,left", "lift"),
            Act("agenda.nest", "greater_than_sign,right", "nest", foot=True, foot_with="agenda.lift"),
            Act("agenda.higher", "K,shift+up", "shift(-1)"),
            Act("agenda.lower", "J,shift+down", "shift(1)", foot=True, foot_with="agenda.higher"),
            Act("agenda.fewer", "minus", "minutes(-1)"),
            Act("agenda.more", "plus", "minutes(1)", foot=True, foot_with="agenda.fewer"),
            Act("agenda.fit", "equals_sign", "fit"),
            Act("agenda.remove", "D", "remove"),
            Act("agenda.times", "s", "times", foot=True),
            Act("agenda.details", "E", "details"),
            Act("agenda.keep", "T", "keep"),
            Act("undo", "u", "undo"),
            Act("redo", "U", "redo"),
            Act("back", "escape,q", "dismiss", foot=True),
        )
    )
    BINDINGS: ClassVar[list[BindingType]] = bindings(ACTS)
    PLACE = "agenda"
    MOVES = ("moves.list",)

    def __init__(self, opened: OpenPartnership, meeting: str) -> None:
        super().__init__(opened)
        self._meeting_id = meeting
        self._added = ""
        """The block that was just added, until the cursor stands on it."""

    @property
    def record_here(self) -> str:
        """The meeting whose agenda it is."""
        return self._meeting_id

    @property
    def _meeting(self) -> Meeting:
        found = self.opened.records.get(Meeting, self._meeting_id)
        assert found is not None, "meetings are archived, never deleted"
        return found

    @property
    def _blocks(self) -> AgendaList:
        return self.query_one(AgendaList)

    def compose(self) -> ComposeResult:
        """Lay the screen out."""
        yield Bar(id="title")
        yield Bar(id="norms")
        yield Bar(id="sums")
        yield AgendaList(draw_row, key=lambda row: row.key, empty=say("agenda.empty"))
        yield StatusLine()
        yield KeyLine()

    def on_mount(self) -> None:
        """Show the blocks."""
        self.update_view()
        self.set_focus(self._blocks)

    def update_view(self) -> None:
        """Show the agenda as it is now."""
        meeting = self._meeting
        if meeting.archived:  # its plan was taken back, here or elsewhere
            self.dismiss(None)
            return
        told = [shown(meeting.title), long(meeting.on), shown(meeting.event)]
        left = BETWEEN.join(part for part in told if part)
        self.query_one("#title", Bar).left = ((f" {meeting.number}  ", "strong"), (left, ""))
        self._show_norms(meeting)
        sums = planning.sums(meeting)
        bar = self.query_one("#sums", Bar)
        bar.left, bar.right = draw_sums(sums), draw_times(sums)
        self._blocks.show(planning.rows(meeting))
        self._blocks.select(self._added)
        self._added = ""
        self.update_keys()

    def _show_norms(self, meeting: Meeting) -> None:
        """Show how people meet and what they are asked, where that is not what is usual in a room."""
        norms = planning.norms(meeting)
        mode = name_of(meeting.mode.value, "mode")
        bar = self.query_one("#norms", Bar)
        bar.display = bool(norms)
        bar.left = ((f" {say('show.before', name=mode)} ", "accent"), (shown(norms), ""))

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """What is done to a block needs one."""
        if not super().check_action(action, parameters):
            return False
        row = self._blocks.current if self.query(AgendaList) else None
        match action:
            case "write" | "lift" | "nest" | "shift" | "minutes" | "remove" | "keep":
                return row is not None
            case "fit":
                return row is not None and not row.adds_up
        return True

    def _do(self, command: type[LiftBlock | NestBlock | FitToParts | RemoveBlock]) -> None:
        if (row := self._blocks.current) is not None:
            self.carry_out(command(self._meeting_id, row.key))

    def on_block_list_moved(self, _event: BlockList.Moved) -> None:
        """Other blocks have other acts."""
        self.update_keys()

    def on_block_list_chosen(self, event: BlockList.Chosen) -> None:
        """Write the block that was chosen."""
        if isinstance(event.item, Row):
            ask_block(self, self._meeting, event.item.block, event.item.key)

    def on_agenda_list_dropped(self, event: AgendaList.Dropped) -> None:
        """Put a block where it was dragged to."""
        self.carry_out(MoveBlock(self._meeting_id, event.key, event.steps))

    def action_write(self) -> None:
        """Write the block under the cursor."""
        self._blocks.action_choose()

    def action_add(self) -> None:
        """Add a block behind the one under the cursor, and go to it."""
        row = self._blocks.current
        before = set(self._meeting.blocks)

        def added(command: Command) -> str:
            why = self.complaint(command)
            self._added = next(iter(self._meeting.blocks.keys() - before), "")
            return why

        ask_block(self, self._meeting, after=row.key if row else "", done=added)

    def action_lift(self) -> None:
        """Take the block under the cursor out of the one around it."""
        self._do(LiftBlock)

    def action_nest(self) -> None:
        """Make the block under the cursor a part of the one before it."""
        self._do(NestBlock)

    def action_shift(self, steps: int) -> None:
        """Put the block under the cursor one place up or down."""
        if (row := self._blocks.current) is not None:
            self.carry_out(MoveBlock(self._meeting_id, row.key, steps))

    def action_minutes(self, minutes: int) -> None:
        """Give the block under the cursor a minute more or less."""
        if (row := self._blocks.current) is not None:
            self.carry_out(PlanMinutes(self._meeting_id, row.key, minutes))

    def action_fit(self) -> None:
        """Give the block under the cursor as many minutes as its parts have."""
        self._do(FitToParts)

    def action_remove(self) -> None:
        """Take the block under the cursor, with its parts, out of the agenda."""
        self._do(RemoveBlock)

    def action_times(self) -> None:
        """Say when the meeting is to begin, and how long it is to take."""
        ask_times(self, self._meeting)

    def action_details(self) -> None:
        """Write the meeting's title, day, place, mode, purpose and aims."""
        from screens.card.screen import CardScreen

        self.app.push_screen(CardScreen(self.opened, self._meeting_id))

    def action_keep(self) -> None:
        """Keep this agenda as a template."""
        ask_template(self, self._meeting)
