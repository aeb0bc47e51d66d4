"""What the home screen and `codesign list` say of each partnership."""

from collections.abc import Mapping
from datetime import date

import msgspec

from codesign.model import Meeting, Phase, Vision
from codesign.records import Records
from codesign.text import folded
from codesign.views import board, follow_through, retention
from codesign.views.gaps import gaps
from codesign.views.replies import replies


class Summary(msgspec.Struct, frozen=True):
    """One partnership in a line. `year` is its running year, 1 in the year in which it began."""

    folder: str
    name: str
    place: str
    year: int | None
    next_meeting: date | None
    open_commitments: int
    gaps: Mapping[str, int]
    """How many records of each kind of gap there are, see `gaps.Gaps.by_kind`."""
    oldest: int
    """The days that the voice has waited for a reply that waits longest."""
    cards: Mapping[Phase, int]
    words_due: int
    """How many meetings' words are due for review."""
    vision: int | None
    """The newest agreed version of the vision."""

    @property
    def overdue(self) -> int:
        """How many commitments are past due."""
        return self.gaps["commitments-past-due"]

    @property
    def unanswered(self) -> int:
        """How many voices nobody has replied to."""
        return self.gaps["unanswered-voices"]


def summary(folder: str, records: Records, today: date) -> Summary:
    """Return the line of one partnership."""
    partnership = records.partnership
    voices = replies(records, today)
    commitments = follow_through.open_commitments(records)
    coming = [each.on for each in records.live(Meeting) if each.on >= today and each.ended is None]
    planned = [each.next_date for each in records.live(Meeting) if each.next_date and each.next_date >= today]
    agreed = [each.version for each in records.live(Vision) if each.agreed]
    return Summary(
        folder,
        partnership.name if partnership else folder,
        partnership.place.area if partnership else "",
        today.year - partnership.began + 1 if partnership and partnership.began else None,
        min([*coming, *planned], default=None),
        len(commitments),
        gaps(records, today).counts,
        voices.oldest,
        board.counts(records),
        len(retention.due(records, today)),
        max(agreed, default=None),
    )


def found(summaries: tuple[Summary, ...], find: str) -> tuple[Summary, ...]:
    """Return the partnerships whose name, place or folder holds all the words of a search."""
    wanted = folded(find).split()
    return tuple(
        each
        for each in summaries
        if all(word in folded(f"{each.name} {each.place} {each.folder}") for word in wanted)
    )
