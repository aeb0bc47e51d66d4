"""Everything on record: all kinds, one search over them, and the archive."""

import re
from pathlib import Path

import pytest

from codesign.commands.amending import Amend, Archive
from codesign.model import ExportRecord, Record, Status
from codesign.opened import OpenPartnership
from codesign.workspace import Workspace
from screens.everything.screen import EverythingScreen
from screens.widgets.blocklist import BlockList
from tests.pilot.test_home_and_board import card, partnership
from tests.support.doubles import capture
from tests.support.screens import LARGE, Board, board


def river(workspace: Workspace) -> None:
    workspace.create("River")


def one_of_each(workspace: Workspace) -> None:
    opened = workspace.create("River")
    for line in ("? a need", '"a voice', "! a promise @ann", "= a decision"):
        capture(opened, line)


async def open_everything(running: Board) -> None:
    if running.name == "HomeScreen":
        await running.press("enter")
    await running.press("o")
    assert running.name == "EverythingScreen"


async def find(running: Board, words: str) -> None:
    await running.press("slash")
    await running.enter(words)


def under_cursor(running: Board) -> Record:
    assert isinstance(running.app.screen, EverythingScreen)
    found = running.app.screen.query_one("#records", BlockList).current
    assert isinstance(found, Record)
    return found


def elsewhere(running: Board) -> OpenPartnership:
    """Open the same partnership once more, as another program does."""
    opened = partnership(running)
    workspace = running.app.workspace
    return OpenPartnership(opened.folder, workspace._shelf.open(opened.folder), workspace)


async def look_around(running: Board) -> None:
    running.app._look_around()
    await running.settle()


class TestGroups:
    async def test_every_kind_has_its_group_and_its_count(self, tmp_path: Path) -> None:
        async with board(tmp_path, size=(120, 300)) as running:
            await open_everything(running)
            groups = [line.strip() for line in running.lines if re.fullmatch(r" +[A-Z][a-z ]+ \([0-9]+\)", line)]
            assert groups == [
                "Open commitments (3)",
                "Settled commitments (14)",
                "Decisions (2)",
                "Voices (9)",
                "Cards (16)",
                "Meetings (5)",
                "Versions of the shared vision (3)",
                "Measures (6)",
                "What changed (1)",
                "Asks for help (2)",
                "Cycles (2)",
                "Partners (4)",
                "Connections (3)",
                "People (1)",
            ]
            assert running.shows("Everything on record 71 records")

    async def test_a_group_without_records_is_left_out(self, tmp_path: Path) -> None:
        async with board(tmp_path, demo=False, fill=one_of_each) as running:
            await open_everything(running)
            assert running.shows("Open commitments (1)", "Decisions (1)", "Voices (1)", "Cards (1)", "4 records")
            assert not running.shows("Settled")
            assert not running.shows("Meetings")

    async def test_in_an_empty_partnership_nothing_can_be_opened(self, tmp_path: Path) -> None:
        async with board(tmp_path, demo=False, fill=river) as running:
            await open_everything(running)
            assert running.shows("0 records", "Nothing here.")
            assert "open" not in running.lines[-1]
            await running.press("enter", "down", "up", "end", "home", "z", "z", "slash", "enter", "enter")
            assert running.name == "EverythingScreen"
            await running.press("escape")
            assert running.name == "BoardScreen"

    async def test_the_cursor_stands_on_records_only(self, tmp_path: Path) -> None:
        async with board(tmp_path, demo=False, fill=one_of_each) as running:
            await open_everything(running)
            walked = []
            for _ in range(6):
                walked.append(under_cursor(running).number)
                await running.press("down")
            assert walked == ["C1", "D1", "V1", "N1", "N1", "N1"]
            await running.press("home")
            assert under_cursor(running).number == "C1"


