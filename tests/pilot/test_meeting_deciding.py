"""Deciding in a meeting: options, dots, fingers, concerns, the sentence; and what was promised last time."""

from datetime import date
from pathlib import Path

from codesign.commands.attendance import CountSector
from codesign.commands.deciding import AddOption, Ask
from codesign.commands.meetings import Plan
from codesign.model import Commitment, CommitmentState, Decision, HowDecided, Meeting
from codesign.templates import template
from codesign.workspace import Workspace
from tests.pilot.test_home_and_board import partnership
from tests.support.doubles import capture
from tests.support.screens import LARGE, Board, board


def room(workspace: Workspace) -> None:
    """A meeting of ten people, planned for today."""
    opened = workspace.create("River")
    opened.execute(Plan(template("blank"), date(2026, 11, 21)))
    for sector, people in (("community", 6), ("caregiver", 4)):
        opened.execute(CountSector(opened.numbered("MT1").id, sector, people))


def question(workspace: Workspace) -> None:
    """The meeting, and a question with two options before it."""
    room(workspace)
    opened = workspace.open("river")
    opened.execute(Ask("Where do we [meet]?", opened.numbered("MT1").id))
    for option in ("the library", "do nothing"):
        decision = opened.numbered("D1")
        assert isinstance(decision, Decision)
        opened.execute(AddOption(decision, option))
    opened.close()


def promises(workspace: Workspace) -> None:
    """A meeting today, and four promises, two of them due by then."""
    room(workspace)
    opened = workspace.open("river")
    for n in range(1, 5):
        capture(opened, f"! Promise {n} due:2026-11-2{n - 1}")
    opened.close()


def decision(running: Board) -> Decision:
    found = partnership(running).numbered("D1")
    assert isinstance(found, Decision)
    return found


def promise(running: Board, number: str) -> Commitment:
    found = partnership(running).numbered(number)
    assert isinstance(found, Commitment)
    return found


async def deciding(running: Board) -> None:
    await running.press("m", "enter", "escape", "D")
    assert running.name == "DecidingScreen"


class TestDeciding:
    async def test_from_the_question_to_the_sentence(self, tmp_path: Path) -> None:
        async with board(tmp_path, demo=False, fill=room, size=LARGE) as running:
            await deciding(running)
            assert running.shows("Nothing to decide yet. a asks")
            await running.press("a")
            await running.enter("Where do we [meet]?")
            assert running.shows("D1 in the making", "Where do we [meet]?", "none yet: o adds one")
            await running.press("v")
            assert running.shows("one option is no choice")
            for option in ("the library", "do nothing"):
                await running.press("o")
                await running.enter(option)
            await running.press("v", "enter", "7", "down", "3", "enter")
            assert running.shows("10 dots counted. 10 people with 1 each have 10.", "the library")
            await running.press("f")
            assert running.shows("3 I can live with it", "0 no, stop here")
            await running.press("5", "down", "right", "right", "right", "2", "enter")
            assert running.shows("2 people showed below 3 (family caregiver 2): hear them")
            assert running.shows("2 people below 3 still to hear")
            await running.press("r")
            assert running.shows("family caregiver"), "its people are to be heard"
            await running.enter("No bus goes there")
            assert running.shows("1 person below 3 still to hear, 1 concern open")
            await running.press("y")
            await running.type("We drive")
            await running.press("tab")
            await running.enter("+2w")
            assert running.shows("Reply: We drive (by Sat 5 Dec)")
            await running.press("g")
            assert running.shows("fist to five")
            await running.enter(" it is")
            made = decision(running)
            assert (made.text, made.how) == ("the library it is", HowDecided.FIST_TO_FIVE)
            assert made.agreed == date(2026, 11, 21)
            assert running.shows("decided Sat 21 Nov by fist to five", "1 person below 3 still to hear")
            await running.press("w")
            await running.enter("+1m")
            assert decision(running).review == date(2026, 12, 21)
            await running.press("u", "u")
            assert decision(running).agreed is None, "no step is irreversible"
            await running.press("escape")
            assert running.name == "MeetingScreen"
            await running.enter("? the line has the keys")
            assert partnership(running).numbered("N1").headline == "the line has the keys"

    async def test_bars_are_as_long_as_the_votes(self, tmp_path: Path) -> None:
        async with board(tmp_path, demo=False, fill=question, size=LARGE) as running:
            await deciding(running)
            await running.press("v", "enter", "8", "down", "4", "enter")
            longer, shorter = (line.count("\u2588") for line in running.lines if "\u2588" in line)
            assert longer == shorter * 2

    async def test_more_dots_than_people_have_are_said_in_words(self, tmp_path: Path) -> None:
        async with board(tmp_path, demo=False, fill=question, size=LARGE) as running:
            await deciding(running)
            await running.press("v")
            await running.press("backspace")
            await running.enter("none")
            assert running.shows("none is no number of dots")
            await running.press(*["backspace"] * 4)
            await running.enter("2")
            assert running.shows("10 people with 2 dots each have 20.")
            await running.press("1", "8", "down", "3")
            told = "21 dots counted, more than the 20 that 10 people with 2 each have."
            assert running.shows(told)
            await running.press("enter")
            assert running.shows(told), "it is kept, and stays said"
            assert (decision(running).dots, decision(running).counts["do nothing"]) == (2, 3)

    async def test_a_decision_of_the_capture_line_can_be_completed(self, tmp_path: Path) -> None:
        async with board(tmp_path, demo=False, fill=room) as running:
            await running.press("m", "enter")
            await running.enter("= We meet on Tuesdays")
            await running.press("escape", "D")
            assert running.shows("D1 decided Sat 21 Nov", "We meet on Tuesdays")
            await running.press("r")
            await running.type("Not in winter")
            await running.press("tab")
            await running.enter("pirates")
            assert running.shows("pirates is no sector here")
            await running.press("escape", "r")
            assert running.shows("Not in winter"), "what was typed is kept"
            await running.press("escape", "e")
            assert running.name == "CardScreen"

    async def test_of_several_concerns_the_one_under_the_cursor_is_replied_to(self, tmp_path: Path) -> None:
        async with board(tmp_path, demo=False, fill=question, size=LARGE) as running:
            await deciding(running)
            for concern in ("first", "second"):
                await running.press("r")
                await running.enter(concern)
            await running.press("y")
            assert running.shows("Reply to which concern?")
            await running.press("escape", "enter", "end", "up", "up", "enter")
            await running.enter("so be it")
            replies = {each.text: each.reply for each in decision(running).reservations.values()}
            assert sorted(replies.values()) == ["", "so be it"]
            await running.press("escape")
            assert running.name == "DecidingScreen", "from the path back to the list"

    async def test_the_vision_is_agreed_on_its_own_screen(self, tmp_path: Path) -> None:
        async with board(tmp_path) as running:
            await running.press("enter", "m", "enter", "escape", "D")
            assert running.shows("Vision 3", "1 concern open")
            await running.press("enter")
            assert running.name == "VisionScreen"
            await running.press("escape", "V")
            assert running.name == "VisionScreen"


