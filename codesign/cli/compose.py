"""Puts the program together. Here alone it is known which store, clock and folders are used."""

import functools
import getpass
import os
from datetime import UTC, datetime, tzinfo
from pathlib import Path
from typing import TYPE_CHECKING
from zlib import crc32

import msgspec

from codesign.cli.folders import own_folder
from codesign.ids import TimeIds
from codesign.opened import OpenPartnership
from codesign.organisation import AS_IT_COMES, FILE, Organisation
from codesign.ports import Clock, Ids
from codesign.words import say
from codesign.workspace import Workspace
from storage.drafts import FileDrafts
from storage.filters import FileFilters
from storage.shelf import FolderShelf

if TYPE_CHECKING:
    from storage.learned import FileLearned


class SystemClock:
    """The machine's clock and zone."""

    def now(self) -> datetime:
        """Return the present moment, aware, in UTC."""
        return datetime.now(UTC)

    def zone(self) -> tzinfo | None:
        """Return None: times are shown in the machine's own zone."""
        return None


class Composition(msgspec.Struct, dict=True):
    """What the commands run on. Tests bring their own clock and ids."""

    data: str = ""
    """The data folder; "" for CODESIGN_DATA, or without it the platform's."""
    settings: str = ""
    """The settings file; "" for the person's own."""
    theme: str = ""
    """The colours that were asked for on the command line; "" for those of the settings."""
    clock: Clock = msgspec.field(default_factory=SystemClock)
    ids: Ids | None = None

    @property
    def folder(self) -> Path:
        """The data folder."""
        chosen = self.data or os.environ.get("CODESIGN_DATA")
        if chosen:
            return Path(chosen).expanduser()
        return own_folder("data")

    @property
    def state(self) -> Path:
        """The person's own folder for what must not travel with the data: device id, drafts,
        saved filters, rescued words, hints that were learned."""
        return own_folder("state")

    @property
    def settings_file(self) -> Path:
        """The file in which the person has set how the board looks and which keys do what."""
        if self.settings:
            return Path(self.settings).expanduser()
        return own_folder("config") / "settings.toml"

    @functools.cached_property
    def workspace(self) -> Workspace:
        """The partnerships of the data folder."""
        drafts, filters = (self.state / each / self._data_name for each in ("drafts", "filters"))
        return Workspace(
            FolderShelf(self.folder, self.state, own=(drafts, filters)),
            self.clock,
            self.ids or TimeIds(self.clock.now),
            FileDrafts(drafts),
            _person(),
            FileFilters(filters),
            self._organisation,
        )

    def _organisation(self) -> Organisation:
        """Return what is set for documents. What is wrong there is told by `codesign organisation`, and keeps no
        document from being made."""
        if not (self.folder / FILE).exists():
            return AS_IT_COMES
        from exports.organisation import organisation

        read = organisation(self.folder)
        problem = f"{read.problems[0]} {say('organisation.see')}" if read.problems else ""
        return msgspec.structs.replace(read.organisation, problem=problem)

    @functools.cached_property
    def learned(self) -> "FileLearned":
        """What the person has learned of the program, whatever the data."""
        from storage.learned import FileLearned

        return FileLearned(self.state / "learned.json")

    @property
    def _data_name(self) -> str:
        """A name for the data folder: a draft or a filter of one is no other's business."""
        return f"{crc32(str(self.folder.resolve()).encode()):08x}"

    def exports(self, opened: OpenPartnership) -> Path:
        """Return the folder into which the documents of a partnership are written if no other is named."""
        return self.folder / opened.folder / "exports"


def _person() -> str:
    """Return who is at the keyboard: the login name, as on the shared server that knows its people by it."""
    try:
        return getpass.getuser()
    except (KeyError, OSError):
        return f"user {os.getuid()}"
