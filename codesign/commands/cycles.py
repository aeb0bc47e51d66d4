"""A year's cycle: opened, reflected upon table by table, closed with what goes on in the next."""

from typing import Any

import msgspec

from codesign.changes import Change, change
from codesign.commands.base import Maker, wanted
from codesign.errors import Refused
from codesign.model import Audience, Commitment, Conclusion, Cycle, Item, Record, Release, StrategyRating, Verdict
from codesign.records import Records
from codesign.text import clean
from codesign.views.cycles import cycle_of
from codesign.views.follow_through import is_open
from codesign.words import say


class OpenCycle(msgspec.Struct, frozen=True):
    """Open the cycle of a year."""

    year: int

    def apply(self, records: Records, make: Maker) -> Change:
        if cycle_of(records, self.year) is not None:
            raise Refused(say("refused.cycle-there", year=self.year))
        cycle = make.make(Cycle, year=self.year, opened=make.today)
        return change(say("label.cycle-opened", year=self.year), (None, cycle))


class RateStrategy(msgspec.Struct, frozen=True):
    """Write down how a table sees a strategy. What it said of it before is replaced."""

    cycle: str
    rating: StrategyRating

    def apply(self, records: Records, make: Maker) -> Change:
        del make
        before, rating = _open(records, self.cycle), self.rating
        if rating.value is None and rating.in_use is None and not clean(rating.challenge):
            raise Refused(say("refused.no-rating"))
        key = f"{rating.strategy}-{rating.table}"
        label = (
            say("label.strategy-rated", strategy=rating.strategy, table=rating.table)
            if rating.table
            else say("label.strategy-rated-by-all", strategy=rating.strategy)
        )
        return _rewritten(before, label, strategies={**before.strategies, key: rating})


class Conclude(msgspec.Struct, frozen=True):
    """Say what is kept, adapted or stopped in the next cycle, and why; with `key` write it anew."""

    cycle: str
    verdict: Verdict
    text: str
    because: str = ""
    about: str = ""
    key: str = ""

    def apply(self, records: Records, make: Maker) -> Change:
        before = _open(records, self.cycle)
        if not clean(self.text):
            raise Refused(say("refused.no-words"))
        key = self.key or make.ids.new()
        found = Conclusion(self.verdict, self.text, self.because, self.about)
        label = say(f"label.concluded-{self.verdict.value}", text=clean(self.text))
        return _rewritten(before, label, conclusions={**before.conclusions, key: found})


class SayHowWePractised(msgspec.Struct, frozen=True):
    """Write down in words how people worked together in a year."""

    cycle: str
    text: str

    def apply(self, records: Records, make: Maker) -> Change:
        del make
        before = _open(records, self.cycle)
        return _rewritten(before, say("label.practised", year=before.year), practised=self.text)


class CloseCycle(msgspec.Struct, frozen=True):
    """Close a cycle. What is still open is carried forward, so that nothing vanishes with the year."""

    cycle: str

    def apply(self, records: Records, make: Maker) -> Change:
        before = _open(records, self.cycle)
        carried = still_open(records)
        label = say("label.cycle-closed", year=before.year, n=len(carried))
        return _rewritten(before, label, closed=make.today, carried=frozenset(each.id for each in carried))


class ReleaseSummary(msgspec.Struct, frozen=True):
    """Let the summary of a cycle appear in roll-ups for an audience, or with None in none any more."""

    cycle: str
    audience: Audience | None
    agreed_by: str = ""

    def apply(self, records: Records, make: Maker) -> Change:
        before = wanted(records, Cycle, self.cycle)
        if self.audience is None:
            return _rewritten(before, say("label.not-released", year=before.year), released=None)
        release = released(self.audience, make, self.agreed_by)
        return _rewritten(
            before, say("label.released", year=before.year, audience=self.audience), released=release
        )


def released(audience: Audience, make: Maker, agreed_by: str) -> Release:
    """Return the leave to share that was given today.

    Raises:
        Refused: it reaches nobody beyond the room, or it is not said who agreed.
    """
    if audience is Audience.ROOM:
        raise Refused(say("refused.room-only"))
    if not clean(agreed_by):
        raise Refused(say("refused.nobody-agreed"))
    return Release(audience, make.today, agreed_by)


def still_open(records: Records) -> tuple[Commitment | Item, ...]:
    """Return the promises and cards that still wait for something."""
    found: tuple[Commitment | Item, ...] = (*records.live(Commitment), *records.live(Item))
    return tuple(each for each in found if is_open(each) and not _is_there(each))


def _is_there(record: Record) -> bool:
    """Tell whether it is a strength of the place, which waits for nothing."""
    return isinstance(record, Item) and record.prefix == "S"


def _open(records: Records, cycle: str) -> Cycle:
    found = wanted(records, Cycle, cycle)
    if found.closed is not None:
        raise Refused(say("refused.cycle-closed", year=found.year, day=found.closed.isoformat()))
    return found


def _rewritten(before: Cycle, label: str, **fields: Any) -> Change:
    return change(label, (before, msgspec.structs.replace(before, **fields)))
