"""codesign withdraw: it says first, refuses to guess, and leaves the words in no file."""

import io
import json
from pathlib import Path

import pytest

from tests.cli.test_cli import Line, demo_line, line

__all__ = ["demo_line", "line"]

WORDS = "My brother would drive"


def holding(*folders: Path) -> list[str]:
    files = (path for folder in folders for path in folder.rglob("*") if path.is_file())
    return [path.name for path in files if WORDS.encode() in path.read_bytes()]


@pytest.fixture
def state(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path / "state"))
    return tmp_path / "state"


def test_it_leaves_the_words_in_no_file_and_a_recall_note(demo_line: Line, state: Path, tmp_path: Path) -> None:
    demo_line.ok("export", "notes", "cotton", "--audience", "room")
    demo_line.ok(
        "export", "notes", "cotton", "--audience", "room", "--format", "html", "--out", str(tmp_path / "o")
    )
    edited = next(demo_line.data.rglob("*notes*.md"))
    copy = edited.with_name("edited.md")
    copy.write_text(edited.read_text() + "\nA reviewer's line.\n")
    told = demo_line.ok("withdraw", "cotton", "V18", "--yes")
    assert "The words of V18 are withdrawn." in told
    assert "2 documents have left with the words" in told
    assert holding(demo_line.data, state) == []
    assert not edited.exists()
    assert "A reviewer's line." in copy.read_text()
    (note,) = demo_line.data.rglob("*recall-note*")
    assert str(note) in told
    assert "meeting-notes-cottonwood-valley-connections-room.html" in note.read_text()
    assert demo_line.ok("verify").endswith("everything can be read\n")
    assert demo_line.ok("show", "cotton", "V18").startswith("V18  (withdrawn)")
    assert WORDS not in demo_line.ok("history", "cotton", "--json")


def test_again_it_writes_the_note_again(demo_line: Line, tmp_path: Path) -> None:
    demo_line.ok("export", "notes", "cotton", "--audience", "room")
    demo_line.ok("withdraw", "cotton", "V18", "--yes")
    again = demo_line.ok("withdraw", "cotton", "V18", "--out", str(tmp_path / "again"))
    assert "already" in again
    assert len(list((tmp_path / "again").iterdir())) == 1


def test_a_dry_run_changes_nothing(demo_line: Line) -> None:
    before = demo_line.ok("show", "cotton", "--json")
    told = demo_line.ok("withdraw", "cotton", "v12", "--dry-run")
    assert "N1 repeats these words: it keeps its place, and its words go too" in told
    assert "Out of reach" in told
    assert told.endswith("nothing was changed\n")
    assert demo_line.ok("show", "cotton", "--json") == before


def test_json_says_the_same(demo_line: Line) -> None:
    found = json.loads(demo_line.ok("withdraw", "cotton", "V12", "--dry-run", "--json"))
    assert (found["purged"], found["done"], found["note"]) == (["V12", "N1"], False, None)
    found = json.loads(
        demo_line.ok("withdraw", "cotton", "V12", "--yes", "--json", "--keep", "N1", "--also", "V13")
    )
    assert (found["purged"], found["kept"], found["done"]) == (["V12", "V13"], ["N1"], True)
    assert "Getting home" in demo_line.ok("show", "cotton", "N1")
    assert "(withdrawn)" in demo_line.ok("show", "cotton", "V13")


def test_nobody_is_asked_where_nobody_is(demo_line: Line, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sys.stdin", io.StringIO("y\n"))
    assert "say --yes" in demo_line.fails("withdraw", "cotton", "V18")
    assert WORDS in demo_line.ok("show", "cotton", "V18")


@pytest.mark.parametrize("answer", ["y", "n"])
def test_who_is_there_is_asked(demo_line: Line, monkeypatch: pytest.MonkeyPatch, answer: str) -> None:
    stdin = io.StringIO(f"{answer}\n")
    monkeypatch.setattr(stdin, "isatty", lambda: True)
    monkeypatch.setattr("sys.stdin", stdin)
    demo_line.ok("withdraw", "cotton", "V18")
    assert (WORDS in demo_line.ok("show", "cotton", "V18")) is (answer == "n")


def test_what_cannot_be(demo_line: Line) -> None:
    assert "holds nobody's words" in demo_line.fails("withdraw", "cotton", "MT1", "--yes")
    assert "does not repeat" in demo_line.fails("withdraw", "cotton", "V18", "--yes", "--keep", "A1")
    assert "could go too" in demo_line.fails("withdraw", "cotton", "V18", "--yes", "--also", "MT1")
    assert "no" in demo_line.fails("withdraw", "cotton", "V999", "--yes")


def test_nothing_can_be_written_there_any_more(demo_line: Line) -> None:
    demo_line.ok("withdraw", "cotton", "V18", "--yes")
    demo_line.ok("add", "cotton", "? from:V18 something of our own for:V18")
    told = demo_line.ok("show", "cotton", "V18")
    assert "something of our own" in told
