"""Who else has a partnership open, and where they are in it: without a server, and without a word in the journal.

Each program that shows a partnership keeps one small file in `presence/`, under a lock that the system drops when
the program ends, however it ends. So a file whose lock is free is nobody's, and the next who looks removes it.
"""

import contextlib
import fcntl
import os
from pathlib import Path

import msgspec

from codesign.ports import Visitor
from storage.files import SYSTEM, FileOps, file_mode, make_folder, open_shared, still, write_all

_MOST = 4096
"""Bytes that are read of a file; what is longer is none of ours."""

_encode = msgspec.json.Encoder(order="deterministic").encode
_decoder = msgspec.json.Decoder(Visitor)


class Presence:
    """One program's file in a partnership's `presence/`, and a look at the others'."""

    def __init__(self, folder: Path, device: str, ops: FileOps = SYSTEM) -> None:
        """Nothing is written before `show`."""
        self._folder = folder / "presence"
        self._path = self._folder / f"{device}-{os.getpid()}-{os.urandom(3).hex()}.json"
        self._ops = ops
        self._fd = -1
        self._shown: Visitor | None = None

    def show(self, visitor: Visitor) -> None:
        """Say where one is. Where that cannot be written, one is simply not seen."""
        if visitor == self._shown and self._is_there():
            return
        with contextlib.suppress(OSError):
            if not self._is_there():
                self._enter()
            # in place, for a renamed file would leave the lock behind; who reads meanwhile tries again
            self._ops.ftruncate(self._fd, 0)
            write_all(self._fd, _encode(visitor), self._ops)
            self._shown = visitor

    def _is_there(self) -> bool:
        return self._fd >= 0 and still(self._fd, str(self._path)) is not None

    def _enter(self) -> None:
        """Make the file and lock it. Somebody who looks just then takes it for a dead one's and removes it."""
        make_folder(self._folder, self._ops)
        while not self._is_there():
            self._let_go()
            flags = os.O_RDWR | os.O_APPEND | os.O_CLOEXEC
            self._fd = open_shared(self._path, flags, file_mode(self._folder.parent), self._ops)
            fcntl.flock(self._fd, fcntl.LOCK_EX)  # whoever looks holds it for no longer than a look

    def others(self) -> tuple[Visitor, ...]:
        """Return who else is here, by name and place."""
        try:
            paths = [path for path in self._folder.iterdir() if path.suffix == ".json" and path != self._path]
        except OSError:
            return ()
        found = (visitor for path in paths if (visitor := self._look_at(path)) is not None)
        return tuple(sorted(found, key=lambda each: each.order))

    def _look_at(self, path: Path) -> Visitor | None:
        try:
            fd = os.open(path, os.O_RDONLY | os.O_CLOEXEC | os.O_NOFOLLOW)
        except OSError:
            return None
        try:
            try:
                fcntl.flock(fd, fcntl.LOCK_SH | fcntl.LOCK_NB)
            except BlockingIOError:
                return _decoder.decode(os.read(fd, _MOST))
            with contextlib.suppress(OSError):  # its program has ended; who may only read leaves it
                self._ops.unlink(str(path))
        except (OSError, msgspec.MsgspecError):
            return None  # it is being written at this moment
        else:
            return None
        finally:
            os.close(fd)

    def leave(self) -> None:
        """Be here no more."""
        if self._fd >= 0:
            with contextlib.suppress(OSError):
                self._ops.unlink(str(self._path))
        self._let_go()

    def _let_go(self) -> None:
        if self._fd >= 0:
            with contextlib.suppress(OSError):
                self._ops.close(self._fd)
            self._fd = -1
        self._shown = None
