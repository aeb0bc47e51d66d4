"""How long the board takes to appear and to follow a key, under a real terminal, beside a Textual app that does
nothing.

The first paint is the time from the start of the process to the last byte it writes before it falls silent with
its text on the screen; memory is the peak of the resident set until then, where the system tells it. A key takes
until the last byte that it causes. The terminal is a plain one: it says that it is well and nothing else, and
nothing of true colour, as over SSH.
"""

import contextlib
import os
import re
import select
import statistics
import sys
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path

from tests.bench.figures import ms, percentile, table, times
from tests.bench.partnerships import arguments, environment, make_cards, make_demo
from tests.support.terminal import PATIENCE, Terminal

_SIZES = ((80, 24), (120, 40))

_ASK, _WELL = b"\x1b[5n", "\x1b[0n"
"""The question whether the terminal is well, which every terminal answers at once, and the answer."""

_QUIET = 0.15
"""Seconds of silence after which a screen is finished; after a key half of them."""

_KEYS = {"down": ["down"] * 6 + ["up"] * 6, "next column": ["right", "left"] * 2}


@dataclass
class _Took:
    """What one program took at one size, an entry for each of its starts or keys."""

    start: list[float] = field(default_factory=list)
    """Milliseconds."""
    start_bytes: list[int] = field(default_factory=list)
    memory: list[float] = field(default_factory=list)
    """MiB."""
    keys: dict[str, list[tuple[float, int]]] = field(default_factory=dict)
    """Milliseconds and bytes."""


class _Watched(Terminal):
    """A terminal that knows when the last byte came."""

    def settle(self, quiet: float, *texts: str) -> tuple[float, int]:
        """Read until nothing has come for so many seconds and the texts are shown; return the moment of the last
        byte and how many there were. Nothing is drawn while bytes come, because that would hold the process up."""
        deadline = time.perf_counter() + PATIENCE
        last, raw, count = 0.0, b"", 0
        while time.perf_counter() < deadline and self.process.poll() is None:
            if select.select([self._master], [], [], quiet)[0]:
                part = b""
                with contextlib.suppress(OSError):  # it has ended
                    part = os.read(self._master, 65536)
                last = time.perf_counter()
                for _ in range(part.count(_ASK)):
                    self._answer(_WELL)
                raw += part
            elif raw:
                self._stream.feed(raw)
                count, raw = count + len(raw), b""
                if self.shows(*texts):
                    return last, count
        self._stream.feed(raw)
        raise AssertionError(f"{texts} did not come:\n{self.text}")

    @property
    def memory(self) -> float:
        """MiB, the most that the process has held so far; not a number where the system does not say."""
        status = Path(f"/proc/{self.process.pid}/status")
        found = re.search(r"VmHWM:\s+(\d+) kB", status.read_text("ascii")) if status.exists() else None
        return int(found[1]) / 1024 if found else float("nan")


@dataclass(frozen=True)
class _Program:
    """How a program is started, the folder it keeps its files in, the text it shows, the keys it is given."""

    command: list[str]
    own: Path
    text: str
    keys: dict[str, list[str]]


def tables(folder: Path, full: bool) -> Iterator[str]:
    """Yield two tables, of starts and of keys: the demo, with `full` 200 and 10,000 cards too."""
    hello = _Program([sys.executable, "-m", "tests.bench.hello"], folder / "hello", "Hello", {})
    programs = {"hello": hello, "the demo's board": _board(folder / "demo", make_demo)}
    if full:
        for cards in (200, 10_000):
            programs[f"{cards:,} cards"] = _board(folder / str(cards), partial(make_cards, cards=cards))
    took = {(name, size): _Took() for size in _SIZES for name in programs}
    for n in range(7):
        for (name, size), each in took.items():
            _run(programs[name], size, each if n else _Took())  # the first start compiles
    yield table(
        "Start, to the last byte of the first screen",
        ["", "window", "median", "of hello's", "bytes", "of its", "peak memory", "of its"],
        [_start_row(name, size, each, took["hello", size]) for (name, size), each in took.items()],
    )
    yield table(
        "Keys, to the last byte",
        ["", "window", "key", "median", "95%", "bytes"],
        [row for (name, size), each in took.items() for row in _key_rows(name, size, each)],
    )


def _board(own: Path, make: Callable[[Path], None]) -> _Program:
    make(own)
    return _Program([sys.executable, "-m", "codesign", *arguments(own)], own, "co-define", _KEYS)


def _run(program: _Program, size: tuple[int, int], took: _Took) -> None:
    """Start a program, press its keys, and end it."""
    begun = time.perf_counter()
    terminal = _Watched(program.command, size=size, env=environment(program.own), answers=False)
    try:
        painted, count = terminal.settle(_QUIET, program.text)
        took.start.append((painted - begun) * 1e3)
        took.start_bytes.append(count)
        took.memory.append(terminal.memory)
        for name, keys in program.keys.items():
            for key in keys:
                pressed = time.perf_counter()
                terminal.send(key)
                drawn, count = terminal.settle(_QUIET / 2)
                took.keys.setdefault(name, []).append(((drawn - pressed) * 1e3, count))
    finally:
        terminal.close()


def _start_row(name: str, size: tuple[int, int], took: _Took, hello: _Took) -> list[str]:
    start, floor = statistics.median(took.start), statistics.median(hello.start)
    count, least = statistics.median(took.start_bytes), statistics.median(hello.start_bytes)
    memory, little = statistics.median(took.memory), statistics.median(hello.memory)
    cells = [ms(start), times(start, floor), f"{count:,.0f}", times(count, least)]
    return [name, _window(size), *cells, f"{memory:.1f} MiB", times(memory, little)]


def _key_rows(name: str, size: tuple[int, int], took: _Took) -> Iterator[list[str]]:
    for key, pressed in took.keys.items():
        lengths, counts = zip(*pressed, strict=True)
        count = f"{statistics.median(counts):,.0f}"
        yield [name, _window(size), key, ms(statistics.median(lengths)), ms(percentile(lengths, 95)), count]


def _window(size: tuple[int, int]) -> str:
    return f"{size[0]}x{size[1]}"
