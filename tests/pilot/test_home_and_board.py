"""Home and board, as keys in and lines out."""

import asyncio
from itertools import accumulate
from pathlib import Path
from typing import Never

import pytest

from codesign.commands.amending import Amend, Archive
from codesign.commands.promises import Settle
from codesign.model import CommitmentState, Item, Phase, Record, Status
from codesign.opened import OpenPartnership
from codesign.views.filters import finding, texts
from codesign.views.filters.texts import Library
from codesign.workspace import Workspace
from screens.app import BoardApp
from screens.board.column import CardColumn
from screens.widgets.blocklist import BlockList
from storage.learned import MemoryLearned
from tests.support.doubles import capture, memory_workspace
from tests.support.screens import LARGE, ONE_PHASE, SMALL, Board, board


def partnership(running: Board) -> OpenPartnership:
    opened = running.app._opened
    assert opened is not None
    return opened


def card(running: Board, number: str) -> Item:
    found = partnership(running).numbered(number)
    assert isinstance(found, Item)
    return found


class TestHome:
    async def test_it_shows_place_year_next_meeting_and_open_commitments(self, tmp_path: Path) -> None:
        async with board(tmp_path) as running:
            assert running.name == "HomeScreen"
            assert running.shows(
                "Cottonwood Valley Connections",
                "rural valley, three villages · year 2",
                "next meeting Thu 3 Dec · 3 open commitments",
                "1 commitment past due · 8 voices without a reply",
                "Eastfield Youth and Families Together",
            )
            assert running.shows("open", "n new", "e describe", "/ find", "q quit", "? all keys")

    async def test_behind_a_board_it_is_laid_out_when_somebody_comes_home(self, tmp_path: Path) -> None:
        def fill(workspace: Workspace) -> None:
            workspace.create("River")

        learned = MemoryLearned()
        async with board(tmp_path, demo=False, fill=fill, learned=learned) as running:
            home = running.app.screen_stack[0]
            assert running.name == "BoardScreen"
            assert not home.query(BlockList)
            assert not learned.get("home.open").times
            await running.press("escape")
            assert running.name == "HomeScreen"
            assert running.shows("River", "opens the partnership", "e describe")
            assert isinstance(home.focused, BlockList)
            assert learned.get("home.open").times == 1
            await running.press("enter", "escape")
            assert len(home.query(BlockList)) == 1

    async def test_that_it_is_shown_is_told_once(self, tmp_path: Path) -> None:
        seen: asyncio.Queue[bool] = asyncio.Queue()
        app = BoardApp(
            memory_workspace(), lambda _opened: tmp_path, shown=lambda: seen.put_nowait(app.screen.is_mounted)
        )
        async with app.run_test() as pilot:
            assert await seen.get()
            await pilot.press("j")
            assert seen.empty()

    async def test_finding_and_opening(self, tmp_path: Path) -> None:
        async with board(tmp_path) as running:
            await running.press("slash")
            await running.type("eastf")
            assert not running.shows("Cottonwood")
            await running.press("enter", "enter")
            assert running.name == "BoardScreen"
            assert running.shows("Eastfield Youth and Families Together")
            await running.press("escape")
            assert running.name == "HomeScreen"

    async def test_escape_ends_finding(self, tmp_path: Path) -> None:
        async with board(tmp_path) as running:
            await running.press("slash")
            await running.type("eastf")
            await running.press("escape")
            assert running.shows("Cottonwood", "Eastfield")

    async def test_where_one_goes_to_a_number_escape_leaves(self, tmp_path: Path) -> None:
        async with board(tmp_path, demo=False, fill=lambda workspace: workspace.create("River")) as running:
            await running.press("g")
            assert running.lines[-1] == " ⏎ go there  Esc leave  F1 all keys"

    async def test_what_was_found_is_left_again_with_escape(self, tmp_path: Path) -> None:
        async with board(tmp_path) as running:
            assert "show all" not in running.lines[-1]
            await running.press("slash")
            assert running.lines[-1] == " ⏎ go there  Esc show all  F1 all keys"
            await running.enter("eastf")
            assert "Esc show all" in running.lines[-1]
            await running.press("escape")
            assert running.shows("Cottonwood", "Eastfield")
            assert "show all" not in running.lines[-1]
            await running.press("escape")
            assert running.name == "HomeScreen"

    async def test_from_nothing_a_partnership_is_begun(self, tmp_path: Path) -> None:
        async with board(tmp_path, demo=False) as running:
            assert running.shows("No partnerships yet. Press n to begin one.")
            await running.press("n")
            await running.enter("River Clean-up")
            assert running.name == "BoardScreen"
            assert partnership(running).partnership.name == "River Clean-up"

    async def test_a_partnership_is_begun_in_another_language(self, tmp_path: Path) -> None:
        async with board(tmp_path, demo=False) as running:
            await running.press("n")
            await running.type("Rivière")
            await running.press("tab", "backspace", "backspace")
            await running.enter("français")
            assert running.shows("français is no code of a language")
            await running.press(*["backspace"] * 6)
            await running.press("enter")
            assert partnership(running).partnership.language == "fr"

    async def test_a_name_that_is_taken_is_said(self, tmp_path: Path) -> None:
        async with board(tmp_path) as running:
            await running.press("n")
            await running.enter("Cottonwood Valley Connections")
            assert running.shows("already a partnership in cottonwood-valley-connections")

    async def test_describing(self, tmp_path: Path) -> None:
        async with board(tmp_path) as running:
            await running.press("e", "tab", "tab")
            await running.press("backspace", "backspace", "backspace", "backspace")
            await running.enter("2020")
            assert running.shows("year 7")
            await running.press("e", "tab", "tab")
            await running.enter("x")
            assert running.shows("2020x is no year")

    async def test_a_draft_that_was_left_is_there_again(self, tmp_path: Path) -> None:
        async with board(tmp_path) as running:
            await running.press("n")
            await running.type("Half a na")
            await running.press("escape")
            await running.press("n")
            assert running.shows("Half a na", "This is what you typed before")


