"""What the screens look like, line by line, with the demo and a clock that stands still.

Few, because each has to be read by a person when it changes; what a screen does is tested elsewhere.
"""

from collections.abc import Awaitable, Callable
from pathlib import Path

import pytest

from screens.card.screen import CardScreen
from tests.pilot.test_home_and_board import partnership
from tests.support.golden import same_as_golden
from tests.support.screens import LARGE, SMALL, Board, board

Steps = Callable[[Board], Awaitable[None]]


def keys(*pressed: str) -> Steps:
    async def press(running: Board) -> None:
        await running.press(*pressed)

    return press


async def a_commitment(running: Board) -> None:
    await running.press("enter")
    running.app.push_screen(CardScreen(partnership(running), partnership(running).numbered("C17").id))
    await running.settle()


async def in_block_four(running: Board) -> None:
    """Plan a workshop, run it into its fourth part, and capture lines of every kind there."""
    await running.press("enter", "m")
    await running.type("workshop-90")
    await running.press(
        "enter", "enter", "escape", "i", "enter", "escape", "w", "6", "down", "4", "down", "2", "enter"
    )
    await running.press("escape", "s")
    for minutes in (5, 10, 12):
        running.clock.forward(minutes=minutes)
        await running.press("escape", "n")
    running.clock.forward(minutes=4)
    for line in (
        '"The last bus leaves before my clinic ends, so I walk home along the road in the dark" sector:caregiver',
        '"We never hear what became of what we said" table:3 as:role to:partners',
        "? A way home after the 4 pm clinic #transport",
        "* Ask the school for its minibus @volunteer-centre due:fri for:N1",
        "! Print the timetable in large letters @town-planner due:+2w",
        "~ The library is open when the bus has gone",
    ):
        await running.enter(line)
    await running.type("= Try the van on Thu")


async def counting_fists(running: Board) -> None:
    await in_block_four(running)
    await running.press("escape", "f", "enter", "4", "right", "3", "down", "left", "9")


PICTURES: dict[str, tuple[tuple[int, int], Steps]] = {
    "home-80x24": (SMALL, keys()),
    "board-80x24": (SMALL, keys("enter")),
    "board-120x40": (LARGE, keys("enter")),
    "card-80x24": (SMALL, keys("enter", "right", "enter")),
    "commitment-80x24": (SMALL, a_commitment),
    "editor-80x24": (SMALL, keys("enter", "right", "enter", "e")),
    "thread-80x24": (SMALL, keys("enter", "right", "T")),
    "everything-80x24": (SMALL, keys("enter", "o")),
    "found-80x24": (SMALL, keys("enter", "o", "slash", *"kind:voice no:reply")),
    "meeting-80x24": (SMALL, in_block_four),
    "fist-to-five-80x24": (SMALL, counting_fists),
    "vision-80x24": (SMALL, keys("enter", "v")),
    "large-vision-120x40": (LARGE, keys("enter", "v", "L")),
    "preview-80x24": (SMALL, keys("enter", "x", "enter")),
    "help-80x24": (SMALL, keys("enter", "question_mark")),
}


@pytest.mark.parametrize("name", PICTURES)
async def test_the_screen_looks_as_it_was_approved(tmp_path: Path, name: str, pytestconfig: pytest.Config) -> None:
    size, steps = PICTURES[name]
    async with board(tmp_path, size=size) as running:
        await steps(running)
        same_as_golden(f"{running.text}\n", f"screens/{name}.txt", pytestconfig)
