"""Writes a device's own journal: a line is on the disk, whole, or it is not there."""

import contextlib
import errno
import os
from pathlib import Path

from storage.files import FileOps, file_mode, make_folder, open_shared, sync_folder, write_all


class Unknown(OSError):
    """The disk did not say whether a line reached it. Asking again would be told a lie: after a failed fsync the
    pages may be marked clean."""


class OwnJournal:
    """The journal of one device, open for appending. All of it happens under the folder's lock."""

    def __init__(self, path: Path, ops: FileOps) -> None:
        self._path = path
        self._ops = ops
        self._fd = -1

    def append(self, raw: bytes, begins: int, file: int) -> None:
        """Append a line that belongs at byte `begins`, and wait until it is on the disk. `file` is the inode that
        had the journal's name when it was looked at under the lock; 0 where there was none.

        Raises:
            Unknown: it may be on the disk, or not.
            OSError: it is not on the disk, and nothing of it is left in the file.
        """
        if self._open(file) != begins:
            raise OSError(errno.ESTALE, os.strerror(errno.ESTALE))
        try:
            write_all(self._fd, raw, self._ops)
        except OSError as error:
            try:
                self._ops.ftruncate(self._fd, begins)
            except OSError:
                raise Unknown(error.errno, error.strerror) from error
            raise
        try:
            self._ops.fdatasync(self._fd)
        except OSError as error:
            raise Unknown(error.errno, error.strerror) from error

    def cut(self, length: int) -> None:
        """Cut a torn end off."""
        self._open(0)
        self._ops.ftruncate(self._fd, length)
        self._ops.fsync(self._fd)

    def _open(self, file: int) -> int:
        """Open the file, and return how many bytes it has. It is opened anew where somebody put another in its
        place, or the line would go nowhere."""
        if self._fd >= 0 and (found := os.fstat(self._fd)).st_ino == file:
            return found.st_size
        self.close()
        folder = self._path.parent
        make_folder(folder, self._ops)
        fd = open_shared(self._path, os.O_RDWR | os.O_APPEND | os.O_CLOEXEC, file_mode(folder.parent), self._ops)
        try:
            # also where it was there before: whoever made it may have been killed before its name was durable
            sync_folder(folder, self._ops)
            sync_folder(folder.parent, self._ops)
        except OSError:
            self._ops.close(fd)
            raise
        self._fd = fd
        return os.fstat(fd).st_size

    def close(self) -> None:
        """Let go of the file."""
        if self._fd >= 0:
            with contextlib.suppress(OSError):
                self._ops.close(self._fd)
            self._fd = -1
