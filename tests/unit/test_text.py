import pytest
from hypothesis import given
from hypothesis import strategies as st

from codesign.text import as_tag, clean, folded, one_line, slug


@pytest.mark.parametrize(
    ("dirty", "expected"),
    [
        ("plain", "plain"),
        ("  two   spaces \t tab ", "two spaces tab"),
        ("red \x1b[31mred\x1b[0m", "red red"),
        ("clip\x1b]52;c;aGk=\x07board", "clipboard"),
        ("c1 \x9b31m csi", "c1 csi"),
        ("bi\u202edi", "bidi"),
        ("bom\ufeff", "bom"),
        ("tag\U000e0067", "tag"),
        ("e\u0301", "\u00e9"),
        ("a\r\nb\rc\u2028d", "a\nb\nc\nd"),
        ("a\n\n\n\nb", "a\n\nb"),
        ("lone \ud800 surrogate", "lone surrogate"),
        ("family \U0001f468\u200d\U0001f469", "family \U0001f468\u200d\U0001f469"),
        ("no\u00a0break", "no\u00a0break"),
        ("[/] [@click=app.quit]x[/]", "[/] [@click=app.quit]x[/]"),
    ],
)
def test_what_could_act_goes_and_the_words_stay(dirty: str, expected: str) -> None:
    assert clean(dirty) == expected


@given(st.text())
def test_cleaning_twice_changes_nothing(text: str) -> None:
    assert clean(clean(text)) == clean(text)


@given(st.text())
def test_nothing_is_left_that_a_terminal_acts_on(text: str) -> None:
    assert not [each for each in clean(text) if (each < " " and each != "\n") or "\x7f" <= each <= "\x9f"]


def test_one_line_joins_lines() -> None:
    assert one_line(" a \n\n b ") == "a b"


def test_folding_ignores_case_and_accents() -> None:
    assert folded("Métis SÉANCE") == "metis seance"


@pytest.mark.parametrize(
    ("title", "name"),
    [
        ("Cottonwood Valley Connections", "cottonwood-valley-connections"),
        ("Métis & friends", "metis-friends"),
        ("../../etc/passwd", "etc-passwd"),
        ("", "untitled"),
        ("///", "untitled"),
        ("CON", "x-con"),
        ("Straße Łódź, Øst", "strasse-lodz-ost"),
        ("日本の会", "日本の会"),
        (".hidden", "hidden"),
    ],
)
def test_a_slug_is_a_file_name(title: str, name: str) -> None:
    assert slug(title) == name


@given(st.text())
def test_no_title_leaves_the_folder(title: str) -> None:
    name = slug(title)
    assert name
    assert "/" not in name
    assert "\\" not in name
    assert "\0" not in name
    assert name not in {".", ".."}
    assert len(name.encode()) <= 62


@pytest.mark.parametrize(
    ("typed", "tag"),
    [
        ("#Bus", "bus"),
        (" after  School ", "after-school"),
        ("wet,", "wet"),
        ("# \u200b,", ""),
        ("C#", "c"),
    ],
)
def test_a_tag_is_one_word_in_small_letters(typed: str, tag: str) -> None:
    assert as_tag(typed) == tag


@given(st.text())
def test_a_tag_stays_as_it_is(text: str) -> None:
    assert as_tag(as_tag(text)) == as_tag(text)
    assert len(as_tag(text).split()) <= 1
