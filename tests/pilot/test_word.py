"""A document as a Word file, with keys."""

import sys
from pathlib import Path

import pytest

from exports.review.docx import read_docx
from tests.support.screens import board

NAME = "2026-11-05-meeting-notes-cottonwood-valley-connections.docx"


def found(folder: Path, ending: str) -> list[Path]:
    return list(folder.rglob(f"*.{ending}"))


async def test_notes_are_looked_at_and_written_as_a_word_file(tmp_path: Path) -> None:
    async with board(tmp_path) as running:
        await running.press("enter", "x", "enter", "f", "f")
        assert running.shows(NAME, "Cottonwood Valley Connections: meeting notes")
        await running.press("t")
        assert running.shows('type: "meeting notes"'), "its words can be seen, not its bytes"
        await running.press("w")
    (path,) = found(tmp_path, "docx")
    assert path.name == NAME
    assert "C15" in [each.number for each in read_docx(path.read_bytes()).items]


async def test_without_the_extra_the_screen_says_how_to_get_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delitem(sys.modules, "exports.docx.writer", raising=False)
    monkeypatch.setitem(sys.modules, "docx", None)
    async with board(tmp_path) as running:
        await running.press("enter", "x", "enter", "f", "f")
        assert running.shows("Word documents need an extra: pipx install 'codesign-session-board[docx]'")
        await running.press("w")
        assert not found(tmp_path, "docx")
        await running.press("f", "w")
        assert found(tmp_path, "md")
