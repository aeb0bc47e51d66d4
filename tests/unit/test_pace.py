"""One frame at a time is on its way, if the terminal says when it has come."""

import pytest

from screens.cells import Cells
from screens.pace import ANSWER, ASK, Answers, Pace

SIZE = (20, 4)


class Line:
    """What was sent, and a clock."""

    def __init__(self) -> None:
        self.sent: list[str] = []
        self.now = 0.0
        self.pace = Pace(Cells(), self.sent.append, lambda: self.now)

    def draw(self, text: str) -> None:
        self.pace.draw(f"\x1b[1;1H{text}\x1b[1;1H", SIZE)

    @property
    def asked(self) -> int:
        return "".join(self.sent).count(ASK)


@pytest.fixture
def line() -> Line:
    return Line()


def test_what_changes_meanwhile_goes_with_the_next_frame(line: Line) -> None:
    line.draw("one")
    line.pace.answered()
    for n in range(30):
        line.draw(f"frame {n}")
    assert len(line.sent) == 2, "the second is on its way"
    assert line.pace.holds_back
    line.pace.answered()
    assert len(line.sent) == 3
    assert "29" in line.sent[-1]
    assert "5" not in line.sent[-1].replace(ASK, "")
    line.pace.answered()
    assert len(line.sent) == 3
    assert not line.pace.holds_back


def test_nothing_is_held_back_before_a_terminal_answered(line: Line) -> None:
    line.draw("one")
    line.draw("two")
    assert len(line.sent) == 2
    assert line.asked == 1, "one question is enough"
    line.now = 11
    line.pace.look_at_clock()
    line.draw("three")
    line.draw("four")
    assert line.asked == 1, "a terminal that does not answer is not asked for ever"


def test_a_lost_answer_does_not_stop_the_screen(line: Line) -> None:
    line.draw("one")
    line.pace.answered()
    line.draw("two")
    line.draw("three")
    line.now = 2.9
    line.pace.look_at_clock()
    assert len(line.sent) == 2
    line.now = 3.1
    line.pace.look_at_clock()
    assert len(line.sent) == 3
    assert "hree" in line.sent[-1]


def test_a_terminal_that_was_taken_again_is_drawn_anew(line: Line) -> None:
    line.draw("one")
    line.pace.answered()
    line.draw("two")
    line.pace.begin()
    line.draw("two")
    assert line.sent[-1].startswith("\x1b[m\x1b[2J")
    assert "two" in line.sent[-1]


def test_at_the_end_nothing_is_asked_any_more(line: Line) -> None:
    line.draw("one")
    line.pace.answered()
    line.pace.finish(10)
    line.draw("two")
    assert line.asked == 1
    assert not line.pace.holds_back


def test_at_the_end_the_answer_is_waited_for_not_for_ever(line: Line) -> None:
    line.draw("one")
    line.pace.answered()
    line.draw("two")
    line.pace.finish(0.01)
    line.pace.answered()


TYPED = f"a{ANSWER}b{ANSWER}{ANSWER}\x1b[A"


@pytest.mark.parametrize("cut", [n for n in range(len(TYPED) + 1) if TYPED[n - 1 : n] != "\x1b"])
def test_answers_are_taken_out_of_keys(cut: int) -> None:
    """An escape never comes last here: the driver holds it back until it knows whether it is a key."""
    typed = TYPED
    answers, keys, count = Answers(), "", 0
    for part in (typed[:cut], typed[cut:]):
        found, more = answers.take(part)
        keys, count = keys + found, count + more
    assert (keys + answers.rest(), count) == ("ab\x1b[A", 3)


def test_an_escape_does_not_wait() -> None:
    answers = Answers()
    assert answers.take("\x1b") == ("\x1b", 0), "the driver has waited already"
    assert answers.take("x\x1b[") == ("x", 0)
    assert answers.rest() == "\x1b["


def test_what_is_covered_is_blank_at_once_and_what_waited_is_forgotten(line: Line) -> None:
    line.draw("public")
    line.pace.answered()
    line.draw("private")
    line.draw("secret")
    assert line.pace.holds_back, "the last of them waits"
    sent = len(line.sent)
    line.pace.cover()
    line.pace.answered()
    after = "".join(line.sent[sent:])
    assert "s" not in after
    assert " " * len("public") in after, "what stood there is gone"
    line.draw("wall")
    assert "wall" in line.sent[-1]
