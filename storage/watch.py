"""Says when it is time to look at what other programs have written to a partnership's folder."""

import contextlib
import threading
from collections.abc import Callable
from pathlib import Path

EVERY = 0.2
"""Seconds after which it says so in any case: some file systems (those of networks above all) tell nothing, and
a system has a limit to how many folders it watches for us."""

_STEP = 40
"""Milliseconds between two looks at what the system has told."""


class Watcher:
    """Watches a folder and everything in it from a thread of its own until it is stopped."""

    def __init__(self, folder: Path, told: Callable[[], None], *, by_events: bool = True) -> None:
        """Begin. `told` is called in that thread: soon after something was written, where the system says so and
        `by_events` is set, and otherwise every fifth of a second."""
        self._folder = folder
        self._told = told
        self._stopped = threading.Event()
        self._thread = threading.Thread(target=self._run, args=(by_events,), name="watcher", daemon=True)
        self._thread.start()

    def _run(self, by_events: bool) -> None:
        if by_events:
            with contextlib.suppress(OSError, RuntimeError):  # a limit was reached, or the folder is gone
                self._follow_events()
        while not self._stopped.wait(EVERY):
            self._told()

    def _follow_events(self) -> None:
        from watchfiles import watch  # 50 ms of start time, and nobody waits for it here

        for _changes in watch(
            self._folder,
            watch_filter=None,
            debounce=_STEP,
            step=_STEP,
            stop_event=self._stopped,
            rust_timeout=int(EVERY * 1000),
            yield_on_timeout=True,
            raise_interrupt=False,
            ignore_permission_denied=True,
        ):
            if not self._stopped.is_set():
                self._told()

    def stop(self) -> None:
        """End, and wait until the thread has."""
        self._stopped.set()
        if self._thread is not threading.current_thread():
            self._thread.join(1.0)
