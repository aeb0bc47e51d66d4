"""Gaps counted at home and on the board, each leading to its records; withdrawn words; ways to threads."""

from datetime import date
from pathlib import Path

import pytest

from codesign.commands.amending import Amend
from codesign.commands.meetings import Plan
from codesign.model import Record
from codesign.templates import template
from codesign.views.gaps import gaps
from codesign.workspace import Workspace
from screens.board.headings import Headings
from screens.widgets.blocklist import BlockList
from tests.pilot.test_home_and_board import partnership
from tests.pilot.test_thread import follow, under_cursor
from tests.support.doubles import NOW, capture, memory_workspace
from tests.support.forms import show
from tests.support.screens import LARGE, ONE_PHASE, Board, board


def listed(running: Board) -> list[str]:
    assert running.name == "EverythingScreen"
    rows = running.app.screen.query_one("#records", BlockList).items
    return [row.number for row in rows if isinstance(row, Record)]


def expected(running: Board, kind: str) -> list[str]:
    found = gaps(partnership(running).records, NOW.date()).by_kind[kind]
    return [each.number for each in found]


async def test_home_counts_them_and_leads_to_each(tmp_path: Path) -> None:
    async with board(tmp_path) as running:
        assert running.shows("1 commitment past due · 8 voices without a reply", "2 actions without a measure")
        await running.press("M")
        assert running.shows("What is missing?", "8 voices without a reply", "2 actions without a measure")
        await running.type("voices")
        await running.press("enter")
        assert listed(running) == expected(running, "unanswered-voices") != []
        await running.press("enter")
        assert running.name == "CardScreen"
        assert running.lines[0].startswith(" V13")
        await running.press("escape", "escape", "escape")
        assert running.name == "BoardScreen", "Escape takes the filter away, then goes back to the board"


async def test_the_board_counts_them_and_leads_to_each(tmp_path: Path) -> None:
    async with board(tmp_path) as running:
        await running.press("enter")
        assert running.lines[1].rstrip().endswith("11 gaps: M")
        assert "1 past due" in running.lines[0]
        for word, kind in (("past", "commitments-past-due"), ("action", "actions-without-measure")):
            await running.press("M")
            await running.type(word)
            await running.press("enter")
            assert listed(running) == expected(running, kind) != []
            await running.press("escape", "escape")
            assert running.name == "BoardScreen"


async def test_a_wide_board_says_them_in_words(tmp_path: Path) -> None:
    async with board(tmp_path, size=LARGE) as running:
        await running.press("enter")
        assert running.shows("1 past due · 8 voices without a reply")
        assert running.lines[1].rstrip().endswith("11 gaps: M")
        assert "…" not in running.lines[1]


async def test_they_are_said_again_once_there_is_room_again(tmp_path: Path) -> None:
    async with board(tmp_path) as running:
        await running.press("enter")
        headings = running.app.screen.query_one(Headings)
        for width, there in (("40", False), ("1fr", True)):
            headings.styles.width = width
            await running.settle()
            assert ("gaps: M" in running.lines[1]) is there


async def test_where_nothing_is_missing_it_says_so(tmp_path: Path) -> None:
    def whole(workspace: Workspace) -> None:
        workspace.create("River")

    async with board(tmp_path, demo=False, fill=whole) as running:
        assert not running.shows("gaps")
        await running.press("M")
        assert running.name == "BoardScreen"
        assert running.shows("nothing is missing")
        await running.press("escape", "M")
        assert running.name == "HomeScreen"
        assert running.shows("nothing is missing")


async def test_whoever_comes_back_is_in_the_list_again(tmp_path: Path) -> None:
    workspace = memory_workspace()
    for name in ("River", "Hill"):
        capture(workspace.create(name), '"The path floods')
    async with board(tmp_path, workspace=workspace) as running:
        await running.press("M", "enter")
        assert listed(running) == ["V1"]
    async with board(tmp_path, workspace=workspace) as running:
        assert listed(running) == ["V1"]


def withdrawn(workspace: Workspace) -> None:
    opened = workspace.create("River")
    for line in ('"The path floods', "? A dry path for:V1", "* A bridge @ann for:N1"):
        capture(opened, line)
    opened.execute(Amend(opened.numbered("V1"), {"withdrawn": True}))


async def test_a_card_from_withdrawn_words_says_so_everywhere(tmp_path: Path) -> None:
    async with board(tmp_path, demo=False, fill=withdrawn, size=ONE_PHASE) as running:
        title = next(n for n, line in enumerate(running.lines) if "A dry path" in line)
        assert running.lines[title + 1].strip("▌ ") == "from words that were withdrawn"
        await running.press("z")
        (line,) = [each for each in running.lines if "A dry path" in each]
        assert line.split()[-1] == "W"
        await running.press("enter")
        assert running.shows("from words that were withdrawn")
        await running.press("T")
        (line,) = [each for each in running.lines[2:8] if "A dry path" in each]
        assert "N1 need" in line
        assert line.rstrip().endswith("(from words that were withdrawn)")
        assert running.shows("A1 action", "no measure yet")
        assert not running.shows("no reply yet")
        await running.press("left")
        assert under_cursor(running) == "V1"


@pytest.mark.parametrize("number", ["V12", "N1", "A1", "C11", "M2", "O1"])
async def test_the_thread_is_walked_both_ways_from_every_kind(tmp_path: Path, number: str) -> None:
    async with board(tmp_path) as running:
        await follow(running, number)
        ends = []
        for key in ("left", "right"):
            for _ in range(9):
                await running.press(key)
            ends.append(under_cursor(running))
        back, forward = ends
        assert back[0] in "VS", "what was said, or what was there"
        assert forward == number or forward[0] in "COM"


async def test_triage_and_everything_lead_to_the_thread(tmp_path: Path) -> None:
    async with board(tmp_path) as running:
        for way in ("V", "o"):
            await running.press(*(("enter",) if running.name == "HomeScreen" else ()), way, "T")
            assert running.name == "ThreadScreen"
            await running.press("escape", "escape")
            assert running.name == "BoardScreen"


async def test_a_line_of_the_meeting_leads_to_its_thread(tmp_path: Path) -> None:
    def planned(workspace: Workspace) -> None:
        opened = workspace.create("River")
        opened.execute(Plan(template("workshop-90"), date(2026, 11, 21), "", ""))

    async with board(tmp_path, demo=False, fill=planned) as running:
        await running.press("m", "enter")
        await running.enter('"The path floods')
        await running.press("escape", "G")
        assert running.name == "ThreadScreen"
        assert under_cursor(running) == "V1"


async def test_the_thread_leaves_as_a_document(tmp_path: Path) -> None:
    async with board(tmp_path) as running:
        await running.press("enter")
        await show(running, "N3")
        await running.press("T", "x")
        assert running.name == "PreviewScreen"
        assert running.shows("Thread of N3")
