"""Figures over time on one row of characters, the lowest first. The figures themselves are said beside it."""

import math
from collections.abc import Sequence

from codesign.model import Meeting
from codesign.records import Records
from codesign.views.closing import trust
from codesign.views.follow_through import rate


def sparkline(
    values: Sequence[float | None], ramp: str, *, least: float | None = None, most: float | None = None
) -> str:
    """Return a character of the ramp for each figure, the ramp's first for the least; a blank where there is none.

    `least` and `most` are the ends of the scale; without them those of the figures. Figures that are all the same
    stand in the middle of a scale that has no ends.
    """
    known = [each for each in values if each is not None and math.isfinite(each)]
    if not known:
        return " " * len(values)
    low = min(known) if least is None else min(least, *known)
    high = max(known) if most is None else max(most, *known)

    def mark(value: float | None) -> str:
        if value is None or not math.isfinite(value):
            return " "
        if high <= low:
            return ramp[len(ramp) // 2]
        return ramp[min(len(ramp) - 1, int((value / 2 - low / 2) / (high / 2 - low / 2) * len(ramp)))]

    return "".join(map(mark, values))


def up_to(records: Records, meeting: Meeting) -> list[Meeting]:
    """Return the meetings that have begun up to one, that one the last."""
    begun = (each for each in records.live(Meeting) if each.runs or each.ended or each.id == meeting.id)
    found = sorted(begun, key=lambda each: (each.on, each.id))
    return found[: 1 + next(n for n, each in enumerate(found) if each.id == meeting.id)]


def trust_so_far(records: Records, meeting: Meeting) -> list[float | None]:
    """Return which part trusted, from 0 to 1, at each meeting up to one; None where nobody was asked."""
    found = (trust(records, each) for each in up_to(records, meeting))
    return [each.yes / each.n if each else None for each in found]


def kept_so_far(records: Records, meeting: Meeting) -> list[float | None]:
    """Return which part of what was due was kept, from 0 to 1, by each meeting up to one; None before any was."""
    found = (rate(records, each.on) for each in up_to(records, meeting))
    return [each.kept / each.due if each.due else None for each in found]
