"""Meetings as an iCalendar file (RFC 5545), for every calendar program.

Times are floating: 18:00 is 18:00 at the place of the meeting. What a meeting was at its last change makes its
stamp, so that the same data makes the same bytes.
"""

from collections.abc import Iterable
from datetime import UTC, date, datetime, time, timedelta
from typing import TYPE_CHECKING

import msgspec

from codesign.text import clean, one_line

if TYPE_CHECKING:
    import icalendar


class Event(msgspec.Struct, frozen=True):
    """A meeting as a calendar shows it."""

    uid: str
    """The same for the same meeting for ever: a calendar that has it takes the new state in its place."""
    stamp: datetime
    """When the meeting was last changed; aware."""
    title: str
    on: date
    starts: time | None = None
    """None for the whole day."""
    minutes: int = 0
    place: str = ""
    description: str = ""


def calendar(name: str, events: Iterable[Event]) -> str:
    """Return the whole file, its lines ended as the standard wants them."""
    import icalendar  # whoever writes other documents waits for none of it

    found = icalendar.Calendar()
    found.add("VERSION", "2.0")
    found.add("PRODID", "-//codesign//session board//EN")
    found.add("CALSCALE", "GREGORIAN")
    found.add("METHOD", "PUBLISH")
    found.add("X-WR-CALNAME", one_line(name))
    for each in events:
        found.add_component(_filled(icalendar.Event(), each))
    written: bytes = found.to_ical(sorted=False)
    return written.decode()


def _filled(found: "icalendar.Event", event: Event) -> "icalendar.Event":
    found.add("UID", event.uid)
    found.add("DTSTAMP", event.stamp.astimezone(UTC))
    if event.starts is None:
        found.add("DTSTART", event.on)
    else:
        found.add("DTSTART", datetime.combine(event.on, event.starts))
        if event.minutes:
            found.add("DURATION", timedelta(minutes=event.minutes))
    found.add("SUMMARY", one_line(event.title))
    if place := one_line(event.place):
        found.add("LOCATION", place)
    if description := clean(event.description):
        found.add("DESCRIPTION", description)
    return found
