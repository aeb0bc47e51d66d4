"""Capturing in a meeting: what is chosen by key before and after Enter, correcting, promoting, pasting."""

from pathlib import Path

from codesign.commands.amending import Amend
from codesign.model import Attribution, Audience, Item, Permission, Voice, VoiceKind
from codesign.opened import OpenPartnership
from codesign.ports import today
from screens.meeting.screen import MeetingScreen
from tests.pilot.test_home_and_board import partnership
from tests.pilot.test_meeting import meeting, plan, river
from tests.support.documents import notes
from tests.support.doubles import StillClock, memory_workspace
from tests.support.screens import Board, board


def voice(running: Board, number: str) -> Voice:
    found = partnership(running).numbered(number)
    assert isinstance(found, Voice)
    return found


def reading(running: Board) -> str:
    """Return what stands over the line that is typed."""
    screen = running.app.screen
    assert isinstance(screen, MeetingScreen)
    return running.lines[screen.query_one("#reading").region.y].strip()


def typed(running: Board) -> str:
    screen = running.app.screen
    assert isinstance(screen, MeetingScreen)
    return screen.line.line.value


class TestBeforeEnter:
    async def test_kind_sector_permission_and_table_by_a_key_each(self, tmp_path: Path) -> None:
        async with board(tmp_path, demo=False, fill=river) as running:
            await plan(running)
            await running.type("The bus")
            await running.press("f2", "f3", "f3", "f4", "f4", "ctrl+o", "ctrl+t", "ctrl+t")
            assert reading(running) == ("success · may be used: role, room · stays: family caregiver, table 2")
            await running.press("ctrl+o", "ctrl+o")
            await running.enter(" is on time")
            said = voice(running, "V1")
            assert said.text == "The bus is on time"
            assert (said.kind, said.sector, said.table) == (VoiceKind.SUCCESS, "caregiver", 2)
            assert said.permission == Permission(Attribution.ROLE, Audience.PUBLIC)

    async def test_sector_and_table_stay_until_escape_twice_and_are_said_to(self, tmp_path: Path) -> None:
        async with board(tmp_path, demo=False, fill=river) as running:
            await plan(running)
            await running.press("f2", "f2", "f3", "f4", "ctrl+t")
            await running.enter("The ramp")
            assert reading(running) == ("voice · permission not set · stays: community, table 1 · Esc Esc lets go")
            await running.enter("The door")
            await running.enter("table:2 The hall")
            await running.press("escape", "s")
            await running.enter("The key")
            first, second, third, fourth = (voice(running, f"V{n}") for n in (1, 2, 3, 4))
            assert first.kind is VoiceKind.CHALLENGE
            assert (second.kind, second.permission, second.table, second.sector) == (
                VoiceKind.VOICE,
                None,
                1,
                "community",
            )
            assert (third.table, third.sector, fourth.table) == (2, "community", 1)
            await running.press("escape", "escape")
            assert running.shows("nothing stays for the next lines any more")
            await running.enter("The lamp")
            assert (voice(running, "V5").table, voice(running, "V5").sector) == (None, "")

    async def test_walking_along_the_lines_lets_nothing_go(self, tmp_path: Path) -> None:
        async with board(tmp_path, demo=False, fill=river) as running:
            await plan(running)
            await running.press("ctrl+t")
            await running.enter("one")
            await running.press("escape", "l", "escape")
            await running.enter("two")
            assert voice(running, "V2").table == 1

    async def test_those_who_are_there_come_first(self, tmp_path: Path) -> None:
        async with board(tmp_path, demo=False, fill=river) as running:
            await plan(running)
            await running.press("escape", "w", "down", "down", "down", "4", "enter", "f3")
            assert "stays: voluntary / third sector" in reading(running)

    async def test_what_has_no_meaning_for_a_kind_is_said(self, tmp_path: Path) -> None:
        async with board(tmp_path, demo=False, fill=river) as running:
            await plan(running)
            await running.type("? A bus")
            await running.press("ctrl+t")
            assert running.shows("of this kind (need) no table is kept")
            await running.press("f2", "f2", "f2", "f2", "f2", "f2", "ctrl+o")
            assert running.shows("say first how the words may be attributed: F4")
            assert reading(running) == "voice · permission not set"

    async def test_choices_and_the_half_line_survive_the_terminal(self, tmp_path: Path) -> None:
        clock = StillClock()
        workspace = memory_workspace(clock)
        async with board(tmp_path, workspace=workspace, clock=clock, demo=False, fill=river) as running:
            await plan(running)
            await running.press("f2", "f4", "ctrl+t")
            await running.type("half")
        async with board(tmp_path, workspace=workspace, clock=clock, demo=False) as running:
            assert reading(running) == "success · may be used: named, room · stays: table 1"
            await running.enter(" a line")
            assert (voice(running, "V1").text, voice(running, "V1").table) == ("half a line", 1)


