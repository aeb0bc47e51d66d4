"""Meetings as an iCalendar file (RFC 5545), for every calendar program.

Written by hand: it is one kind of component with seven properties, and what a library adds (recurrences, zones)
has no place here. Times are floating: 18:00 is 18:00 at the place of the meeting. What a meeting was at its last
change makes its stamp, so that the same data makes the same bytes.
"""

from collections.abc import Iterable, Iterator
from datetime import UTC, date, datetime, time

import msgspec

from codesign.text import clean, one_line

_MOST = 75
"""Octets in a line, its end not counted."""
_ESCAPED = str.maketrans({"\\": "\\\\", ";": "\\;", ",": "\\,", "\n": "\\n"})


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
    lines = [
        "BEGIN:VCALENDAR",
        "VERSION:2.0",
        "PRODID:-//codesign//session board//EN",
        "CALSCALE:GREGORIAN",
        "METHOD:PUBLISH",
        f"X-WR-CALNAME:{_text(one_line(name))}",
        *(line for event in events for line in _event(event)),
        "END:VCALENDAR",
    ]
    return "".join(f"{part}\r\n" for line in lines for part in _folded(line))


def _event(event: Event) -> Iterator[str]:
    yield "BEGIN:VEVENT"
    yield f"UID:{event.uid}"
    yield f"DTSTAMP:{event.stamp.astimezone(UTC):%Y%m%dT%H%M%SZ}"
    yield from _when(event)
    yield f"SUMMARY:{_text(one_line(event.title))}"
    if place := one_line(event.place):
        yield f"LOCATION:{_text(place)}"
    if description := clean(event.description):
        yield f"DESCRIPTION:{_text(description)}"
    yield "END:VEVENT"


def _when(event: Event) -> Iterator[str]:
    if event.starts is None:
        yield f"DTSTART;VALUE=DATE:{_digits(event.on)}"
        return
    yield f"DTSTART:{_digits(event.on)}T{event.starts:%H%M%S}"
    if event.minutes:
        yield f"DURATION:PT{event.minutes}M"


def _digits(day: date) -> str:
    return day.isoformat().replace("-", "")


def _text(text: str) -> str:
    return text.translate(_ESCAPED)


def _folded(line: str) -> Iterator[str]:
    """Yield a line in parts of 75 octets at most, a blank before each but the first, no character torn."""
    part, used = "", 0
    for character in line:
        length = len(character.encode())
        if used + length > _MOST:
            yield part
            part, used = " ", 1
        part, used = part + character, used + length
    yield part
