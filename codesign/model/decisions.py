"""Decisions, with the options that were open and the reservations that were heard."""

import enum
from collections.abc import Mapping
from datetime import date
from typing import Annotated

import msgspec

from codesign.model.record import Record, Text
from codesign.model.visions import FistCounts, Reservation


class HowDecided(enum.StrEnum):
    CONSENT = "consent"
    DOT_VOTE = "dot vote"
    FIST_TO_FIVE = "fist to five"
    MAJORITY = "majority"


class Decision(Record, frozen=True, kw_only=True):
    TABLE = "decisions"
    PREFIX = "D"

    text: Text
    """The decision in one sentence."""
    question: Text = ""
    options: tuple[str, ...] = ()
    """What could have been chosen, two at least where they were recorded; doing nothing may be one."""
    how: HowDecided | None = None
    counts: Mapping[str, Annotated[int, msgspec.Meta(ge=0)]] = {}
    """Votes by option."""
    consent: Mapping[str, FistCounts] = {}
    """Fist to five by sector key."""
    reservations: Mapping[str, Reservation] = {}
    agreed: date | None = None
    review: date | None = None
    tags: frozenset[str] = frozenset()
    replaces: str = ""
    """Id of the decision that this one takes the place of."""
    meeting: str = ""
    block: str = ""

    def __post_init__(self) -> None:
        if len(self.options) == 1:
            raise ValueError("one option is no choice: give two at least, doing nothing may be one")

    @property
    def headline(self) -> str:
        return self.text
