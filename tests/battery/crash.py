"""The power fails at every file operation of a session: whatever may then be on the disk, is it the truth?"""

import contextlib
import random
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import timedelta
from functools import partial
from pathlib import Path

import msgspec
from tinydb import TinyDB

from codesign.changes import Change, change
from codesign.errors import NotSaved
from codesign.model import Item, Partnership
from codesign.records import Records
from codesign.words import say
from storage.journal import Unreadable, decode, journals, split
from storage.shelf import FolderShelf
from storage.store import JournalStore
from storage.verify import verify_folder
from tests.battery.cases import Battery, Size, Tally
from tests.battery.material import card, let_go, spread
from tests.battery.power import Disk, Killed, Process, Recorder, Tree
from tests.storage.test_journal_store import Unsynced
from tests.support.doubles import NOW

RIVER = "home/data/river"
STATE = "home/state"
FIRST, SECOND, THIRD = "device0001", "device0002", "device0003"

_WORDS = "words that nobody types twice "
_MOST = {Size.QUICK: 4, Size.FULL: 6}
"""Of how many combinations the disk is tried at one operation."""
_KEPT = {Size.QUICK: 200, Size.FULL: 100_000}


@dataclass(frozen=True)
class Step:
    """One commit: it makes a card and changes one that was there, both or neither."""

    number: int
    device: str
    after: int | None
    """The number of the card that it changes."""
    begun: int
    """How many operations had been done then."""

    @property
    def text(self) -> str:
        """The words on its card; some are longer than a page of the disk."""
        return (_WORDS + str(self.number)) * (400 if self.number % 9 == 4 else 3)


@dataclass
class Session:
    """What people did, and what they were told."""

    recorder: Recorder
    steps: dict[int, Step] = field(default_factory=dict)
    acknowledged: dict[int, int] = field(default_factory=dict)
    """By step, how many operations had been done when it was acknowledged."""
    refused: set[int] = field(default_factory=set)
    rescued: list[tuple[int, str, str]] = field(default_factory=list)
    """How many operations had been done, the file that was named, and the words that must be in it."""

    @property
    def _now(self) -> int:
        return len(self.recorder.operations)

    def open(self, device: str, process: Process) -> JournalStore:
        """Open the store in a process."""
        return JournalStore(self.recorder.base / RIVER, device, self.recorder.base / STATE / "rescue", process)

    def found(self, process: Process, state: str = STATE) -> JournalStore:
        """Found the partnership; where somebody else came so far that it is there, open it."""
        base = self.recorder.base
        shelf = FolderShelf(base / RIVER.rpartition("/")[0], base / state, process)
        return shelf.open("river") if "river" in shelf.folders() else shelf.create("river")

    def commit(self, store: JournalStore) -> None:
        """Make the next step."""
        number = len(self.steps)
        begun = self._now
        # noted before it is begun, for it may not come back
        self.steps[number] = Step(number, store.device, None, begun)

        def write(records: Records) -> Change:
            before = max(records.all(Item), key=lambda each: each.id, default=None)
            step = Step(number, store.device, int(before.id[4:]) if before else None, begun)
            self.steps[number] = step
            made = (None, card(number, text=step.text))
            if before is None:
                partnership = Partnership(id="river", number="PS1", schema=1, name="River")
                return change(f"step {number}", (None, partnership), made)
            return change(f"step {number}", made, (before, msgspec.structs.replace(before, votes=number)))

        try:
            store.commit("ann", NOW + timedelta(seconds=number), write)
        except NotSaved as error:
            self.refused.add(number)
            kept = str(Path(error.kept).relative_to(self.recorder.base)) if error.kept else "nowhere"
            self.rescued.append((self._now, kept, self.steps[number].text))
        else:
            self.acknowledged[number] = self._now

    @contextlib.contextmanager
    def process(self, lives: int | None = None) -> Iterator[Process]:
        """Run a process, which may be killed."""
        process = Process(self.recorder, lives)
        try:
            with contextlib.suppress(Killed):
                yield process
        finally:
            process.end()


def record(base: Path, size: Size) -> Session:
    """Let people work, and write down what that does to the disk."""
    session = Session(Recorder(base))
    every = 3 if size is Size.QUICK else 1
    _found(session, every)
    _work(session, 1 if size is Size.QUICK else 3)
    _kill(session, every)
    _fill_up(session)
    with session.process() as process:
        store = session.open(FIRST, process)
        session.commit(store)
        store.close()
    return session


