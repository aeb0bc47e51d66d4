"""Running a meeting with keys."""

from datetime import date
from pathlib import Path

import pytest

from codesign.commands.meetings import GoTo
from codesign.model import Commitment, CommitmentState, Meeting, PollKind, Vision, Voice
from codesign.opened import OpenPartnership
from codesign.views.attendance import here_now
from codesign.views.clock import agenda
from codesign.workspace import Workspace
from screens.meeting.screen import MeetingScreen
from tests.pilot.test_home_and_board import partnership
from tests.support.doubles import StillClock, capture, memory_workspace
from tests.support.screens import LARGE, SMALL, Board, board


def meeting(running: Board, number: str = "MT1") -> Meeting:
    found = partnership(running).numbered(number)
    assert isinstance(found, Meeting)
    return found


def current(running: Board, number: str = "MT1") -> str:
    slot = agenda(meeting(running, number), running.clock.now()).current
    return slot.block.title if slot else ""


def tick(running: Board) -> None:
    screen = running.app.screen
    assert isinstance(screen, MeetingScreen)
    screen.look_at_clock()


async def plan(running: Board) -> None:
    """Plan the 90-minute workshop of today, from the board."""
    await running.press("m")
    await running.type("workshop-90")
    await running.press("enter")
    await running.press("enter")
    assert running.name == "MeetingScreen"


def river(workspace: Workspace) -> None:
    workspace.create("River")


class TestClock:
    async def test_start_next_back_pause_and_minutes(self, tmp_path: Path) -> None:
        async with board(tmp_path, demo=False, fill=river) as running:
            await plan(running)
            assert running.shows("not started", "90 minutes in all", "Welcome, purpose, consent")
            await running.press("escape", "s")
            assert running.shows("5:00 Welcome, purpose, consent notice", "0:00 of 90 min · on time")
            running.clock.forward(minutes=6, seconds=30)
            tick(running)
            await running.settle()
            assert running.shows("1:30 over Welcome", "0:06 of 90 min · 2 min behind")
            await running.press("escape", "n")
            assert current(running) == "Seven strategies, in plain words"
            await running.press("escape", "b")
            assert current(running) == "Welcome, purpose, consent notice"
            await running.press("escape", "n", "escape", "space")
            assert running.shows("PAUSED")
            running.clock.forward(minutes=2)
            await running.press("escape", "s")
            assert running.shows("10:00 Seven strategies, in plain words", "4 min behind")
            await running.press("escape", "plus", "escape", "plus", "escape", "minus")
            assert meeting(running).blocks["2"].extra == 1
            assert running.shows("11:00", "0/10+1")

    async def test_a_block_within_a_block_shows_both_clocks(self, tmp_path: Path) -> None:
        async with board(tmp_path, demo=False, fill=river, size=LARGE) as running:
            await plan(running)
            await running.press("escape", "s")
            for minutes in (5, 10, 10):
                running.clock.forward(minutes=minutes)
                await running.press("escape", "n")
            running.clock.forward(minutes=4)
            tick(running)
            await running.settle()
            assert running.shows(
                "11:00 Round 1: a success, a challenge ‹ 31 min Tables of 4-6", "0:29 of 90 min · on time"
            )

    async def test_a_tick_draws_one_line_only(self, tmp_path: Path) -> None:
        async with board(tmp_path, demo=False, fill=river) as running:
            await plan(running)
            await running.press("escape", "s")
            running.clock.forward(seconds=1)
            before = running.lines
            tick(running)
            await running.settle()
            changed = [n for n, (one, other) in enumerate(zip(before, running.lines, strict=True)) if one != other]
            assert changed == [1]
            assert running.app.focused is not None

    async def test_the_clock_never_takes_the_keys(self, tmp_path: Path) -> None:
        async with board(tmp_path, demo=False, fill=river) as running:
            await plan(running)
            await running.press("escape", "s")
            await running.type("? half")
            running.clock.forward(minutes=7)
            tick(running)
            await running.enter(" a line")
            assert partnership(running).numbered("N1").headline == "half a line"

    async def test_the_last_block_ends_in_an_end(self, tmp_path: Path) -> None:
        async with board(tmp_path, demo=False, fill=river) as running:
            await plan(running)
            await running.press("escape", "s")
            for _ in range(7):
                await running.press("escape", "n")
            assert current(running) == "Next steps, closing poll"
            await running.press("escape", "n")
            assert running.shows("this is the last block; end the meeting instead")
            await running.press("e")
            await running.enter("+2w")
            assert meeting(running).next_date == date(2026, 12, 5)
            assert meeting(running).ended is not None
            assert running.shows("ended")
            await running.press("escape", "u")
            assert meeting(running).ended is None, "no step is irreversible"


