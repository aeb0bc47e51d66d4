"""Commitments: a named role promises something by a date."""

import enum
from datetime import date

from codesign.model.record import Record, Text


class CommitmentState(enum.StrEnum):
    """Released is not failed: the partnership let it go, with a reason."""

    OPEN = "open"
    KEPT = "kept"
    PARTLY = "partly kept"
    NOT_KEPT = "not kept"
    RELEASED = "released"


class Commitment(Record, frozen=True, kw_only=True):
    TABLE = "commitments"
    PREFIX = "C"

    text: Text
    who: str = ""
    """The person, role or partner who promised, as it was typed."""
    sector: str = ""
    due: date | None = None
    moved_from: tuple[date, ...] = ()
    """Earlier due dates, oldest first."""
    state: CommitmentState = CommitmentState.OPEN
    because: Text = ""
    settled: date | None = None
    """When its state stopped being open."""
    tags: frozenset[str] = frozenset()
    meeting: str = ""
    """Id of the meeting at which it was promised."""
    block: str = ""
    read_back: bool = False
    """Whether it was read aloud at the end of its meeting, and is what was promised."""

    @property
    def headline(self) -> str:
        return self.or_gone(self.text)
