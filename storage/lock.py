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
_COURTESY = 1.0
"""Seconds. So long one waits for one's turn; whoever has the turn and does not use it was stopped too."""


class FolderLock:
    """An advisory lock (flock) on a file in the partnership's folder; the system drops it with its process."""

    def __init__(self, path: Path, mode: int, ops: FileOps = SYSTEM) -> None:
        self._path = path
        self._mode = mode
        self._ops = ops
        self._fd = -1
        self._line = -1
        """The folder, opened: whoever waits for the lock holds a lock on that meanwhile."""

    @contextlib.contextmanager
    def held(self) -> Iterator[None]:
        """Hold the lock for the body.

        Raises:
            Busy: another process did not let go of it.
            OSError: the lock file cannot be opened.
        """
        until = time.monotonic() + PATIENCE
        self._open()
        with self._turn():
            self._take(until)
            while not is_still(self._fd, self._path):
                self._drop()  # somebody removed the file, and a lock on what was removed keeps nobody out
                self._open()
                self._take(until)
        try:
            yield
        finally:
            fcntl.flock(self._fd, fcntl.LOCK_UN)

    def _open(self) -> None:
        if self._fd < 0:
            self._fd = open_shared(self._path, os.O_RDWR | os.O_CLOEXEC, self._mode, self._ops)

    def _take(self, until: float) -> None:
        if not _locked(self._fd, until):
            raise Busy(say("store.busy", seconds=int(PATIENCE)))

    @contextlib.contextmanager
    def _turn(self) -> Iterator[None]:
        """Wait in line, so that only one at a time waits for the lock itself.

        Else whoever writes line after line has the lock again before those who wait look for it the next time,
        and they are told that it is busy. It keeps nobody out: who gets no turn goes on without.
        """
        has_turn = False
        with contextlib.suppress(OSError):
            if self._line < 0:
                self._line = os.open(self._path.parent, os.O_RDONLY | os.O_DIRECTORY | os.O_CLOEXEC)
            has_turn = _locked(self._line, time.monotonic() + min(_COURTESY, PATIENCE))
        try:
            yield
        finally:
            if has_turn:
                fcntl.flock(self._line, fcntl.LOCK_UN)

    def close(self) -> None:
        """Let go of the lock file."""
        if self._line >= 0:
            os.close(self._line)
            self._line = -1
        self._drop()

    def _drop(self) -> None:
        if self._fd >= 0:
            self._ops.close(self._fd)
            self._fd = -1


def _locked(fd: int, until: float) -> bool:
    """Lock an open file; False where somebody else holds it all the time.

    It is waited in short steps: a blocking flock could not be given up, and would freeze the screen.
    """
    pause = 0.0002
    while True:
        try:
            fcntl.flock(fd, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            if time.monotonic() > until:
                return False
            time.sleep(pause)
            pause = min(pause * 2, 0.002)
        else:
            return True
