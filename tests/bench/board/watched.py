"""A real terminal that knows when the last byte came, what it cost, and how it would be over a slow line.

It is a plain one: it says that it is well and nothing else, and nothing of true colour, as over SSH. Nothing is
drawn while bytes come, because that would hold the process up.
"""

import contextlib
import os
import re
import select
import time
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path

from tests.bench.board.line import WELL, Line, Questions
from tests.support.terminal import KEYS, Terminal

LIMIT = 60.0
"""Seconds after which anything is given up."""

_START_QUIET, _KEY_QUIET = 0.15, 0.06
"""Seconds of silence after which a first screen, or what a key changed, is finished, unless the process works."""

_NOTHING = 0.4
"""Seconds after which a key is one that draws nothing."""

_WORKS = 0.35
"""The part of a core that says that a silent process works on what it will write."""

_LOOK = 0.004
"""Seconds without a byte after which it is looked whether the process works."""


class TooLong(Exception):
    """It took longer than the limit."""


@dataclass(frozen=True)
class Drawn:
    """What came: the moment of the last byte and how many there were."""

    last: float
    count: int


@dataclass(frozen=True)
class SlowLink:
    """A slow line to the terminal and back."""

    bits_per_second: float = 64_000
    round_trip: float = 0.2
    """Seconds."""

    def line(self) -> Line:
        """Return one direction of it."""
        return Line(self.bits_per_second, self.round_trip / 2)


@dataclass
class _Silence:
    """How long nothing has come, and what the process did meanwhile."""

    begun: float = field(default_factory=time.perf_counter)
    cpu: float = -1.0
    """What it had used when the silence was first noticed; negative before."""

    @property
    def length(self) -> float:
        return time.perf_counter() - self.begun


