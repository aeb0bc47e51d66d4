"""What a person has learned of the program, in one small file of their own state folder."""

import contextlib
import os
from pathlib import Path

import msgspec

from codesign.ports import Seen

_decoder = msgspec.json.Decoder(dict[str, Seen])


class FileLearned:
    """Implements codesign.ports.Learned.

    The file is read once, and again before each time that it is written, so that two programs of one person add to
    each other. Without a lock: at the worst a hint is seen once more. Nothing about it is an error.
    """

    def __init__(self, file: Path) -> None:
        self._file = file
        self._known: dict[str, Seen] | None = None

    def get(self, name: str) -> Seen:
        """Return what is known of a name."""
        if self._known is None:
            self._known = self._read()
        return self._known.get(name, Seen())

    def put(self, name: str, seen: Seen) -> None:
        """Keep it, on the disk if that can be done and else until the program ends."""
        self._known = {**self._read(), **(self._known or {}), name: seen}
        with contextlib.suppress(OSError):
            self._file.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
            temporary = self._file.with_suffix(f".{os.getpid()}.tmp")
            temporary.write_bytes(msgspec.json.encode(self._known))
            temporary.replace(self._file)

    def _read(self) -> dict[str, Seen]:
        with contextlib.suppress(OSError, ValueError):
            return _decoder.decode(self._file.read_bytes())
        return {}


class MemoryLearned:
    """What is learned as long as the program runs, beside `storage.memory`."""

    def __init__(self) -> None:
        self._known: dict[str, Seen] = {}

    def get(self, name: str) -> Seen:
        """Return what is known of a name."""
        return self._known.get(name, Seen())

    def put(self, name: str, seen: Seen) -> None:
        """Keep it in memory."""
        self._known[name] = seen
