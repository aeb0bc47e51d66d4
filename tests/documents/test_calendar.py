"""Calendar files as a calendar program reads them."""

from pathlib import Path

import icalendar
import pytest

from codesign.model import Meeting
from exports.formats import Format
from tests.documents.conftest import Made
from tests.support.doubles import demo


@pytest.fixture(scope="session")
def files(made: Made) -> list[Path]:
    return made(Format.CALENDAR)


def test_every_file_is_one_calendar_of_whole_events(files: list[Path]) -> None:
    assert files
    for file in files:
        found = icalendar.Calendar.from_ical(file.read_bytes(), multiple=True)
        assert len(found) == 1
        assert found[0].errors == []
        for event in found[0].walk("VEVENT"):
            assert event.errors == []
            assert {"UID", "DTSTAMP", "DTSTART", "SUMMARY"} <= set(event)


def test_the_meetings_are_the_events(files: list[Path]) -> None:
    file = next(each for each in files if each.parent.name == "demo" and each.stem == "calendar")
    events = list(icalendar.Calendar.from_ical(file.read_bytes()).walk("VEVENT"))
    meetings = list(demo().records.live(Meeting))
    assert {str(event["UID"]).partition(".")[0] for event in events} == {each.id for each in meetings}
    for event in events:
        meeting = next(each for each in meetings if str(event["UID"]).startswith(each.id))
        starts = event.decoded("DTSTART")
        assert str(starts).startswith(meeting.on.isoformat())
        assert meeting.title in str(event["SUMMARY"])
        assert str(event.get("LOCATION", "")) == meeting.place
