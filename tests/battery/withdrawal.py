"""Words are withdrawn while a process is killed, the power fails, or others write: they alone are gone."""

import functools
import json
import multiprocessing
import random
import shutil
import unicodedata
from collections.abc import Iterator
from datetime import timedelta
from multiprocessing.synchronize import Barrier
from pathlib import Path
from typing import Any

import msgspec

from codesign.changes import change
from codesign.commands.base import Maker
from codesign.commands.purging import Purge
from codesign.model import Audience, ExportedItem, ExportRecord, Voice
from storage.store import JournalStore
from storage.verify import verify_folder
from tests.battery.apart import Child, apart, gather
from tests.battery.cases import Battery, Size, Tally
from tests.battery.crash import _lay_out
from tests.battery.parts import Unsynced, add, card, forms, judge_folder, mend, opened
from tests.battery.power import Disk, Killed, Process, Recorder, Tree
from tests.support.doubles import NOW, CountingIds

WORDS = "Der Bus fährt nachts nicht\nund niemand hört uns zu, das tut weh"
VOICE = Voice(id="voice", number="V1", schema=1, text=WORDS, person="mia", role="Mutter")
LATER = NOW + timedelta(hours=1)
FIRST, SECOND = "device0001", "device0002"
_CARDS = 4
_TRIED = {Size.QUICK: 150, Size.FULL: 100_000}
_MOST = {Size.QUICK: 3, Size.FULL: 6}
"""Of how many combinations the disk is tried at one operation."""
_COMMITS = {Size.QUICK: 40, Size.FULL: 400}
_PATIENCE = 120.0


def holding(base: Path) -> list[str]:
    """Return the files below a folder in which the words stand, in whatever form."""
    files = (path for path in sorted(base.rglob("*")) if path.is_file())
    return [str(path.relative_to(base)) for path in files if _is_in(path.read_bytes())]


def _is_in(raw: bytes) -> bool:
    return any(form in raw for form in _forms())


@functools.cache
def _forms() -> tuple[bytes, ...]:
    found = []
    for line in WORDS.splitlines():
        for form in ("NFC", "NFD"):
            text = unicodedata.normalize(form, line)
            found += [text.encode(), json.dumps(text)[1:-1].encode()]
    return tuple(dict.fromkeys(found))


def withdraw(store: JournalStore, *ids: str) -> None:
    """Withdraw the words of records, and take them off the disk."""
    command = Purge(ids, withdrawn=True)
    maker = Maker(store.records, CountingIds(), LATER, None, "")
    store.commit("eve", LATER, lambda records: command.apply(records, maker))
    store.purge()


def _fill(river: Path, rescue: Path, ops: Any) -> None:
    """Let the words stand in two journals, in the snapshot, a daily copy, an export, and with what was rescued."""
    one = JournalStore(river, FIRST, rescue, ops)
    add(one, card("card0"))
    one.commit("ann", NOW, lambda _records: change(WORDS[:40], (None, VOICE)))
    one.save_snapshot()
    two = JournalStore(river, SECOND, rescue, ops)
    said = two.records.get(Voice, "voice")
    assert said is not None
    two.commit("bob", NOW, lambda _records: change("more", (said, msgspec.structs.replace(said, text=WORDS * 2))))
    items = {"V1": ExportedItem("voice", WORDS)}
    export = ExportRecord(
        id="export", number="EX1", schema=1, reference="r", document="notes", on=NOW.date(),
        audience=Audience.ROOM, items=items,
    )  # fmt: skip
    two.commit("bob", NOW, lambda _records: change("exported", (None, export)))
    for n in range(1, _CARDS):
        add(two, card(f"card{n}"))
    one._rescue.keep(change("lost", (None, VOICE)), "ann", NOW)
    two.close()
    one.close()


def _judge(river: Path, rescue: Path, *, withdrawn: bool | None) -> None:
    """Open what is left as somebody does, and look: `withdrawn` is None where it may be either."""
    for _ in range(2):
        store = JournalStore(river, FIRST, rescue, Unsynced())
        said = store.records.get(Voice, "voice")
        assert said is not None, "the record is gone"
        assert {f"card{n}" for n in range(_CARDS)} <= forms(store).keys(), "a card is gone"
        assert store.problems == (), store.problems
        mend(store)
        if withdrawn is not None:
            assert said.withdrawn is withdrawn, "half of it"
        assert said.withdrawn is not bool(said.text), "half of it"
        store.close()
        if said.withdrawn:
            assert not (found := holding(river.parent.parent)), f"the words are in {found}"
    assert not (problems := verify_folder(river).problems), problems


# Killed


