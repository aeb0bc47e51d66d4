"""Whoever comes back after the program ended is in the same dialog, with what was typed there."""

from datetime import date
from pathlib import Path

import pytest

from codesign.commands.amending import Archive
from codesign.commands.attendance import CountSector
from codesign.commands.meetings import Plan
from codesign.commands.running import GoToBlock
from codesign.commands.visions import Propose
from codesign.model import Item, Meeting
from codesign.templates import template
from codesign.views.attendance import sector_counts
from codesign.workspace import Workspace
from screens.place import PLACE, Place, Step, read, written
from tests.pilot.test_home_and_board import partnership
from tests.support.doubles import capture, memory_workspace
from tests.support.forms import form, somebody_else
from tests.support.screens import Board, board

MEETING = ("m", "enter")
"""The keys that lead from the board to the one meeting."""


def fill(workspace: Workspace) -> None:
    opened = workspace.create("River")
    for line in ("? one #bus", "? two", '"A voice'):
        capture(opened, line)
    opened.execute(Plan(template("workshop-90"), date(2026, 11, 21), "", ""))
    opened.execute(Propose(text="Everyone gets there.", why="", words_of="", picture="", meeting=""))


@pytest.fixture
def workspace() -> Workspace:
    """A workspace that outlives the program, and its drafts with it."""
    found = memory_workspace()
    fill(found)
    return found


def meeting(running: Board) -> Meeting:
    (found,) = partnership(running).records.all(Meeting)
    return found


WAYS: dict[str, tuple[tuple[str, ...], str, tuple[str, ...]]] = {
    "attendance": ((*MEETING, "escape", "w", "1", "2", "down", "4"), "PeopleScreen", ("12 people there", "4_")),
    "fingers on the vision": (
        (*MEETING, "escape", "f", "enter", "3", "right", "7"),
        "CountsScreen",
        ("Everyone gets there.", "10"),
    ),
    "fingers on a question": (
        (*MEETING, "escape", "f", *"question", "enter", *"Van?", "enter", "5", "right", "9"),
        "CountsScreen",
        ("Van?", "14"),
    ),
    "come again": ((*MEETING, "escape", "c", "2", "1", "down", "4"), "CountsScreen", ("21", "25")),
    "the end": ((*MEETING, "escape", "s", "escape", "e", *"+4w"), "FormScreen", ("+4w",)),
    "what a line becomes": (
        (*MEETING, *'"The last bus', "enter", "escape", "t", "down"),
        "LetterScreen",
        ("What shall it become?", "the letter beside it takes it"),
    ),
    "a vision from the meeting": ((*MEETING, "escape", "v", "p", *" And"), "FormScreen", ("gets there. And",)),
    "a reservation": (("v", "r", *"But", "tab", *"mun"), "FormScreen", ("But", "mun")),
    "a card": (("enter", "e", *" and"), "EditorScreen", ("Write N1", "one and")),
    "a text as it reads": (("enter", "e", "tab", *"# Head", "f2"), "LookScreen", ("Head",)),
    "a line of the meeting": (
        (*MEETING, '"', *"hers", "enter", "escape", "p", "r", "3"),
        "PermissionScreen",
        ("role", "everybody"),
    ),
    "what a line is": ((*MEETING, '"', *"hers", "enter", "escape", "m", "down"), "LetterScreen", ("a-ha",)),
    "the sector of a line": (
        (*MEETING, '"', *"hers", "enter", "escape", "S", "down"),
        "LetterScreen",
        ("municipal",),
    ),
    "a block put in": ((*MEETING, "escape", "s", "escape", "I", *"Air 5"), "FormScreen", ("Air 5",)),
    "a block of the agenda": ((*MEETING, "escape", "B", "a", *"Air"), "EditorScreen", ("Add a block", "Air")),
    "a question of one's own": ((*MEETING, "escape", "X", "n", *"Why"), "FormScreen", ("Why",)),
    "a name behind the sectors": ((*MEETING, "escape", "w", "tab", *"Ana"), "PeopleScreen", ("new: Ana",)),
    "a name": ((*MEETING, "escape", "A", *"Ana"), "PeopleScreen", ("new: Ana",)),
    "the tables": ((*MEETING, "escape", "g"), "TablesScreen", ()),
    "what there is to decide": ((*MEETING, "escape", "D"), "DecidingScreen", ()),
    "the balance": ((*MEETING, "escape", "M"), "BalanceScreen", ("Who is missing",)),
    "a plan": (("m", *"workshop", "down", "enter", "tab", "tab", *"2pm"), "EditorScreen", ("Plan a", "2pm")),
    "a choice": (("m", *"work"), "PickScreen", ("work",)),
    "a new partnership": (("escape", "n", *"Mead"), "FormScreen", ("Begin", "Mead")),
    "a note": (("enter", "a", *"heard"), "CardScreen", ("N1", "heard")),
    "half a line": ((*MEETING, *"= half"), "MeetingScreen", ("= half", "decision")),
    "a document": (("x", "enter"), "PreviewScreen", ()),
    "a voice to answer": (("V", "enter"), "CardScreen", ("A voice",)),
    "a table in large letters": (
        (*MEETING, "escape", "w", "8", "enter", "escape", "g", "m", "enter"),
        "LargeScreen",
        (),
    ),
    "a line on the board": (("a", *"? half"), "BoardScreen", ("? half", "need")),
    "a tag": (("space", "space", "number_sign", *"#van"), "FormScreen", ("#van",)),
}


