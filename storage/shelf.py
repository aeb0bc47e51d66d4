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
            return tuple(sorted(each.name for each in self._data.iterdir() if (each / "journal").is_dir()))
        except FileNotFoundError:
            return ()
        except OSError as error:
            raise StoreError(say("store.no-data-folder", folder=self._data, why=error.strerror)) from error

    def open(self, folder: str) -> JournalStore:
        """Open the store in a folder; see codesign.ports.Shelf."""
        path = self._data / folder
        if not (path / "journal").is_dir():
            raise NotFound(say("store.no-folder", folder=folder))
        try:
            return JournalStore(path, device_id(self._state), self._state / "rescue")
        except OSError as error:
            raise StoreError(say("store.no-data-folder", folder=path, why=error.strerror)) from error

    def create(self, folder: str) -> JournalStore:
        """Make a folder for a partnership; see codesign.ports.Shelf."""
        path = self._data / folder
        if (path / "journal").exists():
            raise Refused(say("refused.exists", folder=folder))
        try:
            if not self._data.exists():
                self._data.mkdir(parents=True, mode=0o700)
                sync_folder(self._data.parent)
            make_folder(path)
            make_folder(path / "journal")
            return JournalStore(path, device_id(self._state), self._state / "rescue")
        except OSError as error:
            raise NotSaved(say("store.no-data-folder", folder=path, why=error.strerror)) from error
