"""Cycles: which year's there are, which days belong to one, and how its strategies were rated."""

from collections.abc import Iterable
from datetime import date

import msgspec

from codesign.errors import NotFound
from codesign.model import STRATEGIES, Conclusion, Cycle, Meeting, Record, StrategyRating, Verdict
from codesign.records import Records, by_number
from codesign.words import say


class Period(msgspec.Struct, frozen=True):
    """The days that a report is about, the first and the last too."""

    year: int
    first: date
    last: date
    cycle: Cycle | None = None
    """None where no cycle was opened for that year."""

    def holds(self, day: date | None) -> bool:
        """Tell whether a day is one of its days."""
        return day is not None and self.first <= day <= self.last


def cycles(records: Records) -> tuple[Cycle, ...]:
    """Return the cycles of a partnership by year; of two that were opened apart for one year the first stands."""
    found: dict[int, Cycle] = {}
    for each in sorted(records.live(Cycle), key=lambda each: (each.year, each.id)):
        found.setdefault(each.year, each)
    return tuple(found.values())


def cycle_of(records: Records, year: int) -> Cycle | None:
    """Return the cycle of a year; None where none was opened."""
    return next((each for each in cycles(records) if each.year == year), None)


def newest_cycle(records: Records) -> Cycle | None:
    """Return the cycle of the latest year; None where there is none."""
    return max(cycles(records), key=lambda each: each.year, default=None)


def wanted_cycle(records: Records, year: int | None) -> Cycle:
    """Return the cycle of a year, or the newest.

    Raises:
        NotFound: none was opened.
    """
    found = newest_cycle(records) if year is None else cycle_of(records, year)
    if found is None:
        raise NotFound(say("refused.no-cycle-yet") if year is None else say("refused.no-cycle", year=year))
    return found


def before(records: Records, year: int) -> Cycle | None:
    """Return the cycle before a year's; None where there is none."""
    return max((each for each in cycles(records) if each.year < year), key=lambda each: each.year, default=None)


def period(records: Records, year: int, on: date) -> Period:
    """Return the days of a year's cycle: from the day on which it was opened to that on which it was closed, or to
    the one that is asked about. Without a cycle it is the calendar year."""
    cycle = cycle_of(records, year)
    first = cycle.opened if cycle else date(year, 1, 1)
    last = cycle.closed if cycle and cycle.closed else max(first, on if cycle else min(on, date(year, 12, 31)))
    return Period(year, first, last, cycle)


def day_of(records: Records, record: Record) -> date | None:
    """Return the day on which a record came up: its own, that of its meeting, or that on which it was made."""
    own = (getattr(record, name, None) for name in ("agreed", "proposed", "asked", "began", "on"))
    if isinstance(day := next((each for each in own if each is not None), None), date):
        return day
    meeting = records.get(Meeting, getattr(record, "meeting", ""))
    if meeting is not None:
        return meeting.on
    return record.made.at.date() if record.made else None


def held(records: Records, found: Period) -> tuple[Meeting, ...]:
    """Return the meetings that were held in a period, in the order of their days."""
    ended = (each for each in records.live(Meeting) if (each.ended or each.runs) and found.holds(each.on))
    return tuple(sorted(ended, key=lambda each: (each.on, each.id)))


# What tables thought of the strategies


class Rated(msgspec.Struct, frozen=True):
    """How a strategy was rated by all tables of a cycle."""

    strategy: int
    value: float | None
    """The mean over the tables that said one; None where none did."""
    in_use: float | None
    tables: int
    """How many tables rated it."""
    challenges: tuple[str, ...]
    """What was said to be hard, in the order of the tables."""


def rated(cycle: Cycle) -> tuple[Rated, ...]:
    """Return the seven strategies in their order, each as the tables of a cycle rated it."""
    by_table = sorted(cycle.strategies.values(), key=lambda each: (each.strategy, each.table))
    return tuple(_rated(n, [each for each in by_table if each.strategy == n]) for n in STRATEGIES)


def _rated(strategy: int, found: list[StrategyRating]) -> Rated:
    numbers = [each for each in found if each.value is not None or each.in_use is not None]
    return Rated(
        strategy,
        value=_mean(each.value for each in found),
        in_use=_mean(each.in_use for each in found),
        tables=len(numbers),
        challenges=tuple(each.challenge for each in found if each.challenge),
    )


def _mean(found: Iterable[int | None]) -> float | None:
    numbers = [each for each in found if each is not None]
    return sum(numbers) / len(numbers) if numbers else None


def conclusions(cycle: Cycle, verdict: Verdict) -> tuple[Conclusion, ...]:
    """Return what a cycle keeps, adapts or stops, in the order in which it was said."""
    return tuple(each for _key, each in sorted(cycle.conclusions.items()) if each.verdict is verdict)


def carried(records: Records, cycle: Cycle) -> tuple[Record, ...]:
    """Return what went on in the next cycle when this one was closed, by number."""
    found = (records.find(each) for each in cycle.carried)
    return tuple(sorted((each for each in found if each is not None), key=by_number))
