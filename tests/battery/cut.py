"""A journal that was cut short, and single bytes that changed: every place where it can happen.

Nothing here is about power, so the files are written without waiting for the disk.
"""

import functools
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import timedelta
from functools import partial
from pathlib import Path

from codesign.changes import change
from codesign.model import Item, Record
from storage.copies import DailyCopies
from storage.journal import decode
from storage.merge import State
from storage.store import JournalStore
from tests.battery.cases import Battery, Size, Tally
from tests.battery.material import DEVICE, Written, card, journal_of, let_go, opened, spread, written
from tests.support.doubles import NOW

NEW = 9000
"""The number of the card that is made after the mishap."""

_CUT_LINES = {Size.QUICK: 12, Size.FULL: 200}
_EVERY_CUT = {Size.QUICK: 11, Size.FULL: 1}
_CHANGED_LINES = {Size.QUICK: 12, Size.FULL: 60}
_EVERY = {Size.QUICK: 41, Size.FULL: 1}
"""Of how many offsets one is tried."""


def _lay_out(folder: Path, journal: bytes, snapshot: bytes = b"") -> Path:
    """Make a partnership's folder anew that holds this and nothing else. Folders are left, because making and
    removing them takes longer than all the rest."""
    path = folder / "p"
    (path / "journal").mkdir(parents=True, exist_ok=True)
    for place in (path, path / "journal", path / "quarantine", path / "backups"):
        for each in place.iterdir() if place.exists() else ():
            if not each.is_dir():
                each.unlink()
    journal_of(path).write_bytes(journal)
    if snapshot:
        (path / "board.json").write_bytes(snapshot)
    return path


def _commit_new(store: JournalStore) -> None:
    store.commit("eve", NOW + timedelta(days=1), lambda _records: change("after it", (None, card(NEW))))


def _without_new(store: JournalStore) -> tuple[Record, ...]:
    assert store.records.get(Item, card(NEW).id) is not None, "the new commit is not there"
    return tuple(each for each in store.records if each.id != card(NEW).id)


def _labels(store: JournalStore) -> list[str]:
    return [each.change.label for each in store.history()]


def _quarantined(path: Path) -> list[bytes]:
    return [each.read_bytes() for each in (path / "quarantine").glob("*")]


# Cut


def _check_cut(material: Written, folder: Path, cut: int) -> Tally:
    tally = Tally()
    whole = material.raw[:cut].count(b"\n")
    torn = material.raw[material.raw[:cut].rfind(b"\n") + 1 : cut]
    last = len(material.states) - 1
    tried = [("no snapshot", 0)]
    if cut % 10 == 1:
        # one of the journal before it was cut, which must not be believed
        tried.append(("a later snapshot", min(whole + 1 + cut % 3, last)))
    elif cut % 2:
        tried.append(("a snapshot", whole))
    for name, lines in tried:
        with tally.case(f"cut at byte {cut} with {name}"):
            path = _lay_out(folder, material.raw[:cut], material.snapshots[lines])
            store = opened(path)
            assert tuple(store.records) == material.states[whole], "not every whole line was there"
            _commit_new(store)
            assert tuple(_without_new(store)) == material.states[whole], "the new commit changed something else"
            let_go(store)
            kept = _quarantined(path)
            assert kept == ([torn] if torn else []), f"quarantine holds {kept}"
            lost = [each.read_bytes() for each in DailyCopies(path).lost()]
            assert lost == ([material.snapshots[lines]] if lines > whole else []), "what was lost is not kept"
            assert bool(store.problems) == bool(torn or lost), f"problems: {store.problems}"
            again = opened(path)
            assert _without_new(again) == material.states[whole], "not every line was there after opening again"
            assert all("board-lost" in each for each in again.problems), f"problems: {again.problems}"
            assert journal_of(path).read_bytes().startswith(material.raw[: cut - len(torn)]), (
                "an older line changed"
            )
            if cut % 8 == 0:
                assert len(_labels(again)) == whole + 1, "not every line is in the history"
    return tally


def cut_everywhere(size: Size, folder: Path) -> Tally:
    """Cut a journal at every byte."""
    material = written(folder / "made", _CUT_LINES[size], snapshots=True)
    return spread(size, folder, partial(_check_cut, material), range(0, len(material.raw) + 1, _EVERY_CUT[size]))


# One byte


