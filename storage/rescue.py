"""Where words go whose commit failed: a file of their own, as near to the data as can be written."""

import contextlib
from datetime import datetime
from pathlib import Path

import msgspec

from codesign.changes import Change
from storage.files import write_file


def rescue(change: Change, at: datetime, folders: tuple[Path, ...]) -> str:
    """Write a change that could not be committed into the first folder that takes it.

    Returns:
        The file's path, "" where none could be written.
    """
    raw = msgspec.json.format(msgspec.json.encode(change), indent=2)
    name = f"{at:%Y%m%dT%H%M%S}-{at.microsecond:06d}.json"
    for folder in folders:
        with contextlib.suppress(OSError):
            folder.mkdir(parents=True, exist_ok=True, mode=0o700)
            write_file(folder / name, raw, 0o600)
            return str(folder / name)
    return ""