class TestAfterEnter:
    async def test_kind_sector_table_and_read_back_of_the_last_line(self, tmp_path: Path) -> None:
        async with board(tmp_path, demo=False, fill=river) as running:
            await plan(running)
            await running.enter("one")
            await running.enter("two")
            await running.press("escape", "S", "f", "escape", "7", "escape", "y", "escape", "m", "g")
            said = voice(running, "V2")
            assert (said.sector, said.table, said.read_back) == ("caregiver", 7, True)
            assert said.kind is VoiceKind.CHALLENGE
            assert running.shows("caregiver", "table 7", "read back")
            assert voice(running, "V1").table is None
            assert running.app.screen.typing  # type: ignore[attr-defined]
            await running.press("escape", "w", "h", "enter", "escape", "S", "h")
            assert voice(running, "V2").sector == "public-health", "the letter that counts its people"
            await running.press("escape", "0", "escape", "y")
            assert (voice(running, "V2").table, voice(running, "V2").read_back) == (None, False)
            await running.press("escape", "u")
            assert voice(running, "V2").read_back

    async def test_the_line_under_the_cursor(self, tmp_path: Path) -> None:
        async with board(tmp_path, demo=False, fill=river) as running:
            await plan(running)
            for line in ("one", "two", "? three"):
                await running.enter(line)
            await running.press("escape", "up", "4")
            assert voice(running, "V2").table == 4
            await running.press("down", "5", "y")
            assert partnership(running).numbered("N1").headline == "three"
            assert not running.shows("table 5")

    async def test_three_keys_make_an_action_that_names_its_origin(self, tmp_path: Path) -> None:
        async with board(tmp_path, demo=False, fill=river) as running:
            await plan(running)
            await running.enter("Nobody clears the path")
            for letter, number in (("n", "N1"), ("a", "A1"), ("d", "D1"), ("c", "C1")):
                await running.press("escape", "l", "home", "t", letter, "escape")
                made = partnership(running).numbered(number)
                assert made.headline == "Nobody clears the path"
                assert made.origins == {voice(running, "V1").id}

    async def test_a_line_of_another_kind_takes_its_place(self, tmp_path: Path) -> None:
        async with board(tmp_path, demo=False, fill=river) as running:
            await plan(running)
            await running.enter("A path to the clinic")
            await running.press("escape", "m", "n")
            need = partnership(running).numbered("N1")
            assert isinstance(need, Item)
            assert need.meeting == meeting(running).id
            assert not running.shows("V1  voice")
            await running.press("escape", "u")
            assert running.shows("V1  voice")

    async def test_a_key_that_was_looked_up_is_no_letter_of_the_line(self, tmp_path: Path) -> None:
        async with board(tmp_path, demo=False, fill=river) as running:
            await plan(running)
            await running.press("escape", "question_mark", "escape", "i")
            assert running.name == "NoticeScreen", "whoever looked a key up presses it"
            await running.press("enter")
            assert running.shows("notice given")
            assert running.app.screen.typing  # type: ignore[attr-defined]
            await running.type("i")
            await running.press("f1", "escape", "i")
            assert typed(running) == "ii", "whoever looked from the line goes on typing"


