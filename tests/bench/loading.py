"""How long a partnership takes to open and how much memory it needs, from its snapshot and from its journal.

Each is opened in a process of its own. SQLite, for comparison, reads as many documents of the same length and
decodes each into the same kind of record.
"""

import json
import sqlite3
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import closing
from functools import partial
from pathlib import Path
from statistics import median

import msgspec

from codesign.model import Item
from codesign.workspace import Workspace
from storage.drafts import MemoryDrafts
from storage.filters import MemoryFilters
from storage.shelf import FolderShelf
from tests.battery.parts import Unsynced
from tests.bench.figures import ms, table, times
from tests.bench.partnerships import captured, workspace
from tests.support.terminal import ROOT

_TIMES = 5
_LINE = "? Getting home after the clinic, as table {n} told it #transport"


def tables(folder: Path, full: bool) -> Iterator[str]:
    """Yield the table: at 100 and 10,000 records, with `full` at 1,000 and 50,000 too."""
    rows = []
    for records in (100, *((1_000,) if full else ()), 10_000, *((50_000,) if full else ())):
        place = folder / str(records)
        _prepare(place, records)
        took: dict[str, list[float]] = {name: [] for name in _CONTESTANTS}
        memory: dict[str, float] = {}
        for _ in range(_TIMES):
            for name in _CONTESTANTS:
                done = subprocess.run(
                    [sys.executable, "-m", "tests.bench.loading", name, str(place)],
                    check=True,
                    capture_output=True,
                    cwd=ROOT,
                )
                result = json.loads(done.stdout)
                took[name].append(result["took"])
                memory[name] = result["memory"]
        rows += [
            [
                name,
                f"{records:,}",
                ms(median(took[name])),
                times(median(took[name]), median(took["SQLite"])),
                f"{memory[name]:.0f} MiB",
            ]
            for name in _CONTESTANTS
        ]
    yield table("Opening a partnership", ["", "records", "time", "of SQLite's", "memory added"], rows)


def _prepare(folder: Path, records: int) -> None:
    """Capture one record after the other, as people do, without waiting for the disk."""
    whole = workspace(folder)
    unsynced = FolderShelf(folder / "data", folder / "state" / "codesign", Unsynced())
    opened = Workspace(unsynced, whole.clock, whole.ids, MemoryDrafts(), "ann", MemoryFilters()).create("River")
    for n in range(records):
        opened.execute(captured(opened, _LINE.format(n=n)))
    documents = [(each.id, msgspec.json.encode(each)) for each in opened.records.all(Item)]
    opened.close()
    with closing(sqlite3.connect(folder / "sqlite.db")) as database:
        database.execute("CREATE TABLE record (id TEXT PRIMARY KEY, document BLOB)")
        database.executemany("INSERT INTO record VALUES (?, ?)", documents)
        database.commit()


def _from_snapshot(folder: Path) -> object:
    return FolderShelf(folder / "data", folder / "state" / "codesign").open("river")


def _from_journal(folder: Path) -> object:
    shelf = FolderShelf(folder / "data", folder / "state" / "codesign")
    (folder / "data" / "river" / "board.json").rename(folder / "aside")
    try:
        return shelf.open("river")
    finally:
        (folder / "aside").rename(folder / "data" / "river" / "board.json")


def _from_sqlite(folder: Path) -> object:
    decode = msgspec.json.Decoder(Item).decode
    with closing(sqlite3.connect(folder / "sqlite.db")) as database:
        return {row[0]: decode(row[1]) for row in database.execute("SELECT id, document FROM record")}


_CONTESTANTS: dict[str, Callable[[Path], object]] = {
    "the snapshot": _from_snapshot,
    "the journal": _from_journal,
    "SQLite": _from_sqlite,
}


def _main(name: str, folder: str) -> None:
    """Open once, and print the milliseconds and the MiB that it took."""
    opening = partial(_CONTESTANTS[name], Path(folder))
    before = _peak()
    begun = time.perf_counter()
    kept = opening()
    took = (time.perf_counter() - begun) * 1000
    memory = _peak() - before
    assert kept is not None
    sys.stdout.write(json.dumps({"took": took, "memory": memory}))


def _peak() -> float:
    """Return the most memory that this process has had, in MiB. What getrusage says is also its parent's."""
    (line,) = [each for each in Path("/proc/self/status").read_text("ascii").split("\n") if "VmHWM" in each]
    return int(line.split()[1]) / 1024


if __name__ == "__main__":
    _main(*sys.argv[1:])
