"""Several facilitators at once, and what was there before: company, history, earlier texts."""

from pathlib import Path

from codesign.commands.amending import Amend
from codesign.commands.cards import Convert
from codesign.model import ItemKind
from codesign.opened import OpenPartnership
from codesign.workspace import Workspace
from screens.widgets.blocklist import BlockList
from tests.pilot.test_everything import elsewhere
from tests.pilot.test_home_and_board import card, partnership
from tests.support.doubles import capture
from tests.support.screens import LARGE, Board, board


def river(workspace: Workspace) -> None:
    opened = workspace.create("River")
    for line in ("? The path floods", "? The gate sticks"):
        capture(opened, line)


def visitor(running: Board, person: str) -> OpenPartnership:
    """Open the same partnership as another person."""
    other = elsewhere(running)
    other._person = person
    return other


class TestCompany:
    async def test_who_else_is_here_stands_in_the_title(self, tmp_path: Path) -> None:
        async with board(tmp_path, demo=False, fill=river) as running:
            assert " with " not in running.lines[0]
            ben = visitor(running, "ben")
            ben.be_at("meeting")
            await running.settle()
            assert "with ben · saved" in running.lines[0]
            visitor(running, "cara").be_at("vision")
            visitor(running, "dan").be_at("board")
            await running.settle()
            assert "with ben, cara +1 · saved" in running.lines[0]
            await running.press("W")
            assert running.shows("also here: ben in the meeting, cara at the vision, dan at the board")
            ben.close()
            await running.settle()
            assert "with cara, dan · saved" in running.lines[0]

    async def test_alone_it_says_so(self, tmp_path: Path) -> None:
        async with board(tmp_path, demo=False, fill=river) as running:
            await running.press("W")
            assert running.shows("nobody else has this partnership open")

    async def test_a_card_says_who_has_it_open(self, tmp_path: Path) -> None:
        async with board(tmp_path, demo=False, fill=river) as running:
            ben = visitor(running, "ben")
            ben.be_at("card", card(running, "N2").id)
            await running.settle()
            (row,) = [line for line in running.lines if "N2" in line]
            assert "ben has it open" in row
            await running.press("down", "enter")
            assert running.name == "CardScreen"
            assert running.shows("ben has this open too")
            ben.be_at("board")
            await running.settle()
            assert not running.shows("has this open too")

    async def test_a_narrow_card_says_it_and_not_its_kind(self, tmp_path: Path) -> None:
        async with board(tmp_path, demo=False, fill=river, size=LARGE) as running:
            ben = visitor(running, "ben")
            ben.execute(Convert((card(running, "N1").id,), ItemKind.MEASURE_QUESTION))
            ben.be_at("card", card(running, "N1").id)
            await running.settle()
            (row,) = [line for line in running.lines if "N1 " in line]
            assert "N1  planned · ben has it open" in row

    async def test_others_see_where_one_is(self, tmp_path: Path) -> None:
        async with board(tmp_path, demo=False, fill=river) as running:
            ben = visitor(running, "ben")

            def seen() -> list[tuple[str, str]]:
                ben.look_around()
                return [(each.place, each.record) for each in ben.others]

            assert seen() == [("board", "")]
            await running.press("enter")
            assert seen() == [("card", card(running, "N1").id)]
            await running.press("escape", "v")
            assert seen() == [("vision", "")]
            await running.press("escape", "escape")
            assert running.name == "HomeScreen"
            assert seen() == []

    async def test_hostile_names_are_shown_as_they_are(self, tmp_path: Path) -> None:
        async with board(tmp_path, demo=False, fill=river, size=LARGE) as running:
            visitor(running, "[@click=app.quit]x[/]\x1b[31m").be_at("nowhere", "no id")
            await running.settle()
            assert "[@click=app.quit]x[/]" in running.lines[0]
            assert "\x1b" not in running.text

    async def test_a_commit_of_another_is_shown_without_a_key(self, tmp_path: Path) -> None:
        async with board(tmp_path, demo=False, fill=river) as running:
            capture(visitor(running, "ben"), "? The bridge is closed")
            await running.settle()
            assert running.shows("The bridge is closed")


class TestHistory:
    async def test_who_changed_what_the_latest_first(self, tmp_path: Path) -> None:
        async with board(tmp_path, demo=False, fill=river) as running:
            await running.press("H")
            assert running.name == "HistoryScreen"
            text = running.text
            assert text.index("The gate sticks") < text.index("The path floods")
            assert running.shows("captured N2", "ann", "2026-11-21 10:00", "founded River")
            await running.press("enter")
            assert running.name == "CardScreen"
            assert running.lines[0].startswith(" N2")

    async def test_undo_from_there(self, tmp_path: Path) -> None:
        async with board(tmp_path, demo=False, fill=river) as running:
            await running.press("H", "u")
            assert running.shows("undid: captured N2")
            assert card(running, "N2").archived

    async def test_an_earlier_text_comes_back(self, tmp_path: Path) -> None:
        async with board(tmp_path, demo=False, fill=river) as running:
            await running.press("enter", "e")
            await running.type(" in spring")
            await running.press("enter")
            assert card(running, "N1").title == "The path floods in spring"
            await running.press("b")
            assert running.shows("Which text shall come back in N1?", "title: The path floods", "ann")
            await running.press("enter")
            assert card(running, "N1").title == "The path floods"
            await running.press("u")
            assert card(running, "N1").title == "The path floods in spring"

    async def test_texts_written_apart_are_offered_for_a_pick(self, tmp_path: Path) -> None:
        async with board(tmp_path, demo=False, fill=river) as running:
            seen = card(running, "N1")
            partnership(running).execute(Amend(seen, {"title": "hers"}))
            visitor(running, "ben").execute(Amend(seen, {"title": "his"}))
            await running.settle()
            assert running.shows("written twice")
            await running.press("enter", "c")
            assert running.shows("Which text shall stay in N1?", "title: hers", "title: his")
            await running.enter("hers")
            assert card(running, "N1").title == "hers"
            assert card(running, "N1").also == {}
            await running.press("c")
            assert running.name == "CardScreen"

    async def test_a_long_history_says_where_the_rest_is(self, tmp_path: Path) -> None:
        def much(workspace: Workspace) -> None:
            opened = workspace.create("River")
            for n in range(1001):
                capture(opened, f"? {n}")

        async with board(tmp_path, demo=False, fill=much) as running:
            await running.press("H")
            assert running.shows("the latest 1000; all: codesign history river")
            assert len(running.app.screen.query_one("#changes", BlockList).items) == 1000
