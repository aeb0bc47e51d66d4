"""Choosing what to export on the board: marks, readers, formats, folder; what differs; writing many."""

import threading
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from codesign.commands.amending import Amend
from codesign.commands.voices import Permit
from codesign.errors import NotSaved
from codesign.model import Attribution, Audience, ExportRecord, Permission, Voice
from codesign.opened import OpenPartnership
from exports.files import Outcome
from exports.prepare import Prepared
from exports.several import Leaving, prepare
from exports.verify import NotVerified
from screens.exporting.screen import ExportingScreen
from tests.pilot.test_home_and_board import partnership
from tests.support.screens import Board, board

NAME = "cottonwood-valley-connections"


def screen(running: Board) -> ExportingScreen:
    (found,) = (each for each in running.app.screen_stack if isinstance(each, ExportingScreen))
    return found


def written(tmp_path: Path) -> list[str]:
    return sorted(each.name for each in (tmp_path / NAME).iterdir()) if (tmp_path / NAME).exists() else []


def exports(running: Board) -> list[ExportRecord]:
    return list(partnership(running).records.all(ExportRecord))


def stub(monkeypatch: pytest.MonkeyPatch, broken: Callable[[Leaving], object]) -> None:
    """Call something before each file is made."""

    def make(leaving: Leaving, *rest: Any) -> Prepared:
        broken(leaving)
        return prepare(leaving, *rest)

    monkeypatch.setattr("screens.exporting.writing.several", _with(make))


def _with(make: Any) -> Any:
    from exports.several import several

    return lambda wanted, setting: several(wanted, setting, make)


async def test_one_document_takes_three_keystrokes_typed_at_once(tmp_path: Path) -> None:
    async with board(tmp_path) as running:
        await running.press("enter")
        running.post("x", "enter", "w")
        await running.settle()
        assert written(tmp_path) == [f"2026-11-05-meeting-notes-{NAME}.md"]
        assert running.shows("written:", f"2026-11-05-meeting-notes-{NAME}.md")


async def test_what_left_before_is_told_from_what_never_did(tmp_path: Path) -> None:
    async with board(tmp_path) as running:
        await running.press("enter", "x")
        assert running.shows("Export", "all partners", "usual format", "Meeting notes", "MT4 Autumn workshop")
        assert running.shows("never written", "1 file would be written: the document under the cursor")
        await running.press("w")
        assert running.shows("written:", "unchanged since Sat 21 Nov")
        assert running.shows(f"2026-11-05-meeting-notes-{NAME}.md"), "and which file it was"
        opened = partnership(running)
        opened.execute(Amend(opened.numbered("MT4"), {"title": "Autumn talk"}))
        await running.settle()
        assert running.shows("MT4 Autumn talk", "changed since Sat 21 Nov")
        await running.press("a", "a")
        assert running.shows("those who were in the room", "never written")


async def test_what_has_none_of_the_formats_is_counted(tmp_path: Path) -> None:
    """Marked, and not written: a table for spreadsheets is no page to read."""
    async with board(tmp_path) as running:
        await running.press("enter", "x", "space", "end", "space", "f", "down", "space", "enter")
        assert running.shows("1 file would be written of what is marked; 1 has none of these formats")


async def test_marks_formats_and_readers_come_back(tmp_path: Path) -> None:
    async with board(tmp_path) as running:
        await running.press("enter", "x", "space", "space", "f", "space", "down", "space", "enter", "a")
        assert running.shows("md, html", "everybody", "4 files would be written of what is marked")
        await running.press("escape", "x")
        assert running.shows("[x] MT4", "[x] MT3", "[ ] MT2", "md, html", "everybody", "4 files")
        await running.press("w")
        assert running.shows("4 written, in", "written  2026-11-05-meeting-notes-cottonwood")
        assert [each.rpartition(".")[2] for each in written(tmp_path)] == ["html", "md"] * 2
        assert {each.audience for each in exports(running)} == {Audience.PUBLIC}
        await running.press("enter")
        assert running.shows("[ ] MT4", "unchanged since")
        await running.press("A")
        assert not running.shows("[ ] MT4")
        await running.press("A")
        assert running.shows("[ ] MT4")


async def test_a_folder_is_typed_and_remembered(tmp_path: Path) -> None:
    (tmp_path / "for-partners").mkdir()
    (tmp_path / "a-file").write_text("")
    async with board(tmp_path) as running:
        await running.press("enter", "x", "e", "ctrl+u")
        await running.type(f"{tmp_path}/for-p")
        await running.press("tab", "enter")
        assert running.shows("they will be written into", "for-partners")
        await running.press("escape", "x", "w")
        assert [each.name for each in (tmp_path / "for-partners").iterdir()] == [
            f"2026-11-05-meeting-notes-{NAME}.md"
        ]
        await running.press("e", "ctrl+u")
        await running.enter(str(tmp_path / "a-file"))
        assert running.shows("is no folder")
        await running.press("ctrl+u", "enter")
        assert running.shows(f"{NAME} yet; it is made"), "an empty line is the usual folder"


