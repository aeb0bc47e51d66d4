"""An application that shows people what can be done in it: hints on their first visits, and the tour."""

from collections.abc import Sequence
from typing import TYPE_CHECKING
from weakref import WeakKeyDictionary

from textual import events
from textual.actions import ActionParseResult
from textual.dom import DOMNode
from textual.driver import Driver
from textual.screen import Screen

from codesign.words import say
from screens.base import ActScreen
from screens.elsewhere import Elsewhere
from screens.hints import Hint, Hints
from screens.look import Look, LookingApp
from screens.widgets.bars import StatusLine

if TYPE_CHECKING:  # whoever takes neither does not wait for the tour and the rehearsal
    from screens.tour.apart import Apart
    from screens.tour.practice import MakePractice


class GuidedApp(LookingApp):
    """Sees which screens come to the front and which actions are carried out; it changes neither."""

    def __init__(
        self, look: Look, driver_class: type[Driver], hints: Hints | None, practice: "MakePractice | None"
    ) -> None:
        """Without `hints` there are none; without `practice`, which makes what the tour is made on, no tour."""
        super().__init__(look, driver_class)
        self._hints = hints if look.hints else None
        self._practice = practice
        self._hinted: WeakKeyDictionary[Screen[object], Hint | None] = WeakKeyDictionary()
        """The screens that were visited, and the hint that each shows."""
        self.guide: Apart | None = None
        """Who leads the tour or a rehearsal, while there is one."""

    def follow_screens(self) -> None:
        """Begin to see which screens come to the front."""
        self.screen_change_signal.subscribe(self, self.came, immediate=True)

    def came(self, screen: Screen[object]) -> None:
        """Tell the tour, and show a hint on a screen that is visited, once everything is laid out there."""
        if self.guide is not None:
            self.guide.came(screen)
            if isinstance(screen, ActScreen):
                self.guide.arrived(screen.PLACE)
        elif isinstance(screen, ActScreen) and screen not in self._hinted:
            self._hinted[screen] = None
            screen.call_later(self._show_hint, screen)

    def _show_hint(self, screen: ActScreen[object]) -> None:
        hint = self._hints.visit(screen.PLACE) if self._hints is not None else None
        self._hinted[screen] = hint
        for line in screen.query(StatusLine):
            line.hint(say(f"hints.{hint.id}", key=screen.key_of(hint.act)) if hint is not None else "")

    async def run_action(
        self,
        action: "str | ActionParseResult",
        default_namespace: DOMNode | None = None,
        namespaces: dict[str, DOMNode] | None = None,  # type: ignore[override]  # narrower than anybody gives
    ) -> bool:
        """Carry an action out; what was done is learned, and may be a step of the tour."""
        screen = self.screen
        done = await super().run_action(action, default_namespace, namespaces)
        if done and isinstance(screen, ActScreen):
            name = action.partition("(")[0].rpartition(".")[2] if isinstance(action, str) else action[1]
            self._did(screen, name)
        return done

    def _did(self, screen: ActScreen[object], action: str) -> None:
        if self.guide is not None:
            self.guide.did(screen.PLACE, action)
        elif self._hints is not None and self._hints.did(screen.PLACE, action) and self._hinted.get(screen):
            self._show_hint(screen)

    async def on_event(self, event: events.Event) -> None:
        """See Escape pressed on a hint; it does what it does there as well."""
        if isinstance(event, events.Key) and not event.is_forwarded and event.key == "escape":
            self._dismiss_hint()
        await super().on_event(event)

    def _dismiss_hint(self) -> None:
        screen = self.screen
        hint = self._hinted.get(screen)
        if hint is None or self._hints is None or (isinstance(screen, ActScreen) and screen.typing):
            return
        self._hints.dismiss(hint)
        self._hinted[screen] = None
        for line in screen.query(StatusLine):
            line.hint("")

    # The tour, and a rehearsal

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """The acts of the tour and of a rehearsal are there while it is."""
        match action:
            case "tour_leave":
                return self.guide is not None
            case "tour_skip" | "tour_back":
                return self.guide is not None and self.guide.HAS_STEPS
            case "rehearsal_pace":
                return self.guide is not None and not self.guide.HAS_STEPS
        return super().check_action(action, parameters)

    def elsewhere(self) -> Sequence[Elsewhere]:
        """The palette starts the tour and a rehearsal, where there can be one."""
        if self._practice is None or self.guide is not None:
            return ()
        return (
            Elsewhere(say("tour.start"), self.start_tour),
            Elsewhere(say("rehearsal.start"), self.start_rehearsal),
        )

    def start_tour(self) -> None:
        """Begin the tour, on a copy of the demo of its own, in front of whatever is here."""
        from screens.tour.guide import Guide

        self._begin(Guide)

    def start_rehearsal(self) -> None:
        """Begin a rehearsal, on a copy of the demo of its own, in front of whatever is here."""
        from screens.rehearsal.leading import Rehearsal

        self._begin(Rehearsal)

    def _begin(self, kind: "type[Apart]") -> None:
        if self._practice is None or self.guide is not None:
            return
        try:
            practice = self._practice()
        except OSError as error:
            for line in self.screen.query(StatusLine):
                line.tell(say("tour.no-room", why=error.strerror or str(error)), bad=True)
            return
        self.guide = kind(self, practice, self._tour_ended)
        self.guide.begin()

    def _tour_ended(self, words: str) -> None:
        self.guide = None
        screen = self.screen
        if isinstance(screen, ActScreen):
            screen.call_later(screen.tell, words)
            screen.update_keys()

    def action_tour_leave(self) -> None:
        """Leave the tour or the rehearsal."""
        if self.guide is not None:
            self.guide.leave()

    def action_tour_skip(self) -> None:
        """Pass over a step of the tour."""
        from screens.tour.guide import Guide

        if isinstance(self.guide, Guide):
            self.guide.skip()

    def action_tour_back(self) -> None:
        """Go back to the step before."""
        from screens.tour.guide import Guide

        if isinstance(self.guide, Guide):
            self.guide.back()

    def action_rehearsal_pace(self) -> None:
        """Let time go at another pace in a rehearsal."""
        from screens.rehearsal.leading import Rehearsal

        if isinstance(self.guide, Rehearsal):
            self.guide.next_pace()
