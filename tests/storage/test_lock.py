"""The lock of a folder is shared fairly."""

import fcntl
import os
import threading
import time
from pathlib import Path

from storage.lock import FolderLock


def _somebody_waits(folder: Path) -> bool:
    fd = os.open(folder, os.O_RDONLY)
    try:
        fcntl.flock(fd, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return True
    else:
        return False
    finally:
        os.close(fd)


def test_who_writes_line_after_line_lets_others_in(tmp_path: Path) -> None:
    """On a slow disk eight processes that wrote without a pause kept each other out for ten seconds."""
    greedy, patient = FolderLock(tmp_path / "lock", 0o600), FolderLock(tmp_path / "lock", 0o600)
    order = []

    def wait() -> None:
        with patient.held():
            order.append("patient")

    waiting = threading.Thread(target=wait)
    with greedy.held():
        waiting.start()
        until = time.monotonic() + 5
        while not _somebody_waits(tmp_path):
            assert time.monotonic() < until, "who waits does not stand in line"
    with greedy.held():
        order.append("greedy")
    waiting.join()
    assert order == ["patient", "greedy"]


def test_a_folder_that_somebody_keeps_locked_stops_nobody(tmp_path: Path) -> None:
    lock, other = FolderLock(tmp_path / "lock", 0o600), FolderLock(tmp_path / "lock", 0o600)
    with lock._turn():  # as of a process that was stopped while it waited
        begun = time.monotonic()
        with other.held():
            assert time.monotonic() - begun < 5
