"""board.json: all records as a plain TinyDB file, for fast loading and for anybody with TinyDB.

It is a cache: it can be deleted at any time and is made again from the journals. TinyDB wants its documents
numbered, so they are, and a record's own id is a field. Tables whose names begin with "_" say how far into the
journals the file goes, under which stamps the fields were written, and what was purged.
"""

import functools
import os
from collections.abc import Mapping, Sequence
from contextlib import suppress
from pathlib import Path
from typing import Any, cast
from zlib import crc32

import msgspec

from codesign.model import TABLES, Partnership, Record
from storage.entries import Entry
from storage.files import SYSTEM, FileOps, file_mode, write_file
from storage.journal import FORMAT
from storage.merge import Last, State


class Span(msgspec.Struct, frozen=True, array_like=True):
    """Bytes of a journal that could not be read: passed over as long as they stay as they are."""

    device: str
    begins: int
    length: int
    crc: int


class _Bookkeeping(msgspec.Struct, frozen=True):
    format: int
    crc: int
    last: dict[str, Last]
    broken: list[Span] = []
    unfinished: dict[str, tuple[str, dict[str, Any], str]] = {}


class _Purged(msgspec.Struct, frozen=True):
    purges: dict[str, tuple[str, ...]] = {}
    purged_by: set[str] = set()
    unpurged: bool = False


_PURGED = "_purged"
"""The table of what was purged, where anything was."""
_purged = msgspec.json.Decoder(dict[str, _Purged])
_whole = msgspec.json.Decoder(dict[str, msgspec.Raw])
_bookkeeping = msgspec.json.Decoder(dict[str, _Bookkeeping])
_stamps = msgspec.json.Decoder(dict[str, dict[str, str | Entry]])
_encoder = msgspec.json.Encoder(order="deterministic")
_NO_CACHE = (OSError, ValueError, KeyError, RecursionError, msgspec.DecodeError)
"""What reading a cache may raise: whatever is wrong with it, the journals have everything."""


class SnapshotFile:
    """board.json: a write replaces the whole file or leaves it as it was."""

    def __init__(self, path: Path, ops: FileOps = SYSTEM) -> None:
        self.path = path
        self._ops = ops

    def save(self, state: State, broken: Sequence[Span]) -> None:
        """Write a state, and what of the journals it passed over.

        Raises:
            OSError: it could not be written; the old file is untouched.
        """
        self.write_whole(self.whole(state, broken))

    def whole(self, state: State, broken: Sequence[Span]) -> bytes:
        """Return what the file is to hold of a state."""
        tables: dict[str, dict[str, Any]] = {
            name: {str(n): record for n, record in enumerate(state.records.all(kind), 1)}
            for name, kind in TABLES.items()
        }
        tables["_stamps"] = {"1": state.stamps}
        tables[_PURGED] = {"1": _Purged(state.purges, state.purged_by, state.unpurged)} if state.purges else {}
        raw = {name: msgspec.Raw(_encoder.encode(table)) for name, table in tables.items() if table}
        made = _Bookkeeping(FORMAT, 0, state.last, list(broken), state.unfinished)
        return _encoder.encode({**raw, "_store": {"1": msgspec.structs.replace(made, crc=_crc(raw, made))}})

    def write_whole(self, whole: bytes) -> None:
        """Replace the file.

        Raises:
            OSError: it could not be written; the old file is untouched.
        """
        self._sweep()
        write_file(self.path, whole, file_mode(self.path.parent), self._ops)

    def _sweep(self) -> None:
        """Remove what killed processes left half-written: it holds people's words under another name."""
        for path in self.path.parent.glob(f".{self.path.name}.*.tmp"):
            with suppress(OSError, ValueError):
                try:
                    os.kill(int(path.name.split(".")[-2]), 0)
                except ProcessLookupError:
                    self._ops.unlink(str(path))

    def partnership(self, ends: Mapping[str, int]) -> Partnership | None:
        """Return the record of the partnership itself without reading the others; None where there is none here,
        or where the file is not made of journals that end as given, in bytes by device."""
        try:
            raw, bookkeeping = _taken_apart(self.path.read_bytes())
            found = _decoder(Partnership.TABLE).decode(raw[Partnership.TABLE]).values()
        except _NO_CACHE:
            return None
        if {device: last.ends for device, last in bookkeeping.last.items()} != ends:
            return None
        return cast("Partnership", min(found, key=lambda each: each.id))

    def load(self, state: State, whole: bytes | None = None) -> list[Span] | None:
        """Fill an empty state from the file, or from what it held once, and return what it passed over, or leave
        it empty and return None where that cannot be done. A file that somebody else changed is no cache of the
        journals any more."""
        try:
            raw, bookkeeping = _taken_apart(self.path.read_bytes() if whole is None else whole)
            stamps = _stamps.decode(raw.pop("_stamps"))["1"]
            purged = _purged.decode(raw.pop(_PURGED))["1"] if _PURGED in raw else _Purged()
            tables = {name: _decoder(name).decode(table) for name, table in raw.items()}
            ordered = {name: [table[str(n)] for n in range(1, len(table) + 1)] for name, table in tables.items()}
        except _NO_CACHE:
            return None
        for name, records in ordered.items():
            state.records.fill(TABLES[name], records)
        state.stamps.update(stamps)
        state.unfinished.update(bookkeeping.unfinished)
        state.purges.update(purged.purges)
        state.purged_by.update(purged.purged_by)
        state.unpurged = purged.unpurged
        state.last.update(bookkeeping.last)
        for last in bookkeeping.last.values():
            state.clock.see(last.stamp)
        return bookkeeping.broken


def _taken_apart(whole: bytes) -> tuple[dict[str, msgspec.Raw], _Bookkeeping]:
    """Return the tables as they stand in a file, and its bookkeeping.

    Raises:
        ValueError: it is not what was written, or of another version; and what else `_NO_CACHE` names.
    """
    raw = _whole.decode(whole)
    bookkeeping = _bookkeeping.decode(raw.pop("_store"))["1"]
    if bookkeeping.format != FORMAT or bookkeeping.crc != _crc(raw, bookkeeping):
        raise ValueError(bookkeeping.format)
    return raw, bookkeeping


@functools.cache
def _decoder(table: str) -> msgspec.json.Decoder[dict[str, Record]]:
    """Return what decodes a table, made when there first is one.

    Raises:
        KeyError: there is no table of that name.
    """
    kind: Any = TABLES[table]
    return msgspec.json.Decoder(dict[str, kind])


def _crc(raw: Mapping[str, msgspec.Raw], made: _Bookkeeping) -> int:
    """Return a crc of everything in the file but itself."""
    crc = crc32(_encoder.encode(msgspec.structs.replace(made, crc=0)))
    for name in sorted(raw):
        crc = crc32(raw[name], crc32(name.encode(), crc))
    return crc
