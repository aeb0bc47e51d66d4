"""Permissions, notices and what is not to be kept by accident, from the command line."""

import json
from pathlib import Path

import pytest

from tests.cli.test_cli import Line


@pytest.fixture
def line(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Line:
    found = Line(tmp_path / "data", capsys)
    found.ok("new", "River")
    for each in ('"It floods', '"It stinks', "? A dry path"):
        found.ok("add", "river", each)
    return found


def record(line: Line, number: str) -> dict[str, object]:
    found: dict[str, object] = json.loads(line.ok("show", "river", number, "--json"))["record"]
    return found


def test_several_are_permitted_in_one_change(line: Line) -> None:
    wish = ("permit", "river", "V1", "v2", "--as", "role", "--to", "partners", "--until", "2027-06", "--read-back")
    assert line.ok(*wish) == "permission of 2 voices\n"
    for number in ("V1", "V2"):
        found = record(line, number)
        assert found["permission"] == {"attribution": "role", "audience": "partners", "until": "2027-06-30"}
        assert found["read_back"] is True
    assert line.ok(*wish) == "nothing had to be changed\n"
    assert line.ok("permit", "river", "V1", "--unset") == "permission of V1\n"
    assert "V1" in line.ok("list", "river", "--filter", "kind:voice no:permission")
    assert "V2" not in line.ok("list", "river", "--filter", "kind:voice no:permission")


def test_words_that_are_not_to_be_recorded_are_gone(line: Line) -> None:
    assert "not to be recorded" in line.ok("permit", "river", "V1", "--as", "not-recorded")
    assert "floods" not in line.ok("show", "river", "V1")
    assert "no words" in line.ok("list", "river", "--filter", "kind:voice")


def test_what_cannot_be_permitted_is_said(line: Line) -> None:
    assert "N1 is no voice" in line.fails("permit", "river", "N1", "--as", "role")
    assert "V9" in line.fails("permit", "river", "V9", "--as", "role")
    assert "is no date" in line.fails("permit", "river", "V1", "--as", "role", "--until", "soon")
    assert "is past" in line.fails("permit", "river", "V1", "--as", "role", "--until", "2020")
    assert "not known what" in line.fails("permit", "river", "V1", "--usual")
    for wrong in ((), ("--to", "public"), ("--usual", "--to", "public")):
        assert "say how" in line.fails("permit", "river", "V1", *wrong)
    assert "--unset goes" in line.fails("permit", "river", "V1", "--unset", "--as", "role")


def test_a_line_with_a_phone_number_is_not_kept_by_accident(line: Line) -> None:
    words = '"Call me at 604-555-0123'
    assert "phone number (604-555-0123)" in line.fails("add", "river", words)
    assert "604" not in line.ok("list", "river")
    line.ok("add", "river", words, "--keep-identifiers")
    assert "604-555-0123" in line.ok("list", "river")


def test_an_import_lists_what_names_somebody(line: Line, tmp_path: Path) -> None:
    (tmp_path / "cards.csv").write_text("title,notes\nA bench,write to ann@example.org\nA lamp,at 14:30\n")
    told = line.ok("import", "river", str(tmp_path / "cards.csv"), "--dry-run")
    assert "e-mail address (ann@example.org)" in told
    assert told.count("looks like") == 1


def test_a_partnership_is_described(line: Line) -> None:
    told = line.ok("describe", "river")
    assert "notice (en): We write down" in told
    assert "notice (fr), not written yet, offered: Nous notons" in told
    line.ok("describe", "river", "--contact", "the hall", "--retention-months", "24", "--notice", "We write.")
    line.ok("describe", "river", "--notice-in", "fr", "Nous notons.", "--language", "fr")
    told = line.ok("describe", "river")
    assert "language: fr" in told
    assert "contact: the hall" in told
    assert "kept for months: 24" in told
    assert "notice (fr): Nous notons." in told
    assert "notice (en): We write." in told
    assert "no code" in line.fails("describe", "river", "--language", "French")
