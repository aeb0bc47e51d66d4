"""Several people on one machine: two who share a folder, and one who may look at it or not even that."""

import functools
import itertools
import multiprocessing
import os
import stat
import sys
from contextlib import chdir
from dataclasses import dataclass
from multiprocessing.synchronize import Barrier
from pathlib import Path
from typing import Any

import msgspec

from codesign.errors import StoreError
from codesign.words import say
from storage.device import device_id
from storage.shelf import FolderShelf
from storage.store import JournalStore
from storage.verify import verify_folder
from tests.battery.apart import Child, User, forked, gather
from tests.battery.cases import Size, Tally
from tests.battery.parts import add, card, forms, mend, rewrite
from tests.battery.readers import DATA, RIVER, listing, refused

_GROUP = 64010
_ANN, _BOB, _EVE = 64001, 64002, 64003
"""Users that hardly a machine has. Eve is in no group but her own."""
_UMASKS = (0o022, 0o077)
_MODES = {Size.QUICK: (0o2770, 0o2775), Size.FULL: (0o2770, 0o2775, 0o3770, 0o3775)}
"""Folders of a group, in which what is made belongs to the group: closed to others, open to be read, and both with
the bit that lets nobody remove or replace what is another's."""
_PATIENCE = 20.0
"""Seconds. So long the two wait for each other to begin."""
_ROUNDS = {Size.QUICK: 2, Size.FULL: 5}
_COMMITS = {Size.QUICK: 5, Size.FULL: 25}


def _own(uid: int) -> Path:
    """Return the person's own folder, for the device's id and rescued words."""
    return Path(f"own{uid}")


def _open(uid: int) -> JournalStore:
    return FolderShelf(DATA, _own(uid)).open("river")


# What each of them does, in a process of their own


def _found() -> Tally:
    tally = Tally()
    with tally.case("founding in a shared folder"):
        store = FolderShelf(DATA, _own(_ANN)).create("river")
        add(store, card("count"))
        store.close()
    return tally


def _work(uid: int, round_: int, commits: int, barrier: Barrier) -> Tally:
    """Write at the same time as the other, and leave a snapshot behind."""
    tally = Tally()
    with tally.case(f"{uid} writing, round {round_}"):
        store = _open(uid)
        barrier.wait(_PATIENCE)
        for n in range(commits):
            add(store, card(f"{uid}-{round_}-{n}"))
            rewrite(store, "count", lambda now: msgspec.structs.replace(now, votes=now.votes + 1))
        store.close()
    return tally


def _look(uid: int, wanted: frozenset[str], counted: int) -> Tally:
    """See that everything is there, whoever wrote it."""
    tally = Tally()
    with tally.case(f"what {uid} sees"):
        store = _open(uid)
        seen = forms(store)
        assert seen.keys() == wanted
        assert seen["count"]["votes"] == counted
        assert store.problems == ()
        assert verify_folder(RIVER).problems == []
        assert device_id(_own(uid)) == store.device
        store.close()
    return tally


def _mend(uid: int, broken: bytes) -> Tally:
    """Write where somebody's journal is broken: the broken bytes are kept, by whoever comes first."""
    tally = Tally()
    with tally.case(f"{uid} writing where a journal is broken"):
        store = _open(uid)
        mend(store)
        assert broken in [path.read_bytes() for path in RIVER.glob("quarantine/*")]
        add(store, card(f"{uid}-mended"))
        store.close()
    return tally


def _only_look(may: bool) -> Tally:
    """Be Eve: see everything and touch nothing, or be told that the folder is closed."""
    tally = Tally()
    with tally.case("somebody who may only look" if may else "somebody who may not look"):
        said = ""
        touched = _note_writing()
        try:
            store = _open(_EVE)
        except StoreError as error:
            said = str(error)
        else:
            assert may, "it could be opened"
            assert "count" in forms(store)
            store.refresh()
            assert len(list(store.history())) > 1
            assert store.problems == ()
            store.close()
            assert touched == [], touched
            refused(_open(_EVE), _own(_EVE) / "rescue")
        assert said == ("" if may else say("store.no-data-folder", folder=RIVER, why=os.strerror(13))), said
    return tally


def _note_writing() -> list[str]:
    """Note from now on whatever this process does that could change a file of the shared folder. There is no way
    back from this: the process has to end."""
    writing = os.O_WRONLY | os.O_RDWR | os.O_CREAT | os.O_TRUNC | os.O_APPEND
    changing = {
        "os.mkdir",
        "os.rename",
        "os.remove",
        "os.rmdir",
        "os.chmod",
        "os.chown",
        "os.truncate",
        "os.utime",
    }
    found: list[str] = []

    def look(event: str, arguments: tuple[Any, ...]) -> None:
        changes = event in changing or event == "fcntl.flock" or (event == "open" and arguments[2] & writing)
        if changes and not str(arguments[0]).startswith(str(_own(_EVE))):
            found.append(f"{event} {arguments}")

    sys.addaudithook(look)
    return found


# What they leave


