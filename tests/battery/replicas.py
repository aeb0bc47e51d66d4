"""Three devices that are apart, meet now and then, and get each other's journals in parts."""

import functools
import json
import os
import random
import shutil
from dataclasses import dataclass, field
from datetime import timedelta
from pathlib import Path
from typing import Any

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from codesign.commands.partnerships import Found
from codesign.errors import NotFound, Refused
from codesign.model import Record, plain
from codesign.opened import OpenPartnership
from codesign.workspace import Workspace
from storage.drafts import MemoryDrafts
from storage.filters import MemoryFilters
from storage.memory import MemoryShelf
from storage.verify import verify_folder
from tests.battery.apart import Child, apart, gather
from tests.battery.cases import Battery, Size, Tally
from tests.battery.oracle import (
    TEXTS,
    Form,
    Place,
    Purge,
    comparable,
    left_of,
    outcome,
    purges_in,
    shown,
    texts_at,
)
from tests.battery.parts import Unsynced, forms, mend, opened, raw_lines
from tests.battery.wishes import KINDS, Person
from tests.support.doubles import NOW, CountingIds, StillClock

_DEVICES = ("device000a", "device000b", "device000c")
_YEARS_OFF = (0, 0, 0, 14, -27)
_RUNS = {Size.QUICK: 40, Size.FULL: 4000}
_STEPS = 80
_WRITTEN, _WRITTEN_STEPS = 25, 30
"""How many programs Hypothesis writes, and of how many steps: few, for it is slow, but it shortens what fails."""
_LOOKS = 0.15
"""How often a replica is held against the oracle in the middle; in the end all of them are."""


@dataclass
class _World:
    """What only somebody who stands beside all devices knows: who had seen which texts when they wrote."""

    root: Path
    chance: random.Random
    kinds: tuple[type[Record], ...]
    """What people work on: few kinds, so that they often meet on the same records."""
    replaced: dict[str, dict[Place, frozenset[str]]] = field(default_factory=dict)
    knew: dict[str, frozenset[Purge]] = field(default_factory=dict)
    """And of which purges of the records that they wrote in."""
    parsed: dict[bytes, Form] = field(default_factory=dict)

    def lines(self, journal: Path) -> list[Form]:
        """Return the whole lines of a journal."""
        found = []
        for raw in journal.read_bytes().splitlines(keepends=True):
            if raw.endswith(b"\n"):
                if raw not in self.parsed:
                    ((_crc, self.parsed[raw]),) = raw_lines(raw)
                found.append(self.parsed[raw])
        return found


