"""The settings on the screens: keys in force, colours, what is drawn in ASCII, what was wrong with the file."""

import re
from pathlib import Path

import pytest
from msgspec.structs import replace
from rich.style import Style

from codesign.settings import ThemeName
from codesign.workspace import Workspace
from screens.look import Look
from tests.support.doubles import capture
from tests.support.screens import Board, board

KEYS = Look(
    keys={
        "board": {"capture": ("c",), "forward": ("right_square_bracket",), "archive": (), "open": ("f5", "enter")},
        "card": {"settle": ("f6",), "back": ("b", "escape"), "earlier": ("q",)},
        "home": {"new": ("N",)},
        "meeting": {"pause": ("f7",)},
    }
)
PLAIN = Look(theme=ThemeName.MONOCHROME, ascii_only=True, file="settings.toml")


def one(workspace: Workspace) -> None:
    """Make a partnership with one card."""
    opened = workspace.create("River Clean-up")
    capture(opened, "? A bench")
    opened.close()


def styles(running: Board) -> set[Style | None]:
    """Return every style that is on the screen."""
    return {part.style for strip in running.app.screen._compositor.render_strips() for part in strip}


class TestKeys:
    async def test_a_changed_key_does_it_and_the_old_one_does_not(self, tmp_path: Path) -> None:
        async with board(tmp_path, demo=False, fill=one, look=KEYS) as running:
            await running.press("a")
            assert not running.app.screen.query_one("#capture").display
            await running.press("c")
            assert running.app.screen.query_one("#capture").display
            await running.press("escape", "right_square_bracket")
            assert running.shows("moved N1 to co-design")
            await running.press("greater_than_sign")
            assert running.shows("moved N1 to co-design")
            await running.press("f5")
            assert running.name == "CardScreen"

    async def test_where_two_acts_share_a_key_the_other_keeps_it(self, tmp_path: Path) -> None:
        async with board(tmp_path, demo=False, fill=one, look=KEYS) as running:
            await running.press("enter", "s")
            assert running.shows("N1 is now exploring")
            await running.press("u", "q")
            assert running.name == "CardScreen", "q is no longer the way back"
            await running.press("escape")
            assert running.name == "BoardScreen"
            await running.press("enter", "b")
            assert running.name == "BoardScreen"

    async def test_the_footer_the_help_and_the_palette_name_it(self, tmp_path: Path) -> None:
        async with board(tmp_path, demo=False, fill=one, look=KEYS) as running:
            footer = "\n".join(running.lines[-2:])
            assert re.search(r"c capture\s+F5 open\s+< \] move", footer)
            await running.press("question_mark")
            assert running.shows("c capture a line", "F5 ⏎ open the card", "] move the card to the next phase")
            await running.press("escape", "ctrl+p")
            await running.type("capture a line")
            assert re.search(r"capture a line +c ", running.text)

    async def test_what_has_no_key_is_in_the_palette(self, tmp_path: Path) -> None:
        async with board(tmp_path, demo=False, fill=one, look=KEYS) as running:
            await running.press("D")
            assert running.shows("A bench")
            await running.press("question_mark", "pagedown", "pagedown")
            assert running.shows("Ctrl+P … put the card out of sight")
            await running.press("escape", "ctrl+p")
            await running.type("out of sight")
            await running.press("enter")
            assert running.shows("archived N1")

    async def test_sentences_that_name_a_key_name_the_right_one(self, tmp_path: Path) -> None:
        async with board(tmp_path, demo=False, look=KEYS) as running:
            assert running.shows("No partnerships yet. Press N to begin one.")
            await running.press("N")
            await running.enter("River Clean-up")
            assert running.shows("Nothing here yet. Press c")

    async def test_keys_that_always_work(self, tmp_path: Path) -> None:
        look = Look(keys={"board": {"home": ("b", "escape"), "right": ("n", "right"), "help": ("g", "f1")}})
        async with board(tmp_path, demo=False, fill=one, look=look) as running:
            await running.press("right")
            assert running.shows("[co-design")
            await running.press("f1")
            assert running.name == "HelpScreen"
            await running.press("escape", "escape")
            assert running.name == "HomeScreen"

    async def test_while_typing_a_changed_key_is_a_letter(self, tmp_path: Path) -> None:
        look = replace(KEYS, keys={"board": {"undo": ("z",), "help": ("g", "f1")}})
        async with board(tmp_path, demo=False, fill=one, look=look) as running:
            await running.press("a")
            await running.type("? zigzag")
            assert running.shows("? zigzag", "F1 all keys")

    async def test_what_lost_its_key_is_in_the_palette_and_in_no_footer(self, tmp_path: Path) -> None:
        look = Look(keys={"board": {"meeting": ()}})
        async with board(tmp_path, demo=False, fill=one, look=look) as running:
            assert "find" in running.lines[-1]
            assert "meeting" not in running.lines[-1]
            await running.press("ctrl+p")
            await running.type("meeting")
            assert running.shows("meeting")
            await running.press("escape", "ctrl+p")
            await running.type("quit;")
            assert running.text.count("everything is saved already") == 1


