"""A folder that may be read and not written, in the ways in which that happens."""

import contextlib
import functools
import os
import subprocess
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

from codesign.errors import ReadOnly, StoreError
from codesign.words import say
from storage.device import device_id
from storage.shelf import FolderShelf
from storage.store import JournalStore
from storage.verify import verify_folder
from tests.battery.apart import User, forked, gather
from tests.battery.cases import Size, Tally
from tests.battery.parts import add, card, forms, opened

DATA = Path("shared")
"""Seen from the folder in which a test runs: another user may not be able to enter the folders above it."""
RIVER = DATA / "river"
_OWN = Path("own")
_READER = "device0009"
_WORDS = "words that must not be lost"


def listing(folder: Path) -> dict[str, tuple[int, ...]]:
    """Return all that a look at the files tells, but for when they were last read."""
    found = {str(path): path.lstat() for path in (folder, *folder.rglob("*"))}
    return {
        name: (
            each.st_mode,
            each.st_uid,
            each.st_gid,
            each.st_size,
            each.st_ino,
            each.st_mtime_ns,
            each.st_ctime_ns,
        )
        for name, each in found.items()
    }


def refused(store: JournalStore, kept_in: Path | None) -> None:
    """Commit where one may only read: the right thing is said, and the words lie where they can lie."""
    found: ReadOnly | None = None
    try:
        add(store, card("refused", text=_WORDS))
    except ReadOnly as error:
        found = error
    assert found is not None, "it was not refused"
    kept = f" {say('store.kept', file=found.kept)}" if kept_in else ""
    assert str(found) == say("store.read-only", folder=RIVER) + kept
    if kept_in:
        assert Path(found.kept).parent == kept_in, found.kept
        assert _WORDS in Path(found.kept).read_text("utf-8")


def _two_cards() -> None:
    RIVER.mkdir(parents=True)
    _OWN.mkdir()
    store = opened(RIVER, "device0001", _OWN / "rescue")
    add(store, card("one"))
    add(store, card("two"))
    store.close()


def set_modes(path: Path, files: int, folders: int) -> None:
    """Give all files one mode and all folders another."""
    for each in (path, *path.rglob("*")):
        each.chmod(folders if each.is_dir() else files)


# The ways


def _no_file_and_no_folder() -> None:
    set_modes(DATA, 0o444, 0o555)


def _not_even_one_s_own_folder() -> None:
    _no_file_and_no_folder()
    _OWN.chmod(0o555)


def _not_the_journals() -> None:
    set_modes(RIVER / "journal", 0o444, 0o555)


def _not_one_s_own_journal() -> None:
    """As after the program was once run as somebody else."""
    own = RIVER / "journal" / f"{_READER}.jsonl"
    own.touch()
    own.chmod(0o444)


@dataclass(frozen=True)
class _Way:
    close: Callable[[], None]
    kept_in: Path | None
    """Where the words must be, if there is such a place."""
    whole: bool = False
    """Whether nothing at all may be touched."""


_WAYS = (
    _Way(_no_file_and_no_folder, _OWN / "rescue", whole=True),
    _Way(_not_even_one_s_own_folder, None, whole=True),
    _Way(_not_the_journals, RIVER / "rescue"),
    _Way(_not_one_s_own_journal, RIVER / "rescue"),
)


def _read_and_try(way: _Way) -> Tally:
    """What somebody does who may only read, and what they see."""
    tally = Tally()
    with tally.case(f"reading, where one may write {way.close.__name__}"):
        before = listing(DATA)
        store = opened(RIVER, _READER, _OWN / "rescue")
        assert forms(store).keys() == {"one", "two"}
        refused(store, way.kept_in)
        store.refresh()
        assert forms(store).keys() == {"one", "two"}
        assert len(list(store.history())) == 2
        store.close()
        assert verify_folder(RIVER).problems == []
        if way.whole:
            assert listing(DATA) == before, "something was touched"
    if way.kept_in is None:
        with tally.case("a device without a place for its id"):
            assert device_id(_OWN / "state").isalnum()
            assert FolderShelf(DATA, _OWN / "state").folders() == ("river",)
            FolderShelf(DATA, _OWN / "state").open("river").close()
    return tally


def _write() -> Tally:
    """What the same person does when they may write."""
    tally = Tally()
    with tally.case("writing when one may write again"):
        store = opened(RIVER, _READER, _OWN / "rescue")
        add(store, card("three"))
        assert forms(store).keys() == {"one", "two", "three"}
        store.close()
        assert verify_folder(RIVER).problems == []
    return tally


def by_modes(_size: Size, folder: Path) -> Tally:
    """Take permissions away. Root may do everything whatever the modes say, so it becomes somebody else."""
    user = User(64001, (64001,)) if os.geteuid() == 0 else None
    tally = Tally()
    for way in _WAYS:
        with _within(folder / way.close.__name__):
            _two_cards()
            set_modes(DATA, 0o666, 0o777)
            if user is not None:
                os.chown(_OWN, user.uid, user.gids[0])
            way.close()
            gather(tally, forked(functools.partial(_read_and_try, way), user))
            set_modes(DATA, 0o666, 0o777)
            _OWN.chmod(0o777)
            gather(tally, forked(_write, user))
    if user is not None:
        gather(tally, _closed_to_all(folder / "closed", user))
    return tally


def _closed_to_all(folder: Path, user: User) -> Tally:
    """Folders and journals that may not even be read are named."""
    with _within(folder):
        _two_cards()
        set_modes(DATA, 0o644, 0o755)
        os.chown(_OWN, user.uid, user.gids[0])
        (RIVER / "journal" / "device0001.jsonl").chmod(0o600)
        (RIVER / "board.json").unlink()  # it would say everything
        tally = forked(_one_journal_is_closed, user)
        RIVER.chmod(0o700)
        gather(tally, forked(_all_is_closed, user))
    return tally


def _one_journal_is_closed() -> Tally:
    tally = Tally()
    with tally.case("a journal that may not be read"):
        store = opened(RIVER, _READER, _OWN / "rescue")
        told = say("verify.closed", file="device0001.jsonl", why=os.strerror(13))
        assert told in store.problems
        store.close()
    return tally


def _all_is_closed() -> Tally:
    tally = Tally()
    with tally.case("a folder that may not be read"):
        said = ""
        try:
            FolderShelf(DATA, _OWN / "state").open("river")
        except StoreError as error:
            said = str(error)
        assert said == say("store.no-data-folder", folder=RIVER, why=os.strerror(13)), said
    return tally


def by_mount(_size: Size, folder: Path) -> Tally:
    """Mount the folder over itself, read-only; not even root may write there."""
    tally = Tally()
    with _within(folder / "mounted"), tally.case("a disk that was mounted for reading"):
        _two_cards()
        subprocess.run(["mount", "--bind", DATA, DATA], check=True)
        subprocess.run(["mount", "-o", "remount,bind,ro", DATA], check=True)
        before = listing(DATA)
        store = opened(RIVER, _READER, _OWN / "rescue")
        refused(store, _OWN / "rescue")
        assert forms(store).keys() == {"one", "two"}
        assert listing(DATA) == before, "something was touched"
        subprocess.run(["mount", "-o", "remount,bind,rw", DATA], check=True)
        add(store, card("three"))
        store.close()
        assert verify_folder(RIVER).problems == []
        assert verify_folder(RIVER).records == 3
    return tally


@contextlib.contextmanager
def _within(folder: Path) -> Iterator[None]:
    """Work in a folder, which is made if it is not there."""
    folder.mkdir(exist_ok=True)
    with contextlib.chdir(folder):
        yield