class TestComingBack:
    @pytest.mark.parametrize("way", WAYS)
    async def test_to_every_dialog_with_what_was_typed(
        self, tmp_path: Path, workspace: Workspace, way: str
    ) -> None:
        keys, name, texts = WAYS[way]
        async with board(tmp_path, workspace=workspace) as running:
            await running.type(keys)
            before = running.text
            assert running.name == name
            assert running.shows(*texts)
        changes = len(list(somebody_else(workspace, "river").history()))
        async with board(tmp_path, workspace=workspace) as running:
            assert running.name == name
            assert running.shows(*texts), running.text
            if name == "CountsScreen":
                assert running.text == before, "the numbers stand in the cells where they were typed"
        assert len(list(somebody_else(workspace, "river").history())) == changes, "nothing was done again"

    @pytest.mark.parametrize("keys", [("enter", "e", "tab", *"words"), ("v", "r", *"But", "tab", *"words")])
    async def test_typing_goes_on_in_the_field_that_was_written(
        self, tmp_path: Path, workspace: Workspace, keys: tuple[str, ...]
    ) -> None:
        async with board(tmp_path, workspace=workspace) as running:
            await running.type(keys)
        async with board(tmp_path, workspace=workspace) as running:
            await running.type(" and more")
            assert running.shows("words and more")


class TestAMeetingThatGoesOnMeanwhile:
    @pytest.mark.parametrize(("keys", "shown"), [("", "this block: 0 lines"), ("escape", "the meeting: 1 line")])
    async def test_a_line_is_come_back_to_by_whoever_stood_on_it(
        self, tmp_path: Path, workspace: Workspace, keys: str, shown: str
    ) -> None:
        """Who typed is shown the block that runs now."""
        async with board(tmp_path, workspace=workspace) as running:
            await running.type((*MEETING, "escape", "s", *'"hers', "enter", *keys.split()))
            assert running.shows("Captured in this block: 1 line")
            found = meeting(running).id
        somebody_else(workspace, "river").execute(GoToBlock(found, "3"))
        async with board(tmp_path, workspace=workspace) as running:
            assert running.shows(f"Captured in {shown}"), running.text


class TestWhatIsNotDoneAgain:
    async def test_what_changed_records_on_its_way(self, tmp_path: Path, workspace: Workspace) -> None:
        """The permission was set before the sector was asked for: it is not set twice."""
        async with board(tmp_path, workspace=workspace) as running:
            await running.type((*MEETING, '"', *"hers", "enter", "escape", "p", "s", "enter"))
            assert running.name == "PickScreen"
            permitted = len(list(partnership(running).history()))
        async with board(tmp_path, workspace=workspace) as running:
            assert running.name == "MeetingScreen"
            assert len(list(partnership(running).history())) == permitted

    async def test_to_another_card_nothing_is_done(self, tmp_path: Path, workspace: Workspace) -> None:
        async with board(tmp_path, workspace=workspace) as running:
            await running.type(("number_sign", *"#van"))
            card = partnership(running).numbered("N1").id
        somebody_else(workspace, "river").execute(Archive((card,)))
        async with board(tmp_path, workspace=workspace) as running:
            assert running.name == "BoardScreen"
            assert running.shows("N2")

    async def test_where_what_could_be_chosen_is_gone(self, tmp_path: Path, workspace: Workspace) -> None:
        async with board(tmp_path, workspace=workspace) as running:
            await running.type((*MEETING, "escape", "f", *"question", "enter", *"Van?", "enter", "5"))
            place = read(workspace.drafts.get(PLACE))
        *before, last = place.steps
        odd = Step(act=last.act, answers=("a choice that is no more",), here=last.here)
        workspace.drafts.put(PLACE, written(Place((*before, odd))))
        async with board(tmp_path, workspace=workspace) as running:
            assert running.name == "PickScreen", "it asks again what was asked then"

    @pytest.mark.parametrize("odd", ["{", "[]", "river MT1", '{"steps": 3}', '{"steps": [{"act": "no_such"}]}'])
    async def test_a_place_that_cannot_be_read_is_passed_over(
        self, tmp_path: Path, workspace: Workspace, odd: str
    ) -> None:
        workspace.drafts.put(PLACE, odd)
        async with board(tmp_path, workspace=workspace) as running:
            assert running.name in {"HomeScreen", "BoardScreen"}

    def test_after_a_crash_no_dialog_is_opened(self) -> None:
        place = Place(
            (Step(board="river"), Step(meeting="m"), Step(act="vision"), Step(act="propose")), {"x": "y"}
        )
        assert place.without_dialogs == Place((Step(board="river"), Step(meeting="m")))
        assert Place((Step(act="new"),)).without_dialogs == Place()