class Watched(Terminal):
    """A process under a terminal that is watched."""

    def __init__(self, command: Sequence[str], size: tuple[int, int], env: dict[str, str]) -> None:
        self.begun = time.perf_counter()
        super().__init__(command, size=size, env=env, answers=False)
        self._questions = Questions()

    def first_screen(self, text: str) -> Drawn:
        """Read until a text is shown and nothing follows.

        Raises:
            TooLong: it did not come within the limit.
            AssertionError: the process ended before.
        """
        count = 0
        while drawn := self._settle(self.begun + LIMIT, _START_QUIET):
            count += drawn.count
            if self.shows(text):
                return Drawn(drawn.last, count)
        raise AssertionError(f"{text!r} did not come:\n{self.text}")

    def press(self, key: str) -> tuple[float, int] | None:
        """Press a key, and return the milliseconds until the last byte that it caused and how many there were, or
        None where there was none.

        Raises:
            TooLong: there was no end of it.
            AssertionError: the process ended.
        """
        pressed = time.perf_counter()
        self._write(KEYS.get(key, key))
        drawn = self._settle(pressed + LIMIT, _KEY_QUIET)
        return ((drawn.last - pressed) * 1e3, drawn.count) if drawn else None

    def rest(self, seconds: float) -> tuple[float, int]:
        """Leave it alone, and return the percent of a core that it used and how many bytes it wrote."""
        before, until, count = self._cpu(), time.perf_counter() + seconds, 0
        while (left := until - time.perf_counter()) > 0:
            count += len(self._take(left))
        return (self._cpu() - before) / seconds * 100, count

    def hold(self, keys: Sequence[str], per_second: float, link: SlowLink) -> tuple[float, int]:
        """Send keys as from a key that is held over a slow link, and return the seconds from the last of them
        until the last byte arrived, and how many arrived.

        Raises:
            TooLong: there was no end of it.
            AssertionError: the process ended.
        """
        up, down = link.line(), link.line()
        begun = time.perf_counter()
        to_press = [(begun + n / per_second, KEYS.get(key, key).encode()) for n, key in enumerate(keys)]
        released = arrived = to_press[-1][0]
        count, silence = 0, _Silence()
        while to_press or not self._is_over(silence, max(_NOTHING, 2 * link.round_trip)):
            now = time.perf_counter()
            while to_press and to_press[0][0] <= now:
                up.send(*to_press.pop(0))
            for _moment, raw in up.arrived(now):
                self._write(raw.decode())
            for arrived, raw in down.arrived(now):
                count += len(raw)
                for _ in range(self._questions.count(raw)):
                    up.send(arrived, WELL)
            wakes = min(up.next_arrival, down.next_arrival, to_press[0][0] if to_press else now + _LOOK)
            if room := down.room(now):
                if raw := self._read_raw(max(0.0, min(wakes - now, _LOOK)), room):
                    down.send(time.perf_counter(), raw)
            else:
                time.sleep(max(0.0, min(wakes, down.next_room) - now))
            if min(up.next_arrival, down.next_arrival) < float("inf") or to_press:
                silence = _Silence()
            if now - released > LIMIT:
                raise TooLong
        return max(0.0, arrived - released), count

    def quit(self) -> float:
        """Quit, and return the milliseconds until the process has ended.

        Raises:
            TooLong: it did not end.
        """
        pressed = time.perf_counter()
        self._write(KEYS["ctrl+q"])
        while self.process.poll() is None:
            with contextlib.suppress(AssertionError):  # its side is closed, but it has not ended yet
                self._take(_LOOK)
            if time.perf_counter() > pressed + LIMIT:
                raise TooLong
        return (time.perf_counter() - pressed) * 1e3

    @property
    def memory(self) -> tuple[float | None, float | None]:
        """MiB: the most that was resident so far, and the process's share of what is resident now; None where the
        system does not say."""
        return self._mebibytes("status", "VmHWM"), self._mebibytes("smaps_rollup", "Pss")

    def _settle(self, deadline: float, quiet: float) -> Drawn | None:
        """Read until nothing has come for so long and the process does not work, and draw it; None where nothing
        came at all."""
        last, raw, silence = 0.0, b"", _Silence()
        while not self._is_over(silence, quiet if raw else _NOTHING):
            if time.perf_counter() > deadline:
                self._stream.feed(raw)
                raise TooLong
            if part := self._take(_LOOK):
                last, silence = time.perf_counter(), _Silence()
                raw += part
        self._stream.feed(raw)
        return Drawn(last, len(raw)) if raw else None

    def _is_over(self, silence: _Silence, quiet: float) -> bool:
        """Tell whether a silence is the end of it; if the process works, the silence begins anew."""
        if silence.cpu < 0 and silence.length >= _LOOK:
            silence.begun, silence.cpu = time.perf_counter(), self._cpu()
        if silence.cpu < 0 or silence.length < quiet:
            return False
        used = (self._cpu() - silence.cpu) / silence.length
        if used < _WORKS and not self._runs:
            return True
        silence.begun, silence.cpu = time.perf_counter(), self._cpu()
        return False

    def _take(self, seconds: float) -> bytes:
        """Return what comes within a time, if anything, and answer at once."""
        raw = self._read_raw(seconds, 65536)
        for _ in range(self._questions.count(raw)):
            self._answer(WELL.decode())
        return raw

    def _read_raw(self, seconds: float, count: int) -> bytes:
        if not select.select([self._master], [], [], seconds)[0]:
            return b""
        with contextlib.suppress(OSError):  # Linux's way to say that the other side is closed
            if raw := os.read(self._master, count):
                return raw
        raise AssertionError(f"it ended:\n{self.text}")

    def _cpu(self) -> float:
        """Return the seconds of a core that all its threads have used so far; 0 where the system does not say."""
        return sum(int(each.split()[0]) for each in self._of_threads("schedstat")) / 1e9

    def _mebibytes(self, name: str, what: str) -> float | None:
        with contextlib.suppress(OSError):
            told = Path(f"/proc/{self.process.pid}/{name}").read_text("ascii")
            if found := re.search(rf"^{what}:\s+(\d+) kB", told, re.MULTILINE):
                return int(found[1]) / 1024
        return None
