"""The tour as data: what is a step, and what is none."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from codesign.changes import Change
from codesign.commands.cards import Advance, Move
from codesign.model import Phase
from screens.look import Look
from screens.tour.guide import words_of
from screens.tour.steps import STEPS, Arrived, Did, Event, Tour
from tests.support.doubles import capture, demo


def at(name: str) -> Tour:
    """Return the tour at a step."""
    return Tour([step.name for step in STEPS].index(name))


def made(line: str) -> Change:
    """Return the change that a captured line makes."""
    opened = demo()
    capture(opened, line)
    return list(opened.history())[-1].change


def moved(phase: Phase) -> Change:
    """Return the change that moves a need of the demo."""
    opened = demo()
    done = opened.execute(Move((opened.numbered("N1").id,), phase))
    assert done is not None
    return done.change


def advanced(number: str) -> Change:
    """Return the change that takes a card to its next status."""
    opened = demo()
    done = opened.execute(Advance((opened.numbered(number).id,), 1))
    assert done is not None
    return done.change


def undone() -> Change:
    """Return the change that takes another back."""
    opened = demo()
    capture(opened, "? A bench")
    return opened.undo().change


@pytest.mark.parametrize(
    ("name", "event"),
    [
        ("move", Did("board", "cursor")),
        ("capture", made("? A bench")),
        ("forward", moved(Phase.CO_DESIGN)),
        ("answer", made("* a volunteer for:N1")),
        ("thread", Arrived("thread")),
        ("meeting", Arrived("meeting")),
        ("clock", Did("meeting", "go")),
        ("notes", Arrived("preview")),
        ("undo", undone()),
    ],
)
def test_each_step_is_done_by_doing_it(name: str, event: Event) -> None:
    assert at(name).after(event) == at(name).skipped()


@pytest.mark.parametrize(
    ("name", "event"),
    [
        ("move", Did("board", "help")),
        ("capture", made("* An idea")),
        ("capture", made('"What somebody said')),
        ("forward", moved(Phase.CO_EVALUATE)),
        ("forward", advanced("A3")),
        ("answer", made("* an idea of its own")),
        ("answer", made("? A need")),
        ("thread", Arrived("card")),
        ("clock", Did("board", "go")),
        ("undo", made("? A bench")),
    ],
)
def test_nothing_else_is_it(name: str, event: Event) -> None:
    assert at(name).after(event) == at(name)


@given(st.lists(st.sampled_from(["skip", "back", "happened"])))
def test_it_stays_between_its_first_step_and_its_end(moves: list[str]) -> None:
    tour = Tour()
    for move in moves:
        before = tour.at
        moved_on = {"skip": tour.skipped(), "back": tour.back(), "happened": tour.after(Arrived("thread"))}
        tour = moved_on[move]
        assert 0 <= tour.at <= len(STEPS)
        assert abs(tour.at - before) <= 1
        assert (tour.step is None) == (tour.at == len(STEPS))


@pytest.mark.parametrize("step", STEPS, ids=lambda step: step.name)
def test_each_step_is_a_sentence_or_two_that_fit_on_two_lines(step: object) -> None:
    assert len(words_of(step, Look(ascii_only=True))) <= 140  # type: ignore[arg-type]
