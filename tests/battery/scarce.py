"""A disk that takes no more, beginning at every point: what the store says, keeps, and does."""

import contextlib
import errno
import functools
import os
import resource
import shutil
import signal
import subprocess
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from codesign.errors import NotSaved
from codesign.words import say
from codesign.workspace import Workspace
from storage.device import device_id
from storage.drafts import MemoryDrafts
from storage.filters import MemoryFilters
from storage.shelf import FolderShelf
from storage.store import JournalStore
from tests.battery.cases import Size, Tally
from tests.battery.parts import Unsynced, add, card, chain_problems, forms, judge_folder, mend, opened
from tests.support.doubles import CountingIds, StillClock

_PAGE = resource.getpagesize()
_OWN, _OTHER = "device0001", "device0002"
_TORN = b'0123abcd {"v":1,"device":"device0001","n":3,"label":"what a power cut left'

Tight = Callable[[], contextlib.AbstractContextManager[None]]
"""As long as its context lasts, the disk takes only so much more."""


@dataclass
class _Site:
    """A partnership on a disk that will be scarce, and what was acknowledged there."""

    root: Path
    rescue: Path
    """The person's own place for words that could not be saved."""
    tight: Tight
    ops: Any
    acknowledged: dict[str, str] = field(default_factory=dict)
    kept: dict[str, str] = field(default_factory=dict)
    """Refused words by the file in which they were said to be kept."""
    refusals: int = 0

    @property
    def folder(self) -> Path:
        """The partnership's folder."""
        return self.root / "river"

    def open(self, device: str = _OWN) -> JournalStore:
        """Open the store."""
        return opened(self.folder, device, self.rescue, self.ops)

    def begin(self, long: int) -> None:
        """Have a few cards there, of such a length that the journal ends anywhere in a page."""
        self.folder.mkdir(parents=True)
        first = self.open(_OTHER)
        self.attempt(first, "other", "theirs")
        first.close()
        store = self.open()
        self.attempt(store, "long", "x" * long)
        store.close()

    def attempt(self, store: JournalStore, card_id: str, text: str) -> bool:
        """Commit a card; where it is refused, see that the right thing is said and the words are kept."""
        try:
            add(store, card(card_id, text=text))
        except NotSaved as error:
            self.refusals += 1
            self._was_told(error, text)
            return False
        self.acknowledged[card_id] = text
        return True

    def _was_told(self, error: NotSaved, text: str) -> None:
        assert type(error) is NotSaved, error
        kept = f" {say('store.kept', file=error.kept)}" if error.kept else ""
        assert str(error) == say("store.full", folder=self.folder) + kept
        if error.kept:
            self.kept[error.kept] = text
        else:
            size = 2 * len(text) + 800
            for place in (self.folder / "rescue", self.rescue):
                assert not _takes(place, size), f"the words could have been kept in {place}"

    def judge(self) -> None:
        """With space again: the folder is whole, holds what was acknowledged, and nothing that was refused."""
        said = {record: form.get("text") for record, form in judge_folder(self.folder, self.rescue).items()}
        assert said == self.acknowledged, (said.keys(), self.acknowledged.keys())
        for file, text in self.kept.items():
            assert text in Path(file).read_text("utf-8"), "refused words are not in the file that was named"
        left = [*self.root.rglob("*.tmp"), *self.rescue.rglob("*.tmp")]
        assert left == [], left


def _takes(place: Path, size: int) -> bool:
    """Tell whether a file of a size can be written into a folder just now."""
    trial = place / "trial"
    try:
        place.mkdir(parents=True, exist_ok=True)
        trial.write_bytes(b"x" * size)
    except OSError:
        return False
    else:
        return True
    finally:
        with contextlib.suppress(OSError):
            trial.unlink()


# What is tried


def _appending(site: _Site) -> None:
    store = site.open()
    site.attempt(store, "before", "before it was full")
    with site.tight():
        for n, length in enumerate((3000, 40, 900, 40)):
            site.attempt(store, f"tight{n}", f"words {n} " + "y" * length)
        assert {record: form.get("text") for record, form in forms(store).items()} == site.acknowledged
        reader = site.open("reader0001")
        assert {record: form.get("text") for record, form in forms(reader).items()} == site.acknowledged
    assert site.attempt(store, "after", "there is space again")
    store.close()


def _a_new_device(site: _Site) -> None:
    with site.tight():
        store = site.open("device0009")
        site.attempt(store, "first", "the first line of this device")
        site.attempt(store, "second", "the second")
    assert site.attempt(store, "after", "there is space again")
    store.close()


def _mending(site: _Site) -> None:
    """The torn end of a journal is cut only when it lies in quarantine."""
    journal = site.folder / "journal" / f"{_OWN}.jsonl"
    with journal.open("ab") as file:
        file.write(_TORN)
    with site.tight():
        store = site.open()
        site.attempt(store, "tight", "after a power cut")
        kept = [path.read_bytes() for path in site.folder.glob("quarantine/*")]
        assert _TORN in kept or journal.read_bytes().endswith(_TORN), "the torn end is nowhere"
    assert site.attempt(store, "after", "there is space again")
    assert _TORN in [path.read_bytes() for path in site.folder.glob("quarantine/*")]
    store.close()


