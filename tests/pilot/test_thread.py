"""The screen of the golden thread: one key from everywhere, walked by keys, following what others do."""

from pathlib import Path

import pytest

from codesign.commands.amending import Amend, Archive
from codesign.model import Record
from codesign.workspace import Workspace
from screens.thread.screen import ThreadScreen
from screens.widgets.blocklist import BlockList
from tests.pilot.test_home_and_board import partnership
from tests.support.doubles import capture
from tests.support.forms import show, somebody_else
from tests.support.screens import LARGE, SMALL, Board, board


async def follow(running: Board, number: str) -> None:
    """Put the thread of a record in front."""
    if running.name == "HomeScreen":
        await running.press("enter")
    await show(running, number)
    await running.press("T")
    assert running.name == "ThreadScreen"


def under_cursor(running: Board) -> str:
    screen = running.app.screen
    assert isinstance(screen, ThreadScreen)
    row = screen.query_one("#tree", BlockList).current
    assert row is not None
    assert isinstance(row.record, Record)
    return row.record.number


def river(workspace: Workspace) -> None:
    opened = workspace.create("River")
    for line in ('"The path floods @a-neighbour', "? A dry path for:V1", "* A bridge @council due:fri for:N1"):
        capture(opened, line)


async def look_around(running: Board) -> None:
    partnership(running).refresh()
    await running.settle()


class TestOneKey:
    async def test_from_the_board(self, tmp_path: Path) -> None:
        async with board(tmp_path) as running:
            await running.press("enter", "right", "T")
            assert running.lines[0].startswith(" Thread of A1  Evening ride")
            assert under_cursor(running) == "A1"
            await running.press("escape")
            assert running.name == "BoardScreen"

    async def test_an_empty_column_has_no_thread(self, tmp_path: Path) -> None:
        async with board(tmp_path, demo=False, fill=lambda each: each.create("River")) as running:
            await running.press("T")
            assert running.name == "BoardScreen"

    async def test_from_everything_on_record(self, tmp_path: Path) -> None:
        async with board(tmp_path) as running:
            await running.press("enter", "o", "T")
            assert running.lines[0].startswith(" Thread of C15")
            await running.press("q")
            assert running.name == "EverythingScreen"

    async def test_from_a_card(self, tmp_path: Path) -> None:
        async with board(tmp_path) as running:
            await follow(running, "O1")
            assert running.lines[0].startswith(" Thread of O1")
            await running.press("q")
            assert running.name == "CardScreen"


class TestTheTree:
    @pytest.mark.parametrize("size", [SMALL, LARGE])
    async def test_it_shows_both_ways_and_the_words_under_the_cursor(
        self, tmp_path: Path, size: tuple[int, int]
    ) -> None:
        async with board(tmp_path, size=size) as running:
            await follow(running, "A1")
            assert running.shows(
                "┌─ V12 voice",
                "┌─ N1 need  Getting home after the 4 pm clinic",
                "A1 action  Evening ride",
                "├─ C9 commitment · kept  Share the van timetable",
                "│  └─ O1 what changed  The council extends the van trial",
                "└─ O1 what changed  (see above)",
                "Two runs, 17:15 and 18:30, from the clinic to all three villages.",
            )
            await running.press("down")
            assert running.shows("C9 commitment · kept Share the van timetable", "town planner")

    async def test_left_goes_back_to_the_voice_and_right_forward_to_what_changed(self, tmp_path: Path) -> None:
        async with board(tmp_path) as running:
            await follow(running, "A1")
            walked = []
            for key in ("left", "left", "h", "right", "l", "right", "right", "right", "right"):
                await running.press(key)
                walked.append(under_cursor(running))
            assert walked == ["N1", "V12", "V12", "N1", "A1", "C9", "O1", "O1", "O1"]
            await running.press("left")
            assert under_cursor(running) == "C9"

    async def test_the_gaps_stand_at_the_end_and_lead_to_their_records(self, tmp_path: Path) -> None:
        async with board(tmp_path) as running:
            await follow(running, "N3")
            assert running.shows("what is missing", "V14 no reply yet", "A3 no measure yet", "A3 action !")
            await running.press("end")
            assert under_cursor(running) == "A3"
            assert running.shows("no measure yet")
            await running.press("left")
            assert under_cursor(running) == "A3"
            await running.press("left")
            assert under_cursor(running) == "N3"
            await running.press("end", "up", "enter")
            assert running.name == "CardScreen"
            assert running.lines[0].startswith(" V14")
            await running.press("escape")
            assert under_cursor(running) == "V14"

    async def test_where_nothing_is_missing_that_is_said(self, tmp_path: Path) -> None:
        async with board(tmp_path, size=LARGE) as running:
            await follow(running, "V12")
            assert running.shows("nothing is missing along this thread")

    async def test_a_record_without_links_is_its_own_thread(self, tmp_path: Path) -> None:
        async with board(tmp_path) as running:
            await follow(running, "PA1")
            await running.press("left", "right", "up", "down", "T")
            assert under_cursor(running) == "PA1"

    async def test_it_fits_the_smallest_terminal(self, tmp_path: Path) -> None:
        async with board(tmp_path, size=LARGE) as running:
            await follow(running, "A1")
            await running.resize(30, 8)
            assert running.shows("A1 action")
            await running.press("down")
            assert under_cursor(running) == "C9"


