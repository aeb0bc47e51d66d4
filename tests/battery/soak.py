"""Writers that are killed at random moments: whatever was acknowledged is there, once, and in order."""

import os
import random
import select
import time
import traceback
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import msgspec
from tinydb import TinyDB

from storage.store import JournalStore
from tests.battery.apart import apart
from tests.battery.cases import Battery, Size, Tally
from tests.battery.parts import Form, add, card, judge_folder, mend, opened, raw_lines, rewrite

_SEED = 20261121
_SHARED = 5
"""Cards whose titles all writers write anew, over and over."""


@dataclass(frozen=True)
class _Plan:
    writers: int
    seconds: float
    pause: float
    """Seconds between two kills, on average."""
    kills: int
    """With fewer the run says nothing."""


_PLANS = {Size.QUICK: _Plan(4, 4.0, 0.06, 20), Size.FULL: _Plan(8, 60.0, 0.16, 250)}


class _SmallPieces:
    """The real file operations on a system that takes only a few bytes at a time, as it may."""

    def __getattr__(self, name: str) -> Callable[..., Any]:
        real: Callable[..., Any] = getattr(os, name)
        return (lambda fd, data: os.write(fd, data[:16])) if name == "write" else real


class _Writer:
    """What one process does until it is killed. Each line of its file is a commit that had returned."""

    def __init__(self, root: Path, device: str, name: str) -> None:
        self._root = root
        self._device = device
        self._name = name
        self._chance = random.Random(f"{_SEED} {name}")
        self._told = os.open(root / "acknowledged" / name, os.O_CREAT | os.O_WRONLY | os.O_APPEND)
        self._store = self._opened()

    def _opened(self) -> JournalStore:
        return opened(self._root / "river", self._device, self._root / "state", _SmallPieces())

    def work(self, parent: int) -> None:
        """Go on for ever, or for as long as there is the process that started this one."""
        n = 0
        while os.getppid() == parent:
            n += 1
            match self._chance.choices(("card", "count", "title", "snapshot", "reopen"), (50, 25, 22, 1, 2))[0]:
                case "card":
                    self._card(f"{self._name}-{n}")
                case "count":
                    rewrite(self._store, "count", lambda now: msgspec.structs.replace(now, votes=now.votes + 1))
                    self._note("count")
                case "title":
                    self._title(f"{self._name}:{n}")
                case "snapshot":
                    self._store.save_snapshot()
                case _:
                    self._store.close()
                    self._store = self._opened()

    def _card(self, card_id: str) -> None:
        # long lines in small pieces: so that some kills fall between two pieces
        words = self._chance.randrange(120) if self._chance.random() < 0.9 else 4000
        add(self._store, card(card_id, text="word " * words))
        self._note(f"card {card_id}")

    def _title(self, title: str) -> None:
        which = f"shared{self._chance.randrange(_SHARED)}"
        rewrite(self._store, which, lambda now: msgspec.structs.replace(now, title=title))
        self._note(f"title {title}")

    def _note(self, what: str) -> None:
        os.write(self._told, f"{what}\n".encode())


@dataclass
class _Writers:
    """The processes: two for each device, as two screens on one laptop, which share a journal."""

    root: Path
    running: list[int] = field(default_factory=list)
    started: int = 0

    def start(self, place: int) -> int:
        """Start a writer, and return its process."""
        self.started += 1
        name, parent = f"w{self.started}", os.getpid()
        child = os.fork()
        if child == 0:
            try:
                _Writer(self.root, f"device{place // 2:04d}", name).work(parent)
            except BaseException:  # noqa: BLE001  # a writer must end by being killed, and by nothing else
                (self.root / "gave-up" / name).write_text(traceback.format_exc(), "utf-8")
            os._exit(1)
        return child

    def kill(self, place: int) -> None:
        """Kill a writer wherever it is just now."""
        os.kill(self.running[place], 9)
        os.waitpid(self.running[place], 0)


