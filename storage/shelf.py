"""The data folder: one folder inside it for each partnership."""

from pathlib import Path

from codesign.errors import NotFound, NotSaved, Refused, StoreError
from codesign.words import say
from storage.device import device_id
from storage.files import make_folder, sync_folder
from storage.store import JournalStore


class FolderShelf:
    """Implements codesign.ports.Shelf on a folder, which is made on the first write."""

    def __init__(self, data: Path, state: Path) -> None:
        """Work in `data`; `state` is the person's own folder, outside of it, for the device's id and rescue."""
        self._data = data
        self._state = state

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

    def open(self, folder: str) -> JournalStore:
        """Open the store in a folder; see codesign.ports.Shelf."""
        path = self._data / folder
        if not _is_partnership(path):
            raise NotFound(say("store.no-folder", folder=folder))
        try:
            return JournalStore(path, device_id(self._state), self._state / "rescue")
        except OSError as error:
            raise StoreError(say("store.no-data-folder", folder=path, why=error.strerror)) from error

    def create(self, folder: str) -> JournalStore:
        """Make a folder for a partnership; see codesign.ports.Shelf."""
        path = self._data / folder
        if _is_partnership(path):
            raise Refused(say("refused.exists", folder=folder))
        try:
            if not self._data.exists():
                _make_with_parents(self._data)
            make_folder(path)
            make_folder(path / "journal")
            return JournalStore(path, device_id(self._state), self._state / "rescue")
        except OSError as error:
            raise NotSaved(say("store.no-data-folder", folder=path, why=error.strerror)) from error


def _is_partnership(path: Path) -> bool:
    """Tell whether a folder holds a journal; one whose founding failed holds none and may be founded anew."""
    try:
        return any((path / "journal").glob("*.jsonl"))
    except OSError:
        return True  # it may not be looked into; opening it says why


def _make_with_parents(folder: Path) -> None:
    """Make the data folder, one's own alone, with every name on the way to it durable."""
    missing = [folder, *folder.parents]
    for each in reversed([path for path in missing if not path.exists()]):
        each.mkdir(mode=0o700, exist_ok=True)
        sync_folder(each.parent)
