"""What is done to cards on the board, to one or to several, by keys and by mouse."""

from pathlib import Path

import pytest
from textual import events

from codesign.model import Item, Phase
from codesign.opened import OpenPartnership
from codesign.views.board import in_order
from codesign.workspace import Workspace
from screens.board.column import CardColumn
from tests.support.doubles import capture
from tests.support.screens import LARGE, SMALL, Board, board


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

    async def test_how_they_stand_is_said_over_the_columns(self, tmp_path: Path) -> None:
        async with board(tmp_path, demo=False, fill=cards) as running:
            await running.press("O")
            await running.enter("age")
            await running.press("G")
            await running.enter("owner")
            assert running.lines[1].endswith("by age, oldest first \u00b7 groups by owner")


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
            await running.press("space", "space", "ampersand")
            assert column(running) == "N3 N4"
            assert "one" in item(running, "N3").text
            await running.press("u")
            assert column(running) == "N1 N2 N3 N4"

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

    async def test_an_archived_card_comes_back(self, tmp_path: Path) -> None:
        async with board(tmp_path, demo=False, fill=cards) as running:
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
            assert running.shows("N99")

    async def test_cards_take_one_line_each(self, tmp_path: Path) -> None:
        async with board(tmp_path, demo=False, fill=cards) as running:
            tall = len([line for line in running.lines if line.strip()])
            await running.press("z")
            assert len([line for line in running.lines if line.strip()]) < tall
            assert running.shows("N1 one")
            await running.press("z")
            assert len([line for line in running.lines if line.strip()]) == tall

    async def test_what_is_begun_and_not_saved_is_marked(self, tmp_path: Path) -> None:
        async with board(tmp_path, demo=False, fill=cards) as running:
            await running.press("enter", "e")
            await running.type(" half")
            await running.press("escape", "escape")
            assert running.name == "BoardScreen"
            assert running.shows("unsaved draft")


async def test_a_hidden_column_may_be_drawn_before_it_has_been_laid_out(tmp_path: Path) -> None:
    """A filter takes cards from a column that is hidden, and leads to it; a terminal may be drawn in between."""
    async with board(tmp_path, demo=False, fill=cards) as running:
        await running.press("right")
        hidden = running.app.screen.query_one("#co-define", CardColumn)
        hidden.show(hidden.items[:1])
        assert [hidden.render_line(y).text.strip() for y in range(12)] == [""] * 12
        await running.press("left")
        assert running.shows("N1", "one")


class Mouse:
    """A mouse with its left button."""

    def __init__(self, running: Board) -> None:
        self._running = running
        self._at = (0, 0)

    def place(self, number: str) -> tuple[int, int]:
        """Where a card's number stands on the screen."""
        for y, line in enumerate(self._running.lines):
            if (x := line.find(f"{number} ")) >= 0:
                return x, y
        raise AssertionError(f"{number} is not on the screen")

    async def _send(self, kind: type[events.MouseEvent], x: int, y: int) -> None:
        dx, dy = x - self._at[0], y - self._at[1]
        self._at = x, y
        self._running.app.post_message(kind(None, x, y, dx, dy, 1, False, False, False, screen_x=x, screen_y=y))
        await self._running.settle()

    async def drag(self, number: str, x: int, y: int) -> None:
        """Drag a card to a place of the screen, and hold it there."""
        await self._send(events.MouseDown, *self.place(number))
        await self._send(events.MouseMove, x, y)

    async def drop(self, x: int, y: int) -> None:
        """Let go."""
        await self._send(events.MouseUp, x, y)


