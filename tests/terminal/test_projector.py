"""While the projector is on, no private word reaches the terminal, whatever happens meanwhile."""

import re
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from codesign.cli.compose import Composition
from codesign.commands.voices import Permit
from codesign.model import Voice
from codesign.opened import OpenPartnership
from screens.vision.large import _ASCII_FONTS, _FONTS, _set
from tests.support.moved_clock import FileClock
from tests.support.private import NAME, PRIVATE, fill
from tests.support.terminal import Terminal, codesign

NOW = datetime(2026, 11, 5, 14, 0, tzinfo=UTC)
HALF = f"{PRIVATE} half a line"
FOOT = ("v vision", "Esc leave")
FRAME = b"\x1b[5n"
"""With this ends each frame."""
_SEQUENCES = re.compile(rb"\x1b\[[0-?]*[ -/]*[@-~]|\x1b[\]PX^_][^\x07\x1b]*(?:\x07|\x1b\\)|\x1b[ -/]*[0-~]")


def in_large_letters(word: str) -> set[str]:
    """Return for each font a line of the word in it, by which its large letters are known."""
    rows = (row for font in (*_FONTS, *_ASCII_FONTS) for row in _set(word, font, 200)[:1])
    return {max((line.strip()[:-3].rstrip() for line in row), key=len) for row in rows}


class Wall:
    """A terminal everything on which is read: each frame, and each byte."""

    def __init__(self, terminal: Terminal, *words: str) -> None:
        self.terminal = terminal
        self._words = words
        self._large = [line for word in words for line in in_large_letters(word)]
        self._feed: Callable[[bytes], None] = terminal._stream.feed
        self._from = len(terminal.raw)
        self._frames = False
        vars(terminal._stream)["feed"] = self._draw

    def _draw(self, raw: bytes) -> None:
        """Draw frame by frame: what was seen for a moment was seen."""
        for frame in re.split(b"(?<=" + re.escape(FRAME) + b")", raw):
            self._feed(frame)
            if self._frames:
                self.check_screen()

    def watch_frames(self) -> None:
        """Read each frame from now on; until the first of the projector the private screen still stands."""
        self._frames = True
        self.check_screen()

    def allow(self, word: str) -> None:
        """Look for one of the words no more."""
        self.check()
        self._words = tuple(each for each in self._words if each != word)
        self._from = len(self.terminal.raw)

    def private_on(self, text: str) -> list[str]:
        """Return what stands in a text of the words that nobody is to see."""
        flat = "".join(text.split())
        return [each for each in self._words if each in flat] + [each for each in self._large if each in text]

    def check_screen(self) -> None:
        """Nothing private stands on the screen."""
        assert not self.private_on(self.terminal.text), self.terminal.text

    def check(self) -> None:
        """Nothing private was sent since the key for the projector, whole or with sequences in between."""
        self.terminal.drain_quiet()
        self.check_screen()
        raw = self.terminal.raw[self._from :]
        assert not self.private_on(_SEQUENCES.sub(b"", raw).decode("utf-8", "replace"))
        assert not self.private_on(raw.decode("utf-8", "replace"))


class Hall:
    """A data folder with a meeting that runs, and terminals in front of it."""

    def __init__(self, folder: Path, stack: ExitStack) -> None:
        self.data = folder / "data"
        self._folder = folder
        self._stack = stack
        self.clock = folder / "clock"
        self.to(0)
        self.opened = self._open()
        fill(self.opened)

    def _open(self) -> OpenPartnership:
        composition = Composition(str(self.data), clock=FileClock(self.clock))
        opened = composition.workspace.create("River Clean-up")
        self._stack.callback(opened.close)
        return opened

    def to(self, seconds: float) -> None:
        """Put the clock on the wall to so many seconds after the start."""
        beside = self.clock.with_suffix(".new")
        beside.write_text((NOW + timedelta(seconds=seconds)).isoformat(), "ascii")
        beside.replace(self.clock)

    def terminal(
        self, *options: str, size: tuple[int, int] = (80, 24), part: str = "", person: str = "ann"
    ) -> Terminal:
        """Start the program, with a part of it that fails where one is named."""
        command = codesign(self.data, *options, clock=self.clock)
        if part:
            plain = codesign(self.data, *options)
            command = [plain[0], "-m", "tests.support.crashing", part, *plain[3:]]
        env = {"XDG_STATE_HOME": str(self._folder / person), "LOGNAME": person}
        terminal = Terminal(command, size=size, env=env)
        self._stack.callback(terminal.close)
        return terminal

    def meeting(self, *options: str, size: tuple[int, int] = (80, 24), person: str = "ann") -> Terminal:
        """Start the program and go to the meeting."""
        terminal = self.terminal(*options, size=size, person=person)
        terminal.until("River Clean-up", "saved")
        terminal.send("m", "enter")
        terminal.until("Welcome, purpose", "Esc keys")
        return terminal


