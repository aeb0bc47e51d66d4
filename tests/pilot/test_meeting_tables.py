"""Tables in a meeting with keys: who sits with whom, and what the tables answered."""

from pathlib import Path

from codesign.commands.meetings import End, Plan, Start
from codesign.commands.preparing import AddQuestions
from codesign.model import Attribution, Audience, Meeting, Permission, Voice, VoiceKind
from codesign.templates import template
from codesign.views import seating
from codesign.workspace import Workspace
from screens.answers.screen import AnswersScreen
from screens.tables.screen import TablesScreen
from tests.pilot.test_home_and_board import partnership
from tests.support.doubles import NOW
from tests.support.meetings import count_people
from tests.support.screens import Board, board

WORKS, HINDERS = "What works [here]?", "What stands in the way?"


def hall(workspace: Workspace) -> None:
    """A workshop that runs, with two questions and 25 people."""
    opened = workspace.create("River")
    opened.execute(Plan(template("workshop-90"), NOW.date()))
    meeting = opened.numbered("MT1").id
    counts = {"community": 8, "education": 7, "municipal": 5, "caregiver": 5}
    count_people(opened, meeting, counts)
    opened.execute(AddQuestions(meeting, (WORKS, HINDERS)))
    opened.execute(Start(meeting))


def meeting(running: Board) -> Meeting:
    found = partnership(running).numbered("MT1")
    assert isinstance(found, Meeting)
    return found


def tables(running: Board) -> tuple[tuple[str, ...], ...]:
    now = meeting(running)
    return now.rounds[seating.rounds(now)[-1]].tables


def voice(running: Board, number: str) -> Voice:
    found = partnership(running).numbered(number)
    assert isinstance(found, Voice)
    return found


async def to_tables(running: Board, state: str = "running") -> None:
    """Go from the board to the tables of the meeting."""
    await running.press("m")
    await running.enter(state)
    await running.press("escape", "g")
    assert isinstance(running.app.screen, TablesScreen)


async def to_answers(running: Board, state: str = "running") -> None:
    """Go from the board to the answers of the tables."""
    await to_tables(running, state)
    await running.press("a")
    assert isinstance(running.app.screen, AnswersScreen)


class TestTables:
    async def test_tables_are_made_read_out_and_made_again_at_80_columns(self, tmp_path: Path) -> None:
        async with board(tmp_path, demo=False, fill=hall) as running:
            await to_tables(running)
            assert running.shows("25 people there", "no round yet", "m seats everybody who is there")
            await running.press("m")
            assert running.shows("round 1 of 1", "5 tables of 5. No table has fewer than 4 sectors")
            assert running.shows(*(f"Table {n} · 5 people" for n in range(1, 6))), "all tables at once"
            first = tables(running)
            await running.press("m")
            assert tables(running) != first
            await running.press("u")
            assert tables(running) == first
            await running.press("r")
            assert running.shows("round 2 of 2", "None of 50 pairs at a table meet again, the least possible.")
            await running.press("left")
            assert running.shows("round 1 of 2")
            assert not running.shows("meet again")
            await running.press("right", "D")
            assert running.shows("round 1 of 1")

    async def test_the_size_is_chosen(self, tmp_path: Path) -> None:
        async with board(tmp_path, demo=False, fill=hall) as running:
            await to_tables(running)
            await running.press("z")
            await running.enter("pairs")
            assert running.shows("1 table of 3 and 11 tables of 2: the nearest to tables of 2")
            await running.press("plus", "plus")
            assert running.shows("1 table of 5 and 5 tables of 4")
            await running.press("minus")
            assert running.shows("1 table of 4 and 7 tables of 3")
            await running.press("z")
            await running.enter("another")
            await running.press("backspace")
            await running.enter("x")
            assert running.shows("a whole number, please")
            await running.press("backspace", "8", "down", "backspace", "9", "enter")
            assert running.shows("1 table of 9 and 2 tables of 8.")

    async def test_who_comes_late_gets_a_seat_and_nobody_moves(self, tmp_path: Path) -> None:
        async with board(tmp_path, demo=False, fill=hall) as running:
            await to_tables(running)
            await running.press("m")
            before = tables(running)
            await running.press("escape", "escape", "w", "9", "down", "4", "enter", "escape", "g")
            assert running.shows("1 person came late and has no seat", "1 person has left", "s empties the seat")
            await running.press("s")
            assert not running.shows("has no seat")
            assert sorted(map(len, tables(running))) == [5] * 5
            stayed = {key for table in before for key in table} - {"caregiver 5"}
            assert [[key for key in table if key in stayed] for table in before] == [
                [key for key in table if key in stayed] for table in tables(running)
            ]

    async def test_somebody_is_moved_by_hand(self, tmp_path: Path) -> None:
        async with board(tmp_path, demo=False, fill=hall) as running:
            await to_tables(running)
            await running.press("m", "v")
            await running.enter("caregiver no. 2")
            assert running.shows("To which table does family caregiver no. 2 move?")
            await running.enter("new")
            assert tables(running)[5] == ("caregiver 2",)
            assert running.shows("family caregiver no. 2 now sits at table 6")

    async def test_what_a_round_is_for_and_the_way_back_to_the_line(self, tmp_path: Path) -> None:
        async with board(tmp_path, demo=False, fill=hall) as running:
            await to_tables(running)
            await running.press("m")
            assert running.shows("round 1 of 1 · Welcome, purpose, consent notice"), "the block that is running"
            await running.press("f")
            await running.enter("works")
            assert running.shows("round 1 of 1 · question 1: What works [here]?")
            await running.press("L")
            assert running.name == "LargeScreen"
            await running.press("escape", "escape")
            await running.enter("? at once")
            assert partnership(running).numbered("N1").headline == "at once"


