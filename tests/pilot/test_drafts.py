"""What was typed into a form and not saved: it comes back, and never writes over what others wrote meanwhile."""

from datetime import date
from pathlib import Path

import pytest

from codesign.commands.amending import Amend
from codesign.commands.meetings import Plan
from codesign.commands.partnerships import Describe
from codesign.model import Commitment, Decision, HowDecided, Item, Partnership, Record, Voice
from codesign.opened import OpenPartnership
from codesign.templates import template
from codesign.workspace import Workspace
from tests.pilot.test_home_and_board import card, partnership
from tests.support.doubles import capture, memory_workspace
from tests.support.forms import form, show, somebody_else, write
from tests.support.screens import LARGE, Board, board


def river(workspace: Workspace) -> None:
    opened = workspace.create("River")
    for line in ("? one #bus", "? two", "! a promise @ann due:2026-12-01", "= a decision", '"a voice'):
        capture(opened, line)


def amend(opened: OpenPartnership, number: str, **fields: object) -> None:
    """Write fields of a record as somebody who sees it as it is."""
    opened.refresh()
    opened.execute(Amend(opened.numbered(number), fields))


async def look_around(running: Board) -> None:
    partnership(running).refresh()
    await running.settle()


def live_texts(found: Record, field: str) -> set[str]:
    """Return the text that is shown and those that stand beside it."""
    return {getattr(found, field), *found.also.get(field, ())}


class TestComingBack:
    async def test_a_draft_that_was_left_is_there_again_and_is_forgotten_once_saved(self, tmp_path: Path) -> None:
        async with board(tmp_path, demo=False, fill=river, size=LARGE) as running:
            await show(running, "N1")
            await running.press("e")
            await write(running, title="one and a half", owners="the library", text="over\ntwo lines")
            await running.press("escape")
            assert card(running, "N1").title == "one"
            await running.press("e")
            assert running.shows("This is what you typed before and did not save.")
            assert form(running)["title"] == "one and a half"
            assert form(running)["text"] == "over\ntwo lines"
            assert form(running)["tags"] == "#bus"
            await running.press("ctrl+s", "e")
            assert card(running, "N1").owners == {"the library"}
            assert not running.shows("what you typed before")
            assert not running.shows("Changed by somebody else")

    async def test_each_record_has_a_draft_of_its_own(self, tmp_path: Path) -> None:
        async with board(tmp_path, demo=False, fill=river, size=LARGE) as running:
            await show(running, "N1")
            await running.press("e")
            await write(running, title="of the first")
            await running.press("escape", "escape")
            await show(running, "N2")
            await running.press("e")
            assert form(running)["title"] == "two"

    async def test_what_was_typed_back_to_what_it_was_is_no_draft(self, tmp_path: Path) -> None:
        async with board(tmp_path, demo=False, fill=river, size=LARGE) as running:
            await show(running, "N1")
            await running.press("e")
            await write(running, title="else")
            await running.press("shift+tab")
            await running.press("escape", "e")
            await write(running, title="one")
            await running.press("escape", "e")
            assert not running.shows("what you typed before")

    async def test_the_form_of_a_meeting_and_its_capture_line_keep_apart(self, tmp_path: Path) -> None:
        def fill(workspace: Workspace) -> None:
            river(workspace)
            workspace.open("river").execute(Plan(template("workshop-90"), date(2026, 11, 21), "", ""))

        async with board(tmp_path, demo=False, fill=fill, size=LARGE) as running:
            await running.press("m", "enter")
            await running.type('"half a line')
            await running.press("escape", "E", "e")
            assert running.name == "EditorScreen"
            await write(running, place="the hall")
            await running.press("escape", "escape")
            assert running.name == "MeetingScreen"
            assert running.shows('"half a line')
            await running.press("escape", "E", "e")
            assert form(running)["place"] == "the hall"
            await running.press("ctrl+s", "escape", "escape", "q", "m", "enter")
            assert running.shows('"half a line'), "saving the form takes nothing from the line"