class TestSinceLastTime:
    async def test_each_promise_is_settled_by_one_key(self, tmp_path: Path) -> None:
        async with board(tmp_path, demo=False, fill=promises) as running:
            await running.press("m", "enter")
            assert running.shows("Since last time: 2 promises", "kept 0 of 2"), "before anybody asks for it"
            assert running.shows("C1  commitment · open", "C2  commitment · open")
            await running.press("escape")
            assert running.shows("Y H kept, partly", "N R not, released", "? all keys")
            await running.press("Y")
            assert running.shows("C1  commitment · kept", "kept 1 of 2")
            await running.press("H")
            assert running.shows("Partly kept")
            await running.enter("half of it")
            half = promise(running, "C2")
            assert (half.state, half.because) == (CommitmentState.PARTLY, "half of it")
            await running.press("u")
            assert promise(running, "C2").state is CommitmentState.OPEN

    async def test_not_kept_may_have_no_reason_and_released_must(self, tmp_path: Path) -> None:
        async with board(tmp_path, demo=False, fill=promises) as running:
            await running.press("m", "enter", "escape", "end", "N", "enter")
            assert promise(running, "C2").state is CommitmentState.NOT_KEPT
            await running.press("R")
            assert running.shows("Released is not failed")
            await running.press("enter")
            assert running.shows("say why C1 is released"), "the cursor has gone on to what is open"
            await running.enter("the bridge is closed")
            assert promise(running, "C1").state is CommitmentState.RELEASED
            assert running.shows("kept 0 of 1"), "it counts neither as kept nor as due"

    async def test_a_promise_moves_to_a_new_date(self, tmp_path: Path) -> None:
        async with board(tmp_path, demo=False, fill=promises) as running:
            await running.press("m", "enter", "escape", "end", "T")
            await running.enter("yesterday")
            assert running.shows("yesterday is no date")
            await running.press(*["backspace"] * 9)
            await running.enter("+2w")
            moved = promise(running, "C2")
            assert (moved.due, moved.moved_from) == (date(2026, 12, 5), (date(2026, 11, 21),))
            assert running.shows("C2 moved to 2026-12-05")

    async def test_a_promise_of_today_is_not_settled_by_a_stray_key(self, tmp_path: Path) -> None:
        async with board(tmp_path, demo=False, fill=room) as running:
            await running.press("m", "enter")
            await running.enter("! Ask the county due:fri")
            await running.press("escape", "l", "Y")
            assert promise(running, "C1").state is CommitmentState.OPEN
            assert not running.shows("kept, partly")
            assert isinstance(partnership(running).numbered("MT1"), Meeting)
