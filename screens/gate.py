"""One key after the other.

Textual sends each key to whatever has the focus when the key arrives. Keys that come in one packet, as they do
over a slow line or when somebody types ahead, would all go to the same place: after "a" for capture, a "D" that
was meant as a letter would still be a command, and archive a card. The gate holds a key back until everything
that the key before it set off, a new focus or a new screen included, has happened.
"""

import asyncio
from collections import deque
from collections.abc import Awaitable, Callable

from textual import events
from textual.app import App
from textual.dom import DOMNode
from textual.message_pump import MessagePump
from textual.screen import Screen

_HOPS = 3
"""How many messages follow from a key at the most, each posted by the handler of the one before: the key, the
input's own message, the screen's message that it leads to."""

Deliver = Callable[[events.Event], Awaitable[None]]


class KeyGate:
    """Holds keys and pastes back until the one before is done with."""

    def __init__(self, app: App[None], deliver: Deliver, draw: Callable[[], None]) -> None:
        """`deliver` hands an event to Textual's own dispatch, in the app's message loop; `draw` is called when
        everything that was typed has been dealt with."""
        self._app = app
        self._deliver = deliver
        self._draw = draw
        self._waiting: deque[events.Event] = deque()
        self.idle = asyncio.Event()
        """Set while no key is being dealt with."""
        self.idle.set()

    async def take(self, event: events.Event) -> None:
        """Deliver an event now, or once it is its turn."""
        self._waiting.append(event)
        if self.idle.is_set():
            await self._next()

    def close(self) -> None:
        """Let nothing through until it is opened."""
        self.idle.clear()

    async def open(self) -> None:
        """Let through what came meanwhile."""
        await self._next()

    async def _next(self) -> None:
        if not self._waiting:
            self.idle.set()
            self._app.screen.call_later(self._draw)
            return
        self.idle.clear()
        screen = self._app.screen
        target: DOMNode = screen.focused or screen
        await self._deliver(self._waiting.popleft())
        self._follow(target, screen, _HOPS)

    def _follow(self, node: MessagePump | None, screen: Screen[object], hops: int) -> None:
        """Go the way that a key takes, from the focus up to the app, behind it in every queue."""
        if isinstance(node, DOMNode) and node is not self._app and node.is_running:
            parent = node.parent
            if node.call_later(self._follow, parent, screen, hops):
                return
        self._app.call_later(self._arrived, screen, hops)

    async def _arrived(self, screen: Screen[object], hops: int) -> None:
        now = self._app.screen
        if now is not screen:
            self._wait_for(now)
        elif hops > 1:
            self._follow(now.focused or now, now, hops - 1)
        else:
            await self._next()

    def _wait_for(self, screen: Screen[object]) -> None:
        """Wait until a new screen is there and has taken the focus, then begin again behind it."""
        if self._app.screen is not screen:
            self._wait_for(self._app.screen)
        elif not screen.is_mounted:
            self._app.set_timer(0.005, lambda: self._wait_for(screen))
        else:
            self._follow(screen, screen, _HOPS)
