"""What the clock of a meeting sends through a real terminal: a few bytes a second, none while it is paused, and
the bell once for each warning."""

import re
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from tests.support.terminal import Terminal, codesign

START = datetime(2026, 11, 5, 14, 0, tzinfo=UTC)
BELL = b"\x07"
_TITLE = re.compile(rb"\x1b\][^\x07\x1b]*(?:\x07|\x1b\\)")
HALF = '"half a line'


class Wall:
    """A running meeting at 80x24, and the clock on the wall."""

    def __init__(self, folder: Path) -> None:
        self._clock = folder / "clock"
        self.to(0)
        settings = folder / "settings.toml"
        settings.write_text("bell = true\n", "ascii")
        command = codesign(folder / "data", "--settings", str(settings), clock=self._clock)
        self.terminal = Terminal(command, env={"XDG_STATE_HOME": str(folder / "state")})

    def to(self, seconds: float) -> None:
        """Put the clock to so many seconds after the start."""
        beside = self._clock.with_suffix(".new")
        beside.write_text((START + timedelta(seconds=seconds)).isoformat(), "ascii")
        beside.replace(self._clock)

    def sent(self, seconds: float, *texts: str) -> int:
        """Put the clock to a time, wait until the screen shows texts, and return how many bytes that took."""
        self.terminal.drain_quiet()
        before = len(self.terminal.raw)
        self.to(seconds)
        self.terminal.until(*texts)
        self.terminal.drain_quiet()
        return len(self.terminal.raw) - before

    def rung(self) -> int:
        """Return how often it rang; titles of the window, which end with the same character, are no bells."""
        return len(_TITLE.sub(b"", self.terminal.raw).split(BELL)) - 1


@pytest.fixture
def wall(tmp_path: Path) -> Iterator[Wall]:
    """A workshop that runs, in the first part of its tables, with half a line typed."""
    wall = Wall(tmp_path)
    terminal = wall.terminal
    terminal.until("No partnerships yet. Press n to begin one.")
    terminal.send("n", "Cottonwood Valley", "enter")
    terminal.until("Nothing here yet. Press a")
    terminal.send("m", "workshop", "enter")
    terminal.until("Plan a meeting.")
    terminal.send("enter")
    terminal.until("not started", "Esc keys")
    for key, shown in (("s", "5:00 Welcome"), ("n", "10:00 Seven"), ("n", "10:00 Intro"), ("n", "15:00 Round 1")):
        terminal.send("escape", key)
        terminal.until(shown)
    terminal.send(HALF)
    terminal.until(HALF)
    yield wall
    terminal.close()


def test_a_second_takes_at_most_fifty_bytes_and_a_pause_none(wall: Wall) -> None:
    wall.sent(1, "14:59")
    seconds = [wall.sent(n, f"14:{60 - n}") for n in range(2, 8)]
    turn = [wall.sent(n, f"{(900 - n) // 60}:{(900 - n) % 60:02d}") for n in (29, 30, 31, 59, 60, 61)]
    assert max(*seconds, *turn) <= 50
    wall.terminal.send("escape", " ")
    wall.terminal.until("PAUSED 13:59")
    wall.terminal.drain_quiet(1.3)
    before = len(wall.terminal.raw)
    for n in (62, 63, 64):
        wall.to(n)
        wall.terminal.drain(1.1)
    assert len(wall.terminal.raw) == before
    wall.terminal.send(" goes on", "enter")
    wall.terminal.until("captured V1", "half a line goes on", "PAUSED 13:59")


def test_it_rings_once_at_a_fifth_and_once_at_a_twentieth(wall: Wall) -> None:
    assert wall.rung() == 0
    for seconds, shown, rung in (
        (719, "3:01", 0),
        (720, "WIND UP 3:00", 1),
        (721, "WIND UP 2:59", 1),
        (855, "CLOSE NOW 0:45", 2),
        (901, "0:01 over", 2),
    ):
        wall.to(seconds)
        wall.terminal.until(shown)
        wall.terminal.drain_quiet()
        assert wall.rung() == rung, shown
    wall.terminal.send("ctrl+l")
    wall.terminal.drain_quiet()
    wall.terminal.send("escape", "+")
    wall.terminal.until("WIND UP 0:59")
    wall.terminal.drain_quiet(1.3)
    assert wall.rung() == 2, "neither a repaint nor a minute more is a warning"
