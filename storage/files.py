"""The few file operations that durability rests on, behind one name so that tests can record and break them."""

import contextlib
import os
import stat
from pathlib import Path
from typing import Protocol


class FileOps(Protocol):
    """The part of the `os` module that writes. The crash tests put a recorder in its place."""

    def open(self, path: str, flags: int, mode: int = 0o777) -> int: ...
    def write(self, fd: int, data: bytes) -> int: ...
    def pwrite(self, fd: int, data: bytes, offset: int) -> int: ...
    def fsync(self, fd: int) -> None: ...
    def fdatasync(self, fd: int) -> None: ...
    def ftruncate(self, fd: int, length: int) -> None: ...
    def fchmod(self, fd: int, mode: int) -> None: ...
    def replace(self, src: str, dst: str) -> None: ...
    def unlink(self, path: str) -> None: ...
    def mkdir(self, path: str, mode: int = 0o777) -> None: ...
    def close(self, fd: int) -> None: ...


SYSTEM: FileOps = os


def write_all(fd: int, data: bytes, ops: FileOps = SYSTEM) -> None:
    """Write every byte, in as many calls as the system takes for it."""
    while (done := ops.write(fd, data)) < len(data):
        data = data[done:]


def read_all(fd: int, length: int, begins: int) -> bytes:
    """Return so many bytes of an open file from a place on; fewer where it ends before."""
    raw = os.pread(fd, length, begins)
    while len(raw) < length and (more := os.pread(fd, length - len(raw), begins + len(raw))):
        raw += more
    return raw


def sync_folder(folder: Path, ops: FileOps = SYSTEM) -> None:
    """Make the folder's list of names durable."""
    fd = ops.open(str(folder), os.O_RDONLY | os.O_DIRECTORY)
    try:
        ops.fsync(fd)
    finally:
        ops.close(fd)


def sync_file(path: Path, ops: FileOps = SYSTEM) -> None:
    """Make durable what somebody else has written to a file."""
    fd = ops.open(str(path), os.O_RDONLY | os.O_CLOEXEC)
    try:
        ops.fdatasync(fd)
    finally:
        ops.close(fd)


def write_file(path: Path, data: bytes, mode: int, ops: FileOps = SYSTEM) -> None:
    """Put a whole file in the place of an old one: after a crash there is the one or the other.

    Raises:
        OSError: it could not be written; the old file is untouched and nothing is left behind.
    """
    temporary = path.with_name(f".{path.name}.{os.getpid()}.tmp")
    fd = ops.open(str(temporary), os.O_CREAT | os.O_WRONLY | os.O_TRUNC | os.O_NOFOLLOW, mode)
    try:
        try:
            _share(fd, mode, ops)
            write_all(fd, data, ops)
            ops.fsync(fd)
        finally:
            ops.close(fd)
        ops.replace(str(temporary), str(path))
    except OSError:
        with contextlib.suppress(OSError):
            ops.unlink(str(temporary))
        raise
    sync_folder(path.parent, ops)


def open_shared(path: Path, flags: int, mode: int, ops: FileOps = SYSTEM) -> int:
    """Open a file that colleagues may have to open too, making it with the folder's own permissions."""
    try:
        fd = ops.open(str(path), flags | os.O_NOFOLLOW, mode)
    except FileNotFoundError:
        # only now: of a colleague's file in a folder with the sticky bit, Linux does not let one say "make it"
        fd = ops.open(str(path), flags | os.O_CREAT | os.O_NOFOLLOW, mode)
    _share(fd, mode, ops)
    return fd


def found_at(path: str) -> os.stat_result:
    """Return what the file of a name is like. Each commit asks several times, and a Path would take twice as long.

    Raises:
        OSError: there is none, or it cannot be looked at.
    """
    return os.stat(path)  # noqa: PTH116


def still(fd: int, path: str) -> os.stat_result | None:
    """Return what an open file is like, if it is still the one of that name and was not replaced or removed."""
    try:
        now, named = os.fstat(fd), found_at(path)
    except FileNotFoundError:
        return None
    return now if (now.st_ino, now.st_dev) == (named.st_ino, named.st_dev) else None


def _share(fd: int, mode: int, ops: FileOps) -> None:
    """Give a file of one's own the mode it should have, whatever the umask took away."""
    found = os.fstat(fd)
    if found.st_uid == os.geteuid() and stat.S_IMODE(found.st_mode) != mode:
        ops.fchmod(fd, mode)


def make_folder(path: Path, ops: FileOps = SYSTEM) -> None:
    """Make a folder inside another one with that one's permissions; one that is there is left as it is. Its name
    is durable then, also where it was there before: whoever made it may have been killed before it was."""
    with contextlib.suppress(FileExistsError):
        ops.mkdir(str(path), 0o700)
        with contextlib.suppress(PermissionError):
            _share_folder(path, stat.S_IMODE(path.parent.stat().st_mode), ops)
    sync_folder(path.parent, ops)


def _share_folder(path: Path, mode: int, ops: FileOps) -> None:
    fd = ops.open(str(path), os.O_RDONLY | os.O_DIRECTORY | os.O_NOFOLLOW)
    try:
        ops.fchmod(fd, mode)
    finally:
        ops.close(fd)


def make_own_folders(folder: Path, ops: FileOps = SYSTEM) -> None:
    """Make a folder that is one's own alone, and those on the way to it, with every new name durable."""
    missing = [each for each in (folder, *folder.parents) if not each.exists()]
    there = missing[-1].parent if missing else folder
    with contextlib.suppress(PermissionError):
        # whoever made the last one that is there may have been killed before its name was durable
        sync_folder(there.parent, ops)
    for each in reversed(missing):
        with contextlib.suppress(FileExistsError):
            ops.mkdir(str(each), 0o700)
        sync_folder(each.parent, ops)


def file_mode(folder: Path) -> int:
    """Return the mode of files in a folder: whoever may enter and write it may read and write them."""
    return stat.S_IMODE(folder.stat().st_mode) & 0o666 | 0o600
