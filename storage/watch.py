"""Says when it is time to look at what other programs have written to a partnership's folder."""

import contextlib
import os
import threading
import time
from collections.abc import Callable, Iterator
from pathlib import Path

EVERY = 0.2
"""Seconds between two looks. Systems that tell of changes are not asked: some file systems (of networks above all)
tell nothing, so that one would look in any case, and being told is hardly sooner and costs more."""
_IN_ANY_CASE = 2.0
"""Seconds after which it says so in any case: that a program was killed is nowhere written."""


class Watcher:
    """Watches a partnership's folder from a thread of its own until it is stopped."""

    def __init__(self, folder: Path, told: Callable[[], None]) -> None:
        """Begin. `told` is called in that thread, soon after something was written."""
        self._folder = folder
        self._told = told
        self._seen: list[tuple[str, int, int]] = []
        self._said_at = 0.0
        self._stopped = threading.Event()
        self._thread = threading.Thread(target=self._run, name="watcher", daemon=True)
        self._thread.start()

    def _run(self) -> None:
        while not self._stopped.wait(EVERY):
            self._look()

    def _look(self) -> None:
        """Say so if anything was written since the last look, or nothing was said for long."""
        before, self._seen = self._seen, sorted(_files(self._folder))
        if self._seen != before or time.monotonic() - self._said_at > _IN_ANY_CASE:
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
