"""A real terminal for a real process: keys go in as bytes, and what comes out is drawn by an emulator."""

import contextlib
import fcntl
import os
import pty
import re
import select
import signal
import struct
import subprocess
import sys
import termios
import time
from collections.abc import Callable, Sequence
from pathlib import Path

import pyte

ROOT = Path(__file__).parent.parent.parent

KEYS = {
    "enter": "\r",
    "escape": "\x1b",
    "tab": "\t",
    "up": "\x1b[A",
    "down": "\x1b[B",
    "right": "\x1b[C",
    "left": "\x1b[D",
    "end": "\x1b[F",
    "home": "\x1b[H",
    "backspace": "\x7f",
    "pagedown": "\x1b[6~",
    "f1": "\x1bOP",
    "f2": "\x1bOQ",
    "f3": "\x1bOR",
    "f4": "\x1bOS",
    "f6": "\x1b[17~",
    "ctrl+t": "\x14",
    "ctrl+s": "\x13",
    "ctrl+q": "\x11",
    "ctrl+z": "\x1a",
    "ctrl+c": "\x03",
    "ctrl+l": "\x0c",
}

PATIENCE = 30.0
"""Seconds to wait for something that must come; a test that has to wait this long fails."""


class _Screen(pyte.Screen):
    """Answers whether it is well, and ignores what is said to newer terminals only."""

    def __init__(self, width: int, height: int, answer: Callable[[str], None]) -> None:
        super().__init__(width, height)
        self._answer = answer

    def report_device_status(self, mode: int, **options: object) -> None:
        """Say that one is well; where the cursor is and other things are not told."""
        if mode == 5 and not options:
            self._answer("\x1b[0n")


