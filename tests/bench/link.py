"""What the board sends over a slow SSH link, and how long it takes to arrive: 200 ms there and back, 64 kbit/s.

The link is a real one: ssh, sshd and, between them, what lets no byte pass sooner (tests/support/link.py).
"""

import time
from collections.abc import Iterator, Sequence
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path

from tests.bench.board.line import ASK
from tests.bench.figures import ms, table
from tests.ssh.hall import TERMS, Hall
from tests.support.link import Link
from tests.support.terminal import Terminal

SPEED = 64_000
"""Bits a second, in each direction."""
ROUND_TRIP = 0.2
"""Seconds."""
HELD_PER_SECOND = 30
_QUIET = 1.0
"""Seconds without a byte after which nothing more comes: five times there and back."""

WORDS = "The last bus leaves at four and the clinic shuts at five"


@dataclass(frozen=True)
class Typed:
    """What keys caused."""

    keys: int
    drawn: int
    """Bytes that the board wrote."""
    carried: int
    """Bytes that the link carried to the terminal, with all that SSH adds."""
    after: float
    """Seconds from the last key until the last byte arrived."""
    drawn_after: int
    """Bytes that the board wrote and that arrived after the last key."""
    frames_after: int
    """Frames among them."""


def slow(hall: Hall) -> tuple[Terminal, Link]:
    """Go to the meeting over a slow link."""
    link = hall.linked(bits_per_second=SPEED, round_trip=ROUND_TRIP)
    terminal = hall.go_to_the_meeting(TERMS[0], link=link).terminal
    terminal.drain_quiet(_QUIET)
    return terminal, link


def type_keys(terminal: Terminal, link: Link, keys: Sequence[str], per_second: float) -> Typed:
    """Type keys at a speed, and wait until nothing comes any more."""
    drawn, carried = len(terminal.raw), sum(count for _moment, count in link.down)
    begun = time.monotonic()
    for n, key in enumerate(keys):
        if (left := begun + n / per_second - time.monotonic()) > 0:
            terminal.drain(left)
        terminal.send(key)
    released, before = time.monotonic(), len(terminal.raw)
    terminal.drain_quiet(_QUIET)
    last = max((moment for moment, _count in link.down), default=released)
    return Typed(
        len(keys),
        len(terminal.raw) - drawn,
        sum(count for _moment, count in link.down) - carried,
        max(0.0, last - released),
        len(terminal.raw) - before,
        terminal.raw[before:].count(ASK),
    )


def letters(terminal: Terminal, link: Link) -> Typed:
    """Type a line as a good typist does, eight keys a second."""
    return type_keys(terminal, link, list(WORDS), 8)


def fast(terminal: Terminal, link: Link) -> Typed:
    """Type as fast as a key repeats while it is held."""
    return type_keys(terminal, link, list(WORDS * 2), HELD_PER_SECOND)


def held(terminal: Terminal, link: Link) -> Typed:
    """Hold a cursor key down on the board: down to the end of the column and up again, three seconds in all."""
    terminal.send("escape", "q")
    terminal.until("[co-define", "? all keys")
    terminal.drain_quiet(_QUIET)
    return type_keys(terminal, link, (["down"] * 8 + ["up"] * 8) * 6, HELD_PER_SECOND)


def tables(folder: Path, _full: bool) -> Iterator[str]:  # as all of them are called
    """Yield what typing and a held key take."""
    with ExitStack() as stack:
        hall = Hall(folder / "hall", stack)
        terminal, link = slow(hall)
        rows = {
            "a line typed, 8 keys a second": letters(terminal, link),
            "a letter held, 30 a second": fast(terminal, link),
            "the cursor held, 30 a second": held(terminal, link),
        }
    head = (
        "",
        "keys",
        "bytes a key",
        "with SSH",
        "last byte after the last key",
        "bytes after it",
        "frames after it",
    )
    title = f"A slow SSH link, {ROUND_TRIP * 1e3:.0f} ms there and back, {SPEED // 1000} kbit/s"
    yield table(title, head, [(name, *_cells(each)) for name, each in rows.items()])


def _cells(typed: Typed) -> tuple[str, ...]:
    return (
        str(typed.keys),
        f"{typed.drawn / typed.keys:.0f}",
        f"{typed.carried / typed.keys:.0f}",
        ms(typed.after * 1e3),
        str(typed.drawn_after),
        str(typed.frames_after),
    )
