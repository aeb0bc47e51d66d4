"""Commits of many kinds to fill journals with, and two cores to try them on."""

from collections.abc import Callable, Iterable, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from datetime import timedelta
from functools import partial
from multiprocessing import get_context
from pathlib import Path
from typing import Any, TypeVar

import msgspec

from codesign.changes import Change, change, swapped
from codesign.model import Item, ItemKind, Record, Status, Voice, VoiceKind
from storage.files import SYSTEM
from storage.store import JournalStore
from tests.battery.cases import Size, Tally
from tests.storage.test_journal_store import Unsynced
from tests.support.doubles import NOW
from tests.support.hostile import HOSTILE

DEVICE = "device0001"
SECOND = "device0002"

_MOST = 36
"""Characters of a hostile text that go into one record: a journal that is cut at every byte must stay short."""

Piece = TypeVar("Piece")


@dataclass(frozen=True)
class Written:
    """A journal, and the records as they were after each of its lines."""

    raw: bytes
    states: tuple[tuple[Record, ...], ...]
    """One more than lines: the first is the empty state."""
    snapshots: tuple[bytes, ...]
    """board.json as it was after each line, beginning with none at all."""

    @property
    def lines(self) -> list[bytes]:
        """The lines, each with its newline."""
        return [line + b"\n" for line in self.raw.split(b"\n")[:-1]]


def card(number: int, **fields: Any) -> Item:
    """Return a new card."""
    usual: dict[str, Any] = {"kind": ItemKind.NEED, "status": Status.RAISED, "title": f"card {number}"}
    return Item(id=f"card{number:04d}", number=f"N{number + 1}", schema=1, **{**usual, **fields})


def varied(store: JournalStore, number: int) -> None:
    """Make the commit of that number: cards, voices, rewritten texts, sets, two records at once, undo."""
    at = NOW + timedelta(seconds=number)
    words = f"{HOSTILE[number % len(HOSTILE)][:_MOST]} {number}"
    cards = list(store.records.all(Item))
    last = cards[-1] if cards else None
    done = list(store.history())[-1:] if number % 8 == 7 else []
    made: Change
    match number % 8:
        case 1 if last:
            made = change(f"altered {number}", (last, msgspec.structs.replace(last, title=words)))
        case 2:
            voice = Voice(
                id=f"voice{number:04d}", number=f"V{number + 1}", schema=1, kind=VoiceKind.STORY, text=words
            )
            made = change(f"said {number}", (None, voice))
        case 3 if last:
            after = msgspec.structs.replace(last, owners=frozenset({"ann", words}), due=NOW.date(), votes=number)
            made = change(f"given {number}", (last, after))
        case 4:
            made = change(f"two {number}", (None, card(number, title=words)), (None, card(number + 5000)))
        case 5 if last:
            after = msgspec.structs.replace(last, status=Status.AGREED, tags=frozenset({"t1", str(number)}))
            made = change(f"moved {number}", (last, after))
        case 6 if last:
            made = change(f"noted {number}", (last, msgspec.structs.replace(last, text=words)), bookkeeping=True)
        case 7 if done:
            made = swapped(done[0])
        case _:
            made = change(f"made {number}", (None, card(number, text=words)))
    assert store.commit(("ann", "bob")[number % 2], at, lambda _records: made) is not None


def written(folder: Path, lines: int, *, snapshots: bool = False) -> Written:
    """Fill an empty folder with a journal, and return it."""
    folder.mkdir(exist_ok=True)
    store = opened(folder)
    states: list[tuple[Record, ...]] = [()]
    kept = [b""]
    for number in range(lines):
        varied(store, number)
        states.append(tuple(store.records))
        if snapshots:
            store.save_snapshot()
            kept.append((folder / "board.json").read_bytes())
    let_go(store)
    return Written(journal_of(folder).read_bytes(), tuple(states), tuple(kept))


def opened(folder: Path, device: str = DEVICE, *, synced: bool = False) -> JournalStore:
    """Open a store; without waiting for the disk, where it is not the power that fails."""
    ops: Any = SYSTEM if synced else Unsynced()
    return JournalStore(folder, device, folder.parent / "rescue", ops)


def let_go(store: JournalStore) -> None:
    """Let go of a store's files as the system does where a program ends at once: without a snapshot."""
    store._own.close()
    store._lock.close()
    store._presence.leave()


def journal_of(folder: Path, device: str = DEVICE) -> Path:
    """Return the path of a device's journal."""
    return folder / "journal" / f"{device}.jsonl"


def spread(size: Size, folder: Path, check: Callable[[Path, Piece], Tally], pieces: Iterable[Piece]) -> Tally:
    """Check every piece, each process in a folder of its own: at full size on two cores."""
    whole = list(pieces)
    if size is Size.QUICK:
        return _all_of(check, (folder, whole))
    shares = [(folder / f"core{n}", whole[n::2]) for n in range(2)]
    tally = Tally()
    # "spawn", because a forked child of a process with threads may hang
    with ProcessPoolExecutor(2, mp_context=get_context("spawn")) as pool:
        for found in pool.map(partial(_all_of, check), shares):
            add(tally, found)
    return tally


def _all_of(check: Callable[[Path, Piece], Tally], share: tuple[Path, Sequence[Piece]]) -> Tally:
    folder, pieces = share
    folder.mkdir(parents=True, exist_ok=True)
    tally = Tally()
    for piece in pieces:
        add(tally, check(folder, piece))
    return tally


def add(tally: Tally, found: Tally) -> None:
    """Add what a part has found."""
    tally.cases += found.cases
    tally.failures += found.failures
