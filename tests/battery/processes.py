"""Several processes that write at once: nothing is lost, and all of them see the same in the end."""

import functools
import hashlib
import multiprocessing
import time
from dataclasses import dataclass
from multiprocessing.synchronize import Barrier
from pathlib import Path

import msgspec

from storage.store import JournalStore
from tests.battery.apart import Child, apart, gather
from tests.battery.cases import Battery, Size, Tally
from tests.battery.parts import add, card, forms, judge_folder, opened, rewrite

_ROUNDS = {Size.QUICK: ((2, 60), (4, 60)), Size.FULL: ((2, 500), (4, 500), (8, 500))}
"""How many processes, and how many commits of each."""
_PATIENCE = 300.0
"""Seconds. So long the processes wait for the slowest."""


@dataclass(frozen=True)
class _Round:
    """So many processes, each with so many commits. Every fifth adds to a count that all share."""

    root: Path
    processes: int
    commits: int
    barrier: Barrier

    @property
    def cards(self) -> set[str]:
        """The cards that must be there in the end."""
        return {f"{place}-{n}" for place in range(self.processes) for n in range(self.commits) if n % 5}

    @property
    def counts(self) -> int:
        """What the count must be in the end."""
        return self.processes * len(range(0, self.commits, 5))

    def one(self, place: int) -> Tally:
        """Be one process: begin to write when all are there, and look when all have written."""
        tally = Tally()
        # two processes for each device share a journal; the others have journals of their own
        store = opened(self.root / "river", f"device{place // 2:04d}", self.root / "state")
        self.barrier.wait(_PATIENCE)
        begun = time.monotonic()
        try:
            self._write(store, place)
        except BaseException:
            self.barrier.abort()  # or the others would wait for this one
            raise
        tally.measured[f"{place}"] = f"{time.monotonic() - begun:.3f}"
        self.barrier.wait(_PATIENCE)
        store.refresh()
        seen = forms(store)
        who = f"process {place} of {self.processes}"
        tally.cases += self.commits
        tally.failures += (f"{who} does not see {lost}" for lost in sorted(self.cards - seen.keys())[:10])
        with tally.case(f"the count that {who} sees"):
            assert seen["count"]["votes"] == self.counts
        with tally.case(f"the order in which {who} sees its own lines"):
            own = [each.change.label for each in store.history() if each.change.label.startswith(f"made {place}-")]
            assert own == [f"made {place}-{n}" for n in range(self.commits) if n % 5]
        tally.measured["state"] = hashlib.sha256(msgspec.json.encode(sorted(seen.items()))).hexdigest()
        store.close()
        return tally

    def _write(self, store: JournalStore, place: int) -> None:
        for n in range(self.commits):
            if n % 5:
                add(store, card(f"{place}-{n}", f"line {n} of {place}"))
            else:
                rewrite(store, "count", lambda now: msgspec.structs.replace(now, votes=now.votes + 1))

    def run(self, tally: Tally) -> None:
        """Let them all write, and judge what they leave."""
        (self.root / "river").mkdir(parents=True)
        first = opened(self.root / "river", "device0000", self.root / "state")
        add(first, card("count"))
        first.close()
        children = [Child(functools.partial(self.one, place)) for place in range(self.processes)]
        parts = [child.result() for child in children]
        for part in parts:
            gather(tally, Tally(part.cases, part.failures))
        with tally.case(f"all {self.processes} processes see the same"):
            assert len({part.measured["state"] for part in parts}) == 1
        with tally.case(f"the folder that {self.processes} processes leave"):
            assert self.cards | {"count"} == judge_folder(self.root / "river", self.root / "state").keys()
        slowest = max(float(part.measured.get(f"{place}", "nan")) for place, part in enumerate(parts))
        rate = self.processes * self.commits / slowest
        tally.measured[f"{self.processes} processes"] = f"{rate:.0f} commits a second"


def at_once(size: Size, root: Path) -> Tally:
    """Let processes write at once, from a process that may fork."""
    tally = Tally()
    for processes, commits in _ROUNDS[size]:
        barrier = multiprocessing.get_context("fork").Barrier(processes)
        _Round(root / f"{processes}", processes, commits, barrier).run(tally)
    return tally


def run(size: Size, folder: Path) -> Tally:
    """Let processes write at once, in a process of their own."""
    return apart(at_once, size, folder)


BATTERIES = (
    Battery(
        "2, 4 and 8 processes at once",
        "each process sees every commit of every other after a refresh; a count that all add to loses none",
        run,
    ),
)
