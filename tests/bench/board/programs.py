"""Who takes part: how each is started and fresh, and which keys it is given."""

import os
import shutil
import sys
from collections.abc import Iterator
from dataclasses import dataclass, field
from enum import StrEnum
from pathlib import Path

from tests.bench.partnerships import data_folder, environment, make_cards

HELLO, FLOOR, OURS, PEER = "bare Textual", "two widgets", "codesign", "kanban-tui"
"""What they are called."""


class Part(StrEnum):
    """What is measured on its own and may take too long on its own."""

    START = "start"
    DOWN = "down"
    COLUMN = "column"
    LETTER = "letter"
    MOVE = "move"
    HELD = "held"
    QUIT = "quit"


@dataclass(frozen=True)
class Step:
    """Keys that are pressed one after the other and measured; those before and after are not."""

    part: Part
    keys: tuple[str, ...]
    before: tuple[str, ...] = ()
    after: tuple[str, ...] = ()
    kept: bool = False
    """Whether each of the keys must change what is on the disk."""


@dataclass(frozen=True)
class Program:
    """A program with its own files."""

    name: str
    command: tuple[str, ...]
    own: Path
    """The folder of all its files."""
    env: dict[str, str]
    shows: str
    """The text by which its first screen is known."""
    steps: tuple[Step, ...] = ()
    held: tuple[str, ...] = field(default=(), repr=False)
    """The keys of a key that is held."""
    keeps: str = ""
    """Where in its folder its data is, as a pattern."""

    def keep_as_new(self) -> None:
        """Take note of the folder as it is now."""
        self.own.mkdir(parents=True, exist_ok=True)
        shutil.copytree(self.own, self._new)

    def make_as_new(self) -> None:
        """Bring the folder back to what was noted, and the disk to rest."""
        shutil.rmtree(self.own)
        shutil.copytree(self._new, self.own)
        os.sync()  # or the first commit would pay for the copy

    @property
    def on_disk(self) -> list[tuple[str, int, int]]:
        """What its data is like from outside; it changes with each commit."""
        files = [(path, path.stat()) for path in sorted(self.own.glob(self.keeps))] if self.keeps else []
        return [(path.name, stat.st_size, stat.st_mtime_ns) for path, stat in files]

    @property
    def _new(self) -> Path:
        return self.own.with_name(f"{self.own.name}-new")


_DOWN, _UP = "j", "k"
_HELD = 60
"""Keys, which are two seconds of them."""
HELD_PER_SECOND = 30.0


def down_and_up(length: int, count: int) -> tuple[str, ...]:
    """Return so many keys that go down a column of so many cards, and where it ends up again, and so on: each of
    them has something to draw."""
    steps = max(1, length - 1)
    return tuple(_DOWN if n // steps % 2 == 0 else _UP for n in range(count))


def hello(folder: Path, bytecode: Path) -> Program:
    """Return bare Textual."""
    return Program(HELLO, _python("hello"), folder / "hello", _env(folder / "hello", bytecode), "Hello")


def floor(folder: Path, bytecode: Path) -> Program:
    """Return the app with a list."""
    steps = (Step(Part.DOWN, down_and_up(10, 18)),)
    env = _env(folder / "floor", bytecode)
    return Program(FLOOR, _python("floor"), folder / "floor", env, "line 1", steps, down_and_up(10, _HELD))


def board(folder: Path, bytecode: Path, cards: int) -> Program:
    """Make a partnership of so many cards, half in the first column and half in the second, and return the program
    on it."""
    own = folder / f"board-{cards}"
    make_cards(own, cards)
    letter = Step(Part.LETTER, tuple("way home"), before=("a",), after=("escape",))
    return Program(
        OURS,
        (sys.executable, "-m", "codesign"),
        own,
        {**_env(own, bytecode), "CODESIGN_DATA": str(data_folder(own))},
        "Getting home",
        tuple(_steps(cards, letter, forward=">", back="<")),
        down_and_up(cards // 2, _HELD),
        "data/*/journal/*.jsonl",
    )


def _steps(cards: int, *own: Step, forward: str, back: str) -> Iterator[Step]:
    """Yield what any board with columns is tried with, and steps of its own. The move is the last, because what is
    moved changes its place."""
    yield Step(Part.DOWN, down_and_up(min(10, cards // 2), 18))
    yield Step(Part.COLUMN, ("l", "h") * 4)
    yield from own
    yield Step(Part.MOVE, (forward, back) * 4, kept=True)


def peer(folder: Path, bytecode: Path, command: Path, cards: int, env: dict[str, str]) -> Program:
    """Return kanban-tui on the folder that was made for it. It is given letters: where a column is longer than the
    window, its arrows scroll instead of moving."""
    return Program(
        PEER,
        (str(command),),
        folder,
        {**_env(folder, bytecode), **env},
        "Getting home",
        tuple(_steps(cards, forward="L", back="H")),
        down_and_up(cards // 2, _HELD),
        "tasks.db",
    )


def _python(module: str) -> tuple[str, ...]:
    return sys.executable, "-m", f"{__package__}.{module}"


def _env(own: Path, bytecode: Path) -> dict[str, str]:
    """Return the variables with which a program has no files but those in its folder; compiled modules are shared,
    or each would compile Textual for itself."""
    return {
        **environment(own),
        "PYTHONPYCACHEPREFIX": str(bytecode),
        "XDG_CONFIG_HOME": str(own / "config"),
        "XDG_DATA_HOME": str(own / "share"),
    }
