"""What is done to cards on the board, to one or to several, by keys and by mouse."""

from pathlib import Path

import pytest
from textual.geometry import Region

from codesign.commands.amending import Archive
from codesign.model import Item, Phase
from codesign.opened import OpenPartnership
from codesign.views.board import in_order
from codesign.workspace import Workspace
from screens.board.column import CardColumn
from tests.support.doubles import capture
from tests.support.screens import LARGE, ONE_PHASE, SMALL, Board, board


def cards(workspace: Workspace) -> None:
    """Four needs and an action."""
    opened = workspace.create("River Clean-up")
    for line in ("? one", "? two #old", "? three", "? four", "* five @ann"):
        capture(opened, line)


def partnership(running: Board) -> OpenPartnership:
    opened = running.app._opened
    assert opened is not None
    return opened


def column(running: Board, phase: Phase = Phase.CO_DEFINE) -> str:
    return " ".join(item.number for item in in_order(partnership(running).records)[phase])


def item(running: Board, number: str) -> Item:
    (found,) = partnership(running).records.numbered(number)
    assert isinstance(found, Item)
    return found


class TestSeveral:
    async def test_what_is_done_is_done_to_all_that_were_chosen_and_undone_at_once(self, tmp_path: Path) -> None:
        async with board(tmp_path, demo=False, fill=cards) as running:
            await running.press("space", "space")
            assert running.shows("2 cards chosen")
            await running.press("greater_than_sign")
            assert column(running, Phase.CO_DESIGN) == "A1 N1 N2"
            assert running.shows("moved 2 cards to co-design", "(u undoes it)")
            assert not running.shows("chosen")
            await running.press("u")
            assert column(running) == "N1 N2 N3 N4"

    async def test_what_changes_nothing_is_said(self, tmp_path: Path) -> None:
        async with board(tmp_path, demo=False, fill=cards) as running:
            await running.press("minus")
            assert running.shows("that changes nothing")
            await running.press("plus", "minus")
            assert running.shows("N1 has 0 votes")

    async def test_all_of_a_column_are_chosen_and_none_again(self, tmp_path: Path) -> None:
        async with board(tmp_path, demo=False, fill=cards) as running:
            await running.press("A")
            assert running.shows("4 cards chosen")
            await running.press("A")
            assert not running.shows("chosen")
            await running.press("A", "D")
            assert column(running) == ""

    async def test_escape_chooses_none_before_it_goes_home(self, tmp_path: Path) -> None:
        async with board(tmp_path, demo=False, fill=cards) as running:
            await running.press("space", "escape")
            assert running.name == "BoardScreen"
            await running.press("escape")
            assert running.name == "HomeScreen"

    async def test_nothing_is_done_to_what_is_out_of_sight(self, tmp_path: Path) -> None:
        async with board(tmp_path, demo=False, fill=cards) as running:
            await running.press("space", "slash")
            await running.type("three")
            await running.press("enter", "D")
            assert column(running) == "N1 N2 N4"

    async def test_one_that_somebody_else_archives_is_not_chosen_any_more(self, tmp_path: Path) -> None:
        from codesign.commands.amending import Archive

        async with board(tmp_path, demo=False, fill=cards) as running:
            await running.press("space", "space")
            partnership(running).execute(Archive((item(running, "N1").id,)))
            await running.settle()
            await running.press("plus")
            assert [item(running, number).votes for number in ("N1", "N2")] == [0, 1]


class TestFields:
    async def test_a_tag_is_given_and_taken(self, tmp_path: Path) -> None:
        async with board(tmp_path, demo=False, fill=cards) as running:
            await running.press("space", "space", "number_sign")
            await running.enter("#transport")
            assert [sorted(item(running, number).tags) for number in ("N1", "N2", "N3")] == [
                ["transport"],
                ["old", "transport"],
                [],
            ]
            await running.press("home", "down", "number_sign")
            await running.enter("-old")
            assert item(running, "N2").tags == {"transport"}

    async def test_an_owner_and_a_day(self, tmp_path: Path) -> None:
        async with board(tmp_path, demo=False, fill=cards) as running:
            await running.press("at")
            await running.enter("town planner")
            await running.press("d")
            await running.enter("2026-12-03")
            found = item(running, "N1")
            assert found.owners == {"town planner"}
            assert str(found.due) == "2026-12-03"
            await running.press("at")
            await running.enter("@me")
            assert item(running, "N1").owners == {"town planner", partnership(running).asking.my_name}
            await running.press("at")
            await running.enter("-@town-planner")
            assert item(running, "N1").owners == {partnership(running).asking.my_name}
            await running.press("d")
            await running.enter("some day")
            assert running.shows("some day is no day")
            assert running.name == "FormScreen"

    async def test_another_kind(self, tmp_path: Path) -> None:
        async with board(tmp_path, demo=False, fill=cards) as running:
            await running.press("C")
            await running.enter("action")
            assert item(running, "N1").kind == "action"
            assert column(running, Phase.CO_DESIGN).split() == ["A1", "N1"]


