"""kanban-tui, a board of widgets on Textual, from its package: its environment, and boards for it.

It is needed for comparison only, and gets an environment of its own in build/, so that nothing else ever runs with
its packages. They are pinned in peers.txt, to the same Textual as ours.
"""

import os
import shutil
import sqlite3
import subprocess
import sys
from contextlib import closing
from pathlib import Path

from tests.bench.board.programs import Program, peer

_PINNED = Path(__file__).with_name("peers.txt")
_HOW = "not installed; `make bench-board` installs it"

_TITLES = (
    "Getting home after the clinic, as table {n} told it",
    "A van on Tuesdays and Thursdays, plan {n}",
)
"""What our cards say."""
_COLUMNS = ("Ready", "Doing", "Done")


class NotInstalled(Exception):
    """The peer is not there; the message says what to do."""


class Peer:
    """An environment with kanban-tui."""

    def __init__(self, folder: Path) -> None:
        """Take the environment in a folder, which need not be there."""
        self._folder = folder
        self._done = folder / "pinned.txt"

    def install(self) -> None:
        """Make the environment, unless it holds what is pinned now.

        Raises:
            NotInstalled: a package could not be had.
        """
        if self.installed:
            return
        shutil.rmtree(self._folder, ignore_errors=True)
        python = str(self._folder / "bin" / "python")
        pinned = ("-r", str(_PINNED))
        try:
            subprocess.run([sys.executable, "-m", "venv", str(self._folder)], check=True)
            subprocess.run([python, "-m", "pip", "install", "--quiet", "--require-hashes", *pinned], check=True)
        except subprocess.CalledProcessError as error:
            raise NotInstalled("could not be installed") from error
        shutil.copy(_PINNED, self._done)

    @property
    def installed(self) -> bool:
        """Whether it is there as it is pinned."""
        return self._done.exists() and self._done.read_bytes() == _PINNED.read_bytes()

    @property
    def version(self) -> str:
        """The version that is pinned."""
        lines = _PINNED.read_text("ascii").splitlines()
        return next(line.split("==")[1].split()[0] for line in lines if line.startswith("kanban-tui=="))

    def board(self, folder: Path, bytecode: Path, cards: int) -> Program:
        """Make a board of so many tasks, spread as ours are, and return the program on it.

        Raises:
            NotInstalled: there is no program.
        """
        if not self.installed:
            raise NotInstalled(_HOW)
        own = folder / f"peer-{cards}"
        own.mkdir(parents=True)
        files = {
            "KANBAN_TUI_CONFIG_FILE": str(own / "config.toml"),
            "KANBAN_TUI_DATABASE_FILE": str(own / "tasks.db"),
        }
        program = peer(own, bytecode, self._folder / "bin" / "ktui", cards, files)
        columns = [part for column in _COLUMNS for part in ("--columns", column)]
        subprocess.run(
            [*program.command, "board", "create", "River", "--set-active", *columns],
            env={**os.environ, **program.env},
            check=True,
            capture_output=True,
        )
        _add_tasks(own / "tasks.db", cards)
        return program


def _add_tasks(database: Path, cards: int) -> None:
    """Add tasks in one go; its own command adds one in half a second."""
    with closing(sqlite3.connect(database)) as opened, opened:
        ids = dict(opened.execute("SELECT name, column_id FROM columns"))
        rows = [(_TITLES[n % 2].format(n=n), ids[_COLUMNS[n % 2]], n // 2) for n in range(cards)]
        opened.executemany(
            "INSERT INTO tasks (title, column, position, description, creation_date)"
            " VALUES (?, ?, ?, '', '2026-11-02T10:00:00')",
            rows,
        )
