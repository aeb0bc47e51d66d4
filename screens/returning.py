"""An application that knows the way to what is in front, and after any end goes it again.

Nobody has to say how a screen or dialog is opened again: it was put in front by an act of the screen behind it, by
a row that was chosen there, or by an answer to a dialog between them; that is noted when it happens. What changed
the records on its way is not repeated, and ends what is noted. Where somebody stands on a screen, the screen says
itself (`here`, `come_back`).
"""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any, ClassVar
from weakref import WeakKeyDictionary

import msgspec
from textual._callback import count_parameters
from textual.actions import ActionParseResult, parse
from textual.await_complete import AwaitComplete
from textual.dom import DOMNode
from textual.driver import Driver
from textual.screen import Screen
from textual.widget import AwaitMount

from codesign.ports import Drafts
from screens.base import ActScreen
from screens.guided import GuidedApp
from screens.hints import Hints
from screens.look import Look
from screens.place import PLACE, Answer, Answerable, Here, Place, Returnable, Step, read, written
from screens.widgets.blocklist import BlockList

if TYPE_CHECKING:
    from screens.tour.practice import MakePractice


class ReturningApp(GuidedApp):
    """Notes the way to the screen in front, in the drafts, and can go it again."""

    NOT_AGAIN: ClassVar = frozenset({"help", "palette", "theme"})
    """Acts of every screen whose dialogs hold nothing that somebody would want back."""

    def __init__(
        self,
        drafts: Drafts,
        look: Look,
        driver_class: type[Driver],
        hints: Hints | None,
        practice: "MakePractice | None",
    ) -> None:
        super().__init__(look, driver_class, hints, practice)
        self._drafts = drafts
        self._steps: WeakKeyDictionary[Screen[Any], Step] = WeakKeyDictionary()
        self._callbacks: WeakKeyDictionary[Screen[Any], Callable[[Any], None]] = WeakKeyDictionary()
        self._cause: tuple[Step, int] | None = None
        """Why something is put in front now, and how many changes there were before."""
        self._changes = 0
        """How often the records have changed."""
        self._mounting: AwaitMount | None = None
        self._on_the_way = False

    def open_partnership(self, folder: str, find: str = "") -> None:
        """Put the board of a partnership in front, where it can be opened, and what a filter finds on it."""
        raise NotImplementedError

    def open_meeting(self, meeting: str) -> None:
        """Put a meeting in front, where there is one with that id."""
        raise NotImplementedError

    def open_projector(self, meeting: str) -> None:
        """Put the projector in front, with what belongs to a meeting."""
        raise NotImplementedError

    def records_changed(self, _done: object = None) -> None:
        """Take note that the records have changed: what did that is done once."""
        self._changes += 1

    # Noting the way

    async def run_action(
        self,
        action: "str | ActionParseResult",
        default_namespace: DOMNode | None = None,
        namespaces: dict[str, DOMNode] | None = None,  # type: ignore[override]  # narrower than anybody gives
    ) -> bool:
        """Carry an action out; what it puts in front came from it."""
        screen, step = self.screen, None
        if isinstance(action, str) and default_namespace is screen and action not in self.NOT_AGAIN:
            step = Step(act=action)
        with self._because(step):
            return await super().run_action(action, default_namespace, namespaces)

    @contextmanager
    def _because(self, step: Step | None) -> Iterator[None]:
        before, self._cause = self._cause, (step, self._changes) if step is not None else None
        try:
            yield
        finally:
            self._cause = before

    def push_screen(  # type: ignore[override]  # one of the three ways in which Textual's own can be called
        self,
        screen: Screen[Any],
        callback: Callable[[Any], object] | None = None,
        **others: Any,
    ) -> AwaitMount:
        """Put a screen in front, and note what led there."""
        if (step := self._step_to(screen)) is not None:
            self._steps[screen] = msgspec.structs.replace(step, here=_here(self.screen))
        if callback is not None:
            callback = self._callbacks[screen] = self._answered(step, callback)
        self._mounting = super().push_screen(screen, callback, **others)
        self.note_place()
        assert self._mounting is not None
        return self._mounting

    def _step_to(self, screen: Screen[Any]) -> Step | None:
        if isinstance(screen, ActScreen) and (direct := screen.way_to()) is not None:
            return direct
        step, changes = self._cause or (None, 0)
        return step if changes == self._changes else None

    def _answered(self, step: Step | None, callback: Callable[[Any], object]) -> Callable[[Any], None]:
        """Return a callback after which it is known that what it puts in front came from the answer."""

        def answered(answer: Any) -> None:
            further = None
            if step is not None and _is_plain(answer):
                further = msgspec.structs.replace(step, answers=(*step.answers, answer))
            with self._because(further):
                callback(answer)

        return answered

    def on_block_list_chosen(self, event: BlockList.Chosen) -> None:
        """Note that a screen was put in front by the row that was chosen behind it."""
        front, behind = self.screen, event.blocks.screen
        if front not in self._steps and behind in self.screen_stack[-2:-1] and event.blocks.id:
            self._steps[front] = Step(chosen=event.blocks.id, here=_here(behind))
            self.note_place()

    def pop_screen(self) -> AwaitComplete:
        """Put the screen behind in front again."""
        popped = super().pop_screen()
        self.note_place()
        return popped

    def note_place(self) -> None:
        """Keep the way to what is in front, and where somebody stands there. The tour's screens are no place."""
        if self.guide is not None or self._on_the_way or not self._screen_stack:
            return
        steps = []
        for screen in self.screen_stack[1:]:
            if screen not in self._steps:
                break
            steps.append(self._steps[screen])
        here = _here(self.screen_stack[len(steps)])
        self._drafts.put(PLACE, written(Place(tuple(steps), here)) if steps else "")

    def forget_dialogs(self) -> None:
        """Come back to the board or the meeting only: in what was open there, something failed."""
        self._drafts.put(PLACE, written(read(self._drafts.get(PLACE)).without_dialogs))

    # Going it again

    async def go_back(self, place: Place) -> None:
        """Open again what was open, as far as it can be."""
        self._on_the_way = True
        for step in place.steps:
            if not await self._take(step):
                break
        else:
            if place.steps and isinstance(self.screen, Returnable):
                self.screen.come_back(place.here)
        self._on_the_way = False
        self.note_place()

    async def _take(self, step: Step) -> bool:
        """Go one step; return whether there is another screen in front now, as there was then."""
        behind = self.screen
        if step.board:
            self.open_partnership(step.board)
        elif step.projector:
            self.open_projector(step.meeting)
        elif step.meeting:
            self.open_meeting(step.meeting)
        elif isinstance(behind, Returnable) and not behind.come_back(step.here):
            return False
        else:
            with self._because(msgspec.structs.replace(step, answers=())):
                _do(behind, step)
        for answer in step.answers:
            dialog = self.screen
            if dialog is behind or not await self._answer(dialog, answer):
                return False
        if self.screen is behind:
            return False
        await self._mounted()
        return True

    async def _answer(self, dialog: Screen[Any], answer: Answer) -> bool:
        """Answer a dialog as it was answered before; return False where it asks something else now."""
        await self._mounted()
        if not (isinstance(dialog, Answerable) and dialog.takes(answer)):
            return False
        await self.pop_screen()
        self._callbacks[dialog](answer)
        return True

    async def _mounted(self) -> None:
        if self._mounting is not None:
            await self._mounting


def _here(screen: Screen[Any]) -> Here:
    """Return where somebody stands on a screen; on one that is not laid out yet, nowhere."""
    return screen.here() if isinstance(screen, Returnable) and screen.is_mounted else {}


def _is_plain(answer: object) -> bool:
    """Tell whether an answer can be kept: what was picked, or the texts of a form."""
    return isinstance(answer, str) or (
        isinstance(answer, dict) and all(isinstance(each, str) for each in answer.values())
    )


def _do(screen: Screen[Any], step: Step) -> None:
    """Do what opened a dialog, where it can be done."""
    if step.chosen:
        for blocks in screen.query(f"#{step.chosen}").results(BlockList):
            if blocks.current is not None:
                chosen = screen.on_block_list_chosen  # type: ignore[attr-defined]
                event = BlockList.Chosen(blocks, blocks.current)
                chosen(*(event,)[: count_parameters(chosen)])  # as Textual calls it: not all ask which
        return
    _namespace, name, parameters = parse(step.act)
    allowed = screen.could_do(name, parameters) if isinstance(screen, ActScreen) else True
    act = getattr(screen, f"action_{name}", None)
    if allowed and act is not None:
        act(*parameters)
