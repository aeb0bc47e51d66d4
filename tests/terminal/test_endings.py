"""How the program ends, and what it makes of what terminals, shells and other programs do to it."""

import os
import resource
import shlex
import signal
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from pathlib import Path

import pytest

from codesign.words import say
from tests.support.crashing import WORDS
from tests.support.desk import HALF, READING, Desk
from tests.support.terminal import PATIENCE, ROOT, Terminal, codesign


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    """A desk; whatever was opened on it is closed."""
    with ExitStack() as stack:
        yield Desk(tmp_path, stack)


def check_restored(terminal: Terminal) -> None:
    """The shell that comes next finds its terminal as it left it."""
    assert terminal.left_on == set()
    assert terminal.line_mode
    assert not terminal.cursor_hidden


def check_alone(terminal: Terminal) -> None:
    """Nothing that the program started is left in its session."""
    with pytest.raises(ProcessLookupError):
        os.killpg(terminal.process.pid, 0)


def spent(act: Callable[[], object]) -> float:
    """Return the seconds of processor time of the processes that ended while something was done."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    act()
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime


def ignoring_hangups(command: list[str]) -> list[str]:
    """Start a program as nohup does."""
    return ["sh", "-c", 'trap "" HUP; exec "$@"', "sh", *command]


def deaf_to_hangups(command: list[str]) -> list[str]:
    """Start a program that no hangup signal reaches, whatever it does about it: as under programs that keep the
    signal for themselves. Only the end of the input tells it."""
    block = "import os, signal, sys; signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGHUP}); "
    return [sys.executable, "-c", f"{block}os.execv(sys.argv[1], sys.argv[1:])", *command]


SHIELDS: dict[str, Callable[[list[str]], list[str]]] = {
    "none": list,
    "ignoring": ignoring_hangups,
    "deaf": deaf_to_hangups,
}


class TestEndings:
    @pytest.mark.parametrize("key", ["q", "ctrl+q"])
    def test_it_is_quit(self, desk: Desk, key: str) -> None:
        terminal = desk.board()
        assert terminal.left_on >= {25, 1049, 1000, 1006, 2004}, "else the check afterwards would check nothing"
        assert not terminal.line_mode
        terminal.send(key)
        assert terminal.wait() == 0
        check_restored(terminal)

    @pytest.mark.parametrize("name", ["SIGTERM", "SIGHUP", "SIGQUIT"])
    def test_it_is_told_to_end(self, desk: Desk, name: str) -> None:
        terminal = desk.board_with_half_a_line()
        terminal.process.send_signal(getattr(signal, name))
        assert terminal.wait() == 0
        check_restored(terminal)
        check_alone(terminal)
        desk.check_nothing_was_lost()

    def test_the_terminal_goes_away(self, desk: Desk) -> None:
        """As when an SSH connection drops, or somebody closes the window."""

        def session(end: Callable[[Terminal], object], command: list[str]) -> float:
            terminal = desk.board(command)

            def ending() -> None:
                end(terminal)
                terminal.wait()

            used = spent(ending)
            check_alone(terminal)
            return used

        plain = codesign(desk.data)
        quit_ = session(lambda terminal: terminal.send("q"), plain)
        for shield in SHIELDS.values():
            assert session(Terminal.hang_up, shield(plain)) < 1.8 * quit_, (
                "it was busy after nobody was there any more"
            )

    @pytest.mark.parametrize("shield", ["none", "deaf"])
    def test_nothing_is_lost_when_the_terminal_goes_away(self, desk: Desk, shield: str) -> None:
        terminal = desk.board_with_half_a_line(SHIELDS[shield](codesign(desk.data)))
        terminal.hang_up()
        terminal.wait()
        desk.check_nothing_was_lost()

    @pytest.mark.parametrize("part", ["key", "timer", "drawing", "thread"])
    def test_a_part_of_it_fails(self, desk: Desk, part: str, tmp_path: Path) -> None:
        """One short line says so; an error's own words may be somebody's, and are for the private log only."""
        plain = codesign(desk.data)
        command = [plain[0], "-m", "tests.support.crashing", part, *plain[3:]]
        terminal = desk.terminal(command, answers=part != "thread")  # there an answer would be the first to fail
        if part in {"key", "thread"}:
            terminal.until("A bench at the bus stop", "? all keys")
            terminal.send("u")
        assert terminal.wait() == 1
        check_restored(terminal)
        log = tmp_path / "state" / "codesign" / "crash.log"
        _, _, after = terminal.raw.rpartition(b"\x1b[?1006l")
        assert after.decode() == f"codesign: {say('cli.crashed-log', file=log)}\r\n"
        assert WORDS.encode() not in terminal.raw
        assert "_fail" in log.read_text("utf-8")
        assert log.stat().st_mode & 0o777 == 0o600
        assert "A bench at the bus stop" in desk.run("list", "river")


class TestRefusals:
    @pytest.mark.parametrize("part", ["stdin", "stdout", "stderr"])
    def test_without_a_terminal(self, desk: Desk, part: str) -> None:
        """Each of the three in turn is no terminal, and the other two are one."""
        master, slave = os.openpty()
        streams = {"stdin": slave, "stdout": slave, "stderr": slave, part: subprocess.PIPE}
        process = subprocess.Popen(
            codesign(desk.data),
            cwd=ROOT,
            env=os.environ | {"TERM": "xterm"},
            stdin=streams["stdin"],
            stdout=streams["stdout"],
            stderr=streams["stderr"],
        )
        os.close(slave)
        try:
            piped_out, piped_error = process.communicate(b"" if part == "stdin" else None, PATIENCE)
        finally:
            process.kill()
            process.wait()
        shown = b"" if part == "stderr" and not piped_error else read_all(master)
        os.close(master)
        assert process.returncode == 1
        assert not piped_out
        said = piped_error if part == "stderr" else shown
        assert said.decode().replace("\r", "") == f"codesign: {say('cli.no-terminal')}\n"
        assert all(command in said.decode() for command in ("list", "show", "add", "export"))

    @pytest.mark.parametrize("term", ["dumb", "unknown", ""])
    def test_in_a_terminal_that_cannot_show_it(self, desk: Desk, term: str) -> None:
        terminal = desk.terminal(TERM=term)
        assert terminal.wait() == 1
        assert terminal.raw.decode() == f"codesign: {say('cli.dumb-terminal', term=term)}\r\n"
        assert "codesign list" in terminal.raw.decode()


def read_all(master: int) -> bytes:
    """Return what is left in a terminal whose process has ended."""
    raw = b""
    try:
        while piece := os.read(master, 4096):
            raw += piece
    except OSError:  # Linux's way to say that it is over
        pass
    return raw


class TestJobs:
    """Ctrl+Z and fg need a shell with job control: without one nobody could wake the program."""

    def shell(self, desk: Desk, line: str) -> Terminal:
        """Start the program from a shell, type half a line and press Ctrl+Z."""
        terminal = desk.terminal(["sh", "-i"], PS1="shell> ", BOARD=shlex.join(codesign(desk.data)))
        terminal.until("shell>")
        terminal.send(line, "enter")
        terminal.until("River Clean-up", "A bench at the bus stop", "? all keys", gone="shell>")
        terminal.send("a", HALF)
        terminal.until(HALF, READING, "save Esc leave F1 all keys")
        return terminal

    @pytest.mark.parametrize("line", ["$BOARD", "sh -c 'eval $BOARD; true'"])
    def test_it_stops_and_comes_back(self, desk: Desk, line: str) -> None:
        """Directly under the shell, and under another program that waits for it."""
        terminal = self.shell(desk, line)
        before = terminal.text
        for command in ("jobs", "bg"):
            terminal.send("ctrl+z")
            terminal.until("shell>")
            check_restored(terminal)
            terminal.send(f"clear; {command}; echo do''ne", "enter")
            terminal.until("done")
            terminal.send("fg", "enter")
            terminal.until_same(before)
            assert not terminal.line_mode
        terminal.send("rary", "enter")
        terminal.until("captured N2")
        terminal.send("escape", "q")
        terminal.until("shell>")
        check_restored(terminal)
        terminal.send("exit", "enter")
        terminal.wait()

    def test_without_a_shell_it_does_not_fall_asleep_for_ever(self, desk: Desk) -> None:
        """A window or a login that runs nothing but the program has nobody to type fg."""
        terminal = desk.board_with_half_a_line()
        before = terminal.text
        terminal.send("ctrl+z")
        terminal.until_true(lambda: terminal.raw.count(b"\x1b[?1049h") == 2, "it did not take the terminal again")
        terminal.until_same(before)
        terminal.send("rary", "enter")
        terminal.until("captured N3")

    def test_it_is_stopped_and_woken_by_somebody_else(self, desk: Desk) -> None:
        """As a supervisor does, or kill; it must not start to read keys twice."""
        terminal = desk.board_with_half_a_line()
        before = terminal.text
        for _again in range(3):
            terminal.process.send_signal(signal.SIGSTOP)
            os.waitid(os.P_PID, terminal.process.pid, os.WSTOPPED)
            terminal.scribble("\x1b[H\x1b[2J something else ")
            terminal.process.send_signal(signal.SIGCONT)
            terminal.until_same(before)
        terminal.send("rary", "enter")
        terminal.until("captured N3", "A ramp #acc at the")
        terminal.send("escape", "q")
        assert terminal.wait() == 0
        check_restored(terminal)


PLACES = {
    "home": (
        ["escape"],
        ["Co-design session board", "River Clean-up", "0 open commitments", "open n new", "? all keys"],
    ),
    "board": ([], []),
    "line": (["a", HALF], [HALF, READING, "save Esc leave F1 all keys"]),
    "card": (["enter"], ["N1 A bench at the bus stop saved", "history", "captured N1 (", "Esc back ? all keys"]),
    "form": (["escape", "n", "Half a na"], ["Begin", "Enter saves", "Half a na"]),
    "meeting": (
        ["m", "workshop", "enter", "enter", HALF],
        ["MT1", "not started", HALF, READING, "Esc keys"],
    ),
}
"""Where somebody may be: the keys that lead there from the board, and what tells that all of it is drawn."""


def wait_for_the_keys(terminal: Terminal) -> None:
    """Wait until the program has dealt with every key that was sent, though it shows nothing of them: it leaves
    the terminal and takes it again for Ctrl+Z, which comes after them."""
    taken = terminal.raw.count(b"\x1b[?1049h")
    terminal.send("ctrl+z")
    terminal.until_true(lambda: terminal.raw.count(b"\x1b[?1049h") > taken, "the keys were not dealt with")


class TestSurvival:
    @pytest.mark.parametrize("place", ["home", "line", "card", "form"])
    def test_a_repaint(self, desk: Desk, place: str) -> None:
        """Ctrl+L, after something else wrote over the screen."""
        terminal = self._go(desk, place)
        before = terminal.text
        terminal.scribble("".join(f"\x1b[{line};1HBroadcast message from root" for line in range(1, 25)))
        assert terminal.text != before
        terminal.send("ctrl+l")
        terminal.until_same(before)

    @pytest.mark.parametrize("place", PLACES)
    def test_a_terminal_without_room(self, desk: Desk, place: str) -> None:
        terminal = self._go(desk, place)
        before = terminal.text
        for size in ((20, 5), (3, 1), (29, 24), (80, 7)):
            terminal.resize(*size)
            terminal.until("Make the window larger" if size != (3, 1) else "Ma")
        terminal.resize(20, 5)
        terminal.until("Make the window larger. Everything is kept. Ctrl+Q quits.")
        if place in {"line", "meeting", "form"}:
            terminal.send("x")  # what is typed goes where it went before
        else:
            terminal.send("escape", "D", "n", "enter")  # but no key does what nobody can see
            wait_for_the_keys(terminal)
        terminal.resize(80, 24)
        if place in {"line", "meeting", "form"}:
            terminal.until("libx" if place != "form" else "nax")
            terminal.send("backspace")
        terminal.until_same(before)

    @staticmethod
    def _go(desk: Desk, place: str) -> Terminal:
        terminal = desk.board()
        keys, texts = PLACES[place]
        terminal.send(*keys)
        terminal.until(*texts)
        return terminal

    def test_it_starts_without_room(self, desk: Desk) -> None:
        terminal = desk.terminal(size=(20, 5))
        terminal.until("Make the window larger. Everything is kept. Ctrl+Q quits.")
        terminal.resize(80, 24)
        terminal.until("River Clean-up", "A bench at the bus stop", "? all keys", gone="Make the window larger")
        terminal.resize(20, 5)
        terminal.until("Make the window larger")
        terminal.send("ctrl+q")
        assert terminal.wait() == 0
        check_restored(terminal)

    def test_a_shell_that_remembers_another_size(self, desk: Desk) -> None:
        """Some shells and tools export the size that a window had once."""
        terminal = desk.terminal(COLUMNS="40", LINES="10")
        terminal.until("River Clean-up", "saved", "need · raised", "? all keys")
        assert terminal.text.splitlines()[0].endswith(" saved")
        assert len(terminal.text.splitlines()[0]) == 79
        assert "? all keys" in terminal.text.splitlines()[23]

    def test_two_programs_on_one_folder(self, desk: Desk) -> None:
        first, second = desk.board(), desk.board()
        first.send("a", HALF)
        first.until(HALF, READING)
        second.send("a", "? A light over the path", "enter")
        second.until("captured N2", "A light over the path", gone="ramp")
        first.until("A light over the path", HALF)
        first.send("rary", "enter")
        first.until("captured N3", "A ramp #acc at the")
        second.until("A ramp #acc at the")
        second.send("half of another")
        second.until("half of another")
        for terminal in (first, second):
            terminal.send("ctrl+q")
            assert terminal.wait() == 0
        assert "half of another" not in first.text
        listed = desk.run("list", "river")
        assert all(text in listed for text in ("A bench", "A light over the path", "at the library"))

    def test_a_half_typed_line_is_one_program_s_own(self, desk: Desk) -> None:
        first = desk.board()
        first.send("a", HALF)
        first.until(HALF, READING)
        second = desk.board()
        assert not second.shows("ramp")
        second.send("a")
        second.until("F1")
        assert not second.shows("ramp")
        second.send("x")
        second.until("x", READING[:4])
        first.kill()  # now its seat is free, and its line waits for whoever comes next
        third = desk.terminal()
        third.until(HALF, READING)
