"""What reaches a real terminal that shows no colours, or nothing but ASCII or Latin-1."""

import re
from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path

import pytest
from textual.color import Color

from screens.theme import DARK
from tests.support.desk import Desk
from tests.support.terminal import Terminal, codesign


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    """A desk; whatever was opened on it is closed."""
    with ExitStack() as stack:
        yield Desk(tmp_path, stack)


def colours(raw: bytes) -> set[int]:
    """Return the parameters of SGR that choose a colour, of all that was sent."""
    sent: set[int] = set()
    for parameters in re.findall(rb"\x1b\[([\d;:]*)m", raw):
        sent |= {int(each) for each in re.split(b"[;:]", parameters) if each}
    return sent & {*range(30, 39), *range(40, 49), 58, *range(90, 98), *range(100, 108)}


def walk(terminal: Terminal) -> None:
    """Go through lists, forms, lines that are typed, dialogs, the preview and a meeting, and quit."""
    terminal.until("River Clean-up", "A bench at the bus stop")
    for keys, shown in (
        (["?"], "All keys"),
        (["escape", "enter"], "history"),
        (["e"], "Write N1"),
        (["escape", "escape", "a", "? A light", "enter"], "captured N2"),
        (["escape", "v", "p"], "Propose a text"),
        (["We get home.", "ctrl+s"], "proposed vision 1"),
        (["x"], "This is what would be read by"),
        (["escape", "escape", "m"], "Which meeting?"),
        (["enter"], "Plan a meeting"),
        (["enter"], "not started"),
        (["escape", "s"], "started MT1"),
        (["escape", "w"], "Who is there?"),
    ):
        terminal.send(*keys)
        terminal.until(shown)
    terminal.send("ctrl+q")
    assert terminal.wait() == 0


class TestColours:
    def test_no_color_means_none_at_all(self, desk: Desk) -> None:
        terminal = desk.terminal(NO_COLOR="1", COLORTERM="truecolor")
        walk(terminal)
        assert colours(terminal.raw) == set()
        assert b"\x1b[7m" in terminal.raw, "the cursor is seen all the same"

    def test_the_monochrome_theme_sends_none_either(self, desk: Desk) -> None:
        terminal = desk.terminal([*codesign(desk.data), "--theme", "monochrome"])
        walk(terminal)
        assert colours(terminal.raw) == set()

    def test_an_empty_no_color_says_nothing(self, desk: Desk) -> None:
        terminal = desk.terminal(NO_COLOR="", COLORTERM="truecolor")
        walk(terminal)
        accent = Color.parse(DARK.accent or "")
        assert b"38;2;%d;%d;%d" % accent.rgb in terminal.raw, "and Textual makes no greys of it"


class TestLocales:
    def test_in_the_locale_c_lines_are_drawn_in_ascii(self, desk: Desk) -> None:
        terminal = desk.terminal(LC_ALL="C")
        walk(terminal)
        assert terminal.raw.isascii()

    def test_an_encoding_that_lacks_a_letter_gets_another(self, desk: Desk) -> None:
        desk.run("add", "river", "? Čekárna daleko, Léa")
        terminal = desk.terminal(PYTHONIOENCODING="latin-1")
        terminal.until("need - raised")
        terminal.send("ctrl+q")
        assert terminal.wait() == 0
        assert "Cekárna daleko, Léa".encode("latin-1") in terminal.raw
        assert b"\\u" not in terminal.raw


class TestSettings:
    def test_a_broken_file_opens_the_board_and_says_so(self, desk: Desk, tmp_path: Path) -> None:
        file = tmp_path / "mine.toml"
        file.write_text('theme = "light"\n\n[keys.board]\ncapture = "F13"\n')
        terminal = desk.terminal([*codesign(desk.data), "--settings", str(file)])
        terminal.until("A bench at the bus stop", "mine.toml:4: there is no key F13")
        terminal.send("a", "? A light", "enter")
        terminal.until("captured N2")

    def test_a_key_that_was_changed(self, desk: Desk, tmp_path: Path) -> None:
        file = tmp_path / "mine.toml"
        file.write_text('[keys.board]\ncapture = ["+", "c"]\nmore-votes = []\n')
        terminal = desk.terminal([*codesign(desk.data), "--settings", str(file)])
        terminal.until("A bench at the bus stop", "+ capture")
        terminal.send("+", "? A light", "enter")
        terminal.until("captured N2")
