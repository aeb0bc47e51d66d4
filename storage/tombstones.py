"""What was purged, kept beside the journals: copies of the lines that say so. Words that
were kept with a purge are in it until they are purged themselves.

A journal may be replaced by an older one that does not say it yet. What is noted here is known all the same, and
travels with a folder into which a backup is put.
"""

import contextlib
from collections.abc import Iterable
from pathlib import Path

import msgspec

from storage.files import FileOps, file_mode, write_file
from storage.journal import Line, Unreadable, decode, encode, journals, split
from storage.merge import State
from storage.purging import Purges, known_purges, without_words

_NAME = "purged.jsonl"


class Tombstones:
    """The purges that are noted in a partnership's folder."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self.path = folder / _NAME

    def lines(self) -> dict[str, Line]:
        """Return the lines by their stamps; what cannot be read is passed over."""
        with contextlib.suppress(OSError):
            return _purging(self.path.read_bytes())
        return {}

    def apply(self, state: State) -> None:
        """Let a state know of them."""
        for _stamp, line in sorted(self.lines().items()):
            state.purge_as(line)

    def note(self, ops: FileOps, more: Iterable[Line] = ()) -> None:
        """Note what the journals say too, and more lines.

        Raises:
            OSError: it could not be written.
        """
        noted = self.lines()
        found = dict(noted)
        kept, _strange = journals(self._folder / "journal")
        for path in kept.values():
            with contextlib.suppress(PermissionError):
                found |= _purging(path.read_bytes())
        found |= {line.stamp: line for line in more}
        purges = known(found.values())
        found = {stamp: without_words(line, purges) for stamp, line in found.items()}
        if found != noted:
            raw = b"".join(encode(line)[0] for _stamp, line in sorted(found.items()))
            write_file(self.path, raw, file_mode(self._folder), ops)


def known(lines: Iterable[Line]) -> Purges:
    """Return what some lines purge or know of."""
    found: dict[str, set[str]] = {}
    for line in lines:
        for key, stamps in known_purges(line).items():
            found.setdefault(key, set()).update(stamps)
    return {key: tuple(sorted(stamps)) for key, stamps in found.items()}


def known_beside(data: Path, ids: Iterable[str]) -> list[Line]:
    """Return what is known in a data folder, of partnerships that are there or were replaced, of the purges of
    these records."""
    wanted = frozenset(ids)
    lines: dict[str, Line] = {}
    for path in (*data.glob(f"*/{_NAME}"), *data.glob(f"*/*/{_NAME}")):
        lines |= Tombstones(path.parent).lines()
    left = (_of(line, wanted) for _stamp, line in sorted(lines.items()))
    return [line for line in left if line.edits]


def _of(line: Line, wanted: frozenset[str]) -> Line:
    return msgspec.structs.replace(line, edits=tuple(edit for edit in line.edits if edit.id in wanted))


def _purging(raw: bytes) -> dict[str, Line]:
    """Return the lines in bytes that purge, with the edits that do."""
    found = {}
    for text in split(raw):
        if b'"purges"' in text:
            with contextlib.suppress(Unreadable):
                line = decode(text.removesuffix(b"\n"))[0]
                edits = tuple(edit for edit in line.edits if edit.purges)
                if edits:
                    found[line.stamp] = msgspec.structs.replace(line, edits=edits)
    return found
