"""Eight processes that commit as fast as they can to one partnership, beside eight that insert into one database.

Each commit and each insert is durable when it returns; nobody waits between two of them, which no eight people do.
"""

import json
import multiprocessing
import sqlite3
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import closing
from functools import partial
from multiprocessing.synchronize import Barrier
from pathlib import Path

from tests.bench.figures import ms, percentile, table, timed, times
from tests.bench.partnerships import captured, make_records, workspace

PROCESSES = 8
_RECORDS = 1_000
_COMMITS = 100
_ROUNDS = 3
_LINE = "? A way home after the clinic when the last bus has gone #transport"


def tables(folder: Path, full: bool) -> Iterator[str]:
    """Yield the table; with `full` each process commits five times as often."""
    commits = _COMMITS * (5 if full else 1)
    took: dict[str, list[list[float]]] = {name: [] for name in _CONTESTANTS}
    rates: dict[str, list[float]] = {name: [] for name in _CONTESTANTS}
    for n in range(_ROUNDS):
        for name in list(_CONTESTANTS)[:: 1 if n % 2 else -1]:
            own = folder / f"{name}-{n}"
            own.mkdir()
            told = subprocess.run(
                [sys.executable, "-m", "tests.bench.crowd", name, str(own), str(commits)],
                check=True,
                capture_output=True,
            ).stdout
            result = json.loads(told)
            took[name].append(result["took"])
            rates[name].append(result["rate"])
    middle = {name: sorted(each)[_ROUNDS // 2] for name, each in rates.items()}
    last = {name: percentile([one for each in took[name] for one in each], 99) for name in took}
    rows = [
        [
            name,
            f"{middle[name]:,.0f}",
            times(middle[name], middle["SQLite"]),
            ms(percentile([one for each in took[name] for one in each], 50)),
            ms(last[name]),
            times(last[name], last["SQLite"]),
        ]
        for name in _CONTESTANTS
    ]
    head = ["", "commits a second", "of SQLite's", "median", "99%", "of SQLite's"]
    yield table(f"{PROCESSES} processes at once, {_RECORDS:,} records before", head, rows)


def _store(folder: Path, barrier: Barrier, commits: int) -> list[float]:
    with closing(workspace(folder).open("river")) as opened:
        command = captured(opened, _LINE)
        opened.execute(command)
        barrier.wait()
        return [timed(partial(opened.execute, command)) for _ in range(commits)]


def _sqlite(folder: Path, barrier: Barrier, commits: int) -> list[float]:
    document = json.dumps({"title": _LINE * 9})
    database = sqlite3.connect(folder / "sqlite.db", timeout=60, isolation_level=None)
    database.execute("PRAGMA synchronous=FULL")

    def insert() -> None:
        database.execute("INSERT INTO record (number, document) VALUES (?, ?)", ("N1", document))

    insert()
    barrier.wait()
    try:
        return [timed(insert) for _ in range(commits)]
    finally:
        database.close()


_CONTESTANTS: dict[str, Callable[[Path, Barrier, int], list[float]]] = {"the board": _store, "SQLite": _sqlite}


def _prepare(name: str, folder: Path) -> None:
    if name == "the board":
        make_records(folder, _RECORDS)
        return
    with closing(sqlite3.connect(folder / "sqlite.db")) as database:
        database.execute("PRAGMA journal_mode=WAL")
        database.execute("CREATE TABLE record (id INTEGER PRIMARY KEY, number TEXT, document TEXT)")
        database.execute("CREATE INDEX by_number ON record (number)")
        database.executemany(
            "INSERT INTO record (number, document) VALUES (?, ?)",
            ((f"N{n}", json.dumps({"title": _LINE * 9})) for n in range(_RECORDS)),
        )
        database.commit()


def _main(name: str, folder: str, commits: str) -> None:
    """Be the parent of eight, in a process of its own that has no threads and may fork."""
    place, forking = Path(folder), multiprocessing.get_context("fork")
    _prepare(name, place)
    barrier = forking.Barrier(PROCESSES + 1)
    with forking.Manager() as manager:
        took = manager.list()

        def work() -> None:
            took.append(_CONTESTANTS[name](place, barrier, int(commits)))

        workers = [forking.Process(target=work) for _ in range(PROCESSES)]
        for worker in workers:
            worker.start()
        barrier.wait()
        begun = time.perf_counter()
        for worker in workers:
            worker.join()
        rate = PROCESSES * int(commits) / (time.perf_counter() - begun)
        sys.stdout.write(json.dumps({"rate": rate, "took": [one for each in took for one in each]}))


if __name__ == "__main__":
    _main(*sys.argv[1:])
