"""codesign export: the papers before a meeting, and documents as HTML."""

from pathlib import Path

import pytest

from tests.cli.test_cli import Line, demo_line, line

__all__ = ["demo_line", "line"]


@pytest.mark.parametrize("document", ["run-sheet", "invitation", "checklist", "table-sheets", "agenda"])
def test_papers_are_for_the_next_meeting(demo_line: Line, document: str) -> None:
    path = Path(demo_line.ok("export", document, "cotton", "--format", "html").strip())
    assert path.name == f"2026-12-03-{document}-cottonwood-valley-connections.html"
    assert path.read_text("utf-8").startswith("<!doctype html>")
    assert "unchanged" in demo_line.run("export", document, "cotton", "--format", "html")[2]


def test_sheets_for_so_many_tables(demo_line: Line) -> None:
    text = demo_line.ok("export", "table-sheets", "cotton", "--meeting", "mt4", "--tables", "2", "--out", "-")
    assert "MT4, table 2" in text
    assert "MT4, table 3" not in text
    assert "IntRange" not in demo_line.fails("export", "table-sheets", "cotton", "--tables", "0")


def test_dates_for_calendar_programs(demo_line: Line) -> None:
    path = Path(demo_line.ok("export", "calendar", "cotton").strip())
    assert path.suffix == ".ics"
    assert path.read_bytes().count(b"BEGIN:VEVENT\r\n") == 5
    assert "no voice" not in demo_line.run("export", "calendar", "cotton")[2], "there are none to hold back"
    assert demo_line.ok("export", "agenda", "cotton", "--out", "-").startswith("BEGIN:VCALENDAR")


def test_notes_and_vision_as_html(demo_line: Line) -> None:
    for document in ("notes", "vision"):
        page = demo_line.ok("export", document, "cotton", "--format", "html", "--out", "-")
        assert page.startswith("<!doctype html>")
        assert "fridge of every house" not in page, "permission holds in every form"


def test_what_cannot_be_written_is_said(demo_line: Line) -> None:
    told = demo_line.fails("export", "notes", "cotton", "--format", "ics")
    assert "notes cannot be written as ics; it can be: md, html" in told
    demo_line.ok("new", "River")
    assert "no meeting is planned yet" in demo_line.fails("export", "invitation", "river")
    assert "no meeting is planned yet" in demo_line.fails("export", "calendar", "river")


def test_an_organisation_sets_its_own_words_for_documents(line: Line) -> None:
    line.ok("new", "River Clean-up")
    assert "There is no such file" in line.ok("organisation")
    file = line.data / "organisation.toml"
    file.write_text(line.ok("organisation", "--example"), "utf-8")
    assert "Nothing is wrong" in line.ok("organisation")
    file.write_text('[headings.en]\nagenda = "What we do"\nagendum = "?"\n', "utf-8")
    code, output, _errors = line.run("organisation")
    assert code == 1
    assert "organisation.toml:3: there is no agendum among the headings; did you mean agenda?" in output
    line.ok("meeting", "river", "--date", "fri", "--place", "hall")
    code, output, errors = line.run("export", "agenda", "river", "--format", "md", "--out", "-")
    assert (code, "## What we do" in output) == (0, True)
    assert "organisation.toml:3" in errors


def test_a_paper_that_has_its_readers_says_so_where_others_are_asked_for(demo_line: Line) -> None:
    told = demo_line.run("export", "run-sheet", "cotton", "--audience", "public", "--out", "-")
    assert 'audience: "internal"' in told[1]
    assert "run-sheet is always for: those who were in the room" in told[2]
    for asked in ((), ("--audience", "room")):
        assert "always" not in demo_line.run("export", "run-sheet", "cotton", *asked, "--out", "-")[2]
