"""The calendar file, read back by a reader that takes the standard at its word."""

import re
from datetime import UTC, date, datetime, time, timedelta, timezone

import pytest
from hypothesis import given
from hypothesis import strategies as st

from codesign.text import clean, one_line
from exports.calendar import Event, calendar

STAMP = datetime(2026, 11, 21, 12, 0, tzinfo=timezone(timedelta(hours=2)))

Component = list[tuple[str, str]]


def read(text: str) -> list[Component]:
    """Return the events of a file, each with its properties; anything that RFC 5545 does not allow fails."""
    assert text.endswith("\r\n")
    lines = text[:-2].split("\r\n")
    assert all("\r" not in each and "\n" not in each and len(each.encode()) <= 75 for each in lines)
    unfolded: list[str] = []
    for line in lines:
        if line.startswith(" "):
            unfolded[-1] += line[1:]
        else:
            unfolded.append(line)
    found: list[Component] = []
    within: list[str] = []
    for line in unfolded:
        name, colon, value = line.partition(":")
        assert colon, line
        assert re.fullmatch(r"[A-Z-]+(;VALUE=DATE)?", name), line
        if name == "BEGIN":
            within.append(value)
            if value == "VEVENT":
                found.append([])
        elif name == "END":
            assert within.pop() == value
        elif within[-1] == "VEVENT":
            found[-1].append((name, value))
    assert within == []
    for event in found:
        names = [name.partition(";")[0] for name, _value in event]
        assert len(names) == len(set(names))
        assert {"UID", "DTSTAMP", "DTSTART"} <= set(names)
    return found


def words(value: str) -> str:
    """Return a TEXT value as it was before it was escaped."""
    assert not re.search(r"(?<!\\)(?:\\\\)*[;,]", value), value
    assert not re.search(r"(?<!\\)(?:\\\\)*\\(?![\\;,nN])", value), value
    return re.sub(r"\\(.)", lambda found: "\n" if found[1] in "nN" else found[1], value)


def event(**given: object) -> Event:
    fields = {"uid": "mt1.ps1", "stamp": STAMP, "title": "Workshop", "on": date(2026, 12, 3)} | given
    return Event(**fields)  # type: ignore[arg-type]


def test_a_meeting_with_a_time_is_held_at_that_time_wherever_it_is_read() -> None:
    (found,) = read(calendar("River", [event(starts=time(18, 0), minutes=90, place="Hall; north, side")]))
    assert found == [
        ("UID", "mt1.ps1"),
        ("DTSTAMP", "20261121T100000Z"),
        ("DTSTART", "20261203T180000"),
        ("DURATION", "PT1H30M"),
        ("SUMMARY", "Workshop"),
        ("LOCATION", r"Hall\; north\, side"),
    ]


def test_a_meeting_without_a_time_takes_the_day() -> None:
    (found,) = read(calendar("River", [event(minutes=90)]))
    assert ("DTSTART;VALUE=DATE", "20261203") in found
    assert not any(name == "DURATION" for name, _value in found)


@given(st.text(), st.text(), st.text())
def test_words_come_back_whatever_they_are(name: str, title: str, description: str) -> None:
    (found,) = read(calendar(name, [event(title=title, place=name, description=description)]))
    properties = dict(found)
    assert words(properties["SUMMARY"]) == one_line(title)
    assert words(properties.get("LOCATION", "")) == one_line(name)
    assert words(properties.get("DESCRIPTION", "")) == clean(description)


@pytest.mark.parametrize("width", range(60, 80))
def test_no_character_is_torn_at_the_end_of_a_line(width: int) -> None:
    title = "x" * width + "é💧" * 40
    (found,) = read(calendar("River", [event(title=title)]))
    assert dict(found)["SUMMARY"] == title


def test_the_last_day_of_the_calendar_is_a_day() -> None:
    late = event(on=date.max, starts=time(23, 59), minutes=600, stamp=datetime(2026, 1, 1, tzinfo=UTC))
    assert len(read(calendar("River", [late, event(on=date(999, 1, 1))]))) == 2
