"""The store of one partnership: journals in a folder, a lock for each commit, a snapshot beside them."""

import contextlib
import errno
import gc
import os
from collections.abc import Callable, Iterator, Mapping
from datetime import date, datetime, timedelta
from pathlib import Path
from zlib import crc32

from codesign.changes import Change, Committed
from codesign.errors import Busy, NewerData, NotSaved, ReadOnly
from codesign.ports import Kept, PurgeReport, Visitor
from codesign.records import Records
from codesign.words import say
from storage.copies import DailyCopies
from storage.files import SYSTEM, FileOps, file_mode, make_folder, write_file
from storage.journal import encode
from storage.lock import FolderLock
from storage.merge import Last, State
from storage.presence import Presence
from storage.reader import Journals
from storage.rescue import Rescue
from storage.snapshot import SnapshotFile
from storage.tombstones import Tombstones
from storage.writer import OwnJournal, Unknown

_SMALL = 1 << 20
"""Bytes. While the journals are shorter, the snapshot is written anew whenever there is anything new."""

_FAILURES: dict[int, tuple[type[NotSaved], str]] = {
    errno.ENOSPC: (NotSaved, "store.full"),
    errno.EDQUOT: (NotSaved, "store.full"),
    errno.EFBIG: (NotSaved, "store.full"),
    errno.EROFS: (ReadOnly, "store.read-only"),
    errno.EACCES: (ReadOnly, "store.read-only"),
    errno.EPERM: (ReadOnly, "store.read-only"),
}


REPLACED = "replaced"
"""The folder in the data folder to which a partnership goes whose place a backup takes."""


