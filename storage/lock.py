"""The lock that is held for one commit, and never while the program waits for a person."""

import contextlib
import fcntl
import os
import time
from collections.abc import Iterator
from pathlib import Path

from codesign.errors import Busy
from codesign.words import say
from storage.files import SYSTEM, FileOps, is_still, open_shared

PATIENCE = 10.0
"""Seconds. A commit takes about a millisecond; whoever holds the lock longer was stopped in the middle."""


class FolderLock:
    """An advisory lock (flock) on a file in the partnership's folder; the system drops it with its process."""

    def __init__(self, path: Path, mode: int, ops: FileOps = SYSTEM) -> None:
        self._path = path
        self._mode = mode
        self._ops = ops
        self._fd = -1

    @contextlib.contextmanager
    def held(self) -> Iterator[None]:
        """Hold the lock for the body.

        Raises:
            Busy: another process did not let go of it.
            OSError: the lock file cannot be opened.
        """
        until = time.monotonic() + PATIENCE
        while True:
            if self._fd < 0:
                self._fd = open_shared(self._path, os.O_RDWR | os.O_CLOEXEC, self._mode, self._ops)
            self._take(until)
            if is_still(self._fd, self._path):
                break
            self.close()  # somebody removed the file, and a lock on what was removed keeps nobody out
        try:
            yield
        finally:
            fcntl.flock(self._fd, fcntl.LOCK_UN)

    def _take(self, until: float) -> None:
        """Wait in short steps: a blocking flock could not be given up, and would freeze the screen."""
        pause = 0.0002
        while True:
            try:
                fcntl.flock(self._fd, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except BlockingIOError:
                if time.monotonic() > until:
                    raise Busy(say("store.busy", seconds=int(PATIENCE))) from None
                time.sleep(pause)
                pause = min(pause * 2, 0.002)
            else:
                return

    def close(self) -> None:
        """Let go of the lock file."""
        if self._fd >= 0:
            self._ops.close(self._fd)
            self._fd = -1
