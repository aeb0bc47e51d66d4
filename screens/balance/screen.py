"""The balance of voices by sector while a meeting runs, and who is missing."""

from fractions import Fraction
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import BindingType

from codesign.model import Meeting
from codesign.opened import OpenPartnership
from codesign.views.attendance import there_in_words
from codesign.views.balance import SectorVoice, balance
from codesign.views.missing import MissingSector, missing_now, missing_people
from codesign.words import say
from screens.acts import Act, bindings
from screens.balance.rows import draw_heads, draw_missing, draw_voice
from screens.base import PartnershipScreen
from screens.everywhere import in_partnership
from screens.glyphs import BETWEEN
from screens.widgets.bars import Bar, KeyLine, StatusLine
from screens.widgets.blocklist import BlockList
from screens.widgets.lines import Line, shown, wrapped

Row = SectorVoice | MissingSector | str
"""A sector that is there, one that is missing, or words; the words "" stand for the line above the sectors."""


class BalanceScreen(PartnershipScreen[None]):
    """Shows by sector what was said against who is there. It changes nothing."""

    CSS_PATH = "balance.tcss"
    ACTS: ClassVar[tuple[Act, ...]] = in_partnership(
        (
            Act("balance.attendance", "w", "attendance", foot=True),
            Act("back", "escape,q,M", "dismiss", foot=True),
        )
    )
    BINDINGS: ClassVar[list[BindingType]] = bindings(ACTS)
    PLACE = "balance"
    MOVES = ("moves.list",)

    def __init__(self, opened: OpenPartnership, meeting: str) -> None:
        super().__init__(opened)
        self._meeting_id = meeting
        self._most = Fraction(1)
        """The largest share of any sector, which the longest bar stands for."""

    @property
    def record_here(self) -> str:
        """The meeting that is looked at."""
        return self._meeting_id

    def compose(self) -> ComposeResult:
        """Lay the screen out."""
        yield Bar(id="title")
        yield BlockList[Row](self._draw, stops=lambda row: not isinstance(row, str), id="rows")
        yield StatusLine()
        yield KeyLine()

    def on_mount(self) -> None:
        """Show the balance."""
        self.update_view()
        self.set_focus(self.query_one("#rows", BlockList))

    def update_view(self) -> None:
        """Show the balance as it is now."""
        records = self.opened.records
        meeting = records.get(Meeting, self._meeting_id)
        assert meeting is not None, "meetings are archived, never deleted"
        found = balance(records, meeting)
        shares = (share for each in found.sectors for share in (each.of_people, each.of_voices))
        self._most = max(shares, default=Fraction(1)) or Fraction(1)
        rows: list[Row] = ["", *found.sectors] if found.sectors else [say("balance.nobody")]
        self.query_one("#rows", BlockList).show([*rows, *self._missing(meeting)])
        told = [there_in_words(records, meeting), say("balance.lines", n=found.lines + found.unplaced)]
        if found.unplaced:
            told.append(say("balance.unplaced", n=found.unplaced))
        self.query_one("#title", Bar).left = (
            (f" {say('balance.title')}", "strong"),
            (f"  {BETWEEN.join(told)}", ""),
        )
        self.update_keys()

    def _missing(self, meeting: Meeting) -> list[Row]:
        """Return who is missing: the sectors that usually come one by one, the others together, and the people."""
        records = self.opened.records
        missing = missing_now(records, meeting)
        others = ", ".join(each.sector.name for each in missing if not each.usual)
        people = ", ".join(missing_people(records, meeting))
        rows: list[Row] = [say("balance.missing" if missing else "balance.missing-none")]
        rows += (each for each in missing if each.usual)
        if others:
            rows.append(say("balance.missing-others", sectors=others))
        if people:
            rows.append(say("balance.missing-people", names=people))
        return rows

    def _draw(self, row: Row, width: int) -> list[Line]:
        match row:
            case SectorVoice():
                return draw_voice(row, width, self._most)
            case MissingSector():
                return draw_missing(row, width)
            case "":
                return draw_heads(width)
        return [(), *(((line, "accent"),) for line in wrapped(shown(row), width))]

    def action_attendance(self) -> None:
        """Count who is there."""
        from screens.people.screen import PeopleScreen

        self.app.push_screen(PeopleScreen(self.opened, self._meeting_id))
