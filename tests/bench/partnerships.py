"""Partnerships on the disk for the benchmarks, made as the program makes them."""

from pathlib import Path

from codesign.capture import LineKind, read_line
from codesign.cli.compose import SystemClock
from codesign.commands.capture import Capture
from codesign.commands.demo import FillDemo, demo_partnerships
from codesign.ids import TimeIds
from codesign.opened import OpenPartnership
from codesign.ports import today
from codesign.workspace import Workspace
from storage.drafts import MemoryDrafts
from storage.filters import MemoryFilters
from storage.shelf import FolderShelf

_LINES = (
    "? Getting home after the clinic, as table {n} told it #transport",
    "* A van on Tuesdays and Thursdays, plan {n} @curling-club due:2026-12-17",
    '"The last bus leaves at four, and I have waited {n} times. sector:caregiver as:role to:public',
    "! Share timetable {n} with the clinic @town-planner due:2026-12-03",
)


def shelf(folder: Path) -> FolderShelf:
    """Return the partnerships of a benchmark's folder."""
    return FolderShelf(folder / "data", folder / "state" / "codesign")


def workspace(folder: Path) -> Workspace:
    """Return a workspace on a benchmark's folder, as the command line would compose it."""
    clock = SystemClock()
    return Workspace(shelf(folder), clock, TimeIds(clock.now), MemoryDrafts(), "ann", MemoryFilters())


def data_folder(folder: Path) -> Path:
    """Return the data folder in a benchmark's folder."""
    return folder / "data"


def arguments(folder: Path) -> list[str]:
    """Return the options with which the program works in a benchmark's folder."""
    return ["--data", str(data_folder(folder))]


def environment(folder: Path) -> dict[str, str]:
    """Return the variables with which it keeps the person's own files there too, and finds its modules compiled
    from the second start on, as an installed program does."""
    return {
        "XDG_STATE_HOME": str(folder / "state"),
        "PYTHONPYCACHEPREFIX": str(folder / "bytecode"),
        "PYTHONDONTWRITEBYTECODE": "",
    }


def make_demo(folder: Path) -> None:
    """Make the first partnership of the demo, alone, so that the program opens on its board."""
    name, title = next(iter(demo_partnerships().items()))
    opened = workspace(folder).create(title)
    opened.execute(FillDemo(name))
    opened.close()


def make_cards(folder: Path, cards: int) -> None:
    """Make a partnership called River of so many cards, half of them needs and half actions."""
    _make(folder, [_LINES[n % 2].format(n=n) for n in range(cards)])


def make_records(folder: Path, records: int) -> None:
    """Make a partnership called River of so many records of four kinds."""
    _make(folder, [_LINES[n % len(_LINES)].format(n=n) for n in range(records)])


def _make(folder: Path, lines: list[str]) -> None:
    opened = workspace(folder).create("River")
    opened.execute(captured(opened, *lines))
    opened.close()


def captured(opened: OpenPartnership, *lines: str) -> Capture:
    """Return the command that captures lines."""
    now = today(opened.clock)
    return Capture(tuple(read_line(each, default=LineKind.NEED, today=now, known=opened.known) for each in lines))