class JournalStore:
    """Implements codesign.ports.Store on a folder."""

    def __init__(
        self, folder: Path, device: str, rescue_folder: Path, ops: FileOps = SYSTEM, own: tuple[Path, ...] = ()
    ) -> None:
        """Open the store and load it. `own` are folders of the person's own in which words may stand too: drafts.

        Raises:
            NewerData: a newer version wrote it.
            OSError: the folder cannot be read.
        """
        self._folder = folder
        self._device = device
        self._rescue_folder = rescue_folder
        self._own_folders = own
        self._rescue = Rescue(folder, rescue_folder, ops)
        self._ops = ops
        self._lock = FolderLock(folder / "lock", file_mode(folder), ops)
        self._state = State()
        self._journals = Journals(folder / "journal", self._state)
        self._own = OwnJournal(folder / "journal" / f"{device}.jsonl", ops)
        self._snapshot = SnapshotFile(folder / "board.json", ops)
        self._presence = Presence(folder, device, ops)
        self._copies = DailyCopies(folder, ops)
        self._wrote_on: date | None = None
        """The day of the last commit of one's own."""
        self._snapshot_to: dict[str, int] = {}
        self._refused = ""
        """Why nothing is written any more, until the data has been read afresh."""
        self._news: list[Committed] = []
        """What others committed and nobody has been told yet."""
        self._tried: dict[str, tuple[str, ...]] = {}
        """The purges that could not be done from here, because files are others' own."""
        self._gave_way = b""
        """What the records were before other journals were read that lack some of it."""
        self._lost = ""
        """Where that is kept, in words; "" where it is nothing."""
        with _uncollected():
            said = self._load_snapshot()
            self._journals.catch_up(locked=False, own=device)
        if self._journals.lacks_lines(device, said):
            with contextlib.suppress(OSError):
                self._gave_way = self._snapshot.path.read_bytes()
            self._keep_lost()
        self._finish_purge()

    def _load_snapshot(self) -> int:
        """Begin where board.json ends, or at the beginning where it was not made of these journals; then return up
        to which line of one's own it goes."""
        passed_over = self._snapshot.load(self._state)
        if passed_over is not None and self._journals.begin_at(passed_over):
            self._snapshot_to = {device: last.ends for device, last in self._state.last.items()}
            return 0
        said = self._state.last.get(self._device, Last()).n
        self._journals.forget()
        return said

    def _keep_lost(self) -> None:
        """Keep what gave way to a journal of one's own that does not say it: somebody put an old one in the place
        of a new one. What was purged is not among it."""
        lost = State()
        if not self._gave_way or (passed_over := self._snapshot.load(lost, self._gave_way)) is None:
            return
        lost.purge(self._state.purges)
        lost.unpurged = False
        with contextlib.suppress(OSError):  # then board.json stays as it is, and has it
            kept = self._copies.keep_lost(self._snapshot.whole(lost, passed_over))
            self._lost = say("store.lost", file=kept.relative_to(self._folder.parent))
            self._gave_way = b""

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
        unfinished = (why for _table, _form, why in self._state.unfinished.values())
        return (*([self._lost] if self._lost else []), *self._journals.problems, *unfinished)

    def ahead(self, now: datetime) -> Mapping[str, timedelta]:
        """Return which devices have written with a clock more than a day ahead of `now`, and by how much."""
        return self._state.ahead(now)

    @property
    def writable(self) -> bool:
        """Whether this person may write here."""
        return os.access(self._folder, os.W_OK)

    # Writing

    def commit(self, by: str, at: datetime, write: Callable[[Records], Change]) -> Committed | None:
        """Make a change durable; see codesign.ports.Store."""
        wished: Change | None = None
        try:
            if self._refused:
                raise Unknown(errno.EIO, os.strerror(errno.EIO))
            self._lock.take(self._take_news)
            try:
                self._catch_up(locked=True)
                self._keep_broken()
                wished = write(self._state.records)
                return self._append(wished, by, at) if wished.edits else None
            finally:
                self._lock.release()
        except (OSError, Busy, NewerData) as error:
            if wished is None:  # nothing could be begun; what was wished is still worth keeping
                wished = write(self._state.records)
            raise self._not_saved(error, wished, by, at) from error

    def _append(self, change: Change, by: str, at: datetime) -> Committed:
        line = self._state.next_line(change, self._device, by, at)
        raw, crc = encode(line)
        self._journals.confirm(self._device, self._lock, self._ops)
        begins = self._journals.read_to(self._device)
        self._own.append(raw, begins, self._journals.file_of(self._device))
        ends = begins + len(raw)
        self._state.apply(line, crc, begins, ends)
        self._journals.note_written(self._device, ends)
        if self._journals.shared:
            self._lock.seal = self._journals.seal
        self._wrote_on = at.date()
        return line.committed()

    def _take_news(self) -> None:
        """Take in what others committed, so that there is less to take in under the lock."""
        self._catch_up(locked=False)

    def _catch_up(self, *, locked: bool) -> None:
        if self._journals.are_read():
            return
        with _uncollected():
            self._news += self._journals.catch_up(locked=locked, own=self._device, give_way=self._give_way)
        self._keep_lost()

    def _give_way(self) -> None:
        """Keep what was read where one's own journal lacks lines of it. Those of others may be on their way.

        Raises:
            OSError: it has no beginning: what was read must not give way to that.
        """
        said, spared = self._state.last.get(self._device, Last()).n, self._journals.is_unconfirmed(self._device)
        if self._journals.lacks_lines(self._device, said - spared):
            self._journals.require_beginning(self._device)
            self._gave_way = self._snapshot.whole(self._state, self._journals.passed_over)

    def _keep_broken(self) -> None:
        """Put what cannot be read into quarantine, and cut the torn end of one's own journal off. Only its owner
        may, and only under the lock: another device's journal may be half transferred."""
        if not self._journals.broken:
            return
        for broken in self._journals.broken:
            path = self._folder / "quarantine" / f"{broken.device}-{broken.begins}-{crc32(broken.raw):08x}"
            if not path.exists():
                make_folder(path.parent, self._ops)
                write_file(path, broken.raw, file_mode(self._folder), self._ops)
        if torn := self._journals.torn(self._device):
            self._own.cut(torn.begins)
            self._journals.note_cut(torn)

    def _not_saved(self, error: OSError | Busy | NewerData, change: Change, by: str, at: datetime) -> NotSaved:
        kept = self._rescue.keep(change, by, at) if change.edits else ""
        where = f" {say('store.kept', file=kept)}" if kept else ""
        if isinstance(error, Busy):
            return Busy(f"{error}{where}", kept=kept)
        if isinstance(error, NewerData):
            return NotSaved(f"{say('store.newer-now')}{where}", kept=kept)
        if isinstance(error, Unknown):
            self._refused = say("store.unknown")
            return NotSaved(f"{self._refused}{where}", kept=kept)
        kind, key = _FAILURES.get(error.errno or 0, (NotSaved, "store.failed"))
        why = say(key, folder=self._folder, why=error.strerror or str(error))
        return kind(f"{why}{where}", kept=kept)

    # Purging

    def purge(self) -> PurgeReport:
        """Take purged words out of all files; see codesign.ports.Store."""
        try:
            with self._lock.held():
                self._catch_up(locked=True)
                return self._purge() if self._state.unpurged else PurgeReport()
        except OSError as error:
            kind, key = _FAILURES.get(error.errno or 0, (NotSaved, "store.failed"))
            raise kind(say(key, folder=self._folder, why=error.strerror or str(error))) from error

    def _purge(self) -> PurgeReport:
        from storage.purge import FolderPurge  # it opens archives; few starts have anything to purge

        self._tried = dict(self._state.purges)
        Tombstones(self._folder).note(self._ops)
        replaced = tuple(sorted((self._folder.parent / REPLACED).glob(f"{self._folder.name}-[0-9]*")))
        done = FolderPurge(self._folder, self._state, self._ops).everywhere(
            self._rescue_folder, self._own_folders, replaced
        )
        self._journals.forget()
        with _uncollected():
            self._journals.catch_up(locked=True, own=self._device)
        self._lock.seal = self._journals.seal
        self._write_snapshot(self._snapshot.whole(self._state, self._journals.passed_over))
        return done

    def _finish_purge(self) -> None:
        """Do what another process did not get done, or what came with an old copy; whoever may not write leaves it
        to who may."""
        if self._state.unpurged and self._tried != self._state.purges and self.writable:
            with contextlib.suppress(NotSaved):
                self.purge()

    # The rest of the port

    def refresh(self) -> tuple[Committed, ...]:
        """Take in what others have committed; see codesign.ports.Store."""
        self._take_news()
        self._finish_purge()
        news, self._news = self._news, []
        return tuple(news)

    def history(self) -> Iterator[Committed]:
        """Yield all changes in the order of their stamps."""
        return self._journals.history()

    def rescued(self) -> tuple[Kept, ...]:
        """Return the changes that could not be saved and are kept aside, oldest first."""
        return self._rescue.kept()

    def settle_rescued(self, name: str) -> None:
        """Put a kept change away; see codesign.ports.Store."""
        self._rescue.settle(name)

    def watch(self, told: Callable[[], None]) -> Callable[[], None]:
        """Call `told` from another thread soon after somebody wrote; see codesign.ports.Store."""
        from storage.watch import Watcher

        return Watcher(self._folder, told).stop

    def be_at(self, visitor: Visitor) -> None:
        """Let the others see who is here and where."""
        self._presence.show(visitor)

    def others(self) -> tuple[Visitor, ...]:
        """Return who else has the partnership open."""
        return self._presence.others()

    def close(self) -> None:
        """Write the snapshot where it has fallen behind, and let go of the files."""
        if self._behind():
            with contextlib.suppress(OSError, Busy):  # a cache: without it the next start is slower, no more
                self.save_snapshot()
        self._own.close()
        self._presence.leave()
        with contextlib.suppress(OSError):
            self._lock.close()

    def save_snapshot(self) -> None:
        """Write board.json, and after a change of one's own the day's copy of it. Where journals were replaced it
        is left to who has read them: what stands here may be words that were purged meanwhile.

        Raises:
            OSError: it could not be written; the old one is untouched.
            Busy: another process did not let go of the lock.
        """
        with _uncollected():
            whole = self._snapshot.whole(self._state, self._journals.passed_over)
        with self._lock.held():
            if self._journals.as_read():
                self._write_snapshot(whole)

    def _write_snapshot(self, whole: bytes) -> None:
        self._snapshot.write_whole(whole)
        if self._wrote_on is not None:
            self._copies.keep(whole, self._wrote_on)
            self._wrote_on = None
        self._snapshot_to = {device: last.ends for device, last in self._state.last.items()}

    def _behind(self) -> bool:
        """Tell whether the snapshot is worth writing: always while it is small, later for a tenth more."""
        new = sum(last.ends - self._snapshot_to.get(device, 0) for device, last in self._state.last.items())
        if not new or self._refused or self._gave_way or not self.writable:
            return False
        return sum(self._snapshot_to.values()) < _SMALL or new * 10 > sum(self._snapshot_to.values())


@contextlib.contextmanager
def _uncollected() -> Iterator[None]:
    """Keep the garbage collector away: building a large state otherwise spends most of its time in it."""
    collecting = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if collecting:
            gc.enable()