class TestFind:
    @pytest.mark.parametrize(
        ("words", "number"),
        [
            ("newcomers come back", "E2"),
            ("plough", "V15"),
            ("swap once three families", "C16"),
            ("no app", "D2"),
            ("metis", "S5"),
            ("library back room", "S2"),
            ("@clinic-manager fewer people", "E1"),
            ("designing the evening", "MT3"),
            ("nobody misses a clinic", "VS3"),
            ("council extends", "O1"),
            ("n1", "N1"),
            ("C1", "C1"),
            ("mt4", "MT4"),
        ],
    )
    async def test_one_search_goes_over_all_kinds(self, tmp_path: Path, words: str, number: str) -> None:
        async with board(tmp_path) as running:
            await open_everything(running)
            await find(running, words)
            assert under_cursor(running).number == number

    async def test_what_is_hidden_is_said_and_escape_shows_all(self, tmp_path: Path) -> None:
        async with board(tmp_path, demo=False, fill=one_of_each) as running:
            await open_everything(running)
            await find(running, "promise")
            assert running.shows("1 record", "showing only: promise (Esc shows all)", "a promise")
            assert not running.shows("a voice")
            await running.press("escape")
            assert running.shows("4 records", "a voice")
            assert not running.shows("showing only")
            assert running.name == "EverythingScreen"

    async def test_nothing_that_fits_is_said_while_typing(self, tmp_path: Path) -> None:
        async with board(tmp_path, demo=False, fill=one_of_each) as running:
            await open_everything(running)
            await running.press("slash")
            await running.type("zebra")
            assert running.shows("0 records", "Nothing fits. Esc shows all.")
            await running.press("escape")
            assert running.shows("4 records")
            await running.press("down")
            assert under_cursor(running).number == "D1"


class TestOpening:
    @pytest.mark.parametrize(
        ("number", "shown"),
        [
            ("C17", "s settle"),
            ("D1", "e edit"),
            ("V17", "p permission"),
            ("A1", "s status"),
            ("MT4", "Autumn workshop"),
            ("VS3", "caregivers were missing from version 2"),
            ("M1", "family"),
            ("O1", "The council extends the van trial"),
            ("PA1", "sector"),
            ("PE1", "role"),
        ],
    )
    async def test_enter_opens_a_record_of_each_kind_and_escape_comes_back_to_it(
        self, tmp_path: Path, number: str, shown: str
    ) -> None:
        async with board(tmp_path, size=(120, 80)) as running:
            await open_everything(running)
            await find(running, number)
            await running.press("enter")
            assert running.name == "CardScreen"
            assert running.lines[0].startswith(f" {number} ")
            assert running.shows(shown, "history", "came from")
            await running.press("escape")
            assert running.name == "EverythingScreen"
            assert under_cursor(running).number == number

    async def test_a_document_that_left_is_on_record(self, tmp_path: Path) -> None:
        async with board(tmp_path, size=LARGE) as running:
            await running.press("enter", "x", "enter", "w", "escape", "escape")
            await open_everything(running)
            (kept,) = partnership(running).records.live(ExportRecord)
            await running.press("end")
            assert under_cursor(running).id == kept.id
            await running.press("enter")
            assert running.shows("meeting-notes-cottonwood-valley-connections.md", "Autumn workshop")

    async def test_a_change_on_the_card_is_seen_here(self, tmp_path: Path) -> None:
        async with board(tmp_path, size=(120, 300)) as running:
            await open_everything(running)
            await find(running, "C17")
            await running.press("escape", "enter", "s")
            await running.enter("kept")
            await running.press("escape")
            assert running.shows("Open commitments (2)", "Settled commitments (15)")
            assert under_cursor(running).number == "C17"


class TestArchive:
    async def test_what_was_archived_is_shown_restored_and_undone(self, tmp_path: Path) -> None:
        async with board(tmp_path, size=LARGE) as running:
            await running.press("enter", "down", "D")
            assert card(running, "N2").archived
            await open_everything(running)
            await find(running, "what already exists")
            assert running.shows("0 records")
            await running.press("escape", "z")
            assert running.shows("Archived 1 record", "Cards (1)", "Nobody tells us what already exists")
            await running.press("enter")
            assert running.shows("D bring back")
            assert not running.shows("e edit")
            assert not running.shows("s status")
            await running.press("D")
            assert not card(running, "N2").archived
            assert running.shows("brought N2 back", "e edit")
            await running.press("escape")
            assert running.shows("Archived 0 records", "Nothing here.")
            await running.press("u")
            assert running.shows("undid: brought N2 back", "Archived 1 record")
            assert card(running, "N2").archived
            await running.press("u", "z")
            assert running.shows("Everything on record", "undid: archived N2")
            assert not card(running, "N2").archived
            await running.press("U")
            assert card(running, "N2").archived
            assert running.shows("did again: archived N2")

    async def test_the_search_goes_over_the_archive_too(self, tmp_path: Path) -> None:
        def fill(workspace: Workspace) -> None:
            one_of_each(workspace)
            opened = workspace.open("river")
            for number in ("V1", "N1"):
                opened.execute(Archive((opened.numbered(number).id,)))

        async with board(tmp_path, demo=False, fill=fill) as running:
            await open_everything(running)
            await running.press("z")
            await find(running, "need")
            assert under_cursor(running).number == "N1"
            assert running.shows("1 record")

    async def test_nothing_to_undo_is_said(self, tmp_path: Path) -> None:
        async with board(tmp_path, demo=False, fill=river) as running:
            await open_everything(running)
            await running.press("u")
            assert running.shows("nothing to undo")


