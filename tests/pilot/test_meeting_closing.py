"""Closing a meeting: promises read back, who has none, practice, counts, the next date, the draft of the notes."""

from datetime import date
from pathlib import Path

from codesign.commands.attendance import CountSector, Introduce
from codesign.commands.closing import Observe
from codesign.commands.meetings import Plan, Start
from codesign.model import Commitment, Item, Meeting, PracticeCell, Voice
from codesign.opened import OpenPartnership
from codesign.templates import template
from codesign.workspace import Workspace
from tests.pilot.test_home_and_board import partnership
from tests.support.doubles import capture
from tests.support.screens import LARGE, Board, board


def room(workspace: Workspace) -> None:
    """A meeting of ten people that is running, with a need and three promises of which one is whole."""
    opened = workspace.create("River")
    opened.execute(Plan(template("blank"), date(2026, 11, 21)))
    meeting = opened.numbered("MT1").id
    for sector, people in (("community", 6), ("caregiver", 4)):
        opened.execute(CountSector(meeting, sector, people))
    opened.execute(Start(meeting))
    for line in (
        "? A [way] home",
        "! Share the timetable @town-planner due:fri for:N1 sector:community",
        "! Ask the drivers @driver",
        "! Print it large due:+2w",
    ):
        capture(opened, line, meeting=meeting)
    opened.close()


def meeting(running: Board) -> Meeting:
    found = partnership(running).numbered("MT1")
    assert isinstance(found, Meeting)
    return found


def promise(running: Board, number: str) -> Commitment:
    found = partnership(running).numbered(number)
    assert isinstance(found, Commitment)
    return found


async def closing(running: Board) -> None:
    await running.press("m", "enter", "escape", "C")
    assert running.name == "ClosingScreen"


def second(running: Board) -> OpenPartnership:
    """Return the partnership as a second facilitator has it open."""
    opened = partnership(running)
    workspace = running.app.workspace
    return OpenPartnership(opened.folder, workspace._shelf.open(opened.folder), workspace)


class TestThePath:
    async def test_every_step_says_how_far_it_has_come(self, tmp_path: Path) -> None:
        async with board(tmp_path, demo=False, fill=room) as running:
            await closing(running)
            assert running.shows("0 of 3 read back", "2 without an owner or a day", "0 of 6 cells")
            assert running.shows("can still be asked for a next step: 1 sector")
            assert running.shows("Would you come again?", "not asked yet", "no day yet")
            assert running.shows("not written yet; w writes them for all partners")
            await running.press("c", "7", "down", "1", "enter")
            assert running.shows("7 of 8 would come again", "8 of 10 answered")
            await running.press("d")
            await running.enter("3dec")
            assert running.shows("Thursday 3 December 2026")
            assert meeting(running).next_date == date(2026, 12, 3)
            await running.press("u")
            assert running.shows("no day yet"), "no step is irreversible"
            await running.press("escape")
            assert running.name == "MeetingScreen"
            await running.enter("? the line has the keys")
            assert partnership(running).numbered("N2").headline == "the line has the keys"

    async def test_enter_takes_the_step_under_the_cursor_in_any_order(self, tmp_path: Path) -> None:
        async with board(tmp_path, demo=False, fill=room) as running:
            await closing(running)
            for steps, screen in (
                (0, "PromisesScreen"),
                (1, "InvitedScreen"),
                (2, "PracticeScreen"),
                (3, "CountsScreen"),
                (4, "CountsScreen"),
                (5, "FormScreen"),
                (6, "FormScreen"),
            ):
                await running.press("home", *["down"] * steps, "enter")
                assert running.name == screen, steps
                await running.press("escape")
                assert running.name == "ClosingScreen"

    async def test_how_much_is_trusted_is_counted_on_a_scale(self, tmp_path: Path) -> None:
        async with board(tmp_path, demo=False, fill=room) as running:
            await closing(running)
            await running.press("t")
            assert running.shows("I trust that what was said today will be followed through. 10 people are")
            assert running.shows("5 I am sure of it", "1 I do not believe it")
            await running.press("3", "down", "4", "down", "down", "1", "enter")
            poll = meeting(running).polls["trust-pulse"]
            assert (dict(poll.counts), poll.asked) == ({"5": 3, "4": 4, "3": 0, "2": 1, "1": 0}, 10)
            assert running.shows("7 of 8 trust it (4 or 5 of 5)", "8 of 10 answered")
            await running.press("t", "4", "enter")
            assert len(meeting(running).polls) == 1, "there is one, and it is counted again"


