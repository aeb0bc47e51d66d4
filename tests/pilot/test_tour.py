"""The tour, walked by keys: each step is told with its key in force, and is over when it was done."""

from pathlib import Path

import pytest

from screens.app import Start
from screens.glyphs import key_shown
from screens.look import Look
from screens.tour.guide import words_of
from screens.tour.steps import STEPS
from tests.support.doubles import memory_workspace
from tests.support.screens import SMALL, Board, board

WALK: tuple[tuple[str, ...], ...] = (
    ("down",),
    ("a", *"? A bench at the stop", "enter"),
    ("escape", ">"),
    ("r", *"a volunteer builds it", "enter"),
    ("escape", "T"),
    ("escape", "m", "enter"),
    ("escape", "s", "escape", "n"),
    ("escape", "x"),
    ("escape", "escape", "u"),
)
"""The keys of each step, in the order in which its words name them, and no others."""


def step(running: Board) -> str:
    """Return how far the tour is, as its bar says."""
    found = [line.split(":")[0].strip() for line in running.lines if f"of {len(STEPS)}:" in line]
    return found[0] if found else ""


@pytest.mark.parametrize("size", [SMALL, (120, 40)])
async def test_it_can_be_walked_to_its_end_and_nothing_of_it_stays(tmp_path: Path, size: tuple[int, int]) -> None:
    workspace = memory_workspace()
    async with board(tmp_path, size=size, workspace=workspace, start=Start.TOUR) as running:
        before = [list(workspace.open(each).history()) for each in workspace.folders()]
        for n, keys in enumerate(WALK, 1):
            assert step(running) == f"{n} of {len(STEPS)}"
            assert running.shows("a copy of the demo: nothing stays")
            words = words_of(STEPS[n - 1], running.app.look)
            assert all(key_shown(key) in words for key in {"escape", "enter"} & set(keys)), "it says what to press"
            await running.press(*keys)
        assert running.shows("That was the tour.", "? shows all keys")
        await running.press("ctrl+g")
        assert running.name == "HomeScreen"
        assert running.shows("that was the tour; nothing of it stayed. ? shows all keys")
        assert not step(running)
        assert [list(workspace.open(each).history()) for each in workspace.folders()] == before
        await running.press("enter")
        assert running.name == "BoardScreen"
        assert not running.shows("A bench at the stop")


@pytest.mark.parametrize("steps", range(1, len(STEPS)))
async def test_it_can_be_left_after_each_step(tmp_path: Path, steps: int) -> None:
    async with board(tmp_path) as running:
        await running.press("enter", "down")
        behind = running.text
        running.app.start_tour()
        await running.settle()
        for keys in WALK[:steps]:
            await running.press(*keys)
        await running.press("ctrl+g")
        assert running.shows(f"you left the tour at {steps + 1} of {len(STEPS)}")
        assert running.lines[:-2] == behind.split("\n")[:-2], "the board is as it was"
        await running.press("ctrl+n")
        assert not step(running)


@pytest.mark.parametrize("keys", [("m",), ("m", "enter"), ("a",), ("a", "x"), ("?",), ("enter", "e")])
async def test_it_can_be_left_from_dialogs_and_while_typing(tmp_path: Path, keys: tuple[str, ...]) -> None:
    async with board(tmp_path, start=Start.TOUR) as running:
        await running.press(*keys)
        assert step(running) == f"1 of {len(STEPS)}"
        await running.press("ctrl+g")
        assert running.name == "HomeScreen"
        assert running.shows("you left the tour at 1 of")


async def test_going_home_from_its_board_leaves_it(tmp_path: Path) -> None:
    async with board(tmp_path, start=Start.TOUR) as running:
        await running.press("escape")
        assert running.name == "HomeScreen"
        assert not step(running)
        await running.press("enter")
        assert not step(running)


async def test_steps_can_be_skipped_and_taken_again(tmp_path: Path) -> None:
    async with board(tmp_path, start=Start.TOUR) as running:
        await running.press("ctrl+n", "ctrl+n")
        assert step(running) == f"3 of {len(STEPS)}"
        await running.press("ctrl+r")
        assert step(running) == f"2 of {len(STEPS)}"
        await running.press(*WALK[1])
        assert step(running) == f"3 of {len(STEPS)}"
        await running.press(*["ctrl+n"] * 20)
        assert running.shows("That was the tour.")


async def test_what_belongs_to_another_step_is_no_step(tmp_path: Path) -> None:
    async with board(tmp_path, start=Start.TOUR) as running:
        await running.press("s", "u", "T", "escape")
        assert step(running) == f"1 of {len(STEPS)}"


async def test_it_names_the_keys_in_force(tmp_path: Path) -> None:
    look = Look(keys={"board": {"capture": ("c",), "tour-leave": ("f9",)}})
    async with board(tmp_path, look=look, start=Start.TOUR) as running:
        await running.press("ctrl+n")
        assert running.shows("c begins a line", "F9 leave")
        await running.press("f9")
        assert running.name == "HomeScreen"


async def test_the_palette_starts_it_once(tmp_path: Path) -> None:
    async with board(tmp_path) as running:
        await running.press("enter", "ctrl+p")
        await running.type("tour")
        assert not running.shows("leave the tour")
        await running.press("enter")
        assert step(running) == f"1 of {len(STEPS)}"
        await running.press("ctrl+p")
        await running.type("tour")
        assert running.shows("leave the tour")
        assert not running.shows("take the tour")


@pytest.mark.parametrize(("answer", "name"), [("enter", "BoardScreen"), ("escape", "HomeScreen")])
async def test_it_is_offered(tmp_path: Path, answer: str, name: str) -> None:
    async with board(tmp_path, start=Start.OFFER) as running:
        assert running.shows("The tour shows in two minutes")
        await running.press(answer)
        assert running.name == name
        assert bool(step(running)) is (name == "BoardScreen")