class TestProblems:
    async def test_the_first_is_said_on_the_board(self, tmp_path: Path) -> None:
        look = Look(problem="settings.toml:3: there is no key F13. See: codesign settings")
        async with board(tmp_path, demo=False, fill=one, look=look) as running:
            assert running.name == "BoardScreen"
            assert running.shows(look.problem)
            await running.press("s")
            assert not running.shows(look.problem)

    async def test_and_at_home(self, tmp_path: Path) -> None:
        look = Look(problem="settings.toml:3: there is no key F13. See: codesign settings")
        async with board(tmp_path, look=look) as running:
            assert running.name == "HomeScreen"
            assert running.shows(look.problem)


class TestColours:
    async def test_what_was_drawn_takes_other_colours(self, tmp_path: Path) -> None:
        async with board(tmp_path, demo=False, fill=one) as running:
            dark = {style.bgcolor for style in styles(running) if style}
            running.app.wear(ThemeName.LIGHT)
            await running.settle()
            assert not dark & {style.bgcolor for style in styles(running) if style}

    @pytest.mark.parametrize("theme", ThemeName)
    async def test_every_screen_can_be_drawn(self, tmp_path: Path, theme: ThemeName) -> None:
        async with board(tmp_path, look=Look(theme=theme)) as running:
            for keys in (["enter"], ["a", "x"], ["escape", "enter"], ["e"], ["escape", "escape", "v"], ["p"]):
                await running.press(*keys)
                assert styles(running)

    async def test_the_palette_changes_them_and_says_how_to_keep_them(self, tmp_path: Path) -> None:
        look = Look(file="/etc/my-settings.toml")
        async with board(tmp_path, demo=False, fill=one, look=look) as running:
            await running.press("ctrl+p")
            await running.type("colours")
            await running.press("enter")
            assert re.search("light letters on a dark ground +now", running.text)
            await running.type("high")
            await running.press("enter")
            assert running.app.worn is ThemeName.HIGH_CONTRAST
            assert running.shows('to keep it, write theme = "high-contrast" in /etc/my-settings.toml')

    async def test_without_colours_no_style_has_any_and_the_cursor_is_seen(self, tmp_path: Path) -> None:
        async with board(tmp_path, look=PLAIN) as running:
            for keys in (["enter"], ["a", "x"], ["escape", "enter"], ["e"], ["escape", "escape", "ctrl+p"]):
                await running.press(*keys)
                found = [style for style in styles(running) if style is not None]
                assert all(style.color is None and style.bgcolor is None for style in found)
                assert any(style.reverse for style in found), keys

    async def test_nothing_moves_of_itself(self, tmp_path: Path) -> None:
        async with board(tmp_path) as running:
            assert running.app.animation_level == "none"
            await running.press("enter", "a")
            assert not any(line.cursor_blink for line in running.app.screen.query("Input"))  # type: ignore[attr-defined]


HARD = ("? Čekárna – příliš daleko 会議 @ann due:+2w #a", "! Náves @Ž due:fri for:N1", '" “Ano”, řekla')


def hard(workspace: Workspace) -> None:
    """Make a partnership in whose words there is much to draw."""
    opened = workspace.create("Río Šárka")
    for line in HARD:
        capture(opened, line)
    opened.close()


WALK = """
question_mark / escape enter / e / f2 / escape escape T / escape t / escape escape I / escape b / escape o / slash
escape escape H / escape x / f / escape enter / t / d / escape escape V / escape v / p x ctrl+s / L
escape escape m / enter enter / escape i / escape escape s / escape w / escape escape M
escape escape B / escape escape X
escape escape g / a / escape q escape escape D / escape escape c / escape escape x / t
"""
"""Keys that lead to every kind of screen, with a look around at each slash and each end of a line."""
SEEN = "Help Card Editor Look Thread Pick Import Everything History Vision Large Meeting Counts Preview"
SEEN += " Exporting Tick Notice Review Triage People Balance Agenda Papers Tables Answers Deciding"


class TestAscii:
    @pytest.mark.parametrize("encoding", ["ascii", "latin-1", "utf-8"])
    async def test_nothing_is_sent_that_the_terminal_cannot_show(self, tmp_path: Path, encoding: str) -> None:
        look = Look(ascii_only=True, encoding=encoding)
        seen = set()
        async with board(tmp_path, demo=False, fill=hard, look=look) as running:
            for keys in re.split("[/\n]", WALK.strip()):
                await running.press(*keys.split())
                running.text.encode(encoding)
                drawn = {each for each in running.text if not each.isascii() and not each.isalpha()}
                assert drawn <= set("“”"), running.text
                seen.add(running.name)
        assert seen >= {f"{name}Screen" for name in SEEN.split()}

    async def test_words_lose_no_letter_that_the_terminal_has(self, tmp_path: Path) -> None:
        async with board(tmp_path, demo=False, fill=hard, look=PLAIN) as running:
            assert running.shows("Río Šárka", "Čekárna - příliš daleko", "会議", "need - raised", "Enter open")
        async with board(tmp_path, demo=False, fill=hard, look=replace(PLAIN, encoding="latin-1")) as running:
            assert running.shows("Río Sárka", "Cekárna - prílis daleko", "????")
