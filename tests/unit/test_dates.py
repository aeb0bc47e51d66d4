from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from codesign.dates import hour_minute, long, months_later, read_date, read_time, short
from codesign.words import speaking

SATURDAY = date(2026, 11, 21)


@pytest.mark.parametrize(
    ("typed", "day"),
    [
        ("2026-12-03", date(2026, 12, 3)),
        ("fri", date(2026, 11, 27)),
        ("FRIDAY", date(2026, 11, 27)),
        ("sat", date(2026, 11, 28)),  # the next one: today is not meant
        ("sun", date(2026, 11, 22)),
        ("today", SATURDAY),
        ("tomorrow", date(2026, 11, 22)),
        ("+3d", date(2026, 11, 24)),
        ("+2w", date(2026, 12, 5)),
        ("+1m", date(2026, 12, 21)),
        ("4dec", date(2026, 12, 4)),
        ("4-december", date(2026, 12, 4)),
        ("1nov", date(2027, 11, 1)),
        ("29feb", date(2028, 2, 29)),
        ("4 Dec", date(2026, 12, 4)),
        ("+2x", None),
        ("someday", None),
        ("fr", None),
        ("2026-13-01", None),
        ("31feb", None),
        ("4xyz", None),
        ("+999w", date(2046, 1, 13)),
        ("", None),
    ],
)
def test_reading_a_date(typed: str, day: date | None) -> None:
    assert read_date(typed, SATURDAY) == day


@pytest.mark.parametrize(
    ("typed", "day"),
    [
        ("ven", date(2026, 11, 27)),
        ("mar", date(2026, 11, 24)),  # mardi; with a day before it, mars
        ("aujourd'hui", SATURDAY),
        ("aujourd\N{RIGHT SINGLE QUOTATION MARK}hui", SATURDAY),
        ("demain", date(2026, 11, 22)),
        ("3 déc", date(2026, 12, 3)),
        ("3 déc.", date(2026, 12, 3)),
        ("3dec", date(2026, 12, 3)),
        ("1er février", date(2027, 2, 1)),
        ("5mar", date(2027, 3, 5)),
        ("2 juin", date(2027, 6, 2)),
        ("2juil", date(2027, 7, 2)),
        ("2 aout", date(2027, 8, 2)),
        ("2jui", None),  # juin or juillet
        ("+2s", date(2026, 12, 5)),
        ("+3j", date(2026, 11, 24)),
        ("+2w", date(2026, 12, 5)),
        ("fri", date(2026, 11, 27)),
        ("tomorrow", date(2026, 11, 22)),
    ],
)
def test_reading_a_french_date(typed: str, day: date | None) -> None:
    with speaking("fr"):
        assert read_date(typed, SATURDAY) == day


def test_french_dates_in_words() -> None:
    with speaking("fr-CA"):
        assert long(date(2026, 11, 5)) == "jeudi 5 novembre 2026"
        assert long(date(2026, 12, 1)) == "mardi 1er décembre 2026"
        assert short(date(2027, 7, 1), SATURDAY) == "jeu 1er juil 2027"
        assert short(date(2026, 12, 4), SATURDAY) == "ven 4 déc"


@pytest.mark.parametrize("language", ["en", "fr"])
@given(st.dates(SATURDAY, date(2027, 11, 20)))
def test_a_day_as_it_is_shown_is_read(language: str, day: date) -> None:
    with speaking(language):
        assert read_date(short(day, day).split(maxsplit=1)[1], SATURDAY) == day


def test_the_end_of_the_calendar_is_no_date() -> None:
    assert read_date("+2d", date.max) is None
    assert read_date("+1m", date.max) is None


def test_a_month_later_is_the_last_day_where_there_is_no_such_day() -> None:
    assert months_later(date(2026, 1, 31), 1) == date(2026, 2, 28)


def test_dates_in_words() -> None:
    assert short(date(2026, 12, 4), SATURDAY) == "Fri 4 Dec"
    assert short(date(2027, 1, 14), SATURDAY) == "Thu 14 Jan 2027"
    assert long(date(2026, 12, 4)) == "Friday 4 December 2026"


@given(st.text())
def test_no_text_breaks_the_reader(text: str) -> None:
    read_date(text, SATURDAY)


@pytest.mark.parametrize(
    ("typed", "at"),
    [
        *(("14:00", "14:00"), ("9.30", "09:30"), ("930", "09:30"), ("14h05", "14:05"), (" 14 ", "14:00")),
        *(("14h", "14:00"), ("14 h", "14:00"), ("14 h 30", "14:30")),
        *(("2pm", "14:00"), ("12 am", "00:00"), ("12:15pm", "12:15"), ("0:00", "00:00")),
    ],
)
def test_a_time_of_day_is_read(typed: str, at: str) -> None:
    found = read_time(typed)
    assert found is not None
    assert hour_minute(found) == at


@pytest.mark.parametrize("typed", ["", "24:00", "9:60", "13pm", "0am", "noon", "9:5", "-1", "09:30:00"])
def test_what_is_no_time_of_day_is_not_read(typed: str) -> None:
    assert read_time(typed) is None
