"""Saved filters: one file for each partnership, in the person's own state folder."""

import contextlib
from collections.abc import Callable, Iterator
from pathlib import Path
from zlib import crc32

import msgspec

from codesign.errors import NotSaved, StoreError
from codesign.ports import SavedFilter
from codesign.text import folded, slug
from codesign.words import say
from storage.files import SYSTEM, FileOps, make_own_folders, write_file
from storage.lock import FolderLock

_decoder = msgspec.json.Decoder(tuple[SavedFilter, ...])


class FileFilters:
    """Implements codesign.ports.SavedFilters.

    The file is read each time, because another program of the same person may have written it; it is written whole
    and under a lock, so that two of them never lose each other's filters. A file that cannot be read is left for a
    person to look at, and nothing is written over it.
    """

    def __init__(self, folder: Path, ops: FileOps = SYSTEM) -> None:
        """Nothing is made before the first filter is saved."""
        self._folder = folder
        self._ops = ops

    def of(self, folder: str) -> tuple[SavedFilter, ...]:
        """Return those of a partnership's folder, by name; see codesign.ports.SavedFilters."""
        path = self._path(folder)
        try:
            return _decoder.decode(path.read_bytes())
        except FileNotFoundError:
            return ()
        except (OSError, ValueError) as error:
            raise StoreError(say("filter.unreadable", file=path, why=_why(error))) from error

    def save(self, folder: str, saved: SavedFilter) -> None:
        """Keep a filter; see codesign.ports.SavedFilters."""
        self._write(folder, lambda there: _with(there, saved))

    def forget(self, folder: str, name: str) -> None:
        """Forget a filter; see codesign.ports.SavedFilters."""
        if any(folded(each.name) == folded(name) for each in self.of(folder)):
            self._write(folder, lambda there: _without(there, name))

    def _write(self, folder: str, change: Callable[[tuple[SavedFilter, ...]], tuple[SavedFilter, ...]]) -> None:
        path = self._path(folder)
        try:
            make_own_folders(self._folder, self._ops)
            with self._locked():
                changed = change(self.of(folder))
                raw = msgspec.json.format(msgspec.json.encode(changed), indent=2)
                write_file(path, raw + b"\n", 0o600, self._ops)
        except OSError as error:
            raise NotSaved(say("filter.not-saved", file=path, why=_why(error))) from error

    @contextlib.contextmanager
    def _locked(self) -> Iterator[None]:
        lock = FolderLock(self._folder / "lock", 0o600, self._ops)
        try:
            with lock.held():
                yield
        finally:
            lock.close()

    def _path(self, folder: str) -> Path:
        # the sum tells apart what a slug does not
        return self._folder / f"{slug(folder)}-{crc32(folder.encode(errors='replace')):08x}.json"


class MemoryFilters:
    """Saved filters that last as long as the program, beside `storage.memory`."""

    def __init__(self) -> None:
        self._saved: dict[str, tuple[SavedFilter, ...]] = {}

    def of(self, folder: str) -> tuple[SavedFilter, ...]:
        """Return those of a partnership's folder, by name."""
        return self._saved.get(folder, ())

    def save(self, folder: str, saved: SavedFilter) -> None:
        """Keep a filter in memory."""
        self._saved[folder] = _with(self.of(folder), saved)

    def forget(self, folder: str, name: str) -> None:
        """Forget a filter."""
        self._saved[folder] = _without(self.of(folder), name)


def _with(there: tuple[SavedFilter, ...], saved: SavedFilter) -> tuple[SavedFilter, ...]:
    return tuple(sorted((*_without(there, saved.name), saved), key=lambda each: folded(each.name)))


def _without(there: tuple[SavedFilter, ...], name: str) -> tuple[SavedFilter, ...]:
    return tuple(each for each in there if folded(each.name) != folded(name))


def _why(error: Exception) -> str:
    return getattr(error, "strerror", None) or str(error)
