"""The board under a pilot: keys go in, the lines of the screen come out."""

import asyncio
import contextlib
from collections.abc import AsyncIterator, Callable, Iterable
from contextlib import asynccontextmanager
from pathlib import Path

from textual import events
from textual.pilot import Pilot
from textual.worker import WorkerError

from codesign.commands.demo import FillDemo, demo_partnerships
from codesign.ports import Learned
from codesign.workspace import Workspace
from screens.app import USUAL, BoardApp, Start
from screens.hints import Hints
from screens.look import Look
from screens.rehearsal.clock import PacedClock
from screens.tour.practice import Practice
from tests.support.doubles import StillClock, memory_workspace
from tests.support.doubles import demo as demo_partnership

SMALL = (80, 24)
ONE_PHASE = (77, 24)
"""A terminal in which the board has no room for three phases beside each other."""
LARGE = (120, 40)


CHARACTERS = {
    "space": " ",
    "question_mark": "?",
    "greater_than_sign": ">",
    "less_than_sign": "<",
    "slash": "/",
    "plus": "+",
    "minus": "-",
}
NAMES = {character: name for name, character in CHARACTERS.items()}


class Board:
    """A running app."""

    def __init__(self, app: BoardApp, pilot: Pilot[None], clock: StillClock) -> None:
        self.app = app
        self.clock = clock
        self._pilot = pilot

    async def press(self, *keys: str) -> None:
        """Press keys, each when everything that followed from the one before has happened."""
        for key in keys:
            self.post(key)
            await self.settle()

    def post(self, *keys: str) -> None:
        """Send keys as one packet, without waiting between them."""
        for key in keys:
            character = CHARACTERS.get(key, key if len(key) == 1 else None)
            self.app.post_message(events.Key(NAMES.get(key, key), character))

    async def paste(self, text: str) -> None:
        """Paste a text."""
        self.app.post_message(events.Paste(text))
        await self.settle()

    async def type(self, text: Iterable[str]) -> None:
        """Type a text as fast as keys can come."""
        self.post(*text)
        await self.settle()

    async def enter(self, text: str) -> None:
        """Type a text and press Enter."""
        await self.type(text)
        await self.press("enter")

    async def settle(self) -> None:
        """Wait until every key was dealt with and no message is waiting."""
        for _ in range(4):  # a key changes styles, styles change the layout, the layout changes lines
            await asyncio.sleep(0)
            crash: asyncio.Event = vars(self.app)["_exception_event"]
            waiting = [asyncio.create_task(event.wait()) for event in (crash, self.app._gate.idle)]
            await asyncio.wait(waiting, return_when=asyncio.FIRST_COMPLETED)
            for each in waiting:
                each.cancel()
            if crash.is_set():
                raise AssertionError("the app crashed") from self.app._exception
            await self._workers()
            await self._pilot._wait_for_screen()
            self.app.screen._on_timer_update()
            if self._is_quiet():
                return

    async def _workers(self) -> None:
        """Wait until nothing is worked out aside."""
        for worker in tuple(self.app.workers):
            with contextlib.suppress(WorkerError):  # it was left
                await worker.wait()

    def _is_quiet(self) -> bool:
        """Tell whether no message is waiting, and nothing is to be laid out or drawn."""
        screen = self.app.screen
        if screen._layout_required or screen._scroll_required or screen._repaint_required or screen._dirty_widgets:
            return False
        if self.app.workers:
            return False
        nodes = (self.app, *screen.walk_children(with_self=True))
        return not any(node.message_queue_size or node._next_callbacks for node in nodes)

    async def resize(self, width: int, height: int) -> None:
        """Make the terminal another size."""
        await self._pilot.resize_terminal(width, height)
        await self.settle()

    async def click(self, selector: str, *, x: int, y: int) -> None:
        """Click into a widget."""
        await self._pilot.click(selector, offset=(x, y))
        await self.settle()

    @property
    def lines(self) -> list[str]:
        """The lines of the screen in front, without blanks at their ends."""
        return [strip.text.rstrip() for strip in self.app.screen._compositor.render_strips()]

    @property
    def text(self) -> str:
        """The screen in front."""
        return "\n".join(self.lines)

    @property
    def name(self) -> str:
        """The kind of screen that is in front."""
        return type(self.app.screen).__name__

    def shows(self, *texts: str) -> bool:
        """Tell whether all texts are on the screen; a text may be broken over lines, even within a long word."""
        flat = "".join(self.text.split())
        return all("".join(text.split()) in flat for text in texts)


@asynccontextmanager
async def board(
    tmp_path: Path,
    *,
    size: tuple[int, int] = SMALL,
    demo: bool = True,
    fill: Callable[[Workspace], object] | None = None,
    workspace: Workspace | None = None,
    clock: StillClock | None = None,
    look: Look = USUAL,
    learned: Learned | None = None,
    start: Start = Start.AS_LEFT,
    typed_ahead: Iterable[str] = (),
) -> AsyncIterator[Board]:
    """Run the app on partnerships in memory: the two of the demo, or what `fill` makes.

    Keys that are `typed_ahead` come while it starts. There are hints where `learned` says what is known of them;
    the tour is made on a demo of its own.
    """
    clock = clock or StillClock()
    workspace = workspace or memory_workspace(clock)
    if demo and not workspace.folders():
        for folder, name in demo_partnerships().items():
            workspace.create(name).execute(FillDemo(folder))
    if fill is not None:
        fill(workspace)
    folders = workspace.folders()
    first = folders[0] if len(folders) == 1 else ""
    paced = PacedClock(clock)
    app = BoardApp(
        workspace,
        lambda opened: tmp_path / opened.folder,
        first,
        look=look,
        hints=Hints(learned) if learned is not None else None,
        practice=lambda: Practice(demo_partnership(paced), tmp_path / "practice", lambda: None, paced),
        start=start,
    )
    async with app.run_test(size=size) as pilot:
        running = Board(app, pilot, clock)
        running.post(*typed_ahead)
        await running.settle()
        yield running
