"""Measures (what is counted, from where, how often) and outcomes (what changed)."""

import enum
from collections.abc import Mapping
from datetime import date
from typing import Annotated

import msgspec

from codesign.model.record import Record, Text


class MeasureFamily(enum.StrEnum):
    """The first three belong to a partnership's years 1 and 2, the others to later years."""

    ENGAGEMENT = "engagement"
    PARTNERSHIP = "partnership"
    TRUST = "trust"
    ENVIRONMENTS = "supportive environments"
    FACTORS = "risk and protective factors"
    WELLBEING = "health and wellbeing"


class Direction(enum.StrEnum):
    """Which way is better."""

    UP = "up"
    DOWN = "down"


class Reading(msgspec.Struct, frozen=True, gc=False, omit_defaults=True):
    """One value in the measure's unit; `of` is the whole that a count is taken from (11 of 14), `n` how
    many people or cases the value rests on."""

    value: float
    of: float | None = None
    n: Annotated[int, msgspec.Meta(ge=0)] | None = None
    note: str = ""


class Measure(Record, frozen=True, kw_only=True):
    TABLE = "measures"
    PREFIX = "M"

    family: MeasureFamily
    text: Text
    source: str = ""
    routine: bool | None = None
    """Whether it is gathered anyway."""
    meaningful_to: str = ""
    unit: str = ""
    baseline: float | None = None
    target: float | None = None
    direction: Direction | None = None
    readings: Mapping[str, Reading] = {}
    """By month or day, as 2026-11 or 2026-11-05."""

    @property
    def headline(self) -> str:
        return self.or_gone(self.text)


class OutcomeKind(enum.StrEnum):
    POLICY = "policy"
    SERVICE = "service"
    PRACTICE = "practice"
    RELATIONSHIP = "relationship"


class Outcome(Record, frozen=True, kw_only=True):
    TABLE = "outcomes"
    PREFIX = "O"

    text: Text
    kind: OutcomeKind
    on: date | None = None

    @property
    def headline(self) -> str:
        return self.or_gone(self.text)
