"""The store of one partnership: journals in a folder, a lock for each commit, a snapshot beside them."""

import contextlib
import errno
import gc
import os
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import datetime
from heapq import merge as merge_sorted
from pathlib import Path
from zlib import crc32

from codesign.changes import Change, Committed
from codesign.errors import Busy, NewerData, NotSaved, ReadOnly
from codesign.model import InvalidRecord
from codesign.records import Records
from codesign.words import say
from storage.files import (
    SYSTEM,
    FileOps,
    file_mode,
    make_folder,
    open_shared,
    sync_folder,
    write_all,
    write_file,
)
from storage.journal import Line, Unreadable, decode, encode, journals
from storage.lock import FolderLock
from storage.merge import State
from storage.rescue import rescue
from storage.snapshot import SnapshotFile

_SMALL = 1 << 20
"""Bytes. A snapshot below this is written anew whenever there is anything new."""

_FAILURES: dict[int, tuple[type[NotSaved], str]] = {
    errno.ENOSPC: (NotSaved, "store.full"),
    errno.EDQUOT: (NotSaved, "store.full"),
    errno.EFBIG: (NotSaved, "store.full"),
    errno.EROFS: (ReadOnly, "store.read-only"),
    errno.EACCES: (ReadOnly, "store.read-only"),
    errno.EPERM: (ReadOnly, "store.read-only"),
}


@dataclass(frozen=True)
class Problem:
    """Something in a journal that could not be read: where it begins and the bytes as they are."""

    journal: str
    begins: int
    raw: bytes

    def __str__(self) -> str:
        return say("store.unreadable", journal=self.journal, byte=self.begins, n=len(self.raw))