class TestMeanwhile:
    @pytest.mark.parametrize("way", [("a",), ("enter", "a"), MEETING, (*MEETING, "escape", "g", "a")])
    async def test_pasted_lines_are_asked_about_again(
        self, tmp_path: Path, workspace: Workspace, way: tuple[str, ...]
    ) -> None:
        """On the board, on a card, in a meeting, and among the answers of its tables."""
        async with board(tmp_path, workspace=workspace) as running:
            await running.press(*way)
            before, name = len(list(partnership(running).records)), running.name
            await running.paste("? one\n? two")
            assert running.shows("You pasted 2 lines.")
        async with board(tmp_path, workspace=workspace) as running:
            assert running.shows("You pasted 2 lines.")
            await running.press("enter")
            assert len(list(partnership(running).records)) == before + 2
        async with board(tmp_path, workspace=workspace) as running:
            assert running.name == name, "it is asked once"

    async def test_numbers_of_two_people_are_both_kept(self, tmp_path: Path, workspace: Workspace) -> None:
        """What was not typed here is as it is now, and not as it was when the dialog was opened first."""
        async with board(tmp_path, workspace=workspace) as running:
            await running.type(WAYS["attendance"][0])
            first, second, third = (each.key for each in partnership(running).partnership.sectors[:3])
            found = meeting(running).id
        other = somebody_else(workspace, "river")
        other.execute(CountSector(found, third, 5))
        async with board(tmp_path, workspace=workspace) as running:
            assert running.shows("17 people there", "4_")
            await running.press("enter")
            assert running.name == "MeetingScreen"
            counts = {
                each.sector: each.ever for each in sector_counts(partnership(running).records, meeting(running))
            }
            assert [counts[key] for key in (first, second, third)] == [12, 4, 5]

    async def test_keys_typed_before_it_is_back_go_where_they_are_meant(
        self, tmp_path: Path, workspace: Workspace
    ) -> None:
        async with board(tmp_path, workspace=workspace) as running:
            await running.type((*MEETING, "escape", "v", "p", *" And"))
        app_keys = [*" more"]
        async with board(tmp_path, workspace=workspace, typed_ahead=app_keys) as running:
            assert form(running)["text"] == "Everyone gets there. And more"

    async def test_half_a_number_is_gone_on_with(self, tmp_path: Path, workspace: Workspace) -> None:
        async with board(tmp_path, workspace=workspace) as running:
            await running.type((*MEETING, "escape", "w", "7", "down", "1"))
        async with board(tmp_path, workspace=workspace) as running:
            await running.type(("2", "enter"))
            assert running.name == "MeetingScreen"
            assert running.shows("19 people there")

    async def test_the_chosen_cards_are_chosen_again(self, tmp_path: Path, workspace: Workspace) -> None:
        async with board(tmp_path, workspace=workspace) as running:
            await running.type(WAYS["a tag"][0])
        async with board(tmp_path, workspace=workspace) as running:
            await running.press("enter")
            cards = [each for each in partnership(running).records.all(Item) if "van" in each.tags]
            assert {each.number for each in cards} == {"N1", "N2"}

    async def test_what_was_left_is_not_come_back_to(self, tmp_path: Path, workspace: Workspace) -> None:
        async with board(tmp_path, workspace=workspace) as running:
            await running.type((*WAYS["attendance"][0], *["escape"] * 3, "q"))
            assert running.name == "BoardScreen"
        async with board(tmp_path, workspace=workspace) as running:
            assert running.name == "BoardScreen"
            await running.type((*MEETING, "escape", "w"))
            assert running.shows("12 people there"), "Escape leaves the number that was not meant yet"
