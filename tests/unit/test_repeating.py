"""Which lines say somebody's words."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from codesign.views.repeating import Holding

_TEXTS = st.lists(st.text("ab é", max_size=24), max_size=3)


@pytest.mark.parametrize(
    ("line", "words", "wanted"),
    [
        ("She said the bus never comes back", "The bus never comes on Sundays", True),
        ("The bus never came", "The bus never comes on Sundays", False),
        ("No bus", "no  BUS", True),
        ("No bus today", "No bus", False),
        ("Nobody understands unbelievably.", "understands unbelievably", True),
        ("…", "", False),
        ("", "…", False),
    ],
)
def test_four_words_in_a_row_or_a_short_text_whole(line: str, words: str, wanted: bool) -> None:
    assert Holding([words])(line) is wanted


@given(_TEXTS, st.text("ab é", max_size=30))
def test_of_several_texts_one_is_enough(texts: list[str], line: str) -> None:
    assert Holding(texts)(line) == any(Holding([text])(line) for text in texts)