class TestReadBack:
    async def test_one_promise_after_the_other(self, tmp_path: Path) -> None:
        async with board(tmp_path, demo=False, fill=room) as running:
            await closing(running)
            await running.press("r")
            assert running.shows("0 of 3 read back", "Promise 1 of 3: C1", "Serves: N1 A [way] home")
            assert sum(len(line.strip()) > 20 for line in running.lines) > 6, "the words are large"
            await running.press("y")
            assert promise(running, "C1").read_back
            assert running.shows("1 of 3 read back", "Promise 2 of 3: C2")
            assert running.shows("No need is named", "No day is set: d says by when")
            await running.press("d")
            await running.enter("+1w")
            assert promise(running, "C2").due == date(2026, 11, 28)
            await running.press("f", "enter")
            assert running.shows("Serves: N1")
            await running.press("y")
            assert running.shows("Promise 3 of 3: C3", "Nobody is named who promised: w says who")
            await running.press("w")
            await running.enter("library")
            await running.press("y")
            assert running.shows("all 3 promises are read back")
            await running.press("escape")
            assert running.shows("3 of 3 read back")

    async def test_what_is_corrected_is_to_be_read_back_again(self, tmp_path: Path) -> None:
        async with board(tmp_path, demo=False, fill=room) as running:
            await closing(running)
            await running.press("r", "y", "b", "e")
            await running.enter(" [daily]")
            corrected = promise(running, "C1")
            assert corrected.text == "Share the timetable [daily]"
            assert not corrected.read_back
            await running.press("u")
            assert promise(running, "C1").read_back, "as it was"

    async def test_it_is_shown_and_marked_among_the_lines(self, tmp_path: Path) -> None:
        async with board(tmp_path, demo=False, fill=room) as running:
            await running.press("m", "enter", "escape", "l", "end", "y")
            assert promise(running, "C3").read_back
            assert running.shows("due Sat 5 Dec \u00b7 read back")
            await running.press("y")
            assert not promise(running, "C3").read_back

    async def test_without_promises_nothing_can_be_done(self, tmp_path: Path) -> None:
        def bare(workspace: Workspace) -> None:
            workspace.create("River").execute(Plan(template("blank"), date(2026, 11, 21)))

        async with board(tmp_path, demo=False, fill=bare) as running:
            await closing(running)
            assert running.shows("nothing was promised yet", "nobody counted yet")
            await running.press("r", "y", "n", "b", "e", "w", "d", "f")
            assert running.shows("Nothing was promised at this meeting yet")


class TestInvited:
    async def test_a_next_step_is_a_promise_in_one_line(self, tmp_path: Path) -> None:
        async with board(tmp_path, demo=False, fill=room) as running:
            opened = second(running)
            opened.execute(Introduce(meeting(running).id, "Ada [Park]", "caregiver"))
            await closing(running)
            await running.press("i")
            assert running.shows("Everybody is invited", "family caregiver", "Ada [Park]")
            assert running.shows("2 promises name nobody whose sector is known")
            await running.press("end", "enter")
            assert running.shows("The next step of: Ada [Park]")
            await running.enter("Ask my neighbours due:fri for:N1")
            made = promise(running, "C4")
            assert (made.text, made.who, made.sector) == ("Ask my neighbours", "Ada [Park]", "caregiver")
            assert made.due == date(2026, 11, 27)
            assert made.origins == {partnership(running).numbered("N1").id}
            assert running.shows("Nobody is left to ask"), "her sector has promised something too"
            await running.press("u")
            assert running.shows("Ada [Park]")


