"""The board over SSH as people use it: a terminal, ssh, a server, a terminal there, and the program."""

from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path

import pytest

from tests.ssh.hall import TERMS, Hall
from tests.ssh.scripted import MEETING, Part, moments, spread
from tests.support.terminal import Terminal


@pytest.fixture
def hall(tmp_path: Path) -> Iterator[Hall]:
    """A hall whose server and logins are ended."""
    with ExitStack() as stack:
        yield Hall(tmp_path, stack)


@pytest.mark.parametrize("term", TERMS)
def test_a_meeting_is_typed(hall: Hall, term: str) -> None:
    login = hall.go_to_the_meeting(term)
    terminal = login.terminal
    for part in MEETING[:4]:
        terminal.send(*part.begin)
        terminal.until(part.begun)
        terminal.send(*part.keys)
        terminal.until(part.back(len(part.keys)))
        terminal.send(*part.end)
        terminal.until(part.done)
    terminal.send("ctrl+q")
    assert terminal.wait() == 0
    assert terminal.left_on == set()
    hall.wait_until_nobody_is_left(login)
    assert {part.kept for part in MEETING[:4] if part.kept} <= set(hall.words())


def test_two_facilitators_see_what_the_other_captures_and_the_same_clock(hall: Hall) -> None:
    first = hall.go_to_the_meeting(TERMS[0]).terminal
    second = hall.go_to_the_meeting(TERMS[2], link=hall.linked()).terminal
    first.send("escape", "s")
    for each in (first, second):
        each.until("5:00 Welcome, purpose")
    hall.now(2)
    for each in (first, second):
        each.until("3:00 Welcome, purpose")
    first.send('"From the first table', "enter")
    second.send("half a line of")
    second.send(" the second")
    second.until("From the first table", "half a line of the second")
    second.send("enter")
    first.until("half a line of the second")
    second.send("escape", "n")
    for each in (first, second):
        each.until("10:00 Seven strategies")
    hall.now(5)
    for each in (first, second):
        each.until("7:00 Seven strategies")
    assert _clock(first) == _clock(second)


def _clock(terminal: Terminal) -> str:
    return terminal.text.splitlines()[1]


class Typist:
    """Types the scripted meeting, and goes on after each loss of the connection."""

    def __init__(self, hall: Hall) -> None:
        self._hall = hall
        self._lost = 0
        self.acknowledged: list[str] = []
        """The words of which the screen has said that they are on record."""
        self.login = hall.go_to_the_meeting(TERMS[0])

    @property
    def terminal(self) -> Terminal:
        """The terminal now."""
        return self.login.terminal

    def type(self, place: int, cuts: list[int]) -> None:
        """Type a part of the meeting, and lose the connection when so many keys have been typed."""
        part = MEETING[place]
        self.terminal.send(*part.begin)
        self.terminal.until(part.begun)
        typed = 0
        for cut in cuts:
            until = min(cut, len(part.keys))
            self.terminal.send(*part.keys[typed:until])
            typed = until
            if cut > len(part.keys):
                self._save(part)
            elif part.kept and self._lost % 2:
                typed = self._lose_at_once(part, typed)
            else:
                self.terminal.until(part.begun, part.back(typed))
                self._lose()
                self.terminal.until(part.begun or "MT5", part.back(typed))
        self.terminal.send(*part.keys[typed:])
        if cuts[-1:] != [len(part.keys) + 1]:
            self.terminal.until(part.back(len(part.keys)))
            self.terminal.send(*part.end)
            self._take_note(part)

    def _save(self, part: Part) -> None:
        """Save, and lose the connection as soon as the screen says that it is saved."""
        self.terminal.send(*part.end)
        self._take_note(part)
        self._lose()
        self.terminal.until("MT5")

    def _take_note(self, part: Part) -> None:
        self.terminal.until(part.done, gone=part.begun if part.begun in {"Who is there?", "come again"} else "")
        if part.kept:
            self.acknowledged.append(part.kept)

    def _lose_at_once(self, part: Part, typed: int) -> int:
        """Lose the connection while the last keys are on their way: of the line is back what had arrived. Type it
        anew, and return how many keys of it stand there."""
        self._lose()
        self.terminal.until("MT5", "F1 all keys")
        line = self.terminal.text.splitlines()[21].strip()
        if not line.startswith("type what was said"):
            assert "".join(part.keys[:typed]).startswith(line), line
        self.terminal.send("\x15", *part.keys[:typed])
        self.terminal.until(part.back(typed))
        return typed

    def _lose(self) -> None:
        """Lose the connection, and log in again from another kind of terminal."""
        before = self.login
        board = before.board
        assert board in self._hall.server.children
        if self._lost % 3 == 2:
            before.terminal.hang_up()
        elif self._lost % 3:
            before.terminal.kill()
        else:
            self._hall.link.cut()
        self._lost += 1
        self._hall.wait_until_nobody_is_left(before)
        assert set(self.acknowledged) <= set(self._hall.words())
        self.login = self._hall.login(TERMS[self._lost % len(TERMS)])


def test_the_connection_is_cut_again_and_again(hall: Hall, pytestconfig: pytest.Config) -> None:
    """Nothing that the screen said was saved is lost, what was half typed is back, and no process stays behind."""
    cuts = spread(moments(), pytestconfig.getoption("--cuts"))
    typist = Typist(hall)
    for place in range(len(MEETING)):
        typist.type(place, [n for at, n in cuts if at == place])
    typist.terminal.send("ctrl+q")
    assert typist.terminal.wait() == 0
    lines = [part.kept for part in MEETING if part.kept]
    words = hall.words()
    assert [words.count(each) for each in lines] == [1] * len(lines), "each line is on record, and once"
