"""Importing on the board: a file is named, looked at, and taken in."""

import shutil
from pathlib import Path

import pytest

from codesign.model import Item, Status
from codesign.workspace import Workspace
from tests.pilot.test_home_and_board import partnership
from tests.support.doubles import capture
from tests.support.imports import FILES
from tests.support.screens import LARGE, SMALL, Board, board


@pytest.fixture(autouse=True)
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A home folder with the files to import."""
    shutil.copytree(FILES, tmp_path / "home" / "boards")
    monkeypatch.setenv("HOME", str(tmp_path / "home"))
    return tmp_path / "home"


def river(workspace: Workspace) -> None:
    capture(workspace.create("River"), "? mine")


def titles(running: Board) -> list[str]:
    return [item.title for item in partnership(running).records.live(Item)]


@pytest.mark.parametrize("size", [SMALL, LARGE])
async def test_a_file_is_looked_at_taken_in_and_taken_back(tmp_path: Path, size: tuple[int, int]) -> None:
    async with board(tmp_path, fill=river, demo=False, size=size) as running:
        await running.press("I")
        assert running.name == "ImportScreen"
        assert running.shows("⏎ look", "Tab complete", "Esc leave")
        await running.enter("~/boards/board.md")
        assert running.shows(
            "read as Markdown",
            "Doing -> co-design, trying: 2 cards",
            "line 25: no title",
            "5 cards; Enter takes all of them in",
            "⏎ take in",
        )
        assert titles(running) == ["mine"]
        await running.press("enter")
        assert running.name == "BoardScreen"
        assert running.shows(
            "5 cards were taken in; u takes all of them back", "Evening ride" if size is LARGE else ""
        )
        assert len(titles(running)) == 6
        await running.press("u")
        assert titles(running) == ["mine"]


async def test_escape_leaves_without_a_trace(tmp_path: Path) -> None:
    async with board(tmp_path, fill=river, demo=False) as running:
        await running.press("I", "escape")
        assert running.name == "BoardScreen"
        await running.press("I")
        await running.enter("~/boards/board.md")
        await running.press("escape")
        assert running.name == "BoardScreen"
        assert titles(running) == ["mine"]
        assert len(list(partnership(running).history())) == 2


async def test_names_are_completed(tmp_path: Path) -> None:
    async with board(tmp_path, fill=river, demo=False) as running:
        await running.press("I")
        await running.type("~/bo")
        await running.press("tab")
        assert running.shows("~/boards/")
        await running.press("tab")
        assert running.shows("board.json board.md cards.csv")
        await running.type("b")
        await running.press("tab")
        await running.enter("md")
        assert running.shows("read as Markdown")


async def test_what_cannot_be_read_is_said_and_the_name_stays(tmp_path: Path, home: Path) -> None:
    (home / "broken.json").write_text("{")
    async with board(tmp_path, fill=river, demo=False) as running:
        await running.press("I", "enter")
        assert running.name == "ImportScreen"
        await running.enter("~/nothing.csv")
        assert running.shows("there is no file", "~/nothing.csv")
        for _ in "nothing.csv":
            await running.press("backspace")
        await running.enter("broken.json")
        assert running.shows("this is no whole JSON: line 1, column 2", "Esc leave")
        assert "⏎ take in" not in running.text


async def test_an_empty_file_is_said_to_be_empty(tmp_path: Path, home: Path) -> None:
    (home / "empty.csv").write_text("")
    async with board(tmp_path, fill=river, demo=False) as running:
        await running.press("I")
        await running.enter("~/empty.csv")
        assert running.shows("nothing was imported: there is no card that can be read in empty.csv")


async def test_what_is_there_already_is_not_taken_in_twice(tmp_path: Path) -> None:
    async with board(tmp_path, fill=river, demo=False) as running:
        for _ in range(2):
            await running.press("I")
            await running.enter("~/boards/board.json")
            await running.press("enter")
        assert running.name == "ImportScreen"
        assert running.shows("every card is there already", "probably there already as N2")
        assert "⏎ take in" not in running.text
        assert len(titles(running)) == 6
        await running.press("e")
        assert running.shows("⏎ look")


async def test_a_name_is_given_another_meaning(tmp_path: Path) -> None:
    async with board(tmp_path, fill=river, demo=False) as running:
        await running.press("I")
        await running.enter("~/boards/board.json")
        assert "m meaning" not in running.text, "the first line says the format"
        while not running.shows("m meaning") or not running.shows("\u258cKitchen, ticked off"):
            await running.press("down")
        await running.press("m")
        assert running.shows("What does Kitchen mean?", "trying")
        await running.enter("learned")
        assert running.shows("Kitchen -> co-evaluate, learned")
        await running.press("m")
        await running.enter("trying")
        assert running.shows("\u258cKitchen, ticked off -> co-design, in place"), "the cursor stays"
        assert not running.shows("by its place"), "the name means something now"
        await running.press("m")
        await running.enter("stop")
        await running.press("enter")
        assert Status.STOP in {each.status for each in partnership(running).records.all(Item)}
        await running.press("u")
        assert titles(running) == ["mine"]


async def test_a_table_without_a_known_title_asks_which_head_it_is(tmp_path: Path, home: Path) -> None:
    (home / "x.csv").write_text("Wat;Wie\nEen bank;Anna\n", encoding="utf-8")
    async with board(tmp_path, fill=river, demo=False) as running:
        await running.press("I")
        await running.enter("~/x.csv")
        assert running.shows("Which head is the title of a card?", "Wat", "Wie")
        await running.press("enter")
        assert running.shows("Wat -> title", "1 card; Enter takes it in")
        await running.press("down", "down", "m")
        await running.enter("owners")
        await running.press("enter")
        (made,) = (each for each in partnership(running).records.all(Item) if each.title == "Een bank")
        assert made.owners == {"Anna"}


async def test_archived_cards_and_those_that_are_there_already_are_taken_in_where_wished(tmp_path: Path) -> None:
    async with board(tmp_path, fill=river, demo=False) as running:
        await running.press("I")
        await running.enter("~/boards/board.json")
        assert running.shows("2 archived cards left out", "5 cards; Enter", "a archived")
        assert "t there already" not in running.text
        await running.press("a")
        assert running.shows("7 cards; Enter")
        assert not running.shows("left out")
        await running.press("a", "enter", "I")
        await running.enter("~/boards/board.json")
        assert running.shows("every card is there already", "t there already")
        await running.press("t")
        assert running.shows("taken in again", "5 cards; Enter takes all of them in")
        await running.press("enter")
        assert len(titles(running)) == 11


async def test_a_click_only_moves_the_cursor(tmp_path: Path) -> None:
    async with board(tmp_path, fill=river, demo=False) as running:
        await running.press("I")
        await running.enter("~/boards/board.md")
        await running.click("#report", x=5, y=1)
        await running.click("#report", x=5, y=1)
        assert running.name == "ImportScreen"
        assert titles(running) == ["mine"]


async def test_words_of_the_file_are_shown_literally(tmp_path: Path, home: Path) -> None:
    (home / "x.md").write_text("# [b]Fair[/b] [/nope] [@click=app.quit]x[/]\n\n- one\n-\n")
    async with board(tmp_path, fill=river, demo=False, size=LARGE) as running:
        await running.press("I")
        await running.enter("~/x.md")
        assert running.shows("[b]Fair[/b] [/nope] [@click=app.quit]x[/] -> co-define")
