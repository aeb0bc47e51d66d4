"""Cycles: a year of reflection and coordinated change, opened and closed together."""

import enum
from collections.abc import Mapping
from datetime import date
from typing import Annotated

import msgspec

from codesign.model.record import Record, Text
from codesign.model.releases import Release

STRATEGIES = range(1, 8)
"""The numbers of the seven strategies."""

RATINGS = range(1, 6)
"""From "not at all" to "very much"."""

_Rated = Annotated[int, msgspec.Meta(ge=1, le=5)]


class StrategyRating(msgspec.Struct, frozen=True, gc=False, omit_defaults=True):
    """How one table sees one of the seven strategies: its value here, how far it is in use, and what is hard."""

    strategy: Annotated[int, msgspec.Meta(ge=1, le=7)]
    table: Annotated[int, msgspec.Meta(ge=0)] = 0
    """0 where the whole room rated together."""
    value: _Rated | None = None
    in_use: _Rated | None = None
    challenge: str = ""


class Verdict(enum.StrEnum):
    """What becomes of something in the next cycle."""

    KEEP = "keep"
    ADAPT = "adapt"
    STOP = "stop"


class Conclusion(msgspec.Struct, frozen=True, gc=False, omit_defaults=True):
    """What the partnership keeps, adapts or stops, and why."""

    verdict: Verdict
    text: str
    because: str = ""
    about: str = ""
    """Id of the record that it is about, "" for none."""


class Cycle(Record, frozen=True, kw_only=True):
    """A year. What two facilitators write down at once stands beside each other: ratings by strategy and table,
    conclusions by an id."""

    TABLE = "cycles"
    PREFIX = "CY"

    year: Annotated[int, msgspec.Meta(ge=1900, le=9999)]
    opened: date
    closed: date | None = None
    strategies: Mapping[str, StrategyRating] = {}
    """By strategy and table, as "3-2"."""
    conclusions: Mapping[str, Conclusion] = {}
    practised: Text = ""
    """How people worked together in this year, in their words."""
    carried: frozenset[str] = frozenset()
    """Ids of what was still open when it was closed, and goes on in the next."""
    released: Release | None = None
    """For whom its summary may appear in a roll-up over partnerships; None for nobody."""

    @property
    def headline(self) -> str:
        return str(self.year)
