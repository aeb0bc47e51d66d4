"""A program that writes, to be killed and hindered: python -m tests.battery.writer

It is started once. For each line "NUMBER FOLDER" that it reads it forks a child that says "ready PID", waits for a
line, and then works in that folder, numbering its commits from there on: so whoever wants to trace the child is
there from its first system call on, and none of the thousand calls of a starting interpreter is in the way.

It says "acked N", "failed N KEPT", "unknown N KEPT" of each commit, "closed WHY" where it could not open the
partnership, "crashed WHY" where it raised what no program expects, and in the end "ended STATUS".
"""

import os
import sys
import tempfile
from datetime import timedelta
from pathlib import Path

from codesign.changes import change
from codesign.errors import NotSaved, StoreError
from codesign.words import say
from storage.shelf import FolderShelf
from storage.store import JournalStore
from tests.battery.material import SECOND, card
from tests.support.doubles import NOW

COMMITS = 5
VISITS = 3
"""How often the partnership is opened; commit 203 is the third one of visit 2."""


def words(number: int) -> str:
    """Return the words of a commit."""
    return " ".join([f"what Maria said {number} times"] * 5)


def _tell(text: str) -> None:
    # not with `write`, which the battery lets fail
    os.writev(1, [f"{text}\n".encode()])


def _line() -> str:
    found = b""
    while not found.endswith(b"\n"):
        if not (byte := os.read(0, 1)):
            sys.exit(0)
        found += byte
    return found.decode().strip()


def work(folder: Path, begins: int = 0) -> None:
    """Found or open the partnership, commit, save the snapshot, close, come back, be a second device."""
    shelf = FolderShelf(folder / "data", folder / "state")
    for visit in range(VISITS):
        try:
            store = shelf.open("river") if "river" in shelf.folders() else shelf.create("river")
            if visit == 1:
                store = JournalStore(folder / "data" / "river", SECOND, folder / "state" / "rescue")
        except (StoreError, OSError) as error:
            _tell(f"closed {type(error).__name__} {error}")
            continue
        for each in range(COMMITS):
            _commit(store, begins + visit * 100 + each)
            if each == COMMITS // 2:
                _save(store)
        store.close()


def _save(store: JournalStore) -> None:
    try:
        store.save_snapshot()
    except OSError:
        _tell("no snapshot")


def _commit(store: JournalStore, number: int) -> None:
    at = NOW + timedelta(seconds=number)
    try:
        store.commit("ann", at, lambda _records: change(f"{number}", (None, card(number, text=words(number)))))
    except NotSaved as error:
        how = "unknown" if say("store.unknown") in str(error) else "failed"
        _tell(f"{how} {number} {error.kept}")
    else:
        _tell(f"acked {number}")


def main() -> None:
    """Fork a child for each line that comes."""
    with tempfile.TemporaryDirectory() as folder:  # what is imported late is imported here
        _warm_up(Path(folder))
    while True:
        begins, _, folder = _line().partition(" ")
        child = os.fork()
        if child:
            _tell(f"ended {os.waitpid(child, 0)[1]}")
            continue
        _let_anybody_trace()
        _tell(f"ready {os.getpid()}")
        _line()
        try:
            work(Path(folder), int(begins))
        except BaseException as error:  # noqa: BLE001  # that there is none is what the battery wants to know
            _tell(f"crashed {error!r}".replace("\n", " "))
        os._exit(0)


def _warm_up(folder: Path) -> None:
    say("store.unknown")
    said = os.dup(1)
    with Path(os.devnull).open("wb") as nowhere:
        os.dup2(nowhere.fileno(), 1)
        work(folder)
    os.dup2(said, 1)
    os.close(said)


def _let_anybody_trace() -> None:
    """Where the system lets only parents trace their children, let the battery do it too."""
    import ctypes

    pr_set_ptracer, anybody = 0x59616D61, ctypes.c_ulong(-1)
    ctypes.CDLL(None).prctl(pr_set_ptracer, anybody, 0, 0, 0)


if __name__ == "__main__":
    main()
