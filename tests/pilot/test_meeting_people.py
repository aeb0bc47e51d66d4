"""Counting who is there while a meeting runs, and the balance of voices."""

from pathlib import Path

import pytest

from codesign.commands.attendance import CountOne, CountSector
from codesign.model import Meeting, Person
from codesign.opened import OpenPartnership
from codesign.views.attendance import attendance, here_now, presences
from screens.glyphs import in_ascii
from tests.pilot.test_home_and_board import partnership
from tests.pilot.test_meeting import meeting, plan, river
from tests.support.doubles import capture
from tests.support.screens import LARGE, SMALL, Board, board


def here(running: Board) -> dict[str, int]:
    return here_now(partnership(running).records, meeting(running))


def was_here(running: Board) -> dict[str, int]:
    return attendance(partnership(running).records, meeting(running))


class TestBySector:
    async def test_the_help_names_the_letters(self, tmp_path: Path) -> None:
        async with board(tmp_path, demo=False, fill=river, size=(80, 60)) as running:
            await plan(running)
            await running.press("escape", "w", "question_mark")
            assert running.shows("A letter counts one more of its sector", "c C", "community member / client")

    async def test_one_key_for_one_person(self, tmp_path: Path) -> None:
        async with board(tmp_path, demo=False, fill=river) as running:
            await plan(running)
            await running.press("escape", "w")
            assert running.shows("Who is there?", "nobody counted yet", "c community member / client")
            await running.type("cccmmC")
            assert here(running) == {"community": 2, "municipal": 2}
            assert running.shows("community member / client: one fewer, 2 here", "4 people there")
            await running.press("u")
            assert here(running) == {"community": 3, "municipal": 2}
            await running.press("1", "2", "backspace", "5")
            assert running.shows("15_")
            assert here(running)["community"] == 3, "it is meant once another key is pressed"
            await running.press("m", "plus", "minus", "minus", "enter")
            assert running.name == "MeetingScreen"
            assert here(running) == {"community": 15, "municipal": 2}
            assert running.app.screen.typing  # type: ignore[attr-defined]
            assert running.shows("17 people there")

    async def test_a_number_is_left_with_escape_and_then_the_screen(self, tmp_path: Path) -> None:
        async with board(tmp_path, demo=False, fill=river) as running:
            await plan(running)
            await running.press("escape", "w", "7", "escape")
            assert running.name == "PeopleScreen"
            await running.press("escape")
            assert running.name == "MeetingScreen"
            assert here(running) == {}

    async def test_late_and_leaving(self, tmp_path: Path) -> None:
        async with board(tmp_path, demo=False, fill=river) as running:
            await plan(running)
            await running.press("escape", "s", "escape", "w")
            await running.type("ccmm")
            running.clock.forward(minutes=25)
            await running.press(">")
            assert running.shows("Who came later? The sector's letter, or > for the line under the cursor.")
            await running.press("m", "<", "<")
            assert running.shows("1 late, 1 left", "4 here of 5", "Came later: 10:25", "Left: 10:25")
            await running.press("<", "c")
            assert here(running) == {"community": 1, "municipal": 2}
            assert was_here(running) == {"community": 2, "municipal": 3}
            await running.press("<", "escape", "escape")
            assert running.name == "MeetingScreen"
            assert running.shows("3 here of 5")
            await running.press("escape", "f")
            await running.enter("Shall we go on?")
            assert running.shows("0/1", "0/2"), "consent counts who is there now"

    async def test_it_works_with_the_mouse(self, tmp_path: Path) -> None:
        async with board(tmp_path, demo=False, fill=river) as running:
            await plan(running)
            await running.press("escape", "w")
            row = running.lines.index(next(line for line in running.lines if "municipal" in line))
            text = running.lines[row]
            top = running.app.screen.query_one("#sectors").region.y
            for button in ("[+]", "[+]", "[-]"):
                await running.click("#sectors", x=text.index(button) + 1, y=row - top)
            assert here(running) == {"municipal": 1}
            await running.click("#sectors", x=3, y=0)
            await running.press("plus")
            assert here(running) == {"community": 1, "municipal": 1}

    async def test_what_a_second_facilitator_counts_is_added_and_seen(self, tmp_path: Path) -> None:
        async with board(tmp_path, demo=False, fill=river) as running:
            await plan(running)
            await running.press("escape", "w", "c")
            opened, workspace = partnership(running), running.app.workspace
            other = OpenPartnership(opened.folder, workspace._shelf.open(opened.folder), workspace)
            other.execute(CountOne(meeting(running).id, "community"))
            running.app._look_around()
            await running.settle()
            assert running.shows("2 people there")


