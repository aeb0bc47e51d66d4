"""Reads the journals of a folder into a state: what is new, what was replaced, what cannot be read.

Reading takes no lock. A line that cannot be read is only then called broken when the lock is held or another
line follows it: without the lock, the newest line may be on its way.
"""

import contextlib
import errno
import os
from collections.abc import Callable, Iterator, Mapping
from heapq import merge as merge_sorted
from pathlib import Path
from zlib import crc32

import msgspec

from codesign.changes import Committed
from codesign.errors import NewerData
from codesign.model import InvalidRecord
from codesign.words import say
from storage.files import FileOps, read_all, sync_file
from storage.journal import Length, Lengths, Line, Unreadable, decode, journals, split
from storage.lock import FolderLock
from storage.merge import Last, State
from storage.snapshot import Span
from storage.tombstones import Tombstones

_NONE = Last()


class Broken(msgspec.Struct, frozen=True):
    """Bytes of a journal that could not be read."""

    device: str
    begins: int
    raw: bytes

    def __str__(self) -> str:
        return say("store.unreadable", journal=f"{self.device}.jsonl", byte=self.begins, n=len(self.raw))

    @property
    def span(self) -> Span:
        """Where they are, and their crc."""
        return Span(self.device, self.begins, len(self.raw), crc32(self.raw))


