"""Working something out aside, so that keys are never kept waiting."""

import asyncio
from collections.abc import Callable
from typing import Generic, TypeVar

from textual.dom import DOMNode

T = TypeVar("T")


class Aside(Generic[T]):
    """Works out in a thread what a screen shows. Of what is asked for meanwhile, only the last is worked out.

    What is worked out there reads a copy of the records; it touches no store and no widget.
    """

    def __init__(self, screen: DOMNode, done: Callable[[T], object]) -> None:
        """`done` is called in the screen's own turn, unless something else was asked for since."""
        self._screen = screen
        self._done = done
        self._wanted: Callable[[], T] | None = None
        self.busy = False
        """Whether something is being worked out."""

    def ask(self, work: Callable[[], T]) -> None:
        """Work something out in place of what was asked for before."""
        self._wanted = work
        if not self.busy:
            self.busy = True
            self._screen.run_worker(self._work(), group=f"aside {id(self)}")

    async def _work(self) -> None:
        try:
            found = await self._latest()
        finally:
            self.busy = False
        self._done(found)

    async def _latest(self) -> T:
        while True:
            work, self._wanted = self._wanted, None
            assert work is not None, "it was asked for"
            found = await asyncio.to_thread(work)
            if self._wanted is None:
                return found