class TestAnotherRoot:
    async def test_the_thread_is_taken_up_anew_and_escape_comes_back(self, tmp_path: Path) -> None:
        async with board(tmp_path) as running:
            await follow(running, "C17")
            await running.press("left", "T")
            assert running.lines[0].startswith(" Thread of N4")
            assert under_cursor(running) == "N4"
            await running.press("left", "T")
            assert running.lines[0].startswith(" Thread of V15")
            await running.press("escape", "escape")
            assert running.lines[0].startswith(" Thread of C17")
            assert under_cursor(running) == "V15"
            await running.press("escape")
            assert running.name == "CardScreen"

    async def test_a_number_or_words_are_gone_to(self, tmp_path: Path) -> None:
        async with board(tmp_path) as running:
            await follow(running, "V12")
            for typed, number in (("o1", "O1"), ("drivers", "C11"), ("move 4 pm", "C10")):
                await running.press("g")
                await running.enter(typed)
                assert under_cursor(running) == number, typed
            await running.press("slash")
            await running.type("N1")
            await running.press("escape", "right")
            assert under_cursor(running) == "A1"


class TestOtherPrograms:
    async def test_the_cursor_stays_on_its_record_while_others_write(self, tmp_path: Path) -> None:
        async with board(tmp_path, demo=False, fill=river) as running:
            await follow(running, "N1")
            await running.press("right")
            other = somebody_else(running.app.workspace, "river")
            capture(other, '"Wet feet again @a-walker')
            capture(other, "? Light for:V1")
            need = other.numbered("N1")
            origins = need.origins | {other.numbered("V1b").id}
            other.execute(Amend(need, {"origins": origins}))
            capture(other, "! a promise for:N1")
            await look_around(running)
            assert running.shows("┌─ V1 voice", "├─ V1b voice", "C1b commitment")
            assert under_cursor(running) == "A1"

    async def test_what_is_archived_under_the_cursor_goes(self, tmp_path: Path) -> None:
        async with board(tmp_path, demo=False, fill=river) as running:
            await follow(running, "N1")
            await running.press("right")
            other = somebody_else(running.app.workspace, "river")
            other.execute(Archive((other.numbered("A1").id,)))
            await look_around(running)
            assert not running.shows("A bridge")
            assert running.shows("N1  no action yet")

    async def test_a_circle_is_shown_and_can_be_walked(self, tmp_path: Path) -> None:
        def fill(workspace: Workspace) -> None:
            river(workspace)
            opened = workspace.open("river")
            opened.execute(Amend(opened.numbered("V1"), {"origins": frozenset({opened.numbered("A1").id})}))

        async with board(tmp_path, demo=False, fill=fill) as running:
            await follow(running, "N1")
            assert running.shows("(see below)", "(see above)")
            for key in ("left", "right", "up", "down") * 5:
                await running.press(key)
            assert running.name == "ThreadScreen"