class TestMouse:
    async def test_a_card_is_dragged_within_its_column(self, tmp_path: Path) -> None:
        async with board(tmp_path, demo=False, fill=cards) as running:
            mouse = Mouse(running)
            x, y = mouse.place("N3")
            await mouse.drag("N1", x, y)
            assert any(line.startswith("──") for line in running.lines), "where it would come to stand"
            await mouse.drop(x, y)
            assert column(running) == "N2 N1 N3 N4"
            assert not any(line.startswith("──") for line in running.lines)

    async def test_a_card_is_dragged_to_another_column(self, tmp_path: Path) -> None:
        async with board(tmp_path, demo=False, fill=cards, size=LARGE) as running:
            mouse = Mouse(running)
            x, y = mouse.place("A1")
            await mouse.drag("N2", x, y)
            await mouse.drop(x, y)
            assert column(running, Phase.CO_DESIGN) == "N2 A1"
            assert column(running) == "N1 N3 N4"

    async def test_all_chosen_cards_go_with_one_of_them(self, tmp_path: Path) -> None:
        async with board(tmp_path, demo=False, fill=cards, size=LARGE) as running:
            await running.press("space", "space")
            mouse = Mouse(running)
            x, y = 60, 20
            await mouse.drag("N1", x, y)
            await mouse.drop(x, y)
            assert column(running, Phase.CO_DESIGN) == "A1 N1 N2"

    @pytest.mark.parametrize("size", [SMALL, LARGE])
    async def test_let_go_elsewhere_nothing_happens(self, tmp_path: Path, size: tuple[int, int]) -> None:
        async with board(tmp_path, demo=False, fill=cards, size=size) as running:
            mouse = Mouse(running)
            await mouse.drag("N1", 5, 0)
            await mouse.drop(5, 0)
            assert column(running) == "N1 N2 N3 N4"
            found = running.app.screen.query(CardColumn)
            assert [each._drop for each in found] == [None, None, None]

    async def test_where_they_do_not_stand_by_hand_no_place_is_shown_and_none_taken(self, tmp_path: Path) -> None:
        async with board(tmp_path, demo=False, fill=cards, size=LARGE) as running:
            await running.press("O")
            await running.enter("age")
            mouse = Mouse(running)
            place, elsewhere = mouse.place("N3"), mouse.place("A1")
            await mouse.drag("N1", *place)
            assert "\u2500\u2500" not in running.text
            await mouse.drop(*place)
            assert column(running) == "N1 N2 N3 N4"
            assert running.shows("only where they stand as put by hand")
            await mouse.drag("N1", *elsewhere)
            assert "\u2500\u2500" in running.text
            await mouse.drop(*elsewhere)
            assert item(running, "N1").phase is Phase.CO_DESIGN

    @pytest.mark.parametrize("size", [SMALL, LARGE])
    async def test_a_card_is_dropped_on_the_heading_of_another_column(
        self, tmp_path: Path, size: tuple[int, int]
    ) -> None:
        async with board(tmp_path, demo=False, fill=cards, size=size) as running:
            mouse = Mouse(running)
            x = running.lines[1].index("co-evaluate")
            await mouse.drag("N2", x, 1)
            assert running.shows(">co-evaluate 0<")
            await mouse.drop(x, 1)
            assert column(running, Phase.CO_EVALUATE) == "N2"
            assert running.shows("[co-evaluate 1]", "\u258cN2"), "the board goes with it"

    async def test_a_click_on_a_heading_goes_there(self, tmp_path: Path) -> None:
        async with board(tmp_path, demo=False, fill=cards) as running:
            await running.click("#phases", x=running.lines[1].index("co-design"), y=0)
            assert running.shows("[co-design 1]", "A1")
            await running.press("plus")
            assert item(running, "A1").votes == 1

    async def test_at_the_edge_of_a_column_it_scrolls(self, tmp_path: Path) -> None:
        def many(workspace: Workspace) -> None:
            opened = workspace.create("River")
            for n in range(20):
                capture(opened, f"? card {n}")

        async with board(tmp_path, demo=False, fill=many) as running:
            mouse = Mouse(running)
            last = running.app.screen.query_one("#co-define", CardColumn).region.bottom - 1
            await mouse.drag("N1", 5, last)
            for x in range(6, 12):
                await mouse._send(events.MouseMove, x, last)
            assert not running.shows("N1 "), "what was out of sight has come nearer"
            await mouse.drop(11, last)
            assert column(running).split().index("N1") > 6