class JournalStore:
    """Implements codesign.ports.Store on a folder.

    Reading takes no lock. A line that cannot be read is only then called broken when the lock is held, for
    without it another process may be in the middle of writing it.
    """

    def __init__(self, folder: Path, device: str, rescue_folder: Path, ops: FileOps = SYSTEM) -> None:
        """Open the store and load it.

        Raises:
            NewerData: a newer version wrote it.
            OSError: the folder cannot be read.
        """
        self._folder = folder
        self._device = device
        self._rescue_folders = (folder / "rescue", rescue_folder)
        self._ops = ops
        self._journal_folder = folder / "journal"
        self._lock = FolderLock(folder / "lock", file_mode(folder), ops)
        self._own = -1
        self._state = State()
        self._broken: dict[tuple[str, int], Problem] = {}
        self._read_to: dict[str, int] = {}
        self._refused = ""
        self._snapshot = SnapshotFile(folder / "board.json", ops)
        self._snapshot_to: dict[str, int] = {}
        self._load(snapshot=True)

    @property
    def records(self) -> Records:
        """The records as they are now; the same object shows later states."""
        return self._state.records

    @property
    def device(self) -> str:
        """The id of the device that writes here."""
        return self._device

    @property
    def problems(self) -> tuple[str, ...]:
        """What could not be read, a line for each."""
        _known, strange = journals(self._journal_folder)
        return (
            *(str(problem) for problem in self._broken.values()),
            *(why for _table, _form, why in self._state.unfinished.values()),
            *(say("store.strange-journal", name=path.name) for path in strange),
        )

    # Loading

    def _load(self, *, snapshot: bool) -> None:
        collecting = gc.isenabled()
        gc.disable()  # building a large state otherwise spends most of its time in the collector
        try:
            self._state.clear()
            self._broken.clear()
            self._read_to.clear()
            if snapshot and self._snapshot.load(self._state):
                if self._snapshot_fits():
                    self._read_to = {device: last.ends for device, last in self._state.last.items()}
                    self._snapshot_to = dict(self._read_to)
                else:
                    self._state.clear()
            self._catch_up()
        finally:
            if collecting:
                gc.enable()

    def _snapshot_fits(self) -> bool:
        """Tell whether each journal still holds the line that the snapshot ends on, where it ended."""
        known, _strange = journals(self._journal_folder)
        for device, last in self._state.last.items():
            if device not in known:
                return False
            with known[device].open("rb") as file:
                file.seek(last.begins)
                raw = file.read(last.ends - last.begins)
            if len(raw) != last.ends - last.begins or crc32(raw[9:-1]) != last.crc:
                return False
        return True

    def _catch_up(self, *, locked: bool = False) -> list[Committed]:
        """Apply what the journals hold beyond what was read, and return it."""
        known, _strange = journals(self._journal_folder)
        sizes = {device: path.stat().st_size for device, path in known.items()}
        read = self._read_to
        if any(sizes.get(device, 0) < offset for device, offset in read.items()):
            # a commit that failed was cut off again after we had read it, or somebody replaced a journal
            self._load(snapshot=False)
            return []
        news: list[Committed] = []
        for device, size in sizes.items():
            if size > read.get(device, 0):
                news.extend(self._read(device, known[device], locked=locked))
        return sorted(news, key=lambda each: each.stamp)

    def _read(self, device: str, path: Path, *, locked: bool) -> list[Committed]:
        news: list[Committed] = []
        begins = self._read_to.get(device, 0)
        with path.open("rb") as file:
            file.seek(begins)
            raw = file.read()
        complete = raw.rfind(b"\n") + 1
        newest = begins + complete
        for text in raw[:complete].splitlines(keepends=True):
            ends = begins + len(text)
            try:
                line, crc = decode(text[:-1])
                if line.device != device:
                    raise Unreadable("device")
            except Unreadable:
                if not locked and ends == newest:
                    break  # the newest line may still be on its way; under the lock it is what it is
                self._report(device, begins, text, keep=locked)
            else:
                self._take_in(line, crc, begins, ends)
                news.append(line.committed())
            begins = self._read_to[device] = ends
        tail = raw[complete:]
        if tail and locked and device == self._device:
            self._report(device, begins, tail, keep=True)
            self._cut(begins)
        return news

    def _take_in(self, line: Line, crc: int, begins: int, ends: int) -> None:
        try:
            self._state.apply(line, crc, begins, ends)
        except InvalidRecord as error:
            self._refused = say("store.newer")
            raise NewerData(self._refused) from error

    def _report(self, device: str, begins: int, raw: bytes, *, keep: bool) -> None:
        """Name what cannot be read, and keep its bytes where that can be done."""
        self._broken[device, begins] = Problem(f"{device}.jsonl", begins, raw)
        path = self._folder / "quarantine" / f"{device}-{begins}-{crc32(raw):08x}"
        if not keep or path.exists():
            return
        make_folder(path.parent, self._ops)
        write_file(path, raw, file_mode(self._folder), self._ops)

    def _cut(self, length: int) -> None:
        """Cut the torn tail of the device's own journal. Only its owner may, and only under the lock."""
        self._open_own()
        self._ops.ftruncate(self._own, length)
        self._ops.fsync(self._own)

    # Writing

    def commit(self, by: str, at: datetime, write: Callable[[Records], Change]) -> Committed | None:
        """Make a change durable; see codesign.ports.Store."""
        if self._refused:
            raise NotSaved(self._refused)
        wished: Change | None = None
        try:
            with self._lock.held():
                self._catch_up(locked=True)
                wished = write(self._state.records)
                return self._append(wished, by, at) if wished.edits else None
        except (OSError, Busy) as error:
            if wished is None:  # the lock was not to be had; what was wished is still worth keeping
                wished = write(self._state.records)
            raise self._not_saved(error, wished, at) from error

    def _append(self, change: Change, by: str, at: datetime) -> Committed:
        line = self._state.next_line(change, self._device, by, at)
        raw, crc = encode(line)
        begins = self._read_to.get(self._device, 0)
        self._open_own()
        try:
            write_all(self._own, raw, self._ops)
        except OSError:
            self._take_off(begins)
            raise
        try:
            self._ops.fdatasync(self._own)
        except OSError:
            # What is on the disk is now unknown, and asking again would be told a lie: the pages may be
            # marked clean. Nothing more is written until the data has been read afresh.
            self._refused = say("store.unknown")
            raise
        ends = begins + len(raw)
        self._state.apply(line, crc, begins, ends)
        self._read_to[self._device] = ends
        return line.committed()

    def _take_off(self, length: int) -> None:
        """Take a half-written line off again; if even that fails, refuse to write after it."""
        try:
            self._ops.ftruncate(self._own, length)
        except OSError:
            self._refused = say("store.unknown")

    def _open_own(self) -> None:
        if self._own >= 0:
            return
        make_folder(self._journal_folder, self._ops)
        path = self._journal_folder / f"{self._device}.jsonl"
        new = not path.exists()
        flags = os.O_RDWR | os.O_APPEND | os.O_CLOEXEC
        self._own = open_shared(path, flags, file_mode(self._folder), self._ops)
        if new:
            sync_folder(self._journal_folder, self._ops)

    def _not_saved(self, error: OSError | Busy, change: Change, at: datetime) -> NotSaved:
        kept = rescue(change, at, self._rescue_folders) if change.edits else ""
        where = f" {say('store.kept', file=kept)}" if kept else ""
        if isinstance(error, Busy):
            return Busy(f"{error}{where}", kept=kept)
        code = error.errno or 0
        kind, key = _FAILURES.get(code, (NotSaved, "store.failed"))
        why = say(key, folder=self._folder, why=error.strerror or str(error))
        return kind(f"{why}{where}", kept=kept)

    # The rest of the port

    def refresh(self) -> tuple[Committed, ...]:
        """Take in what others have committed; see codesign.ports.Store."""
        return tuple(self._catch_up())

    def history(self) -> Iterator[Committed]:
        """Yield all changes in the order of their stamps."""
        known, _strange = journals(self._journal_folder)
        return merge_sorted(*(self._lines(path) for path in known.values()), key=lambda each: each.stamp)

    @staticmethod
    def _lines(path: Path) -> Iterator[Committed]:
        with path.open("rb") as file:
            for text in file:
                with contextlib.suppress(Unreadable):
                    if text.endswith(b"\n"):
                        yield decode(text[:-1])[0].committed()

    def close(self) -> None:
        """Write the snapshot where it has fallen behind, and let go of the files."""
        if self._behind():
            with contextlib.suppress(OSError):  # a cache: without it the next start is slower, no more
                self.save_snapshot()
        if self._own >= 0:
            self._ops.close(self._own)
            self._own = -1
        self._lock.close()

    def save_snapshot(self) -> None:
        """Write board.json.

        Raises:
            OSError: it could not be written; the old one is untouched.
        """
        self._snapshot.save(self._state)
        self._snapshot_to = {device: last.ends for device, last in self._state.last.items()}

    def _behind(self) -> bool:
        """Tell whether the snapshot is worth writing: always while it is small, later for a tenth more."""
        new = sum(last.ends - self._snapshot_to.get(device, 0) for device, last in self._state.last.items())
        if not new or self._refused or not os.access(self._folder, os.W_OK):
            return False
        return sum(self._snapshot_to.values()) < _SMALL or new * 10 > sum(self._snapshot_to.values())
