"""The line of those who wait for a folder's lock, first come first served.

Whose turn it is has a flock on the folder itself, and everybody else in the line is blocked in the kernel, which
wakes them in the order in which they came and costs nothing meanwhile. A blocked flock cannot be given up, so that
it happens in a thread; the one who waits for the thread can.
"""

import contextlib
import fcntl
import os
import threading
from collections.abc import Iterator
from pathlib import Path


def locked(fd: int) -> bool:
    """Lock an open file; False where somebody else holds it."""
    try:
        fcntl.flock(fd, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    return True


class Line:
    """The line before one folder's lock."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._fd = -1

    @contextlib.contextmanager
    def turn(self, patience: float) -> Iterator[None]:
        """Be next for the body, or after `patience` seconds in which the turn did not come, go on without."""
        with contextlib.ExitStack() as leaving:
            with contextlib.suppress(OSError):
                if self._fd < 0:
                    self._fd = _opened(self._folder)
                if locked(self._fd):
                    leaving.callback(fcntl.flock, self._fd, fcntl.LOCK_UN)
                elif (waiting := _Waiting(_opened(self._folder))).came_within(patience):
                    leaving.callback(waiting.leave)
            yield

    def close(self) -> None:
        """Let go of the folder."""
        if self._fd >= 0:
            os.close(self._fd)
            self._fd = -1


class _Waiting(threading.Thread):
    """Waits for one turn, and lets it go as soon as it comes when nobody waits for it any more."""

    def __init__(self, fd: int) -> None:
        super().__init__(name="turn", daemon=True)
        self._fd = fd
        self._came = threading.Event()
        self._deciding = threading.Lock()
        self._given_up = False

    def came_within(self, patience: float) -> bool:
        """Wait for the turn so many seconds."""
        self.start()
        if self._came.wait(patience):
            return True
        with self._deciding:
            self._given_up = not self._came.is_set()
            return not self._given_up

    def run(self) -> None:
        fcntl.flock(self._fd, fcntl.LOCK_EX)
        with self._deciding:
            if self._given_up:
                self.leave()
            else:
                self._came.set()

    def leave(self) -> None:
        """Let the next one have the turn."""
        os.close(self._fd)


def _opened(folder: Path) -> int:
    return os.open(folder, os.O_RDONLY | os.O_DIRECTORY | os.O_CLOEXEC)
