"""Figures are read as people of each language write them."""

import pytest

from codesign.words import speaking
from screens.card.reading import NotUnderstood, read_figure


@pytest.mark.parametrize(
    ("text", "english", "french"),
    [
        ("7.5", 7.5, 7.5),
        ("7,5", 7.5, 7.5),
        ("1,234", 1234, 1.234),
        ("-1,234,567.5", -1234567.5, None),
        ("1 234", 1234, 1234),
        ("1\u202f234,5", 1234.5, 1234.5),
        ("12,34", 12.34, 12.34),
        ("1,23,4", None, None),
        ("1 2", None, None),
    ],
)
def test_thousands_and_decimals(text: str, english: float | None, french: float | None) -> None:
    for language, wanted in (("en", english), ("fr", french)):
        with speaking(language):
            if wanted is None:
                with pytest.raises(NotUnderstood, match="1"):
                    read_figure(text)
            else:
                assert read_figure(text) == wanted
