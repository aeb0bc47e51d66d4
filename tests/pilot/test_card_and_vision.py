"""A record on its own screen, the shared vision, and documents before they are written."""

from datetime import date
from pathlib import Path

from codesign.commands.amending import Amend
from codesign.model import (
    Attribution,
    Audience,
    Commitment,
    CommitmentState,
    ExportRecord,
    Item,
    Permission,
    Phase,
    Vision,
    Voice,
)
from codesign.workspace import Workspace
from tests.pilot.test_home_and_board import card, partnership
from tests.support.doubles import capture
from tests.support.screens import LARGE, Board, board


async def open_card(running: Board, *keys: str) -> None:
    await running.press("enter", *keys, "enter")
    assert running.name == "CardScreen"


class TestCard:
    async def test_it_shows_all_fields_the_thread_and_the_history(self, tmp_path: Path) -> None:
        async with board(tmp_path, size=(100, 70)) as running:
            await open_card(running, "right")
            assert running.shows(
                "A1 Evening ride, Tue/Thu, town van + volunteers (12-week trial)",
                "owners town planner, volunteer centre",
                "evidence 14 missed visits a month gave transport as the reason, local data",
                "came from ┌─ V12 voice I missed my heart clinic twice because the last bus leaves at four.",
                "┌─ N1 need Getting home after the 4 pm clinic",
                "led to ├─ C9 commitment · kept Share the van timetable",
                "└─ O1 what changed The council extends the van trial to March 2027",
                "history 2026-11-21 10:00 made the demo (ann)",
            )

    async def test_the_thread_can_be_walked(self, tmp_path: Path) -> None:
        async with board(tmp_path) as running:
            await open_card(running, "right")
            rows = running.app.screen.query_one("#rows")
            rows.select("came-from 1")  # type: ignore[attr-defined]
            await running.press("enter")
            assert running.lines[0].startswith(" N1")
            await running.press("escape")
            assert running.lines[0].startswith(" A1")
            await running.press("escape")
            assert running.name == "BoardScreen"

    async def test_editing_every_field(self, tmp_path: Path) -> None:
        async with board(tmp_path, size=LARGE) as running:
            await open_card(running, "down")
            await running.press("e")
            await running.type("! ")
            await running.press("tab")
            await running.type("more words")
            await running.press("tab")
            await running.type("library, town planner")
            await running.press("tab")
            await running.type("+1w")
            await running.press("tab")
            await running.enter("#winter #bus")
            item = card(running, "N2")
            assert item.title == "Nobody tells us what already exists!"
            assert (item.text, item.due) == ("more words", date(2026, 11, 28))
            assert item.owners == frozenset({"library", "town planner"})
            assert item.tags == frozenset({"winter", "bus"})
            assert running.shows("rewrote N2")
            await running.press("u")
            assert card(running, "N2").title == "Nobody tells us what already exists"

    async def test_a_wrong_date_is_said_and_nothing_is_lost(self, tmp_path: Path) -> None:
        async with board(tmp_path, size=LARGE) as running:
            await open_card(running, "down")
            await running.press("e", "tab", "tab", "tab")
            await running.enter("someday")
            assert running.shows("someday is no date")
            await running.press("e")
            assert running.shows("someday")

    async def test_a_text_written_twice_is_shown_twice_and_picked(self, tmp_path: Path) -> None:
        def fill(workspace: Workspace) -> None:
            opened = workspace.create("River")
            capture(opened, "? one")
            seen = opened.numbered("N1")
            assert isinstance(seen, Item)
            opened.execute(Amend(seen, {"title": "hers"}))
            opened.execute(Amend(seen, {"title": "his"}))

        async with board(tmp_path, demo=False, fill=fill, size=LARGE) as running:
            assert running.shows("written twice: open it and pick")
            await running.press("enter", "e")
            assert running.shows("hers", "his", "Written by somebody else at the same time")
            await running.enter(" and hers")
            item = card(running, "N1")
            assert (item.title, item.also) == ("his and hers", {})

    async def test_status_phase_and_votes(self, tmp_path: Path) -> None:
        async with board(tmp_path) as running:
            await open_card(running)
            await running.press("plus", "s", "greater_than_sign")
            assert card(running, "N1").votes == 10
            assert card(running, "N1").phase is Phase.CO_DESIGN


