"""What can be found out on the screens: the footer, the help in groups, the palette, hints on first visits."""

import re
from pathlib import Path

import pytest
from msgspec.structs import replace

from codesign.ports import Seen
from codesign.words import say
from screens.app import USUAL
from screens.base import MOST_KEYS, ActScreen
from screens.dialogs.help import HelpScreen
from screens.groups import Group
from screens.hints import HINTS
from screens.place import PLACE, read
from screens.widgets.bars import KeyLine, StatusLine
from screens.widgets.lines import cells
from storage.learned import MemoryLearned
from tests.support.screens import SMALL, Board, board

WAYS: dict[str, tuple[str, ...]] = {
    "home": (),
    "home, finding": ("/",),
    "board": ("enter",),
    "board, typing": ("enter", "a"),
    "board, finding": ("enter", "/"),
    "card": ("enter", "enter"),
    "thread": ("enter", "T"),
    "everything": ("enter", "o"),
    "history": ("enter", "H"),
    "imports": ("enter", "I"),
    "vision": ("enter", "v"),
    "meeting": ("enter", "m", "enter"),
    "meeting, its keys": ("enter", "m", "enter", "escape"),
    "meeting, running": ("enter", "m", "enter", "escape", "s", "escape"),
    "preview": ("enter", "x", "enter"),
}


def footer(running: Board) -> list[str]:
    """Return the words of the acts in the footer."""
    line = running.app.screen.query_one(KeyLine)
    return [act.word for row in line._rows for act in row]


@pytest.mark.parametrize("way", WAYS)
async def test_the_footer_names_the_few_keys_that_matter(tmp_path: Path, way: str) -> None:
    async with board(tmp_path, size=SMALL) as running:
        await running.press(*WAYS[way])
        screen = running.app.screen
        assert isinstance(screen, ActScreen)
        assert way.split(",", maxsplit=1)[0] == screen.PLACE
        wanted = [act.word for act in screen.acts if act.foot and screen.available(act)]
        if way != "card":  # where a voice is turned into something, and a card rarely is
            assert len(wanted) <= MOST_KEYS, "there is room for all that want to be there"
        assert footer(running) == [*wanted[:-1][: MOST_KEYS - 1], wanted[-1]]
        assert wanted[-1] == say("acts.help.word")
        assert screen.query_one(KeyLine).size.height <= 2


@pytest.mark.parametrize("way", WAYS)
async def test_the_help_shows_groups_on_every_screen(tmp_path: Path, way: str) -> None:
    async with board(tmp_path, size=(80, 160)) as running:
        await running.press(*WAYS[way])
        screen = running.app.screen
        assert isinstance(screen, ActScreen)
        await running.press("f1")
        assert running.name == "HelpScreen"
        headings = [group.heading for group in Group if f" {group.heading}" in running.lines]
        assert say("groups.program") in headings
        assert len(headings) >= 2
        assert running.shows(say("help.capture"), "a voice, in the person's own words")
        await running.press("escape")
        assert running.app.screen is screen


def test_a_line_of_the_help_with_many_keys_is_not_cut() -> None:
    keys, words = "1 2 3 4 5 6 7 8 9 0 F1", "say which table said the line under the cursor; 0 for none"
    lines = HelpScreen._draw((keys, words), 79)
    assert all(sum(cells(text) for text, _style in line) < 79 for line in lines)
    assert " ".join(line[1][0] for line in lines) == words


async def test_the_help_says_what_the_letters_on_a_card_mean(tmp_path: Path) -> None:
    async with board(tmp_path, size=(80, 160)) as running:
        await running.press("enter", "?")
        assert running.shows(say("help.on-cards"))
        for letter, words in {"V": "has a voice", "R": "a voice awaits a reply", "D": "unsaved draft"}.items():
            assert any(line.split() == [letter, *words.split()] for line in running.lines)


async def test_the_help_can_be_searched(tmp_path: Path) -> None:
    async with board(tmp_path) as running:
        await running.press("enter", "?", "/")
        await running.type("vote")
        assert running.shows("Cards and lines", "count one vote fewer")
        assert not running.shows("go to the column")
        await running.type(" nothing of the kind")
        assert running.shows(say("find.nothing"))
        await running.press("escape")
        assert running.name == "HelpScreen"
        assert running.shows("Moving about")
        await running.press("/")
        await running.enter("several")
        await running.press("escape")
        assert running.name == "HelpScreen", "first everything is shown again"
        await running.press("escape")
        assert running.name == "BoardScreen"