def under_kills(size: Size, root: Path) -> Tally:
    """Let writers be killed, from a process that may fork."""
    plan, chance, tally = _PLANS[size], random.Random(_SEED), Tally()
    for name in ("river", "acknowledged", "gave-up"):
        (root / name).mkdir()
    first = opened(root / "river", "device0000", root / "state")
    for made in (card("count"), *(card(f"shared{n}") for n in range(_SHARED))):
        add(first, made)
    first.close()
    writers = _Writers(root)
    writers.running = [writers.start(place) for place in range(plan.writers)]
    until = time.monotonic() + plan.seconds
    kills = 0
    while time.monotonic() < until:
        select.select([], [], [], chance.uniform(0, 2 * plan.pause))  # a moment of chance: that is what is tried
        place = chance.randrange(plan.writers)
        writers.kill(place)
        kills += 1
        writers.running[place] = writers.start(place)
    for place in range(plan.writers):
        writers.kill(place)
        kills += 1
    _judge(root, plan, kills, tally)
    tally.failures = [f"seed {_SEED}: {failure}" for failure in tally.failures]
    return tally


@dataclass(frozen=True)
class _Told:
    """What the writers were told is saved."""

    cards: frozenset[str]
    titles: frozenset[str]
    counts: int

    @classmethod
    def read(cls, folder: Path) -> "_Told":
        """Read the writers' files."""
        lines = [line for path in folder.iterdir() for line in path.read_text("ascii").splitlines()]
        return cls(
            frozenset(line.removeprefix("card ") for line in lines if line.startswith("card ")),
            frozenset(line.removeprefix("title ") for line in lines if line.startswith("title ")),
            lines.count("count"),
        )

    def __len__(self) -> int:
        return len(self.cards) + len(self.titles) + self.counts


def _judge(root: Path, plan: _Plan, kills: int, tally: Tally) -> None:
    told, river = _Told.read(root / "acknowledged"), root / "river"
    with tally.case("no writer gave up by itself"):
        gave_up = [path.read_text("utf-8") for path in (root / "gave-up").iterdir()]
        assert gave_up == [], gave_up[0]
    with tally.case("enough happened"):
        assert kills >= plan.kills, f"{kills} kills"
        assert len(told) > kills, f"{len(told)} commits"
    for place in range(0, plan.writers, 2):
        owner = opened(river, f"device{place // 2:04d}", root / "state")
        mend(owner)
        owner.close()
    with tally.case("a plain TinyDB opens the snapshot"), TinyDB(river / "board.json") as db:
        assert len(db.table("items")) > 0
    said: dict[str, Form] = {}
    with tally.case("chains, verify, and the snapshot against the journals"):
        said = judge_folder(river, root / "state")
    written = [line for path in (river / "journal").iterdir() for _crc, line in raw_lines(path.read_bytes())]
    with tally.case("a kill leaves one commit at most that nobody was told of"):
        assert len(told) <= len(written) - 1 - _SHARED <= len(told) + kills, (len(told), len(written), kills)
    with tally.case("no count is lost or counted twice"):
        assert told.counts <= said["count"].get("votes", 0) <= told.counts + kills, (told.counts, said["count"])
    tally.cases += len(told.cards) + len(told.titles)
    titles = {edit["now"].get("title") for line in written for edit in line["edits"]}
    lost = [*(told.cards - said.keys()), *(told.titles - titles)]
    tally.failures += (f"{each} was acknowledged and is lost" for each in sorted(lost)[:20])
    tally.measured |= {
        "kills": str(kills),
        "acknowledged commits": str(len(told)),
        "lost": str(len(lost)),
        "ends cut off and kept": str(len(list(river.glob("quarantine/*")))),
    }


def run(size: Size, folder: Path) -> Tally:
    """Let writers be killed at random moments, in a process of their own."""
    return apart(under_kills, size, folder)


BATTERIES = (
    Battery(
        "writers under kill -9",
        "each acknowledged commit is there, once and in order; a kill leaves one more at most; "
        "journals, verify and snapshot agree",
        run,
    ),
)
