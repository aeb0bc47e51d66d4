"""codesign export --format docx."""

import sys
from pathlib import Path

import pytest

from exports.review.docx import read_docx
from tests.cli.test_cli import Line, demo_line, line

__all__ = ["demo_line", "line"]


def test_notes_as_a_word_file(demo_line: Line) -> None:
    path = Path(demo_line.ok("export", "notes", "cotton", "--format", "docx").strip())
    assert path.name == "2026-11-05-meeting-notes-cottonwood-valley-connections.docx"
    returned = read_docx(path.read_bytes())
    assert "C15" in [each.number for each in returned.items]
    assert returned.reference.startswith("2026-11-05-")
    assert b"fridge of every house" not in path.read_bytes(), "permission holds in every form"
    assert "unchanged" in demo_line.run("export", "notes", "cotton", "--format", "docx")[2]


def test_without_the_extra_it_says_how_to_get_it(demo_line: Line, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delitem(sys.modules, "exports.docx.writer", raising=False)
    monkeypatch.setitem(sys.modules, "docx", None)
    told = demo_line.fails("export", "notes", "cotton", "--format", "docx")
    assert "pipx install 'codesign-session-board[docx]'" in told
    assert demo_line.ok("export", "notes", "cotton", "--format", "md")
