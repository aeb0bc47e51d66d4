"""What several batteries need: cards, openings, and a reader of journals that shares nothing with the store's."""

import json
import os
from collections.abc import Callable, Iterator
from datetime import datetime
from pathlib import Path
from typing import Any
from zlib import crc32

import msgspec

from codesign.changes import Change, Committed, change
from codesign.model import Item, ItemKind, Status, plain
from codesign.records import Records
from storage.files import SYSTEM
from storage.store import JournalStore
from storage.verify import verify_folder
from tests.support.doubles import NOW

Form = dict[str, Any]


class Unsynced:
    """The real file operations without the waiting: what is in the files is the same."""

    def __getattr__(self, name: str) -> Callable[..., Any]:
        real: Callable[..., Any] = getattr(os, name)
        return (lambda _fd: None) if name in {"fsync", "fdatasync"} else real


def opened(folder: Path, device: str, rescue: Path, ops: Any = SYSTEM) -> JournalStore:
    """Open the store in a folder as a device."""
    return JournalStore(folder, device, rescue, ops)


def card(card_id: str, title: str = "a card", **fields: Any) -> Item:
    """Return a card. Numbers are of no interest here, so all bear the same."""
    made = Item(id=card_id, number="N1", schema=1, kind=ItemKind.NEED, status=Status.RAISED, title=title)
    return msgspec.structs.replace(made, **fields)


def add(store: JournalStore, made: Item, at: datetime = NOW) -> Committed:
    """Commit a new card."""
    done = store.commit("ann", at, lambda _records: change(f"made {made.id}", (None, made)))
    assert done is not None
    return done


def rewrite(
    store: JournalStore, card_id: str, how: Callable[[Item], Item], at: datetime = NOW
) -> Committed | None:
    """Commit another form of a card, made from the one that stands there when the lock is held."""

    def write(records: Records) -> Change:
        now = records.get(Item, card_id)
        assert now is not None, card_id
        return change(f"rewrote {card_id}", (now, how(now)))

    return store.commit("ann", at, write)


def mend(store: JournalStore) -> None:
    """Take the lock and let go of it: what a killed writer left of a line is cut off."""
    store.commit("ann", NOW, lambda _records: Change("", ()))


def forms(store: JournalStore) -> dict[str, Form]:
    """Return the plain form of each record by its id."""
    return {record.id: plain(record) for record in store.records}


def raw_lines(raw: bytes) -> Iterator[tuple[int, Form]]:
    """Yield the crc and the content of each whole line of a journal.

    Raises:
        AssertionError: a line is not what its crc says.
    """
    for line in raw.split(b"\n")[:-1]:
        body = line[9:]
        assert line[:9] == b"%08x " % crc32(body), line[:60]
        yield crc32(body), json.loads(body)


def chain_problems(folder: Path) -> list[str]:
    """Say where numbers in a device's journal are missing or given twice, or where the line before is another."""
    found = []
    for path in sorted((folder / "journal").glob("*.jsonl")):
        number = before = 0
        for crc, line in raw_lines(path.read_bytes()):
            if (line["n"], line.get("after", 0)) != (number + 1, before):
                found.append(f"{path.name}: line {line['n']} after {number}, or after another line")
            number, before = line["n"], crc
    return found


def judge_folder(folder: Path, rescue: Path) -> dict[str, Form]:
    """Check a folder in which nobody is at work any more, and return what its journals say.

    Raises:
        AssertionError: a chain is broken, verify finds something, or the snapshot says something else.
    """
    assert chain_problems(folder) == []
    assert verify_folder(folder).problems == []
    by_snapshot = opened(folder, "reader0001", rescue)
    (folder / "board.json").unlink(missing_ok=True)
    by_journal = opened(folder, "reader0001", rescue)
    said = forms(by_journal)
    assert forms(by_snapshot) == said, "the snapshot says something else than the journals"
    by_snapshot.close()
    by_journal.close()
    assert verify_folder(folder).problems == []
    return said
