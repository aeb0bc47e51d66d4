"""A screen follows its partnership once while it is there, and not any more when it was left."""

from datetime import date
from pathlib import Path

import pytest

from codesign.commands.meetings import Plan
from codesign.commands.visions import Propose
from codesign.opened import OpenPartnership
from codesign.templates import template
from codesign.workspace import Workspace
from screens.base import PartnershipScreen
from screens.catalogue import ScreenCatalogue, kind_of
from tests.pilot.test_home_and_board import partnership
from tests.support.doubles import capture
from tests.support.screens import Board, board

MEETING = ("m", "enter", "escape")
"""The keys that lead from the board to the acts of the one meeting."""

WAYS: dict[str, tuple[str, ...]] = {
    "board": (),
    "card": ("enter",),
    "thread": ("T",),
    "meeting": MEETING,
    "notice": (*MEETING, "i"),
    "people": (*MEETING, "A"),
    "balance": (*MEETING, "M"),
    "deciding": (*MEETING, "D"),
    "closing": (*MEETING, "C"),
    "promises": (*MEETING, "C", "r"),
    "invited": (*MEETING, "C", "i"),
    "practice": (*MEETING, "C", "p"),
    "projector": ("P",),
    "agenda": (*MEETING, "B"),
    "tables": (*MEETING, "g"),
    "answers": (*MEETING, "g", "a"),
    "vision": ("v",),
    "everything": ("o",),
    "history": ("H",),
    "triage": ("V",),
    "papers": ("X", "enter"),
    "exporting": ("x",),
    "preview": ("x", "enter"),
    "review": ("b",),
    "imports": ("I",),
}
"""By screen, the keys that lead there from the board."""

LEFT_BY_Q = ("MeetingScreen", "AnswersScreen")
"""There Escape goes from the line to the acts and back."""


def fill(workspace: Workspace) -> None:
    opened = workspace.create("River")
    capture(opened, "? one")
    opened.execute(Plan(template("workshop-90"), date(2026, 11, 21), "", ""))
    opened.execute(Propose(text="Everyone gets there.", why="", words_of="", picture="", meeting=""))


def listeners(opened: OpenPartnership) -> tuple[int, int]:
    """Return how many screens listen to changes, and how many to who is here; to changes the app listens too."""
    return len(opened._listeners) - 1, len(opened._company_listeners)


def screens_of_it(running: Board) -> int:
    return sum(isinstance(screen, PartnershipScreen) for screen in running.app.screen_stack)


@pytest.mark.parametrize("name", [name for name in ScreenCatalogue.names if name != "home"])
async def test_each_screen_listens_once_until_it_is_left(tmp_path: Path, name: str) -> None:
    async with board(tmp_path, demo=False, fill=fill) as running:
        opened = partnership(running)
        await running.press(*WAYS[name])
        assert running.name == kind_of(name).__name__, running.text
        assert listeners(opened) == (screens_of_it(running),) * 2
        for _ in WAYS[name]:
            if running.name != "BoardScreen":
                await running.press("escape", *(("q",) if running.name in LEFT_BY_Q else ()))
        assert running.name == "BoardScreen"
        assert listeners(opened) == (1, 1)