class Terminal:
    """A process under a terminal of its own."""

    def __init__(
        self,
        arguments: Sequence[str],
        *,
        size: tuple[int, int] = (80, 24),
        env: dict[str, str] | None = None,
        answers: bool = True,
    ) -> None:
        """Start a process; `env` is added to the environment of the tests. Some terminals do not answer."""
        width, height = size
        self._screen = _Screen(width, height, self._answer if answers else lambda _text: None)
        self._stream = pyte.ByteStream(self._screen)
        self._master, slave = pty.openpty()
        fcntl.ioctl(slave, termios.TIOCSWINSZ, struct.pack("HHHH", height, width, 0, 0))
        kept = {name: os.environ[name] for name in os.environ if name not in {"COLORTERM", "COLUMNS", "LINES"}}
        environment = {**kept, "TERM": "xterm-256color", "LANG": "C.UTF-8", "TZ": "UTC", **(env or {})}
        self.process = subprocess.Popen(
            arguments,
            stdin=slave,
            stdout=slave,
            stderr=slave,
            env=environment,
            cwd=ROOT,
            start_new_session=True,
            # only so can a process group of its own be given a terminal of its own
            preexec_fn=lambda: fcntl.ioctl(0, termios.TIOCSCTTY, 0),  # noqa: PLW1509
        )
        os.close(slave)
        self.raw = b""
        """Everything that the process wrote."""

    def send(self, *keys: str) -> None:
        """Send keys by name, and texts as they are, as one packet. An escape goes alone: followed by a letter at
        once it would be another key."""
        packet = ""
        for key in keys:
            packet += KEYS.get(key, key)
            if key == "escape":
                self._write(packet)
                packet = ""
                self.drain(0.15)  # longer than a terminal takes to tell an escape from a longer key
        self._write(packet)

    def paste(self, text: str) -> None:
        """Paste a text as terminals do."""
        self._write(f"\x1b[200~{text}\x1b[201~")

    def _answer(self, text: str) -> None:
        with contextlib.suppress(OSError):  # it has ended meanwhile
            self._write(text)

    def _write(self, text: str) -> None:
        raw = text.encode()
        while raw:
            raw = raw[os.write(self._master, raw) :]

    def drain(self, seconds: float) -> None:
        """Draw what comes within a time."""
        until = time.monotonic() + seconds
        while (left := until - time.monotonic()) > 0:
            if not self._read(left):
                return

    def drain_quiet(self, quiet: float = 0.3) -> None:
        """Draw until nothing has come for so many seconds, and the process does not work on what it will write."""
        until = time.monotonic() + PATIENCE
        came = len(self.raw) - 1
        while (len(self.raw) != came or self._runs) and time.monotonic() < until:
            came = len(self.raw)
            if not self._read(quiet):
                return

    @property
    def _runs(self) -> bool:
        """Whether any thread wants a core or waits for the disk; that also holds where others have the cores."""
        return any(each.rpartition(")")[2].split()[0] in "RD" for each in self._of_threads("stat"))

    def _of_threads(self, name: str) -> list[str]:
        found = []
        for path in Path(f"/proc/{self.process.pid}/task").glob(f"*/{name}"):
            with contextlib.suppress(OSError):  # the thread has ended
                found.append(path.read_text("ascii", "replace"))
        return [each for each in found if each]

    def _read(self, seconds: float) -> bool:
        """Draw what has come; return False once the process has closed its side."""
        ready, _, _ = select.select([self._master], [], [], seconds)
        if not ready:
            return True
        try:
            raw = os.read(self._master, 65536)
        except OSError:
            return False
        self.raw += raw
        self._stream.feed(raw)
        return bool(raw)

    def until(self, *texts: str, gone: str = "") -> None:
        """Wait until the screen shows all texts, and one no more."""
        self.until_true(
            lambda: self.shows(*texts) and not (gone and self.shows(gone)),
            f"{texts} did not come (or {gone!r} did not go)",
        )

    def until_same(self, text: str) -> None:
        """Wait until the screen is what it was, in every line."""
        self.until_true(lambda: self.text == text, f"this did not come back:\n{text}\ninstead of it")

    def until_true(self, condition: Callable[[], bool], complaint: str) -> None:
        """Draw what comes until something is so."""
        deadline = time.monotonic() + PATIENCE
        while not condition():
            if time.monotonic() > deadline or not self._read(0.05):
                raise AssertionError(f"{complaint}:\n{self.text}")

    def shows(self, *texts: str) -> bool:
        """Tell whether the screen shows all texts, broken over lines or not."""
        flat = "".join(self.text.split())
        return all("".join(text.split()) in flat for text in texts)

    @property
    def text(self) -> str:
        """The screen."""
        return "\n".join(line.rstrip() for line in self._screen.display)

    @property
    def at_cursor(self) -> str:
        """What stands where the cursor is, to the end of the line; a device for braille shows that."""
        cursor = self._screen.cursor
        return str(self._screen.display[cursor.y])[cursor.x :].rstrip()

    @property
    def cursor_hidden(self) -> bool:
        """Whether the terminal was left without a cursor."""
        return bool(self._screen.cursor.hidden)

    @property
    def left_on(self) -> set[int]:
        """The modes of the terminal that are not as they were before the process came, by their numbers: 25 the
        cursor, 1049 the other screen, 1000 to 1016 the mouse, 2004 pastes in brackets, 7 long lines broken; and
        0 for the other coding of keys."""
        modes = {25: True, 7: True}
        for numbers, switch in re.findall(rb"\x1b\[\?([\d;]+)([hl])", self.raw):
            modes.update((int(number), switch == b"h") for number in numbers.split(b";"))
        normal = {25, 7}
        keys = self.raw.count(b"\x1b[>") - self.raw.count(b"\x1b[<u")
        return {number for number, on in modes.items() if on != (number in normal)} | ({0} if keys else set())

    @property
    def line_mode(self) -> bool:
        """Whether the terminal echoes keys, gathers lines, and makes signals of Ctrl+C and Ctrl+Z, as shells
        expect."""
        local = termios.tcgetattr(self._master)[3]
        return all(local & flag for flag in (termios.ECHO, termios.ICANON, termios.ISIG))

    def scribble(self, text: str) -> None:
        """Draw something that did not come from the process, such as another program's message."""
        self._stream.feed(text.encode())

    def resize(self, width: int, height: int) -> None:
        """Make the terminal another size."""
        self._screen.resize(height, width)
        fcntl.ioctl(self._master, termios.TIOCSWINSZ, struct.pack("HHHH", height, width, 0, 0))
        self.process.send_signal(signal.SIGWINCH)

    def hang_up(self) -> None:
        """Close the terminal, as when an SSH connection drops."""
        if self._master >= 0:
            os.close(self._master)
            self._master = -1

    def wait(self) -> int:
        """Wait until the process has ended, and return its exit code."""
        if self._master < 0:
            return self.process.wait(PATIENCE)
        deadline = time.monotonic() + PATIENCE
        while self.process.poll() is None:
            if time.monotonic() > deadline:
                raise AssertionError(f"it did not end:\n{self.text}")
            with contextlib.suppress(OSError, ValueError):
                self._read(0.05)
        with contextlib.suppress(OSError, ValueError):
            while self._read(0) and select.select([self._master], [], [], 0)[0]:
                pass
        return self.process.returncode

    def kill(self) -> None:
        """Kill the process as a power cut would."""
        self.process.kill()
        self.process.wait()

    def close(self) -> None:
        """End whatever is left."""
        if self.process.poll() is None:
            self.kill()
        self.hang_up()


def codesign(data: Path, *arguments: str, clock: Path | None = None) -> list[str]:
    """Return the command that runs the program, with `clock` on a clock that a test moves by hand."""
    module = ["tests.support.moved_clock", str(clock)] if clock else ["codesign"]
    return [sys.executable, "-m", *module, "--data", str(data), *arguments]