class TestLate:
    async def test_what_is_late_is_said_of_promises_and_cards_until_they_are_through(self, tmp_path: Path) -> None:
        def late(workspace: Workspace) -> None:
            opened = workspace.create("River")
            for line in ("! a promise @ann due:2020-01-02", "* a bench @council due:2020-01-03"):
                capture(opened, line)

        async with board(tmp_path, demo=False, fill=late) as running:
            await open_everything(running)
            assert len(re.findall("overdue", running.text)) == 2
            bench = partnership(running).numbered("A1")
            partnership(running).execute(Amend(bench, {"status": Status.IN_PLACE}))
            await look_around(running)
            assert len(re.findall("overdue", running.text)) == 1


class TestHelp:
    async def test_it_names_what_can_be_asked_for_where_that_is_so(self, tmp_path: Path) -> None:
        async with board(tmp_path, demo=False, fill=one_of_each) as running:
            await open_everything(running)
            await running.press("question_mark", "end")
            assert running.shows("no:action what is missing", "-#transport")
            await running.press("escape", "escape", "v", "question_mark", "end")
            assert not running.shows("-#transport")


class TestOtherPrograms:
    async def test_the_cursor_stays_on_its_record_while_others_write(self, tmp_path: Path) -> None:
        async with board(tmp_path, demo=False, fill=one_of_each) as running:
            await open_everything(running)
            await running.press("down", "down")
            assert under_cursor(running).number == "V1"
            other = elsewhere(running)
            for line in ("! one more promise", "! and another", "= and decided", '"heard too'):
                capture(other, line)
            await look_around(running)
            assert running.shows("8 records")
            assert under_cursor(running).number == "V1"
            other.execute(Archive((other.numbered("C1").id,)))
            await look_around(running)
            assert under_cursor(running).number == "V1"

    async def test_what_somebody_archives_under_the_cursor_goes_and_the_cursor_stands_beside(
        self, tmp_path: Path
    ) -> None:
        async with board(tmp_path, demo=False, fill=one_of_each) as running:
            await open_everything(running)
            await running.press("end")
            other = elsewhere(running)
            other.execute(Archive((other.numbered("N1").id,)))
            await look_around(running)
            assert running.shows("3 records")
            assert not running.shows("a need")
            assert under_cursor(running).number == "V1"
            await running.press("enter")
            assert running.name == "CardScreen"

    async def test_what_is_found_grows_while_others_write(self, tmp_path: Path) -> None:
        async with board(tmp_path, demo=False, fill=one_of_each) as running:
            await open_everything(running)
            await running.press("slash")
            await running.type("bus")
            capture(elsewhere(running), "? a later bus")
            await look_around(running)
            assert running.shows("1 record", "a later bus")
            assert running.app.screen.typing  # type: ignore[attr-defined]

    async def test_a_card_that_somebody_archives_while_it_is_open_can_be_brought_back(
        self, tmp_path: Path
    ) -> None:
        async with board(tmp_path, demo=False, fill=one_of_each) as running:
            await open_everything(running)
            await running.press("enter")
            other = elsewhere(running)
            other.execute(Archive((other.numbered("C1").id,)))
            await look_around(running)
            assert running.shows("archived", "D bring back")
            await running.press("D")
            assert not partnership(running).numbered("C1").archived
