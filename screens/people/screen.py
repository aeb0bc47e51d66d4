"""Who is there: sectors counted with one key each, people marked by name, who came later and who left."""

from collections.abc import Mapping, Sequence
from typing import ClassVar

from textual import events
from textual.app import ComposeResult
from textual.binding import BindingType

from codesign.commands.attendance import CountOne, CountSector
from codesign.model import Move
from codesign.opened import OpenPartnership
from codesign.views.attendance import presences, sector_counts, sector_in_words, there_in_words, times_of
from codesign.words import say
from screens.acts import Act, Section, bindings
from screens.everywhere import in_partnership
from screens.letters import letters_of
from screens.people import naming
from screens.people.names import NameLine
from screens.people.naming import NamingScreen
from screens.people.rows import PersonRow, SectorRow, draw_known
from screens.people.sectors import SectorList
from screens.place import Here
from screens.widgets.bars import Bar, KeyLine, StatusLine
from screens.widgets.blocklist import BlockList
from screens.widgets.detail import Detail


class PeopleScreen(NamingScreen):
    """Counts who is at a meeting. Every key is saved at once."""

    CSS_PATH = "people.tcss"
    ACTS: ClassVar[tuple[Act, ...]] = in_partnership(
        (
            *naming.ACTS,
            Act("people.names", "slash", "names", foot=True, foot_key="Tab"),
            Act("people.came", "greater_than_sign", "move('came')", foot=True),
            Act("people.left", "less_than_sign", "move('left')", foot=True),
            Act("people.missing", "equals_sign", "missing"),
            Act("undo", "u", "undo", foot=True),
            Act("redo", "U", "redo"),
            Act("people.done", "enter", "done", foot=True),
            Act("back", "escape", "leave", foot=True),
        )
    )
    BINDINGS: ClassVar[list[BindingType]] = bindings(ACTS)
    PLACE = "people"
    MOVES = ("moves.sectors",)

    def __init__(self, opened: OpenPartnership, meeting: str, *, by_name: bool = False) -> None:
        """Count by sector, or begin with the names."""
        super().__init__(opened, meeting)
        self._by_name = by_name
        self._next: Move | None = None
        """What the next letter counts, where it is not one more: one who came later, or one who left."""

    @property
    def record_here(self) -> str:
        """The meeting whose people are counted."""
        return self._meeting_id

    def more_help(self) -> Sequence[Section]:
        """Name the letters of the sectors, which are no acts of the screen."""
        rows = [(f"{row.letter} {row.letter.upper()}", row.name) for row in self._sectors.items if row.letter]
        return ((say("people.letters"), rows), *super().more_help())

    def here(self) -> Here:
        """Return where the cursors stand, the digits that are not meant yet, and whether a name is typed."""
        return {**super().here(), "digits": self._sectors.typed, "naming": "yes" if self.typing else ""}

    def come_back(self, here: Mapping[str, str]) -> bool:
        """Go on with the number, or with the name; its letters are a draft."""
        found = super().come_back(here)
        if found and here.get("naming"):
            self.set_focus(self.names)
        elif found:
            self._sectors.take_digits(here.get("digits", ""))
        return found

    @property
    def _sectors(self) -> SectorList:
        return self.query_one("#sectors", SectorList)

    def compose(self) -> ComposeResult:
        """Lay the screen out."""
        yield Bar(id="title")
        yield Bar(id="how")
        yield SectorList(id="sectors")
        yield BlockList[PersonRow](
            self.draw_person, key=lambda row: row.key, empty=say("people.nobody-known"), id="people"
        )
        yield Detail(id="known")
        line = NameLine(
            value=self.opened.drafts.get(self.draft),
            placeholder=say("people.placeholder"),
            select_on_focus=False,
        )
        line.cursor_blink = False
        yield line
        yield StatusLine()
        yield KeyLine()

    def on_mount(self) -> None:
        """Show who is there."""
        self.found.can_focus = False
        self.names.cursor_position = len(self.names.value)
        self.update_view()
        self.set_focus(self.names if self._by_name else self._sectors)

    # What is shown

    def update_view(self) -> None:
        """Show who is there now."""
        meeting = self.meeting
        if meeting.archived:  # its plan was taken back, here or elsewhere
            self.dismiss(None)
            return
        self.query_one("#title", Bar).left = (
            (f" {meeting.number}  ", "strong"),
            (say("people.title"), "strong"),
            (f"  {there_in_words(self.opened.records, meeting)}", ""),
        )
        self._sectors.show(self._rows())
        self.show_people()
        self._show_what_is_typed()

    def _rows(self) -> list[SectorRow]:
        partnership = self.opened.partnership
        taken = {key for act in self.acts for key in act.bound}
        letters = letters_of(partnership.sectors, taken)
        return [
            SectorRow(letters.get(each.sector, ""), sector_in_words(partnership, each.sector), each)
            for each in sector_counts(self.opened.records, self.meeting)
        ]

    def _show_what_is_typed(self) -> None:
        """Show the people while a name is typed, and the sectors else; and what the next key means."""
        naming = self.typing
        self._sectors.display, self.found.display = not naming, naming
        how = "names" if naming else self._next.value if self._next else ""
        words = say(f"people.how-{how}", key=self.key_of(how)) if how in {"came", "left"} else ""
        words = words or say("people.how-names" if naming else "people.how")
        self.query_one("#how", Bar).left = ((f" {words}", "accent" if how else "dim"),)
        self._show_known()
        self.update_keys()

    def _show_known(self) -> None:
        """Show the names and the times of the sector under the cursor."""
        detail, row = self.query_one("#known", Detail), self._sectors.current
        if row is None or self.typing:
            detail.show(())
            return
        meeting, sector = self.meeting, row.count.sector
        named = [each for each in presences(self.opened.records, meeting) if each.person.sector == sector]
        times = {move: times_of(meeting, sector, move) for move in (Move.CAME, Move.LEFT)}
        detail.show(draw_known(named, times, max(1, self.size.width - 2), self.opened.clock.zone()))

    def on_descendant_focus(self) -> None:
        """Show what the keys are for now."""
        if self.query("#known"):
            self._show_what_is_typed()

    def on_block_list_moved(self, _event: BlockList.Moved) -> None:
        """Show what is known of another sector."""
        self._show_known()

    # Counting by sector

    def on_sector_list_stepped(self, event: SectorList.Stepped) -> None:
        """Count one, in the way that was asked for before."""
        self._count(event.sector, self._next or (Move.HERE if event.people > 0 else Move.FEWER))

    def on_sector_list_numbered(self, event: SectorList.Numbered) -> None:
        """Write a number down."""
        self.carry_out(CountSector(self._meeting_id, event.sector, event.people))

    def _count(self, sector: str, move: Move) -> None:
        self._expect(None)
        self.carry_out(CountOne(self._meeting_id, sector, move))

    def action_move(self, move: str) -> None:
        """Ask for the sector of which one came later, or left; pressed again it is the one under the cursor."""
        self._sectors.settle()
        wanted = Move(move)
        row = self._sectors.current
        if self._next is wanted and row is not None:
            self._count(row.count.sector, wanted)
        else:
            self._expect(wanted)

    def _expect(self, move: Move | None) -> None:
        self._next = move
        self._show_what_is_typed()

    def action_done(self) -> None:
        """Go back once what was typed is written down; or answer who came later, or left."""
        row = self._sectors.current
        if self._next is not None and row is not None:
            self._count(row.count.sector, self._next)
            return
        number = self._sectors.take_number()
        if number is None or not self.complaint(CountSector(self._meeting_id, number.sector, number.people)):
            self.dismiss(None)

    def action_leave(self) -> None:
        """Leave a question or a number unanswered, or go back."""
        if self._next is not None:
            self._expect(None)
        elif not self._sectors.forget():
            self.dismiss(None)

    # Names, and who is missing

    def action_names(self) -> None:
        """Mark people by name."""
        self._sectors.settle()
        self.set_focus(self.names)

    def on_paste(self, event: events.Paste) -> None:
        """A paste is a name, wherever the cursor is."""
        self.set_focus(self.names)
        self.names.take(event.text)

    def on_name_line_left(self, event: NameLine.Left) -> None:
        """Go to the sectors, or back to where the names were asked for."""
        if self._by_name and not event.for_sectors:
            self.dismiss(None)
            return
        self._by_name = False
        self._sectors.display = True
        self.set_focus(self._sectors)

    def action_missing(self) -> None:
        """See the balance of voices, and who is missing."""
        from screens.balance.screen import BalanceScreen

        self.app.push_screen(BalanceScreen(self.opened, self._meeting_id))