class _Replica:
    """One device with its own copy of the folder."""

    def __init__(self, world: _World, device: str) -> None:
        self.world = world
        self.device = device
        self.folder = world.root / device
        self.folder.mkdir(parents=True)
        self.person = Person(device[-1], device, world.chance, world.kinds)
        self.clock = StillClock(NOW + timedelta(days=365 * world.chance.choice(_YEARS_OFF)))
        self._workspace = Workspace(
            MemoryShelf(), self.clock, CountingIds(device[-1]), MemoryDrafts(), device, MemoryFilters()
        )
        self._old_snapshot: bytes | None = None
        self._open()

    def _open(self) -> None:
        self._purges = _kept_purges(self.folder / "board.json")
        self.store = opened(self.folder, self.device, self.folder / "state", Unsynced())
        self.board = OpenPartnership("river", self.store, self._workspace)

    def journal(self, device: str) -> Path:
        """Return the place of this replica's copy of a device's journal."""
        return self.folder / "journal" / f"{device}.jsonl"

    def lines(self) -> list[Form]:
        """Return all whole lines that this replica has, and the purges that it noted beside its journals."""
        noted = self.folder / "purged.jsonl"
        paths = (*((noted,) if noted.exists() else ()), *sorted(self.folder.glob("journal/*.jsonl")))
        return list({line["stamp"]: line for path in paths for line in self.world.lines(path)}.values())

    def purges(self) -> frozenset[Purge]:
        """Return the purges of which this replica knows: it does not forget them while it is open, even if the
        journal that said so is replaced by an older one."""
        self._purges |= purges_in(self.lines(), self.world.knew)
        return self._purges

    # What can happen to it

    def do(self) -> None:
        """Let its person do something."""
        wished = self.person.wish(self.store.records)
        if wished is not None:
            self._noting(lambda: self.board.execute(wished.command), wished.seen)

    def take_back(self) -> None:
        """Let its person undo something, or do it again."""
        self._noting(self.board.undo if self.world.chance.random() < 0.7 else self.board.redo, None)

    def found(self) -> None:
        """Begin the partnership here."""
        self._noting(lambda: self.board.execute(Found("River", self.device)), None)

    def _noting(self, deed: Any, seen: Record | None) -> None:
        """Do something, and note which texts its author had seen of those that its lines replace."""
        known = self.purges()
        before = left_of(self.lines(), known, self.world.knew)
        had = len(self._own_lines())
        try:
            deed()
        except (Refused, NotFound):
            return
        for line in self._own_lines()[had:]:
            replaced: dict[Place, frozenset[str]] = {}
            for edit in line["edits"]:
                for path in TEXTS[edit["table"]] & edit["now"].keys():
                    texts = texts_at(before, self.world.replaced, (edit["id"], path))
                    read = _seen_texts(line, edit["id"], path, texts, seen)
                    replaced[edit["id"], path] = frozenset(at for at, text in texts.items() if text in read)
            self.world.replaced[line["stamp"]] = replaced
            about = {edit["id"] for edit in line["edits"]}
            self.world.knew[line["stamp"]] = frozenset(purge for purge in known if purge[0] in about)
            before.append(line)
            known |= purges_in([line], self.world.knew)

    def _own_lines(self) -> list[Form]:
        own = self.journal(self.device)
        return self.world.lines(own) if own.exists() else []

    def get(self, other: "_Replica", device: str) -> None:
        """Take a part of a device's journal from another replica: perhaps to the middle of a line, perhaps one
        that is older than what is here."""
        chance = self.world.chance
        if device == self.device or not other.journal(device).exists():
            return
        raw = other.journal(device).read_bytes()
        if chance.random() < 0.6:
            raw = raw[: chance.randint(0, len(raw))]
        here = self.journal(device)
        has = here.stat().st_size if here.exists() else 0
        if len(raw) < has and chance.random() < 0.9:
            return
        self._put(device, raw, has, whole=chance.random() < 0.5)
        if chance.random() < 0.7:
            self.board.refresh()

    def _put(self, device: str, raw: bytes, has: int, *, whole: bool) -> None:
        here = self.journal(device)
        here.parent.mkdir(exist_ok=True)
        if whole or not raw.startswith(here.read_bytes() if has else b""):
            temporary = here.with_name(".arriving")
            temporary.write_bytes(raw)
            temporary.replace(here)
        else:
            with here.open("ab") as file:
                file.write(raw[has:])

    def reopen(self, other: "_Replica") -> None:
        """Close and open again: with the snapshot, without, with an older one, or with another replica's."""
        board = self.folder / "board.json"
        self.board.close()
        just_written = board.read_bytes() if board.exists() else None
        match self.world.chance.randrange(4):
            case 0:
                board.unlink(missing_ok=True)
            case 1 if self._old_snapshot is not None:
                board.write_bytes(self._old_snapshot)
            case 2 if (other.folder / "board.json").exists():
                shutil.copy(other.folder / "board.json", board)
        self._old_snapshot = self._old_snapshot or just_written
        self._open()

    # What must hold

    def judge(self) -> None:
        """Hold what this replica shows against what its lines must come to."""
        self.board.refresh()
        lines = outcome(self.lines(), self.world.replaced, self.purges(), self.world.knew)
        # of a record whose first line is still on its way there is nothing to show; that is said, not hidden
        expected = {record: form for record, form in lines.items() if "made" in form}
        found = {record: comparable(form) for record, form in forms(self.store).items()}
        assert found.keys() == expected.keys()
        for record, form in found.items():
            assert form == expected[record], f"{self.device} shows {form}, its lines say {expected[record]}"
        assert len(self.store.problems) == len(lines) - len(expected), self.store.problems


def _kept_purges(board: Path) -> frozenset[Purge]:
    """Return the purges that a snapshot knows of."""
    kept = json.loads(board.read_bytes()).get("_purged", {}) if board.exists() else {}
    known = kept.get("1", {}).get("purges", {})
    return frozenset((record, stamp) for record, stamps in known.items() for stamp in stamps)


