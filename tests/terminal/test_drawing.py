"""What a terminal shows is the same whether only changes are sent or everything, whether it answers or not."""

import random
import sys
from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path

import pytest

from tests.support.desk import Desk
from tests.support.terminal import Terminal, codesign

KEYS = [
    "down",
    "up",
    "right",
    "left",
    "z",
    "G",
    "escape",
    "o",
    "end",
    "home",
    "enter",
    "H",
    "T",
    "x",
    "v",
    "ctrl+l",
]


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    with ExitStack() as stack:
        yield Desk(tmp_path, stack)


def _board(desk: Desk, *options: str, answers: bool = True, size: tuple[int, int] = (80, 24)) -> Terminal:
    desk.run("demo", "--no-open")
    terminal = desk.terminal([*codesign(desk.data), *options], answers=answers, size=size)
    terminal.until("Cottonwood Valley", "? all keys")
    terminal.send("enter")
    terminal.until("[co-define", "? all keys")
    return terminal


@pytest.mark.parametrize("seed", range(2))
def test_changes_show_what_everything_shows(desk: Desk, tmp_path: Path, seed: int) -> None:
    settings = tmp_path / "settings.toml"
    settings.write_text('drawing = "whole"\n')
    size = ((80, 24), (120, 40))[seed]
    changes = _board(desk, size=size)
    with ExitStack() as stack:  # of a folder of its own, or each would say that the other is here
        whole = _board(Desk(tmp_path / "other", stack), "--settings", str(settings), size=size)
        _walk(changes, whole, random.Random(seed))
    assert len(changes.raw) * 3 < len(whole.raw), "nothing was saved by it"


def _walk(changes: Terminal, whole: Terminal, chance: random.Random) -> None:
    for step in range(12):
        key = chance.choice(KEYS)
        for terminal in (changes, whole):
            terminal.send(key)
            terminal.drain_quiet()
        assert changes.text == whole.text, f"after {key}, step {step}"
        assert changes.at_cursor == whole.at_cursor, f"after {key}, step {step}"


def test_the_terminal_s_cursor_stands_at_what_the_keys_are_for(desk: Desk) -> None:
    """People who read with their fingers or a magnifier are led by it."""
    terminal = _board(desk)
    terminal.until_true(lambda: terminal.at_cursor.startswith("▌N"), "it is not at the first card")
    first = terminal.at_cursor
    terminal.send("down")
    terminal.until_true(
        lambda: terminal.at_cursor.startswith("▌N") and terminal.at_cursor != first, "it stays at the first card"
    )
    terminal.send("a", *"? A bench")
    terminal.until("? A bench")
    terminal.until_true(lambda: not terminal.at_cursor, "it is not at the end of what was typed")
    terminal.send("left", "left")
    terminal.until_true(lambda: terminal.at_cursor == "ch", "it does not go back into the word")


def test_a_terminal_that_does_not_answer_shows_everything_too(desk: Desk) -> None:
    terminal = _board(desk, answers=False)
    terminal.send("a", "? What nobody answers")
    terminal.until("What nobody answers")
    terminal.send("enter")
    terminal.until("captured N")


def test_the_last_answer_is_not_typed_into_the_shell(desk: Desk) -> None:
    """The answer to the last frame comes when the program has ended, unless it waits for it."""
    reads = "import os, select; r = select.select([0], [], [], 1)[0]; print('left:', os.read(0, 99) if r else b'')"
    command = " ".join(codesign(desk.data)) + f'; {sys.executable} -c "{reads}"'
    terminal = desk.terminal(["sh", "-c", command])
    terminal.until("A bench at the bus stop", "? all keys")
    terminal.send("down", "ctrl+q")
    terminal.until("left: b''")


def test_after_something_else_wrote_it_is_drawn_anew(desk: Desk) -> None:
    terminal = _board(desk)
    terminal.drain_quiet()
    before = terminal.text
    terminal.scribble("\x1b[5;5Hsomebody says: shutdown at noon")
    assert terminal.text != before
    terminal.send("ctrl+l")
    terminal.until_same(before)


def test_a_list_that_was_hidden_is_drawn_whole_when_it_is_back(desk: Desk) -> None:
    terminal = desk.board()
    terminal.send("m", "enter", "enter")
    terminal.until("not started", "Esc keys")
    terminal.send("escape", "w")
    terminal.until("f family caregiver")
    terminal.send("tab")
    terminal.until("Type letters of a name", gone="f family caregiver")
    terminal.send("tab")
    terminal.until("A letter counts one more", "f family caregiver", "i Indigenous government")
    terminal.send("ctrl+q")
    assert terminal.wait() == 0
