"""board.json: all records as a plain TinyDB file, for fast loading and for anybody with TinyDB.

It is a cache: it can be deleted at any time and is made again from the journals. TinyDB wants its documents
numbered, so they are, and a record's own id is a field. Two tables whose names begin with "_" say how far
into the journals the file goes and under which stamps the fields were written.
"""

from collections.abc import Mapping
from pathlib import Path
from typing import Any

import msgspec
from tinydb.storages import Storage

from codesign.model import TABLES
from storage.files import SYSTEM, FileOps, file_mode, write_file
from storage.journal import FORMAT
from storage.merge import Entry, Last, State


class _Bookkeeping(msgspec.Struct, frozen=True):
    format: int
    last: dict[str, Last]
    unfinished: dict[str, tuple[str, dict[str, Any], str]] = {}


_tables = {name: msgspec.json.Decoder(dict[str, kind]) for name, kind in TABLES.items()}  # type: ignore[valid-type]
_whole = msgspec.json.Decoder(dict[str, msgspec.Raw])
_bookkeeping = msgspec.json.Decoder(dict[str, _Bookkeeping])
_stamps = msgspec.json.Decoder(dict[str, dict[str, str | Entry]])
_encoder = msgspec.json.Encoder(order="deterministic")


class SnapshotFile(Storage):
    """The TinyDB storage of board.json: a write replaces the whole file or leaves it as it was."""

    def __init__(self, path: Path, ops: FileOps = SYSTEM) -> None:
        self.path = path
        self._ops = ops

    def read(self) -> dict[str, dict[str, Any]] | None:
        """Return the tables as TinyDB wants them, None where there is no file."""
        try:
            raw = self.path.read_bytes()
        except FileNotFoundError:
            return None
        found: dict[str, dict[str, Any]] = msgspec.json.decode(raw)
        return found

    def write(self, data: Mapping[str, Mapping[str, Any]]) -> None:
        """Replace the file.

        Raises:
            OSError: it could not be written; the old file is untouched.
        """
        write_file(self.path, _encoder.encode(data), file_mode(self.path.parent), self._ops)

    def save(self, state: State) -> None:
        """Write a state."""
        tables: dict[str, dict[str, Any]] = {
            name: {str(n): record for n, record in enumerate(state.records.all(kind), 1)}
            for name, kind in TABLES.items()
        }
        tables["_store"] = {"1": _Bookkeeping(FORMAT, state.last, state.unfinished)}
        tables["_stamps"] = {"1": state.stamps}
        self.write({name: table for name, table in tables.items() if table})

    def load(self, state: State) -> bool:
        """Fill an empty state from the file, or leave it empty and return False where that cannot be done."""
        try:
            raw = _whole.decode(self.path.read_bytes())
            bookkeeping = _bookkeeping.decode(raw.pop("_store"))["1"]
            stamps = _stamps.decode(raw.pop("_stamps"))["1"]
            tables = [_tables[name].decode(table) for name, table in raw.items()]
        except (OSError, msgspec.DecodeError, KeyError):
            return False  # a cache: whatever is wrong with it, the journals have everything
        if bookkeeping.format != FORMAT:
            return False
        for table in tables:
            for record in table.values():
                state.records.put(record)
        state.stamps.update(stamps)
        state.unfinished.update(bookkeeping.unfinished)
        state.last.update(bookkeeping.last)
        for last in bookkeeping.last.values():
            state.clock.see(last.stamp)
        return True