class TestOrder:
    async def test_cards_change_places(self, tmp_path: Path) -> None:
        async with board(tmp_path, demo=False, fill=cards) as running:
            await running.press("J")
            assert column(running) == "N2 N1 N3 N4"
            await running.press("J", "J", "J")
            assert column(running) == "N2 N3 N4 N1", "further down than the end it does not go"
            await running.press("K", "u")
            assert column(running) == "N2 N3 N4 N1"

    async def test_chosen_cards_go_together(self, tmp_path: Path) -> None:
        async with board(tmp_path, demo=False, fill=cards) as running:
            await running.press("space", "space", "J")
            assert column(running) == "N3 N1 N2 N4"

    async def test_by_hand_only_where_they_stand_by_hand(self, tmp_path: Path) -> None:
        async with board(tmp_path, demo=False, fill=cards) as running:
            await running.press("O")
            await running.enter("age")
            await running.press("J")
            assert column(running) == "N1 N2 N3 N4"
            assert running.shows("only where they stand as put by hand")

    @pytest.mark.parametrize(
        ("size", "told"),
        [
            ((170, 40), "by age, oldest first · groups by owner"),
            (LARGE, "by age, oldest first…"),
            (SMALL, "by age, o…"),
        ],
    )
    async def test_how_they_stand_is_said_beside_the_headings(
        self, tmp_path: Path, size: tuple[int, int], told: str
    ) -> None:
        async with board(tmp_path, demo=False, fill=cards, size=size) as running:
            await running.press("O")
            await running.enter("age")
            await running.press("G")
            await running.enter("owner")
            assert running.lines[1].endswith(told)
            assert all(heading in running.lines[1] for heading in ("co-define 4", "co-design 1", "co-evaluate 0"))

    @pytest.mark.parametrize("by", ["sector", "tag", "status", "priority"])
    async def test_the_cursor_stays_on_its_card_whatever_they_are_put_together_by(
        self, tmp_path: Path, by: str
    ) -> None:
        async with board(tmp_path, size=LARGE) as running:
            await running.press("enter", "down", "down", "G")
            await running.enter(by)
            await running.press("plus")
            assert running.shows("N3 has 9 votes")


class TestWhichCards:
    async def test_a_dialog_is_about_the_cards_it_was_opened_for(self, tmp_path: Path) -> None:
        async with board(tmp_path, demo=False, fill=cards) as running:
            for key, words in (("number_sign", "wet"), ("at", "ann"), ("d", "fri")):
                await running.press(key)
                assert running.shows("N1")
                partnership(running).execute(Archive((item(running, "N1").id,)))
                await running.settle()
                await running.enter(words)
                assert running.shows("N1 is archived")
                await running.press("escape")
                partnership(running).execute(Archive((item(running, "N1").id,), archived=False))
                await running.settle()
                running.app.screen.query_one("#co-define", CardColumn).action_end(-1)
            assert not any(
                each.due or each.owners for each in partnership(running).records.all(Item) if each.number != "A1"
            )
            assert [each.number for each in partnership(running).records.all(Item) if each.tags] == ["N2"]

    async def test_what_was_typed_for_one_is_not_offered_for_another(self, tmp_path: Path) -> None:
        async with board(tmp_path, demo=False, fill=cards) as running:
            await running.press("vertical_line")
            await running.type("half")
            await running.press("escape", "down", "vertical_line")
            assert running.shows("Split N2", "two |")
            assert not running.shows("half")
            await running.press("escape", "up", "vertical_line")
            assert running.shows("Split N1", "one | half")

    async def test_what_is_done_to_one_is_done_to_the_chosen_one(self, tmp_path: Path) -> None:
        async with board(tmp_path, demo=False, fill=cards) as running:
            await running.press("space", "y")
            assert item(running, "N5").title == "one"
            for key in ("y", "L", "vertical_line"):
                await running.press("A", key)
                assert running.name == "BoardScreen"
                assert running.shows("choose one, or none")
                await running.press("escape")

    async def test_who_moved_a_card_while_it_was_open_is_back_at_it(self, tmp_path: Path) -> None:
        async with board(tmp_path, demo=False, fill=cards) as running:
            await running.press("down", "enter", "greater_than_sign", "escape")
            assert running.shows("[co-design 2]", "\u258cN2")
            await running.press("plus")
            assert item(running, "N2").votes == 1

    async def test_a_card_in_two_groups_is_come_back_to_where_it_was_opened(self, tmp_path: Path) -> None:
        def in_two(workspace: Workspace) -> None:
            opened = workspace.create("River")
            for line in ("? one #a", "? two #a #b"):
                capture(opened, line)

        async with board(tmp_path, demo=False, fill=in_two) as running:
            await running.press("G", *"tag", "enter", "end")
            here = running.app.screen.query_one("#co-define", CardColumn).index
            await running.press("enter", "plus", "escape")
            assert running.app.screen.query_one("#co-define", CardColumn).index == here
            assert item(running, "N2").votes == 1

    async def test_an_archived_card_is_not_come_back_to(self, tmp_path: Path) -> None:
        async with board(tmp_path, demo=False, fill=cards) as running:
            await running.press("down", "enter", "D", "escape", "plus")
            assert item(running, "N2").archived
            assert item(running, "N3").votes == 1

    async def test_where_there_is_no_phase_beside_it_is_said(self, tmp_path: Path) -> None:
        async with board(tmp_path, demo=False, fill=cards) as running:
            await running.press("less_than_sign")
            assert running.shows("there is no phase before this one", "< > move")
            assert column(running) == "N1 N2 N3 N4"


