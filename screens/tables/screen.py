"""The tables of a meeting: made for whoever is there, read aloud, put right by hand."""

from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import BindingType
from textual.content import Content
from textual.widgets import Static

from codesign.commands.seating import AddRound, DropRound, MakeAgain, SeatLate
from codesign.model import Meeting
from codesign.opened import OpenPartnership
from codesign.seating import Bounds
from codesign.views import clock, seating
from codesign.views.seating import Table
from codesign.words import say
from screens.acts import Act, bindings
from screens.base import PartnershipScreen
from screens.everywhere import in_partnership
from screens.glyphs import BETWEEN
from screens.tables.asking import ask_bounds, ask_move, ask_purpose
from screens.tables.rows import draw_table, large_words, missing_seats, purpose
from screens.widgets.bars import Bar, KeyLine, StatusLine
from screens.widgets.blocklist import BlockList
from screens.widgets.lines import shown


class TablesScreen(PartnershipScreen[None]):
    """Shows one round of tables, and what it achieved."""

    CSS_PATH = "tables.tcss"
    ACTS: ClassVar[tuple[Act, ...]] = in_partnership(
        (
            Act("tables.make", "m", "make", foot=True),
            Act("tables.late", "s", "late", foot=True),
            Act("tables.round", "r", "round", foot=True),
            Act("tables.more", "plus", "size(1)", foot=True),
            Act("tables.fewer", "minus", "size(-1)"),
            Act("tables.sizes", "z", "sizes"),
            Act("tables.move", "v", "move", foot=True),
            Act("tables.for", "f", "purpose"),
            Act("tables.drop", "D", "drop"),
            Act("tables.round-before", "left,h", "turn_to(-1)"),
            Act("tables.round-after", "right,l", "turn_to(1)"),
            Act("tables.answers", "a", "answers", foot=True),
            Act("tables.large", "L", "large"),
            Act("undo", "u", "undo"),
            Act("redo", "U", "redo"),
            Act("back", "escape,q", "dismiss", foot=True),
        )
    )
    BINDINGS: ClassVar[list[BindingType]] = bindings(ACTS)
    PLACE = "tables"
    MOVES = ("moves.list",)

    def __init__(self, opened: OpenPartnership, meeting: str) -> None:
        super().__init__(opened)
        self._meeting_id = meeting
        self._chosen = ""
        """Id of the round that somebody turned to, "" for the last."""

    @property
    def record_here(self) -> str:
        """The meeting whose tables these are."""
        return self._meeting_id

    @property
    def meeting(self) -> Meeting:
        """The meeting whose tables these are."""
        found = self.opened.records.get(Meeting, self._meeting_id)
        assert found is not None, "meetings are archived, never deleted"
        return found

    @property
    def round(self) -> str:
        """The id of the round that is shown, "" where there is none yet."""
        rounds = seating.rounds(self.meeting)
        return self._chosen if self._chosen in rounds else next(reversed(rounds), "")

    @property
    def bounds(self) -> Bounds:
        """How many people a table is to have."""
        return seating.bounds_of(self.meeting.rounds[self.round]) if self.round else Bounds()

    @property
    def _tables(self) -> BlockList[Table]:
        return self.query_one("#tables", BlockList)

    def compose(self) -> ComposeResult:
        """Lay the screen out."""
        yield Bar(id="title")
        yield Bar(id="heading")
        yield Static(Content(""), id="figures")
        yield Static(Content(""), id="missing")
        yield BlockList[Table](draw_table, key=lambda each: each.number, id="tables")
        yield StatusLine()
        yield KeyLine()

    def on_mount(self) -> None:
        """Show the tables."""
        self.update_view()
        self.set_focus(self._tables)

    # What is shown

    def update_view(self) -> None:
        """Show the round as it is now."""
        meeting, records = self.meeting, self.opened.records
        if meeting.archived:  # its plan was taken back elsewhere
            self.dismiss(None)
            return
        there = say("meeting.there", n=len(seating.guests(records, meeting)))
        self.query_one("#title", Bar).left = (
            (f" {meeting.number}  {say('tables.title')}", "strong"),
            (f"{BETWEEN}{there}{BETWEEN}{shown(meeting.title)}", "dim"),
        )
        self._show_round(meeting)
        self.update_keys()

    def _show_round(self, meeting: Meeting) -> None:
        records, key = self.opened.records, self.round
        rounds = seating.rounds(meeting)
        heading = say("tables.round", n=rounds.index(key) + 1, all=len(rounds)) if key else say("tables.no-rounds")
        what_for = purpose(meeting, key) if key else ""
        told = seating.figures(records, meeting, key) if key else (self._how_to_begin(),)
        missing = missing_seats(records, meeting, key, self.key_of("late")) if key else ""
        self.query_one("#heading", Bar).left = (
            (f" {heading}", "strong"),
            (f"{BETWEEN}{shown(what_for)}" if what_for else "", "dim"),
        )
        self.query_one("#figures", Static).update(Content(" ".join(told)))
        note = self.query_one("#missing", Static)
        note.update(Content(missing))
        note.display = bool(missing)
        self._tables.show(seating.tables(records, meeting.rounds[key]) if key else ())

    def _how_to_begin(self) -> str:
        there = seating.guests(self.opened.records, self.meeting)
        return say("tables.none" if there else "tables.nobody-there", key=self.key_of("make"))

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """What can be done depends on the rounds that there are."""
        if not super().check_action(action, parameters):
            return False
        match action:
            case "size" | "move" | "purpose" | "drop" | "large" | "round":
                return bool(self.round)
            case "late":
                found = self.meeting.rounds.get(self.round)
                return found is not None and bool(
                    seating.late(self.opened.records, self.meeting, found)
                    or seating.gone(self.opened.records, self.meeting, found)
                )
            case "turn_to":
                return len(self.meeting.rounds) > 1
        return True

    # Making tables

    def action_make(self) -> None:
        """Make the first round, or make this one again."""
        self._make(self.bounds)

    def _make(self, bounds: Bounds) -> str:
        if self.round:
            return self.complaint(MakeAgain(self._meeting_id, self.round, bounds))
        return self.complaint(self._new_round(bounds))

    def _new_round(self, bounds: Bounds) -> AddRound:
        meeting = self.meeting
        current = clock.agenda(meeting, self.opened.clock.now()).current
        return AddRound(meeting.id, bounds, len(meeting.rounds), current.key if current else "")

    def action_round(self) -> None:
        """Add a round, and show it."""
        command = self._new_round(self.bounds)
        self._chosen = ""
        self.carry_out(command)

    def action_size(self, people: int) -> None:
        """Make the tables larger or smaller by one."""
        now = self.bounds
        self._make(Bounds(max(1, now.least + people), max(1, now.most + people)))

    def action_sizes(self) -> None:
        """Choose how many people a table is to have."""
        ask_bounds(self, self.bounds, self._make)

    def action_late(self) -> None:
        """Seat who came late, and empty the seats of who left."""
        self.carry_out(SeatLate(self._meeting_id, self.round))

    def action_drop(self) -> None:
        """Take the round away."""
        self.carry_out(DropRound(self._meeting_id, self.round))

    # By hand

    def action_move(self) -> None:
        """Seat somebody at another table."""
        table = self._tables.current
        ask_move(self, self.meeting, self.round, table.number if table else 0)

    def action_purpose(self) -> None:
        """Say what the round is for."""
        ask_purpose(self, self.meeting, self.round)

    # Looking

    def action_turn_to(self, steps: int) -> None:
        """Show the round before or after."""
        rounds = seating.rounds(self.meeting)
        place = max(0, min(rounds.index(self.round) + steps, len(rounds) - 1))
        self._chosen = rounds[place]
        self.update_view()

    def action_answers(self) -> None:
        """See and type what the tables answered."""
        from screens.answers.screen import AnswersScreen

        table = self._tables.current
        self.app.push_screen(AnswersScreen(self.opened, self._meeting_id, table.number if table else 1))

    def action_large(self) -> None:
        """Show the table under the cursor in large letters."""
        from screens.vision.large import LargeScreen

        if (table := self._tables.current) is not None:
            self.app.push_screen(LargeScreen(large_words(table), ascii_only=self.look.ascii_only))

    def on_block_list_chosen(self) -> None:
        """Show the table that was chosen in large letters."""
        self.action_large()
