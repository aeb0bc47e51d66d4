"""A store without a disk, for tests and for trying things out. It merges exactly as the journal does."""

from collections.abc import Callable, Iterator, Mapping
from datetime import datetime, timedelta

import msgspec

from codesign.changes import Change, Committed
from codesign.errors import NotFound, Refused
from codesign.ports import Kept, PurgeReport, Visitor
from codesign.records import Records
from codesign.words import say
from storage.journal import decode, encode
from storage.merge import State
from storage.purging import without_words


class Room(msgspec.Struct):
    """What two stores in memory share, as two processes share a folder."""

    lines: list[bytes] = msgspec.field(default_factory=list)
    visitors: dict[object, Visitor] = msgspec.field(default_factory=dict)
    watchers: list[Callable[[], None]] = msgspec.field(default_factory=list)


class MemoryStore:
    """Implements codesign.ports.Store."""

    def __init__(self, device: str, room: Room | None = None) -> None:
        self._device = device
        self._room = room or Room()
        self._me = object()
        self._lines = self._room.lines
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

    def ahead(self, now: datetime) -> Mapping[str, timedelta]:
        """Return which devices have written with a clock more than a day ahead of `now`, and by how much."""
        return self._state.ahead(now)

    @property
    def writable(self) -> bool:
        """Anybody may write here."""
        return True

    def commit(self, by: str, at: datetime, write: Callable[[Records], Change]) -> Committed | None:
        """Keep a change; see codesign.ports.Store."""
        self.refresh()
        wished = write(self._state.records)
        if not wished.edits:
            return None
        line = self._state.next_line(wished, self._device, by, at)
        self._lines.append(encode(line)[0])
        done = self.refresh()[-1]
        self._tell()
        return done

    def _tell(self) -> None:
        for told in tuple(self._room.watchers):
            told()

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

    def purge(self) -> PurgeReport:
        """Take what is purged out of the lines; there are no files."""
        self.refresh()
        for n, raw in enumerate(self._lines):
            line = decode(raw[:-1])[0]
            if (left := without_words(line, self._state.purges)) is not line:
                self._lines[n] = encode(left)[0]
        return PurgeReport()

    def rescued(self) -> tuple[Kept, ...]:
        """Nothing ever fails to be kept in memory."""
        return ()

    def settle_rescued(self, name: str) -> None:
        """There is none of any name."""
        raise NotFound(say("rescue.none-of-name", name=name))

    def watch(self, told: Callable[[], None]) -> Callable[[], None]:
        """Call `told` after each commit and each move."""
        self._room.watchers.append(told)
        return lambda: self._room.watchers.remove(told)

    def be_at(self, visitor: Visitor) -> None:
        """Let the others see who is here and where."""
        if self._room.visitors.get(self._me) != visitor:
            self._room.visitors[self._me] = visitor
            self._tell()

    def others(self) -> tuple[Visitor, ...]:
        """Return who else has it open."""
        found = (each for owner, each in self._room.visitors.items() if owner != self._me)
        return tuple(sorted(found, key=lambda each: each.order))

    def close(self) -> None:
        """Be here no more."""
        if self._room.visitors.pop(self._me, None) is not None:
            self._tell()


class MemoryShelf:
    """Implements codesign.ports.Shelf."""

    def __init__(self, device: str = "memory0001") -> None:
        self._device = device
        self._all: dict[str, Room] = {}

    def folders(self) -> tuple[str, ...]:
        """Return the names of the partnerships, sorted."""
        return tuple(sorted(self._all))

    def title(self, folder: str) -> str:
        """Return the title of one of them."""
        found = self.open(folder).records.partnership
        return found.name if found is not None else ""

    def open(self, folder: str) -> MemoryStore:
        """Open one of them."""
        if folder not in self._all:
            raise NotFound(say("store.no-folder", folder=folder))
        return MemoryStore(self._device, self._all[folder])

    def create(self, folder: str) -> MemoryStore:
        """Make one."""
        if folder in self._all:
            raise Refused(say("refused.exists", folder=folder))
        return MemoryStore(self._device, self._all.setdefault(folder, Room()))