class TestPartsAndLinks:
    async def test_a_card_is_split(self, tmp_path: Path) -> None:
        async with board(tmp_path, demo=False, fill=cards) as running:
            await running.press("vertical_line")
            await running.enter("one half")
            assert item(running, "N1").title == "one"
            assert item(running, "N5").title == "one half"
            assert column(running) == "N1 N5 N2 N3 N4"

    async def test_cards_are_merged(self, tmp_path: Path) -> None:
        async with board(tmp_path, demo=False, fill=cards) as running:
            await running.press("ampersand")
            assert running.shows("first choose the cards")
            await running.press("space", "down", "ampersand")
            assert column(running) == "N2 N3 N4"
            assert "one" in item(running, "N3").text
            await running.press("u")
            assert column(running) == "N1 N2 N3 N4"

    async def test_where_the_cursor_is_on_none_of_several_it_is_asked_which_stays(self, tmp_path: Path) -> None:
        async with board(tmp_path, demo=False, fill=cards) as running:
            await running.press("space", "space", "ampersand")
            assert running.shows(
                "Which card stays? The others that were chosen go into it", "N1  one", "N2  two", "N3  three"
            )
            await running.press("escape")
            assert column(running) == "N1 N2 N3 N4"
            await running.press("ampersand", "enter")
            assert column(running) == "N1 N3 N4"
            assert "two" in item(running, "N1").text
            await running.press("u", "space", "space", "space", "up", "ampersand")
            assert column(running) == "N3 N4", "the cursor stood on a chosen one"

    async def test_a_card_is_doubled_and_the_cursor_is_on_the_new_one(self, tmp_path: Path) -> None:
        async with board(tmp_path, demo=False, fill=cards) as running:
            await running.press("y", "plus")
            assert item(running, "N5").title == "one"
            assert item(running, "N5").votes == 1

    async def test_records_are_linked_by_number(self, tmp_path: Path) -> None:
        async with board(tmp_path, demo=False, fill=cards) as running:
            await running.press("L")
            await running.enter("A1")
            assert item(running, "A1").origins == {item(running, "N1").id}

    async def test_only_what_has_a_place_on_the_thread_is_offered_for_a_link(self, tmp_path: Path) -> None:
        async with board(tmp_path, demo=False, fill=cards) as running:
            number = partnership(running).partnership.number
            await running.press("L")
            assert running.shows("A1")
            assert not running.shows(number)

    async def test_an_archived_card_comes_back(self, tmp_path: Path) -> None:
        async with board(tmp_path, demo=False, fill=cards) as running:
            await running.press("B")
            assert running.shows("no card is archived")
            await running.press("down", "D")
            assert column(running) == "N1 N3 N4"
            await running.press("B")
            await running.enter("two")
            assert column(running) == "N1 N2 N3 N4"


