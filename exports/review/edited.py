"""Which files of the folder for documents were edited since they were written there."""

from collections.abc import Iterator
from pathlib import Path

import msgspec

from codesign.digests import digest
from codesign.imports.foreign import MOST_BYTES
from codesign.model import ExportRecord
from codesign.records import Records

_ENDINGS = frozenset({".md", ".txt", ".docx"})


class Edited(msgspec.Struct, frozen=True):
    """A file that says something else than what was written, or that nobody here has written."""

    path: Path
    size: int
    """Bytes."""


def edited(folder: Path, records: Records) -> tuple[Edited, ...]:
    """Return the files of a folder that may have come back, by name; none where the folder cannot be read."""
    return tuple(sorted(_edited(folder, records), key=lambda each: each.path.name))


def _edited(folder: Path, records: Records) -> Iterator[Edited]:
    known = {each.digest for each in records.all(ExportRecord)}
    try:
        for path in folder.iterdir():
            if path.suffix.lower() not in _ENDINGS or path.name.startswith((".", "~")) or not path.is_file():
                continue
            size = path.stat().st_size
            if size <= MOST_BYTES and digest(path.read_bytes()) not in known:
                yield Edited(path, size)
    except OSError:
        return