@dataclass(frozen=True)
class _Table:
    """One shared folder, with the umask of each who shares it."""

    mode: int
    umasks: tuple[int, int]
    rounds: int
    commits: int

    def user(self, uid: int) -> User:
        """Return somebody as they work here."""
        if uid == _EVE:
            return User(uid, (uid,))
        return User(uid, (uid, _GROUP), self.umasks[uid == _BOB])

    def set_up(self) -> None:
        """Make the shared folder, and one for each person."""
        DATA.mkdir()
        os.chown(DATA, _ANN, _GROUP)
        DATA.chmod(self.mode)
        for uid in (_ANN, _BOB, _EVE):
            _own(uid).mkdir(mode=0o700)
            os.chown(_own(uid), uid, uid)

    def run(self, tally: Tally) -> None:
        """Let them work, each as they are used to."""
        self.set_up()
        gather(tally, forked(_found, self.user(_ANN)))
        cards = {"count"}
        for round_ in range(self.rounds):
            barrier = multiprocessing.get_context("fork").Barrier(2)
            work = [functools.partial(_work, uid, round_, self.commits, barrier) for uid in (_ANN, _BOB)]
            both = [Child(work[0], self.user(_ANN)), Child(work[1], self.user(_BOB))]
            for child in both:
                gather(tally, child.result())
            cards |= {f"{uid}-{round_}-{n}" for uid in (_ANN, _BOB) for n in range(self.commits)}
        for uid in (_ANN, _BOB):
            look = functools.partial(_look, uid, frozenset(cards), len(cards) - 1)
            gather(tally, forked(look, self.user(uid)))
        before = listing(DATA)
        gather(tally, forked(functools.partial(_only_look, bool(self.mode & 0o005)), self.user(_EVE)))
        with tally.case("nothing is touched by somebody who may not write"):
            assert listing(DATA) == before
        with tally.case("a journal that is spoiled"):
            self._break(tally)
        with tally.case(f"modes in a folder of mode {self.mode:o} under umasks {self.umasks}"):
            self._judge_modes()

    def _break(self, tally: Tally) -> None:
        """Spoil a line of Ann's; Bob comes first, then Ann with a torn end of her own."""
        journal = RIVER / "journal" / f"{device_id(_own(_ANN))}.jsonl"
        lines = journal.read_bytes().splitlines(keepends=True)
        spoiled = lines[2].replace(b'"v":1', b'"v":7')
        journal.write_bytes(b"".join((*lines[:2], spoiled, *lines[3:])))
        (RIVER / "board.json").unlink()  # with it the journal's older lines are not read again
        gather(tally, forked(functools.partial(_mend, _BOB, spoiled), self.user(_BOB)))
        torn = b"what a power cut left"
        journal.write_bytes(journal.read_bytes() + torn)
        gather(tally, forked(functools.partial(_mend, _ANN, torn), self.user(_ANN)))

    def _judge_modes(self) -> None:
        """All that is shared has the folder's own mode, whatever the umasks were; the rest is one's own alone."""
        for path in RIVER.rglob("*"):
            found = path.stat()
            assert found.st_gid == _GROUP, path
            wanted = self.mode if path.is_dir() else self.mode & 0o666
            assert stat.S_IMODE(found.st_mode) == wanted, f"{path} has mode {found.st_mode:o}"
            assert path.suffix != ".tmp", path
        devices = set()
        for uid in (_ANN, _BOB):
            for path in (_own(uid), *_own(uid).rglob("*")):
                assert stat.S_IMODE(path.stat().st_mode) & 0o077 == 0, path
                assert path.stat().st_uid == uid, path
            devices.add((_own(uid) / "device").read_text("ascii"))
        assert len(devices) == 2, "two people write as one device"


def sharing(size: Size, folder: Path) -> Tally:
    """Try every umask in every kind of shared folder."""
    tally = Tally()
    for mode, *umasks in itertools.product(_MODES[size], _UMASKS, _UMASKS):
        place = folder / f"{mode:o}-{umasks[0]:o}-{umasks[1]:o}"
        place.mkdir()
        with chdir(place):
            _Table(mode, (umasks[0], umasks[1]), _ROUNDS[size], _COMMITS[size]).run(tally)
    return tally


def alone(_size: Size, folder: Path) -> Tally:
    """Where this process can be nobody else: what one person leaves in a folder of their own group."""
    tally = Tally()
    for mode, umask in itertools.product((0o700, 0o2770), _UMASKS):
        with tally.case(f"modes in a folder of mode {mode:o} under umask {umask:o}"):
            data = folder / f"{mode:o}-{umask:o}"
            data.mkdir()
            data.chmod(mode)
            was = os.umask(umask)
            try:
                store = FolderShelf(data, folder / "own").create("river")
                add(store, card("count"))
                store.close()
            finally:
                os.umask(was)
            for path in (data / "river").rglob("*"):
                wanted = mode if path.is_dir() else mode & 0o666
                assert stat.S_IMODE(path.stat().st_mode) == wanted, path
    return tally