class TestLooking:
    async def test_the_words_of_a_filter_are_understood(self, tmp_path: Path) -> None:
        async with board(tmp_path, demo=False, fill=cards) as running:
            await running.press("slash")
            await running.type("#old")
            assert running.shows("two", "showing only: #old")
            assert not running.shows("three")
            await running.type(" due:soon")
            assert running.shows("not understood")
            await running.press("escape")
            assert running.shows("three")

    async def test_a_filter_is_saved_chosen_and_forgotten(self, tmp_path: Path) -> None:
        async with board(tmp_path, demo=False, fill=cards) as running:
            await running.press("slash")
            await running.type("#old")
            await running.press("enter", "F")
            await running.enter("save this")
            await running.enter("left over")
            assert running.shows("saved as left over")
            await running.press("escape", "F")
            await running.enter("left over")
            assert running.shows("showing only: #old")
            await running.press("F")
            await running.enter("forget")
            assert running.shows("the filter left over is forgotten")

    async def test_a_ready_filter_shows_its_words(self, tmp_path: Path) -> None:
        async with board(tmp_path) as running:
            await running.press("enter", "F")
            await running.enter("needs without")
            assert running.shows("showing only: kind:need no:action")

    @pytest.mark.parametrize(("name", "found"), [("my promises", "C1"), ("voices without a reply", "V1")])
    async def test_promises_and_voices_are_found_by_ready_filters_too(
        self, tmp_path: Path, name: str, found: str
    ) -> None:
        def fill(workspace: Workspace) -> None:
            cards(workspace)
            for line in ("! a promise @ann", "! another @bob", '"a voice'):
                capture(workspace.open("river-clean-up"), line)

        async with board(tmp_path, demo=False, fill=fill) as running:
            await running.press("F")
            await running.enter(name)
            assert running.name == "EverythingScreen"
            assert running.shows(found)
            assert not running.shows("C2")
            await running.press("F")
            await running.enter("commitments past due")
            assert running.shows("Nothing fits")
            await running.press("escape", "escape")
            assert running.name == "BoardScreen"

    async def test_groups_have_names_and_the_cursor_passes_over_them(self, tmp_path: Path) -> None:
        async with board(tmp_path, demo=False, fill=cards) as running:
            await running.press("G")
            await running.enter("by tag")
            assert running.shows("#old 1", "no tag 3")
            await running.press("end", "home")
            await running.press("plus")
            assert item(running, "N2").votes == 1

    async def test_a_label_leads_to_its_card_and_so_does_a_number(self, tmp_path: Path) -> None:
        async with board(tmp_path, demo=False, fill=cards) as running:
            await running.press("g")
            line = next(line for line in running.lines if "N3" in line)
            label = line.replace("▌", " ").split()[0]
            assert label != "N3"
            await running.type(label)
            await running.press("plus", "g")
            await running.enter("4")
            await running.press("plus", "g")
            await running.enter("a1")
            await running.press("plus")
            assert [item(running, each).votes for each in ("N1", "N3", "N4", "A1")] == [0, 1, 1, 1]
            await running.press("g")
            await running.enter("N99")
            assert running.shows("there is no card N99; o shows everything that is on record")
            await running.press("D", "g")
            await running.enter("a1")
            assert running.shows("A1 is archived; B brings a card back")

    async def test_cards_take_one_line_each(self, tmp_path: Path) -> None:
        async with board(tmp_path, demo=False, fill=cards) as running:
            tall = len([line for line in running.lines if line.strip(" ▕")])
            await running.press("z")
            assert len([line for line in running.lines if line.strip(" ▕")]) < tall
            assert running.shows("N1 one")
            await running.press("z")
            assert len([line for line in running.lines if line.strip(" ▕")]) == tall

    async def test_what_is_begun_and_not_saved_is_marked(self, tmp_path: Path) -> None:
        async with board(tmp_path, demo=False, fill=cards, size=ONE_PHASE) as running:
            await running.press("enter", "e")
            await running.type(" half")
            await running.press("escape", "escape")
            assert running.name == "BoardScreen"
            assert running.shows("unsaved draft")


async def test_a_hidden_column_may_be_drawn_before_it_has_been_laid_out(tmp_path: Path) -> None:
    """A filter takes cards from a column that is hidden, and leads to it; a terminal may be drawn in between."""
    async with board(tmp_path, demo=False, fill=cards, size=ONE_PHASE) as running:
        await running.press("right")
        hidden = running.app.screen.query_one("#co-define", CardColumn)
        hidden.show(hidden.items[:1])
        drawn = hidden.render_lines(Region(0, 0, 20, 12))
        assert [strip.text.strip() for strip in drawn] == [""] * 12
        await running.press("left")
        assert running.shows("N1", "one")