class TestCapture:
    async def test_the_line_is_ready_and_lines_belong_to_their_block(self, tmp_path: Path) -> None:
        async with board(tmp_path, demo=False, fill=river) as running:
            await plan(running)
            await running.press("escape", "s")
            await running.enter('"We cannot get there" sector:caregiver as:role to:public')
            await running.press("escape", "n")
            await running.enter("! Ask the county @planner due:fri")
            assert running.shows("Captured in this block: 1 line", "Ask the county")
            assert not running.shows("We cannot get there")
            await running.press("escape", "l")
            assert running.shows("Captured in the meeting: 2 lines", "We cannot get there")
            found = partnership(running).numbered("V1")
            assert isinstance(found, Voice)
            assert (found.meeting, found.block, found.sector) == (meeting(running).id, "1", "caregiver")

    async def test_a_line_without_a_mark_is_a_voice_whose_permission_is_asked(self, tmp_path: Path) -> None:
        async with board(tmp_path, demo=False, fill=river) as running:
            await plan(running)
            await running.type("It was better before")
            assert running.shows("voice · permission not set")
            await running.press("enter", "escape", "l", "p")
            await running.press("r", "3", "enter")
            assert running.shows("role, public")

    async def test_enter_opens_a_line(self, tmp_path: Path) -> None:
        async with board(tmp_path, demo=False, fill=river) as running:
            await plan(running)
            await running.enter("? A need")
            await running.press("escape", "l", "enter")
            assert running.name == "CardScreen"
            await running.press("escape")
            assert running.name == "MeetingScreen"


class TestCounts:
    async def test_attendance_fist_and_come_again(self, tmp_path: Path) -> None:
        async with board(tmp_path, size=LARGE) as running:
            await running.press("enter", "m")
            await running.type("winter")
            await running.press("enter", "escape", "w", "7", "down", "3", "enter")
            opened = partnership(running)
            assert here_now(opened.records, meeting(running, "MT5")) == {"community": 7, "caregiver": 3}
            assert running.shows("10 people there")
            await running.press("escape", "f", "enter")
            assert running.shows("/7", "/3")
            await running.press("4", "right", "3", "down", "left", "2", "enter")
            newest = partnership(running).numbered("VS3")
            assert isinstance(newest, Vision)
            assert newest.checks[meeting(running, "MT5").id].fists["community"][:2] == (4, 3)
            assert len(newest.checks) == 2, "what was said in autumn is kept"
            await running.press("escape", "f", "down", "enter")
            await running.enter("Shall we meet on Saturdays?")
            await running.press("5", "enter")
            (poll,) = meeting(running, "MT5").polls.values()
            assert (poll.kind, poll.question) == (PollKind.FIST_TO_FIVE, "Shall we meet on Saturdays?")
            await running.press("escape", "c", "9", "down", "1", "enter")
            assert meeting(running, "MT5").polls["come-again"].counts == {"yes": 9, "no": 1}

    async def test_more_hands_than_people_are_warned_of_and_not_refused(self, tmp_path: Path) -> None:
        async with board(tmp_path, demo=False, fill=river, size=LARGE) as running:
            await plan(running)
            await running.press("escape", "w", "6", "down", "4", "enter", "escape", "f")
            await running.enter("Shall we go on?")
            assert running.shows("0/6", "0/4")
            await running.press("6", "down", "4")
            assert not running.shows("More than are there")
            await running.press("right", "1")
            assert running.shows("More than are there: family caregiver 5 of 4. Enter saves it all the same.")
            await running.press("up", "1")
            assert running.shows("client 7 of 6, family caregiver 5")
            await running.press("backspace", "down", "backspace")
            assert not running.shows("More than are there")
            await running.press("1", "enter")
            (poll,) = meeting(running).polls.values()
            assert sum(poll.fists["caregiver"]) == 5

    async def test_more_answers_than_people_are_warned_of_also_when_they_are_seen_again(
        self, tmp_path: Path
    ) -> None:
        async with board(tmp_path, demo=False, fill=river, size=LARGE) as running:
            await plan(running)
            await running.press("escape", "c", "9", "9")
            assert not running.shows("More than are there"), "nobody was counted"
            await running.press("escape", "escape", "w", "9", "enter", "escape", "c", "8", "down", "1")
            assert running.shows("9/9")
            assert not running.shows("More than are there")
            await running.press("2")
            assert running.shows("20/9", "More than are there: all 20 of 9")
            await running.press("enter", "escape", "c")
            assert running.shows("More than are there: all 20 of 9")


