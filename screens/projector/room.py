"""What the room may see: everything that a picture on the wall is made of goes through here.

The records are those that `codesign.permissions` gives for the room, without names. Of each only its own line is
taken: no reasons, no texts below a card, no notes, no contacts, no replies to concerns, no leads of blocks.
"""

from collections.abc import Iterable
from datetime import date, datetime, tzinfo
from weakref import WeakKeyDictionary

import msgspec

from codesign.model import Audience, Decision, Meeting, Record, Vision
from codesign.permissions import HeldBack, Sight
from codesign.records import Records
from codesign.views import clock, seating
from codesign.views.clock import Agenda, ClockState
from codesign.views.deciding import before_the_meeting
from codesign.views.notices import notices
from codesign.views.seating import Table
from codesign.views.visions import versions
from codesign.views.voices import captured

_ON = frozenset({ClockState.RUNNING, ClockState.PAUSED})


class Said(msgspec.Struct, frozen=True):
    """A line that everybody may read."""

    record: Record
    """What kind of line it is may be read from it; its words are those below."""
    text: str
    by: str
    """Who said it or promised it, as closely as allowed; "" for not at all."""


_known: WeakKeyDictionary[Records, tuple[int, Sight]] = WeakKeyDictionary()


def wall_sight(records: Records, today: date) -> Sight:
    """Return what everybody may read from a wall on a day, and nobody's name; worked out anew only after a change,
    for a wall is drawn every second."""
    revision, found = _known.get(records, (-1, None))
    if found is None or revision != records.revision or found.on != today:
        found = Sight(records, Audience.ROOM, today, names=False)
        _known[records] = (records.revision, found)
    return found


class Room(msgspec.Struct, frozen=True):
    """A partnership at one moment, as the room may see it; without a meeting there is a vision only."""

    sight: Sight
    meeting: Meeting | None
    """As the room may read it."""
    seats: tuple[Table, ...]
    """Who sits where in the last round, by name: they look for their seat."""
    now: datetime
    zone: tzinfo | None

    @property
    def today(self) -> date:
        """The day on which it is looked at."""
        return self.sight.on

    def agenda(self, meeting: Meeting) -> Agenda:
        """Return the agenda of a meeting, and where it is."""
        return clock.agenda(meeting, self.now, self.zone)

    @property
    def is_on(self) -> bool:
        """Whether the meeting has begun and is not over."""
        return self.meeting is not None and self.agenda(self.meeting).state in _ON

    @property
    def vision(self) -> Vision | None:
        """The newest version of the vision that may be read, agreed or proposed."""
        return next((each for each in versions(self.sight.records) if self._said(each) is not None), None)

    @property
    def notices(self) -> tuple[str, ...]:
        """What people are told before their words are captured, in the partnership's languages; where nobody has
        written that, what is offered."""
        partnership = self.sight.records.partnership
        found = notices(partnership) if partnership is not None else ()
        return tuple(each.text for each in found if each.is_own) or tuple(each.text for each in found[:1])

    def lines(self, meeting: Meeting) -> tuple[Said, ...]:
        """Return what was captured in a meeting, the newest first."""
        found = map(self._said, captured(self.sight.records, meeting))
        return tuple(reversed([each for each in found if each is not None]))

    def decisions(self, meeting: Meeting) -> tuple[Decision, ...]:
        """Return what a meeting has to decide, and what it has decided."""
        found = before_the_meeting(self.sight.records, meeting)
        return tuple(each for each in found if self._said(each) is not None)

    def _said(self, record: Record) -> Said | None:
        found = self.sight.line(record)
        return None if isinstance(found, HeldBack) else Said(record, found.text, found.by)


def room(records: Records, meeting: Meeting | None, now: datetime, today: date, zone: tzinfo | None) -> Room:
    """Return what the room may see of a meeting, or of none."""
    sight = wall_sight(records, today)
    seats: tuple[Table, ...] = ()
    if meeting is None:
        return Room(sight, None, (), now, zone)
    if rounds := seating.rounds(meeting):
        seats = seating.tables(records, meeting.rounds[rounds[-1]])
    return Room(sight, sight.records.get(Meeting, meeting.id), seats, now, zone)


def meeting_near(records: Records, seen: Iterable[str], now: datetime, today: date) -> str:
    """Return the id of the meeting that a wall is to show, "" for none: the first among the records that are seen,
    or else one that is on, or else the last that was held or is held today."""
    for each in seen:
        if (found := records.get(Meeting, each)) is not None and not found.archived:
            return found.id
    held = [each for each in records.live(Meeting) if each.on <= today]
    on = [each for each in held if clock.agenda(each, now).state in _ON]
    return max(on or held, key=lambda each: (each.on, each.id)).id if held else ""
