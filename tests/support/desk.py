"""A data folder with one partnership, and real terminals to open it in."""

import subprocess
from contextlib import ExitStack
from pathlib import Path

from codesign.cli.compose import Composition
from tests.support.doubles import capture
from tests.support.terminal import ROOT, Terminal, codesign

HALF = "? A ramp #acc at the lib"
READING = "need · #acc"
"""What the program says it means."""


class Desk:
    """A data folder with one partnership, and terminals to open it in."""

    def __init__(self, folder: Path, stack: ExitStack) -> None:
        self._stack = stack
        self.data = folder / "data"
        opened = Composition(str(self.data)).workspace.create("River Clean-up")
        capture(opened, "? A bench at the bus stop")
        opened.close()

    def run(self, *arguments: str) -> str:
        """Run a plain command and return what it prints."""
        done = subprocess.run(
            codesign(self.data, *arguments), cwd=ROOT, check=True, capture_output=True, text=True
        )
        return done.stdout

    def terminal(
        self,
        command: list[str] | None = None,
        *,
        size: tuple[int, int] = (80, 24),
        answers: bool = True,
        **env: str,
    ) -> Terminal:
        """Open a terminal, for the program if no other command is given."""
        terminal = Terminal(command or codesign(self.data), size=size, env=env, answers=answers)
        self._stack.callback(terminal.close)
        return terminal

    def board(self, command: list[str] | None = None) -> Terminal:
        """Open a terminal and wait until it shows the whole board."""
        terminal = self.terminal(command)
        terminal.until("River Clean-up", "saved", "[co-define", "A bench at the bus stop", "m meeting ? all keys")
        return terminal

    def board_with_half_a_line(self, command: list[str] | None = None) -> Terminal:
        """Open the board, capture a line and begin another."""
        terminal = self.board(command)
        terminal.send("a", "? A light over the path", "enter")
        terminal.until("captured N2")
        terminal.send(HALF)
        terminal.until(HALF, READING, "save Esc leave F1 all keys")
        return terminal

    def check_nothing_was_lost(self) -> None:
        """Start anew: the captured line is on the record, and the half-typed one in the line."""
        terminal = self.terminal()
        terminal.until("A light over the path", HALF, READING)
        terminal.send("rary", "enter")
        terminal.until("captured N3")
        terminal.send("ctrl+q")
        assert terminal.wait() == 0
        listed = self.run("list", "river")
        assert "A light over the path" in listed
        assert "at the library" in listed
