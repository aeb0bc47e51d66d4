"""A server in the next room, and facilitators who log in to it."""

import os
import subprocess
from contextlib import ExitStack
from datetime import UTC, datetime, timedelta
from pathlib import Path

from codesign.cli.compose import Composition
from tests.support.link import Link
from tests.support.sshd import Server, is_there, remembering, until
from tests.support.terminal import ROOT, Terminal, codesign

START = datetime(2026, 11, 26, 14, 0, tzinfo=UTC)
FOLDER = "cottonwood-valley-connections"
TERMS = ("xterm-256color", "screen-256color", "linux")


class Login:
    """Somebody who is logged in: their terminal, and the board at the other end."""

    def __init__(self, terminal: Terminal, pid_file: Path) -> None:
        self.terminal = terminal
        self._pid_file = pid_file

    @property
    def board(self) -> int:
        """The process of the board."""
        until(lambda: self._pid_file.exists() and bool(self._pid_file.read_text("ascii")), "it did not start")
        return int(self._pid_file.read_text("ascii"))


class Hall:
    """A data folder with the demo on a server, a clock on the wall, and a link that can be cut."""

    def __init__(self, folder: Path, stack: ExitStack) -> None:
        self._folder, self._stack, self._logins = folder, stack, 0
        folder.mkdir(exist_ok=True)
        self.data = folder / "data"
        self._env = {f"XDG_{name}_HOME": str(folder / name.lower()) for name in ("STATE", "DATA", "CONFIG")}
        self._clock = folder / "clock"
        self.now(0)
        make = codesign(self.data, "demo", "--no-open", clock=self._clock)
        subprocess.run(make, check=True, cwd=ROOT, capture_output=True, env=os.environ | self._env)
        self.server = Server(folder / "ssh")
        stack.callback(self.server.close)
        self.link = self.linked()

    def linked(self, *, bits_per_second: float = 0, round_trip: float = 0.0) -> Link:
        """Return a link to the server of its own."""
        link = Link(self.server.port, bits_per_second=bits_per_second, round_trip=round_trip)
        self._stack.callback(link.close)
        return link

    def now(self, minutes: float) -> None:
        """Put the clock on the wall to so many minutes after the start."""
        beside = self._clock.with_suffix(".new")
        beside.write_text((START + timedelta(minutes=minutes)).isoformat(), "ascii")
        beside.replace(self._clock)

    def login(self, term: str, *, link: Link | None = None) -> Login:
        """Log in from a terminal of 80 columns and 24 lines, and start the board."""
        self._logins += 1
        pid_file = self._folder / f"board-{self._logins}"
        command = remembering(pid_file, codesign(self.data, clock=self._clock))
        terminal = Terminal(
            self.server.login(command, self._env, (link or self.link).port), env={"TERM": term}, answers=True
        )
        self._stack.callback(terminal.close)
        return Login(terminal, pid_file)

    def go_to_the_meeting(self, term: str, *, link: Link | None = None) -> Login:
        """Log in, and go from home to the meeting that is ahead."""
        found = self.login(term, link=link)
        terminal = found.terminal
        terminal.until("Cottonwood Valley", "? all keys")
        terminal.send("enter")
        terminal.until("[co-define", "? all keys")
        terminal.send("m")
        terminal.until("Which meeting?", "Winter check-in")
        terminal.send("enter")
        terminal.until("MT5", "F1 all keys")
        return found

    def wait_until_nobody_is_left(self, login: Login) -> None:
        """Wait until the board has ended, and with it all that the server had started for it."""
        board = login.board
        until(lambda: not is_there(board), "the board stayed behind")
        until(lambda: not self.server.children, "something of the login stayed behind")
        login.terminal.wait()

    def words(self) -> list[str]:
        """Return the words of every record, as they are on the disk."""
        opened = Composition(str(self.data)).workspace.open(FOLDER)
        try:
            return [each.headline for each in opened.records]
        finally:
            opened.close()
