"""A community hall: one data folder, a clock on the wall, and facilitators whose terminals lose their power."""

import os
from contextlib import ExitStack
from datetime import UTC, datetime, timedelta
from pathlib import Path

from tests.support.terminal import Terminal, codesign

START = datetime(2026, 11, 5, 14, 0, tzinfo=UTC)
FOLDER = "harrow-creek"


class Hall:
    """One data folder, and a clock that all terminals read."""

    def __init__(self, folder: Path, stack: ExitStack) -> None:
        self.folder, self._stack = folder, stack
        self.data = folder / "data"
        self.clock = folder / "clock"
        self.now(0)

    def now(self, minutes: float) -> None:
        """Put the clock on the wall to so many minutes after the start."""
        beside = self.clock.with_suffix(".new")
        beside.write_text((START + timedelta(minutes=minutes)).isoformat(), "ascii")
        beside.replace(self.clock)

    def facilitator(self, name: str) -> "Facilitator":
        """Let somebody sit down at a terminal of 80 columns and 24 lines."""
        found = Facilitator(self, name)
        self._stack.callback(found.leave)
        return found

    def written(self, name: str) -> str:
        """Return the document that was written on the day, such as "meeting-notes"."""
        found = self.data / FOLDER / "exports" / f"{START.date()}-{name}-{FOLDER}.md"
        return found.read_text("utf-8")


class Facilitator:
    """Somebody at a terminal, with a state folder of their own as logins have."""

    def __init__(self, hall: Hall, name: str) -> None:
        self._hall = hall
        state = str(hall.folder / f"state of {name}")
        self._env = {"XDG_STATE_HOME": state, "LOGNAME": name}
        self.terminal = self._start()

    def _start(self) -> Terminal:
        return Terminal(codesign(self._hall.data, clock=self._hall.clock), env=os.environ | self._env)

    def leave(self) -> None:
        """Close the terminal that is open now."""
        self.terminal.close()

    def cut_the_power(self) -> None:
        """Kill the process as a power cut would, and start again at the same terminal."""
        self.terminal.kill()
        self.terminal.close()
        self.terminal = self._start()

    def keys(self, *keys: str) -> None:
        """Send keys while the capture line has them: an Escape first, and the line has them again afterwards."""
        self.terminal.send("escape", *keys)

    def send(self, *keys: str) -> None:
        """Send keys to whatever has them."""
        self.terminal.send(*keys)

    def until(self, *texts: str, gone: str = "") -> None:
        """Wait until the screen shows all texts, and one no more."""
        self.terminal.until(*texts, gone=gone)