def _found(session: Session, every: int) -> None:
    """Found it, killed after each operation that this takes, until one comes through."""
    for lives in range(0, 40, every):
        with session.process(lives) as process:
            session.commit(session.found(process, f"{STATE}{lives}"))
        if session.acknowledged:
            return
    raise AssertionError("founding takes more operations than that")


def _work(session: Session, rounds: int) -> None:
    """Three processes take turns: two of one device, one of another. They save snapshots, close, come back."""
    for _ in range(rounds):
        with session.process() as one, session.process() as two, session.process() as three:
            stores = [
                session.open(FIRST, one),
                session.open(SECOND, two),
                session.open(FIRST, three),
            ]
            for turn in range(6):
                session.commit(stores[turn % 3])
                if turn % 3 == 1:
                    stores[turn % 2].save_snapshot()
            stores[0].close()
            session.commit(stores[1])
            stores[2].close()
            stores[1].close()


def _kill(session: Session, every: int) -> None:
    """Kill one process at each operation; another goes on, of the same device or not."""
    for device in (FIRST, SECOND):
        for lives in range(2):
            with session.process() as process:
                store = session.open(FIRST, process)
                session.commit(store)
                process.left = lives
                session.commit(store)
            with session.process() as process:
                store = session.open(device, process)
                session.commit(store)
                store.save_snapshot()
        for lives in range(0, 20, every):
            with session.process() as process:
                store = session.open(FIRST, process)
                process.next_write = "killed"
                session.commit(store)
            with session.process(lives) as process:
                # the torn end goes into quarantine and is cut off, as far as it comes
                session.commit(session.open(FIRST, process))
            with session.process() as process:
                session.commit(session.open(device, process))
        for lives in range(0, 8, every):
            with session.process() as process:
                store = session.open(device, process)
                session.commit(store)
                process.left = lives
                store.save_snapshot()


def _fill_up(session: Session) -> None:
    """Let the disk be full for one write."""
    with session.process() as process:
        store = session.open(FIRST, process)
        session.commit(store)
        process.next_write = "full"
        session.commit(store)
        session.commit(store)
        store.close()


# What may be left, and whether it is the truth


@dataclass(frozen=True)
class State:
    """One disk that may be found after the power came back."""

    after: int
    """How many operations had been done."""
    tree: Tree


def states(session: Session, size: Size) -> list[State]:
    """Return every different disk."""
    disk, chance = Disk(), random.Random(7)
    seen: set[tuple[int, frozenset[tuple[str, bytes | None]]]] = set()
    found: list[State] = []
    for after in range(len(session.recorder.operations) + 1):
        if after:
            disk.do(session.recorder.operations[after - 1])
        told = sum(1 for when in session.acknowledged.values() if when <= after)
        for tree in disk.states(_MOST[size], chance):
            key = told, frozenset(tree.items())
            if key not in seen:
                seen.add(key)
                found.append(State(after, tree))
    return found if len(found) <= _KEPT[size] else sorted(chance.sample(found, _KEPT[size]), key=lambda s: s.after)


@dataclass(frozen=True)
class Told:
    """What a session's people were told and did, without its recorder."""

    steps: dict[int, Step]
    acknowledged: dict[int, int]
    refused: set[int]
    rescued: list[tuple[int, str, str]]


def _check(told: Told, folder: Path, state: State) -> Tally:
    tally = Tally()
    place = folder / "disk"
    _lay_out(place, state.tree)
    with tally.case(f"disk {_name(state)} after {state.after} operations"):
        must = {number for number, when in told.acknowledged.items() if when <= state.after}
        may = {step.number for step in told.steps.values() if step.begun <= state.after} - told.refused
        for when, file, words in told.rescued:
            kept = state.tree.get(file) or b""
            assert when > state.after or words.encode() in kept, f"rescued words are not in {file}"
        shelf = FolderShelf(place / RIVER.rpartition("/")[0], place / STATE, Unsynced())
        if "river" in shelf.folders():
            _check_river(place, told, must, may)
        else:
            assert not must, f"the partnership is gone, with steps {sorted(must)}"
            store = shelf.create("river")
            _commit_after(store)
            store.close()
            assert "river" in shelf.folders()
    return tally