class TestCorrecting:
    async def test_up_brings_the_last_line_back_and_enter_saves_it_into_the_same(self, tmp_path: Path) -> None:
        async with board(tmp_path, demo=False, fill=river) as running:
            await plan(running)
            await running.press("ctrl+t")
            await running.enter("as:role Teh bus")
            await running.press("up")
            assert typed(running) == "table:1 as:role to:room Teh bus"
            assert reading(running) == "correcting V1: voice · table 1 · may be used: role, room"
            await running.press("backspace", "backspace", "backspace", "f2", "ctrl+t")
            await running.enter("tram")
            said = voice(running, "V1")
            assert (said.text, said.kind, said.table) == ("Teh tram", VoiceKind.SUCCESS, 2)
            assert "stays: table 1" in reading(running), "what was chosen for the next line comes back"
            assert typed(running) == ""
            await running.press("escape", "u")
            assert voice(running, "V1").text == "Teh bus"

    async def test_what_was_typed_before_comes_back(self, tmp_path: Path) -> None:
        async with board(tmp_path, demo=False, fill=river) as running:
            await plan(running)
            await running.enter("? first")
            await running.enter("? second")
            await running.type("! half")
            await running.press("up", "up")
            assert typed(running) == "? first"
            await running.press("down", "down")
            assert typed(running) == "! half"
            await running.press("up")
            await running.type(" thoughts")
            await running.press("up", "down")
            assert typed(running) == "? second thoughts", "what was rewritten is not left by an arrow"
            await running.press("escape")
            assert typed(running) == "! half"
            assert running.app.screen.typing  # type: ignore[attr-defined]
            await running.enter(" a promise")
            assert partnership(running).numbered("C1").headline == "half a promise"
            assert partnership(running).numbered("N2").headline == "second"

    async def test_another_mark_converts_the_record(self, tmp_path: Path) -> None:
        async with board(tmp_path, demo=False, fill=river) as running:
            await plan(running)
            await running.enter("A path")
            await running.press("up", "home")
            await running.enter("?")
            assert partnership(running).numbered("N1").headline == "A path"
            assert not running.shows("V1  voice")
            await running.press("up")
            assert typed(running) == "? A path"

    async def test_a_correction_that_cannot_be_saved_stays(self, tmp_path: Path) -> None:
        async with board(tmp_path, demo=False, fill=river) as running:
            await plan(running)
            await running.enter("? A")
            await running.press("up", "backspace", "enter")
            assert running.shows("a line needs words", "correcting N1")
            await running.enter("B")
            assert partnership(running).numbered("N1").headline == "B"

    async def test_half_a_correction_survives_the_terminal_and_what_others_wrote(self, tmp_path: Path) -> None:
        clock = StillClock()
        workspace = memory_workspace(clock)
        async with board(tmp_path, workspace=workspace, clock=clock, demo=False, fill=river) as running:
            await plan(running)
            await running.enter("? A path")
            await running.type("! half")
            await running.press("up")
            await running.type(" to the cli")
            opened = partnership(running)
            other = OpenPartnership(opened.folder, workspace._shelf.open(opened.folder), workspace)
            other.execute(Amend(other.numbered("N1"), {"title": "A paved path"}))
        async with board(tmp_path, workspace=workspace, clock=clock, demo=False) as running:
            assert reading(running).startswith("correcting N1: need")
            await running.enter("nic")
            now = partnership(running).numbered("N1")
            assert {now.headline, *now.also["title"]} == {"A path to the clinic", "A paved path"}
            assert typed(running) == "! half"

    async def test_a_correction_of_what_is_gone_is_kept_as_a_line(self, tmp_path: Path) -> None:
        clock = StillClock()
        workspace = memory_workspace(clock)
        async with board(tmp_path, workspace=workspace, clock=clock, demo=False, fill=river) as running:
            await plan(running)
            await running.enter("? A path")
            await running.press("up")
            await running.type(" home")
            partnership(running).undo()
        async with board(tmp_path, workspace=workspace, clock=clock, demo=False) as running:
            assert typed(running) == "? A path home"
            await running.press("enter")
            assert partnership(running).numbered("N2").headline == "A path home"


class TestPaste:
    async def test_twenty_lines_are_twenty_captures_and_what_was_typed_stays(self, tmp_path: Path) -> None:
        async with board(tmp_path, demo=False, fill=river) as running:
            await plan(running)
            await running.type("! half")
            await running.paste("\n\n".join(f"- ? line {n}" for n in range(1, 21)))
            assert running.shows("You pasted 20 lines.")
            await running.press("enter")
            assert [partnership(running).numbered(f"N{n}").headline for n in range(1, 21)] == [
                f"line {n}" for n in range(1, 21)
            ]
            assert running.shows("N20", "line 20"), "the newest is on screen"
            assert typed(running) == "! half"
            await running.paste(" of it ")
            await running.enter("and more")
            assert partnership(running).numbered("C1").headline == "half of it and more"
            await running.press("escape", "u", "escape", "u")
            assert not running.shows("line 20")

    async def test_made_one_line_they_follow_what_was_typed(self, tmp_path: Path) -> None:
        async with board(tmp_path, demo=False, fill=river) as running:
            await plan(running)
            await running.type("? half")
            await running.paste("a line\nof two")
            await running.press("down", "enter")
            assert typed(running) == "? half a line of two"
            await running.paste("a\nb")
            await running.press("escape")
            assert typed(running) == "? half a line of two"

    async def test_a_table_that_stays_holds_for_pasted_lines(self, tmp_path: Path) -> None:
        async with board(tmp_path, demo=False, fill=river) as running:
            await plan(running)
            await running.press("ctrl+t", "ctrl+t")
            await running.paste("one\ntwo")
            await running.press("enter")
            assert [voice(running, f"V{n}").table for n in (1, 2)] == [2, 2]


async def test_what_was_captured_comes_into_the_notes(tmp_path: Path) -> None:
    async with board(tmp_path, demo=False, fill=river) as running:
        await plan(running)
        await running.press("escape", "s", "escape", "n")
        running.clock.forward(minutes=10)
        await running.press("escape", "n")
        running.clock.forward(minutes=30)
        await running.press("escape", "plus")
        assert running.shows("talk 25%")
        await running.press("f2", "f4")
        await running.enter("The bus is on time")
        await running.press("f2", "f2", "f4")
        await running.enter("The road is dark")
        await running.enter("~ Nobody asked the drivers as:anonymous")
        await running.enter(". An app")
        await running.press("escape", "space")
        opened = partnership(running)
        prepared = notes(opened.records, meeting(running), Audience.ROOM, today(opened.clock))
        written = prepared.data.decode()
        for heading, words in (
            ("### Working well", "The bus is on time"),
            ("### Where we can do better", "The road is dark"),
            ("### A-ha moments", "Nobody asked the drivers"),
            ("## Parked", "An app"),
        ):
            assert words in written.partition(heading)[2].partition("\n#")[0], heading
        assert "Talk to the room: 10 of the 40 minutes that ran (25%)" in written
