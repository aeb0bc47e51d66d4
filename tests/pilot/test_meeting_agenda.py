"""Planning a meeting with keys: its blocks, its times, own templates, sessions of one event."""

from datetime import time
from pathlib import Path

from codesign.commands.attendance import CountSector
from codesign.commands.meetings import Plan
from codesign.model import Meeting, MeetingTemplate, Mode
from codesign.ports import today
from codesign.templates import template
from codesign.views import clock
from codesign.workspace import Workspace
from tests.pilot.test_home_and_board import partnership
from tests.pilot.test_meeting import current, meeting, plan, river
from tests.support.screens import SMALL, Board, board


def outline(running: Board) -> list[str]:
    blocks = meeting(running).blocks
    return [f"{'-' * depth}{blocks[key].title[:7]} {blocks[key].minutes}" for key, depth in clock.order(blocks)]


async def open_agenda(running: Board) -> None:
    await plan(running)
    await running.press("escape", "B")
    assert running.name == "AgendaScreen"


async def test_blocks_are_added_nested_ordered_and_given_minutes_with_the_sums_live(tmp_path: Path) -> None:
    async with board(tmp_path, demo=False, fill=river, size=SMALL) as running:
        await open_agenda(running)
        assert running.shows("90 minutes of 90", "10 of them talks", "no start time")
        await running.press("a")
        await running.type("Songs [b]")
        await running.press("enter")
        assert outline(running)[1] == "Songs [ 10"
        assert running.shows("100 minutes of 90: 10 too many", "Songs [b]", "all together")
        await running.press("enter", "tab", "tab", *["backspace"] * len("all together"))
        await running.type("small")
        await running.press("ctrl+s")
        assert running.shows("Songs [b] small groups"), "a kind is chosen by the name under which it is shown"
        await running.press("plus", "minus", "minus", ">")
        assert outline(running)[:2] == ["Welcome 5", "-Songs [ 9"]
        assert running.shows("its parts take 9 min, not 5", "90 minutes of 90")
        await running.press("up", "equals_sign")
        assert outline(running)[0] == "Welcome 9"
        assert running.shows("94 minutes of 90: 4 too many")
        await running.press("down", "<", "J")
        assert outline(running)[:3] == ["Welcome 9", "Seven s 10", "Songs [ 9"]
        assert running.shows("103 minutes of 90: 13 too many")
        await running.press("D")
        assert running.shows("94 minutes of 90: 4 too many")
        await running.press("u")
        assert outline(running)[2] == "Songs [ 9"


async def test_times_follow_from_the_start_and_a_fixed_time_that_cannot_be_met_is_named(tmp_path: Path) -> None:
    async with board(tmp_path, demo=False, fill=river) as running:
        await open_agenda(running)
        await running.press("s")
        await running.enter("9.30")
        assert meeting(running).starts == time(9, 30)
        assert running.shows("09:30 to 11:00", "09:45")
        await running.press("down", "down", "enter", "down", "down", "down", "down")
        await running.enter("9:40")
        assert meeting(running).blocks["3"].locked == time(9, 40)
        assert running.shows("fixed at 09:40: what comes before it ends 5 min too late")
        await running.press("up", "minus", "minus", "minus", "minus", "minus", "minus")
        assert running.shows("fixed at 09:40: 1 min free before it")


async def test_what_is_not_understood_stays_in_the_form_and_what_is_left_is_a_draft(tmp_path: Path) -> None:
    async with board(tmp_path, demo=False, fill=river) as running:
        await open_agenda(running)
        await running.press("enter", "down")
        await running.enter("x")
        assert running.shows("a whole number is needed, not 5x")
        await running.press("escape", "enter")
        assert running.shows("5x", "what you typed before and did not save")
        await running.press("down", "backspace", "backspace")
        await running.enter("7")
        assert outline(running)[0] == "Welcome 7"


async def test_what_has_run_stays_and_the_capture_line_is_ready_again(tmp_path: Path) -> None:
    async with board(tmp_path, demo=False, fill=river) as running:
        await plan(running)
        await running.press("escape", "s", "escape", "B", "D")
        assert running.shows("Welcome, purpose, consent notice has run: it stays in the agenda")
        await running.press("J", "escape")
        assert running.name == "MeetingScreen"
        assert current(running) == "Welcome, purpose, consent notice"
        await running.enter("? typed at once")
        assert partnership(running).numbered("N1").headline == "typed at once"


async def test_the_mouse_opens_a_block_and_drags_it(tmp_path: Path) -> None:
    async with board(tmp_path, demo=False, fill=river) as running:
        await open_agenda(running)
        pilot = running._pilot
        await pilot.mouse_down("AgendaList", offset=(20, 3))
        await pilot.hover("AgendaList", offset=(20, 1))
        await pilot.mouse_up("AgendaList", offset=(20, 1))
        await running.settle()
        assert outline(running)[1:3] == ["Tables  35", "-Round 1 15"]
        await running.click("AgendaList", x=20, y=0)
        assert running.name == "EditorScreen"


async def test_an_own_template_is_kept_offered_first_and_put_away(tmp_path: Path) -> None:
    async with board(tmp_path, demo=False, fill=river) as running:
        await open_agenda(running)
        await running.press("D", "T")
        await running.enter(" of ours")
        (kept,) = partnership(running).records.live(MeetingTemplate)
        assert (kept.number, kept.title) == ("TM1", "Co-design workshop of ours")
        await running.press("escape", "escape", "q", "m")
        await running.type("ours")
        assert running.shows("Plan a new one: Co-design workshop of ours, 85 minutes (TM1)")
        await running.press("enter", "down", *["backspace"] * 10)
        await running.type("+1w")
        await running.press("down")
        await running.type("18")
        await running.press("down", "down", *["backspace"] * 9)
        await running.type("hyb")
        await running.press("down")
        await running.enter("Winter")
        assert running.name == "AgendaScreen", "nobody runs it today"
        assert running.shows("85 minutes of 85", "18:00 to 19:25", "Winter")
        assert running.shows("in person and online: Mics and cameras on.")
        second = meeting(running, "MT2")
        assert (second.mode, second.event, second.template) == (Mode.HYBRID, "Winter", "TM1")
        await running.press("escape")
        assert running.name == "MeetingScreen"


def winter(workspace: Workspace) -> None:
    opened = workspace.create("River")
    now = today(opened.clock)
    for title, event in (("First", "Winter"), ("Between", ""), ("Second", "winter")):
        opened.execute(Plan(template("blank"), now, title=title, event=event))
    for each in list(opened.records.live(Meeting)):
        opened.execute(CountSector(each.id, "community", 9))


async def test_sessions_of_one_event_stand_together_and_attendances_are_added_up(tmp_path: Path) -> None:
    async with board(tmp_path, demo=False, fill=winter) as running:
        await running.press("m")
        rows = [line.strip(" │▌").split(" · ") for line in running.lines if " · Sat" in line]
        assert [row[0] if row[0] == "Between" else row[1] for row in rows] == ["First", "Second", "Between"]
        await running.type("whole event")
        assert running.shows("Winter, the whole event · 2 sessions · 18 attendances")
        await running.press("enter", "enter")
        assert meeting(running, "MT1").title == "First"
        assert running.name == "MeetingScreen"
