"""Screens on a copy of the demo, in front of whatever is there: the tour, and a rehearsal."""

from collections.abc import Callable
from typing import ClassVar

from textual.screen import Screen

from screens.board.screen import BoardScreen
from screens.look import LookingApp
from screens.tour.bar import TourBar
from screens.tour.practice import Practice
from screens.tour.steps import Arrived, Did, Event


class Apart:
    """Puts the board of the copy in front, with a bar at the foot of each of its screens, until somebody leaves.

    Nothing of it stays: all that is done there is done to the copy, and what is behind its board is left as it
    was.
    """

    HAS_STEPS: ClassVar[bool] = False
    """Whether somebody may pass over a step, or go back to one."""

    def __init__(self, app: LookingApp, practice: Practice, ended: Callable[[str], None]) -> None:
        """`ended` is called with words to say, when the screen from which it was begun is in front again."""
        self._app = app
        self._practice = practice
        self._ended = ended
        self._behind = app.screen
        self._open = True

    def told(self) -> tuple[str, str, str]:
        """Return what the bar says: a few words before the others, what there is to do, and the keys."""
        raise NotImplementedError

    def farewell(self) -> str:
        """Return what is said when somebody has left."""
        raise NotImplementedError

    def happened(self, event: Event) -> None:
        """Take note of something that was done."""

    def did(self, place: str, action: str) -> None:
        """Take note of an action that was carried out on a screen."""
        self.happened(Did(place, action))

    def arrived(self, place: str) -> None:
        """Take note of a screen that came to the front."""
        self.happened(Arrived(place))

    def begin(self) -> None:
        """Put the board of the copy in front."""
        opened, exports = self._practice.opened, self._practice.exports
        self._app.push_screen(BoardScreen(opened, exports), lambda _left: self.leave())

    def came(self, screen: Screen[object]) -> None:
        """Show the bar on a screen that came to the front."""
        if self._open and screen is not self._behind:
            screen.call_later(self._show_on, screen)

    def _show_on(self, screen: Screen[object]) -> None:
        if self._open and screen.is_running and not screen.query(TourBar):
            screen.mount(TourBar(*self.told()))

    def tell_again(self) -> None:
        """Show on all bars what there is to tell now."""
        for screen in self._app.screen_stack:
            for bar in screen.query(TourBar):
                bar.tell(*self.told())

    def leave(self) -> None:
        """End it, and go back to where it was begun."""
        if not self._open:
            return
        self._open = False
        while self._app.screen is not self._behind:
            self._app.pop_screen()
        self.close()
        self._ended(self.farewell())

    def close(self) -> None:
        """Let go of the copy."""
        self._open = False
        self._practice.end()
