"""The shared vision, one record for each version of the text."""

from collections.abc import Mapping
from datetime import date
from typing import Annotated

import msgspec

from codesign.model.record import Record, Text

FIST_SCALE = (5, 4, 3, 2, 1, 0)
"""Fingers, from full support to a stop; below 3 means a concern to hear."""

_Count = Annotated[int, msgspec.Meta(ge=0)]

FistCounts = tuple[_Count, _Count, _Count, _Count, _Count, _Count]
"""How many people showed each number of fingers, in the order of `FIST_SCALE`."""


class Reservation(msgspec.Struct, frozen=True, gc=False, omit_defaults=True):
    """A concern put on record, and the answer to it."""

    text: str
    sector: str = ""
    reply: str = ""
    answer_due: date | None = None


class VisionCheck(msgspec.Struct, frozen=True, gc=False, omit_defaults=True):
    """A fist to five on a version: on which day, at which meeting, how many fingers by sector key; "" where
    sectors were not asked."""

    on: date
    fists: Mapping[str, FistCounts]
    meeting: str = ""


class Vision(Record, frozen=True, kw_only=True):
    TABLE = "visions"
    PREFIX = "VS"
    WORDS = frozenset({"words_of", "reservations"})

    version: Annotated[int, msgspec.Meta(ge=1)]
    text: Text
    why: Text = ""
    """Why it changed from the version before."""
    words_of: str = ""
    """Whose words they are: a table, a sector, a role."""
    picture: Text = ""
    """One plain paragraph: what it will look like."""
    proposed: date
    agreed: date | None = None
    checks: Mapping[str, VisionCheck] = {}
    """By the id of the meeting at which it was asked, or the day where it was no meeting: asking again later
    takes nothing from what was said before."""
    reservations: Mapping[str, Reservation] = {}
    meeting: str = ""
    """Id of the meeting at which it was proposed."""
    review: date | None = None

    @property
    def headline(self) -> str:
        return self.or_gone(self.text)
