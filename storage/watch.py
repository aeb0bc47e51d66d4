"""Says when it is time to look at what other programs have written to a partnership's folder."""

import contextlib
import os
import threading
import time
from collections.abc import Callable, Iterator
from pathlib import Path

EVERY = 0.2
"""Seconds after which the watcher looks for itself whether anything was written: some file systems (of networks
above all) tell nothing, and a system has a limit to how many folders it watches for us."""
_IN_ANY_CASE = 2.0
"""Seconds after which it says so in any case: that a program was killed is nowhere written."""

LOOKS_FIRST = 10
"""So often it looks for itself before it asks the system to tell. What that needs takes long to import, and would
keep the first screen waiting."""

_STEP = 80
"""Milliseconds between two looks at what the system has told."""


class Watcher:
    """Watches a folder and everything in it from a thread of its own until it is stopped."""

    def __init__(
        self, folder: Path, told: Callable[[], None], *, by_events: bool = True, looks_first: int = LOOKS_FIRST
    ) -> None:
        """Begin. `told` is called in that thread: soon after something was written, where the system says so and
        `by_events` is set, and otherwise, as at the first `looks_first` times, every fifth of a second."""
        self._folder = folder
        self._told = told
        self._seen: list[tuple[str, int, int]] = []
        self._said_at = 0.0
        self._stopped = threading.Event()
        self._thread = threading.Thread(
            target=self._run, args=(by_events, looks_first), name="watcher", daemon=True
        )
        self._thread.start()

    def _run(self, by_events: bool, looks_first: int) -> None:
        for _ in range(looks_first):
            if self._stopped.wait(EVERY):
                return
            self._look()
        if by_events:
            with contextlib.suppress(OSError, RuntimeError):  # a limit was reached, or the folder is gone
                self._follow_events()
        while not self._stopped.wait(EVERY):
            self._look()

    def _follow_events(self) -> None:
        from watchfiles import watch

        for changes in watch(
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
            if self._stopped.is_set():
                return
            if changes:
                self._say()
            else:
                self._look()

    def _look(self) -> None:
        """Say so if anything was written since the last look, or nothing was said for long."""
        before, self._seen = self._seen, sorted(_files(self._folder))
        if self._seen != before or time.monotonic() - self._said_at > _IN_ANY_CASE:
            self._say()

    def _say(self) -> None:
        self._said_at = time.monotonic()
        self._told()

    def stop(self) -> None:
        """End, and wait until the thread has."""
        self._stopped.set()
        if self._thread is not threading.current_thread():
            self._thread.join(1.0)


def _files(folder: Path) -> Iterator[tuple[str, int, int]]:
    """Yield each file that others write while one works, with its time and its length."""
    for name in ("journal", "presence"):
        with contextlib.suppress(OSError), os.scandir(folder / name) as entries:
            for entry in entries:
                found = entry.stat()
                yield entry.path, found.st_mtime_ns, found.st_size
