"""Copies of board.json: one for each of the last days on which something was changed, and those that hold what the
journals have lost.

The journals are the truth, and a backup holds them whole. These copies are for the day on which somebody finds the
journals gone and no backup made: they hold every record as it stood, without its history.
"""

import contextlib
import re
from datetime import date, datetime
from pathlib import Path
from zlib import crc32

from codesign.changes import Change, change
from codesign.errors import NotFound, Refused, StoreError
from codesign.model import Partnership, Record
from codesign.patterns import pattern
from codesign.ports import Store
from codesign.records import Records
from codesign.words import say
from storage.files import SYSTEM, FileOps, file_mode, make_folder, write_file
from storage.merge import State
from storage.snapshot import SnapshotFile
from storage.tombstones import known_beside

DAYS = 7
"""How many are kept."""

_NAME = pattern(r"board-\d{4}-\d{2}-\d{2}\.json")
_LOST = pattern(r"board-lost-[0-9a-f]{8}\.json")


class DailyCopies:
    """The copies in a partnership's `backups/`."""

    def __init__(self, folder: Path, ops: FileOps = SYSTEM) -> None:
        self._folder = folder
        self._ops = ops

    @property
    def _backups(self) -> Path:
        return self._folder / "backups"

    def keep(self, snapshot: bytes, day: date) -> None:
        """Keep a snapshot as the copy of a day, over an earlier one of that day, and let the oldest go.

        Raises:
            OSError: it could not be written; the copies that are there are untouched.
        """
        make_folder(self._backups, self._ops)
        write_file(self._backups / f"board-{day}.json", snapshot, file_mode(self._folder), self._ops)
        for old in self.daily()[:-DAYS]:
            with contextlib.suppress(OSError):
                self._ops.unlink(str(old))

    def keep_lost(self, snapshot: bytes) -> Path:
        """Keep a snapshot that says more than the journals, and return where. These copies are not let go.

        Raises:
            OSError: it could not be written.
        """
        path = self._backups / f"board-lost-{crc32(snapshot):08x}.json"
        if not path.exists():
            make_folder(self._backups, self._ops)
            write_file(path, snapshot, file_mode(self._folder), self._ops)
        return path

    def daily(self) -> list[Path]:
        """Return the copies of the last days, the oldest first."""
        return self._named(_NAME)

    def lost(self) -> list[Path]:
        """Return the copies that say more than the journals did once."""
        return self._named(_LOST)

    def all(self) -> list[Path]:
        """Return all copies."""
        return self.daily() + self.lost()

    def _named(self, name: re.Pattern[str]) -> list[Path]:
        if not self._backups.is_dir():
            return []
        return sorted(path for path in self._backups.iterdir() if name.fullmatch(path.name))


def records_of_copy(file: Path, data: Path) -> tuple[Record, ...]:
    """Return the records in a copy, every byte checked, without words that are known in a data folder to have been
    purged since.

    Raises:
        NotFound: there is no such file.
        StoreError: it is no copy of board.json, or it is damaged.
    """
    if not file.is_file():
        raise NotFound(say("backup.no-file", file=file))
    state = State()
    if SnapshotFile(file).load(state) is None or state.records.partnership is None:
        raise StoreError(say("backup.no-copy", file=file))
    for line in known_beside(data, {each.id for each in state.records}):
        state.purge_as(line)
    return tuple(state.records)


def restore_copy(records: tuple[Record, ...], store: Store, by: str, at: datetime) -> None:
    """Begin a new journal with the records of a copy, as one change.

    Raises:
        Refused: the store holds a partnership already.
        NotSaved: it is not durable.
    """

    def write(there: Records) -> Change:
        if there.partnership is not None:
            raise Refused(say("refused.exists", folder=there.partnership.name))
        return change(say("label.from-copy"), *((None, each) for each in records), bookkeeping=True)

    store.commit(by, at, write)


def partnership_of(records: tuple[Record, ...]) -> Partnership:
    """Return the record of the partnership itself."""
    return next(each for each in records if isinstance(each, Partnership))