class TestMeanwhile:
    @pytest.mark.parametrize("restarted", [False, True])
    async def test_texts_rewritten_apart_are_both_kept(self, tmp_path: Path, *, restarted: bool) -> None:
        workspace = memory_workspace()
        async with board(tmp_path, workspace=workspace, demo=False, fill=river, size=LARGE) as running:
            await show(running, "N1")
            await running.press("e")
            await write(running, title="hers")
            await running.press("escape")
            amend(somebody_else(workspace, "river"), "N1", title="his", owners=frozenset({"bob"}))
            if not restarted:
                await look_around(running)
                await running.press("e")
                await self._goes_on(running)
        if restarted:
            async with board(tmp_path, workspace=workspace, demo=False, size=LARGE) as running:
                await show(running, "N1")
                await running.press("e")
                await self._goes_on(running)

    @staticmethod
    async def _goes_on(running: Board) -> None:
        assert form(running)["title"] == "hers"
        assert form(running)["owners"] == "bob"
        assert running.shows("Changed by somebody else since you typed this. It now says: his")
        await running.press("ctrl+s")
        item = card(running, "N1")
        assert item.title == "hers"
        assert item.also == {"title": ("his",)}
        assert item.owners == {"bob"}
        await running.press("e")
        assert running.shows("another title, written apart", "his")
        await write(running, title="hers and his")
        await running.press("ctrl+s")
        item = card(running, "N1")
        assert (item.title, item.also) == ("hers and his", {}), "whoever has seen both picks by writing"

    async def test_nobody_s_text_is_lost_on_the_other_device_either(self, tmp_path: Path) -> None:
        async with board(tmp_path, demo=False, fill=river, size=LARGE) as running:
            other = somebody_else(running.app.workspace, "river")
            await show(running, "N1")
            await running.press("e")
            await write(running, title="hers")
            await running.press("escape")
            amend(other, "N1", title="his")
            await look_around(running)
            await running.press("e", "ctrl+s")
            other.refresh()
            for opened in (partnership(running), other):
                assert live_texts(opened.numbered("N1"), "title") == {"hers", "his"}

    async def test_what_changes_while_the_form_is_open_is_kept_too(self, tmp_path: Path) -> None:
        async with board(tmp_path, demo=False, fill=river, size=LARGE) as running:
            await show(running, "C1")
            await running.press("e")
            await write(running, text="her promise")
            amend(somebody_else(running.app.workspace, "river"), "C1", text="his promise")
            await look_around(running)
            await running.press("ctrl+s")
            assert live_texts(partnership(running).numbered("C1"), "text") == {"her promise", "his promise"}

    async def test_a_third_text_that_arrives_beside_two_is_kept(self, tmp_path: Path) -> None:
        async with board(tmp_path, demo=False, fill=river, size=LARGE) as running:
            other = somebody_else(running.app.workspace, "river")
            other.refresh()
            seen = other.numbered("N1")
            other.execute(Amend(seen, {"title": "first"}))
            other.execute(Amend(seen, {"title": "second"}))
            await look_around(running)
            await show(running, "N1")
            await running.press("e")
            await write(running, title="hers")
            await running.press("escape")
            other.execute(Amend(seen, {"title": "third"}))
            await look_around(running)
            await running.press("e")
            assert running.shows("It now says: third", "first", "second")
            await running.press("ctrl+s")
            assert live_texts(card(running, "N1"), "title") >= {"hers", "third"}

    async def test_a_field_that_holds_one_value_says_what_it_would_replace(self, tmp_path: Path) -> None:
        async with board(tmp_path, demo=False, fill=river, size=LARGE) as running:
            await show(running, "D1")
            await running.press("e")
            await write(running, how="consent", review="+1w")
            await running.press("escape")
            amend(somebody_else(running.app.workspace, "river"), "D1", how=HowDecided.MAJORITY)
            await look_around(running)
            await running.press("e")
            assert running.shows("It now says: majority")
            assert running.text.count("Changed by somebody else") == 1
            await write(running, how="majority")
            await running.press("ctrl+s")
            decision = partnership(running).numbered("D1")
            assert isinstance(decision, Decision)
            assert (decision.how, decision.review) == (HowDecided.MAJORITY, date(2026, 11, 28))

    async def test_what_somebody_else_emptied_is_said(self, tmp_path: Path) -> None:
        async with board(tmp_path, demo=False, fill=river, size=LARGE) as running:
            await show(running, "C1")
            await running.press("e")
            await write(running, who="eve")
            await running.press("escape")
            amend(somebody_else(running.app.workspace, "river"), "C1", who="")
            await look_around(running)
            await running.press("e")
            assert running.shows("Changed by somebody else since you typed this. It is empty now.")

    async def test_tags_owners_and_links_that_others_added_stay(self, tmp_path: Path) -> None:
        async with board(tmp_path, demo=False, fill=river, size=LARGE) as running:
            opened = partnership(running)
            await show(running, "N1")
            await running.press("e")
            await write(running, tags="#winter", owners="ann", origins="V1")
            await running.press("escape")
            two = opened.numbered("N2").id
            tags, owners = frozenset({"bus", "school"}), frozenset({"bob"})
            other = somebody_else(running.app.workspace, "river")
            amend(other, "N1", tags=tags, owners=owners, origins=frozenset({two}))
            await look_around(running)
            await running.press("e", "ctrl+s")
            item = card(running, "N1")
            assert item.tags == {"winter", "school"}, "she took #bus away and he added #school"
            assert item.owners == {"ann", "bob"}
            assert item.origins == {two, opened.numbered("V1").id}

    async def test_a_date_that_moved_twice_keeps_both_earlier_dates(self, tmp_path: Path) -> None:
        async with board(tmp_path, demo=False, fill=river, size=LARGE) as running:
            await show(running, "C1")
            await running.press("e")
            await write(running, due="2026-12-20")
            await running.press("escape")
            amend(somebody_else(running.app.workspace, "river"), "C1", due=date(2026, 12, 10))
            await look_around(running)
            await running.press("e", "ctrl+s")
            promise = partnership(running).numbered("C1")
            assert isinstance(promise, Commitment)
            assert promise.due == date(2026, 12, 20)
            assert promise.moved_from == (date(2026, 12, 1), date(2026, 12, 10))

    async def test_a_draft_over_a_sector_that_is_gone_can_still_be_saved(self, tmp_path: Path) -> None:
        async with board(tmp_path, demo=False, fill=river, size=LARGE) as running:
            amend(partnership(running), "V1", sector="pirates")
            await show(running, "V1")
            await running.press("e")
            await write(running, sector="municipal", text="her words")
            await running.press("escape")
            amend(somebody_else(running.app.workspace, "river"), "V1", sector="caregiver")
            await look_around(running)
            await running.press("e")
            assert running.shows("It now says: family")
            await running.press("ctrl+s")
            voice = partnership(running).numbered("V1")
            assert isinstance(voice, Voice)
            assert (voice.sector, voice.text) == ("municipal", "her words")


