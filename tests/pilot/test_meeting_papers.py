"""Preparing a meeting with keys: its questions, its checklist and its papers."""

from pathlib import Path

from codesign.model import Item, Meeting
from codesign.views.questions import asked
from tests.pilot.test_home_and_board import partnership
from tests.support.screens import Board, board

FILES = "2026-12-03-{}-cottonwood-valley-connections.{}"


def meeting(running: Board) -> Meeting:
    found = partnership(running).numbered("MT5")
    assert isinstance(found, Meeting)
    return found


def questions(running: Board) -> list[str]:
    return [each.text for each in asked(meeting(running))]


def written(tmp_path: Path) -> list[str]:
    return sorted(each.name for each in tmp_path.rglob("*") if each.is_file())


def read(tmp_path: Path) -> str:
    """Return what stands in the one file that was written."""
    (path,) = (each for each in tmp_path.rglob("*") if each.is_file())
    return path.read_text("utf-8")


async def before(running: Board) -> None:
    """Go to what is to be done before the next meeting, from home."""
    await running.press("enter", "X", "enter")
    assert running.name == "PapersScreen"


async def test_questions_are_chosen_written_placed_and_taken_out(tmp_path: Path) -> None:
    async with board(tmp_path) as running:
        await before(running)
        await running.press("a")
        await running.type("tabletop")
        assert running.shows("Where does the handover", "Think of one person")
        await running.enter(" handover")
        assert len(questions(running)) == 1
        assert running.shows("Where does the handover", "added the question")
        await running.press("b")
        await running.enter("Round 2")
        assert asked(meeting(running))[0].block == "7"
        assert running.shows("Round 2: new tables")
        await running.press("enter")
        await running.type(" At night?")
        await running.press("ctrl+s")
        assert questions(running)[0].endswith("fall between? At night?")
        await running.press("n")
        await running.type("What did you bring [b]today[/b]?")
        await running.press("ctrl+s")
        assert running.shows("What did you bring [b]today[/b]?")
        await running.press("D")
        assert [each for each in questions(running) if "[b]" in each] == [], "the cursor went to the newest"
        await running.press("u")
        assert len(questions(running)) == 2


async def test_a_half_written_question_is_kept(tmp_path: Path) -> None:
    async with board(tmp_path) as running:
        await before(running)
        await running.press("n")
        await running.type("Who is")
        await running.press("escape", "n")
        await running.type(" missing?")
        await running.press("ctrl+s")
        assert questions(running) == ["Who is missing?"]


async def test_the_partnership_keeps_its_own_questions(tmp_path: Path) -> None:
    async with board(tmp_path) as running:
        await before(running)
        await running.press("n")
        await running.type("How is the road?")
        await running.press("ctrl+s", "K", "K")
        assert running.shows("it is kept already")
        await running.press("D", "a")
        await running.enter("our own")
        assert questions(running) == ["How is the road?"]
        await running.press("F", "enter")
        assert asked(partnership(running).partnership) == ()
        assert questions(running) == ["How is the road?"], "the meeting still asks it"


async def test_points_are_ticked_off_and_stay_so(tmp_path: Path) -> None:
    async with board(tmp_path) as running:
        await before(running)
        await running.press(*["down"] * 6)
        assert running.shows("Room: 0 of 4 done", "[ ] The room is booked")
        await running.press("enter", "down", "space")
        assert running.shows("Room: 2 of 4 done", "[x] The room is booked")
        await running.press("p")
        await running.enter("Bring the key")
        await running.press("end", "space")
        assert running.shows("Our own points: 1 of 1 done", "[x] Bring the key")
        await running.press("escape", "X", "enter", "end")
        assert running.shows("[x] Bring the key")
        assert sum(each.done for each in meeting(running).checklist.values()) == 3
        await running.press("D")
        assert not running.shows("Bring the key", "Our own points")


async def test_papers_are_looked_at_and_written_in_each_form(tmp_path: Path) -> None:
    async with board(tmp_path) as running:
        await before(running)
        await running.press("enter")
        assert running.name == "PreviewScreen"
        assert running.shows("run sheet", "it holds no voices", "f format")
        assert not running.shows("a audience")
        await running.press("w", "f", "w", "t")
        assert running.shows("<!doctype html>")
        await running.press("escape", "down", "down", "down", "down", "enter", "w")
        assert running.shows("Introductions: name, sector, one hope (10 minutes)", "agenda")
        await running.press("t")
        assert running.shows("BEGIN:VEVENT")
        await running.press("escape", "down", "enter", "w")
        assert running.shows("Winter check-in")
        assert written(tmp_path) == sorted(
            FILES.format(kind, form)
            for kind, form in (("run-sheet", "md"), ("run-sheet", "html"), ("agenda", "ics"), ("calendar", "ics"))
        )


async def test_sheets_for_as_many_tables_as_one_says(tmp_path: Path) -> None:
    async with board(tmp_path) as running:
        await before(running)
        await running.press("down", "down", "down", "enter")
        assert running.shows("for how many tables", "5"), "as many as came last time need"
        await running.enter("00")
        assert running.shows("a number of tables from 1 to 99")
        await running.press("backspace", "backspace", "backspace")
        await running.enter("2")
        await running.press("w")
    text = read(tmp_path)
    assert "table 2" in text
    assert "table 3" not in text


async def test_it_is_had_in_the_meeting_and_the_line_is_ready_again(tmp_path: Path) -> None:
    async with board(tmp_path) as running:
        await running.press("enter", "m", "enter", "escape", "X")
        assert running.shows("before the meeting", "Winter check-in", "Questions: 0")
        await running.press("escape")
        assert running.name == "MeetingScreen"
        assert running.app.screen.typing  # type: ignore[attr-defined]
        await running.enter("? typed at once")
        assert "typed at once" in [each.title for each in partnership(running).records.live(Item)]


async def test_without_a_meeting_it_says_so(tmp_path: Path) -> None:
    async with board(tmp_path, demo=False, fill=lambda workspace: workspace.create("River")) as running:
        await running.press("X")
        assert running.shows("no meeting is planned yet")
