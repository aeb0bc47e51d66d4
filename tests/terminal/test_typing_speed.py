"""Two hundred characters a second, typed or pasted into the capture line of a meeting: nothing is lost."""

import json
import re
import time
from collections.abc import Iterator
from contextlib import ExitStack
from functools import partial
from pathlib import Path

import pytest

from tests.support.desk import Desk
from tests.support.terminal import Terminal

PER_SECOND = 200
WORDS = "when the last bus has left at four nobody who lives up the valley gets home from the clinic"
LINES = [f"? {n:02d} {WORDS}" for n in range(21)]
"""Of 96 characters each with the Enter after it: 2,016 in all."""


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    """A desk whose terminals are closed in the end."""
    with ExitStack() as stack:
        yield Desk(tmp_path, stack)


def in_a_meeting(desk: Desk) -> Terminal:
    """Plan a meeting and start its clock."""
    terminal = desk.board()
    terminal.send("m")
    terminal.until("Which meeting?")
    terminal.send("workshop-90", "enter")
    terminal.until("Plan a meeting.")
    terminal.send("enter")
    terminal.until("type what was said")
    return terminal


def captured(terminal: Terminal) -> int:
    """Return how many lines of the meeting are shown to be captured."""
    found = re.search(r"Captured in the meeting: (\d+) line", terminal.text)
    return int(found[1]) if found else 0


def more_than(terminal: Terminal, lines: int) -> bool:
    """Tell whether more lines are shown than so many."""
    return captured(terminal) > lines


def until_captured(terminal: Terminal, most: int) -> None:
    """Wait for one line after the other: a busy machine falls behind, and goes on."""
    while (so_far := captured(terminal)) < most:
        terminal.until_true(partial(more_than, terminal, so_far), f"no more than {so_far} lines came")


def test_what_is_typed_and_pasted_as_fast_as_that_is_all_on_record_in_its_order(desk: Desk) -> None:
    terminal = in_a_meeting(desk)
    began, sent = time.monotonic(), 0
    for character in "\r".join((*LINES, "")):
        terminal.send(character)
        sent += 1
        terminal.drain(began + sent / PER_SECOND - time.monotonic())
    assert sent >= 2000
    until_captured(terminal, len(LINES))
    terminal.send("! half")
    terminal.paste("\r\n".join(f"? pasted {line[2:]}" for line in LINES))
    terminal.until(f"You pasted {len(LINES)} lines.")
    terminal.send("enter")
    terminal.until("Captured in the meeting: 42 lines", "! half", gone="You pasted")
    listed = json.loads(desk.run("list", "river", "--json"))
    titles = {each["number"]: each.get("title") for each in listed}
    wanted = [line[2:] for line in LINES] + [f"pasted {line[2:]}" for line in LINES]
    assert [titles[f"N{n}"] for n in range(2, len(wanted) + 2)] == wanted
