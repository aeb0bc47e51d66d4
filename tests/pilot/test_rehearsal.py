"""A rehearsal: a meeting on a copy of the demo, with a clock that goes faster, of which nothing stays."""

from pathlib import Path

import pytest

from screens.app import Start
from screens.meeting.screen import MeetingScreen
from screens.place import PLACE
from tests.support.doubles import memory_workspace
from tests.support.screens import SMALL, Board, board


async def after(running: Board, seconds: float) -> None:
    running.clock.forward(seconds=seconds)
    screen = running.app.screen
    assert isinstance(screen, MeetingScreen)
    screen.look_at_clock()
    await running.settle()


@pytest.mark.parametrize("size", [SMALL, (120, 40)])
async def test_its_clock_goes_faster_and_nothing_of_it_stays(tmp_path: Path, size: tuple[int, int]) -> None:
    workspace = memory_workspace()
    async with board(tmp_path, size=size, workspace=workspace, start=Start.REHEARSAL) as running:
        before = [list(workspace.open(each).history()) for each in workspace.folders()]
        assert running.name == "MeetingScreen"
        assert running.shows("Rehearsal of a workshop", "not started")
        assert running.shows("Rehearsal: a second counts as ten.", "a copy of the demo: nothing stays")
        await running.press("escape", "s")
        await after(running, 12)
        assert running.shows("3:00 Welcome, purpose", "0:02 of 90 min")
        await running.press("ctrl+t")
        assert running.shows("Rehearsal: a second counts as a minute.", "3:00 Welcome")
        await after(running, 4)
        assert running.shows("1:00 over Welcome")
        await running.press("ctrl+t")
        assert running.shows("time goes as it does")
        await running.enter("? said in the rehearsal")
        await running.press("ctrl+g")
        assert running.name == "HomeScreen"
        assert running.shows("you left the rehearsal; nothing of it stayed")
        assert [list(workspace.open(each).history()) for each in workspace.folders()] == before
        assert workspace.drafts.get(PLACE) == ""


async def test_the_palette_has_it_and_it_can_be_left_while_typing(tmp_path: Path) -> None:
    async with board(tmp_path) as running:
        await running.press("enter", "ctrl+p")
        await running.type("rehears")
        await running.press("enter")
        assert running.shows("Rehearsal:")
        await running.press("ctrl+n")
        await running.type("half a line")
        await running.press("ctrl+g")
        assert running.name == "BoardScreen"
        assert not running.shows("Rehearsal:")
        await running.press("ctrl+t")
        assert running.name == "BoardScreen"


async def test_going_home_from_its_board_leaves_it(tmp_path: Path) -> None:
    async with board(tmp_path, start=Start.REHEARSAL) as running:
        await running.press("escape", "q")
        assert running.name == "BoardScreen"
        assert running.shows("Rehearsal:")
        await running.press("escape")
        assert running.name == "HomeScreen"
        assert not running.shows("Rehearsal:")
