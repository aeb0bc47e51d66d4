"""How long a durable commit takes, beside SQLite and TinyDB's own storage.

All hold equally many records before the clock runs, and all write the JSON of one captured need. SQLite is as
durable as the journal (WAL, synchronous=FULL) and does the same work in one transaction: it looks what is there of
the record, keeps the record under its id with one more index, and adds to the history who changed what when,
without which nothing could be undone or merged. Beside it SQLite is timed with a bare insert of a document that is
ready, which keeps no history. In each round everybody starts from a fresh copy
and commits a few times, so that nobody has grown by more than a fifth when the last commit is timed.
"""

import gc
import json
import os
import random
import shutil
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, closing, contextmanager
from datetime import UTC, datetime
from functools import partial
from itertools import count, islice
from pathlib import Path

import msgspec
from tinydb import TinyDB

from codesign.changes import change
from codesign.ids import TimeIds
from codesign.model import Item
from tests.bench.figures import ms, percentile, table, timed, times
from tests.bench.partnerships import captured, make_records, shelf, workspace

_SAMPLES = 200
"""How many commits of each are timed at each size."""

_NEED = "? A way home after the clinic when the last bus has gone #transport"

SQLITE = "SQLite"
"""The name of the row with which all others are compared."""

_WARM = 10
"""How many go before them: the first opens files, and a program that has been in use for a while is meant."""

Commits = Iterator[Callable[[], object]]
"""Commits without end, each ready to be timed."""


def tables(folder: Path, full: bool) -> Iterator[str]:
    """Yield the table: at 100 and 1,000 records, with `full` at 10,000 and 50,000 too."""
    rows = []
    for records in (100, 1_000, *((10_000, 50_000) if full else ())):
        took = _measure(folder / str(records), records)
        median = {name: percentile(each, 50) for name, each in took.items()}
        rows += [
            [
                name,
                f"{records:,}",
                f"{1_000 * len(each) / sum(each):,.0f}",
                ms(median[name]),
                ms(percentile(each, 99)),
                times(median[name], median[SQLITE]),
            ]
            for name, each in took.items()
        ]
    yield table(
        "One durable commit",
        ["", "records before", "commits a second", "median", "99%", "of SQLite's median"],
        rows,
    )


