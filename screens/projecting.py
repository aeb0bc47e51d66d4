"""An application that shows a wall what the room may see, and while it does, nothing else.

From the key for the projector on, until somebody leaves it, no other screen is drawn: not the one behind, whatever
happens there, not what comes in front, and not what is passed on the way back after the program ended. What was
still on its way to the terminal is taken back.
"""

from collections.abc import Callable
from typing import Any

from rich.console import RenderableType
from textual.await_complete import AwaitComplete
from textual.screen import Screen
from textual.widget import AwaitMount

from screens.base import ActScreen
from screens.driver import TerminalDriver
from screens.returning import ReturningApp


class ProjectingApp(ReturningApp):
    """Draws nothing but the projector while that is open."""

    _covered = False
    """Whether only what is for the room is drawn."""

    def cover(self) -> None:
        """Draw from now on only what is for the room, and blank the terminal."""
        if not self._covered and isinstance(self._driver, TerminalDriver):
            self._driver.cover()
        self._covered = True

    def push_screen(  # type: ignore[override]  # as in the class above
        self,
        screen: Screen[Any],
        callback: Callable[[Any], object] | None = None,
        **others: Any,
    ) -> AwaitMount:
        """Put a screen in front; before one for the room everything else is hidden."""
        if is_for_the_room(screen):
            self.cover()
        return super().push_screen(screen, callback, **others)

    def pop_screen(self) -> AwaitComplete:
        """Put the screen behind in front again; with the projector left, it may be seen."""
        if is_for_the_room(self.screen):
            self._covered = False
        return super().pop_screen()

    def arrive_at_projector(self) -> None:
        """Make sure that whoever was at the projector comes out there: where the way to it is gone, as a card that
        was on it was, at one with nothing on it; only without a partnership at home."""
        if not is_for_the_room(self.screen):
            self.open_projector("")
        if not is_for_the_room(self.screen):
            self._covered = False
            self.refresh(repaint=True, layout=True)

    def _display(self, screen: Screen[object], renderable: RenderableType | None) -> None:
        """Draw a screen, unless it is not for the room and the room looks on."""
        if not self._covered or is_for_the_room(screen):
            super()._display(screen, renderable)


def is_for_the_room(screen: Screen[Any]) -> bool:
    """Tell whether everybody in the room may see whatever a screen shows."""
    return isinstance(screen, ActScreen) and screen.FOR_THE_ROOM
