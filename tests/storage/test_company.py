"""Presence and the watcher on a real folder: who was killed, who may only read, what the system does not tell."""

import os
import stat
import subprocess
import sys
import threading
from pathlib import Path

import pytest

from codesign.ports import Visitor
from storage import watch
from storage.presence import Presence
from storage.watch import Watcher

PATIENCE = 10.0
IN_THE_ROOM = """
import sys
from pathlib import Path
from codesign.ports import Visitor
from storage.presence import Presence
here = Presence(Path(sys.argv[1]), "device0002")
here.show(Visitor("ben", "board"))
print("there", flush=True)
sys.stdin.read()
"""
ANN, BEN = Visitor("ann", "board"), Visitor("ben", "card", "card1")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A partnership's folder, shared by a group."""
    path = tmp_path / "river"
    path.mkdir()
    path.chmod(0o770)
    return path


def files(folder: Path) -> list[Path]:
    return sorted((folder / "presence").iterdir())


class TestPresence:
    def test_who_was_killed_is_gone_and_swept_away(self, folder: Path) -> None:
        child = subprocess.Popen(
            [sys.executable, "-c", IN_THE_ROOM, str(folder)], stdin=subprocess.PIPE, stdout=subprocess.PIPE
        )
        assert child.stdout is not None
        child.stdout.readline()
        ann = Presence(folder, "device0001")
        assert ann.others() == (Visitor("ben", "board"),)
        child.kill()
        child.communicate()
        assert ann.others() == ()
        assert files(folder) == []

    def test_it_is_as_readable_as_the_folder(self, folder: Path) -> None:
        before = os.umask(0o077)
        try:
            Presence(folder, "device0001").show(ANN)
        finally:
            os.umask(before)
        assert stat.S_IMODE((folder / "presence").stat().st_mode) == 0o770
        assert [stat.S_IMODE(path.stat().st_mode) for path in files(folder)] == [0o660]

    def test_what_is_no_visitor_is_passed_over(self, folder: Path) -> None:
        ben = Presence(folder, "device0002")
        ben.show(BEN)
        files(folder)[0].write_text('{"person": 5}')
        ann = Presence(folder, "device0001")
        assert ann.others() == ()
        (folder / "presence" / "strange.txt").write_text("not ours")
        ben.show(ANN)
        assert ann.others() == (ANN,)

    def test_a_file_that_was_swept_away_is_made_again(self, folder: Path) -> None:
        ben, ann = Presence(folder, "device0002"), Presence(folder, "device0001")
        ben.show(BEN)
        files(folder)[0].unlink()
        assert ann.others() == ()
        ben.show(BEN)
        assert ann.others() == (BEN,)

    def test_where_it_cannot_be_written_nobody_is_disturbed(self, folder: Path) -> None:
        (folder / "presence").write_text("a file in the way")
        here = Presence(folder, "device0001")
        here.show(ANN)
        assert here.others() == ()
        here.leave()

    def test_leaving_leaves_nothing(self, folder: Path) -> None:
        here = Presence(folder, "device0001")
        here.show(ANN)
        here.leave()
        here.leave()
        assert files(folder) == []


class TestWatcher:
    @pytest.mark.parametrize("written", ["journal/a.jsonl", "presence/a.json"])
    def test_it_says_so_again_and_again(self, folder: Path, written: str, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr(watch, "_IN_ANY_CASE", float("inf"))
        told = threading.Semaphore(0)
        path = folder / written
        path.parent.mkdir(exist_ok=True)
        watcher = Watcher(folder, told.release)
        try:
            for n in range(3):
                path.write_text("x" * (n + 1))
                assert told.acquire(timeout=PATIENCE)
        finally:
            watcher.stop()

    def test_a_folder_that_is_gone_is_looked_for_from_time_to_time(self, tmp_path: Path) -> None:
        told = threading.Semaphore(0)
        watcher = Watcher(tmp_path / "nowhere", told.release)
        try:
            assert told.acquire(timeout=PATIENCE)
        finally:
            watcher.stop()

    def test_a_stopped_one_says_no_more(self, folder: Path) -> None:
        threads = threading.active_count()
        Watcher(folder, lambda: None).stop()
        assert threading.active_count() == threads