def _check_river(place: Path, told: Told, must: set[int], may: set[int]) -> None:
    river = place / RIVER
    if (river / "board.json").exists():
        with TinyDB(river / "board.json") as db:
            for name in db.tables():
                db.table(name).all()
    torn = dict(_torn_ends(river))
    problems = set(verify_folder(river).problems)
    assert problems <= set(torn), f"harm other than a torn end: {problems - set(torn)}"
    store = _opened(place, FIRST)
    _check_steps(store, told, must, may)
    got = _steps_of(store)
    store.close()
    known, _strange = journals(river / "journal")
    for device in [THIRD, *known]:
        store = _opened(place, device)
        _commit_after(store)
        let_go(store)
    again = _opened(place, FIRST)
    assert _steps_of(again) == got, "a further commit changed what is there"
    after = [each.change.label for each in again.history() if each.change.label.startswith("after")]
    assert len(after) == len({THIRD, *known}), "a further commit is not there"
    # what looks like a whole line in another device's journal stays there, named and in quarantine
    assert set(again.problems) <= set(torn), f"problems after it was mended: {again.problems}"
    problems = set(verify_folder(river).problems)
    assert problems <= set(torn), f"harm after it was mended: {problems - set(torn)}"
    kept = {path.read_bytes() for path in (river / "quarantine").glob("[!.]*")}
    assert set(torn.values()) <= kept, "a torn end is not in quarantine"


def _check_steps(store: JournalStore, told: Told, must: set[int], may: set[int]) -> None:
    got = _steps_of(store)
    assert must <= got, f"acknowledged and gone: {sorted(must - got)}"
    assert got <= may, f"there and never made: {sorted(got - may)}"
    assert store.problems == (), f"problems: {store.problems}"
    cards = {int(each.id[4:]): each for each in store.records.all(Item)}
    assert cards.keys() == got, f"cards {sorted(cards)} of steps {sorted(got)}"
    votes = {told.steps[number].after: number for number in sorted(got)}
    for number, each in cards.items():
        assert each.text == told.steps[number].text, f"card {number} has other words"
        assert each.votes == votes.get(number, 0), f"half of step {votes.get(number)} is there"


def _opened(place: Path, device: str) -> JournalStore:
    return JournalStore(place / RIVER, device, place / STATE / "rescue", Unsynced())


def _steps_of(store: JournalStore) -> set[int]:
    labels = [each.change.label for each in store.history()]
    return {int(label.removeprefix("step ")) for label in labels if label.startswith("step ")}


def _commit_after(store: JournalStore) -> None:
    number = 5000 + int(store.device[6:], 36) % 1000
    write: Callable[[Records], Change] = lambda _records: change("after it", (None, card(number)))  # noqa: E731
    assert store.commit("eve", NOW + timedelta(days=1), write) is not None


def _torn_ends(river: Path) -> Iterator[tuple[str, bytes]]:
    """Yield what follows the last whole line of each journal, under the words in which verify names it."""
    known, _strange = journals(river / "journal")
    for path in known.values():
        raw = path.read_bytes()
        lines = split(raw)
        if not lines:
            continue
        try:
            if not lines[-1].endswith(b"\n"):
                raise Unreadable
            decode(lines[-1][:-1])
        except Unreadable:
            begins = len(raw) - len(lines[-1])
            yield say("store.unreadable", journal=path.name, byte=begins, n=len(lines[-1])), lines[-1]


def _lay_out(place: Path, tree: Tree) -> None:
    """Make a folder hold a tree. Folders that it has too are left: removing them takes longer than the rest."""
    place.mkdir(exist_ok=True)
    for each in sorted(place.rglob("*"), reverse=True):
        if not each.is_dir():
            each.unlink()
        elif str(each.relative_to(place)) not in tree:
            each.rmdir()
    for path, content in tree.items():
        if content is None:
            (place / path).mkdir(exist_ok=True)
        else:
            (place / path).write_bytes(content)


def _name(state: State) -> str:
    return ", ".join(
        f"{path.rpartition('/')[2]}:{len(raw)}" for path, raw in state.tree.items() if raw is not None
    )


def crash_everywhere(size: Size, folder: Path) -> Tally:
    """Record a session, and look at what a power cut at each of its operations may leave."""
    base = folder / "recorded"
    base.mkdir()
    session = record(base, size)
    found = states(session, size)
    told = Told(session.steps, session.acknowledged, session.refused, session.rescued)
    tally = spread(size, folder, partial(_check, told), found)
    tally.measured["file operations"] = str(len(session.recorder.operations))
    tally.measured["commits acknowledged"] = str(len(session.acknowledged))
    return tally


BATTERIES: tuple[Battery, ...] = (
    Battery(
        "power cut at every file operation",
        "every commit that was acknowledged is there, whole; at most the one under way besides; nothing else is "
        "harmed; words that were kept are still there; vanilla TinyDB opens board.json; the next commit is kept",
        crash_everywhere,
    ),
)
