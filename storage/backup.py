"""One file that holds partnerships whole: taken while others write, and believed only once every byte was checked.

It is a gzipped tar, so that anybody can look into it: a manifest first, then for each partnership its folder. What
is a cache (board.json) or of the moment (the lock, who is present) is left out.
"""

import contextlib
import gzip
import io
import os
import re
import shutil
import tarfile
from collections.abc import Iterator, Mapping
from datetime import datetime
from pathlib import Path
from zlib import crc32

import msgspec

from codesign.errors import Busy, NotFound, NotSaved, Refused, StoreError
from codesign.words import say
from storage.files import SYSTEM, file_mode, make_folder, make_own_folders, sync_folder, write_file
from storage.journal import Line, Unreadable, decode, journals, split
from storage.lock import FolderLock
from storage.store import REPLACED, JournalStore
from storage.tombstones import Tombstones, known_beside

FORMAT = 1
_MANIFEST = "codesign-backup.json"
_LEFT_OUT = frozenset({"board.json", "lock", "presence", "journal"})
"""What is not taken as it lies: journals are, as far as they went at one moment."""
_FOLDER = re.compile(r"[0-9a-z][0-9a-z-]*")
_NOBODY = "0000000000"
"""A device that writes nothing."""
_EPOCH = 0
"""The time of every file in a backup: the same data gives the same bytes."""


class Manifest(msgspec.Struct, frozen=True):
    """What a backup holds: the crc of each file by its path, "folder/journal/device.jsonl"."""

    format: int
    at: datetime
    files: dict[str, int]

    @property
    def folders(self) -> tuple[str, ...]:
        """The partnerships."""
        return tuple(sorted({name.split("/", 1)[0] for name in self.files}))


class Restored(msgspec.Struct, frozen=True):
    """What became of one partnership: it is in its place, `before` is where that which stood there lies now."""

    folder: str
    changes: int
    before: str = ""
    already: bool = False


_manifest = msgspec.json.Decoder(Manifest)


# Taking one


def back_up(file: Path, data: Path, folders: tuple[str, ...], at: datetime) -> Manifest:
    """Write partnerships of a data folder into one file, each as it was at one moment.

    Raises:
        Refused: the file is there already.
        NotSaved: it cannot be written, or a partnership cannot be read; nothing is left behind.
    """
    if file.exists():
        raise Refused(say("backup.there", file=file))
    try:
        contents = {name: raw for folder in folders for name, raw in _contents(data / folder)}
        manifest = Manifest(FORMAT, at, {name: crc32(raw) for name, raw in contents.items()})
        whole = {_MANIFEST: msgspec.json.format(msgspec.json.encode(manifest), indent=1), **contents}
        write_file(file, _packed(whole), 0o600)
    except OSError as error:
        raise NotSaved(say("backup.not-written", file=file, why=error.strerror or error)) from error
    return manifest


def _contents(folder: Path) -> Iterator[tuple[str, bytes]]:
    known, _strange = journals(folder / "journal")
    for name, size in _sizes(folder, known).items():
        with known[name].open("rb") as journal:
            raw = journal.read(size)
        yield f"{folder.name}/journal/{name}.jsonl", raw[: raw.rfind(b"\n") + 1]
    for path in sorted(folder.rglob("*")):
        inside = path.relative_to(folder)
        hidden = any(part.startswith(".") for part in inside.parts)
        if path.is_file() and not path.is_symlink() and inside.parts[0] not in _LEFT_OUT and not hidden:
            with contextlib.suppress(PermissionError, FileNotFoundError):  # a colleague's rescued words are theirs
                yield f"{folder.name}/{inside.as_posix()}", path.read_bytes()


def _sizes(folder: Path, known: Mapping[str, Path]) -> dict[str, int]:
    """Return how long each journal is at one moment: what is appended later is not of the backup."""
    lock = FolderLock(folder / "lock", file_mode(folder))
    try:
        with lock.held():
            return {name: path.stat().st_size for name, path in known.items()}
    except (PermissionError, Busy):  # who may only read takes what stands there
        return {name: path.stat().st_size for name, path in known.items()}
    finally:
        lock.close()


def _packed(contents: Mapping[str, bytes]) -> bytes:
    packed = io.BytesIO()
    with (
        gzip.GzipFile(fileobj=packed, mode="wb", mtime=_EPOCH) as zipped,
        tarfile.open(fileobj=zipped, mode="w", format=tarfile.PAX_FORMAT) as tar,
    ):
        for name, raw in contents.items():
            entry = tarfile.TarInfo(name)
            entry.size, entry.mode, entry.mtime = len(raw), 0o600, _EPOCH
            tar.addfile(entry, io.BytesIO(raw))
    return packed.getvalue()


# Bringing one back


def read_backup(file: Path) -> tuple[Manifest, dict[str, bytes]]:
    """Return what a backup holds, every byte checked.

    Raises:
        NotFound: there is no such file.
        StoreError: it is no backup, or not whole; the message says what is wrong.
    """
    try:
        contents = _unpacked(file)
        manifest = _manifest.decode(contents.pop(_MANIFEST))
    except FileNotFoundError as error:
        raise NotFound(say("backup.no-file", file=file)) from error
    except (OSError, EOFError, KeyError, tarfile.TarError, msgspec.MsgspecError) as error:
        raise StoreError(say("backup.no-backup", file=file, why=error)) from error
    if manifest.format > FORMAT:
        raise StoreError(say("backup.newer", file=file))
    for name, crc in manifest.files.items():
        if crc32(contents.get(name, b"")) != crc:
            raise StoreError(say("backup.damaged", file=file, name=name))
    return manifest, {name: contents[name] for name in manifest.files if _is_inside(name)}


