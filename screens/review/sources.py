"""Where a returned document comes from: a file of the folder for documents, another file, or a text to paste."""

import enum
from pathlib import Path

import msgspec

from codesign.records import Records
from codesign.words import say
from exports.review.edited import edited


class Way(enum.Enum):
    FILE = enum.auto()
    OTHER = enum.auto()
    PASTE = enum.auto()


class Source(msgspec.Struct, frozen=True):
    """A line of the list."""

    way: Way
    words: str
    note: str = ""
    path: Path | None = None


def sources(folder: Path, records: Records) -> tuple[Source, ...]:
    """Return what can be chosen: files that were edited since they were written, another file, a text."""
    found = [
        Source(Way.FILE, each.path.name, say("review.size", kilobytes=max(1, each.size // 1000)), each.path)
        for each in edited(folder, records)
    ]
    return (
        *found,
        Source(Way.OTHER, say("review.another-file")),
        Source(Way.PASTE, say("review.paste"), say("review.paste-note")),
    )
