"""Draws the pictures of README and docs from the program itself: python -m tests.pictures FOLDER

Each picture is an SVG of a screen on the demo partnership, under a clock that stands still. The same program
draws the same bytes, so a test can tell when a picture no longer shows what the program does. A picture loads
nothing: its letters are whatever fixed-width letters the reader's machine has.
"""

import argparse
import asyncio
import os
import re
from collections.abc import Awaitable, Callable
from datetime import UTC, datetime
from pathlib import Path
from unittest.mock import patch

from tests.support.doubles import StillClock
from tests.support.screens import Board, board

_TITLE = "Co-design session board"
"""What stands in the title bar of each picture."""

_AFTERNOON = datetime(2026, 12, 3, 14, 0, tzinfo=UTC)
"""The day for which the demo plans its next meeting."""

_SAID = (
    '"The driver waits until I have my door open. sector:community as:role to:public',
    "? Nobody drives on holidays #transport",
    "! Ask the two drivers about New Year @volunteer-centre due:2026-12-17",
    "~ Two riders came for the company, not the clinic",
)


async def show_board(running: Board) -> None:
    """Open the board of the first partnership, and walk to the second need."""
    await running.press("enter", "down")


async def show_meeting(running: Board) -> None:
    """Begin the planned meeting, reach the first round at the tables, capture lines and leave one half typed."""
    await running.press("enter", "m", "enter")
    await running.press("escape", "i", "enter", "escape", "w", *"7", "down", *"3", "down", "down", *"5", "enter")
    await running.press("escape", "s")
    for minutes in (5, 11, 9):
        running.clock.forward(minutes=minutes)
        await running.press("escape", "n")
    running.clock.forward(minutes=4)
    for line in _SAID:
        await running.enter(line)
    await running.type("* A phone tree the evening before @retired-nurses")


async def show_vision(running: Board) -> None:
    """Open the shared vision."""
    await running.press("enter", "v")


_PICTURES: dict[str, tuple[str, tuple[int, int], Callable[[Board], Awaitable[None]]]] = {
    "board": ("The board of a partnership: three columns of cards", (126, 31), show_board),
    "meeting": ("A meeting: the agenda and its clock, and what was captured", (110, 27), show_meeting),
    "vision": ("The shared vision: its versions, and what people said to it", (110, 32), show_vision),
}
"""By file name: what the picture shows, columns and rows, and the way there."""

NAMES = tuple(_PICTURES)
"""The names of the pictures."""


async def picture(name: str) -> str:
    """Return a picture as SVG."""
    shows, size, walk = _PICTURES[name]
    with patch.dict(os.environ):
        os.environ.pop("NO_COLOR", None)  # how somebody wants their own terminal
        async with board(Path(), size=size, clock=StillClock(_AFTERNOON)) as running:
            await walk(running)
            return _tidied(running.app.export_screenshot(title=_TITLE), name, shows)


def _tidied(svg: str, name: str, shows: str) -> str:
    """Return what Rich drew without its fonts from elsewhere, with a plain id and with a title."""
    svg = re.sub(r"\s*@font-face \{.*?\}", "", svg, flags=re.DOTALL)
    svg = re.sub(r"\s*<!--.*?-->|<text [^>]*>\n</text>", "", svg)
    svg = re.sub(r"font-family: [^;]*mono[^;]*;", "font-family: monospace;", svg)
    svg = re.sub(r"font-family: arial;", "font-family: sans-serif;", svg)
    svg = re.sub(r"terminal-\d+-", f"{name}-", svg)
    svg = re.sub(
        r"(<svg [^>]*)>", rf'\1 xml:space="preserve" role="img">\n    <title>{shows}</title>', svg, count=1
    )
    return "".join(f"{line.rstrip()}\n" for line in svg.splitlines() if line.strip())


def main() -> None:
    """Draw all pictures into a folder."""
    arguments = argparse.ArgumentParser(prog="python -m tests.pictures", description=__doc__)
    arguments.add_argument("folder", type=Path)
    folder: Path = arguments.parse_args().folder
    for name in NAMES:
        (folder / f"{name}.svg").write_text(asyncio.run(picture(name)), "utf-8")


if __name__ == "__main__":
    main()
