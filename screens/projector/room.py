"""What the room may see: everything that a picture on the wall is made of goes through here.

Whether words may be read is decided by `codesign.permissions` alone. Of a record only its own line is taken: no
reasons, no texts below a card, no notes, no contacts, no replies to concerns, no leads of blocks.
"""

from collections.abc import Iterable
from datetime import date, datetime, tzinfo

import msgspec

from codesign.model import Decision, Meeting, Record, Vision
from codesign.permissions import HeldBack, on_the_wall
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


class Room(msgspec.Struct, frozen=True):
    """A partnership at one moment, as the room may see it; without a meeting there is a vision only."""

    records: Records
    meeting: Meeting | None
    now: datetime
    today: date
    zone: tzinfo | None

    def agenda(self, meeting: Meeting) -> Agenda:
        """Return the agenda of a meeting, and where it is."""
        return clock.agenda(meeting, self.now, self.zone)

    @property
    def is_on(self) -> bool:
        """Whether the meeting has begun and is not over."""
        return self.meeting is not None and self.agenda(self.meeting).state in _ON

    @property
    def vision(self) -> Vision | None:
        """The newest version of the vision, agreed or proposed."""
        return next((each for each in versions(self.records) if self._said(each) is not None), None)

    @property
    def notices(self) -> tuple[str, ...]:
        """What people are told before their words are captured, in the partnership's languages; where nobody has
        written that, what is offered."""
        partnership = self.records.partnership
        found = notices(partnership) if partnership is not None else ()
        return tuple(each.text for each in found if each.is_own) or tuple(each.text for each in found[:1])

    def lines(self, meeting: Meeting) -> tuple[Said, ...]:
        """Return what was captured in a meeting, the newest first."""
        found = map(self._said, captured(self.records, meeting))
        return tuple(reversed([each for each in found if each is not None]))

    def decisions(self, meeting: Meeting) -> tuple[Decision, ...]:
        """Return what a meeting has to decide, and what it has decided."""
        found = before_the_meeting(self.records, meeting)
        return tuple(each for each in found if self._said(each) is not None)

    def tables(self, meeting: Meeting) -> tuple[Table, ...]:
        """Return the tables of the last round, with the names of who sits there."""
        rounds = seating.rounds(meeting)
        return seating.tables(self.records, meeting.rounds[rounds[-1]]) if rounds else ()

    def _said(self, record: Record) -> Said | None:
        found = on_the_wall(self.records, record, self.today)
        return None if isinstance(found, HeldBack) else Said(record, found.text, found.by)


def meeting_near(records: Records, seen: Iterable[str], now: datetime, today: date) -> str:
    """Return the id of the meeting that a wall is to show, "" for none: the first among the records that are seen,
    or else one that is on, or else the last that was held or is held today."""
    for each in seen:
        if (found := records.get(Meeting, each)) is not None and not found.archived:
            return found.id
    held = [each for each in records.live(Meeting) if each.on <= today]
    on = [each for each in held if clock.agenda(each, now).state in _ON]
    return max(on or held, key=lambda each: (each.on, each.id)).id if held else ""
