"""Leads a rehearsal: a meeting on a copy of the demo, with a clock that can be made faster."""

from codesign.commands.meetings import Plan
from codesign.ports import today
from codesign.templates import template
from codesign.words import say
from screens.glyphs import BETWEEN
from screens.meeting.screen import MeetingScreen
from screens.rehearsal.clock import PACES
from screens.tour.apart import Apart
from screens.tour.guide import keys_everywhere

_TEMPLATE = "workshop-90"


class Rehearsal(Apart):
    """One rehearsal, from the plan of a meeting until somebody leaves it."""

    def begin(self, pace: int = PACES[1]) -> None:
        """Put a meeting of today in front, not started, and the board of the copy behind it."""
        super().begin()
        opened, clock = self._practice.opened, self._practice.clock
        done = opened.execute(Plan(template(_TEMPLATE), today(clock), title=say("rehearsal.title")))
        clock.set_pace(pace)
        if done is not None:
            meeting = done.change.edits[0].id
            self._app.push_screen(MeetingScreen(opened, meeting, self._practice.exports))

    def next_pace(self) -> None:
        """Let time go at the next pace."""
        clock = self._practice.clock
        clock.set_pace(PACES[(PACES.index(clock.pace) + 1) % len(PACES)])
        self.tell_again()

    def told(self) -> tuple[str, str, str]:
        """Return that it is a rehearsal, how fast time goes, and its keys."""
        keys = say("rehearsal.keys", between=BETWEEN, **keys_everywhere(self._app.look))
        return say("rehearsal.head"), say(f"rehearsal.pace-{self._practice.clock.pace}"), keys

    def farewell(self) -> str:
        """Say that nothing of it stayed."""
        return say("rehearsal.left", **keys_everywhere(self._app.look))
