"""Who is here and has promised nothing yet: an invitation to say a next step, and no judgement."""

from typing import ClassVar

import msgspec
from textual.app import ComposeResult
from textual.binding import BindingType

from codesign.capture import LineKind, read_line
from codesign.commands.capture import Capture
from codesign.model import Meeting
from codesign.opened import OpenPartnership
from codesign.ports import today
from codesign.views import clock
from codesign.views.attendance import here_now, sector_in_words
from codesign.views.closing import Unpromised, unpromised
from codesign.words import say
from screens.acts import Act, bindings
from screens.base import PartnershipScreen
from screens.dialogs.asked import Field, Values
from screens.dialogs.form import FormScreen
from screens.everywhere import in_partnership
from screens.widgets.bars import Bar, KeyLine, StatusLine
from screens.widgets.blocklist import BlockList
from screens.widgets.lines import Line, cells, shown, wrapped


class Invitation(msgspec.Struct, frozen=True):
    """A sector or a person who can be asked for a next step."""

    key: str
    words: str
    note: str
    sector: str
    """The key of the sector in which they would promise."""
    who: str = ""
    """Whose promise it would be; "" for somebody of the sector."""


Row = Invitation | str
"""Somebody who can be asked, or words."""


class InvitedScreen(PartnershipScreen[None]):
    """Shows who can be asked for a next step, and writes it down in one line."""

    CSS_PATH = "invited.tcss"
    ACTS: ClassVar[tuple[Act, ...]] = in_partnership(
        (
            Act("invited.promise", "enter", "open", foot=True),
            Act("undo", "u", "undo", foot=True),
            Act("redo", "U", "redo"),
            Act("back", "escape,q", "leave", foot=True),
        )
    )
    BINDINGS: ClassVar[list[BindingType]] = bindings(ACTS)
    PLACE = "invited"
    MOVES = ("moves.list",)

    def __init__(self, opened: OpenPartnership, meeting: str) -> None:
        super().__init__(opened)
        self._meeting_id = meeting

    @property
    def record_here(self) -> str:
        """The meeting that is closed."""
        return self._meeting_id

    @property
    def _meeting(self) -> Meeting:
        found = self.opened.records.get(Meeting, self._meeting_id)
        assert found is not None, "meetings are archived, never deleted"
        return found

    @property
    def _rows(self) -> BlockList[Row]:
        return self.query_one("#rows", BlockList)

    def compose(self) -> ComposeResult:
        """Lay the screen out."""
        yield Bar(id="title")
        yield BlockList[Row](
            self._draw,
            key=lambda row: row.key if isinstance(row, Invitation) else row,
            stops=lambda row: isinstance(row, Invitation),
            id="rows",
        )
        yield StatusLine()
        yield KeyLine()

    def on_mount(self) -> None:
        """Show who can be asked."""
        self.query_one("#title", Bar).left = ((f" {say('invited.title')}", "strong"),)
        self.update_view()
        self.set_focus(self._rows)

    def update_view(self) -> None:
        """Show who can be asked now."""
        found = unpromised(self.opened.records, self._meeting)
        rows: list[Row] = []
        if found.unplaced:
            rows.append(say("invited.unplaced", n=found.unplaced))
        if found.sectors:
            rows += [say("invited.sectors"), *self._sectors(found)]
        if found.people:
            rows += [say("invited.people"), *self._people(found)]
        self._rows.show(rows if found.sectors or found.people else [say("invited.nobody")])
        self.update_keys()

    def _sectors(self, found: Unpromised) -> list[Invitation]:
        here = here_now(self.opened.records, self._meeting)
        return [
            Invitation(each.key, each.name, say("invited.here", n=here[each.key]), each.key)
            for each in found.sectors
        ]

    def _people(self, found: Unpromised) -> list[Invitation]:
        partnership = self.opened.partnership
        return [
            Invitation(
                each.id,
                each.name,
                each.role or (sector_in_words(partnership, each.sector) if each.sector else ""),
                each.sector,
                each.name,
            )
            for each in found.people
        ]

    @staticmethod
    def _draw(row: Row, width: int) -> list[Line]:
        if isinstance(row, str):
            return [(), *(((line, "accent"),) for line in wrapped(shown(row), width))]
        note = shown(row.note)
        first, *rest = wrapped(shown(row.words), max(1, width - cells(note) - 2))
        gap = " " * max(1, width - cells(first) - cells(note) - 1)
        return [((first, ""), (gap, ""), (note, "dim")), *(((line, ""),) for line in rest)]

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """There has to be somebody to ask."""
        if not super().check_action(action, parameters):
            return False
        if action == "open":
            return bool(self.query("#rows")) and isinstance(self._rows.current, Invitation)
        return True

    def on_block_list_chosen(self, event: BlockList.Chosen) -> None:
        """Write the next step of whoever was chosen."""
        if isinstance(event.item, Invitation):
            self._ask(event.item)

    def action_open(self) -> None:
        """Write the next step of whoever the cursor is on."""
        self._rows.action_choose()

    def _ask(self, whose: Invitation) -> None:
        field = Field("step", say("invited.step"), hint=say("invited.hint"))
        self.app.push_screen(
            FormScreen(
                say("invited.step-title", who=whose.words),
                [field],
                self.opened.drafts,
                f"{self.opened.folder} next step {whose.key}",
                lambda values: self._promise(whose, values),
            )
        )

    def _promise(self, whose: Invitation, values: Values) -> str:
        """Keep a next step as a promise, in the grammar of the capture line; return why that cannot be done."""
        kind = LineKind.COMMITMENT
        now, known = today(self.opened.clock), self.opened.known
        line = read_line(values["step"], default=kind, today=now, known=known, given=kind)
        owners = line.owners or ((whose.who,) if whose.who else ())
        line = msgspec.structs.replace(line, owners=owners, sector=line.sector or whose.sector)
        current = clock.agenda(self._meeting, self.opened.clock.now()).current
        return self.complaint(Capture((line,), self._meeting_id, current.key if current else ""))

    def action_leave(self) -> None:
        """Go back to closing the meeting."""
        self.dismiss(None)
