"""What is chosen for the capture line by keys."""

from datetime import date

import pytest
from msgspec.structs import replace

from codesign.capture import Known, Line, LineKind, read_line, reading
from codesign.given import ATTRIBUTIONS, KINDS, TABLES, Given, following
from codesign.model import Attribution, Audience, Sector
from codesign.pasting import pasted_lines

TODAY = date(2026, 11, 21)
KNOWN = Known(sectors=(Sector("school", "School"), Sector("clinic", "Clinic")))


def read(text: str, given: Given | None = None) -> Line:
    given = given or Given()
    line = read_line(text, default=LineKind.VOICE, today=TODAY, known=KNOWN, given=given.kind)
    return given.onto(line)


def test_a_kind_that_was_chosen_wins_over_the_mark_which_is_no_word() -> None:
    line = read('"The bus is on time"', Given(kind=LineKind.SUCCESS))
    assert (line.kind, line.text) == (LineKind.SUCCESS, "The bus is on time")
    assert read("A van @club", Given(kind=LineKind.IDEA)).kind is LineKind.ACTION


def test_a_chosen_kind_decides_what_its_tokens_mean() -> None:
    assert read("A van table:3", Given(kind=LineKind.NEED)).text == "A van table:3"
    assert read("? A van table:3", Given(kind=LineKind.CHALLENGE)).table == 3


def test_each_key_goes_through_all_values_and_round() -> None:
    for values in (KINDS, TABLES, ATTRIBUTIONS):
        seen = [values[0]]
        while (after := following(values, seen[-1])) != values[0]:
            seen.append(after)
        assert tuple(seen) == values
    assert following(TABLES, 12) == 1


def test_what_is_chosen_now_wins_over_what_is_typed_and_what_has_stayed_gives_way() -> None:
    typed = "sector:school table:2 It works"
    before = Given(sector="clinic", table=5)
    assert (read(typed, before).sector, read(typed, before).table) == ("school", 2)
    assert (read("It works", before).sector, read("It works", before).table) == ("clinic", 5)
    now = before.stepped(read(typed, before), "sector", ["school", "clinic", ""])
    assert read(typed, now).sector == "clinic"
    none = now.stepped(read(typed, now), "sector", ["school", "clinic", ""])
    assert read(typed, none).sector == ""


def test_sector_and_table_stay_for_the_lines_after_and_nothing_else_does() -> None:
    given = Given(LineKind.SUCCESS, "school", 3, Attribution.ROLE, Audience.PUBLIC, frozenset({"table"}))
    assert given.staying == Given(sector="school", table=3)
    line = read("It works", given)
    words = reading(line, today=TODAY, sectors=KNOWN.sectors, stays=lambda field: given.stays(line, field))
    assert words == "success · may be used: role, public · stays: School, table 3"
    typed = read("table:4 It works", replace(given, now=frozenset()))
    assert not given.stays(typed, "table"), "what is typed is for that line"


def test_a_need_has_no_table() -> None:
    assert read("? A bus", Given(table=3, sector="school")) == Line("A bus", LineKind.NEED)


@pytest.mark.parametrize("given", [Given(), Given(LineKind.AHA, "school", 3, now=frozenset({"sector"}))])
def test_choices_come_back_from_the_draft(given: Given) -> None:
    assert Given.kept(given.draft) == given
    assert Given.kept("what is this") == Given()
    assert Given.kept('{"kind": "no such"}') == Given()


def test_a_paste_keeps_order_and_marks_and_drops_what_has_no_words() -> None:
    text = "- first\r\n\r\n  • ? second\n---\n1. third\n* fourth\n– [ ] fifth\n🙂\n\n5 - 6 of us\n-7 outside\n"
    assert pasted_lines(text) == [
        "first",
        "? second",
        "1. third",
        "* fourth",
        "fifth",
        "🙂",
        "5 - 6 of us",
        "-7 outside",
    ]
    assert pasted_lines("\n".join(f"line {n}" for n in range(200))) == [f"line {n}" for n in range(200)]