class _Dying:
    """The real file operations without the waiting, until so many of them were done."""

    def __init__(self, lives: int, *, half: bool = False) -> None:
        self._left = lives
        self._half = half
        self._real = Unsynced()

    def __getattr__(self, name: str) -> Any:
        real = getattr(self._real, name)

        def step(*arguments: Any) -> Any:
            if name == "close":
                return real(*arguments)
            if self._left <= 0:
                if self._half and name == "write" and self._left == 0:
                    real(arguments[0], arguments[1][: len(arguments[1]) // 2])
                self._left = -1
                raise Killed
            self._left -= 1
            return real(*arguments)

        return step


def killed_everywhere(size: Size, folder: Path) -> Tally:
    """Kill a withdrawal before each operation on a file, and in the middle of each write."""
    whole = folder / "whole"
    (whole / "data" / "river").mkdir(parents=True)
    _fill(whole / "data" / "river", whole / "state" / "rescue", Unsynced())
    assert len(holding(whole)) >= 5, holding(whole)
    tally = Tally()
    for half in (False, True):
        lives = 0
        while _killed(whole, folder / "killed", lives, tally, half=half):
            lives += 3 if size is Size.QUICK else 1
    return tally


def _killed(whole: Path, place: Path, lives: int, tally: Tally, *, half: bool) -> bool:
    """Kill one after so many operations; return whether it was, or came through before."""
    shutil.rmtree(place, ignore_errors=True)
    shutil.copytree(whole, place)
    river, rescue = place / "data" / "river", place / "state" / "rescue"
    came_through = False
    try:
        withdraw(JournalStore(river, FIRST, rescue, _Dying(lives, half=half)), "voice")
        came_through = True
    except Killed:
        pass
    with tally.case(f"killed after {lives} operations{', in a write' if half else ''}"):
        _judge(river, rescue, withdrawn=True if came_through else None)
    return not came_through


# The power fails


def power_fails(size: Size, folder: Path) -> Tally:
    """Record a withdrawal, and look at what a power cut at each of its operations may leave."""
    base = folder / "recorded"
    base.mkdir()
    recorder = Recorder(base)
    process = Process(recorder)
    for part in ("data", "data/river", "state"):
        process.mkdir(str(base / part))
    river, rescue = base / "data" / "river", base / "state" / "rescue"
    process.fsync(process.open(str(base), 0))
    process.fsync(process.open(str(base / "data"), 0))
    _fill(river, rescue, process)
    begun = len(recorder.operations)
    withdraw(JournalStore(river, FIRST, rescue, process), "voice")
    process.end()
    tally = Tally()
    trees = list(_trees(recorder, begun, size))
    chosen = trees if len(trees) <= _TRIED[size] else random.Random(7).sample(trees, _TRIED[size])
    for n, (done, tree) in enumerate(chosen):
        place = folder / "disk"
        _lay_out(place, tree)
        with tally.case(f"disk {n} after {done} operations"):
            _judge(
                place / "data" / "river",
                place / "state" / "rescue",
                withdrawn=True if done == len(recorder.operations) else None,
            )
    return tally


def _trees(recorder: Recorder, begun: int, size: Size) -> Iterator[tuple[int, Tree]]:
    disk, chance = Disk(), random.Random(7)
    seen: set[frozenset[tuple[str, bytes | None]]] = set()
    for done, operation in enumerate(recorder.operations, 1):
        disk.do(operation)
        if done >= begun:
            for tree in disk.states(_MOST[size], chance):
                key = frozenset(tree.items())
                if key not in seen:
                    seen.add(key)
                    yield done, tree


# Others write meanwhile


def _writes(root: Path, place: int, commits: int, barrier: Barrier) -> Tally:
    """Write line after line, some of them onto what is being withdrawn."""
    store = opened(root / "data" / "river", f"device{place // 2 + 1:04d}", root / "state" / "rescue")
    barrier.wait(_PATIENCE)
    for n in range(commits):
        add(store, card(f"{place}-{n}"))
        if n % 10 == 0:
            store.save_snapshot()
    store.close()
    return Tally(commits)


def _withdraws(root: Path, commits: int, barrier: Barrier) -> Tally:
    """Say things and withdraw them again, while others write."""
    store = opened(root / "data" / "river", "device0009", root / "state" / "rescue")
    barrier.wait(_PATIENCE)
    tally = Tally()
    for n in range(commits // 8):
        said = msgspec.structs.replace(VOICE, id=f"voice{n}", number=f"V{n + 2}")
        add(store, said)  # type: ignore[arg-type]  # what is made matters to nobody there
        store.save_snapshot()
        with tally.case(f"withdrawal {n}"):
            withdraw(store, f"voice{n}", *(["voice"] if n == 0 else []))
    store.close()
    return tally


def at_once(size: Size, folder: Path) -> Tally:
    """Let four processes of three devices write while a fifth withdraws."""
    commits = _COMMITS[size]
    (folder / "data" / "river").mkdir(parents=True)
    _fill(folder / "data" / "river", folder / "state" / "rescue", Unsynced())
    barrier = multiprocessing.get_context("fork").Barrier(5)
    children = [Child(functools.partial(_writes, folder, place, commits, barrier)) for place in range(4)]
    children.append(Child(functools.partial(_withdraws, folder, commits, barrier)))
    tally = Tally()
    for child in children:
        gather(tally, child.result())
    with tally.case("what they leave"):
        left = judge_folder(folder / "data" / "river", folder / "state" / "rescue").keys()
        missing = {f"{place}-{n}" for place in range(4) for n in range(commits)} - left
        assert not missing, f"acknowledged and gone: {sorted(missing)[:10]}"
        assert not (found := holding(folder)), f"the words are in {found}"
    return tally


def meanwhile(size: Size, folder: Path) -> Tally:
    """Let others write while words are withdrawn, in a process of its own."""
    return apart(at_once, size, folder)


BATTERIES: tuple[Battery, ...] = (
    Battery(
        "withdrawal killed at every operation",
        "when the partnership is opened the next time the words are in no file, and nothing else is gone; or the "
        "withdrawal had not begun",
        killed_everywhere,
    ),
    Battery(
        "power cut at every operation of a withdrawal",
        "as above, whatever of the unsynced came",
        power_fails,
    ),
    Battery(
        "withdrawals while others write",
        "what was acknowledged before, during and after a withdrawal is there; the words are in no file",
        meanwhile,
    ),
)