@pytest.fixture
def hall(tmp_path: Path) -> Iterator[Hall]:
    with ExitStack() as stack:
        yield Hall(tmp_path, stack)


def project(terminal: Terminal) -> Wall:
    """Press the key for the projector in the meeting, with private words on the screen and half a line typed."""
    terminal.send("escape", "l", "a", HALF)
    terminal.until(HALF)
    terminal.send("escape")
    terminal.drain_quiet()
    wall = Wall(terminal, PRIVATE, NAME)
    assert wall.private_on(terminal.text), "else nothing is shown by what follows"
    terminal.send("P")
    terminal.until(*FOOT)
    wall.watch_frames()
    wall.check()
    return wall


def look_at_everything(wall: Wall) -> None:
    """Look at every page of every picture that has no names on it."""
    terminal = wall.terminal
    for key, shown in (("a", "Regroup"), ("d", "Juniper day"), ("w", "Words of the"), ("v", "Our shared vision")):
        terminal.send(key)
        terminal.until(shown)
        for _ in range(2):
            terminal.send("right")
            terminal.drain_quiet(0.1)
    for key, shown in (("?", "Nothing is typed here"), ("b", ""), ("c", "Co-design workshop")):
        terminal.send(key)
        terminal.until(shown)
    wall.check()


@pytest.mark.parametrize(
    ("size", "settings"),
    [((80, 24), ""), ((120, 40), 'glyphs = "ascii"\ntheme = "high-contrast"\n')],
    ids=["80x24", "120x40 ascii"],
)
def test_no_private_word_is_in_what_is_sent(
    hall: Hall, tmp_path: Path, size: tuple[int, int], settings: str
) -> None:
    file = tmp_path / "settings.toml"
    file.write_text(settings)
    terminal = hall.meeting("--settings", str(file), size=size)
    wall = project(terminal)
    look_at_everything(wall)
    for width, height in ((60, 18), (100, 30), (25, 6), size):
        terminal.resize(width, height)
        terminal.send("w")
        terminal.drain_quiet(0.15)
    wall.check()
    for key in ("ctrl+l", "ctrl+z", "ctrl+c", *"lx/:WuEAB", "enter", "\x10", "\x0e", "\x07"):
        terminal.send(key)
        terminal.drain_quiet(0.05)
    wall.allow(NAME)
    terminal.send("t")
    terminal.until("Table 1", f"{NAME}0 Moss", gone="Words of the room")
    wall.check()
    wall.allow(PRIVATE)
    terminal.send("escape")
    terminal.until(HALF)


def test_what_others_do_meanwhile_shows_as_far_as_the_room_may_see_it(hall: Hall) -> None:
    wall = project(hall.meeting())
    wall.terminal.send("w")
    wall.terminal.until("Marigold by the road", "voice - driver".replace("-", "\N{MIDDLE DOT}"), "Saffron")
    other = hall.meeting(person=f"{PRIVATE}bob")
    other.send(f'"{PRIVATE} as another heard it', "enter")
    other.until("captured V")
    other.send('"Bluebell as:anonymous to:room', "enter")
    other.until("captured V", gone="Bluebell as")
    wall.terminal.until("voice", "Lavender on the map")
    wall.check()
    hall.opened.refresh()
    marigold = next(each for each in hall.opened.records.all(Voice) if each.text.startswith("Marigold"))
    hall.opened.execute(Permit(marigold.id, None))
    wall.terminal.until("Saffron", gone="Marigold")
    other.send("escape", "u")
    other.until("undid: ")
    wall.check()


def test_after_any_end_the_wall_shows_nothing_private(hall: Hall) -> None:
    """Killed, and failed: whoever comes back is at the projector, and what is passed on the way is not drawn."""
    project(hall.meeting()).terminal.kill()
    again = Wall(hall.terminal(), PRIVATE, NAME)
    again.watch_frames()
    again.terminal.until(*FOOT)
    again.check()
    again.terminal.send("ctrl+q")
    assert again.terminal.wait() == 0
    again.check()
    failed = Wall(hall.terminal(part="timer"), PRIVATE, NAME)
    failed.watch_frames()
    assert failed.terminal.wait() == 1
    failed.check()
    last = Wall(hall.terminal(), PRIVATE, NAME)
    last.watch_frames()
    last.terminal.drain_quiet(1.0)
    last.check()
    last.terminal.send("c")
    last.terminal.until(*FOOT)
    last.check()
    last.allow(PRIVATE)
    last.terminal.send("P")
    last.terminal.until(HALF, "Esc keys")


def test_a_tick_of_the_large_clock_takes_few_bytes(hall: Hall) -> None:
    wall = project(hall.meeting())
    took = []
    for second in range(1, 5):
        wall.terminal.drain_quiet()
        before = len(wall.terminal.raw)
        hall.to(second)
        wall.terminal.drain(1.3)
        took.append(len(wall.terminal.raw) - before)
    assert max(took) <= 700
    assert sum(took) / len(took) <= 300
