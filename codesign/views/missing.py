"""Who is missing: against the partnership's sectors, and against who came to the last meetings."""

from statistics import mean

import msgspec

from codesign.model import Meeting, Sector
from codesign.records import Records
from codesign.views.attendance import attendance, here_now, presences

LAST_MEETINGS = 3
"""How many meetings before tell who usually comes."""


class MissingSector(msgspec.Struct, frozen=True):
    """A sector of which nobody is there, or no more than half of those who usually come."""

    sector: Sector
    now: int
    before: tuple[int, ...]
    """How many came to the last meetings, the latest first."""

    @property
    def usual(self) -> float:
        """How many usually come: the mean of the last meetings, 0 where there were none."""
        return mean(self.before) if self.before else 0


def missing_now(records: Records, meeting: Meeting) -> tuple[MissingSector, ...]:
    """Return the partnership's sectors that are missing now: of which nobody is there, or no more than half of
    those who usually come; those of whom most usually come first."""
    here = here_now(records, meeting)
    before = [attendance(records, each) for each in _meetings_before(records, meeting)]
    partnership = records.partnership
    found = (
        MissingSector(each, here.get(each.key, 0), tuple(there.get(each.key, 0) for there in before))
        for each in (partnership.sectors if partnership else ())
    )
    missing = [each for each in found if not each.now or each.now * 2 <= each.usual]
    return tuple(sorted(missing, key=lambda each: -each.usual))


def _meetings_before(records: Records, meeting: Meeting) -> list[Meeting]:
    """Return the last meetings before one of which the attendance is known, the latest first."""
    earlier = (each for each in records.live(Meeting) if (each.on, each.id) < (meeting.on, meeting.id))
    counted = [each for each in earlier if attendance(records, each)]
    return sorted(counted, key=lambda each: (each.on, each.id), reverse=True)[:LAST_MEETINGS]


def missing_people(records: Records, meeting: Meeting) -> tuple[str, ...]:
    """Return the names of the people who were at one of the last meetings and not at this one, in order."""
    before = {
        each.person.id: each.person.name
        for earlier in _meetings_before(records, meeting)
        for each in presences(records, earlier)
    }
    absent = (name for person, name in before.items() if person not in meeting.people)
    return tuple(sorted(absent, key=str.casefold))
