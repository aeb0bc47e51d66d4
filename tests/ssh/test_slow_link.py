"""Typing over a link of 200 ms and 64 kbit/s: how much is sent, and that nothing piles up.

What it takes in time is for `make bench-link` to print.
"""

from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path

import pytest

from tests.bench import link as bench
from tests.ssh.hall import Hall

MOST_FRAMES = 3
"""The one on its way when the last key is pressed, the one that its answer lets go, and the one with what the last
key did."""


@pytest.fixture
def hall(tmp_path: Path) -> Iterator[Hall]:
    """A hall whose server and logins are ended."""
    with ExitStack() as stack:
        yield Hall(tmp_path, stack)


def test_little_is_sent_and_nothing_piles_up(hall: Hall) -> None:
    terminal, link = bench.slow(hall)
    for typed, most in ((bench.letters(terminal, link), 80), (bench.fast(terminal, link), 80)):
        assert typed.drawn / typed.keys <= most
        assert typed.frames_after <= MOST_FRAMES
    assert terminal.shows(bench.WORDS[:40]), "every letter is there"
    typed = bench.held(terminal, link)
    assert typed.drawn / typed.keys <= 120
    assert typed.frames_after <= MOST_FRAMES
    sent = sum(count for _moment, count in link.down)
    terminal.drain_quiet(1.0)
    assert sum(count for _moment, count in link.down) == sent, "what came last was the last"
