"""System calls that fail, and kills between two of them, injected from outside with strace.

What is tried here is the program as it is, on the file system as it is: nothing stands between the two but the
kernel, which is told to fail the Nth call of a kind, or to kill the process there.
"""

import itertools
import random
import re
import shutil
import subprocess
import sys
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from datetime import timedelta
from pathlib import Path
from typing import IO, Self

from codesign.changes import change
from codesign.model import Item
from storage.shelf import FolderShelf
from storage.store import JournalStore
from storage.verify import verify_folder
from tests.battery.cases import Battery, Size, Tally
from tests.battery.material import card, let_go
from tests.battery.writer import COMMITS, VISITS, words
from tests.support.doubles import NOW

# a machine has one or the other of some calls; strace passes over a name with a question mark that it lacks
_CALLS = {
    "write": "write",
    "fdatasync": "fdatasync",
    "fsync": "fsync",
    "rename": "?rename,?renameat,?renameat2",
    "ftruncate": "ftruncate",
    "openat": "?open,openat",
    "mkdir": "?mkdir,?mkdirat",
}
_ENDS = ("signal=KILL", "error=EIO", "error=ENOSPC")
_QUICK_RUNS = 16
BEGINS = 1000
"""The number of the first commit in a folder that the writer has been in before."""
_ALL = {visit * 100 + each for visit in range(VISITS) for each in range(COMMITS)}
"""The numbers of the commits of one run."""


@dataclass(frozen=True)
class Injection:
    """What is to happen at the Nth system call of a kind."""

    call: str
    what: str
    when: int
    torn: bool
    """Whether the writer begins with a journal that has a torn end, rather than with nothing."""
    stays: bool = False
    """Whether every later call fails too."""
    also: str = ""
    """A call that fails whenever it is made."""

    def options(self) -> list[str]:
        """Return it in strace's words."""
        asked = [f"inject={_CALLS[self.call]}:{self.what}:when={self.when}{'+' if self.stays else ''}"]
        if self.also:
            asked.append(f"inject={_CALLS[self.also]}:error=EIO")
        return [f"--trace={','.join(_CALLS.values())}", *(word for each in asked for word in ("-e", each))]

    def __str__(self) -> str:
        begun = "a torn end" if self.torn else "nothing"
        stays = " and all later ones" if self.stays else ""
        also = f", every {self.also} fails" if self.also else ""
        return f"{self.what} at {self.call} {self.when}{stays}{also}, begun with {begun}"