def _other_values(offset: int, byte: int) -> Iterator[int]:
    """Yield three values that a byte may have changed to: one bit of it, and in turn those that mean something to
    whoever reads lines, numbers or text."""
    speaking = [each for each in (0x0A, 0x00, 0x0D, 0x20, 0xFF, 0x39, 0x22, 0x7B, 0x1C, 0x85) if each != byte]
    yield byte ^ (1 << offset % 8)
    yield speaking[0] if byte ^ (1 << offset % 8) != speaking[0] else speaking[1]
    yield speaking[1 + offset % (len(speaking) - 1)]


def _changes(raw: bytes, every: int) -> Iterator[tuple[int, int]]:
    for offset in range(0, len(raw), every):
        for value in _other_values(offset, raw[offset]):
            yield offset, value


@dataclass(frozen=True)
class _Survivors:
    """What must still be there, worked out without the reader that is tried."""

    records: tuple[Record, ...]
    labels: list[str]
    unfinished: int


@functools.lru_cache(maxsize=400)
def _survivors(lines: tuple[bytes, ...]) -> _Survivors:
    state, labels = State(), []
    for raw in lines:
        line, crc = decode(raw[:-1])
        state.apply(line, crc, 0, 0)
        labels.append(line.label)
    return _Survivors(tuple(state.records), labels, len(state.unfinished))


def _check_byte(material: Written, folder: Path, changed: tuple[int, int]) -> Tally:
    tally = Tally()
    offset, value = changed
    raw = material.raw[:offset] + bytes([value]) + material.raw[offset + 1 :]
    pieces = raw.split(b"\n")
    original = set(material.raw.split(b"\n"))
    broken = [piece for piece in pieces[:-1] if piece not in original] + ([pieces[-1]] if pieces[-1] else [])
    left = _survivors(tuple(line for line in material.lines if line[:-1] in pieces[:-1]))
    with tally.case(f"byte {offset} changed from {material.raw[offset]} to {value}"):
        path = _lay_out(folder, raw)
        store = opened(path)
        assert tuple(store.records) == left.records, "not every other line was there"
        _commit_new(store)
        assert _without_new(store) == left.records, "not every other line was there after a commit"
        let_go(store)
        named = [problem for problem in store.problems if f"{DEVICE}.jsonl" in problem]
        assert named, f"nothing was named, only: {store.problems}"
        assert len(store.problems) - left.unfinished <= 3, f"too much was named: {store.problems}"
        kept = _quarantined(path)
        for piece in broken:
            assert any(piece in each for each in kept), f"quarantine does not hold {piece!r}"
        assert _labels(store) == [*left.labels, "after it"], "the history is not that of the lines"
        again = opened(path)
        assert _without_new(again) == left.records, "not every other line was there after opening again"
    return tally


def one_byte(size: Size, folder: Path) -> Tally:
    """Change one byte of a journal."""
    material = written(folder / "made", _CHANGED_LINES[size])
    return spread(size, folder, partial(_check_byte, material), _changes(material.raw, _EVERY[size]))


def _check_snapshot(material: Written, folder: Path, changed: tuple[int, int]) -> Tally:
    tally = Tally()
    offset, value = changed
    whole = material.snapshots[-1]
    with tally.case(f"byte {offset} of board.json changed from {whole[offset]} to {value}"):
        path = folder / "p"
        if not journal_of(path).exists():
            _lay_out(folder, material.raw)
        (path / "board.json").write_bytes(whole[:offset] + bytes([value]) + whole[offset + 1 :])
        store = opened(path)
        assert tuple(store.records) == material.states[-1], "the state is not what the journal says"
        assert store.problems == (), f"problems: {store.problems}"
        if offset % 16 == 0:
            store.save_snapshot()
            assert (path / "board.json").read_bytes() == whole, "it was not mended"
    return tally


def one_byte_of_the_snapshot(size: Size, folder: Path) -> Tally:
    """Change one byte of board.json."""
    material = written(folder / "made", _CHANGED_LINES[size], snapshots=True)
    return spread(size, folder, partial(_check_snapshot, material), _changes(material.snapshots[-1], _EVERY[size]))


BATTERIES: tuple[Battery, ...] = (
    Battery(
        "journal cut at every byte",
        "every whole line before the cut is there, the cut bytes are in quarantine, the next commit is kept; "
        "with no snapshot, with one that fits, and with one of the journal before it was cut",
        cut_everywhere,
    ),
    Battery(
        "one byte of a journal changed",
        "every other line is there, in the records and in the history; what cannot be read is named and in "
        "quarantine; the next commit is kept",
        one_byte,
    ),
    Battery(
        "one byte of board.json changed",
        "the records are what the journals say, and the next snapshot is whole again",
        one_byte_of_the_snapshot,
    ),
)
