"""A text that is written at length on a real terminal: looked at, killed, and there again, to go on with."""

from collections.abc import Callable, Iterator
from contextlib import ExitStack
from pathlib import Path

import pytest

from tests.support.desk import Desk
from tests.support.terminal import Terminal

TYPED = "# What we heard: the pa"


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    """A desk whose terminals are closed in the end."""
    with ExitStack() as stack:
        yield Desk(tmp_path, stack)


@pytest.mark.parametrize("end", [Terminal.kill, Terminal.hang_up], ids=["killed", "hung up"])
def test_what_was_typed_into_the_editor_is_there_after_the_program_was_ended(
    desk: Desk, end: Callable[[Terminal], None]
) -> None:
    terminal = desk.board()
    terminal.send("enter")
    terminal.until("e edit", "history")
    terminal.send("e")
    terminal.until("Write N1", "F2 preview")
    terminal.send("tab", TYPED)
    terminal.until(TYPED)
    terminal.send("f2")
    terminal.until("What we heard: the pa", "Esc goes back", gone="# What")
    terminal.send("f2")
    terminal.until(TYPED)
    end(terminal)
    terminal.wait()
    again = desk.terminal()
    again.until("Write N1", TYPED, "what you typed before")
    again.send("th floods", "tab", "enter")
    again.until("rewrote N1", gone="unsaved draft")
    assert f"{TYPED}th floods" in desk.run("show", "river", "N1")