@dataclass
class Said:
    """What the writer said before it ended."""

    acknowledged: list[int] = field(default_factory=list)
    failed: dict[int, str] = field(default_factory=dict)
    """The file in which the words are kept, by commit."""
    unknown: dict[int, str] = field(default_factory=dict)
    crashed: str = ""
    status: int = -1

    def maybe(self, begins: int) -> set[int]:
        """Return the commits that may be there although they were not acknowledged: those of which the disk did
        not say, and the one at which the process was killed. After the first of which the disk did not say, a
        store begins no other."""
        allowed = {min(found) for _visit, found in itertools.groupby(sorted(self.unknown), lambda n: n // 100)}
        if self.status == 9:
            told = max([*self.acknowledged, *self.failed, *self.unknown], default=begins - 1)
            visits = (begins + visit * 100 for visit in range(VISITS))
            allowed |= {told + 1, *(first for first in visits if first > told)}
        return allowed


class Tracer:
    """The writer, and strace upon each of its children."""

    def __init__(self, folder: Path) -> None:
        if shutil.which("strace") is None:
            raise FileNotFoundError("this battery needs strace: apt-get install strace")
        self._folder = folder
        self._count = itertools.count()
        self._writer = subprocess.Popen(
            [sys.executable, "-m", "tests.battery.writer"],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            cwd=Path(__file__).parents[2],
            text=True,
            bufsize=1,
        )

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_exception: object) -> None:
        self._in.close()
        self._out.close()
        self._writer.wait()

    @property
    def _in(self) -> IO[str]:
        assert self._writer.stdin is not None
        return self._writer.stdin

    @property
    def _out(self) -> IO[str]:
        assert self._writer.stdout is not None
        return self._writer.stdout

    def run(self, options: list[str], begun: Path | None = None) -> tuple[Path, Said, str]:
        """Let the writer work in a new folder; return the folder, what it said, and what strace saw."""
        folder = self._folder / f"run{next(self._count)}"
        if begun is None:
            folder.mkdir()
        else:
            shutil.copytree(begun, folder)
        log = folder / "strace"
        self._in.write(f"{BEGINS if begun else 0} {folder}\n")
        child = self._out.readline().split()[1]
        with subprocess.Popen(
            ["strace", "-f", "-o", str(log), *options, "-p", child], stderr=subprocess.PIPE, text=True
        ) as strace:
            assert strace.stderr is not None
            first = strace.stderr.readline()
            self._in.write("go\n")
            said = self._listen()
            complaint = first + strace.stderr.read()
        if "attached" not in first:
            raise OSError(f"strace cannot trace here: {complaint}")
        return folder, said, log.read_text()

    def _listen(self) -> Said:
        said = Said()
        while True:
            match self._out.readline().split(maxsplit=2):
                case ["acked", number]:
                    said.acknowledged.append(int(number))
                case ["failed", number, *kept]:
                    said.failed[int(number)] = "".join(kept).strip()
                case ["unknown", number, *kept]:
                    said.unknown[int(number)] = "".join(kept).strip()
                case ["crashed", *why]:
                    said.crashed = " ".join(why)
                case ["ended", status]:
                    said.status = int(status)
                    return said
                case []:
                    raise OSError("the writer has ended")
                case _:
                    pass


def injected(size: Size, folder: Path) -> Tally:
    """Inject at every call that the writer makes."""
    tally = Tally()
    fired: Counter[str] = Counter()
    with Tracer(folder) as tracer:
        torn = _torn(tracer)
        sweep = list(_sweep(tracer, torn))
        if size is Size.QUICK:
            sweep = random.Random(5).sample(sweep, _QUICK_RUNS)
        for injection in sweep:
            while not (run := _tried(tracer, injection, torn, tally)).fired and 0 < run.made < injection.when:
                # a young folder is listed more often, and which one is young is the machine's hour: so this run
                # made fewer such calls than the one that was counted, and it is the last of them that fails
                injection = replace(injection, when=run.made)  # noqa: PLW2901
            if run.fired:
                fired[f"{injection.what.rpartition('=')[2]} at {injection.call}"] += 1
            else:
                tally.failures.append(f"{injection} did not fire")
    tally.measured["injections that fired"] = str(fired.total())
    tally.measured["of which"] = ", ".join(f"{count} {name}" for name, count in sorted(fired.items()))
    return tally


@dataclass(frozen=True)
class _Run:
    fired: bool
    made: int
    """How many calls of the kind."""


def _tried(tracer: Tracer, injection: Injection, torn: Path, tally: Tally) -> _Run:
    place, said, log = tracer.run(injection.options(), torn if injection.torn else None)
    fired = "(INJECTED)" in log or "killed by SIGKILL" in log
    if fired:
        with tally.case(str(injection)):
            _check(place, said, injection)
    shutil.rmtree(place)
    return _Run(fired, _called(log)[injection.call])


def _torn(tracer: Tracer) -> Path:
    """Return a folder with a journal that has a torn end, and no snapshot."""
    folder, said, _log = tracer.run(["--trace=none"])
    assert said.status == 0
    river = folder / "data" / "river"
    device = (folder / "state" / "device").read_text().strip()
    with (river / "journal" / f"{device}.jsonl").open("ab") as file:
        file.write(b'0123abcd {"torn":')
    (river / "board.json").unlink()
    return folder


def _sweep(tracer: Tracer, torn: Path) -> Iterator[Injection]:
    """Yield an injection for each call of each kind, counted in a run without any."""
    for begun in (None, torn):
        _folder, said, log = tracer.run([f"--trace={','.join(_CALLS.values())}"], begun)
        assert said.status == 0, said
        assert len(said.acknowledged) == len(_ALL), said
        for call, count in _called(log).items():
            for when, what in itertools.product(range(1, count + 1), _ENDS):
                yield Injection(call, what, when, begun is torn)
            if call == "write":
                for when in range(1, count + 1):
                    yield Injection(call, "error=ENOSPC", when, begun is torn, stays=True)
                    yield Injection(call, "error=EIO", when, begun is torn, also="ftruncate")


def _called(log: str) -> dict[str, int]:
    """Return how many calls of each kind strace saw."""
    called = Counter(re.findall(r"^\d+ +(\w+)\(", log, re.MULTILINE))
    return {call: sum(called[name.strip("?")] for name in names.split(",")) for call, names in _CALLS.items()}


def _check(folder: Path, said: Said, injection: Injection) -> None:
    assert not said.crashed, f"the writer crashed: {said.crashed}"
    assert said.status == (9 if injection.what == "signal=KILL" else 0), f"the writer ended with {said.status}"
    shelf = FolderShelf(folder / "data", folder / "state")
    if "river" not in shelf.folders():
        assert not said.acknowledged, f"the partnership is gone, with {said.acknowledged}"
        store = shelf.create("river")
        _commit_after(store)
        return
    store = shelf.open("river")
    if injection.also != "ftruncate":  # without it a torn end cannot be cut off
        assert store.problems == (), f"problems: {store.problems}"
    got = {int(each.change.label) for each in store.history()}
    must = set(said.acknowledged) | (_ALL if injection.torn else set())
    maybe = said.maybe(BEGINS if injection.torn else 0)
    assert must <= got, f"acknowledged and gone: {sorted(must - got)}"
    assert got <= must | maybe, f"there and not acknowledged: {sorted(got - must - maybe)}"
    assert len(got - must) <= 1, f"more than one that was not acknowledged: {sorted(got - must)}"
    assert not got & said.failed.keys(), f"said to have failed and there: {got & said.failed.keys()}"
    cards = {int(each.id[4:]): each.text for each in store.records.all(Item)}
    assert cards == {number: words(number) for number in got}, "the cards are not those of the commits"
    for number, kept in {**said.failed, **said.unknown}.items():
        if kept:
            assert words(number) in Path(kept).read_text("utf-8"), f"the words of {number} are not in {kept}"
        else:
            assert injection.stays, f"the words of {number} are kept nowhere"
    _commit_after(store)
    again = shelf.open("river")
    assert {each.change.label for each in again.history()} == {*map(str, got), "900"}
    problems = verify_folder(folder / "data" / "river").problems
    assert problems == [], f"harm: {problems}"


def _commit_after(store: JournalStore) -> None:
    made = change("900", (None, card(900, text="after it")))
    assert store.commit("eve", NOW + timedelta(days=1), lambda _records: made) is not None
    let_go(store)


BATTERIES: tuple[Battery, ...] = (
    Battery(
        "KILL, EIO and ENOSPC at the Nth system call",
        "every acknowledged commit is there, whole; one that failed is not there and its words are kept; one of "
        "which the disk did not say is there or not; no other error comes out; the next commit is kept",
        injected,
        needs="strace",
    ),
)
