"""Eight processes that commit as fast as they can to one partnership, beside eight that insert into one database.

Each commit and insert is durable when it returns; nobody waits between two of them, which no eight people do. The
store alone is given changes that are ready, as SQLite is given its documents, and takes in what the others
wrote before each of its own commits; SQLite's processes never look. What happens before the first and after the
last of them, opening and closing, is not in the figures.
"""

import json
import multiprocessing
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager
from itertools import islice
from pathlib import Path

from tests.bench.figures import ms, percentile, table, timed, times
from tests.bench.store import SQLITE, Commits, capturing, prepare, ready_commits, sqlite_commits, sqlite_inserts

PROCESSES = 8
_RECORDS = 1_000
_COMMITS = 100
_ROUNDS = 3


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
            times(middle[name], middle[SQLITE]),
            ms(percentile([one for each in took[name] for one in each], 50)),
            ms(last[name]),
            times(last[name], last[SQLITE]),
            ms(max(one for each in took[name] for one in each)),
        ]
        for name in _CONTESTANTS
    ]
    head = ["", "commits a second", "of SQLite's", "median", "99%", "of SQLite's", "longest"]
    yield table(f"{PROCESSES} processes at once, {_RECORDS:,} records before", head, rows)


_CONTESTANTS: dict[str, Callable[[Path], AbstractContextManager[Commits]]] = {
    "a captured need": capturing,
    "the store alone": ready_commits,
    SQLITE: sqlite_commits,
    "SQLite, bare insert": sqlite_inserts,
}


def _main(name: str, folder: str, commits: str) -> None:
    """Be the parent of eight, in a process of its own that has no threads and may fork."""
    place, forking = Path(folder), multiprocessing.get_context("fork")
    prepare(place, _RECORDS)
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
