"""Commitments: which are due, what became of them, and the follow-through rate; and which cards are late."""

from datetime import date, timedelta

import msgspec

from codesign.model import Commitment, CommitmentState, Item, Meeting, Status
from codesign.records import Records, by_number

_THROUGH = frozenset({Status.IN_PLACE, Status.LEARNED, Status.SUSTAIN, Status.ADAPT, Status.STOP})
"""Statuses in which a card waits for nothing: what was to be done is done, or was judged."""


class Rate(msgspec.Struct, frozen=True):
    """How many commitments were kept of how many were due. Released ones are in neither."""

    kept: int
    due: int


def open_commitments(records: Records) -> tuple[Commitment, ...]:
    """Return the commitments that are still open, earliest first, those without a date last."""
    return tuple(sorted(filter(is_open, records.live(Commitment)), key=_by_due))


def since_last_time(records: Records, meeting: Meeting) -> tuple[Commitment, ...]:
    """Return what a meeting opens with: what came due or was settled up to its day, and not before the meeting
    before it, earliest first. What is promised at the meeting itself, or at a later one, is not of it: the notes
    of an older meeting are still true when they are made anew."""
    before = max((each.on for each in records.live(Meeting) if each.on < meeting.on), default=date.min)
    since = {meeting.id, *(each.id for each in records.live(Meeting) if each.on > meeting.on)}
    return tuple(
        sorted(
            (
                each
                for each in records.live(Commitment)
                if each.meeting not in since
                and (_due_by(each, meeting.on) or _settled_by(each, meeting.on))
                and (each.settled is None or each.settled > before)
            ),
            key=_by_due,
        )
    )


def unsettled(records: Records, meeting: Meeting) -> tuple[Commitment, ...]:
    """Return those of `since_last_time` that nobody has settled yet."""
    return tuple(filter(is_open, since_last_time(records, meeting)))


def rate(records: Records, on: date) -> Rate:
    """Return the follow-through rate over all that was due by a day, or settled by then before it was due."""
    due = [each for each in records.live(Commitment) if _counts(each, on)]
    return Rate(sum(each.state is CommitmentState.KEPT for each in due), len(due))


def rate_between(records: Records, first: date, last: date) -> Rate:
    """Return the follow-through rate of what came due, or was settled before that, from one day to another."""
    counted = ((each, _counts_on(each)) for each in records.live(Commitment) if _counts(each, last))
    found = [each for each, day in counted if day is not None and first <= day <= last]
    return Rate(sum(each.state is CommitmentState.KEPT for each in found), len(found))


class Stretch(msgspec.Struct, frozen=True):
    """What came due in the days from one meeting to the next."""

    first: date | None
    """None for from the beginning."""
    last: date
    rate: Rate


def course(records: Records, on: date) -> tuple[Stretch, ...]:
    """Return the follow-through rate from meeting to meeting up to a day, oldest first; stretches in which nothing
    came due are left out. Added up they are the whole rate."""
    ends = sorted(
        {each.on for each in records.live(Meeting) if each.on <= on and (each.ended or each.runs)} | {on}
    )
    counted = [(each, _counts_on(each)) for each in records.live(Commitment) if _counts(each, on)]
    found, first = [], None
    for end in ends:
        of = [each for each, day in counted if _within(day or on, first, end, final=end == ends[-1])]
        kept = sum(each.state is CommitmentState.KEPT for each in of)
        if of:
            found.append(Stretch(first, end, Rate(kept, len(of))))
        first = end + timedelta(1)
    return tuple(found)


def _counts(commitment: Commitment, on: date) -> bool:
    """Tell whether it was due by a day, or settled by then before it was due; what was released counts nowhere."""
    if commitment.state is CommitmentState.RELEASED:
        return False
    return _due_by(commitment, on) or _settled_by(commitment, on)


def _due_by(commitment: Commitment, on: date) -> bool:
    return commitment.due is not None and commitment.due <= on


def _settled_by(commitment: Commitment, on: date) -> bool:
    """Tell whether it was settled by a day; where nobody knows when, it was."""
    return not is_open(commitment) and (commitment.settled is None or commitment.settled <= on)


def _counts_on(commitment: Commitment) -> date | None:
    return min((day for day in (commitment.due, commitment.settled) if day is not None), default=None)


def _within(day: date, first: date | None, last: date, *, final: bool) -> bool:
    return (first is None or first <= day) and (final or day <= last)


def is_open(record: Commitment | Item) -> bool:
    """Tell whether something is still to be done: not settled, and of a card, neither parked nor through."""
    if isinstance(record, Commitment):
        return record.state is CommitmentState.OPEN
    return not record.parked and record.status not in _THROUGH


def is_overdue(record: Commitment | Item, today: date) -> bool:
    """Tell whether it is open and its day has passed."""
    return record.due is not None and record.due < today and is_open(record)


def _by_due(commitment: Commitment) -> tuple[date, tuple[str, int, str]]:
    return commitment.due or date.max, by_number(commitment)
