"""Clocks that are years off, that jump or stand still: the order of one's own work and every text survive."""

import random
import shutil
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path

import msgspec

from codesign.model import Item
from storage.store import JournalStore
from storage.verify import verify_folder
from tests.battery.cases import Size, Tally
from tests.battery.parts import Unsynced, add, card, forms, opened, rewrite

_SEED = 20261121
_YEAR = timedelta(days=365.25)
_FAR = tuple(datetime(year, 12, 31, 23, 59, tzinfo=UTC) for year in (2039, 1999, 2026))
_EDGES = tuple(datetime(year, 1, 2, tzinfo=UTC) for year in (1970, 1, 9999))
_JUMPS = (
    *(timedelta(hours=hours) for hours in (0, -1, -96_000)),
    timedelta(microseconds=400),
    20 * _YEAR,
    -20 * _YEAR,
)
_RUNS = {Size.QUICK: 12, Size.FULL: 400}
_STEPS = 40


@dataclass
class _Device:
    """One device with its own clock and its own copy of the folder."""

    name: str
    folder: Path
    now: datetime
    labels: list[str] = field(default_factory=list)
    store: JournalStore = field(init=False)

    def __post_init__(self) -> None:
        self.folder.mkdir(parents=True)
        self.open()

    def open(self) -> None:
        """Open the store, as after a restart: what the clock was is known from the journals alone."""
        self.store = opened(self.folder, self.name, self.folder / "rescue", Unsynced())

    def jump(self, length: timedelta) -> None:
        """Set the clock; it stays within what a date can be."""
        if 40 < self.now.year < 9900:
            self.now += length

    def get(self, other: "_Device") -> None:
        """Take the other's whole journal."""
        theirs = other.folder / "journal" / f"{other.name}.jsonl"
        if other is not self and theirs.exists():
            (self.folder / "journal").mkdir(exist_ok=True)
            shutil.copy(theirs, self.folder / "journal")
            self.store.refresh()


@dataclass
class _Run:
    """Two or three devices that write the title and the votes of one card, and know what they saw."""

    devices: list[_Device]
    titles: set[str] = field(default_factory=set)
    replaced: set[str] = field(default_factory=set)
    """Titles that were replaced by somebody who saw them."""

    def write(self, device: _Device, title: str) -> None:
        """Write a title over the ones that are shown here, and see that it is shown at once."""
        now = device.store.records.get(Item, "card")
        if now is None:
            return
        done = rewrite(
            device.store,
            "card",
            lambda seen: msgspec.structs.replace(seen, title=title, votes=seen.votes + 1, also={}),
            device.now,
        )
        assert done is not None
        device.labels.append(done.stamp)
        self.replaced |= {now.title, *now.also.get("title", ())}
        self.titles.add(title)
        after = device.store.records.get(Item, "card")
        assert after is not None
        assert (after.title, after.votes, after.also) == (title, now.votes + 1, {}), (
            "one's own work came to nothing"
        )

    def judge(self) -> None:
        """Let all meet: nothing is lost, all show the same, and nobody's own order is another."""
        for here in self.devices:
            for other in self.devices:
                here.get(other)
        states = [forms(each.store) for each in self.devices]
        assert all(state == states[0] for state in states), "devices with the same lines show different things"
        shown = states[0]["card"]
        live = {shown["title"], *shown.get("also", {}).get("title", ())}
        assert live == self.titles - self.replaced, (live, self.titles - self.replaced)
        for each in self.devices:
            stamps = [done.stamp for done in each.store.history()]
            assert stamps == sorted(set(stamps))
            own = [stamp for stamp in stamps if stamp.endswith(each.name)]
            assert own[-len(each.labels) :] == each.labels, "one's own work is in another order"
            assert each.store.problems == ()
            each.store.close()
            assert verify_folder(each.folder).problems == []
            each.open()
            assert forms(each.store) == states[0]
            each.store.close()


def clocks_off(size: Size, folder: Path) -> Tally:
    """Try clocks by chance, the same ones each time."""
    tally = Tally()
    for seed in range(_SEED, _SEED + _RUNS[size]):
        chance = random.Random(seed)
        with tally.case(f"seed {seed}"):
            _by_chance(chance, folder / f"{seed}")
        shutil.rmtree(folder / f"{seed}", ignore_errors=True)
    return tally


def _by_chance(chance: random.Random, root: Path) -> None:
    clocks = chance.choices((*_FAR, *_FAR, *_EDGES), k=chance.choice((1, 2, 2, 3)))
    devices = [_Device(f"device000{n}", root / f"{n}", now) for n, now in enumerate(clocks)]
    if len(devices) > 1 and chance.random() < 0.5:
        devices[1].now = devices[0].now + 20 * _YEAR if devices[0].now.year < 9000 else _FAR[0]
    run = _Run(devices, {"first"})
    add(devices[0].store, card("card", "first"), devices[0].now)
    for step in range(_STEPS):
        device = chance.choice(devices)
        match chance.randrange(8):
            case 0:
                device.jump(chance.choice(_JUMPS))
            case 1:
                device.store.close()
                device.open()
            case 2 | 3:
                device.get(chance.choice(devices))
            case _:
                run.write(device, f"{device.name} {step}")
    run.judge()
