"""Several meetings as one event: its sessions, and how many came, said as what it is.

Somebody who comes to two sessions is there twice: what is added up over sessions are attendances. Only of people
who are known by name can be told that they are the same.
"""

import msgspec

from codesign.model import Meeting
from codesign.records import Records
from codesign.text import folded
from codesign.views.attendance import attendance, presences


class Event(msgspec.Struct, frozen=True):
    """Meetings with the same name of an event."""

    name: str
    """As its first session has it."""
    sessions: tuple[Meeting, ...]
    """In the order of their days."""
    attendances: int
    """People counted in each session, added up."""
    by_name: int
    """How many of these attendances are of people who are known by name."""
    people: int
    """How many different people those are."""

    @property
    def at_most(self) -> int:
        """How many different people came at most: whoever was only counted may have come again."""
        return self.attendances - self.by_name + self.people


def events(records: Records) -> tuple[Event, ...]:
    """Return the events of a partnership, in the order of their first days."""
    found: dict[str, list[Meeting]] = {}
    for meeting in sorted(records.live(Meeting), key=in_order):
        if meeting.event:
            found.setdefault(event_key(meeting), []).append(meeting)
    return tuple(_event(records, sessions) for sessions in found.values())


def event_of(records: Records, meeting: Meeting) -> Event | None:
    """Return the event of which a meeting is a session."""
    return next((each for each in events(records) if event_key(each.sessions[0]) == event_key(meeting)), None)


def event_key(meeting: Meeting) -> str:
    """Return what tells whether two meetings are of one event: its name, however its letters are written."""
    return folded(" ".join(meeting.event.split()))


def in_order(meeting: Meeting) -> tuple[object, ...]:
    """Return what meetings are sorted by: day, time of day, the order in which they were planned."""
    return meeting.on, f"{meeting.starts or ''}", meeting.id


def _event(records: Records, sessions: list[Meeting]) -> Event:
    known = [each.person.id for meeting in sessions for each in presences(records, meeting)]
    return Event(
        sessions[0].event,
        tuple(sessions),
        sum(sum(attendance(records, meeting).values()) for meeting in sessions),
        len(known),
        len(set(known)),
    )
