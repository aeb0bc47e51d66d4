"""The capture grammar against every text."""

from datetime import date

from hypothesis import example, given
from hypothesis import strategies as st

from codesign.capture import Known, LineKind, read_line, reading
from codesign.model import Sector
from codesign.text import one_line

TODAY = date(2026, 11, 28)
KNOWN = Known(number=lambda number: number == "N1", sectors=(Sector("school", "school"),))

tokens = st.sampled_from(
    ["@owner", "#tag", "due:fri", "due:x", "table:3", "for:N1", "for:N9", "sector:school", "as:role", "to:public"]
)
pieces = st.lists(
    st.one_of(tokens, st.text(max_size=8), st.sampled_from(['"', "?", "*", "=", "!", "~", ".", "\\"]))
)
lines = pieces.map(" ".join)


@given(lines)
@example('"One" and "two" @a')
def test_no_word_is_lost(text: str) -> None:
    """Every word of the line is in the text, or was understood as a token or a mark."""
    line = read_line(text, default=LineKind.NEED, today=TODAY, known=KNOWN)
    understood = len(line.owners) + len(line.tags) + len(line.answers)
    understood += sum(map(bool, (line.due, line.table, line.sector, line.attribution, line.audience)))
    letters = [each for each in one_line(text) if each.isalnum()]
    kept = [each for each in line.text if each.isalnum()]
    if not understood:
        assert kept == letters
    else:
        assert set(kept) <= set(letters)


@given(lines)
def test_the_same_line_reads_the_same(text: str) -> None:
    assert read_line(text, default=LineKind.NEED, today=TODAY, known=KNOWN) == read_line(
        one_line(text), default=LineKind.NEED, today=TODAY, known=KNOWN
    )


@given(lines)
def test_every_line_can_be_told(text: str) -> None:
    line = read_line(text, default=LineKind.NEED, today=TODAY, known=KNOWN)
    assert reading(line, today=TODAY, sectors=KNOWN.sectors)


@given(st.text(alphabet=st.characters(blacklist_categories=["Cs", "Cc", "Cf", "Zs", "Zl", "Zp"]), min_size=1))
def test_a_word_without_marks_or_tokens_is_kept_letter_by_letter(word: str) -> None:
    line = read_line(f"x{word}", default=LineKind.NEED, today=TODAY, known=KNOWN)
    assert line.text == one_line(f"x{word}")
