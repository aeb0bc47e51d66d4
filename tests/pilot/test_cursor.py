"""Where the terminal's cursor stands, which braille displays and magnifiers follow: at what the keys are for."""

from pathlib import Path

import pytest
from textual.geometry import Region

from codesign.workspace import Workspace
from screens.catalogue import ScreenCatalogue
from tests.pilot.test_listeners import WAYS, fill
from tests.pilot.test_meeting_closing import closing, room
from tests.pilot.test_meeting_deciding import deciding, question
from tests.pilot.test_meeting_tables import hall, to_answers
from tests.support.doubles import capture
from tests.support.screens import Board, board


def cards(workspace: Workspace) -> None:
    """Twenty needs, and an idea."""
    opened = workspace.create("River")
    for n in range(1, 21):
        capture(opened, f"? Need {n} [of many]")
    capture(opened, "* A van")


def here(running: Board) -> str:
    """Return what stands at the cursor, to the end of the line."""
    place = running.app.cursor_position
    return running.app.screen._compositor.render_strips()[place.y].crop(place.x).text


class TestLists:
    async def test_it_follows_the_card_under_the_cursor(self, tmp_path: Path) -> None:
        async with board(tmp_path, demo=False, fill=cards) as running:
            assert here(running).startswith("▌N1 ")
            await running.press("j")
            assert here(running).startswith("▌N2 ")
            await running.press("end")
            assert here(running).startswith("▌N20 "), "also where the column was scrolled for it"
            await running.press("right")
            assert here(running).startswith("▌I1 ")
            await running.press("right")
            assert here(running).startswith(" Nothing here yet."), "where there is none, at the column"
            await running.resize(70, 24)
            assert here(running).startswith(" Nothing here yet.")

    async def test_of_a_card_taller_than_the_window_it_is_at_what_is_seen(self, tmp_path: Path) -> None:
        async with board(tmp_path, demo=False, fill=cards, size=(80, 9)) as running:
            await running.press("enter")
            top = running.app.cursor_position
            for _ in range(12):
                await running.press("j")
            place = running.app.cursor_position
            assert running.app.screen.region.contains(*place), (top, place)

    @pytest.mark.parametrize("name", ScreenCatalogue.names)
    async def test_on_each_screen_it_stands_in_what_the_keys_are_for(self, tmp_path: Path, name: str) -> None:
        async with board(tmp_path, demo=False, fill=fill) as running:
            await running.press(*(("escape",) if name == "home" else WAYS[name]))
            focused = running.app.focused
            assert (focused is None) == (name == "projector"), "where no key is for anything in sight"
            region = focused.content_region if focused is not None else Region(0, 0, 1, 1)
            assert region.contains(*running.app.cursor_position)


class TestTyping:
    async def test_it_follows_what_is_typed(self, tmp_path: Path) -> None:
        async with board(tmp_path, demo=False, fill=cards) as running:
            await running.press("a")
            await running.type("way home")
            place = running.app.cursor_position
            assert running.lines[place.y][: place.x].endswith("way home")
            await running.press("left")
            assert here(running).startswith("e")
            await running.press("escape")
            assert here(running).startswith("▌N1 "), "back at the card"


class TestGrids:
    async def test_dots_are_counted_at_it(self, tmp_path: Path) -> None:
        async with board(tmp_path, demo=False, fill=question) as running:
            await deciding(running)
            await running.press("v", "enter", "1", "7", "down", "3")
            assert here(running).startswith("3 ")
            await running.press("up")
            assert here(running).startswith("7 ")

    async def test_fingers_are_counted_at_it(self, tmp_path: Path) -> None:
        async with board(tmp_path, demo=False, fill=question) as running:
            await deciding(running)
            await running.press("f", "down", "right", "right", "4")
            assert here(running).startswith("4 ")

    async def test_answers_are_counted_at_it(self, tmp_path: Path) -> None:
        async with board(tmp_path, demo=False, fill=hall) as running:
            await to_answers(running)
            await running.press("escape", "down", "4", "a")
            await running.enter("The bus")
            await running.press("escape")
            assert here(running).split() == ["1", "·"], "of five tables the fourth"
            await running.press("right")
            assert here(running).split() == ["·"]

    async def test_a_cell_of_practice_begins_at_it(self, tmp_path: Path) -> None:
        async with board(tmp_path, demo=False, fill=room) as running:
            await closing(running)
            await running.press("p")
            for key in "", "right", "down", "left", "down":
                await running.press(*filter(None, (key,)))
                assert here(running).startswith("▌")
