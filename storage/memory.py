"""A store without a disk, for tests and for trying things out. It merges exactly as the journal does."""

from collections.abc import Callable, Iterator
from datetime import datetime

from codesign.changes import Change, Committed
from codesign.errors import NotFound, Refused
from codesign.records import Records
from codesign.words import say
from storage.journal import decode, encode
from storage.merge import State


class MemoryStore:
    """Implements codesign.ports.Store; two of them share one list of lines as two processes share a folder."""

    def __init__(self, device: str, lines: list[bytes] | None = None) -> None:
        self._device = device
        self._lines = lines if lines is not None else []
        self._read = 0
        self._state = State()
        self.refresh()

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
        return tuple(why for _table, _form, why in self._state.unfinished.values())

    def commit(self, by: str, at: datetime, write: Callable[[Records], Change]) -> Committed | None:
        """Keep a change; see codesign.ports.Store."""
        self.refresh()
        wished = write(self._state.records)
        if not wished.edits:
            return None
        line = self._state.next_line(wished, self._device, by, at)
        self._lines.append(encode(line)[0])
        return self.refresh()[-1]

    def refresh(self) -> tuple[Committed, ...]:
        """Take in the lines that others have added."""
        news = []
        for raw in self._lines[self._read :]:
            line, crc = decode(raw[:-1])
            self._state.apply(line, crc, 0, 0)
            news.append(line.committed())
        self._read = len(self._lines)
        return tuple(news)

    def history(self) -> Iterator[Committed]:
        """Yield all changes in the order of their stamps."""
        return iter(sorted((decode(raw[:-1])[0].committed() for raw in self._lines), key=lambda each: each.stamp))

    def close(self) -> None:
        """Nothing to let go of."""


class MemoryShelf:
    """Implements codesign.ports.Shelf."""

    def __init__(self, device: str = "memory0001") -> None:
        self._device = device
        self._all: dict[str, list[bytes]] = {}

    def folders(self) -> tuple[str, ...]:
        """Return the names of the partnerships, sorted."""
        return tuple(sorted(self._all))

    def open(self, folder: str) -> MemoryStore:
        """Open one of them."""
        if folder not in self._all:
            raise NotFound(say("store.no-folder", folder=folder))
        return MemoryStore(self._device, self._all[folder])

    def create(self, folder: str) -> MemoryStore:
        """Make one."""
        if folder in self._all:
            raise Refused(say("refused.exists", folder=folder))
        return MemoryStore(self._device, self._all.setdefault(folder, []))
