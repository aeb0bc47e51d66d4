"""Deciding: what a meeting has before it, and of the decision under the cursor its whole path."""

from pathlib import Path
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Horizontal

from codesign.model import Decision, Meeting, Vision
from codesign.opened import OpenPartnership
from codesign.ports import today
from codesign.views.deciding import before_the_meeting
from codesign.views.visions import versions
from codesign.words import say
from screens.acts import Act, bindings
from screens.base import PartnershipScreen
from screens.deciding import asking
from screens.deciding.path import PathRow, PathRows, draw_decision, draw_row, draw_vision
from screens.everywhere import in_partnership
from screens.widgets.bars import Bar, KeyLine, StatusLine
from screens.widgets.blocklist import BlockList
from screens.widgets.lines import Line, shown

_ON_DECISION = frozenset({"option", "dots", "fist", "concern", "reply", "decide", "review", "details"})


class DecidingScreen(PartnershipScreen[None]):
    """The decisions of a meeting, in the making and made, and the newest version of the vision."""

    CSS_PATH = "deciding.tcss"
    ACTS: ClassVar[tuple[Act, ...]] = in_partnership(
        (
            Act("deciding.ask", "a", "ask", foot=True),
            Act("deciding.option", "o", "option", foot=True),
            Act("deciding.dots", "v", "dots", foot=True),
            Act("deciding.fist", "f", "fist", foot=True),
            Act("deciding.concern", "r", "concern", foot=True),
            Act("deciding.decide", "g", "decide", foot=True),
            Act("back", "escape,q", "leave", foot=True),
            Act("deciding.vision", "V", "vision", foot=True),
            Act("deciding.reply", "y", "reply"),
            Act("deciding.review", "w", "review"),
            Act("deciding.open", "enter", "open"),
            Act("deciding.details", "e", "details"),
            Act("undo", "u", "undo"),
            Act("redo", "U", "redo"),
        )
    )
    BINDINGS: ClassVar[list[BindingType]] = bindings(ACTS)
    PLACE = "deciding"
    MOVES = ("moves.list", "moves.panes")

    def __init__(self, opened: OpenPartnership, exports: Path, meeting: str) -> None:
        super().__init__(opened)
        self._exports = exports
        self._meeting_id = meeting

    @property
    def _meeting(self) -> Meeting:
        found = self.opened.records.get(Meeting, self._meeting_id)
        assert found is not None, "meetings are archived, never deleted"
        return found

    @property
    def _list(self) -> BlockList[Decision | Vision]:
        return self.query_one("#decisions", BlockList)

    @property
    def _path(self) -> BlockList[PathRow]:
        return self.query_one("#path", BlockList)

    @property
    def _current(self) -> Decision | None:
        """The decision under the cursor; None where that is on the vision, or on nothing."""
        current = self._list.current if self.query("#decisions") else None
        return current if isinstance(current, Decision) else None

    @property
    def record_here(self) -> str:
        """The decision under the cursor."""
        return self._current.id if self._current else ""

    # What is shown

    def compose(self) -> ComposeResult:
        """Lay the screen out."""
        yield Bar(id="title")
        with Horizontal():
            yield BlockList[Decision | Vision](self._draw, key=lambda each: each.id, id="decisions")
            yield BlockList[PathRow](draw_row, key=lambda row: row.key, stops=lambda row: row.stop, id="path")
        yield StatusLine()
        yield KeyLine()

    def on_mount(self) -> None:
        """Show what there is to decide."""
        self.update_view()
        self.set_focus(self._list)

    def update_view(self) -> None:
        """Show the decisions as they are now."""
        meeting, records = self._meeting, self.opened.records
        title = self.query_one("#title", Bar)
        title.left = (
            (f" {say('deciding.title')}", "strong"),
            (f"  {meeting.number} {shown(meeting.title)}", "dim"),
        )
        newest = versions(records)[:1]
        empty = say("deciding.list-empty", ask=self.key_of("ask"))
        self._list.show((*before_the_meeting(records, meeting), *newest), empty=empty)
        self._show_path()

    def _show_path(self) -> None:
        path, current = PathRows(self.opened, self.key_of), self._list.current
        match current:
            case Decision():
                rows = path.of_decision(current)
            case Vision():
                rows = path.of_vision(current)
            case _:
                rows = iter(())
        self._path.show(tuple(rows))
        self.update_keys()

    def _draw(self, each: Decision | Vision, width: int) -> list[Line]:
        if isinstance(each, Vision):
            return draw_vision(each, width)
        return draw_decision(each, width, today(self.opened.clock))

    def on_block_list_moved(self, event: BlockList.Moved) -> None:
        """Show the path of the decision under the cursor, from its beginning."""
        if event.blocks is self._list:
            self._show_path()
            self._path.action_end(-1)

    def on_block_list_chosen(self, event: BlockList.Chosen) -> None:
        """Go along the path; what is to be said of a vision is said on its own screen."""
        if isinstance(event.item, Vision):
            self.action_vision()
        elif isinstance(event.item, Decision):
            self.set_focus(self._path)
        elif event.item.concern and self._current is not None:
            asking.ask_reply(self, self._current, event.item.concern)

    # What can be done

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """What is done to a decision needs one under the cursor, a reply a concern."""
        if not super().check_action(action, parameters):
            return False
        if action in _ON_DECISION:
            return self._current is not None and (action != "reply" or bool(self._current.reservations))
        return bool(self._list.items) if action == "open" and self.query("#decisions") else True

    def action_ask(self) -> None:
        """Put a question before the room, and go to it."""

        def asked(decision: str) -> None:
            self.update_view()
            self._list.select(decision)

        asking.ask_question(self, self._meeting, asked)

    def action_option(self) -> None:
        """Add an option."""
        if (decision := self._current) is not None:
            asking.ask_option(self, decision)

    def action_dots(self) -> None:
        """Count a dot vote."""
        if (decision := self._current) is not None:
            asking.ask_dots(self, decision)

    def action_fist(self) -> None:
        """Count fingers by sector."""
        if (decision := self._current) is not None:
            asking.ask_fingers(self, decision, self._meeting)

    def action_concern(self) -> None:
        """Put a concern on record."""
        if (decision := self._current) is not None:
            asking.ask_concern(self, decision)

    def action_reply(self) -> None:
        """Reply to the concern under the cursor, or to one of those that wait."""
        row = self._path.current if self.focused is self._path else None
        if (decision := self._current) is not None:
            asking.ask_reply(self, decision, row.concern if row else "")

    def action_decide(self) -> None:
        """Write the decision in one sentence."""
        if (decision := self._current) is not None:
            asking.ask_decision(self, decision)

    def action_review(self) -> None:
        """Say when it shall be looked at again."""
        if (decision := self._current) is not None:
            asking.ask_review(self, decision)

    def action_open(self) -> None:
        """Go along the path."""
        self._list.action_choose()

    def action_details(self) -> None:
        """See and write all fields."""
        from screens.card.screen import CardScreen

        if (decision := self._current) is not None:
            self.app.push_screen(CardScreen(self.opened, decision.id))

    def action_vision(self) -> None:
        """Ask for consent on the vision."""
        from screens.vision.screen import VisionScreen

        self.app.push_screen(VisionScreen(self.opened, self._exports, self._meeting_id))

    def action_leave(self) -> None:
        """Go back to the list, and from there to the meeting."""
        if self.focused is self._path:
            self.set_focus(self._list)
        else:
            self.dismiss(None)
