"""Writing into a form under a pilot, field by field."""

from textual.widgets import Input, TextArea

from codesign.opened import OpenPartnership
from codesign.workspace import Workspace
from screens.card.screen import CardScreen
from screens.dialogs.form import FormScreen
from storage.drafts import MemoryDrafts
from storage.filters import MemoryFilters
from storage.memory import MemoryShelf
from tests.support.doubles import CountingIds, StillClock
from tests.support.screens import Board


async def show(running: Board, number: str) -> None:
    """Put the card of a record in front."""
    opened = running.app._opened
    assert opened is not None
    running.app.push_screen(CardScreen(opened, opened.numbered(number).id))
    await running.settle()


def form(running: Board) -> dict[str, str]:
    """Return what stands in the fields of the form in front, by their names."""
    screen = running.app.screen
    assert isinstance(screen, FormScreen), running.name
    return screen._values()


async def write(running: Board, **values: str) -> None:
    """Write fields of the form in front anew, each in the order of the form; the first is where it begins."""
    for name in form(running):
        if name in values:
            await clear(running)
            for n, line in enumerate(values[name].split("\n")):
                if n:
                    await running.press("enter")
                await running.type(line)
        await running.press("tab")


async def clear(running: Board) -> None:
    """Take everything out of the field that has the keys."""
    focused = running.app.focused
    assert isinstance(focused, Input | TextArea)
    while focused.text if isinstance(focused, TextArea) else focused.value:
        await running.press("ctrl+end" if isinstance(focused, TextArea) else "end", "ctrl+u", "backspace")


def somebody_else(workspace: Workspace, folder: str, device: str = "second0000") -> OpenPartnership:
    """Open a partnership on another device."""
    mine = workspace._shelf
    assert isinstance(mine, MemoryShelf)
    other = MemoryShelf(device)
    other._all = mine._all
    return Workspace(other, StillClock(), CountingIds(device), MemoryDrafts(), "bob", MemoryFilters()).open(folder)