class TestPalette:
    async def test_it_leads_to_other_partnerships_home_and_meetings(self, tmp_path: Path) -> None:
        async with board(tmp_path) as running:
            await running.press("enter", "T", "ctrl+p")
            await running.type("eastfield")
            await running.press("enter")
            assert running.name == "BoardScreen"
            assert running.shows("Eastfield Youth")
            await running.press("v", "ctrl+p")
            await running.type("list of partnerships")
            await running.press("enter")
            assert running.name == "HomeScreen"
            await running.press("ctrl+p")
            await running.type("cottonwood")
            await running.press("enter", "ctrl+p")
            await running.type("autumn work")
            assert re.search(r"Autumn workshop.*MT4", running.text)
            await running.press("enter")
            assert running.name == "MeetingScreen"
            await running.press("escape", "q")
            assert running.name == "BoardScreen"
            await running.press("escape")
            assert running.name == "HomeScreen"

    async def test_going_elsewhere_from_a_meeting_one_does_not_come_back_by_oneself(self, tmp_path: Path) -> None:
        async with board(tmp_path) as running:
            await running.press("enter", "m", "enter", "ctrl+p")
            await running.type("eastfield")
            await running.press("enter")
            assert running.shows("Eastfield Youth")
            (step,) = read(running.app.workspace.drafts.get(PLACE)).steps
            assert step.board.startswith("eastfield"), "one comes back there, and to no meeting"

    async def test_it_shows_the_keys_and_says_where_the_settings_are(self, tmp_path: Path) -> None:
        async with board(tmp_path, look=replace(USUAL, file="/etc/my-settings.toml")) as running:
            await running.press("enter", "ctrl+p")
            await running.type("take last back")
            assert re.search(r"take the last change back +u ", running.text)
            await running.press("escape", "ctrl+p")
            await running.type("settings")
            await running.press("enter")
            assert running.shows("the settings are in /etc/my-settings.toml")

    async def test_what_the_board_has_a_key_for_is_there_once(self, tmp_path: Path) -> None:
        async with board(tmp_path) as running:
            await running.press("enter", "ctrl+p")
            await running.type("list of partnerships")
            assert running.text.count(say("acts.home.help")) == 1


def told(running: Board, name: str) -> bool:
    """Tell whether a hint is on the screen."""
    place, _, act = name.partition(".")
    hint = next(each for each in HINTS if (each.place, each.name) == (place, act))
    screen = running.app.screen
    assert isinstance(screen, ActScreen)
    return say(f"hints.{hint.id}", key=screen.key_of(hint.act)) in running.text


class TestHints:
    async def test_one_is_told_on_the_first_visit_and_goes_when_it_was_done(self, tmp_path: Path) -> None:
        learned = MemoryLearned()
        async with board(tmp_path, learned=learned) as running:
            assert told(running, "home.open")
            await running.press("enter")
            assert told(running, "board.capture")
            await running.press("a")
            assert not told(running, "board.capture")
            await running.press("escape", "escape", "enter")
            assert not told(running, "board.capture"), "it was learned"
            assert told(running, "board.forward")
        async with board(tmp_path, learned=learned) as running:
            await running.press("enter")
            assert told(running, "board.forward")

    async def test_it_is_gone_after_three_visits(self, tmp_path: Path) -> None:
        learned = MemoryLearned()
        async with board(tmp_path, learned=learned) as running:
            await running.press("enter")
            for _ in range(3):
                await running.press("v")
                assert told(running, "vision.propose")
                await running.press("q")
            await running.press("v")
            assert not told(running, "vision.propose")

    async def test_escape_twice_sends_it_away_and_does_what_it_does(self, tmp_path: Path) -> None:
        learned = MemoryLearned()
        async with board(tmp_path, learned=learned) as running:
            await running.press("enter")
            for _ in range(2):
                await running.press("v")
                assert told(running, "vision.propose")
                await running.press("escape")
                assert running.name == "BoardScreen"
            await running.press("v")
            assert not told(running, "vision.propose")
            assert learned.get("vision.propose") == Seen(times=2, dismissed=2)

    async def test_a_message_comes_first(self, tmp_path: Path) -> None:
        async with board(tmp_path, learned=MemoryLearned()) as running:
            await running.press("enter")
            height = running.app.screen.query_one(StatusLine).size.height
            await running.press("S")
            assert running.shows("is now")
            assert not told(running, "board.capture")
            assert running.app.screen.query_one(StatusLine).size.height == height

    async def test_a_line_that_was_left_is_not_touched(self, tmp_path: Path) -> None:
        async with board(tmp_path, learned=MemoryLearned()) as running:
            await running.press("enter", "m", "enter")
            assert told(running, "meeting.help")
            before = running.app.screen.query_one(StatusLine)._hint
            await running.type("? A bench")
            assert running.shows("? A bench", "need")
            assert running.app.screen.query_one(StatusLine)._hint == before, "nothing is drawn anew"

    @pytest.mark.parametrize("off", ["settings", "place"])
    async def test_they_can_be_off(self, tmp_path: Path, off: str) -> None:
        look = replace(USUAL, hints=off != "settings")
        learned = MemoryLearned() if off == "settings" else None
        async with board(tmp_path, look=look, learned=learned) as running:
            assert not told(running, "home.open")
            await running.press("enter")
            assert not told(running, "board.capture")

    async def test_they_name_the_key_in_force(self, tmp_path: Path) -> None:
        look = replace(USUAL, keys={"board": {"capture": ("c",)}})
        async with board(tmp_path, look=look, learned=MemoryLearned()) as running:
            await running.press("enter")
            assert running.shows("c begins a line: ? need")


async def test_whoever_has_found_a_key_sees_the_first_heading_again(tmp_path: Path) -> None:
    async with board(tmp_path) as running:
        await running.press("enter", "m", "enter", "escape", "question_mark", "slash", *"count", "escape")
        assert " Moving about" in running.lines
