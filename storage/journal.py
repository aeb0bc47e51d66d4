"""The journal: one file for each device, one line for each commit, appended by that device alone.

    8 hex digits of crc32, a space, JSON, a newline

The crc is of the JSON's bytes. Each line also carries the crc of the device's line before it, so that a
forked copy of a device shows itself.
"""

import io
import os
import re
import time
import zlib
from collections.abc import Mapping
from datetime import datetime
from pathlib import Path

import msgspec

from codesign.changes import Change, Committed, Edit
from codesign.errors import NewerData
from codesign.words import say
from storage.files import found_at
from storage.migrations import brought_up
from storage.stamps import is_stamp_of

FORMAT = 1
"""The version of the line's form that this program writes."""

_TICK = 100_000_000
"""Nanoseconds; a file system's clock goes in steps of 10 milliseconds at most (a jiffy), some count in 20."""

_NAME = re.compile(r"([0-9a-z]{8,32})\.jsonl")


class Line(msgspec.Struct, frozen=True, gc=False, omit_defaults=True):
    """One commit. `n` counts a device's lines from 1; `after` is the crc of its line before."""

    v: int
    device: str
    n: int
    stamp: str
    by: str
    at: datetime
    label: str
    edits: tuple[Edit, ...]
    after: int = 0
    base: Mapping[str, Mapping[str, tuple[str, ...]]] = {}
    """By record and path, the stamps of the texts that the author saw and replaces."""
    knows: Mapping[str, tuple[str, ...]] = {}
    """By record that it names and whose words were purged, the stamps of the changes that did it, as far as the
    author knew of them. What was written without knowing is purged, whenever it comes."""
    undoes: str = ""
    again: bool = False
    bookkeeping: bool = False

    def committed(self) -> Committed:
        """Return the change as the rest of the program knows it."""
        change = Change(self.label, self.edits, self.undoes, self.again, self.bookkeeping)
        return Committed(change, self.stamp, self.by, self.at, self.device)


class Unreadable(ValueError):
    """A line whose crc or form is wrong, or that is not of the device in whose journal it stands."""


_encoder = msgspec.json.Encoder(order="deterministic")
_decoder = msgspec.json.Decoder(Line)


class _Version(msgspec.Struct):
    v: int


_version = msgspec.json.Decoder(_Version)


def encode(line: Line) -> tuple[bytes, int]:
    """Return the bytes of a line, newline included, and its crc."""
    body = _encoder.encode(line)
    crc = zlib.crc32(body)
    return b"%08x " % crc + body + b"\n", crc


def decode(raw: bytes) -> tuple[Line, int]:
    """Return the line that the bytes hold, without their newline, and its crc.

    Raises:
        Unreadable: they are not what was written.
        NewerData: a newer version of the program wrote them.
    """
    body = raw[9:]
    crc = zlib.crc32(body)
    if raw[:9] != b"%08x " % crc:
        raise Unreadable("crc")
    try:
        try:
            line = _decoder.decode(body)
        except msgspec.ValidationError:  # a newer version may write other fields
            _refuse_newer(_version.decode(body).v)
            raise
        if line.v != FORMAT:
            _refuse_newer(line.v)
            line = msgspec.structs.replace(line, edits=brought_up(line.edits, line.v))
    except (msgspec.DecodeError, ValueError, RecursionError) as error:
        raise Unreadable(str(error)) from error
    if not is_stamp_of(line.stamp, line.device):
        raise Unreadable("stamp")
    return line, crc


def _refuse_newer(version: int) -> None:
    if version > FORMAT:
        raise NewerData(say("store.newer"))


def split(raw: bytes) -> list[bytes]:
    """Return the lines in the bytes of a journal, each with its newline; the last one may have none.

    Only a newline ends a line: a carriage return is no byte of a whole one, and must not make two of a broken one.
    """
    return io.BytesIO(raw).readlines()


def journals(folder: Path) -> tuple[dict[str, Path], tuple[Path, ...]]:
    """Return the journal of each device, and the files beside them whose names are no device's."""
    found: dict[str, Path] = {}
    strange: list[Path] = []
    for entry in _entries(folder):
        if device := _device_of(entry):
            found[device] = folder / entry.name
        elif not entry.name.startswith("."):
            strange.append(folder / entry.name)
    return found, tuple(strange)


class Length(msgspec.Struct, frozen=True, gc=False):
    """How many bytes a journal has, and which file it is: one that was put in the place of another is another."""

    size: int
    file: int


class Lengths:
    """How long the journal of each device in a folder is."""

    def __init__(self, folder: Path) -> None:
        self._folder = str(folder)
        self._listed: tuple[int, dict[str, str]] | None = None
        """When the folder was changed last, and the paths of its journals by device."""

    def now(self) -> dict[str, Length]:
        """Return them as they are now.

        The folder is listed only where its list may have changed since. A file system counts time in ticks: a list
        that was made right after a change may lack a file of the same tick, and is not kept.
        """
        try:
            changed = found_at(self._folder).st_mtime_ns
        except (FileNotFoundError, NotADirectoryError):
            return {}
        if self._listed is None or self._listed[0] != changed:
            begun = time.time_ns()
            found = {device: entry.path for entry in _entries(self._folder) if (device := _device_of(entry))}
            self._listed = (changed, found) if changed < begun - _TICK else None
        else:
            found = self._listed[1]
        told = [(device, found_at(path)) for device, path in found.items()]
        return {device: Length(stat.st_size, stat.st_ino) for device, stat in told}


def _entries(folder: Path | str) -> list[os.DirEntry[str]]:
    try:
        with os.scandir(folder) as entries:
            return sorted(entries, key=lambda each: each.name)
    except (FileNotFoundError, NotADirectoryError):
        return []


def _device_of(entry: os.DirEntry[str]) -> str:
    """Return the device whose journal this is; nothing where it is none's."""
    name = _NAME.fullmatch(entry.name)
    return name[1] if name and entry.is_file() else ""
