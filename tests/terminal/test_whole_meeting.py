"""A facilitator's whole meeting under a real terminal at 80x24, typed with the keys that the screen shows."""

from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from tests.support.golden import same_as_golden
from tests.support.terminal import Terminal, codesign

START = datetime(2026, 11, 5, 14, 0, tzinfo=UTC)


class Hall:
    """The laptop in the community hall: one data folder, a clock on the wall, and a program that may die."""

    def __init__(self, folder: Path) -> None:
        self.data = folder / "data"
        self._clock = folder / "clock"
        self._env = {"XDG_STATE_HOME": str(folder / "state")}
        self.now(0)
        self.terminal = self._start()

    def _start(self) -> Terminal:
        return Terminal(codesign(self.data, clock=self._clock), env=self._env)

    def now(self, minutes: float) -> None:
        """Put the clock on the wall to so many minutes after the start."""
        beside = self._clock.with_suffix(".new")
        beside.write_text((START + timedelta(minutes=minutes)).isoformat(), "ascii")
        beside.replace(self._clock)

    def kill_and_restart(self) -> None:
        """Pull the plug and start again."""
        self.terminal.kill()
        self.terminal.close()
        self.terminal = self._start()


@pytest.fixture
def hall(tmp_path: Path) -> Iterator[Hall]:
    """A hall with an empty data folder."""
    hall = Hall(tmp_path)
    yield hall
    hall.terminal.close()


LINES = (
    '"The last bus leaves at four. sector:caregiver as:role to:public @neighbour',
    "? Getting home after the clinic #transport",
    "* A van on Tuesdays @curling-club for:N1",
    "! Share the timetable @town-planner due:2026-12-03 for:N1",
    "= We try the van for twelve weeks for:N1",
    "~ Nobody ever asked the drivers as:anonymous to:partners",
    ". An app",
)


def before_the_meeting(hall: Hall) -> None:
    """Begin a partnership and move a card, all from the keyboard."""
    terminal = hall.terminal
    terminal.until("No partnerships yet. Press n to begin one.")
    terminal.send("n", "Cottonwood Valley", "enter")
    terminal.until("Nothing here yet. Press a to capture.")
    terminal.send("a", "? A way to the clinic", "enter")
    terminal.until("captured N1")
    terminal.send("escape", ">")
    terminal.until("moved N1 to co-design", "[co-design 1]")
    terminal.send("u")
    terminal.until("undid: moved N1 to co-design")
    terminal.send("v", "p", "Everyone gets the care they need.", "tab", "tab", "the first table", "enter")
    terminal.until("Everyone gets the care they need.", "the first table")
    terminal.send("escape")
    terminal.until("a capture")


def begin_the_meeting(hall: Hall) -> None:
    """Plan it from the 90-minute template, count who is there, and start."""
    terminal = hall.terminal
    terminal.send("m", "workshop", "enter")
    terminal.until("Plan a meeting. Today is Thursday 5 November 2026.")
    terminal.send("tab", "tab", "tab", "Community hall", "enter")
    terminal.until("not started", "90 minutes in all", "Esc keys")
    terminal.send("escape", "i")
    terminal.until("noted that the recording notice was given")
    terminal.send("escape", "w", "7", "down", "3", "down", "down", "5", "enter")
    terminal.until("15 people there")
    terminal.send("escape", "s")
    terminal.until("5:00 Welcome, purpose, consent notice")


def first_half(hall: Hall) -> None:
    """Capture every kind of line, each in the part in which it was said."""
    terminal = hall.terminal
    for n, (minutes, line) in enumerate(zip((6, 15, 28, 44), LINES[:4], strict=True), 1):
        terminal.send(line, "enter")
        terminal.until("captured", gone=line)
        hall.now(minutes)
        terminal.send("escape", "n")
        terminal.until(("10:00 Seven", "10:00 Introductions", "15:00 Round 1", "5:00 Together")[n - 1])