def voice(running: Board, number: str) -> Voice:
    found = partnership(running).numbered(number)
    assert isinstance(found, Voice)
    return found


class TestWordsAndPromises:
    async def test_a_permission_is_a_letter_and_a_digit(self, tmp_path: Path) -> None:
        from screens.card.screen import CardScreen

        async with board(tmp_path, size=LARGE) as running:
            await running.press("enter")
            running.app.push_screen(CardScreen(partnership(running), voice(running, "V17").id))
            await running.settle()
            assert running.shows("permission not set", "p permission")
            await running.press("p")
            await running.press("s", "2", "enter")
            assert voice(running, "V17").permission == Permission(Attribution.SECTOR, Audience.PARTNERS)
            assert running.shows("sector, partners")
            await running.press("p", "0")
            assert voice(running, "V17").permission is None

    async def test_a_commitment_is_settled_with_its_reason(self, tmp_path: Path) -> None:
        from screens.card.screen import CardScreen

        async with board(tmp_path, size=LARGE) as running:
            await running.press("enter")
            running.app.push_screen(CardScreen(partnership(running), partnership(running).numbered("C17").id))
            await running.settle()
            await running.press("s")
            await running.enter("partly")
            await running.enter("the county answered half of it")
            promise = partnership(running).numbered("C17")
            assert isinstance(promise, Commitment)
            assert (promise.state, promise.because) == (CommitmentState.PARTLY, "the county answered half of it")
            await running.press("s")
            await running.enter("released")
            await running.press("enter")
            assert running.shows("say why C17 is released")


def vision(running: Board, number: str) -> Vision:
    found = partnership(running).numbered(number)
    assert isinstance(found, Vision)
    return found


class TestVision:
    async def test_versions_why_they_changed_and_what_people_said(self, tmp_path: Path) -> None:
        async with board(tmp_path, size=LARGE) as running:
            await running.press("enter", "v")
            assert running.shows(
                "version 3 is agreed",
                "Version 3 2026-11-05 · AGREED on 2026-11-05",
                "Why it changed caregivers were missing from version 2",
                "5: 11 · 4: 9 · 3: 4 · 2: 1 · 1: 0 · 0: 0 (n = 25, 2026-11-05, Autumn workshop)",
                "municipal (4: 1 · 2: 1)",
                "Nobody misses a clinic for want of a ride.",
                "Evening-bus money is not yet approved. No answer yet.",
                "Version 1",
            )

    async def test_from_a_proposal_to_an_agreement(self, tmp_path: Path) -> None:
        async with board(tmp_path, demo=False, fill=lambda each: each.create("River"), size=LARGE) as running:
            await running.press("v")
            assert running.shows("No vision yet. Press p to propose a text.")
            await running.press("p")
            await running.type("One river for all.")
            await running.press("tab")
            await running.type("it had none")
            await running.press("tab")
            await running.enter("table 2")
            assert running.shows("One river for all.", "table 2", "no version is agreed yet")
            await running.press("f")
            await running.press("3", "right", "2", "down", "1", "enter")
            (check,) = vision(running, "VS1").checks.values()
            assert check.fists["community"] == (3, 2, 0, 0, 0, 0)
            assert check.fists["caregiver"] == (0, 1, 0, 0, 0, 0)
            await running.press("r")
            await running.type("Who pays?")
            await running.press("tab")
            await running.enter("municipal")
            assert running.shows("Who pays? (municipal) No answer yet.")
            await running.press("y", "enter")
            await running.enter("the county")
            assert running.shows("Answer: the county")
            await running.press("g")
            assert vision(running, "VS1").agreed == date(2026, 11, 21)
            assert running.shows("version 1 is agreed", "agreed vision 1")
            await running.press("u")
            assert vision(running, "VS1").agreed is None

    async def test_a_new_text_never_overwrites_the_old(self, tmp_path: Path) -> None:
        async with board(tmp_path, size=LARGE) as running:
            await running.press("enter", "v", "p", "ctrl+end")
            await running.type(" Together.")
            await running.press("ctrl+s")
            assert vision(running, "VS4").text.endswith("looked after too. Together.")
            assert not vision(running, "VS3").text.endswith("Together.")

    async def test_large_letters(self, tmp_path: Path) -> None:
        async with board(tmp_path, size=LARGE) as running:
            await running.press("enter", "v", "L")
            assert running.name == "LargeScreen"
            assert sum(line.count("▐") + line.count("█") + line.count("─") for line in running.lines) > 50
            await running.resize(80, 24)
            assert running.text.strip()
            await running.press("escape")
            assert running.name == "VisionScreen"

    async def test_paging_is_offered_where_there_is_a_next_page(self, tmp_path: Path) -> None:
        async with board(tmp_path, size=LARGE) as running:
            await running.press("enter", "v", "L")
            assert running.lines[-1] == " Esc: back"
            await running.resize(60, 24)
            assert running.lines[-1] == " Space: next page   Esc: back"
            first = running.text
            await running.press("space")
            assert running.text != first
            await running.resize(*LARGE)
            assert running.lines[-1] == " Esc: back"