def _seen_texts(line: Form, record: str, path: str, texts: dict[str, Any], seen: Record | None) -> set[Any]:
    """Return the texts that the author of a line saw at a place: in an editor that was opened earlier, or else
    on the board just then; who takes something back sees the one that is shown."""
    if seen is not None and seen.id == record:
        return {plain(seen).get(path), *seen.also.get(path, ())}
    first = shown(texts)
    return {first} if line.get("undoes") else {first, *texts.values()} - ({None} - {first})


def _program(chance: random.Random, steps: int, root: Path) -> None:
    """Run one program of chance, and judge it."""
    world = _World(root, chance, tuple(chance.sample(KINDS, 2)))
    replicas = [_Replica(world, device) for device in _DEVICES]
    replicas[0].found()
    for _ in range(steps):
        here, there = chance.sample(replicas, 2)
        match chance.randrange(12):
            case 0:
                here.reopen(there)
            case 1 | 2 | 3:
                here.get(there, chance.choice(_DEVICES))
            case 4:
                here.take_back()
            case 5:
                here.clock.forward(seconds=chance.choice((-1e9, -1e6, -1, 0, 0.001, 60, 1e6, 1e9)))
            case _:
                here.do()
        if chance.random() < _LOOKS:
            here.judge()
    _meet(replicas)
    shutil.rmtree(root)


def _meet(replicas: list[_Replica]) -> None:
    """Let all have the whole of all journals, and see that all show the same, however they came by it."""
    for here in replicas:
        for owner in replicas:
            if owner is not here and owner.journal(owner.device).exists():
                here._put(owner.device, owner.journal(owner.device).read_bytes(), 0, whole=True)
        here.judge()
        assert here.store.problems == ()
        mend(here.store)
        assert verify_folder(here.folder).problems == []
    states = [forms(here.store) for here in replicas]
    assert states[0] == states[1] == states[2], "replicas with the same lines show different things"
    for here in replicas:
        here.board.close()
        here._open()
        assert forms(here.store) == states[0], "the snapshot says something else"
        here.board.close()
        (here.folder / "board.json").unlink()
        here._open()
        assert forms(here.store) == states[0], "the journals say something else"
        here.board.close()


# By Hypothesis, which shortens what fails


def _by_hypothesis(folder: Path) -> Tally:
    tally = Tally()

    @settings(max_examples=_WRITTEN, deadline=None, database=None, suppress_health_check=list(HealthCheck))
    @given(st.randoms(use_true_random=False))
    def programs(chance: random.Random) -> None:
        tally.cases += 1
        _program(chance, _WRITTEN_STEPS, folder / f"{tally.cases}")

    try:
        programs()
    except Exception as error:  # noqa: BLE001  # whatever the store raises here is what we look for
        notes = "\n".join(getattr(error, "__notes__", ()))
        tally.failures.append(f"{type(error).__name__}: {error}\n{notes}"[:4000])
    return tally


# By seed, on all cores


def _seeds(folder: Path, seeds: range) -> Tally:
    tally = Tally()
    for seed in seeds:
        with tally.case(f"seed {seed}"):
            _program(random.Random(seed), _STEPS, folder / f"{seed}")
    return tally


def by_seed(size: Size, folder: Path) -> Tally:
    """Run programs by seed, in as many processes as there are cores."""
    tally, cores = Tally(), os.cpu_count() or 1
    shares = [range(core, _RUNS[size], cores) for core in range(cores)]
    children = [Child(functools.partial(_seeds, folder, share)) for share in shares]
    for child in children:
        gather(tally, child.result())
    tally.measured["steps in each run"] = f"{_STEPS}"
    return tally


def run(size: Size, folder: Path) -> Tally:
    """Run programs of chance, by seed; at quick size also some of Hypothesis, which are others each time."""
    tally = apart(by_seed, size, folder / "by-seed")
    if size is Size.QUICK and not tally.failures:
        gather(tally, _by_hypothesis(folder))
    return tally


BATTERIES = (
    Battery(
        "three replicas with partial transfers",
        "after any work apart, each replica shows what an independent oracle works out from its lines, "
        "and replicas with the same lines show the same",
        run,
    ),
)
