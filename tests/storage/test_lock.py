"""The lock of a folder is shared fairly."""

import fcntl
import os
import threading
import time
from pathlib import Path

import pytest

from storage.lock import FolderLock
from storage.turn import Line

PATIENCE = 5.0


def _is_taken(path: Path) -> bool:
    if not path.exists():
        return False
    fd = os.open(path, os.O_RDONLY)
    try:
        fcntl.flock(fd, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return True
    else:
        return False
    finally:
        os.close(fd)


def _in_time(path: Path) -> bool:
    """Look until a file is locked by somebody; False when that takes too long."""
    until = time.monotonic() + PATIENCE
    while time.monotonic() < until:
        if _is_taken(path):
            return True
    return False


def test_who_writes_line_after_line_lets_others_in(tmp_path: Path) -> None:
    """On a slow disk eight processes that wrote without a pause kept each other out for ten seconds."""
    greedy, patient = FolderLock(tmp_path / "lock", 0o600), FolderLock(tmp_path / "lock", 0o600)
    came = threading.Event()

    def wait() -> None:
        with patient.held():
            came.set()

    waiting = threading.Thread(target=wait)
    with greedy.held():
        waiting.start()
        assert _in_time(tmp_path), "who waits does not stand in line"
    until = time.monotonic() + PATIENCE
    turns = 0
    while not came.is_set():
        assert time.monotonic() < until, f"{turns} lines were written meanwhile"
        with greedy.held():
            turns += 1
    waiting.join()


def test_while_one_waits_one_is_called_now_and_then(tmp_path: Path) -> None:
    holder, waiter = FolderLock(tmp_path / "lock", 0o600), FolderLock(tmp_path / "lock", 0o600)
    called, release = threading.Event(), threading.Event()

    def hold() -> None:
        with holder.held():
            release.wait(PATIENCE)

    holding = threading.Thread(target=hold)
    holding.start()
    assert _in_time(tmp_path / "lock")

    def meanwhile() -> None:
        called.set()
        release.set()

    with waiter.held(meanwhile):
        assert called.is_set()
    holding.join()


def test_a_folder_that_somebody_keeps_locked_stops_nobody(tmp_path: Path) -> None:
    stopped, other = Line(tmp_path), FolderLock(tmp_path / "lock", 0o600)
    with stopped.turn(PATIENCE):  # as of a process that was stopped while it waited
        begun = time.monotonic()
        with other.held():
            assert time.monotonic() - begun < PATIENCE


def test_a_turn_that_comes_when_nobody_waits_any_more_is_let_go(tmp_path: Path) -> None:
    stopped, impatient, next_one = Line(tmp_path), Line(tmp_path), Line(tmp_path)
    with stopped.turn(PATIENCE), impatient.turn(0.01):
        pass
    until = time.monotonic() + PATIENCE
    while _is_taken(tmp_path):
        assert time.monotonic() < until, "the turn that came too late is kept"
    with next_one.turn(PATIENCE):
        assert _is_taken(tmp_path)
    assert not _is_taken(tmp_path)


def test_the_seal_is_what_the_last_one_wrote(tmp_path: Path) -> None:
    one, other = FolderLock(tmp_path / "lock", 0o600), FolderLock(tmp_path / "lock", 0o600)
    with one.held():
        assert one.seal == b""
        one.seal = b"0123abcd"
    with other.held():
        assert other.seal == b"0123abcd"
        other.seal = b"89ab4567"
        assert one.seal == b"89ab4567"


def test_a_lock_file_that_was_removed_keeps_nobody_out(tmp_path: Path) -> None:
    one = FolderLock(tmp_path / "lock", 0o600)
    with one.held():
        pass
    (tmp_path / "lock").unlink()
    with one.held():
        assert _is_taken(tmp_path / "lock")


def test_a_seal_that_cannot_be_written_is_none(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    lock = FolderLock(tmp_path / "lock", 0o600)

    def full(*_anything: object) -> int:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "pwrite", full)
    with lock.held():
        lock.seal = b"0123abcd"
        assert lock.seal == b""
