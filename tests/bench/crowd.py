"""Eight processes that commit as fast as they can to one partnership, beside eight that insert into one database.

Each commit and insert is durable when it returns; nobody waits between two of them, which no eight people do. The
store alone is given changes that are ready, as SQLite is given its documents, and takes in what the others wrote
before each of its own commits, as SQLite's processes do from their history; those that do not look, and those that
keep no history, are beside them. What happens before the first and after the last commit, opening and closing, is
not in the figures.
"""

import json
import multiprocessing
import os
import shutil
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager
from functools import partial
from itertools import islice
from pathlib import Path

from tests.bench.figures import ms, percentile, table, timed, times
from tests.bench.store import SQLITE, Commits, capturing, prepare, ready_commits, sqlite_commits, sqlite_inserts

PROCESSES = 8
_COMMITS = 200
_ROUNDS = 5


def tables(folder: Path, full: bool) -> Iterator[str]:
    """Yield a table with 1,000 records before; with `full` also with 100, 10,000 and 50,000, and each process
    commits five times as often."""
    for records in (100, 1_000, 10_000, 50_000) if full else (1_000,):
        took, rates = _measure(folder / str(records), records, _COMMITS * (5 if full else 1))
        rate = {name: sorted(each)[_ROUNDS // 2] for name, each in rates.items()}
        last = {name: percentile(each, 99) for name, each in took.items()}
        rows = [
            [
                name,
                f"{rate[name]:,.0f}",
                times(rate[name], rate[SQLITE]),
                ms(percentile(took[name], 50)),
                ms(last[name]),
                times(last[name], last[SQLITE]),
                ms(max(took[name])),
            ]
            for name in _CONTESTANTS
        ]
        head = ["", "commits a second", "of SQLite's", "median", "99%", "of SQLite's", "longest"]
        yield table(f"{PROCESSES} processes at once, {records:,} records before", head, rows)


def _measure(folder: Path, records: int, commits: int) -> tuple[dict[str, list[float]], dict[str, list[float]]]:
    """Return the milliseconds of each contestant's commits, and of each round the commits a second."""
    prepared = folder / "prepared"
    prepare(prepared, records)
    took: dict[str, list[float]] = {name: [] for name in _CONTESTANTS}
    rates: dict[str, list[float]] = {name: [] for name in _CONTESTANTS}
    for n in range(_ROUNDS):
        for name in list(_CONTESTANTS)[:: 1 if n % 2 else -1]:
            own = shutil.copytree(prepared, folder / "round")
            os.sync()  # or the first commits would pay for the copy
            told = subprocess.run(
                [sys.executable, "-m", "tests.bench.crowd", name, str(own), str(commits)],
                check=True,
                capture_output=True,
            ).stdout
            result = json.loads(told)
            took[name] += result["took"]
            rates[name].append(result["rate"])
            shutil.rmtree(own)
    shutil.rmtree(folder)
    return took, rates


_CONTESTANTS: dict[str, Callable[[Path], AbstractContextManager[Commits]]] = {
    "a captured need": capturing,
    "the store alone": ready_commits,
    SQLITE: partial(sqlite_commits, looks=True),
    "SQLite, without looking": sqlite_commits,
    "SQLite, bare insert": sqlite_inserts,
}


def _main(name: str, folder: str, commits: str) -> None:
    """Be the parent of eight, in a process of its own that has no threads and may fork."""
    place, forking = Path(folder), multiprocessing.get_context("fork")
    barrier = forking.Barrier(PROCESSES + 1)
    with forking.Manager() as manager:
        took = manager.list()

        def work() -> None:
            with _CONTESTANTS[name](place) as ready:
                next(ready)()  # opens files
                own = list(islice(ready, int(commits)))
                barrier.wait()
                milliseconds = [timed(commit) for commit in own]
                barrier.wait()
            took.append(milliseconds)

        workers = [forking.Process(target=work) for _ in range(PROCESSES)]
        for worker in workers:
            worker.start()
        barrier.wait()
        begun = time.perf_counter()
        barrier.wait()
        rate = PROCESSES * int(commits) / (time.perf_counter() - begun)
        for worker in workers:
            worker.join()
        sys.stdout.write(json.dumps({"rate": rate, "took": [one for each in took for one in each]}))


if __name__ == "__main__":
    _main(*sys.argv[1:])