def _snapshot(site: _Site) -> None:
    """Leaving never fails, and the snapshot is the old one or the new one."""
    board = site.folder / "board.json"
    old = board.read_bytes()
    store = site.open()
    site.attempt(store, "new", "not in the snapshot yet" + "z" * 2 * _PAGE)  # the new one needs more room
    with site.tight():
        store.close()
        # the old one is passed over if it says less than the journals, so a half one is found by its bytes only
        now = board.read_bytes()
        assert now == old or (b"not in the snapshot yet" in now and now.endswith(b"}")), "half a snapshot"
        again = site.open()
        assert {record: form.get("text") for record, form in forms(again).items()} == site.acknowledged
        assert [*site.folder.glob(".*.tmp")] == []
    mend(again)
    again.close()


def _founding(site: _Site) -> None:
    """A partnership whose founding failed can be founded again under the same name."""
    state, lake = site.rescue.parent / "state", site.root / "data" / "lake"
    refusal = ""
    with site.tight():
        try:
            _workspace(site, state).create("Lake").close()
        except NotSaved as error:
            refusal = str(error)
    if refusal:
        site.refusals += 1
        full = say("store.full", folder=lake)
        assert refusal.startswith((full, say("store.no-data-folder", folder=lake, why=os.strerror(errno.ENOSPC))))
    if "lake" not in _workspace(site, state).folders():
        _workspace(site, state).create("Lake").close()
    found = _workspace(site, state).open("lake")
    assert found.partnership.name == "Lake"
    found.close()
    assert chain_problems(lake) == []
    assert device_id(state) == device_id(state)


def _workspace(site: _Site, state: Path) -> Workspace:
    shelf = FolderShelf(site.root / "data", state, site.ops)
    return Workspace(shelf, StillClock(), CountingIds(), MemoryDrafts(), "ann", MemoryFilters())


_TRIED = {
    "appending": _appending,
    "a new device": _a_new_device,
    "mending": _mending,
    "the snapshot": _snapshot,
    "founding": _founding,
}


def _try_all(tally: Tally, name: str, disk: Path, rescue_disk: Path, tight: Tight, long: int) -> None:
    """Try everything on a disk that begins to be scarce at one point."""
    for what, tried in _TRIED.items():
        # a disk of memory has nothing to wait for, and what is tried here is not the waiting
        site = _Site(disk / "site", rescue_disk / "own" / "rescue", tight, Unsynced())
        with tally.case(f"{what}, {name}"):
            site.begin(long)
            tried(site)
            site.judge()
        tally.measured["refusals"] = str(int(tally.measured.get("refusals", "0")) + site.refusals)
        for place in (disk / "site", rescue_disk / "own"):
            shutil.rmtree(place, ignore_errors=True)


# What makes it scarce


@contextlib.contextmanager
def _pages_left(disk: Path, pages: int) -> Iterator[None]:
    """Fill a disk until so many pages are free."""
    ballast = os.open(disk / "ballast", os.O_CREAT | os.O_WRONLY, 0o600)
    try:
        for size in (16 * _PAGE, _PAGE):
            with contextlib.suppress(OSError):
                while True:
                    os.write(ballast, b"\0" * size)
        os.ftruncate(ballast, max(0, os.fstat(ballast).st_size // _PAGE - pages) * _PAGE)
        yield
    finally:
        os.ftruncate(ballast, 0)
        os.close(ballast)
        (disk / "ballast").unlink()


@contextlib.contextmanager
def _names_left(disk: Path, names: int) -> Iterator[None]:
    """Fill a disk with empty files until so many more can be made."""
    ballast = disk / "names"
    ballast.mkdir()
    made: list[Path] = []
    with contextlib.suppress(OSError):
        while True:
            made.append(ballast / f"{len(made)}")
            made[-1].touch()
    for path in made[-1 - names :]:
        path.unlink(missing_ok=True)
    try:
        yield
    finally:
        shutil.rmtree(ballast)


@contextlib.contextmanager
def _bytes_of_a_file(most: int) -> Iterator[None]:
    """Let no file of this process grow beyond so many bytes."""
    _soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (most, hard))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (hard, hard))


# The batteries, each in a process of its own


def full_disk(size: Size, folder: Path) -> Tally:
    """Try a small disk of memory, filled to many levels; needs private mounts."""
    tally, full = Tally(), size is Size.FULL
    for name, options in (("small", "size=448k"), ("named", "size=4m,nr_inodes=96"), ("roomy", "size=4m")):
        (folder / name).mkdir()
        subprocess.run(["mount", "-t", "tmpfs", "-o", options, "tmpfs", folder / name], check=True)
    small, named, roomy = folder / "small", folder / "named", folder / "roomy"
    for pages in range(13) if full else (0, 1, 2, 4):
        for long in range(1, _PAGE, 512) if full else (2700,):
            for rescue in (small, roomy):
                name = f"{pages} pages free, rescue on the {rescue.name} disk, {long} letters"
                _try_all(tally, name, small, rescue, functools.partial(_pages_left, small, pages), long)
    for names in range(9) if full else (0, 1, 2):
        for rescue in (named, roomy):
            name = f"{names} names free, rescue on the {rescue.name} disk"
            _try_all(tally, name, named, rescue, functools.partial(_names_left, named, names), 100)
    return tally


def file_size_limit(size: Size, folder: Path) -> Tally:
    """Try limits on the size of a file, so that writes stop in the middle."""
    signal.signal(signal.SIGXFSZ, signal.SIG_IGN)  # else it ends the process; a shell's limit ends it no less
    tally = Tally()
    for most in range(0, 4600, 5 if size is Size.FULL else 331):
        tight = functools.partial(_bytes_of_a_file, most)
        _try_all(tally, f"files of {most} bytes at most", folder, folder, tight, 700)
    return tally
