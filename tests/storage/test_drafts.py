"""Half-typed lines on disk: two programs keep apart, a killed one's are taken over, a bad disk breaks nothing."""

import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from storage.drafts import FileDrafts

HOLDER = """
import sys
from pathlib import Path
from storage.drafts import FileDrafts

drafts = FileDrafts(Path(sys.argv[1]))
drafts.put("river board", sys.argv[2])
print("ready", flush=True)
sys.stdin.read()
"""
"""Another program that keeps a draft until it is killed."""


class Other:
    """A program in a process of its own that has typed something."""

    def __init__(self, folder: Path, text: str) -> None:
        command = [sys.executable, "-c", HOLDER, str(folder), text]
        self.process = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE)
        assert self.process.stdout is not None
        assert self.process.stdout.readline() == b"ready\n"

    def kill(self) -> None:
        self.process.send_signal(signal.SIGKILL)
        self.process.communicate()


def on_disk(folder: Path) -> str:
    """Return the one draft that is on the disk."""
    (path,) = folder.rglob("*.txt")
    return path.read_text("utf-8")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A folder for drafts that does not exist yet."""
    return tmp_path / "state" / "drafts" / "00000000"


def test_what_is_put_is_there_until_it_is_forgotten(folder: Path) -> None:
    drafts = FileDrafts(folder)
    assert drafts.get("river board") == ""
    for text in ("?", "? a line", "? a line\nof two", '"Ünïcode 🚌 \u202e'):
        drafts.put("river board", text)
        assert drafts.get("river board") == text
    drafts.put("river MT1", "of the meeting")
    drafts.put("river board", "")
    assert drafts.get("river board") == ""
    assert drafts.get("river MT1") == "of the meeting"
    assert len(list(folder.rglob("*.txt"))) == 1, "what is forgotten leaves no file"


def test_whether_there_is_a_draft_is_known_without_reading_one(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    other = Other(folder, "half a li")
    other.kill()
    drafts = FileDrafts(folder)

    def read(*_arguments: object, **_others: object) -> str:
        raise AssertionError("a file was read")

    with monkeypatch.context() as patch:
        patch.setattr(Path, "read_text", read)
        assert drafts.has("river board")
        assert not any(drafts.has(f"river edit N{n}") for n in range(1000))
    drafts.put("river edit N1", "typed")
    assert drafts.has("river edit N1")
    drafts.put("river edit N1", "")
    drafts.put("river board", "")
    assert not drafts.has("river edit N1")
    assert not drafts.has("river board")


def test_nobody_else_may_read_them(folder: Path) -> None:
    FileDrafts(folder).put("river board", "private")
    (seat,) = folder.iterdir()
    assert seat.stat().st_mode & 0o077 == 0


def test_two_programs_at_once_each_keep_their_own(folder: Path) -> None:
    first, second = FileDrafts(folder), FileDrafts(folder)
    first.put("river board", "hers")
    second.put("river board", "his")
    assert (first.get("river board"), second.get("river board")) == ("hers", "his")
    first.put("river board", "")
    assert second.get("river board") == "his"
    third = FileDrafts(folder)
    assert third.get("river board") == ""
    assert sorted(each.name for each in folder.iterdir()) == ["1", "2", "3"]


def test_a_killed_program_s_drafts_are_taken_over_by_the_next(folder: Path) -> None:
    other = Other(folder, "half a li")
    beside = FileDrafts(folder)
    assert beside.get("river board") == "", "while it lives its drafts are its own"
    other.kill()
    after = FileDrafts(folder)
    assert after.get("river board") == "half a li"
    after.put("river board", "half a line")
    assert beside.get("river board") == ""


def test_drafts_that_were_left_in_a_later_seat_are_found_too(folder: Path) -> None:
    ends_well, is_killed = Other(folder, ""), Other(folder, "half a li")
    ends_well.kill()
    is_killed.kill()
    assert FileDrafts(folder).get("river board") == "half a li"


def test_whoever_comes_back_finds_what_was_typed_last(folder: Path) -> None:
    others = [Other(folder, "of last week"), Other(folder, "of today")]
    for each in others:
        each.kill()
    assert FileDrafts(folder).get("river board") == "of today"
    assert FileDrafts(folder).get("river board") == "of last week", "the other is found by whoever comes next"


def test_partnerships_of_every_script_keep_apart(folder: Path) -> None:
    drafts = FileDrafts(folder)
    drafts.put("日本 board", "typed in one")
    assert drafts.get("中国 board") == ""


def test_who_asks_first_takes_a_killed_program_s_drafts_and_nobody_else(folder: Path) -> None:
    other = Other(folder, "half a li")
    other.kill()
    takes, comes_later = FileDrafts(folder), FileDrafts(folder)
    assert (takes.get("river board"), comes_later.get("river board")) == ("half a li", "")


def test_a_draft_is_on_the_disk_at_each_key(folder: Path) -> None:
    drafts = FileDrafts(folder)
    typed = "? half a line"
    for n in range(1, len(typed) + 1):
        drafts.put("river board", typed[:n])
        assert on_disk(folder) == typed[:n]


class TestABadDisk:
    def test_a_folder_that_cannot_be_made_breaks_nothing(self, tmp_path: Path) -> None:
        (tmp_path / "state").write_bytes(b"a file where the folder should be")
        drafts = FileDrafts(tmp_path / "state" / "drafts")
        assert not drafts.has("river board")
        assert drafts.get("river board") == ""
        drafts.put("river board", "still on screen")
        assert drafts.has("river board")
        assert drafts.get("river board") == "still on screen"
        drafts.put("river board", "")
        assert drafts.get("river board") == ""

    @pytest.mark.parametrize("error", [PermissionError(13, "denied"), OSError(30, "read-only file system")])
    def test_a_folder_that_is_read_only_breaks_nothing(
        self, folder: Path, monkeypatch: pytest.MonkeyPatch, error: OSError
    ) -> None:
        FileDrafts(folder).put("river board", "from before")

        def refused(*_arguments: object, **_others: object) -> None:
            raise error

        for name in ("mkdir", "write_text", "unlink", "replace"):
            monkeypatch.setattr(Path, name, refused)
        drafts = FileDrafts(folder)
        drafts.put("river board", "typed")
        assert drafts.get("river board") == "typed"
        drafts.put("river board", "")
        assert drafts.get("river board") == ""

    def test_a_full_disk_keeps_the_draft_before(self, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        drafts = FileDrafts(folder)
        drafts.put("river board", "half")
        with monkeypatch.context() as patch:

            def full(path: Path, _text: str, *_arguments: object, **_others: object) -> int:
                path.write_bytes(b"")
                raise OSError(28, "No space left on device")

            patch.setattr(Path, "write_text", full)
            drafts.put("river board", "half a line")
        assert drafts.get("river board") == "half a line", "on screen it goes on"
        assert on_disk(folder) == "half"
        drafts.put("river board", "half a line, and on")
        assert on_disk(folder) == "half a line, and on"

    def test_a_seat_that_cannot_be_locked_breaks_nothing(
        self, folder: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        def no_locks(*_arguments: object) -> None:
            raise OSError(37, "No locks available")

        monkeypatch.setattr("fcntl.flock", no_locks)
        drafts = FileDrafts(folder)
        drafts.put("river board", "typed")
        assert drafts.get("river board") == "typed"

    def test_a_draft_of_bytes_that_are_no_text_is_shown_as_far_as_it_goes(self, folder: Path) -> None:
        other = Other(folder, "typed")
        other.kill()
        (path,) = folder.rglob("*.txt")
        path.write_bytes(b"caf\xe9 at the \xff library")
        assert FileDrafts(folder).get("river board") == "caf\ufffd at the \ufffd library"

    def test_a_strange_key_stays_in_the_folder(self, folder: Path, tmp_path: Path) -> None:
        drafts = FileDrafts(folder)
        for key in ("../../outside", "/etc/passwd", "a\x00b", "\u202e", "con", "x" * 4000, "."):
            drafts.put(key, "typed")
            assert drafts.get(key) == "typed"
        assert [each for each in tmp_path.rglob("*.txt") if folder not in each.parents] == []


def test_two_data_folders_never_share_drafts(tmp_path: Path) -> None:
    from codesign.cli.compose import Composition

    for name in ("hall", "clinic"):
        composition = Composition(data=str(tmp_path / name))
        assert composition.workspace.drafts.get("river board") == ""
        composition.workspace.drafts.put("river board", f"typed for the {name}")
    again = Composition(data=os.path.relpath(tmp_path / "hall"))
    assert again.workspace.drafts.get("river board") == "", "the first program of this test still has its seat"
    assert len(list((tmp_path / "state").rglob("river-board*.txt"))) == 2