def each_has_its_room(running: Board) -> bool:
    """Tell whether every card of the board was given as many lines as are drawn of it."""
    return all(
        column._ends == list(accumulate(len(column._draw(row, column._width - 1)) for row in column.items))
        for column in running.app.screen.query(CardColumn)
    )


class TestBoard:
    async def test_below_78_columns_one_phase_is_wide_and_the_others_are_counted(self, tmp_path: Path) -> None:
        async with board(tmp_path, size=ONE_PHASE) as running:
            await running.press("enter")
            assert running.shows(
                "[co-define 10]", "co-design 4", "co-evaluate 2", "Getting home after the 4 pm clinic"
            )
            assert not running.shows("Evening ride")
            await running.press("l")
            assert running.shows("co-define 10", "[co-design 4]", "Evening ride")

    async def test_from_78_columns_all_three_are_shown(self, tmp_path: Path) -> None:
        async with board(tmp_path, size=(78, 30)) as running:
            await running.press("enter")
            assert running.shows("Getting home after the", "Evening ride", "Did fewer people")
            await running.resize(77, 30)
            assert not running.shows("Evening ride")
            await running.resize(78, 30)
            assert running.shows("Evening ride")

    async def test_a_card_shows_number_kind_status_title_owner_due_and_votes(self, tmp_path: Path) -> None:
        async with board(tmp_path, size=ONE_PHASE) as running:
            await running.press("enter", "right")
            assert running.shows(
                "A1 action · trying", "due Thu 17 Dec · 11 votes · town planner, volunteer centre"
            )

    async def test_capture_stays_ready_and_shows_what_it_understood(self, tmp_path: Path) -> None:
        async with board(tmp_path, size=LARGE) as running:
            await running.press("enter", "a")
            await running.type("! Share the timetable @town-planner due:fri for:N2")
            assert running.shows("commitment · town planner · due Fri 27 Nov · for N2")
            await running.press("enter")
            assert running.shows("captured C18")
            await running.enter("? Another need")
            assert running.shows("captured N5", "Another need")
            await running.press("escape", "k")
            assert card(running, "N5").title == "Another need"

    async def test_a_line_without_a_mark_becomes_what_the_column_holds(self, tmp_path: Path) -> None:
        async with board(tmp_path) as running:
            await running.press("enter", "right", "right", "a")
            await running.enter("Do people come back")
            assert card(running, "E3").phase is Phase.CO_EVALUATE

    async def test_what_cannot_be_saved_stays_in_the_line(self, tmp_path: Path) -> None:
        async with board(tmp_path) as running:
            await running.press("enter", "a")
            await running.enter("#only-a-tag")
            assert running.shows("a line needs words", "#only-a-tag")

    async def test_moving_a_card_goes_with_it_and_undo_brings_it_back(self, tmp_path: Path) -> None:
        async with board(tmp_path) as running:
            await running.press("enter", "down", "greater_than_sign")
            assert card(running, "N2").phase is Phase.CO_DESIGN
            assert running.shows("[co-design 5]", "moved N2 to co-design", "▌N2 need · idea")
            await running.press("u")
            assert card(running, "N2").phase is Phase.CO_DEFINE
            assert running.shows("undid: moved N2 to co-design", "co-design 4")
            await running.press("U")
            assert card(running, "N2").phase is Phase.CO_DESIGN

    @pytest.mark.parametrize("size", [SMALL, LARGE])
    async def test_every_card_has_the_room_that_it_takes_whatever_is_done(
        self, tmp_path: Path, size: tuple[int, int]
    ) -> None:
        async with board(tmp_path, size=size) as running:
            await running.press("enter")
            opened = partnership(running)
            told = opened.numbered(capture(opened, '"The path floods'))
            capture(opened, f"? A dry path for:{told.number}")  # nothing stands below its words yet

            def withdraw() -> None:
                opened.execute(Amend(told, {"withdrawn": True}))

            for act in ("z", "greater_than_sign", "D", "u", "z", "down", "s", "J", withdraw, "plus"):
                if callable(act):
                    act()
                    await running.settle()
                else:
                    await running.press(act)
                assert each_has_its_room(running), act

    async def test_a_card_has_the_room_that_it_takes_once_its_day_has_passed(self, tmp_path: Path) -> None:
        async with board(tmp_path) as running:
            await running.press("enter", "right", "question_mark")
            running.clock.forward(days=30)
            await running.press("escape")
            assert running.shows("overdue since Thu 17 Dec")
            assert each_has_its_room(running)

    async def test_nothing_moves_beyond_the_ends(self, tmp_path: Path) -> None:
        async with board(tmp_path) as running:
            await running.press("enter", "less_than_sign", "left", "h")
            assert card(running, "N1").phase is Phase.CO_DEFINE
            await running.press("right", "right", "right", "greater_than_sign")
            assert card(running, "E1").phase is Phase.CO_EVALUATE

    async def test_status_votes_and_archive(self, tmp_path: Path) -> None:
        async with board(tmp_path) as running:
            await running.press("enter", "j", "j", "s", "plus", "plus", "minus")
            assert card(running, "N3").status is Status.AGREED
            assert card(running, "N3").votes == 9
            await running.press("D")
            assert card(running, "N3").archived
            assert running.shows("archived N3", "co-define 9")
            await running.press("u")
            assert running.shows("co-define 10")

    async def test_finding_shows_what_fits_and_escape_shows_all(self, tmp_path: Path) -> None:
        async with board(tmp_path) as running:
            await running.press("enter", "slash")
            await running.type("library")
            assert running.shows("co-define 2", "co-design 2", "co-evaluate 1", "showing only: library")
            await running.press("enter", "escape")
            assert running.shows("co-define 10")
            assert running.name == "BoardScreen"

    async def test_the_cards_are_read_before_the_first_letter(
        self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr(finding, "_library", Library())
        async with board(tmp_path) as running:
            await running.press("enter", "slash")

            def read(record: Record) -> Never:
                raise AssertionError(record.number)

            monkeypatch.setattr(texts, "_folded", read)
            await running.type("librery")
            assert running.shows("▌S2", "Library back room", "co-define 2")

    async def test_escape_ends_finding_while_typing_too(self, tmp_path: Path) -> None:
        async with board(tmp_path) as running:
            await running.press("enter", "slash")
            assert running.lines[-1] == " ⏎ go there  Esc show all  F1 all keys"
            await running.type("back room")
            await running.press("escape")
            assert running.shows("co-define 10")
            assert not running.shows("showing only")
            assert running.name == "BoardScreen"
            await running.press("down")
            assert running.shows("▌S3")

    @pytest.mark.parametrize(("words", "counts"), [("@town-planner", (0, 1, 0)), ("#transport", (3, 1, 0))])
    async def test_people_and_tags_are_found_as_they_are_captured(
        self, tmp_path: Path, words: str, counts: tuple[int, int, int]
    ) -> None:
        async with board(tmp_path) as running:
            await running.press("enter", "slash")
            await running.type(words)
            phases = zip(("co-define", "co-design", "co-evaluate"), counts, strict=True)
            assert running.shows(*(f"{phase} {n}" for phase, n in phases))

    @pytest.mark.parametrize(
        ("width", "standing"),
        [
            (120, "3 open commitments · 1 past due · 8 voices without a reply · oldest 16 days"),
            (80, "3 open commitments · 1 past due"),
            (64, "3 open commitments"),
            (50, ""),
        ],
    )
    async def test_the_title_never_ends_in_half_a_word(self, tmp_path: Path, width: int, standing: str) -> None:
        async with board(tmp_path, size=(width, 24)) as running:
            await running.press("enter")
            name, rest = running.lines[0][:30], running.lines[0][30:].strip()
            assert name == " Cottonwood Valley Connections"
            assert rest.removesuffix("saved").strip() == standing
            await running.resize(120, 24)
            assert running.shows("8 voices without a reply")

    async def test_the_title_follows_what_is_settled_elsewhere(self, tmp_path: Path) -> None:
        async with board(tmp_path) as running:
            await running.press("enter")
            opened = partnership(running)
            other = OpenPartnership(
                opened.folder, running.app.workspace._shelf.open(opened.folder), running.app.workspace
            )
            other.execute(Settle(other.numbered("C17").id, CommitmentState.KEPT))
            opened.refresh()
            await running.settle()
            assert running.shows("2 open commitments")
            assert "past due" not in running.lines[0]

    async def test_answering_a_card(self, tmp_path: Path) -> None:
        async with board(tmp_path) as running:
            await running.press("enter", "r")
            await running.enter("A taxi for the last hour")
            answer = card(running, "I1")
            assert answer.origins == {card(running, "N1").id}

    async def test_the_cursor_stays_on_its_card_when_others_change_the_board(self, tmp_path: Path) -> None:
        async with board(tmp_path) as running:
            await running.press("enter", "down", "down")
            opened = partnership(running)
            other = OpenPartnership(
                opened.folder, running.app.workspace._shelf.open(opened.folder), running.app.workspace
            )
            other.execute(Archive((other.numbered("N1").id,)))
            capture(other, "? One more")
            running.app._look_around()
            await running.settle()
            assert running.shows("co-define 10", "One more") or running.shows("co-define 10")
            assert running.shows("▌N3")

    async def test_help_lists_every_key(self, tmp_path: Path) -> None:
        async with board(tmp_path, size=(100, 120)) as running:
            await running.press("enter")
            acts = [act for act in running.app.screen.ACTS if running.app.screen.available(act)]  # type: ignore[attr-defined]
            await running.press("question_mark")
            assert running.name == "HelpScreen"
            assert all(running.shows(act.help, act.key_shown) for act in acts)
            assert running.shows("due:fri", "for:N12", "sector:education")
            await running.press("escape")
            assert running.name == "BoardScreen"

    @pytest.mark.parametrize("size", [SMALL, LARGE])
    async def test_every_key_of_the_footer_fits_or_is_under_the_question_mark(
        self, tmp_path: Path, size: tuple[int, int]
    ) -> None:
        async with board(tmp_path, size=size) as running:
            await running.press("enter")
            last = running.lines[-1]
            assert last.endswith("? all keys")
            assert len(last) <= size[0]

    async def test_the_palette_does_everything(self, tmp_path: Path) -> None:
        async with board(tmp_path) as running:
            await running.press("enter", "down", "ctrl+p")
            await running.type("next status")
            assert running.shows("take the card to its next status")
            await running.press("enter")
            assert card(running, "N2").status is Status.AGREED

    async def test_whoever_was_in_the_line_when_the_terminal_was_lost_is_there_again(self, tmp_path: Path) -> None:
        workspace = memory_workspace()
        async with board(
            tmp_path, workspace=workspace, demo=False, fill=lambda each: each.create("River")
        ) as running:
            await running.press("a")
            await running.type("? Half a li")
        async with board(tmp_path, workspace=workspace, demo=False) as running:
            assert running.shows("? Half a li", "need")
            await running.enter("ne")
            assert card(running, "N1").title == "Half a line"

    async def test_a_half_typed_line_that_was_left_waits_for_its_key(self, tmp_path: Path) -> None:
        workspace = memory_workspace()
        async with board(
            tmp_path, workspace=workspace, demo=False, fill=lambda each: each.create("River")
        ) as running:
            await running.press("a")
            await running.type("? Half a li")
            await running.press("escape")
        async with board(tmp_path, workspace=workspace, demo=False) as running:
            assert running.shows("a line is half typed and kept: a goes on with it")
            assert not running.shows("? Half a li")
            await running.press("z", "a")
            assert running.shows("? Half a li")
            assert not running.shows("a goes on with it")
            await running.enter("ne")
            assert card(running, "N1").title == "Half a line", "the first key was no text"

    async def test_clicks_choose_cards_and_columns(self, tmp_path: Path) -> None:
        async with board(tmp_path, size=LARGE) as running:
            await running.press("enter")
            await running.click("#co-design", x=5, y=6)
            assert running.shows("[co-design 4]", "▌A2")
            await running.click("#co-design", x=5, y=6)
            assert running.name == "CardScreen"

    async def test_pasted_lines_are_asked_about_once_and_none_is_lost(self, tmp_path: Path) -> None:
        async with board(tmp_path) as running:
            await running.press("enter", "a")
            await running.paste("? one\n? two\n\n! three @ann")
            assert running.shows("You pasted 3 lines.")
            await running.press("enter")
            assert [partnership(running).numbered(each).headline for each in ("N5", "N6", "C18")] == [
                "one",
                "two",
                "three",
            ]
            await running.paste("only\none")
            await running.press("down", "enter")
            assert running.shows("only one")


async def test_a_thousand_cards_scroll(tmp_path: Path) -> None:
    def fill(workspace: Workspace) -> None:
        opened = workspace.create("River")
        for n in range(1000):
            capture(
                opened, f"? card {n} with a title that is long enough to need two lines of a narrow column or so"
            )

    async with board(tmp_path, demo=False, fill=fill) as running:
        await running.press("end")
        assert running.shows("▌N1000")
        await running.press("home")
        assert running.shows("▌N1")
        await running.press("pagedown")
        assert running.shows("▌N4") or running.shows("▌N5")
        for _ in range(30):
            await running.press("j")
        assert "▌" in running.text
