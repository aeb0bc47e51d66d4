"""The data folder: one folder inside it for each partnership."""

import contextlib
from pathlib import Path

from codesign.errors import NotFound, NotSaved, Refused, StoreError
from codesign.words import say
from storage.device import device_id
from storage.files import SYSTEM, FileOps, make_folder, make_own_folders
from storage.journal import Lengths, journals
from storage.snapshot import SnapshotFile
from storage.store import JournalStore


class FolderShelf:
    """Implements codesign.ports.Shelf on a folder, which is made on the first write."""

    def __init__(self, data: Path, state: Path, ops: FileOps = SYSTEM, own: tuple[Path, ...] = ()) -> None:
        """Work in `data`; `state` is the person's own folder, outside of it, for the device's id and rescue, and
        `own` are those for drafts and the like of this data."""
        self._data = data
        self._state = state
        self._ops = ops
        self._own = own

    def folders(self) -> tuple[str, ...]:
        """Return the names of the partnerships' folders, sorted.

        Raises:
            StoreError: the data folder cannot be read.
        """
        try:
            return tuple(sorted(each.name for each in self._data.iterdir() if _is_partnership(each)))
        except FileNotFoundError:
            return ()
        except OSError as error:
            raise StoreError(say("store.no-data-folder", folder=self._data, why=error.strerror)) from error

    def title(self, folder: str) -> str:
        """Return the title of the partnership in a folder; see codesign.ports.Shelf."""
        path = self._data / folder
        with contextlib.suppress(OSError):
            ends = {device: there.size for device, there in Lengths(path / "journal").now().items()}
            if (found := SnapshotFile(path / "board.json").partnership(ends)) is not None:
                return found.name
        with contextlib.closing(self.open(folder)) as store:
            partnership = store.records.partnership
            return partnership.name if partnership is not None else ""

    def open(self, folder: str) -> JournalStore:
        """Open the store in a folder; see codesign.ports.Shelf."""
        path = self._data / folder
        if not _is_partnership(path):
            raise NotFound(say("store.no-folder", folder=folder))
        try:
            return self._opened(path)
        except OSError as error:
            raise StoreError(say("store.no-data-folder", folder=path, why=error.strerror)) from error

    def create(self, folder: str) -> JournalStore:
        """Make a folder for a partnership; see codesign.ports.Shelf."""
        path = self._data / folder
        if _has_lines(path):
            raise Refused(say("refused.exists", folder=folder))
        try:
            make_own_folders(self._data, self._ops)
            make_folder(path, self._ops)
            make_folder(path / "journal", self._ops)
            return self._opened(path)
        except OSError as error:
            raise NotSaved(say("store.no-data-folder", folder=path, why=error.strerror)) from error

    def _opened(self, path: Path) -> JournalStore:
        device = device_id(self._state, self._ops)
        return JournalStore(path, device, self._state / "rescue", self._ops, self._own)


def _is_partnership(path: Path) -> bool:
    """Tell whether a folder holds journals, or the board.json that was made of some that are gone."""
    try:
        return (path / "board.json").exists() or _has_lines(path)
    except OSError:
        return True  # it may not be looked into; opening it says why


def _has_lines(path: Path) -> bool:
    """Tell whether a folder holds a line of a journal. Where founding it was cut short there is none, and it may
    be founded anew, as it may from a copy of board.json where the journals are gone."""
    try:
        known, strange = journals(path / "journal")
        lines = (*known.values(), *(each for each in strange if each.suffix == ".jsonl"))
        return any(_first_line(each).endswith(b"\n") for each in lines)
    except OSError:
        return True


def _first_line(path: Path) -> bytes:
    with path.open("rb") as file:
        return file.readline()
