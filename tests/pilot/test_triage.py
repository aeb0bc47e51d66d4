"""Answering voices at one key each: one by one, a whole theme, corrected, taken back, half typed."""

from datetime import date
from pathlib import Path

from codesign.commands.replying import ReplyTo
from codesign.model import Answer, Item, Reply, Voice
from codesign.workspace import Workspace
from tests.pilot.test_home_and_board import partnership
from tests.support.doubles import NOW, capture, memory_workspace
from tests.support.screens import LARGE, Board, board

TODAY = NOW.date()


def fill(workspace: Workspace) -> None:
    opened = workspace.create("River")
    for line in (
        '"The path floods #water sector:education',
        '"My cellar floods #water',
        '"The last bus leaves at four',
        '"[red]No[/] bench anywhere #seats',
    ):
        capture(opened, line)
    capture(opened, "? Dry feet for:V1 for:V2 #water")


def voice(running: Board, number: str) -> Voice:
    found = partnership(running).numbered(number)
    assert isinstance(found, Voice)
    return found


def answers(running: Board) -> list[str]:
    found = (voice(running, f"V{n}") for n in range(1, 5))
    return [each.reply.answer.value if each.reply else "" for each in found]


async def test_a_key_and_enter_answer_a_voice_and_go_to_the_next(tmp_path: Path) -> None:
    async with board(tmp_path, demo=False, fill=fill) as running:
        await running.press("V")
        assert running.shows("Voices to answer", "4 of 4 wait for a reply", "The path floods", "N1 Dry feet")
        await running.press("a", "enter")
        assert running.shows("3 of 4 wait", "replied to V1: adopt (u undoes it)")
        await running.press("n")
        assert running.shows("V2: not possible")
        await running.press("enter")
        assert running.shows("not possible: say because of what")
        await running.enter("the cellar is private due:+2w @town-planner")
        await running.press("d")
        await running.enter("half of it")
        await running.press("p")
        await running.enter("no money")
        assert answers(running) == ["adopt", "not possible", "adapt", "park"]
        assert running.shows("Every voice has its reply, all 4 of them.")
        assert voice(running, "V1").reply == Reply(Answer.ADOPT, TODAY, "ann")
        assert voice(running, "V2").reply == Reply(Answer.NOT_POSSIBLE, TODAY, "town planner", date(2026, 12, 5))
        assert voice(running, "V2").because == "the cellar is private"
        await running.press("u", "u")
        assert running.shows("2 of 4 wait for a reply", "The last bus", "[red]No[/] bench")
        await running.press("escape")
        assert running.name == "BoardScreen"


async def test_a_whole_theme_is_answered_at_once(tmp_path: Path) -> None:
    async with board(tmp_path, demo=False, fill=fill) as running:
        await running.press("V", "t")
        assert running.shows("Which theme of V1 shall be answered as a whole?", "#water", "N1 Dry feet", "2 wait")
        await running.enter("#water")
        assert running.shows("the whole theme #water: 2 wait", "My cellar floods")
        assert not running.shows("The last bus")
        await running.press("p")
        assert running.shows("#water, 2 voices: park")
        await running.enter("next year")
        assert answers(running) == ["park", "park", "", ""]
        assert running.shows("replied to 2 voices: park", "2 of 4 wait", "The last bus")
        await running.press("u")
        assert answers(running) == [""] * 4
        await running.press("end", "t")
        assert running.shows("the whole theme #seats: 1 waits")
        await running.press("t")
        assert running.shows("4 of 4 wait")
        await running.press("k", "t")
        assert running.shows("V3 belongs to no theme")


async def test_a_yes_makes_the_action_that_follows(tmp_path: Path) -> None:
    async with board(tmp_path, demo=False, fill=fill) as running:
        await running.press("V", "p", "f2")
        assert not running.shows("and an action card")
        await running.press("escape", "a", "f2")
        assert running.shows("V1: adopt", "and an action card")
        await running.enter("Dig a drain due:2026-12-04 @county")
        card = partnership(running).numbered("A1")
        assert isinstance(card, Item)
        assert (card.title, card.due, *card.owners) == ("Dig a drain", date(2026, 12, 4), "county")
        assert card.origins == {voice(running, "V1").id}


async def test_what_was_half_typed_is_there_again_each_voice_its_own(tmp_path: Path) -> None:
    workspace = memory_workspace()
    async with board(tmp_path, demo=False, fill=fill, workspace=workspace) as running:
        await running.press("V", "p")
        await running.type("no mon")
        await running.press("escape", "down", "p")
        assert not running.shows("no mon")
        await running.type("other")
    async with board(tmp_path, demo=False, workspace=workspace) as running:
        if running.name == "BoardScreen":
            await running.press("V", "down", "p")
        assert running.shows("V2: park", "other")
        await running.press("escape", "up", "n")
        assert running.shows("V1: not possible", "no mon")
        await running.enter("ey")
        assert voice(running, "V1").because == "no money"
        await running.press("u", "home", "p")
        assert not running.shows("no money")


async def test_a_reply_is_corrected_and_taken_back(tmp_path: Path) -> None:
    async with board(tmp_path, demo=False, fill=fill) as running:
        await running.press("V", "p")
        await running.enter("no mony due:2026-12-04")
        assert not running.shows("no mony")
        await running.press("z", "end")
        assert running.shows("park, on 2026-11-21, ann, to be done by 2026-12-04", "no mony")
        await running.press("p")
        assert running.shows("V1: park", "done by Fri 4 Dec")
        await running.press("ctrl+a", "ctrl+k")
        await running.enter("no money")
        assert voice(running, "V1").because == "no money"
        await running.press("end", "b")
        assert running.shows("V1 waits for a reply again")
        assert voice(running, "V1").reply is None


async def test_who_answers_at_the_same_time_is_told(tmp_path: Path) -> None:
    async with board(tmp_path, demo=False, fill=fill) as running:
        await running.press("V", "p")
        await running.type("no money")
        opened = partnership(running)
        opened.execute(ReplyTo((voice(running, "V1"),), Answer.ADOPT, "we dig", me="bo"))
        await running.settle()
        await running.press("enter")
        assert running.shows("V1 got a reply meanwhile, from bo", "no money")
        assert voice(running, "V1").because == "we dig"


async def test_voices_are_found_and_followed(tmp_path: Path) -> None:
    async with board(tmp_path, demo=False, fill=fill) as running:
        await running.press("V", "slash")
        await running.enter("bus")
        assert running.shows("The last bus")
        assert not running.shows("The path floods")
        await running.press("a", "enter")
        assert answers(running) == ["", "", "adopt", ""]
        await running.press("escape")
        assert running.shows("The path floods")
        await running.press("T")
        assert running.name == "ThreadScreen"
        await running.press("escape", "enter")
        assert running.name == "CardScreen"


async def test_a_meeting_leads_there_too(tmp_path: Path) -> None:
    async with board(tmp_path, size=LARGE) as running:
        await running.press("enter", "m", "enter", "escape", "V")
        assert running.name == "TriageScreen"
        assert running.shows("8 of 9 wait for a reply", "oldest 16 days", "usually after 98 days")
