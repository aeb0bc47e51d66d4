"""Reads every byte of a partnership's folder and says what is not as it should be. Writes nothing."""

from pathlib import Path
from typing import Any

import msgspec
from tinydb import TinyDB

from codesign.model import TABLES, InvalidRecord, build, plain
from codesign.words import say
from storage.copies import DailyCopies
from storage.journal import Unreadable, decode, journals, split
from storage.merge import State
from storage.snapshot import SnapshotFile


class Report(msgspec.Struct):
    """What was read of one partnership, and what is wrong with it."""

    lines: int = 0
    bytes: int = 0
    records: int = 0
    problems: list[str] = msgspec.field(default_factory=list)
    stamps: set[str] = msgspec.field(default_factory=set)
    """Those of the lines."""


def verify_folder(folder: Path) -> Report:
    """Check each line of each journal, the order of lines, each record, and that the snapshot agrees.

    Raises:
        NewerData: a newer version wrote it.
    """
    report, state = Report(), State()
    known, strange = journals(folder / "journal")
    report.problems += (say("store.strange-journal", name=path.name) for path in strange)
    for device, path in known.items():
        _journal(device, path, state, report)
    report.problems += (why for _table, _form, why in state.unfinished.values())
    report.records = len(state.records)
    if not report.lines:
        report.problems.append(say("verify.no-lines"))
    _snapshot(folder, state, report)
    _copies(folder, state, report)
    return report


def _journal(device: str, path: Path, state: State, report: Report) -> None:
    begins = n = crc_before = 0
    try:
        raw = path.read_bytes()
    except OSError as error:
        report.problems.append(say("verify.closed", file=path.name, why=error.strerror))
        return
    report.bytes += len(raw)
    for text in split(raw):
        ends = begins + len(text)
        try:
            if not text.endswith(b"\n"):
                raise Unreadable("torn")
            line, crc = decode(text[:-1])
            if line.device != device:
                raise Unreadable("device")
        except Unreadable:
            report.problems.append(say("store.unreadable", journal=path.name, byte=begins, n=len(text)))
        else:
            if (line.n, line.after) != (n + 1, crc_before):
                report.problems.append(say("verify.gap", journal=path.name, n=line.n, before=n))
            n, crc_before = line.n, crc
            report.lines += 1
            report.stamps.add(line.stamp)
            try:
                state.apply(line, crc, begins, ends)
            except InvalidRecord as error:
                report.problems.append(str(error))
        begins = ends


def _snapshot(folder: Path, state: State, report: Report) -> None:
    """Compare the snapshot with the journals up to where it goes; what is newer is no fault of it."""
    path = folder / "board.json"
    if not path.exists():
        return
    report.bytes += path.stat().st_size
    kept = State()
    try:
        readable = SnapshotFile(path).load(kept)
    except (OSError, msgspec.MsgspecError):
        readable = None
    if readable is None:
        report.problems.append(say("verify.snapshot-unreadable"))
    elif _lacking(kept, state, report):
        report.problems.append(say("verify.snapshot-lost"))
    elif kept.last == state.last and _as_anybody_reads(path) != {each.id: plain(each) for each in state.records}:
        report.problems.append(say("verify.snapshot-differs"))


def _copies(folder: Path, state: State, report: Report) -> None:
    """Name the copies of what the journals have lost, until they hold it again."""
    for path in DailyCopies(folder).lost():
        kept = State()
        report.bytes += path.stat().st_size
        if SnapshotFile(path).load(kept) is None or _lacking(kept, state, report):
            report.problems.append(say("verify.lost", file=path.relative_to(folder.parent)))


def _lacking(kept: State, state: State, report: Report) -> bool:
    """Tell whether the journals lack a line or a record that was kept: none ever goes, purged ones neither."""
    return any(last.stamp not in report.stamps for last in kept.last.values()) or any(
        state.records.find(each.id) is None for each in kept.records
    )


def _as_anybody_reads(path: Path) -> dict[str, dict[str, Any]]:
    """Return what TinyDB itself reads of a snapshot: the plain form of each record by its id."""
    with TinyDB(path, access_mode="r", encoding="utf-8") as tables:
        found = [build(kind, dict(each)) for name, kind in TABLES.items() for each in tables.table(name)]
    return {each.id: plain(each) for each in found}
