"""Permissions, the notice and what is not to be kept by accident, as a facilitator meets them."""

from pathlib import Path

from codesign.commands.attendance import Introduce
from codesign.commands.voices import SetUsual
from codesign.model import Attribution, Audience, Permission, Person, Voice
from tests.pilot.test_home_and_board import partnership
from tests.pilot.test_meeting import meeting, plan, river
from tests.support.screens import LARGE, SMALL, Board, board

ROLE = Permission(Attribution.ROLE, Audience.PARTNERS)
PHONE = "Ring me at 604-555-0123"


def voices(running: Board) -> list[Voice]:
    return list(partnership(running).records.all(Voice))


class TestPermission:
    async def test_what_somebody_usually_allows_is_one_key_and_never_set_before(self, tmp_path: Path) -> None:
        async with board(tmp_path, demo=False, fill=river) as running:
            await plan(running)
            opened = partnership(running)
            opened.execute(Introduce(meeting(running).id, "Ana Moss", "caregiver", "aunt"))
            (ana,) = opened.records.all(Person)
            opened.execute(SetUsual(ana.id, ROLE))
            await running.enter("We wait @ana-moss")
            assert voices(running)[0].permission is None
            await running.press("escape", "l", "p")
            assert running.shows("u as Ana Moss usually allows: role, partners", "Shown: nobody has said so yet")
            await running.press("enter")
            assert running.shows("say first how")
            await running.press("u")
            assert voices(running)[0].permission == ROLE
            await running.press("p", "a", "3", "t")
            await running.type("2027-06")
            await running.press("tab", "y", "k", "enter")
            (said,) = voices(running)
            assert said.permission is not None
            assert (said.permission.attribution, said.permission.audience) == (
                Attribution.ANONYMOUS,
                Audience.PUBLIC,
            )
            assert str(said.permission.until) == "2027-06-30"
            assert said.read_back
            (ana,) = opened.records.all(Person)
            assert ana.usual_permission == said.permission
            await running.press("A")
            await running.type("ana")
            assert running.shows("usually: anonymous, public, until", "2027-06-30")
            await running.press("f4", "0")
            (ana,) = opened.records.all(Person)
            assert ana.usual_permission is None

    async def test_many_are_chosen_or_are_those_of_the_meeting_that_wait(self, tmp_path: Path) -> None:
        async with board(tmp_path, demo=False, fill=river) as running:
            await plan(running)
            for line in ("one", "two", "three as:named", "four"):
                await running.enter(line)
            await running.press("escape", "O")
            assert running.shows("Nobody has asked yet: 3 voices")
            await running.press("home", "o", "o", "p")
            assert running.shows("How may the words of 2 voices be used?", "For: V1, V2")
            await running.press("r", "2", "enter")
            assert [each.permission for each in voices(running)][:2] == [ROLE, ROLE]
            assert running.shows("Nobody has asked yet: 1 voice")
            await running.press("u")
            await running.press("p", "f")
            assert running.shows("For: 3 that nobody has asked about: the meeting")
            await running.press("a", "enter")
            assert sum(each.permission is None for each in voices(running)) == 0

    async def test_among_everything_all_that_a_filter_found(self, tmp_path: Path) -> None:
        async with board(tmp_path, demo=False, fill=river) as running:
            await plan(running)
            for line in ("one", "two", "? a need"):
                await running.enter(line)
            await running.press("escape", "q", "o", "F")
            await running.enter("without a permission")
            await running.press("A", "p", "r", "2", "enter")
            assert [each.permission for each in voices(running)] == [ROLE, ROLE]
            await running.press("u")
            assert [each.permission for each in voices(running)] == [None, None]

    async def test_words_are_taken_out_only_when_that_is_said_twice(self, tmp_path: Path) -> None:
        async with board(tmp_path, demo=False, fill=river) as running:
            await plan(running)
            await running.type("My sister drinks as:not-recorded")
            assert running.shows("not recorded: no words will be kept")
            await running.press("enter")
            await running.enter("My brother too")
            assert not running.shows("My sister drinks")
            await running.press("escape", "l", "end", "p", "x", "enter")
            assert running.shows("taken out for good")
            assert voices(running)[1].text
            await running.press("enter")
            assert not running.shows("My brother")
            assert running.shows("(no words: not to be recorded)")
            assert not voices(running)[1].text


