"""Leads the tour: puts its partnership in front, looks on, and tells the next step when one was done."""

from collections.abc import Callable

from codesign.changes import Committed
from codesign.words import say
from screens.acts import Act, with_keys
from screens.catalogue import kind_of
from screens.everywhere import EVERYWHERE
from screens.glyphs import BETWEEN, key_shown
from screens.look import Look, LookingApp
from screens.tour.apart import Apart
from screens.tour.practice import Practice
from screens.tour.steps import Event, Step, Tour


class Guide(Apart):
    """One tour, from its first step until somebody leaves it."""

    HAS_STEPS = True

    def __init__(self, app: LookingApp, practice: Practice, ended: Callable[[str], None]) -> None:
        super().__init__(app, practice, ended)
        self._tour = Tour()

    def begin(self) -> None:
        """Put the board of the copy in front, and look on."""
        self._practice.opened.subscribe(self._committed)
        super().begin()

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
            self.tell_again()

    def told(self) -> tuple[str, str, str]:
        """Return how far it is, what there is to do, and the keys of the tour."""
        look, step, n = self._app.look, self._tour.step, len(self._tour.steps)
        keys = say("tour.keys", between=BETWEEN, **keys_everywhere(look))
        if step is None:
            return say("tour.done"), say("tour.next-to-read", **keys_everywhere(look)), keys
        return say("tour.progress", at=self._tour.at + 1, n=n), words_of(step, look), keys

    def farewell(self) -> str:
        """Say how far it was."""
        at, n, keys = self._tour.at + 1, len(self._tour.steps), keys_everywhere(self._app.look)
        return say("tour.left-early", at=at, n=n, **keys) if self._tour.step else say("tour.left", **keys)


def keys_everywhere(look: Look) -> dict[str, str]:
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
