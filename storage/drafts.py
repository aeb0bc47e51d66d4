"""Half-typed lines, on disk at each key, so that a lost terminal costs nothing."""

import contextlib
import fcntl
import os
from functools import lru_cache
from pathlib import Path
from zlib import crc32

from codesign.text import slug

_SEATS = 50


class FileDrafts:
    """One small file for each draft, in the person's own state folder.

    Each running program takes a seat, which the system frees when the program ends, however it ends; the next
    one takes the free seat that was used last, and with it the drafts that were left there. So two programs of one
    person never write over each other's lines. A draft is not fsynced: it survives the end of the program,
    which is what happens in a meeting, and a key stays cheap.
    """

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._seat: Path | None = None
        self._known: dict[str, str] = {}
        self._left: frozenset[str] = frozenset()
        """The names of the files that lay in the seat when it was taken; since then nobody else writes there."""

    def get(self, key: str) -> str:
        """Return the draft under a key, "" where there is none."""
        if key not in self._known:
            self._known[key] = ""
            with contextlib.suppress(OSError):
                self._known[key] = self._path(key).read_text("utf-8", errors="replace")
        return self._known[key]

    def has(self, key: str) -> bool:
        """Tell whether there is a draft under a key, without reading it."""
        if key not in self._known:
            with contextlib.suppress(OSError):
                self._sit()
                return draft_name(key) in self._left
            self._known[key] = ""
        return bool(self._known[key])

    def put(self, key: str, text: str) -> None:
        """Keep a draft; "" forgets it. A draft that cannot be kept is no error: the text is on screen."""
        if self.get(key) == text:
            return
        self._known[key] = text
        with contextlib.suppress(OSError):
            path = self._path(key)
            if not text:
                path.unlink(missing_ok=True)
                return
            temporary = path.with_suffix(".tmp")
            temporary.write_text(text, "utf-8", errors="replace")
            temporary.replace(path)

    def _path(self, key: str) -> Path:
        return self._sit() / draft_name(key)

    def _sit(self) -> Path:
        if self._seat is None:
            self._seat = self._take_seat()
            self._left = frozenset(each.name for each in self._seat.glob("*.txt"))
        return self._seat

    def _take_seat(self) -> Path:
        """Take the free seat in which something was left last, or else the first free one; the lock on it lives
        as long as the process."""
        seats = [self._folder / str(number) for number in range(1, _SEATS + 1)]
        for seat in sorted(seats, key=_left_at, reverse=True):
            seat.mkdir(parents=True, exist_ok=True, mode=0o700)
            handle = os.open(seat / "taken", os.O_CREAT | os.O_RDWR | os.O_CLOEXEC, 0o600)
            try:
                fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except OSError as error:
                os.close(handle)
                if not isinstance(error, BlockingIOError):
                    raise
            else:
                return seat
        raise OSError("every seat is taken")


@lru_cache(maxsize=1 << 12)
def draft_name(key: str) -> str:
    """Return the name of the file in which the draft under a key lies."""
    # the sum tells apart what a slug does not: of a short name in another script it keeps nothing
    return f"{slug(key, most=100)}-{crc32(key.encode(errors='replace')):08x}.txt"


def _left_at(seat: Path) -> int:
    """Return when the last draft in a seat was put or forgotten, in nanoseconds; 0 where none is left in it."""
    try:
        return seat.stat().st_mtime_ns if any(seat.glob("*.txt")) else 0
    except OSError:
        return 0


class MemoryDrafts:
    """Drafts that last as long as the program, beside `storage.memory`."""

    def __init__(self) -> None:
        self._texts: dict[str, str] = {}

    def get(self, key: str) -> str:
        """Return the draft under a key, "" where there is none."""
        return self._texts.get(key, "")

    def has(self, key: str) -> bool:
        """Tell whether there is a draft under a key."""
        return bool(self._texts.get(key))

    def put(self, key: str, text: str) -> None:
        """Keep a draft in memory."""
        self._texts[key] = text