class TestOtherForms:
    async def test_a_partnership_described_apart_keeps_both_texts(self, tmp_path: Path) -> None:
        workspace = memory_workspace()
        workspace.create("Meadow")
        async with board(tmp_path, workspace=workspace, demo=False, fill=river, size=LARGE) as running:
            await running.press("down", "e")
            await write(running, name="Her river", contact="ann@example.org")
            await running.press("escape")
            other = somebody_else(workspace, "river")
            seen = other.partnership
            he = Describe(seen, "His river", "the delta", seen.began, "", ("fish",), seen.recording_notice)
            other.execute(he)
            await running.press("e")
            assert running.shows("Changed by somebody else since you typed this. It now says: His river")
            assert form(running)["area"] == "the delta"
            await running.press("ctrl+s")
            kept = workspace.open("river").partnership
            assert isinstance(kept, Partnership)
            assert live_texts(kept, "name") == {"Her river", "His river"}
            assert (kept.place.area, kept.priorities, kept.contact) == ("the delta", ("fish",), "ann@example.org")

    async def test_a_draft_of_no_known_form_is_passed_over(self, tmp_path: Path) -> None:
        async with board(tmp_path, demo=False, fill=river, size=LARGE) as running:
            for odd in ("{", "[]", "3", '{"title": "words alone"}', '{"title": {"words": "x"}}', "null"):
                running.app.workspace.drafts.put("river edit N1", odd)
                await show(running, "N1")
                await running.press("e")
                assert form(running)["title"] == "one", odd
                await running.press("escape", "escape")
            assert isinstance(card(running, "N1"), Item)