class Journals:
    """The journals of one folder, read as far as they go."""

    def __init__(self, folder: Path, state: State) -> None:
        self._folder = folder
        self._tombstones = Tombstones(folder.parent)
        self._lengths = Lengths(folder)
        self._state = state
        self._read_to: dict[str, int] = {}
        self._files: dict[str, int] = {}
        """Which file was read of each device; the number of its inode."""
        self._broken: dict[tuple[str, int], Broken] = {}
        self._closed: dict[str, str] = {}
        """Why a journal cannot be opened, by device."""
        self._forked: set[str] = set()
        self._cut_off: list[Broken] = []
        self._unconfirmed: set[str] = set()
        """Devices of which lines were read that may not be on the disk yet."""
        self._sums: dict[str, tuple[Last, int]] = {}
        """By device its last line, and the crc of where that ends: a commit changes that of one."""

    @property
    def broken(self) -> tuple[Broken, ...]:
        """What cannot be read and is still in the journals."""
        return tuple(self._broken.values())

    @property
    def passed_over(self) -> list[Span]:
        """Where the journals hold broken lines that stay there.

        A torn end that could not be cut off yet is none of them: whoever took it for one would write the next
        line behind it, and both would be one broken line.
        """
        return [each.span for each in self.broken if each.begins < self.read_to(each.device)]

    @property
    def problems(self) -> tuple[str, ...]:
        """What is wrong with the journals, a line for each."""
        _known, strange = journals(self._folder)
        return (
            *map(str, (*self.broken, *self._cut_off)),
            *(say("verify.closed", file=f"{device}.jsonl", why=why) for device, why in self._closed.items()),
            *(say("store.forked", journal=f"{device}.jsonl") for device in sorted(self._forked)),
            *(say("store.strange-journal", name=path.name) for path in strange),
        )

    def read_to(self, device: str) -> int:
        """Return up to which byte the journal of a device was read."""
        return self._read_to.get(device, 0)

    def file_of(self, device: str) -> int:
        """Return the inode of a device's journal as it was read; 0 where there was none."""
        return self._files.get(device, 0)

    @property
    def shared(self) -> bool:
        """Whether more than one device writes here. A device never waits for its own lines, so that one that is
        alone needs no seal; the first line of another waits for them once."""
        return len(self._state.last) > 1

    def note_written(self, device: str, ends: int) -> None:
        """Take note of a line that was just written and is in the state already."""
        self._read_to[device] = ends

    @property
    def seal(self) -> bytes:
        """What whoever has the lock writes there when all that was read is on the disk: 8 hex digits that are the
        same for the same lines in the same journals."""
        total = 0
        for device, last in self._state.last.items():
            found = self._sums.get(device)
            if found is None or found[0] is not last:
                found = self._sums[device] = (last, crc32(f"{device} {last.ends} {last.crc}".encode()))
            total += found[1]
        return b"%08x" % (total & 0xFFFFFFFF)

    def confirm(self, own: str, lock: FolderLock, ops: FileOps) -> None:
        """Wait until what was read of other devices is on the disk, unless the lock's seal says that it is.

        Whoever wrote it may have been killed before it was, and what is written next may rest on it.

        Raises:
            OSError: it is not.
        """
        waiting = self._unconfirmed - {own}
        if waiting and lock.seal != self.seal:
            for device in sorted(waiting):
                with contextlib.suppress(PermissionError):  # it was not read, or not lately
                    sync_file(self._folder / f"{device}.jsonl", ops)
        self._unconfirmed.clear()

    # Where to begin

    def begin_at(self, spans: list[Span]) -> bool:
        """Go on where a loaded snapshot ends, if the journals still hold what it was made from."""
        known = self._lengths.now()
        for device, last in self._state.last.items():
            if device not in known:
                return False
            with contextlib.suppress(PermissionError):  # what may not be read was not replaced either
                if not _begins_with(last, self._bytes(device, last.begins, last.ends - last.begins)):
                    return False
        for span in spans:
            raw = self._bytes(span.device, span.begins, span.length) if span.device in known else b""
            if len(raw) != span.length or crc32(raw) != span.crc:
                return False
            self._broken[span.device, span.begins] = Broken(span.device, span.begins, raw)
        self._tombstones.apply(self._state)
        self._read_to = {device: last.ends for device, last in self._state.last.items()}
        self._files = {device: length.file for device, length in known.items()}
        self._unconfirmed = set(known)
        for span in spans:
            self._read_to[span.device] = max(self.read_to(span.device), span.begins + span.length)
        return True

    def forget(self) -> None:
        """Begin anew, state included."""
        self._state.clear()
        self._tombstones.apply(self._state)
        self._read_to.clear()
        self._files.clear()
        self._broken.clear()
        self._closed.clear()
        self._forked.clear()
        self._cut_off.clear()
        self._unconfirmed.clear()

    # Reading

    def catch_up(self, *, locked: bool, own: str, give_way: Callable[[], None] = lambda: None) -> list[Committed]:
        """Take in what the journals hold beyond what was read, and return it, oldest first.

        If a journal was replaced or cut behind our back, everything is read anew and returned, after `give_way`
        was called.

        Raises:
            NewerData: a newer version wrote there.
            FileNotFoundError: a journal that was read is gone.
        """
        known = self._lengths.now()
        if gone := sorted(set(self._read_to) - set(known)):
            raise FileNotFoundError(2, os.strerror(2), f"{gone[0]}.jsonl")
        grown = {
            device: self._tail(device) for device, there in known.items() if there.size != self.read_to(device)
        }
        if self._was_replaced(known, grown):
            give_way()
            self.forget()
            grown = {device: self._tail(device) for device in known}
        self._files = {device: there.file for device, there in known.items()}
        news: list[Committed] = []
        for device, raw in grown.items():
            if raw is not None:
                beyond = raw[self.read_to(device) - self._last(device).begins :]
                news += self._read(device, beyond, locked=locked, own=own)
        return sorted(news, key=lambda each: each.stamp)

    def are_read(self) -> bool:
        """Tell whether every journal is the file that was read, to its end: what is asked most often, at once."""
        known = self._lengths.now()
        return known.keys() == self._read_to.keys() and all(
            there.size == self._read_to[device] and there.file == self._files.get(device)
            for device, there in known.items()
        )

    def as_read(self) -> bool:
        """Tell whether the journals are still the files that were read, whatever was appended to them."""
        return not self._was_replaced(self._lengths.now(), {})

    def _was_replaced(self, known: Mapping[str, Length], grown: Mapping[str, bytes | None]) -> bool:
        """Tell whether a journal is not the one that was read, given how long each is and what is new of it."""
        return (
            any(self._files.get(device, there.file) != there.file for device, there in known.items())
            or any(known[device].size < self.read_to(device) for device in grown)
            or not all(raw is None or _begins_with(self._last(device), raw) for device, raw in grown.items())
        )

    def is_unconfirmed(self, device: str) -> bool:
        """Tell whether lines of a device were read that may be cut off again: they may not be durable yet."""
        return device in self._unconfirmed

    def lacks_lines(self, device: str, n: int) -> bool:
        """Tell whether a journal has no first line any more, or none from a device's n-th on. Purging takes words
        out of lines, and no line away; one that may not be read lacks nothing that is known."""
        with contextlib.suppress(PermissionError):
            return n > 0 and (1 not in (numbers := self._numbers(device)) or max(numbers) < n)
        return False

    def require_beginning(self, device: str) -> None:
        """See that a journal still begins with its first line.

        Raises:
            OSError: it does not.
        """
        if 1 not in self._numbers(device):
            raise OSError(errno.EIO, say("store.lines-gone", journal=f"{device}.jsonl"))

    def _numbers(self, device: str) -> set[int]:
        try:
            return {line.n for line in _decoded(device, self._folder / f"{device}.jsonl")}
        except FileNotFoundError:
            return set()

    def _last(self, device: str) -> Last:
        return self._state.last.get(device, _NONE)

    def _tail(self, device: str) -> bytes | None:
        """Return what a journal holds from the last line on that was read; None where it may not be read."""
        try:
            raw = self._bytes(device, self._last(device).begins)
        except PermissionError as error:
            self._closed[device] = error.strerror or str(error)
            return None
        self._closed.pop(device, None)
        return raw

    def _bytes(self, device: str, begins: int, length: int = -1) -> bytes:
        """Return bytes of a journal; those up to its end where no length is given."""
        fd = os.open(f"{self._folder}/{device}.jsonl", os.O_RDONLY | os.O_CLOEXEC)
        try:
            if length < 0:
                length = max(0, os.fstat(fd).st_size - begins)
            return read_all(fd, length, begins)
        finally:
            os.close(fd)

    def _read(self, device: str, raw: bytes, *, locked: bool, own: str) -> list[Committed]:
        """Take in the bytes beyond what was read of a journal."""
        news: list[Committed] = []
        first = begins = self.read_to(device)
        self._unconfirmed.add(device)
        whole = raw.rfind(b"\n") + 1
        newest = first + whole
        for text in split(raw[:whole]):
            ends = begins + len(text)
            done = self._take_in(device, text, begins, ends)
            if done is not None:
                news.append(done)
            elif ends == newest and not locked:
                return news
            elif ends == newest and device == own:
                # the newest of one's own: what a power cut left of a line; it is cut off with what follows
                break
            else:
                self._broken[device, begins] = Broken(device, begins, text)
            begins = self._read_to[device] = ends
        if locked and device == own and (torn := raw[begins - first :]):
            self._broken[device, begins] = Broken(device, begins, torn)
        return news

    def _take_in(self, device: str, text: bytes, begins: int, ends: int) -> Committed | None:
        try:
            line, crc = decode(text[:-1])
            if line.device != device:
                raise Unreadable("device")
        except Unreadable:
            return None
        if line.n <= self._last(device).n:
            self._forked.add(device)
        try:
            self._state.apply(line, crc, begins, ends)
        except InvalidRecord as error:
            raise NewerData(say("store.newer")) from error
        return line.committed()

    def torn(self, device: str) -> Broken | None:
        """Return the torn end of a device's journal that `catch_up` found under the lock."""
        return self._broken.get((device, self.read_to(device)))

    def note_cut(self, torn: Broken) -> None:
        """Take note that a torn end was cut off."""
        del self._broken[torn.device, torn.begins]
        self._cut_off.append(torn)

    def history(self) -> Iterator[Committed]:
        """Yield all changes in the order of their stamps."""
        known, _strange = journals(self._folder)
        lines = [_committed(device, path) for device, path in known.items() if device not in self._closed]
        return merge_sorted(*lines, key=lambda each: each.stamp)


def _committed(device: str, path: Path) -> Iterator[Committed]:
    return (line.committed() for line in _decoded(device, path))


def _decoded(device: str, path: Path) -> Iterator[Line]:
    with path.open("rb") as file:
        for text in file:
            with contextlib.suppress(Unreadable):
                if text.endswith(b"\n") and (line := decode(text[:-1])[0]).device == device:
                    yield line


def _begins_with(last: Last, raw: bytes) -> bool:
    """Tell whether bytes of a journal begin with the line that was read last there."""
    line = raw[: last.ends - last.begins]
    return len(line) == last.ends - last.begins and crc32(line[9:-1]) == last.crc