class TestPreview:
    async def test_a_document_is_seen_before_it_is_written(self, tmp_path: Path) -> None:
        async with board(tmp_path, size=LARGE) as running:
            await running.press("enter", "x", "enter")
            assert running.name == "PreviewScreen"
            assert running.shows(
                "This is what would be read by: all partners",
                "2 voices held back: 1 meant for fewer people, 1 without a permission",
                "w writes it as 2026-11-05-meeting-notes-cottonwood-valley-connections.md",
                "Cottonwood Valley Connections: meeting notes, Autumn workshop",
                "In one minute",
            )
            folder = tmp_path / "cottonwood-valley-connections"
            assert not folder.exists()
            await running.press("w")
            (written,) = folder.iterdir()
            assert running.shows("written:", written.name)
            assert list(partnership(running).records.live(ExportRecord))
            await running.press("w")
            assert running.shows("unchanged")

    async def test_each_audience_and_the_source(self, tmp_path: Path) -> None:
        async with board(tmp_path, size=LARGE) as running:
            await running.press("enter", "x", "enter", "a")
            assert running.shows("everybody", "4 voices held back")
            await running.press("a")
            assert running.shows("those who were in the room", "1 voice held back")
            await running.press("t")
            assert running.shows('type: "meeting notes"', "- **Date:** Thursday 5 November 2026")
            await running.press("end")
            assert running.shows("Export reference: 2026-11-05-")
            await running.press("t", "home")
            assert not running.shows("- **Date:**")

    async def test_an_edited_file_is_not_overwritten(self, tmp_path: Path) -> None:
        async with board(tmp_path, size=LARGE) as running:
            await running.press("enter", "x", "enter", "w")
            (written,) = (tmp_path / "cottonwood-valley-connections").iterdir()
            written.write_text(written.read_text("utf-8").replace("DRAFT", "CORRECTED"), "utf-8")
            await running.press("w")
            assert running.shows("somebody has edited the earlier file")
            assert "CORRECTED" in written.read_text("utf-8")

    async def test_without_a_meeting_there_is_little_to_export(self, tmp_path: Path) -> None:
        async with board(tmp_path, demo=False, fill=lambda each: each.create("River")) as running:
            await running.press("x")
            assert running.shows("Action log", "never written")
            assert not running.shows("Meeting notes")
