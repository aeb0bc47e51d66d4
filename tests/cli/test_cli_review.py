"""Reading what came back on the command line: it finds its document by itself, and decides what is named."""

import io
import json
import sys
from pathlib import Path

import pytest

from tests.cli.test_cli import Line, demo_line, line

__all__ = ["demo_line", "line"]


@pytest.fixture
def answer(demo_line: Line, tmp_path: Path) -> Path:
    """The notes of the demo as they came back: two changes, a comment, a promise that is not there any more."""
    written = Path(demo_line.ok("export", "notes", "cottonwood", "--out", str(tmp_path / "out")).splitlines()[0])
    text = written.read_text("utf-8")
    number = next(each for each in text.splitlines() if "**C13**" in each)
    text = text.replace(number, f"{number} twice").replace("[ ] **C16**", "[x] **C16**")
    lines = [each for each in text.splitlines() if "**C17**" not in each]
    lines[-1:] = ["I liked the evening.", "", lines[-1]]
    path = tmp_path / "answer.md"
    path.write_text("\n".join(lines) + "\n", "utf-8")
    return path


def test_it_lists_side_by_side_and_changes_nothing(demo_line: Line, answer: Path) -> None:
    before = demo_line.ok("history", "cottonwood")
    told = demo_line.ok("review", str(answer))
    assert "change C13 (safe)\n     as exported: Print" in told
    assert "     now:         Print" in told
    assert "missing C17\n" in told
    assert "open proposals" in told.splitlines()[-1]
    assert demo_line.ok("history", "cottonwood") == before


def test_all_that_is_safe_with_a_name(demo_line: Line, answer: Path) -> None:
    told = demo_line.ok("review", str(answer), "--by", "Ana Roy", "--accept", "safe")
    assert "proposals taken in from the review of Ana Roy: C13, C16" in told
    left = json.loads(demo_line.ok("review", str(answer), "--json"))
    assert [each["kind"] for each in left if each["safe"]] == []
    assert "missing" in [each["kind"] for each in left]
    assert "review of Ana Roy" in demo_line.ok("history", "cottonwood").splitlines()[-1]


def test_one_by_one(demo_line: Line, answer: Path) -> None:
    demo_line.ok("review", str(answer), "--accept", "c13", "--reject", "2")
    numbers = [each["number"] for each in json.loads(demo_line.ok("review", str(answer), "--json"))]
    assert "C13" not in numbers
    assert "C16" not in numbers
    assert "C17" in numbers


def test_all_never_puts_away_what_is_missing(demo_line: Line, answer: Path) -> None:
    demo_line.ok("review", str(answer), "--accept", "all")
    (left,) = json.loads(demo_line.ok("review", str(answer), "--json"))
    assert (left["kind"], left["number"]) == ("missing", "C17")


def test_a_dry_run_says_what_would_be(demo_line: Line, answer: Path) -> None:
    before = demo_line.ok("history", "cottonwood")
    told = demo_line.ok("review", str(answer), "--accept", "1", "--reject", "2", "--dry-run")
    assert told.endswith("1 proposal would be accepted\n1 proposal would be rejected\n")
    decided = json.loads(demo_line.run("review", str(answer), "--accept", "1", "--dry-run", "--json")[1])
    assert [each["decided"] for each in decided][:2] == ["accept", ""]
    assert demo_line.ok("history", "cottonwood") == before


def test_a_pasted_text(demo_line: Line, answer: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    quoted = "\n".join(f"> {each}" for each in answer.read_text("utf-8").splitlines())
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(quoted.encode())))
    found = json.loads(demo_line.ok("review", "-", "--json"))
    assert [each["number"] for each in found][:2] == ["C13", "C16"]


def test_the_other_partnership_does_not_know_it(demo_line: Line, answer: Path) -> None:
    code, _output, errors = demo_line.run("review", str(answer), "--partnership", "eastfield")
    assert (code, "no document with the reference 2026-11-05-" in errors) == (1, True)


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("", "there is nothing in it"),
        ("hello", 'its last line, "Export reference: ...", is not there'),
        ("Export reference: 2026-01-01-ffff", "no document with the reference 2026-01-01-ffff has left from here"),
    ],
)
def test_what_cannot_be_read_is_told(demo_line: Line, tmp_path: Path, text: str, why: str) -> None:
    (tmp_path / "x.md").write_text(text, "utf-8")
    code, output, errors = demo_line.run("review", str(tmp_path / "x.md"))
    assert (code, output) == (1, "")
    assert why in errors


def test_places_and_files_that_are_not_there(demo_line: Line, answer: Path, tmp_path: Path) -> None:
    assert "there is no proposal 77" in demo_line.run("review", str(answer), "--accept", "77")[2]
    assert demo_line.run("review", str(answer), "--accept", "1", "--reject", "1")[0] == 2
    assert "there is no file" in demo_line.run("review", str(tmp_path / "nix.md"))[2]
