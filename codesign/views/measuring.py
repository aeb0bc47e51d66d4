"""Measures: how each has moved since it began, and whether that is the way in which people wanted it to go."""

import enum

import msgspec

from codesign.model import Direction, Measure, MeasureFamily, Reading
from codesign.records import Records, by_number


class Moved(enum.StrEnum):
    """How a measure has moved."""

    BETTER = "better"
    WORSE = "worse"
    SAME = "same"
    OTHER = "other"
    """It has moved, and nobody has said which way is better."""
    ONCE = "once"
    """It was read only once, and has nothing to be compared with."""
    NEVER = "never"


class Course(msgspec.Struct, frozen=True):
    """A measure from where it began to its latest reading."""

    measure: Measure
    moved: Moved
    began: str
    """When, as readings say it; "" where it is compared with its baseline, of which no day is known."""
    first: Reading | None
    when: str
    last: Reading | None
    reached: bool | None
    """Whether the target is reached; None where there is none, or nobody has said which way is better."""


def course(measure: Measure) -> Course:
    """Return how a measure has moved, from its baseline or else from its first reading."""
    days = sorted(measure.readings)
    if not days:
        return Course(measure, Moved.NEVER, "", None, "", None, None)
    last = measure.readings[days[-1]]
    began, first = "", None
    if measure.baseline is not None:
        first = Reading(measure.baseline)
    elif len(days) > 1:
        began, first = days[0], measure.readings[days[0]]
    moved = Moved.ONCE if first is None else _moved(measure.direction, share(first), share(last))
    return Course(measure, moved, began, first, days[-1], last, _reached(measure, last))


def share(reading: Reading) -> float:
    """Return the value that two readings are compared by: of a count of a whole, its part."""
    return reading.value / reading.of if reading.of else reading.value


def _moved(direction: Direction | None, first: float, last: float) -> Moved:
    if first == last:
        return Moved.SAME
    if direction is None:
        return Moved.OTHER
    return Moved.BETTER if (last > first) is (direction is Direction.UP) else Moved.WORSE


def _reached(measure: Measure, last: Reading) -> bool | None:
    if measure.target is None or measure.direction is None or last.of is not None:
        return None  # of a count of a whole, nobody can tell whether the target is a count or a part
    return last.value >= measure.target if measure.direction is Direction.UP else last.value <= measure.target


def by_family(records: Records) -> dict[MeasureFamily, tuple[Course, ...]]:
    """Return the measures of a partnership by family, in the families' order; those with none are left out."""
    found = [course(each) for each in sorted(records.live(Measure), key=by_number)]
    families = {each: tuple(one for one in found if one.measure.family is each) for each in MeasureFamily}
    return {family: courses for family, courses in families.items() if courses}
