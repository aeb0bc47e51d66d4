"""Leads the tour: puts its partnership in front, looks on, and tells the next step when one was done."""

from collections.abc import Callable

from textual.screen import Screen

from codesign.changes import Committed
from codesign.words import say
from screens.acts import Act, with_keys
from screens.base import EVERYWHERE
from screens.board.screen import BoardScreen
from screens.catalogue import kind_of
from screens.glyphs import BETWEEN, key_shown
from screens.look import Look, LookingApp
from screens.tour.bar import TourBar
from screens.tour.practice import Practice
from screens.tour.steps import Event, Step, Tour


class Guide:
    """One tour, from its first step until somebody leaves it.

    Nothing of it stays: all that is done in it is done to a copy of the demo, and what is behind its board is left
    as it was.
    """

    def __init__(self, app: LookingApp, practice: Practice, ended: Callable[[str], None]) -> None:
        """`ended` is called with words to say, when the screen from which it was begun is in front again."""
        self._app = app
        self._practice = practice
        self._ended = ended
        self._behind = app.screen
        self._tour = Tour()
        self._open = True

    def begin(self) -> None:
        """Put the board of the copy in front."""
        self._practice.opened.subscribe(self._committed)
        self._app.push_screen(
            BoardScreen(self._practice.opened, self._practice.exports), lambda _left: self.leave()
        )

    def came(self, screen: Screen[object]) -> None:
        """Show the bar on a screen of the tour that came to the front."""
        if self._open and screen is not self._behind:
            screen.call_later(self._show_on, screen)

    def _show_on(self, screen: Screen[object]) -> None:
        if self._open and screen.is_running and not screen.query(TourBar):
            screen.mount(TourBar(*self._told()))

    def happened(self, event: Event) -> None:
        """Go on where that was the step."""
        self._go_to(self._tour.after(event))

    def _committed(self, done: Committed) -> None:
        self.happened(done.change)

    def skip(self) -> None:
        """Pass over a step."""
        self._go_to(self._tour.skipped())

    def back(self) -> None:
        """Go back a step."""
        self._go_to(self._tour.back())

    def _go_to(self, tour: Tour) -> None:
        if self._open and tour != self._tour:
            self._tour = tour
            for screen in self._app.screen_stack:
                for bar in screen.query(TourBar):
                    bar.tell(*self._told())

    def _told(self) -> tuple[str, str, str]:
        """Return how far it is, what there is to do, and the keys of the tour."""
        look, step, n = self._app.look, self._tour.step, len(self._tour.steps)
        keys = say("tour.keys", between=BETWEEN, **_keys(look))
        if step is None:
            return say("tour.done"), say("tour.next-to-read", **_keys(look)), keys
        return say("tour.progress", at=self._tour.at + 1, n=n), words_of(step, look), keys

    def leave(self) -> None:
        """End it, and go back to where it was begun."""
        if not self._open:
            return
        self._open = False
        while self._app.screen is not self._behind:
            self._app.pop_screen()
        self.close()
        at, n, keys = self._tour.at + 1, len(self._tour.steps), _keys(self._app.look)
        self._ended(say("tour.left-early", at=at, n=n, **keys) if self._tour.step else say("tour.left", **keys))

    def close(self) -> None:
        """Let go of the copy."""
        self._open = False
        self._practice.end()


def _keys(look: Look) -> dict[str, str]:
    """Return the keys that are the same on all screens, by the names of their acts."""
    everywhere = {act.name for act in EVERYWHERE}
    found = [act for act in _acts(look, "board") if act.name in everywhere and act.can_change]
    return {act.setting: act.key_shown for act in found}


def words_of(step: Step, look: Look) -> str:
    """Return what there is to do, with the keys in force."""
    fixed = {name: key_shown(name, ascii_only=look.ascii_only) for name in ("enter", "escape", "up", "down")}
    acts = {
        name: next(each.key_shown for each in _acts(look, place) if each.setting == act)
        for name, (place, act) in step.keys.items()
    }
    return say(f"tour.steps.{step.name}", **fixed, **acts)


def _acts(look: Look, place: str) -> tuple[Act, ...]:
    return with_keys(kind_of(place).ACTS, look.keys.get(place, {}), ascii_only=look.ascii_only)
