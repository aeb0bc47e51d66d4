"""The shortest way from one look to another leads there."""

from hypothesis import given
from hypothesis import strategies as st

from screens.looks import PLAIN, RESET, Look, as_blank, between, blank, changed

COLOURS = ["31", "97", "38;5;153", "38;2;1;2;3"]
GROUNDS = ["41", "107", "48;5;16", "48;2;0;0;0"]
LOOKS = st.builds(
    Look,
    st.frozensets(st.sampled_from(["1", "2", "3", "4", "7", "9", "21"]), max_size=4),
    st.sampled_from(["", *COLOURS]),
    st.sampled_from(["", *GROUNDS]),
)


def _told(look: Look, sequences: str) -> Look:
    for sequence in sequences.split("\x1b[")[1:]:
        look = changed(look, sequence.removesuffix("m"))
    return look


@given(LOOKS, LOOKS)
def test_it_leads_there(before: Look, after: Look) -> None:
    assert _told(before, between(before, after)) == after


@given(LOOKS, LOOKS)
def test_it_is_never_longer_than_beginning_anew(before: Look, after: Look) -> None:
    assert len(between(before, after)) <= len(RESET + between(PLAIN, after))


def test_only_what_differs_is_said() -> None:
    one = Look(frozenset({"1"}), "38;5;153", "48;5;16")
    assert between(one, one) == ""
    assert between(one, one._replace(colour="38;5;255")) == "\x1b[38;5;255m"
    assert between(one, one._replace(attributes=frozenset())) == "\x1b[22m"
    assert between(one, PLAIN) == RESET
    faint = one._replace(attributes=frozenset({"2"}))
    assert between(one, faint) == "\x1b[22;2m", "bold and faint end with the same code"


def test_parameters_are_read_as_terminals_read_them() -> None:
    look = changed(PLAIN, "1;4;38;5;153;48;2;1;2;3")
    assert look == Look(frozenset({"1", "4"}), "38;5;153", "48;2;1;2;3")
    assert changed(look, "22;39") == Look(frozenset({"4"}), "", "48;2;1;2;3")
    assert changed(look, "") == changed(look, "0") == PLAIN
    assert changed(look, "0;7") == Look(frozenset({"7"}))
    assert changed(PLAIN, "38") == changed(PLAIN, "777") == PLAIN
    assert changed(PLAIN, "92;102") == Look(frozenset(), "92", "102")


def test_of_a_blank_only_its_ground_is_seen() -> None:
    assert blank(Look(frozenset({"1"}), "31", "41")) == Look(frozenset(), "", "41")
    assert blank(Look(frozenset({"4"}), "31", "41")) == Look(frozenset({"4"}), "31", "41")


def test_a_reversed_blank_is_a_ground() -> None:
    reversed_ = frozenset({"1", "7"})
    assert blank(Look(reversed_, "31", "41")) == Look(ground="41")
    assert blank(Look(reversed_, "92", "41")) == Look(ground="102")
    assert blank(Look(reversed_, "38;5;66", "")) == Look(ground="48;5;66")
    assert blank(Look(reversed_, "", "41")) == Look(frozenset({"7"}), "", "41"), "the terminal's own has no number"


def test_for_blanks_a_pen_changes_only_what_is_seen() -> None:
    pen = Look(frozenset({"1", "4"}), "31", "41")
    assert as_blank(pen, Look(frozenset({"3"}), "32", "42")) == Look(frozenset({"1"}), "31", "42")
    assert as_blank(pen, Look(frozenset({"7"}), "32", "42")) == Look(frozenset({"1"}), "31", "42")
    underlined = Look(frozenset({"4"}), "32", "42")
    assert as_blank(pen, underlined) == underlined
