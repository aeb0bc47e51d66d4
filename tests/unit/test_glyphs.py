"""What is drawn where only ASCII can be shown, and what reaches a terminal that shows no colours."""

import string

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.segment import Segment
from rich.style import Style
from textual._border import BORDER_CHARS
from textual.color import Color
from textual.keys import _character_to_key
from textual.scrollbar import ScrollBarRender

from codesign.words import groups, table
from screens import glyphs
from screens.filters import Fitting, WithoutColours
from screens.glyphs import encodable, in_ascii, key_shown
from screens.widgets.lines import cells

OWN = [value for name, value in vars(glyphs).items() if name.isupper() and isinstance(value, str)]
GROUND = Color.parse("#000000")


class TestAscii:
    def test_everything_that_the_board_draws_has_its_equal(self) -> None:
        assert len(OWN) >= 6
        for glyph in OWN:
            assert not glyph.isascii()
            assert in_ascii(glyph).isascii()
            assert len(in_ascii(glyph)) == cells(glyph)

    def test_everything_that_textual_draws_has_its_equal(self) -> None:
        borders = {character for rows in BORDER_CHARS.values() for row in rows for character in row}
        bars = set(ScrollBarRender.VERTICAL_BARS) | set(ScrollBarRender.HORIZONTAL_BARS)
        for drawn in borders | bars | {"•", "━", "┃"}:
            assert in_ascii(drawn).isascii(), drawn
            assert len(in_ascii(drawn)) == 1

    @given(st.text())
    def test_letters_stay_and_nothing_moves(self, text: str) -> None:
        assert len(in_ascii(text)) == len(text)
        letters = "".join(character for character in text if character.isalpha())
        assert in_ascii(letters) == letters

    def test_no_word_of_the_program_is_drawn(self) -> None:
        """Dots and arrows are filled into words from screens/glyphs.py, or they could not be drawn in ASCII."""

        def texts(found: object) -> list[str]:
            if isinstance(found, dict):
                return [text for each in found.values() for text in texts(each)]
            return [str(found)]

        for text in (text for group in groups() for text in texts(table(group))):
            assert all(each.isascii() or each.isalpha() or each in "“”" for each in text), text


class TestEncodable:
    @given(
        st.text(st.characters(categories=["L", "N", "P", "S", "Zs"])),
        st.sampled_from(["ascii", "latin-1", "utf-8"]),
    )
    def test_it_can_be_sent_and_takes_as_many_columns(self, text: str, encoding: str) -> None:
        sent = encodable(text, encoding)
        sent.encode(encoding)
        assert cells(sent) == cells(text)

    def test_an_accent_goes_before_the_letter_does(self) -> None:
        assert encodable("Léa’s “naïve” Šárka", "ascii") == 'Lea\'s "naive" Sarka'
        assert encodable("Léa Šárka", "latin-1") == "Léa Sárka"
        assert encodable("会議 ok", "latin-1") == "???? ok"
        assert encodable("会議 ok", "utf-8") == "会議 ok"

    def test_a_line_is_fitted_once(self) -> None:
        (drawn,) = Fitting("latin-1", ascii_only=True).apply([Segment("é · Ω…")], GROUND)
        assert drawn.text == "é - ?~"
        (kept,) = Fitting("utf-8", ascii_only=True).apply([Segment("é · Ω…")], GROUND)
        assert kept.text == "é - Ω~"


class TestKeys:
    @pytest.mark.parametrize(
        ("name", "shown", "plain"),
        [
            *(("enter", "⏎", "Enter"), ("left", "←", "Left"), ("escape", "Esc", "Esc"), ("f5", "F5", "F5")),
            *(("ctrl+p", "Ctrl+P", "Ctrl+P"), ("shift+up", "Shift+↑", "Shift+Up"), ("space", "Space", "Space")),
        ],
    )
    def test_keys_as_people_read_them(self, name: str, shown: str, plain: str) -> None:
        assert key_shown(name) == shown
        assert key_shown(name, ascii_only=True) == plain

    def test_characters_are_shown_as_they_are(self) -> None:
        for character in string.punctuation + string.ascii_letters + string.digits:
            assert key_shown(_character_to_key(character)) == character


class TestWithoutColours:
    @pytest.mark.parametrize(
        ("before", "after"),
        [
            ("bold #ffffff on #000000", "bold"),
            ("#000000 on #ffffff", "reverse"),
            ("bold underline #000000 on #ffffff", "bold underline reverse"),
            ("reverse #ffffff", "reverse"),
            ("italic", "italic"),
            ("red on blue", "none"),
        ],
    )
    def test_colours_go_and_what_stood_on_light_is_reversed(self, before: str, after: str) -> None:
        (drawn,) = WithoutColours().apply([Segment("x", Style.parse(before))], GROUND)
        assert drawn.style == Style.parse(after)

    def test_what_has_no_style_stays(self) -> None:
        assert WithoutColours().apply([Segment("x")], GROUND) == [Segment("x")]
