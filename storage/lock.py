"""The lock that is held for one commit, and never while the program waits for a person."""

import contextlib
import fcntl
import os
import time
from collections.abc import Callable, Iterator
from pathlib import Path

from codesign.errors import Busy
from codesign.words import say
from storage.files import SYSTEM, FileOps, found_at, open_shared
from storage.turn import Line, locked

PATIENCE = 10.0
"""Seconds. A commit takes about a millisecond; whoever holds the lock longer was stopped in the middle."""
_COURTESY = 1.0
"""Seconds. So long one waits for one's turn; whoever has the turn and does not use it was stopped too."""
_RUN = 0.05
"""Seconds. So long after one's turn came one writes on without waiting for the next: many lines of each in a run
are several times as fast for everybody as a line of each in turn. Only who writes line after line without a pause
ever comes to a second line in a run, so that among people nobody waits for one."""
_LOOK = 0.01
"""Seconds between two looks at what others wrote, while one waits for the lock itself."""
_SEAL = 8
"""Bytes of the lock file's content."""


def _idle() -> None:
    """Do nothing while one waits."""


class FolderLock:
    """An advisory lock (flock) on a file in the partnership's folder; the system drops it with its process.

    The file holds the seal: by it whoever has the lock tells the next one what is surely on the disk. It is never
    synced, because nothing rests on it: a seal that is lost costs a sync that was not needed.
    """

    def __init__(self, path: Path, mode: int, ops: FileOps = SYSTEM) -> None:
        self._path = path
        self._named = str(path)
        self._mode = mode
        self._ops = ops
        self._fd = -1
        self._inode = 0
        self._line = Line(path.parent)
        self._run_ends = 0.0

    @contextlib.contextmanager
    def held(self, meanwhile: Callable[[], None] = _idle) -> Iterator[None]:
        """Hold the lock for the body; while it has to be waited for, `meanwhile` is called now and then.

        Raises:
            Busy: another process did not let go of it.
            OSError: the lock file cannot be opened.
        """
        self.take(meanwhile)
        try:
            yield
        finally:
            self.release()

    def take(self, meanwhile: Callable[[], None] = _idle) -> None:
        """Take the lock, to be released by `release`: `held` for a commit, of which each step counts.

        Raises:
            Busy: another process did not let go of it.
            OSError: the lock file cannot be opened.
        """
        now = time.monotonic()
        until = now + PATIENCE
        self._open()
        if now >= self._run_ends or not locked(self._fd):
            # Only one at a time waits for the lock itself. Else whoever writes line after line has it again
            # before those who wait look for it the next time, and they are told that it is busy.
            with self._line.turn(min(_COURTESY, PATIENCE)):
                self._take(until, meanwhile)
            self._run_ends = time.monotonic() + _RUN
        while not self._is_still_there():
            self._drop()  # somebody removed the file, and a lock on what was removed keeps nobody out
            self._open()
            self._take(until, meanwhile)

    def release(self) -> None:
        """Let the lock go."""
        fcntl.flock(self._fd, fcntl.LOCK_UN)

    def _is_still_there(self) -> bool:
        try:
            return found_at(self._named).st_ino == self._inode
        except OSError:
            return False  # and where it cannot even be looked at, opening it will say why

    @property
    def seal(self) -> bytes:
        """What was last written here under the lock. Read and write it only there."""
        return os.pread(self._fd, _SEAL, 0)

    @seal.setter
    def seal(self, seal: bytes) -> None:
        """Tell the next one. Only who has the lock may."""
        with contextlib.suppress(OSError):  # a full disk; the next one will sync what it did not need to
            self._ops.pwrite(self._fd, seal, 0)

    def _open(self) -> None:
        if self._fd < 0:
            self._fd = open_shared(self._path, os.O_RDWR | os.O_CLOEXEC, self._mode, self._ops)
            self._inode = os.fstat(self._fd).st_ino

    def _take(self, until: float, meanwhile: Callable[[], None]) -> None:
        # only one at a time waits here, and whoever has the lock needs a fraction of a millisecond
        if not _wait_for(self._fd, until, 0.001, meanwhile):
            raise Busy(say("store.busy", seconds=int(PATIENCE)))

    def close(self) -> None:
        """Let go of the lock file."""
        self._line.close()
        self._drop()

    def _drop(self) -> None:
        if self._fd >= 0:
            self._ops.close(self._fd)
            self._fd = -1


def _wait_for(fd: int, until: float, step: float, meanwhile: Callable[[], None]) -> bool:
    """Lock an open file; False where somebody else holds it all the time.

    It is waited in short steps (seconds): a blocking flock could not be given up, and would freeze the screen.
    """
    look = 0.0
    while not locked(fd):
        if (now := time.monotonic()) > until:
            return False
        if now >= look:
            meanwhile()
            look = time.monotonic() + _LOOK
        time.sleep(step)
    return True
