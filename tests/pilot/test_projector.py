"""The projector with keys: what is shown, where one comes from and goes back to."""

from pathlib import Path

import pytest
from textual.app import App

from codesign.commands.amending import Archive
from codesign.commands.voices import Permit
from codesign.model import Attribution, Audience, Permission, Voice
from codesign.workspace import Workspace
from screens.look import Look
from screens.place import PLACE, Place, Step, read, written
from screens.projector.screen import ProjectorScreen
from tests.pilot.test_home_and_board import partnership
from tests.support.doubles import StillClock, memory_workspace
from tests.support.private import NAME, PRIVATE, fill
from tests.support.screens import LARGE, Board, board

MEETING = ("m", "enter", "escape")


@pytest.fixture
def workspace() -> Workspace:
    """A partnership with a meeting that runs, which outlives the program."""
    found = memory_workspace()
    fill(found.create("River"))
    return found


PICTURES = {
    "v": ("Our shared vision", "Vision 1", "AGREED"),
    "c": ("Co-design workshop",),
    "a": ("> ", "Welcome, purpose, consent notice", "Regroup", "20 min"),
    "d": ("Juniper day", "7", "Hawthorn day", "3"),
    "t": ("Table 1", f"{NAME}0 Moss (municipal)", "1/3"),
    "w": ("Marigold by the road", "driver", "Saffron in the window", "town planner"),
    "question_mark": ("show the clock alone", "Nothing is typed here"),
    "b": (),
}


@pytest.mark.parametrize("look", [Look(), Look(ascii_only=True)], ids=["unicode", "ascii"])
async def test_each_key_shows_its_picture_and_nothing_private(
    tmp_path: Path, workspace: Workspace, look: Look
) -> None:
    async with board(tmp_path, workspace=workspace, size=LARGE, look=look) as running:
        await running.press(*MEETING, "P")
        assert running.name == "ProjectorScreen"
        for key, texts in PICTURES.items():
            await running.press(key)
            assert running.shows(*texts), (key, running.text)
            assert PRIVATE not in running.text
            assert key == "t" or NAME not in running.text
        assert running.text.strip() == "", "the last of them is an empty wall"
        await running.press("P")
        assert running.name == "MeetingScreen"


async def test_it_begins_where_one_comes_from(tmp_path: Path, workspace: Workspace) -> None:
    async with board(tmp_path, workspace=workspace) as running:
        await running.press("v", "P")
        assert running.shows("Our shared vision")
        await running.press("escape", "escape", "P", "c")
        assert running.shows("Welcome, purpose"), "on the board too it knows the meeting that is on"
        await running.press("escape", *MEETING, "D", "P")
        assert running.shows("Juniper day")
        await running.press("escape", "escape", "g", "P")
        assert NAME not in running.text, "names are asked for"


async def test_tables_one_by_one_in_large_letters(tmp_path: Path, workspace: Workspace) -> None:
    async with board(tmp_path, workspace=workspace) as running:
        await running.press(*MEETING, "P", "t", "right")
        assert running.shows("2/3")
        assert not running.shows("Table 2"), "only one table, in large letters"
        await running.press("left", "left")
        assert running.shows("1/3", "Table 2")
        await running.press("right", "right", "right", "v", "t")
        assert running.shows("1/3"), "another picture begins at its beginning"


async def test_a_permission_that_is_taken_back_takes_the_words_off_the_wall(
    tmp_path: Path, workspace: Workspace
) -> None:
    async with board(tmp_path, workspace=workspace) as running:
        await running.press(*MEETING, "P", "w")
        opened = partnership(running)
        voice = next(iter(opened.records.all(Voice)))
        for permission, shown in (
            (Permission(Attribution.SECTOR, Audience.ROOM), True),
            (None, False),
            (voice.permission, True),
            (Permission(Attribution.NOT_RECORDED, Audience.ROOM), False),
        ):
            opened.execute(Permit(voice.id, permission))
            await running.settle()
            assert running.shows("Marigold") is shown


