"""Writes a document to its folder: whole or not at all, never over what a reviewer has edited."""

import contextlib
import enum
import os
from collections.abc import Iterator, Sequence
from datetime import date
from pathlib import Path

from codesign.digests import digest
from codesign.errors import CodesignError
from codesign.text import slug
from codesign.words import say


class NotWritten(CodesignError):
    """The document is not on the disk; the message says why and what to do."""


class Outcome(enum.Enum):
    """What became of a file."""

    CREATED = "created"
    UNCHANGED = "unchanged"
    UPDATED = "updated"
    BESIDE = "beside"
    """The file had been edited, so the new one lies beside it under another name."""


def file_name(on: date, document: str, subject: str, ending: str = "md", marks: Sequence[str] = ()) -> str:
    """Return a name such as 2026-11-12-meeting-notes-river-clean-up-mt2.md; never a path, whatever the subject.

    A long subject is cut; the marks that tell two documents on it apart stand after it, whole.
    """
    return f"{'-'.join((on.isoformat(), *map(slug, (document, subject, *marks))))}.{ending}"


def save(folder: Path, name: str, data: bytes, known: frozenset[str]) -> tuple[Outcome, Path]:
    """Write a file into a folder, which is made where it is missing.

    `known` holds the digests of what this program has written under that name before: such a file is
    replaced, any other is somebody's work and is left alone.

    Raises:
        NotWritten: it cannot be written there.
    """
    try:
        folder.mkdir(parents=True, exist_ok=True)
        return _save(folder / name, data, known)
    except OSError as error:
        raise NotWritten(say("export.not-written", file=folder / name, why=error.strerror or error)) from error


def _save(path: Path, data: bytes, known: frozenset[str]) -> tuple[Outcome, Path]:
    wanted = digest(data)
    with _temporary(path, data) as temporary:
        if _taken(path, temporary):
            return Outcome.CREATED, path
        found = digest(path.read_bytes())
        if found == wanted:
            return Outcome.UNCHANGED, path
        if found in known:
            temporary.replace(path)
            _sync(path.parent)
            return Outcome.UPDATED, path
        for n in range(2, 1000):
            beside = path.with_name(f"{path.stem}-{n}{path.suffix}")
            if _taken(beside, temporary):
                return Outcome.BESIDE, beside
            if digest(beside.read_bytes()) == wanted:
                return Outcome.UNCHANGED, beside
        raise FileExistsError(f"{path.stem}-2 ... -999")


@contextlib.contextmanager
def _temporary(path: Path, data: bytes) -> Iterator[Path]:
    from tempfile import mkstemp  # not needed for what goes to standard output

    handle, name = mkstemp(prefix=f".{path.name}.", suffix=".tmp", dir=path.parent)
    temporary = Path(name)
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        temporary.chmod(0o644)
        yield temporary
    finally:
        temporary.unlink(missing_ok=True)


def _taken(path: Path, temporary: Path) -> bool:
    """Give the finished file its name, unless something already has it. A link never replaces anything."""
    try:
        path.hardlink_to(temporary)
    except FileExistsError:
        return False
    except OSError:  # a file system without hard links, as on many USB sticks
        if path.exists():
            return False
        temporary.replace(path)
    _sync(path.parent)
    return True


def _sync(folder: Path) -> None:
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
