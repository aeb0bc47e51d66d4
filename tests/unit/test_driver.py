"""Pastes are taken out of what a terminal sends, however it is cut into pieces."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from textual import events

from screens.driver import Escapes, Keys, Parser, Pastes


def split(*pieces: str) -> list[str]:
    """Keys as they are, pastes in angle brackets."""
    pastes = Pastes()
    found = [each for piece in pieces for each in pastes.split(piece)]
    found += pastes.rest()
    return [f"<{each.text}>" if isinstance(each, events.Paste) else each for each in found]


def test_keys_and_pastes() -> None:
    assert split("abc") == ["abc"]
    assert split("a\x1b[200~pasted\x1b[201~b") == ["a", "<pasted>", "b"]
    assert split("\x1b[200~one\x1b[201~\x1b[200~two\x1b[201~") == ["<one>", "<two>"]


def test_an_escape_sequence_in_a_paste_is_no_key() -> None:
    assert split("\x1b[200~x \x1b[31mred\x1b[0m \x1bq\x1b[201~") == ["<x \x1b[31mred\x1b[0m \x1bq>"]


def test_a_lone_escape_is_a_key_once_nothing_follows() -> None:
    assert split("\x1b") == ["\x1b"]
    assert split("\x1b", "[A") == ["\x1b", "[A"]
    assert split("ab\x1b[2") == ["ab", "\x1b[2"]


@given(
    st.lists(st.sampled_from(["\x1b[200~", "\x1b[201~", "a", "\x1b", "[", "2", "0", "1", "~", "é"]), max_size=30),
    st.data(),
)
def test_how_it_is_cut_makes_no_difference(parts: list[str], data: st.DataObject) -> None:
    whole = "".join(parts)
    cuts = sorted(data.draw(st.lists(st.integers(0, len(whole)), max_size=5)))
    cuts = [cut for cut in cuts if not whole[:cut].endswith("\x1b")]  # an escape at the end is a key
    pieces = [whole[a:b] for a, b in zip([0, *cuts], [*cuts, len(whole)], strict=True)]
    keys_whole = "".join(each for each in split(whole) if not each.startswith("<"))
    keys_cut = "".join(each for each in split(*pieces) if not each.startswith("<"))
    assert keys_cut == keys_whole
    assert [each for each in split(*pieces) if each.startswith("<")] == [
        each for each in split(whole) if each.startswith("<")
    ]


def keys(*pieces: str) -> list[str]:
    """Texts as they are, the Escape key as a word."""
    escapes = Escapes()
    found = [each for piece in pieces for each in escapes.split(piece)]
    found += escapes.rest()
    return [each.key if isinstance(each, events.Key) else each for each in found]


def test_escape_and_a_letter_in_one_packet_are_two_keys() -> None:
    assert keys("\x1bn") == ["escape", "n"]
    assert keys("\x1b", "n") == ["escape", "n"]
    assert keys("ab\x1b", " c\x1b+") == ["ab", "escape", " c", "escape", "+"]


def test_a_longer_key_stays_whole() -> None:
    for sequence in ("\x1b[A", "\x1bOP", "\x1b[1;5C", "\x1b[<0;3;4M", "\x1b]11;rgb:0/0/0\x1b\\"):
        assert "".join(keys(sequence, "x")).replace("escape", "\x1b") == f"{sequence}x"
    assert keys("\x1b", "[A") == ["\x1b[A"]
    assert keys("\x1bn\x1b[A") == ["escape", "n\x1b[A"]


def test_escape_alone_is_a_key_once_nothing_follows() -> None:
    assert keys("\x1b") == ["escape"]
    assert keys("\x1b\x1b")[-1] == "escape"


def typed(text: str) -> list[tuple[str, str | None, bool]]:
    """Return the keys that came: their names, what they type, and whether a field takes it in."""
    found = [*(keys := Keys(Parser())).read(text), *keys.rest()]
    return [(each.key, each.character, each.is_printable) for each in found if isinstance(each, events.Key)]


@pytest.mark.parametrize(
    "character", ["\u00a0", "\u202f", "\u2009", "\u3000", "\u200c", "\u200d", "\u200f", "\u00ad"]
)
def test_spaces_and_joiners_are_typed(character: str) -> None:
    assert [each[1:] for each in typed(character)] == [(character, True)]
    assert [each[1:] for each in typed(f"\x1b[0;;{ord(character)}u")] == [(character, True)]


@pytest.mark.parametrize("character", ["\x01", "\u202e", "\ufeff", "\u2060"])
def test_what_no_text_keeps_is_not_typed(character: str) -> None:
    assert not any(printable for _key, _character, printable in typed(character))


@pytest.mark.parametrize(
    ("code", "sign", "name"), [(57413, "+", "plus"), (57412, "-", "minus"), (57410, "/", "slash")]
)
def test_a_sign_of_the_keypad_is_that_sign(code: int, sign: str, name: str) -> None:
    assert typed(f"\x1b[{code};;{ord(sign)}u") == [(name, sign, True)]


@pytest.mark.parametrize("sequence", ["[63;2:1;63u", "[1;2:3A", "[99999999999;5u", "[1114112;5u"])
def test_a_sequence_of_no_form_is_no_key(sequence: str) -> None:
    assert typed(f"\x1b{sequence}a") == [("a", "a", True)]
