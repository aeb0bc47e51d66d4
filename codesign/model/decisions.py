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
    WORDS = frozenset({"options", "counts", "reservations"})

    text: Text = ""
    """The decision in one sentence; "" where the room has no words for it yet."""
    question: Text = ""
    options: Mapping[str, int] = {}
    """What could have been chosen, with its place among the others, so that what two facilitators add at once is
    both there. Doing nothing may be one."""
    how: HowDecided | None = None
    dots: Annotated[int, msgspec.Meta(ge=1)] | None = None
    """How many dots each person had in the dot vote."""
    counts: Mapping[str, Annotated[int, msgspec.Meta(ge=0)]] = {}
    """Votes by option."""
    consent: Mapping[str, FistCounts] = {}
    """Fist to five by sector key."""
    reservations: Mapping[str, Reservation] = {}
    """The concerns that were heard, with their replies."""
    agreed: date | None = None
    """The day on which it was made; None while it is in the making."""
    review: date | None = None
    affected: Text = ""
    """Who is affected by it, and who of them was not in the room."""
    tags: frozenset[str] = frozenset()
    replaces: str = ""
    """Id of the decision that this one takes the place of."""
    meeting: str = ""
    block: str = ""

    @property
    def headline(self) -> str:
        return self.or_gone(self.text or self.question)