def _measure(folder: Path, records: int) -> dict[str, list[float]]:
    """Return the milliseconds of each contestant's commits."""
    prepared = folder / "prepared"
    prepare(prepared, records)
    contestants = list(_CONTESTANTS.items())
    took: dict[str, list[float]] = {name: [] for name in _CONTESTANTS}
    each_round = min(records // 10, 50)
    order = random.Random(records)
    for _ in range(_SAMPLES // each_round):
        for name, contestant in order.sample(contestants, len(contestants)):
            own = shutil.copytree(prepared, folder / "round")
            os.sync()  # or the first commit would pay for the copy
            gc.collect()  # and for what the contestant before has left
            with contestant(own) as commits:
                for commit in islice(commits, _WARM):
                    commit()
                took[name] += [timed(commit) for commit in islice(commits, each_round)]
            shutil.rmtree(own)
    shutil.rmtree(folder)
    return took


def prepare(folder: Path, records: int) -> None:
    """Make a partnership and the two databases with equally many records in a folder, and the document."""
    make_records(folder, records - 1)
    with closing(workspace(folder).open("river")) as opened:
        opened.execute(captured(opened, _NEED))
    (journal,) = folder.glob("data/river/journal/*.jsonl")
    line = journal.read_bytes().splitlines()[-1][9:]  # after the crc
    document = msgspec.json.encode(msgspec.json.decode(line)["edits"][0]["now"]).decode()
    (folder / "document.json").write_text(document, "utf-8")
    (folder / "line.json").write_bytes(line)
    new_id = _ids()
    with closing(sqlite3.connect(folder / "sqlite.db")) as database:
        database.execute("PRAGMA journal_mode=WAL")
        database.execute("CREATE TABLE record (id TEXT PRIMARY KEY, number TEXT NOT NULL, document TEXT NOT NULL)")
        database.execute("CREATE INDEX by_number ON record (number)")
        database.execute(
            "CREATE TABLE history (n INTEGER PRIMARY KEY, author TEXT, at TEXT, label TEXT, change TEXT)"
        )
        database.executemany(_INSERT, ((new_id(), f"N{n}", document) for n in range(records)))
        database.commit()
    form = json.loads(document)
    whole = {"_default": {str(n): form for n in range(1, records + 1)}}
    (folder / "tinydb.json").write_text(json.dumps(whole), "utf-8")


_INSERT = "INSERT INTO record VALUES (?, ?, ?)"
_ADD = "INSERT INTO history (author, at, label, change) VALUES (?, ?, ?, ?)"


def _ids() -> Callable[[], str]:
    return TimeIds(partial(datetime.now, UTC)).new


def _first_number() -> int:
    """Return from where on a process numbers what it makes, so that no two of a crowd give the same number."""
    return 1_000_000 + os.getpid() % 10_000 * 10_000


@contextmanager
def capturing(folder: Path) -> Iterator[Commits]:
    """A captured need, from the command to the disk."""
    with closing(workspace(folder).open("river")) as opened:
        command = captured(opened, _NEED)
        yield (partial(opened.execute, command) for _ in count())


@contextmanager
def ready_commits(folder: Path) -> Iterator[Commits]:
    """Commits of the same record as a change that is ready."""
    with closing(shelf(folder).open("river")) as store:
        new_id, first = _ids(), _first_number()
        need = max(store.records.all(Item), key=lambda each: each.id)

        def commit(n: int) -> Callable[[], object]:
            new = msgspec.structs.replace(need, id=new_id(), number=f"N{first + n}")
            ready = change("captured", (None, new))
            return lambda: store.commit("ann", datetime.now(UTC), lambda _records: ready)

        yield map(commit, count())


@contextmanager
def sqlite_commits(folder: Path, *, looks: bool = False) -> Iterator[Commits]:
    """The same commits with SQLite: the record, and in the history the change, its author, moment and label. Who
    looks takes in before what others have added to the history, to show it and to check against it."""
    form = msgspec.json.decode((folder / "document.json").read_bytes())
    line = msgspec.json.decode((folder / "line.json").read_bytes())
    new_id, first = _ids(), _first_number()
    with _database(folder) as database:
        database.isolation_level = None  # transactions as they are written here
        encode = msgspec.json.Encoder().encode
        seen = database.execute("SELECT max(n) FROM history").fetchone()[0] or 0

        def look() -> None:
            nonlocal seen
            for n, change in database.execute("SELECT n, change FROM history WHERE n > ? ORDER BY n", (seen,)):
                msgspec.json.decode(change)
                seen = n

        def commit(n: int) -> Callable[[], object]:
            record, number = new_id(), f"N{first + n}"

            def change() -> None:
                database.execute("BEGIN IMMEDIATE")
                if looks:
                    look()
                was = database.execute("SELECT document FROM record WHERE id = ?", (record,)).fetchone()
                now = {**(msgspec.json.decode(was[0]) if was else {}), **form}
                database.execute(_INSERT, (record, number, encode(now).decode()))
                database.execute(_ADD, ("ann", datetime.now(UTC).isoformat(), "captured", encode(line).decode()))
                database.execute("COMMIT")

            return change

        yield map(commit, count())


@contextmanager
def sqlite_inserts(folder: Path) -> Iterator[Commits]:
    """Bare inserts of an equally long document into SQLite."""
    document = (folder / "document.json").read_text("utf-8")
    new_id, first = _ids(), _first_number()
    with _database(folder) as database:

        def commit(n: int) -> Callable[[], object]:
            row = (new_id(), f"N{first + n}", document)

            def insert() -> None:
                database.execute(_INSERT, row)
                database.commit()

            return insert

        yield map(commit, count())


@contextmanager
def _database(folder: Path) -> Iterator[sqlite3.Connection]:
    with closing(sqlite3.connect(folder / "sqlite.db", timeout=60)) as database:
        database.execute("PRAGMA synchronous=FULL")
        yield database


@contextmanager
def _tinydb(folder: Path) -> Iterator[Commits]:
    form = json.loads((folder / "document.json").read_text("utf-8"))
    with TinyDB(folder / "tinydb.json") as database:
        yield (partial(database.insert, form) for _ in count())


_CONTESTANTS: dict[str, Callable[[Path], AbstractContextManager[Commits]]] = {
    "a captured need": capturing,
    "the store alone": ready_commits,
    SQLITE: sqlite_commits,
    "SQLite, bare insert": sqlite_inserts,
    "TinyDB's JSONStorage": _tinydb,
}