def second_half(hall: Hall) -> None:
    """The rest of the lines, the counts, and the end."""
    terminal = hall.terminal
    terminal.send(LINES[4], "enter")
    terminal.until("captured D1")
    hall.now(48)
    terminal.send("escape", "n")
    terminal.until("15:00 Round 2")
    terminal.send(LINES[5], "enter", LINES[6], "enter")
    terminal.until("captured Q1")
    hall.now(63)
    terminal.send("escape", "n")
    terminal.until("20:00 Regroup")
    terminal.send("escape", "+")
    terminal.until("21:00 Regroup")
    terminal.send("escape", "f", "enter")
    terminal.until("community member / client", "/7")
    terminal.send("4", "right", "2", "right", "1", "down", "left", "left", "2", "right", "right", "right", "1")
    terminal.send("down", "left", "left", "left", "5", "enter")
    terminal.until("1 person showed below 3 (family caregiver 1)")
    hall.now(80)
    terminal.send("escape", "n")
    terminal.until("10:00 Next steps, closing poll")
    terminal.send("escape", "c", "1", "4", "down", "1", "enter")
    terminal.until("counted in MT1")
    hall.now(90)
    terminal.send("escape", "e", "+4w", "enter")
    terminal.until("ended; x shows the notes")


def send_the_papers(hall: Hall, config: pytest.Config) -> None:
    """Look at both documents, write them, quit, and compare them with what a person approved."""
    terminal = hall.terminal
    terminal.send("escape", "x")
    terminal.until("This is what would be read by: all partners", "no voice was held back")
    terminal.send("w")
    terminal.until("written:", "2026-11-05-meeting-notes-cottonwood-valley.md")
    terminal.send("escape", "escape", "v")
    terminal.until("Our shared vision")
    terminal.send("g")
    terminal.until("agreed vision 1")
    terminal.send("x")
    terminal.until("This is what would be read by: all partners")
    terminal.send("w")
    terminal.until("written:", "2026-11-05-shared-vision-cottonwood-valley.md")
    terminal.send("escape", "escape")
    terminal.until("MT1")
    terminal.send("ctrl+q")
    assert terminal.wait() == 0
    assert not terminal.cursor_hidden
    folder = hall.data / "cottonwood-valley" / "exports"
    for name in ("meeting-notes", "shared-vision"):
        text = (folder / f"2026-11-05-{name}-cottonwood-valley.md").read_text("utf-8")
        same_as_golden(text, f"meeting/{name}.md", config)


STEPS: tuple[Callable[[Hall], None], ...] = (before_the_meeting, begin_the_meeting, first_half, second_half)


def test_from_an_empty_folder_to_notes_that_can_be_sent(hall: Hall, pytestconfig: pytest.Config) -> None:
    for step in STEPS:
        step(hall)
    send_the_papers(hall, pytestconfig)


def test_the_same_when_the_plug_is_pulled_in_the_middle(hall: Hall, pytestconfig: pytest.Config) -> None:
    """Killed after the first half with a line half typed, and once more in a dialog: it comes back there."""
    for step in STEPS[:3]:
        step(hall)
    half = LINES[4][:20]
    hall.terminal.send(half)
    hall.terminal.until(half, "decision")
    hall.kill_and_restart()
    hall.terminal.until("5:00 Together", half, "15 people there")
    hall.terminal.send(LINES[4][20:], "enter")
    hall.terminal.until("captured D1")
    hall.terminal.send("escape", "u")
    hall.terminal.until("undid: captured D1")
    hall.kill_and_restart()
    hall.terminal.until("5:00 Together")
    hall.terminal.send("escape", "U")
    hall.terminal.until("did again: captured D1")
    hall.terminal.send("escape", "f", "enter")
    hall.terminal.until("community member / client")
    hall.terminal.send("1", "7")
    hall.terminal.until("17")
    hall.kill_and_restart()
    hall.terminal.until("community member / client", "17")
    hall.terminal.send("escape")
    hall.terminal.until("5:00 Together")
    hall.terminal.send("escape", "u")
    hall.terminal.until("undid: captured D1")
    hall.terminal.send("escape", "U")
    hall.terminal.until("did again: captured D1")
    _second_half_without_the_decision(hall)
    send_the_papers(hall, pytestconfig)


def _second_half_without_the_decision(hall: Hall) -> None:
    original = hall.terminal.send
    skipped = [False]

    def send(*keys: str) -> None:
        if keys[:1] == (LINES[4],) and not skipped[0]:
            skipped[0] = True
            return
        original(*keys)

    hall.terminal.send = send  # type: ignore[method-assign]
    second_half(hall)