class TestPractice:
    async def test_an_observation_is_one_line_on_a_cell(self, tmp_path: Path) -> None:
        async with board(tmp_path, demo=False, fill=room) as running:
            await closing(running)
            await running.press("p")
            assert running.shows("Culture", "Relationships", "Communication", "0 of 6 cells")
            assert running.text.count("nothing yet") == 6
            await running.press("enter")
            await running.enter("two [hours] of a nurse")
            assert running.shows("1 of 6 cells", "two [hours] of a nurse")
            await running.press("down", "right", "m")
            assert running.shows("Which chance was missed? Following through on commitments")
            await running.enter("C9 was not spoken of")
            assert running.shows("missed: C9 was not spoken of", "2 of 6 cells")
            seen = {each.cell: each.missed for each in meeting(running).practice.values()}
            assert seen == {PracticeCell.SIGNALLING: False, PracticeCell.FOLLOWING_THROUGH: True}
            await running.press("e", *["backspace"] * 20, "enter")
            assert running.shows("1 of 6 cells"), "without words it is taken out"
            await running.press("u", "escape")
            assert running.shows("2 of 6 cells")

    async def test_two_facilitators_write_into_one_cell(self, tmp_path: Path) -> None:
        async with board(tmp_path, demo=False, fill=room) as running:
            await closing(running)
            await running.press("p", "enter")
            await running.type("mine")
            second(running).execute(Observe(meeting(running).id, PracticeCell.SIGNALLING, "hers"))
            await running.press("enter")
            running.app._look_around()
            await running.settle()
            assert running.shows("mine", "hers", "1 of 6 cells")
            await running.press("e")
            assert running.shows("Which of these?")

    async def test_what_was_typed_and_left_is_kept(self, tmp_path: Path) -> None:
        async with board(tmp_path, demo=False, fill=room) as running:
            await closing(running)
            await running.press("p", "enter")
            await running.type("half a li")
            await running.press("escape", "right", "enter")
            assert not running.shows("half a li"), "that is another cell's"
            await running.press("escape", "left", "enter")
            assert running.shows("half a li")


def documents(folder: Path) -> list[Path]:
    return list(folder.rglob("*.md"))


class TestDraft:
    async def test_after_the_end_one_key_writes_the_notes(self, tmp_path: Path) -> None:
        """Keys are counted, not seconds: the end takes three, the draft of the notes one more."""
        async with board(tmp_path, demo=False, fill=room, size=LARGE) as running:
            await running.press("m", "enter")
            await running.enter('" nobody said that this may be used')
            await running.press("f8")
            assert not documents(tmp_path), "there is nothing to write before the end"
            await running.press("escape", "e", "enter")
            assert running.shows(
                "ended; Esc x shows the notes before they are written, F8 writes the draft at once"
            )
            assert running.shows("F8 draft notes")
            await running.press("f8")
            (written,) = documents(tmp_path)
            assert running.shows(
                str(written), "For all partners, written:", "1 voice held back: 1 without a permission"
            )
            assert "nobody said that" not in written.read_text("utf-8")
            await running.enter("? the line has the keys")
            assert isinstance(partnership(running).numbered("N2"), Item)

    async def test_it_is_for_the_audience_that_was_written_for_last(self, tmp_path: Path) -> None:
        async with board(tmp_path, demo=False, fill=room) as running:
            await closing(running)
            await running.press("e", "enter")
            assert running.shows("w writes the draft at once", "ended at")
            await running.press("x", "a", "a", "w", "escape")
            assert running.shows("written for those who were in the room")
            await running.press("enter")
            assert running.shows("For those who were in the room, unchanged")

    async def test_it_can_be_closed_after_the_end(self, tmp_path: Path) -> None:
        async with board(tmp_path, demo=False, fill=room) as running:
            await running.press("m", "enter", "escape", "e", "enter", "escape", "C")
            assert running.name == "ClosingScreen"
            await running.press("r", "y", "escape", "t", "9", "enter")
            assert promise(running, "C1").read_back
            assert running.shows("9 of 9 trust it")
            await running.press("e")
            assert running.name == "ClosingScreen", "it has ended"


async def test_nothing_of_a_voice_is_shown(tmp_path: Path) -> None:
    async with board(tmp_path, demo=False, fill=room) as running:
        opened = second(running)
        capture(opened, '" a private word', meeting=meeting(running).id)
        assert isinstance(opened.numbered("V1"), Voice)
        await closing(running)
        for key in ("r", "i", "p"):
            await running.press(key)
            assert not running.shows("a private word")
            await running.press("escape")