class TestKeysAndLine:
    async def test_escape_takes_one_key_and_the_line_is_ready_again(self, tmp_path: Path) -> None:
        async with board(tmp_path, demo=False, fill=river) as running:
            await plan(running)
            for keys in (
                ("s",),
                ("n",),
                ("b",),
                ("space",),
                ("space",),
                ("plus",),
                ("i", "enter"),
                ("i", "escape"),
                ("w", "1", "enter"),
                ("u",),
            ):
                await running.press("escape")
                assert running.shows("Now press one of the keys below")
                await running.press(*keys)
                assert running.app.screen.typing, keys  # type: ignore[attr-defined]
            await running.enter("? typed at once")
            assert partnership(running).numbered("N1").headline == "typed at once"

    async def test_whoever_walks_along_the_lines_keeps_the_keys(self, tmp_path: Path) -> None:
        async with board(tmp_path, demo=False, fill=river) as running:
            await plan(running)
            for line in ("? one", "? two", "? three"):
                await running.enter(line)
            await running.press("escape", "l", "up", "up", "t", "c")
            promise = partnership(running).numbered("C1")
            assert promise.headline == "one"
            assert promise.origins == {partnership(running).numbered("N1").id}
            assert not running.app.screen.typing  # type: ignore[attr-defined]
            await running.press("escape")
            assert running.app.screen.typing  # type: ignore[attr-defined]

    async def test_who_walked_along_promises_types_again_once_the_meeting_starts(self, tmp_path: Path) -> None:
        async with board(tmp_path) as running:
            await running.press("enter", "m", "enter", "escape", "Y", "s")
            assert running.shows("Captured in this block: 0 lines")
            await running.enter("? no letter of this is a key")
            assert current(running, "MT5").startswith("Welcome")
            assert running.shows("no letter of this is a key")

    async def test_a_long_title_leaves_room_for_who_is_there(self, tmp_path: Path) -> None:
        async with board(tmp_path, demo=False, fill=river) as running:
            await running.press("m")
            await running.type("workshop-90")
            await running.press("enter")
            await running.type(" of everybody who ever waited for a bus in the valley")
            await running.press("enter")
            assert running.shows("MT1 Co-design workshop of eve…", "nobody counted yet", "notice not given")

    async def test_keys_that_come_in_one_packet_go_where_they_are_meant(self, tmp_path: Path) -> None:
        async with board(tmp_path, demo=False, fill=river) as running:
            running.post("a", *"Do not archive", "enter", "escape", "slash", *"Do", "enter", "m")
            running.post(*"workshop", "enter", "enter", *"? first", "enter", "escape", "s", *"? second", "enter")
            await running.settle()
            assert [partnership(running).numbered(f"N{n}").headline for n in (1, 2, 3)] == [
                "Do not archive",
                "first",
                "second",
            ]
            assert current(running) == "Welcome, purpose, consent notice"

    async def test_a_plan_that_was_taken_back_is_left(self, tmp_path: Path) -> None:
        async with board(tmp_path, demo=False, fill=river) as running:
            await plan(running)
            await running.press("escape", "u")
            assert running.name == "BoardScreen"

    async def test_a_paste_is_words_even_while_keys_are_commands(self, tmp_path: Path) -> None:
        async with board(tmp_path, demo=False, fill=river) as running:
            await plan(running)
            await running.press("escape")
            await running.paste("? pasted\n? lines")
            await running.press("enter")
            assert [partnership(running).numbered(f"N{n}").headline for n in (1, 2)] == ["pasted", "lines"]