class TestNotice:
    async def test_it_can_be_read_whole_beside_the_agenda_at_any_size(self, tmp_path: Path) -> None:
        async with board(tmp_path, demo=False, fill=river) as running:
            await plan(running)
            for size in (SMALL, LARGE, (60, 24)):
                await running.resize(*size)
                beside = " ".join(line.partition("▕")[2].strip() for line in running.lines)
                assert partnership(running).partnership.recording_notice in beside, size
                assert "Esc i shows it large and notes that it was given" in beside, size

    async def test_what_is_captured_before_it_is_kept_and_it_is_said(self, tmp_path: Path) -> None:
        async with board(tmp_path, demo=False, fill=river) as running:
            await plan(running)
            await running.press("escape", "s")
            assert running.shows("started", "the notice was not given yet: Esc i", "We write down what is said")
            await running.enter("a word")
            assert running.shows("captured V1", "the notice was not given yet: Esc i")
            assert voices(running)[0].permission is None
            await running.enter("another")
            assert not running.shows("the notice was not given yet: Esc i")

    async def test_it_is_given_in_the_language_that_was_shown_and_on_the_wall(self, tmp_path: Path) -> None:
        async with board(tmp_path, demo=False, fill=river) as running:
            await plan(running)
            await running.press("escape", "i", "l")
            assert running.shows("language 2 of 2: fr", "nobody has written this text here")
            await running.press("e", "ctrl+end")
            await running.type(" Merci.")
            await running.press("ctrl+s")
            assert partnership(running).partnership.notices["fr"].endswith("Merci.")
            await running.press("P")
            assert running.name == "ProjectorScreen"
            assert running.shows("Before we begin")
            await running.press("escape")
            await running.press("n")
            (moment,) = meeting(running).notices.values()
            assert (moment.language, moment.agreed) == ("fr", False)
            await running.press("escape", "i")
            assert running.shows("not everybody agreed")
            await running.press("D")
            assert not meeting(running).notice_given


class TestGuard:
    async def test_it_is_pointed_out_while_typing_and_kept_by_a_second_enter(self, tmp_path: Path) -> None:
        async with board(tmp_path, demo=False, fill=river) as running:
            await plan(running)
            await running.type(PHONE)
            assert running.shows("looks like: phone number (604-555-0123)", "F9 leaves it out")
            await running.press("enter")
            assert not voices(running)
            assert running.shows(PHONE, "Enter keeps it, F9")
            await running.press("enter")
            assert voices(running)[0].text == PHONE
            await running.type(PHONE)
            await running.press("f9", "enter")
            assert voices(running)[1].text == "Ring me at [left out]"
            await running.enter("20 people at 14:30")
            assert len(voices(running)) == 3

    async def test_on_the_board_in_a_note_in_a_form_and_in_a_paste(self, tmp_path: Path) -> None:
        async with board(tmp_path, demo=False, fill=river) as running:
            await running.press("a")
            await running.enter(f"? {PHONE}")
            assert running.shows("looks like: phone number")
            await running.press("f9", "enter", "escape", "enter", "a")
            await running.enter(PHONE)
            assert running.shows("looks like: phone number")
            assert not voices(running)
            await running.press("f9", "enter")
            assert voices(running)[0].text == "Ring me at [left out]"
            await running.press("e")
            await running.type(" 604-555-0123")
            assert running.shows("looks like: phone number", "F9 leaves it out")
            await running.press("ctrl+s")
            assert running.name == "EditorScreen"
            await running.press("f9", "ctrl+s")
            assert partnership(running).numbered("N1").headline.endswith("[left out] [left out]")
            await running.press("escape", "a")
            await running.paste(f"? one\n? {PHONE}")
            assert running.shows("looks like: phone number", "leave out what names somebody")
            await running.press("enter")
            assert all("604" not in str(each) for each in partnership(running).records)