class TestByName:
    async def test_marking_finding_and_adding(self, tmp_path: Path) -> None:
        async with board(tmp_path, demo=False, fill=river) as running:
            await plan(running)
            await running.press("escape", "A")
            await running.type("Ada Moss, municip, planner")
            assert running.shows("new: Ada Moss", "municipal · planner")
            await running.press("enter")
            assert running.shows("Ada Moss is here, known as PE1", "1 person there")
            await running.enter("Ben Reed, education")
            await running.type("am")
            assert [line for line in running.lines if "Ada Moss" in line and "here" in line]
            running.clock.forward(minutes=30)
            await running.press("<")
            assert running.shows("Ada Moss left", "1 here of 2", "left 10:30")
            await running.type("am")
            await running.press(">")
            assert running.shows("here, came 10:30")
            await running.press("down")
            await running.press("delete")
            assert running.shows("Ben Reed was not here")
            (there,) = presences(partnership(running).records, meeting(running))
            assert there.person.name == "Ada Moss"
            await running.press("escape")
            assert running.name == "MeetingScreen"

    async def test_a_half_typed_name_is_kept_and_an_empty_line_marks_nobody(self, tmp_path: Path) -> None:
        async with board(tmp_path, demo=False, fill=river) as running:
            await plan(running)
            await running.press("escape", "w", "tab")
            await running.press("enter")
            assert running.shows("type letters of a name first")
            await running.type("Ada M")
            await running.press("tab")
            assert running.shows("c community member / client")
            await running.press("escape", "escape", "A")
            await running.enter("oss")
            assert [each.name for each in partnership(running).records.live(Person)] == ["Ada Moss"]
            await running.enter("Ada Moss")
            assert running.shows("Ada Moss is here already")

    async def test_whoever_was_counted_is_not_counted_twice(self, tmp_path: Path) -> None:
        async with board(tmp_path, demo=False, fill=river, size=LARGE) as running:
            await plan(running)
            await running.press("escape", "w", "m", "m", "tab")
            await running.enter("Ada Moss, municipal")
            await running.press("tab", "m")
            assert here(running) == {"municipal": 3}
            assert running.shows("1 by name", "By name: Ada Moss")

    async def test_a_pasted_name_is_not_taken_for_keys(self, tmp_path: Path) -> None:
        async with board(tmp_path, demo=False, fill=river) as running:
            await plan(running)
            await running.press("escape", "w")
            await running.paste("Cem [bold]Moss[/]")
            await running.press("enter")
            assert here(running) == {"": 1}
            assert running.shows("Cem [bold]Moss[/] is here")
            await running.press("escape")
            assert running.shows("no sector")


SAID = {"community": "heard little", "municipal": "heard much", "education": "not heard yet"}


def gathered(running: Board) -> Meeting:
    """Count a room in which one sector says nearly everything, and one nothing."""
    opened, found = partnership(running), meeting(running)
    for sector, people in {"community": 6, "municipal": 2, "education": 2}.items():
        opened.execute(CountSector(found.id, sector, people))
    for n in range(6):
        capture(opened, f'" words {n} sector:municipal', meeting=found.id)
    capture(opened, '" a word sector:community', meeting=found.id)
    return found


class TestBalance:
    @pytest.mark.parametrize("size", [SMALL, (60, 24), LARGE])
    async def test_it_is_said_in_words_numbers_and_bars(self, tmp_path: Path, size: tuple[int, int]) -> None:
        async with board(tmp_path, demo=False, fill=river, size=size) as running:
            await plan(running)
            gathered(running)
            await running.press("escape", "M")
            assert running.shows("Balance of voices", "10 people there", "7 lines")
            said = {each: next(line for line in running.lines if each in line) for each in SAID}
            assert all(line.endswith(SAID[each]) for each, line in said.items())
            assert running.shows("60%", "14%", "86%", "Who is missing", "Nobody from: family caregiver, neighbour")
            bars = [line for line in running.lines if "██" in line]
            assert len(bars) >= 3
            assert "##" in in_ascii(bars[0])

    async def test_it_is_live_and_the_line_has_the_keys_again(self, tmp_path: Path) -> None:
        async with board(tmp_path, demo=False, fill=river) as running:
            await plan(running)
            found = gathered(running)
            await running.press("escape", "M")
            capture(partnership(running), '" at last sector:education', meeting=found.id)
            await running.settle()
            assert not running.shows("not heard yet")
            await running.press("w", "d", "enter", "M")
            assert running.name == "MeetingScreen"
            await running.enter("? typed at once")
            assert partnership(running).numbered("N1").headline == "typed at once"

    async def test_lines_of_others_do_not_take_the_keys_from_the_line(self, tmp_path: Path) -> None:
        async with board(tmp_path, demo=False, fill=river) as running:
            await plan(running)
            await running.press("escape")
            gathered(running)
            await running.settle()
            await running.press("M", "escape")
            assert running.app.screen.typing  # type: ignore[attr-defined]

    async def test_who_came_last_time_and_is_missing(self, tmp_path: Path) -> None:
        async with board(tmp_path) as running:
            await running.press("enter", "m", "enter", "escape", "M")
            assert running.shows(
                "Nobody was counted or heard yet.", "client: nobody here; to the last 3 meetings came 7, 4, 5"
            )