class TestAnswers:
    async def test_line_after_line_for_the_table_under_the_cursor(self, tmp_path: Path) -> None:
        async with board(tmp_path, demo=False, fill=hall) as running:
            await to_answers(running)
            assert running.shows("1. What works [here]?", "2. What stands in the way?", "T5")
            assert running.shows("Table 1 · 1. What works [here]?", "not yet: tables 1, 2, 3, 4, 5")
            await running.enter("The bus")
            await running.enter("The school café sector:education")
            assert running.shows("not yet: tables 2, 3, 4, 5", "The school café")
            await running.press("pagedown", "f2")
            await running.enter("A ride home")
            await running.press("down", "f2")
            await running.enter("Three forms")
            found = [voice(running, f"V{n}") for n in range(1, 5)]
            assert [(each.table, each.question, each.kind) for each in found] == [
                (1, WORKS, VoiceKind.VOICE),
                (1, WORKS, VoiceKind.VOICE),
                (2, WORKS, VoiceKind.SUCCESS),
                (2, HINDERS, VoiceKind.CHALLENGE),
            ]
            assert all(each.meeting == meeting(running).id and each.block == "1" for each in found)
            assert found[1].sector == "education"

    async def test_the_grid_is_walked_with_the_arrows_and_digits(self, tmp_path: Path) -> None:
        async with board(tmp_path, demo=False, fill=hall) as running:
            await to_answers(running)
            await running.press("escape", "down", "4")
            assert running.shows("Table 4 · 2. What stands in the way?")
            await running.press("left", "up", "a")
            await running.enter("from the line again")
            assert (voice(running, "V1").table, voice(running, "V1").question) == (3, WORKS)
            await running.press("escape", "p")
            await running.press("r", "3", "enter")
            assert voice(running, "V1").permission == Permission(Attribution.ROLE, Audience.PUBLIC)

    async def test_a_number_of_a_sheet_leads_to_its_place(self, tmp_path: Path) -> None:
        async with board(tmp_path, demo=False, fill=hall) as running:
            await to_answers(running)
            await running.enter("t4-2-1")
            assert running.shows("Table 4 · 2. What stands in the way?")
            await running.enter("Forms")
            await running.enter("T9-1-3 A table that came late")
            assert running.shows("Table 9 · 1. What works [here]?", "T9")
            assert [(voice(running, f"V{n}").table, voice(running, f"V{n}").question) for n in (1, 2)] == [
                (4, HINDERS),
                (9, WORKS),
            ]
            await running.enter("T1-7-1 no such question")
            assert running.shows("T1-7-1: this meeting has no such question", "T1-7-1 no such question")
            await running.press(*["backspace"] * len("T1-7-1 no such question"))
            await running.enter("t30-2-1")
            await running.enter("Far away")
            assert voice(running, "V3").table == 30

    async def test_a_paper_sheet_is_typed_in_long_after_the_meeting(self, tmp_path: Path) -> None:
        async with board(tmp_path, demo=False, fill=hall) as running:
            partnership(running).execute(End(meeting(running).id))
            running.clock.forward(days=14)
            await to_answers(running, "ended")
            await running.press("f6")
            assert running.shows("A paper sheet: one answer on each line")
            await running.paste("T2-1-1 The bus as:role @driver\nT2-1-2 Nurses who stay\nT3-2-1 Forms")
            await running.press("escape", "f6")
            assert running.shows("T3-2-1 Forms"), "what was typed is kept"
            await running.press("tab")
            await running.type("as:nobody")
            await running.press("enter")
            assert running.shows("as:nobody: that is no permission")
            await running.press(*["backspace"] * 6)
            await running.enter("anonymous to:public")
            assert running.shows("captured 3 answers, V1 to V3", "Table 3 · 2. What stands in the way?")
            anybody = Permission(Attribution.ANONYMOUS, Audience.PUBLIC)
            assert [voice(running, f"V{n}").permission for n in (1, 2, 3)] == [
                Permission(Attribution.ROLE, Audience.ROOM),
                anybody,
                anybody,
            ]
            assert [voice(running, f"V{n}").table for n in (1, 2, 3)] == [2, 2, 3]

    async def test_one_permission_for_the_lines_that_follow(self, tmp_path: Path) -> None:
        async with board(tmp_path, demo=False, fill=hall) as running:
            await to_answers(running)
            await running.press("f4", "s", "2", "enter")
            assert running.shows("next lines: voice · ")
            await running.enter("one")
            await running.enter("two as:anonymous to:public")
            assert voice(running, "V1").permission == Permission(Attribution.SECTOR, Audience.PARTNERS)
            assert voice(running, "V2").permission == Permission(Attribution.ANONYMOUS, Audience.PUBLIC)

    async def test_a_paste_is_several_answers_after_one_question(self, tmp_path: Path) -> None:
        async with board(tmp_path, demo=False, fill=hall) as running:
            await to_answers(running)
            await running.paste("one\nT2-2-1 two\nthree")
            await running.press("enter")
            assert [voice(running, f"V{n}").table for n in (1, 2, 3)] == [1, 2, 2]

    async def test_a_half_typed_answer_is_back(self, tmp_path: Path) -> None:
        async with board(tmp_path, demo=False, fill=hall) as running:
            await to_answers(running)
            await running.type("half a")
            await running.press("escape", "q", "a")
            await running.enter("n answer")
            assert voice(running, "V1").text == "half an answer"

    async def test_many_tables_and_questions_are_reached_on_a_small_screen(self, tmp_path: Path) -> None:
        def crowd(workspace: Workspace) -> None:
            hall(workspace)
            (folder,) = workspace.folders()
            opened = workspace.open(folder)
            found = opened.numbered("MT1").id
            count_people(opened, found, {"community": 100})
            opened.execute(AddQuestions(found, tuple(f"Another question {n}?" for n in range(20))))

        async with board(tmp_path, demo=False, fill=crowd) as running:
            await to_answers(running)
            await running.press("pageup", *["down"] * 21)
            assert running.shows("22. Another question 19?", "Table 1 ·")
            await running.press("escape", *["right"] * 19)
            assert running.shows("T20", "Table 20 · 22.")
