"""One key after the other.

Textual sends each key to whatever has the focus when the key arrives. Keys that come in one packet, as they do
over a slow line or when somebody types ahead, would all go to the same place: after "a" for capture, a "D" that
was meant as a letter would still be a command, and archive a card. The gate holds a key back until everything
that the key before it set off, a new focus or a new screen included, has happened.
"""

import asyncio
import time
from collections import deque
from collections.abc import Awaitable, Callable, Iterator

from textual import events
from textual._queue import Queue
from textual.app import App
from textual.dom import DOMNode
from textual.message import Message
from textual.message_pump import MessagePump

_ROUNDS = 200
"""How often it is looked in every round of the loop; what takes longer waits for something else than its turn."""
_PATIENCE = 0.002
"""Seconds between two looks then."""
_MOMENT = 0.15
"""Seconds for which a key may hold up that anything is drawn."""

Deliver = Callable[[events.Event], Awaitable[None]]


class KeyGate:
    """Holds keys and pastes back until the one before is done with."""

    def __init__(
        self, app: App[None], deliver: Deliver, lay_out: Callable[[], bool], draw: Callable[[], None]
    ) -> None:
        """`deliver` hands an event to Textual's own dispatch, in the app's message loop. When everything that was
        typed has been dealt with, `lay_out` is called until it returns that nothing was to be done, and then
        `draw`."""
        self._app = app
        self._deliver = deliver
        self._lay_out = lay_out
        self._draw = draw
        self._waiting: deque[events.Event] = deque()
        self.idle = asyncio.Event()
        """Set while no key is being dealt with."""
        self.idle.set()
        self._begun: float | None = None
        """When the first of the keys was delivered that are being dealt with."""

    @property
    def is_busy(self) -> bool:
        """Whether something that follows from a key may still happen in a moment."""
        return self._begun is not None and time.monotonic() - self._begun < _MOMENT

    async def take(self, event: events.Event) -> None:
        """Deliver an event now, or once it is its turn."""
        self._waiting.append(event)
        if self.idle.is_set():
            await self._next()

    def close(self) -> None:
        """Let nothing through until it is opened, and let nothing be drawn that is not finished."""
        self.idle.clear()
        self._begun = time.monotonic()

    async def open(self) -> None:
        """Let through what came meanwhile."""
        self._begun = time.monotonic()
        await self._next()

    async def _next(self) -> None:
        if self._waiting:
            self.idle.clear()
            self._begun = self._begun or time.monotonic()
            await self._deliver(self._waiting.popleft())
        self._look_again(0)

    def _look_again(self, looked: int) -> None:
        loop = asyncio.get_running_loop()
        if looked < _ROUNDS:
            loop.call_soon(self._look, looked + 1)
        else:
            loop.call_later(_PATIENCE, self._look, looked)

    def _look(self, looked: int) -> None:
        """Go on once nothing follows from the key any more. A message to anything on the screen may lead to
        another one, and nothing says which is the last: so it is looked whether all of them wait for one."""
        if not self._app._screen_stack:  # noqa: SLF001  # the app has ended
            return
        screen = self._app.screen
        if not (screen.is_mounted and all(map(_rests, (self._app, screen, *_below(screen))))):
            self._look_again(looked)
        elif self._waiting:
            self._app.call_later(self._next)
        elif looked < _ROUNDS and self._lay_out():
            self._look_again(looked)
        else:
            self._begun = None
            self.idle.set()
            self._draw()


def _below(node: DOMNode) -> Iterator[DOMNode]:
    for child in node._nodes:  # noqa: SLF001  # Textual's own walk makes lists, and this is asked often
        yield child
        yield from _below(child)


def _rests(pump: MessagePump) -> bool:
    """Tell whether something waits for its next message, and so has dealt with all before."""
    # Textual says how many messages wait, not whether one is being dealt with; asyncio says nowhere who waits
    queue: Queue[Message | None] = pump._message_queue  # noqa: SLF001
    return queue.empty() and bool(queue.ready_event._waiters)  # noqa: SLF001
