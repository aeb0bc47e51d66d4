"""The clock of a meeting that does not go as planned, worked with keys."""

from pathlib import Path

from codesign.commands.running import Reflow
from codesign.opened import OpenPartnership
from tests.pilot.test_home_and_board import partnership
from tests.pilot.test_meeting import current, meeting, plan, river, tick
from tests.support.doubles import capture
from tests.support.screens import SMALL, Board, board


async def begin(running: Board, *after: float) -> None:
    """Plan the workshop, start it, and go on after so many minutes each."""
    await plan(running)
    await running.press("escape", "s")
    for minutes in after:
        running.clock.forward(minutes=minutes)
        await running.press("escape", "n")


def typing(running: Board) -> bool:
    return bool(running.app.screen.typing)  # type: ignore[attr-defined]


async def test_block_block_around_it_and_meeting_are_readable_at_80_by_24(tmp_path: Path) -> None:
    async with board(tmp_path, demo=False, fill=river, size=SMALL) as running:
        await begin(running, 5, 10, 10)
        running.clock.forward(minutes=4)
        tick(running)
        await running.settle()
        assert running.lines[1].startswith(" 11:00 Round 1: a success")
        assert running.lines[1].endswith("‹ 31 min Tables of 4-6 0:29 of 90 min · on time")
        running.clock.forward(minutes=8, seconds=1)
        tick(running)
        await running.settle()
        assert running.lines[1].startswith(" WIND UP 2:59  Round 1")
        running.clock.forward(minutes=2, seconds=30)
        tick(running)
        await running.settle()
        assert running.lines[1].startswith(" CLOSE NOW 0:29  Round 1")
        running.clock.forward(minutes=23)
        tick(running)
        await running.settle()
        assert running.lines[1].startswith(" 22:31 over  Round ")
        assert "‹ 2 min over Tables" in running.lines[1]
        assert running.lines[1].endswith("1:02 of 90 min · 23 min behind")


async def test_re_flow_brings_the_meeting_back_on_time(tmp_path: Path) -> None:
    async with board(tmp_path, demo=False, fill=river) as running:
        await begin(running, 5, 10, 25)
        assert running.shows("15 min behind")
        await running.press("escape", "r")
        assert running.shows("re-flowed: 5 blocks until 11:30 (Esc u undoes it)", "0:40 of 90 min · on time")
        assert running.shows("12:00 Round 1", "0/15-3", "20-5", "10-2")
        assert typing(running)
        await running.press("escape", "r")
        assert running.shows("there is nothing to re-flow")
        await running.press("escape", "u")
        assert running.shows("15:00 Round 1", "15 min behind")
        running.clock.forward(minutes=50)
        await running.press("escape", "r")
        assert running.shows("what is left does not fit until 11:30, by 5 minutes: skip a block")


async def test_skipping_the_running_block_and_another(tmp_path: Path) -> None:
    async with board(tmp_path, demo=False, fill=river) as running:
        await begin(running)
        await running.press("escape", "K")
        assert current(running) == "Seven strategies, in plain words"
        assert running.shows("skipped: Welcome", "5 min ahead", "- Welcome, purpose,", "skipped ▕")
        await running.press("escape", "shift+tab", "down", "K")
        assert meeting(running).blocks["3"].skipped
        assert current(running) == "Seven strategies, in plain words"
        await running.press("K")
        assert not meeting(running).blocks["3"].skipped, "the same key takes it back"
        await running.press("K", "escape", "escape", "n")
        assert current(running) == "Round 1: a success, a challenge"
        await running.press("escape", "b")
        assert current(running) == "Seven strategies, in plain words"
        assert typing(running)


async def test_enter_in_the_agenda_goes_there_and_the_line_is_ready(tmp_path: Path) -> None:
    async with board(tmp_path, demo=False, fill=river) as running:
        await begin(running)
        await running.press("escape", "shift+tab", "down", "down", "down", "enter")
        assert current(running) == "Round 1: a success, a challenge", "the first part of the block"
        assert typing(running)
        await running.press("escape", "u")
        assert current(running) == "Welcome, purpose, consent notice"


async def test_the_cursor_stays_in_the_agenda_while_others_capture(tmp_path: Path) -> None:
    async with board(tmp_path, demo=False, fill=river) as running:
        await begin(running)
        await running.press("escape", "shift+tab", "down", "down")
        capture(second(running), "? from the second", meeting=meeting(running).id, block="1")
        running.app._look_around()
        await running.settle()
        assert running.shows("from the second")
        await running.press("K")
        assert meeting(running).blocks["3"].skipped


async def test_a_block_is_put_in_with_one_line(tmp_path: Path) -> None:
    async with board(tmp_path, demo=False, fill=river) as running:
        await begin(running, 5)
        running.clock.forward(minutes=3)
        await running.press("escape", "I")
        assert running.shows("Insert a block", "Such as: Fresh air 5.")
        await running.enter("[b]Fresh air 4")
        assert current(running) == "[b]Fresh air"
        assert running.shows("4:00 [b]Fresh air", "0:08 of 90+4 min · on time", "0/+4", "3/10")
        assert typing(running)
        running.clock.forward(minutes=4)
        await running.press("escape", "n")
        assert running.shows("7:00 Seven strategies", "0:12 of 90+4 min · on time")
        await running.press("escape", "I")
        await running.type("Half a ti")
        await running.press("escape", "escape", "I")
        assert running.shows("Half a ti"), "what was typed is kept"
        await running.enter("tle next")
        assert current(running) == "Seven strategies, in plain words"
        await running.press("escape", "n")
        assert current(running) == "Half a title"
        await running.press("escape", "u", "escape", "u")
        assert "Half a title" not in {block.title for block in meeting(running).blocks.values()}


async def test_back_after_the_end_goes_on(tmp_path: Path) -> None:
    async with board(tmp_path, demo=False, fill=river) as running:
        await begin(running, 5)
        await running.press("escape", "e", "enter")
        assert meeting(running).ended is not None
        await running.press("escape", "b")
        assert meeting(running).ended is None
        assert current(running) == "Seven strategies, in plain words"


def second(running: Board) -> OpenPartnership:
    """Return the partnership as a second facilitator has it open."""
    opened = partnership(running)
    workspace = running.app.workspace
    return OpenPartnership(opened.folder, workspace._shelf.open(opened.folder), workspace)


async def test_two_facilitators_see_one_clock(tmp_path: Path) -> None:
    async with board(tmp_path, demo=False, fill=river) as running:
        await begin(running, 5, 10, 25)
        second(running).execute(Reflow(meeting(running).id))
        running.app._look_around()
        await running.settle()
        assert running.shows("12:00 Round 1", "on time")
        await running.press("escape", "r")
        assert running.shows("there is nothing to re-flow")