async def test_the_last_day_of_a_permission_passes_while_it_is_shown(tmp_path: Path, workspace: Workspace) -> None:
    clock = workspace.clock
    assert isinstance(clock, StillClock)
    async with board(tmp_path, workspace=workspace, clock=clock) as running:
        opened = partnership(running)
        voice = next(iter(opened.records.all(Voice)))
        today = running.clock.now().date()
        opened.execute(Permit(voice.id, Permission(Attribution.ROLE, Audience.ROOM, today)))
        await running.press(*MEETING, "P", "w")
        assert running.shows("Marigold")
        running.clock.forward(days=1)
        _screen(running).update_view()
        await running.settle()
        assert not running.shows("Marigold")


def _screen(running: Board) -> ProjectorScreen:
    screen = running.app.screen
    assert isinstance(screen, ProjectorScreen)
    return screen


KEYS_OF_OTHERS = ("colon", "ctrl+p", "x", "slash", "l", "W", "u", "U", "q", "n", "E", "F", "ctrl+g", "enter")


async def test_no_key_of_another_screen_does_anything(tmp_path: Path, workspace: Workspace) -> None:
    async with board(tmp_path, workspace=workspace) as running:
        await running.press(*MEETING, "P", "a")
        before, changes = running.text, len(list(partnership(running).history()))
        await running.press(*KEYS_OF_OTHERS)
        assert running.text == before
        assert len(list(partnership(running).history())) == changes


async def test_a_plan_that_is_taken_back_elsewhere_leaves_the_wall_covered(
    tmp_path: Path, workspace: Workspace
) -> None:
    async with board(tmp_path, workspace=workspace) as running:
        await running.press(*MEETING, "P")
        opened = partnership(running)
        opened.execute(Archive((_screen(running)._meeting_id,)))
        await running.settle()
        assert running.name == "ProjectorScreen"
        assert running.shows("There is no meeting to show."), running.text


class TestComingBack:
    async def test_to_the_picture_and_the_page(self, tmp_path: Path, workspace: Workspace) -> None:
        async with board(tmp_path, workspace=workspace) as running:
            await running.press(*MEETING, "P", "t", "right")
        async with board(tmp_path, workspace=workspace) as running:
            assert running.name == "ProjectorScreen"
            assert running.shows("Tables", "2/3")
            await running.press("escape")
            assert running.name == "MeetingScreen"

    async def test_after_something_failed_to_an_empty_wall(self, tmp_path: Path, workspace: Workspace) -> None:
        async with board(tmp_path, workspace=workspace) as running:
            await running.press("v", "P", "a")
            running.app.forget_dialogs()
            kept = running.app._drafts.get(PLACE)
        workspace.drafts.put(PLACE, kept)
        async with board(tmp_path, workspace=workspace) as running:
            assert running.name == "ProjectorScreen"
            assert running.text.strip() == ""
            await running.press("escape")
            assert running.name == "BoardScreen"

    async def test_past_what_is_gone(self, tmp_path: Path, workspace: Workspace) -> None:
        """The way led over a screen that cannot be opened any more: that is no reason to show what is behind."""
        lost = Step(act="nothing", here={"column": "gone"})
        way = Place((Step(board="river"), lost, Step(projector=True, meeting="gone")), {"picture": "clock"})
        workspace.drafts.put(PLACE, written(way))
        async with board(tmp_path, workspace=workspace) as running:
            assert running.name == "ProjectorScreen"
            assert read(workspace.drafts.get(PLACE)).on_the_wall

    async def test_nothing_on_the_way_is_drawn(
        self, tmp_path: Path, workspace: Workspace, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        async with board(tmp_path, workspace=workspace) as running:
            await running.press(*MEETING, "P", "w")
        drawn: list[str] = []
        monkeypatch.setattr(App, "_display", lambda _app, screen, _what: drawn.append(type(screen).__name__))
        async with board(tmp_path, workspace=workspace) as running:
            await running.press("a")
            for screen in running.app.screen_stack:
                running.app._display(screen, "words")
            assert set(drawn) == {"ProjectorScreen"}
            await running.press("escape")
            assert drawn[-1] == "MeetingScreen"
