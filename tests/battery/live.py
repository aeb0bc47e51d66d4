"""Several people on one partnership: how soon each sees what another has committed.

Each of several processes commits a card now and then, as somebody does who types, and looks when its watcher says
so. The time runs from the return of the commit in one process to the end of the refresh in another. Figures are
judged at full size only: they are the machine's as much as the program's.
"""

import functools
import multiprocessing
import random
import threading
import time
from dataclasses import dataclass
from multiprocessing.synchronize import Barrier
from pathlib import Path

import msgspec

from codesign.changes import Committed
from storage.watch import Watcher
from tests.battery.apart import Child, apart, gather
from tests.battery.cases import Battery, Size, Tally
from tests.battery.parts import add, card, opened

_ROUNDS = {
    Size.QUICK: ((3, 5),),
    Size.FULL: ((2, 500), (4, 500), (8, 500)),
}
"""How many processes, and how many commits of each."""
_THINKING = (0.03, 0.15)
"""Seconds between two commits of a process."""
_SOON = 0.3
"""Seconds within which nineteen of twenty commits are to be seen by everybody else."""
_PATIENCE = 60.0

Times = dict[str, float]


@dataclass(frozen=True)
class _Round:
    """So many processes."""

    root: Path
    processes: int
    commits: int
    barrier: Barrier

    def one(self, place: int) -> Tally:
        """Be one process, and return when each card was written, and when each of the others' was seen."""
        store = opened(self.root / "river", f"device{place:04d}", self.root / "state")
        look, written, seen = threading.Event(), Times(), Times()
        watcher = Watcher(self.root / "river", look.set)
        chance = random.Random(place)
        wanted = self.commits * (self.processes - 1)

        def note(news: tuple[Committed, ...]) -> None:
            for done in news:
                seen[done.change.edits[0].id] = time.monotonic()

        def look_until(moment: float) -> None:
            while (left := moment - time.monotonic()) > 0 and (len(written) < self.commits or len(seen) < wanted):
                if look.wait(left):
                    look.clear()
                    note(store.refresh())

        self.barrier.wait(_PATIENCE)
        for n in range(self.commits):
            look_until(time.monotonic() + chance.uniform(*_THINKING))
            add(store, card(f"{place}-{n}"))
            written[f"{place}-{n}"] = time.monotonic()
        look_until(time.monotonic() + _PATIENCE)
        watcher.stop()
        store.close()
        tally = Tally(cases=wanted)
        tally.measured = {"written": _packed(written), "seen": _packed(seen)}
        if len(seen) != wanted:
            tally.failures.append(f"process {place} of {self.processes} saw {len(seen)} of {wanted} commits")
        return tally

    def run(self, tally: Tally, *, judged: bool) -> None:
        """Let them all work, and put their times together."""
        (self.root / "river").mkdir(parents=True)
        opened(self.root / "river", "device9999", self.root / "state").close()
        children = [Child(functools.partial(self.one, place)) for place in range(self.processes)]
        parts = [child.result() for child in children]
        for part in parts:
            gather(tally, Tally(part.cases, part.failures))
        written = {name: at for part in parts for name, at in _unpacked(part, "written").items()}
        waits = sorted(
            max(0.0, at - written[name]) for part in parts for name, at in _unpacked(part, "seen").items()
        )
        p50, p95 = (waits[int(len(waits) * share)] for share in (0.5, 0.95))
        what = f"{self.processes} processes"
        tally.measured[what] = f"seen after {p50 * 1000:.0f} ms (p95 {p95 * 1000:.0f} ms)"
        if judged and p95 > _SOON:
            tally.failures.append(f"{what}: p95 {p95 * 1000:.0f} ms")


def _packed(times: Times) -> str:
    return msgspec.json.encode(times).decode()


def _unpacked(part: Tally, name: str) -> Times:
    return msgspec.json.decode(part.measured.get(name, "{}"), type=Times)


def together(size: Size, root: Path) -> Tally:
    """Let processes work together, from a process that may fork."""
    tally = Tally()
    for processes, commits in _ROUNDS[size]:
        barrier = multiprocessing.get_context("fork").Barrier(processes)
        _Round(root / f"{processes}", processes, commits, barrier).run(tally, judged=size is Size.FULL)
    return tally


def run(size: Size, folder: Path) -> Tally:
    """Let processes work together, in a process of their own."""
    return apart(together, size, folder)


BATTERIES = (
    Battery(
        "2, 4 and 8 people at once",
        "each sees every commit of the others, 95 of 100 within 300 ms, also where the file system tells nothing",
        run,
    ),
)
