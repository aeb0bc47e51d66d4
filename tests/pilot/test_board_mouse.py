"""The mouse on the board: cards are dragged to other places and columns, headings are clicked."""

from pathlib import Path

import pytest
from textual import events

from codesign.model import Phase
from codesign.workspace import Workspace
from screens.board.column import CardColumn
from tests.pilot.test_board_acts import cards, column, item
from tests.support.doubles import capture
from tests.support.screens import LARGE, SMALL, Board, board


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

    async def wheel(self, kind: type[events.MouseScrollDown | events.MouseScrollUp], x: int, y: int) -> None:
        """Turn the wheel over a place of the screen."""
        self._running.app.post_message(kind(None, x, y, 0, 0, 0, False, False, False, screen_x=x, screen_y=y))
        await self._running.settle()


def many(workspace: Workspace) -> None:
    """More needs and actions than a window has room for."""
    opened = workspace.create("River Clean-up")
    for n in range(30):
        capture(opened, f"? need {n}")
        capture(opened, f"* action {n}")


class TestWheel:
    @pytest.mark.parametrize("size", [SMALL, LARGE])
    async def test_it_scrolls_what_is_shown_and_leaves_the_cursor_where_it_is(
        self, tmp_path: Path, size: tuple[int, int]
    ) -> None:
        async with board(tmp_path, demo=False, fill=many, size=size) as running:
            mouse, before = Mouse(running), running.text
            for _ in range(5):
                await mouse.wheel(events.MouseScrollDown, 5, 10)
            assert not running.shows("need 0")
            assert running.shows("need 8")
            assert running.app.screen.query(CardColumn).first().index == 0
            for _ in range(5):
                await mouse.wheel(events.MouseScrollUp, 5, 10)
            assert running.text == before

    async def test_it_scrolls_the_column_under_the_pointer(self, tmp_path: Path) -> None:
        async with board(tmp_path, demo=False, fill=many, size=LARGE) as running:
            await Mouse(running).wheel(events.MouseScrollDown, 60, 10)
            scrolled = [each.scroll_offset.y > 0 for each in running.app.screen.query(CardColumn)]
            assert scrolled == [False, True, False]
            assert running.app.screen.focused is running.app.screen.query(CardColumn).first()

    async def test_the_next_key_goes_on_from_the_cursor_and_brings_it_back_into_sight(
        self, tmp_path: Path
    ) -> None:
        async with board(tmp_path, demo=False, fill=many) as running:
            for _ in range(10):
                await Mouse(running).wheel(events.MouseScrollDown, 5, 10)
            assert "N2 " not in running.text
            await running.press("down")
            assert running.app.screen.query(CardColumn).first().index == 1
            assert "N2 " in running.text


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

    async def test_escape_lets_a_card_go_where_it_was(self, tmp_path: Path) -> None:
        async with board(tmp_path, demo=False, fill=cards, size=LARGE) as running:
            mouse = Mouse(running)
            x, y = mouse.place("A1")
            await mouse.drag("N2", x, y)
            assert running.shows("N2 goes where the line is; Esc leaves it where it was")
            await running.press("escape")
            assert running.name == "BoardScreen"
            assert not running.shows("goes where")
            assert not any("────" in line for line in running.lines)
            await mouse.drop(x, y)
            assert column(running) == "N1 N2 N3 N4"
            assert column(running, Phase.CO_DESIGN) == "A1"

    @pytest.mark.parametrize("size", [SMALL, LARGE])
    async def test_let_go_elsewhere_nothing_happens(self, tmp_path: Path, size: tuple[int, int]) -> None:
        async with board(tmp_path, demo=False, fill=cards, size=size) as running:
            mouse = Mouse(running)
            await mouse.drag("N1", 5, 0)
            await mouse.drop(5, 0)
            assert column(running) == "N1 N2 N3 N4"
            assert not running.shows("goes where")
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
            assert not any("N1 " in line for line in running.lines[:-2]), "what was out of sight has come nearer"
            await mouse.drop(11, last)
            assert column(running).split().index("N1") > 6


class TestClicks:
    async def test_what_was_done_is_undone_by_a_click_on_the_offer(self, tmp_path: Path) -> None:
        async with board(tmp_path, demo=False, fill=cards) as running:
            await running.press("D")
            assert running.shows("archived N1", "(u undoes it)")
            await running.click("StatusLine", x=20, y=0)
            assert running.shows("undid: archived N1")
            assert not item(running, "N1").archived
            await running.click("StatusLine", x=20, y=0)
            assert not item(running, "N1").archived, "there is nothing to take back in what was undone"
            assert running.shows("undid: archived N1")

    async def test_it_is_undone_while_the_line_has_the_keys(self, tmp_path: Path) -> None:
        async with board(tmp_path, demo=False, fill=cards) as running:
            await running.press("a")
            await running.enter("? another need")
            await running.type("half a li")
            await running.click("StatusLine", x=20, y=0)
            assert running.shows("undid: captured N5", "half a li")

    @pytest.mark.parametrize(
        ("word", "shown"),
        [
            ("> move", "moved N1 to co-design"),
            ("move", "moved N1 to co-design"),
            ("? all", "/ finds"),
            ("/", "Esc"),
        ],
    )
    async def test_a_key_of_the_footer_is_pressed_by_a_click(self, tmp_path: Path, word: str, shown: str) -> None:
        async with board(tmp_path, demo=False, fill=cards) as running:
            await running.click("KeyLine", x=running.lines[-1].index(word), y=0)
            assert running.shows(shown)

    async def test_of_two_keys_that_stand_together_each_is_its_own(self, tmp_path: Path) -> None:
        async with board(tmp_path, demo=False, fill=cards) as running:
            await running.press("right")
            await running.click("KeyLine", x=running.lines[-1].index("< >"), y=0)
            assert item(running, "A1").phase is Phase.CO_DEFINE

    async def test_beside_the_keys_nothing_is_pressed(self, tmp_path: Path) -> None:
        async with board(tmp_path, demo=False, fill=cards, size=LARGE) as running:
            before = running.text
            await running.click("KeyLine", x=LARGE[0] - 2, y=0)
            assert running.text == before
