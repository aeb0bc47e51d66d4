"""Completing the name of a file while it is typed."""

import os
from contextlib import suppress
from pathlib import Path

from codesign.text import clean


def completed(text: str) -> tuple[str, tuple[str, ...]]:
    """Return a beginning of a path as far as it is certain, and the names that it may go on with.

    Names of folders end in a slash; hidden ones are found by their full stop. A folder that cannot be read has
    none.
    """
    if text == "~":
        return "~/", ()
    folder, slash, begun = text.rpartition("/")
    names = _names(f"{folder}{slash}", begun)
    return f"{folder}{slash}{os.path.commonprefix(names) or begun}", names  # noqa: RUF071 - of names, not of paths


def _names(folder: str, begun: str) -> tuple[str, ...]:
    found = []
    with suppress(OSError, ValueError, RuntimeError), os.scandir(Path(folder or ".").expanduser()) as entries:
        for entry in entries:
            hidden = entry.name.startswith(".") and not begun.startswith(".")
            # what could act on a terminal cannot be typed either
            if entry.name.startswith(begun) and not hidden and clean(entry.name) == entry.name:
                found.append(f"{entry.name}/" if entry.is_dir() else entry.name)
    return tuple(sorted(found))
