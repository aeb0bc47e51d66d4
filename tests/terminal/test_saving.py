"""The save light on a real terminal: while another program holds the partnership, and when nothing can be kept."""

import fcntl
import os
from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path

import pytest

from tests.support.desk import Desk
from tests.support.terminal import Terminal


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    """A desk whose terminals are closed in the end."""
    with ExitStack() as stack:
        yield Desk(tmp_path, stack)


def light(terminal: Terminal) -> str:
    """Return what the right end of the title says."""
    return terminal.text.splitlines()[0][-12:].strip()


def test_it_says_saving_as_long_as_that_takes(desk: Desk) -> None:
    terminal = desk.board()
    assert light(terminal).endswith("saved")
    lock = os.open(desk.data / "river-clean-up" / "lock", os.O_RDWR)
    fcntl.flock(lock, fcntl.LOCK_EX)
    terminal.send("a", "? A light over the path", "enter")
    terminal.until("saving")
    assert light(terminal).endswith("saving")
    assert "A light over the path" not in desk.run("list", "river")
    os.close(lock)
    terminal.until("captured N2", gone="saving")
    assert light(terminal).endswith("saved")
    assert "A light over the path" in desk.run("list", "river")


def test_what_cannot_be_saved_stays_and_comes_back(desk: Desk) -> None:
    terminal = desk.board()
    journal = desk.data / "river-clean-up" / "journal"
    aside = journal.with_name("aside")
    journal.rename(aside)  # as if a disk had gone
    terminal.send("a", "? A light over the path", "enter")
    terminal.until("NOT SAVED", "A light over the path", "Your words are kept in")
    aside.rename(journal)
    terminal.send("escape")
    terminal.send("ctrl+q")
    terminal.wait()
    again = desk.terminal()
    again.until("could not be saved and is kept: press R")
    again.send("R")
    again.until("bring which back?", "A light over the path")
    again.send("enter")
    again.until("brought back", "N2", gone="bring which back?")
    assert "A light over the path" in desk.run("list", "river")
