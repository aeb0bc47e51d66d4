"""Wrapping and cutting by columns, whatever is typed."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from screens.vision.large import large
from screens.widgets.lines import cells, cut, line_count, paragraphs, shown, wrapped
from tests.support.hostile import HOSTILE

texts = st.one_of(st.text(max_size=60), st.sampled_from(HOSTILE))


@given(texts, st.integers(2, 40), st.integers(0, 4))
def test_no_line_is_wider_than_it_may_be(text: str, width: int, most: int) -> None:
    lines = wrapped(shown(text), width, most)
    assert all(cells(line) <= width for line in lines)
    assert not most or len(lines) <= most


@given(texts, st.integers(2, 40))
def test_wrapping_loses_no_word(text: str, width: int) -> None:
    words = shown(text)
    assert "".join("".join(wrapped(words, width)).split()) == "".join(words.split())


plain = st.text(st.sampled_from("abc  "), max_size=60)


@given(st.one_of(texts, plain), st.integers(0, 40), st.integers(1, 4))
def test_lines_are_counted_as_they_are_made(text: str, width: int, most: int) -> None:
    assert line_count(text, width, most) == len(wrapped(shown(text), width, most))


@given(texts, st.integers(0, 40))
def test_a_cut_text_says_so(text: str, width: int) -> None:
    words = shown(text)
    piece = cut(words, width)
    assert cells(piece) <= width
    assert piece == words or not piece or piece.endswith("…")


@given(texts)
def test_what_is_shown_cannot_act(text: str) -> None:
    words = shown(text)
    assert "\n" not in words
    assert not [each for each in words if each < " " or "\x7f" <= each <= "\x9f" or each in "\u202e\ufe0f\u20e3"]


def test_wrapping_by_example() -> None:
    assert wrapped("Getting home after the 4 pm clinic", 12) == ["Getting home", "after the 4", "pm clinic"]
    assert wrapped("Getting home after the 4 pm clinic", 12, 2) == ["Getting home", "after the 4…"]
    assert wrapped("trois mots\u00a0; quatre", 10) == ["trois", "mots\u00a0;", "quatre"], (
        "no line begins with a mark"
    )
    assert wrapped("pasted\u00a0from\u00a0the\u00a0web", 10) == ["pasted", "from the", "web"]
    assert wrapped("日本語の長い文", 6) == ["日本語", "の長い", "文"]
    assert wrapped("", 5) == [""]
    assert paragraphs("a\n\nb", 10) == ["a", "", "b"]


def test_emoji_that_are_measured_differently_are_folded_on_screen_only() -> None:
    assert (
        shown("1\ufe0f\u20e3 \U0001f44d\U0001f3fd \U0001f468\u200d\U0001f469")
        == "1 \U0001f44d \U0001f468\U0001f469"
    )
    assert (
        shown("\u0645\u06cc\u200c\u062e\u0648\u0627\u0647\u0645")
        == "\u0645\u06cc\u200c\u062e\u0648\u0627\u0647\u0645"
    )


class TestLarge:
    @pytest.mark.parametrize(("width", "height"), [(78, 23), (118, 39), (200, 60), (40, 10), (10, 5)])
    def test_no_line_is_wider_than_the_screen(self, width: int, height: int) -> None:
        text = "In Cottonwood Valley, everyone can get to the care and company they need."
        assert all(cells(line) <= width for line in large(text, width, height))

    def test_a_larger_screen_has_larger_letters(self) -> None:
        text = "Everyone can get home."
        assert len(large(text, 200, 60)) > len(large(text, 78, 9))

    def test_letters_that_no_font_has_are_not_left_out(self) -> None:
        assert any("日本" in line for line in large("日本 hello", 78, 23))

    @pytest.mark.parametrize(("width", "height"), [(200, 60), (78, 23), (78, 9)])
    def test_without_blocks_they_are_large_in_ascii(self, width: int, height: int) -> None:
        lines = large("Everyone can get home.", width, height, ascii_only=True)
        assert all(line.isascii() and cells(line) <= width for line in lines)
        assert len(lines) > 4

    def test_accents_are_kept(self) -> None:
        assert large("été", 78, 23) != large("ete", 78, 23)

    @pytest.mark.parametrize("text", HOSTILE)
    def test_nothing_breaks_it(self, text: str) -> None:
        assert all(cells(line) <= 78 for line in large(shown(text), 78, 23))