async def test_the_difference_shows_no_words_that_were_narrowed_since(tmp_path: Path) -> None:
    async with board(tmp_path) as running:
        await running.press("enter", "x", "enter", "d")
        assert running.shows("It was never written for these readers")
        await running.press("w")
        assert running.shows("Since it was written", "Nothing differs.")
        opened = partnership(running)
        items = exports(running)[0].items
        number, voice = next(
            (number, found)
            for number, each in items.items()
            if isinstance(found := opened.records.find(each.record), Voice)
        )
        said = voice.text
        opened.execute(Permit(voice.id, Permission(Attribution.ANONYMOUS, Audience.ROOM)))
        promise = next(each for each in items if each.startswith("C"))
        opened.execute(Amend(opened.numbered(promise), {"text": "Phone them instead"}))
        await running.settle()
        await running.resize(80, 200)
        assert running.shows("1 item that it had is no longer shown to these readers")
        assert running.shows(f"- {promise}:", f"+ {promise}: [ ] Phone them instead") or running.shows(
            f"+ {promise}: Phone them instead"
        )
        assert not running.shows(said)
        assert f"- {number}" not in running.text
        await running.press("d")
        assert not running.shows("Since it was written")


async def test_esc_stops_after_the_file_that_is_being_written(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with board(tmp_path) as running:
        loop_free, seen = threading.Event(), []

        def second(leaving: Leaving) -> None:
            seen.append(leaving)
            if len(seen) == 2:  # keys are taken while it is being made
                running.app.call_from_thread(running.post, "down", "escape")
                running.app.call_from_thread(loop_free.set)
                while not screen(running)._writing.stops:  # type: ignore[union-attr]
                    loop_free.wait(0.01)

        stub(monkeypatch, second)
        await running.press("enter", "x", "space", "space", "space", "space", "w")
        assert len(written(tmp_path)) == len(exports(running)) == 2
        assert running.shows("2 written, in", "Stopped: 2 files were not begun.")
        await running.press("escape")
        assert running.name == "ExportingScreen"
        assert running.shows("[ ] MT4", "[ ] MT3", "[x] MT2", "[x] MT1"), "what was not begun is still marked"


async def test_progress_is_told_before_each_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    async with board(tmp_path) as running:
        told: list[str] = []
        stub(monkeypatch, lambda _leaving: told.append(running.app.call_from_thread(lambda: running.text)))
        await running.press("enter", "x", "space", "space", "w")
        assert "writing 1 of 2: meeting notes: MT4 Autumn workshop (md)" in told[0]
        assert "writing 2 of 2: meeting notes: MT3" in told[1]


async def test_one_that_does_not_verify_is_named_and_the_others_go_on(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(leaving: Leaving) -> None:
        if leaving.document.number == "MT3":
            raise NotVerified("wrong")

    async with board(tmp_path) as running:
        stub(monkeypatch, broken)
        await running.press("enter", "x", "space", "space", "space", "w")
        assert running.shows("2 written, 1 not written, in")
        assert running.shows("meeting notes: MT3 Designing the evening ride (md): wrong")
        assert running.shows("what failed is still marked")
        assert len(written(tmp_path)) == 2
        await running.press("escape")
        assert running.shows("[ ] MT4", "[x] MT3", "[ ] MT2")


@pytest.mark.parametrize("why", ["Read-only file system", "No space left on device"])
async def test_a_folder_that_takes_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, why: str) -> None:
    def refuse(*_arguments: object) -> tuple[Outcome, Path]:
        raise OSError(30, why)

    async with board(tmp_path) as running:
        monkeypatch.setattr("exports.files._save", refuse)
        await running.press("enter", "x", "space", "space", "w")
        assert running.shows("2 not written.", why, "e chooses another folder")
        assert exports(running) == []
        assert written(tmp_path) == []


async def test_a_document_that_left_before_and_cannot_be_written_now(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_arguments: object) -> tuple[Outcome, Path]:
        raise OSError(30, "Read-only file system")

    async with board(tmp_path) as running:
        await running.press("enter", "x", "w")
        monkeypatch.setattr("exports.files._save", refuse)
        await running.press("w")
        assert running.shows("1 not written.", "Read-only file system")


async def test_one_that_is_not_on_record_is_said(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_arguments: object) -> None:
        raise NotSaved("the disk is full")

    async with board(tmp_path) as running:
        await running.press("enter", "x")
        monkeypatch.setattr(OpenPartnership, "execute", refuse)
        await running.press("w")
        assert running.shows("it is written, but not on record: the disk is full")


async def test_the_wall_shows_nothing_of_a_preview(tmp_path: Path) -> None:
    async with board(tmp_path) as running:
        await running.press("enter", "x", "a", "a", "enter", "P")
        assert running.name == "ProjectorScreen"
        assert not running.shows("Meeting notes")
        assert not running.shows("held back")