class TestSinceLastTime:
    async def test_due_commitments_come_first_and_are_settled(self, tmp_path: Path) -> None:
        async with board(tmp_path) as running:
            await running.press("enter", "m", "enter")
            assert running.shows("Since last time: 3 promises", "C17", "overdue since Fri 20 Nov")
            await running.press("escape", "enter", "s")
            await running.enter("kept")
            await running.press("escape")
            promise = partnership(running).numbered("C17")
            assert isinstance(promise, Commitment)
            assert promise.state is CommitmentState.KEPT
            assert running.shows("commitment · kept")
            await running.press("s", "escape", "d")
            assert running.shows("Since last time: 3 promises")

    async def test_the_notice_is_noted(self, tmp_path: Path) -> None:
        async with board(tmp_path, demo=False, fill=river) as running:
            await plan(running)
            assert running.shows("We write down what is said", "Esc i shows it large")
            await running.press("escape", "i")
            assert running.name == "NoticeScreen"
            await running.press("enter")
            assert running.name == "MeetingScreen"
            assert meeting(running).notice_given
            (moment,) = meeting(running).notices.values()
            assert (moment.by, moment.language, moment.agreed) == (partnership(running).person, "en", True)
            assert moment.text == partnership(running).partnership.recording_notice
            assert not running.shows("We write down what is said")


class TestComingBack:
    async def test_after_a_lost_terminal_it_is_exactly_there(self, tmp_path: Path) -> None:
        clock = StillClock()
        workspace = memory_workspace(clock)
        async with board(tmp_path, workspace=workspace, clock=clock, demo=False, fill=river) as running:
            await plan(running)
            await running.press("escape", "s", "escape", "n")
            await running.type('"half a li')
        clock.forward(minutes=3)
        async with board(tmp_path, workspace=workspace, clock=clock, demo=False) as running:
            assert running.name == "MeetingScreen"
            assert current(running) == "Seven strategies, in plain words"
            assert running.shows("7:00", '"half a li')
            await running.enter("ne")
            assert partnership(running).numbered("V1").headline == "half a line"
            await running.press("escape", "q")
            assert running.name == "BoardScreen"
        async with board(tmp_path, workspace=workspace, clock=clock, demo=False) as running:
            assert running.name == "BoardScreen", "who left the meeting comes back to the board"

    async def test_a_second_facilitator_s_steps_are_followed(self, tmp_path: Path) -> None:
        async with board(tmp_path, demo=False, fill=river) as running:
            await plan(running)
            await running.press("escape", "s")
            opened = partnership(running)
            workspace = running.app.workspace
            other = OpenPartnership(opened.folder, workspace._shelf.open(opened.folder), workspace)
            other.execute(GoTo(meeting(running).id, 1, "1"))
            capture(other, "? from the second", meeting=meeting(running).id, block="2")
            running.app._look_around()
            await running.settle()
            assert running.shows("10:00 Seven strategies, in plain words", "from the second")
            assert running.shows("Captured in this block: 1 line")


@pytest.mark.parametrize("size", [SMALL, LARGE, (60, 18), (40, 12)])
async def test_the_keys_that_matter_are_on_screen(tmp_path: Path, size: tuple[int, int]) -> None:
    async with board(tmp_path, demo=False, fill=river, size=size) as running:
        await plan(running)
        assert running.lines[-1].startswith(" ⏎ save  Esc keys  ")
        assert running.lines[-1].endswith("  F1 all keys")
        await running.press("escape")
        assert running.shows("s start", "? all keys")
        await running.press("s", "escape")
        assert running.shows("n next", "? all keys")