def _unpacked(file: Path) -> dict[str, bytes]:
    contents = {}
    with tarfile.open(file, "r:gz") as tar:
        for entry in tar:
            if entry.isfile() and (inside := tar.extractfile(entry)) is not None:
                contents[entry.name] = inside.read()
    return contents


def _is_inside(name: str) -> bool:
    """Tell whether a name stays in the folder of its partnership: a backup may come from anywhere."""
    folder, *rest = name.split("/")
    return (
        _FOLDER.fullmatch(folder) is not None
        and bool(rest)
        and all(part not in {"", ".", ".."} and "\0" not in part for part in rest)
    )


def restore(file: Path, data: Path, folders: tuple[str, ...], at: datetime, *, replace: bool) -> list[Restored]:
    """Put the partnerships of a backup (all where none is named) into a data folder.

    Where one stands there already, nothing of it is written over: it goes to `replaced/`, and if it has changes
    that the backup lacks, only with `replace`.

    Raises:
        NotFound: there is no such file, or no such partnership in it.
        Refused: what stands there has changes that the backup lacks; nothing was touched.
        StoreError: the backup is damaged.
        NotSaved: it cannot be written; what stood there stands there.
    """
    manifest, contents = read_backup(file)
    for folder in folders:
        if folder not in manifest.folders:
            raise NotFound(say("backup.not-in", folder=folder, file=file, names=", ".join(manifest.folders)))
    wanted = folders or manifest.folders
    inside = {
        folder: {name.split("/", 1)[1]: raw for name, raw in contents.items() if name.split("/", 1)[0] == folder}
        for folder in wanted
    }
    if not replace:
        for folder, files in inside.items():
            _refuse_newer(data / folder, files)
    try:
        make_own_folders(data)
        return [_restore_one(data, folder, files, at) for folder, files in inside.items()]
    except OSError as error:
        raise NotSaved(say("backup.not-restored", folder=data, why=error.strerror or error)) from error


def _refuse_newer(folder: Path, files: Mapping[str, bytes]) -> None:
    lacking = _lines_lacking(folder, files)
    if lacking:
        raise Refused(say("backup.older", folder=folder.name, n=lacking))


def _lines_lacking(folder: Path, files: Mapping[str, bytes]) -> int:
    """Return how many changes a folder has that the backup has not."""
    known, _strange = journals(folder / "journal")
    lacking = 0
    for device, path in known.items():
        lacking += len(_stamps(path.read_bytes()) - _stamps(files.get(f"journal/{device}.jsonl", b"")))
    return lacking


def _stamps(journal: bytes) -> set[str]:
    """Return the stamps of a journal's lines: a line from which words were purged is still the same."""
    found = set()
    for line in split(journal):
        with contextlib.suppress(Unreadable):
            found.add(decode(line.removesuffix(b"\n"))[0].stamp)
    return found


def _restore_one(data: Path, folder: str, files: Mapping[str, bytes], at: datetime) -> Restored:
    place = data / folder
    changes = sum(raw.count(b"\n") for name, raw in files.items() if name.startswith("journal/"))
    if place.exists() and not _differs(place, files):
        return Restored(folder, changes, already=True)
    beside = data / f".{folder}.{os.getpid()}.restoring"
    try:
        make_folder(beside)
        for name, raw in files.items():
            _write_inside(beside, name, raw)
        _purge_again(beside, data)
        before = _move_away(place, data / REPLACED / f"{folder}-{at:%Y%m%dT%H%M%S}")
        beside.rename(place)
        sync_folder(data)
    finally:
        shutil.rmtree(beside, ignore_errors=True)
    return Restored(folder, changes, before=str(before or ""))


def _purge_again(folder: Path, data: Path) -> None:
    """Take out of what was brought back what is known here to have been purged since."""
    ids = {edit.id for line in _lines_of(folder) for edit in line.edits}
    if known := known_beside(data, ids):
        Tombstones(folder).note(SYSTEM, known)
        JournalStore(folder, _NOBODY, folder / "rescue").close()


def _lines_of(folder: Path) -> Iterator[Line]:
    known, _strange = journals(folder / "journal")
    for path in known.values():
        for text in split(path.read_bytes()):
            with contextlib.suppress(Unreadable):
                yield decode(text.removesuffix(b"\n"))[0]


def _differs(place: Path, files: Mapping[str, bytes]) -> bool:
    known, _strange = journals(place / "journal")
    there = {f"journal/{device}.jsonl": path.read_bytes() for device, path in known.items()}
    return there != {name: raw for name, raw in files.items() if name.startswith("journal/")}


def _write_inside(folder: Path, name: str, raw: bytes) -> None:
    *parts, last = name.split("/")
    for part in parts:
        folder /= part
        make_folder(folder)
    write_file(folder / last, raw, file_mode(folder))


def _move_away(place: Path, to: Path) -> Path | None:
    """Move a partnership out of the way, while nobody writes to it."""
    if not place.exists():
        return None
    make_own_folders(to.parent)
    while to.exists():
        to = to.with_name(f"{to.name}-again")
    lock = FolderLock(place / "lock", file_mode(place))
    try:
        with lock.held():
            place.rename(to)
    finally:
        lock.close()
    sync_folder(to.parent)
    return to
