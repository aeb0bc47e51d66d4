"""Balance of voices: what each sector said against how many of it are there.

Voices are balanced by sector only. Nothing here is about a person, and nothing judges one.
"""

import enum
from fractions import Fraction

import msgspec

from codesign.model import Commitment, Meeting, Voice
from codesign.records import Records
from codesign.views.attendance import here_now, sector_in_words
from codesign.views.voices import captured

_FEW = 3
"""Lines below which nobody has been heard much."""


class Heard(enum.StrEnum):
    """How much a sector was heard, against its share of the people."""

    NOT_YET = "not heard yet"
    LITTLE = "heard little"
    """Less than half of what its share of the people would be."""
    FAIRLY = "heard"
    MUCH = "heard much"
    """More than twice that."""
    GONE = "not here now"
    """It was heard, and nobody of it is there."""


class SectorVoice(msgspec.Struct, frozen=True):
    """What a sector said against how many of it are there."""

    sector: str
    name: str
    people: int
    """How many are there now."""
    lines: int
    """Voices and commitments that were captured from it."""
    of_people: Fraction
    """Its share of all who are there, 0 to 1."""
    of_voices: Fraction
    """Its share of all lines of which the sector is known."""

    @property
    def heard(self) -> Heard:
        """How much it was heard."""
        if not self.people:
            return Heard.GONE
        if not self.lines:
            return Heard.NOT_YET
        if self.of_voices * 2 < self.of_people:
            return Heard.LITTLE
        return Heard.MUCH if self.of_voices > self.of_people * 2 and self.lines >= _FEW else Heard.FAIRLY

    @property
    def is_fair(self) -> bool:
        """Whether nothing has to be done about it."""
        return self.heard in {Heard.FAIRLY, Heard.GONE}


class Balance(msgspec.Struct, frozen=True):
    """The voices of a meeting."""

    sectors: tuple[SectorVoice, ...]
    """Those of which anybody is there or was heard, in the order of the partnership's list."""
    people: int
    lines: int
    """Lines of which the sector is known."""
    unplaced: int
    """Lines of which it is not."""


def balance(records: Records, meeting: Meeting) -> Balance:
    """Return what was captured from each sector against how many of it are there now."""
    here = here_now(records, meeting)
    lines: dict[str, int] = {}
    for each in captured(records, meeting):
        if isinstance(each, Commitment) or (isinstance(each, Voice) and not each.withdrawn):
            lines[each.sector] = lines.get(each.sector, 0) + 1
    unplaced = lines.pop("", 0)
    partnership = records.partnership
    known = [each.key for each in partnership.sectors] if partnership else []
    keys = [*known, *sorted({*here, *lines} - set(known))]
    people, said = sum(here.values()), sum(lines.values())
    return Balance(
        tuple(
            SectorVoice(
                key,
                sector_in_words(partnership, key),
                here.get(key, 0),
                lines.get(key, 0),
                of_people=Fraction(here.get(key, 0), people or 1),
                of_voices=Fraction(lines.get(key, 0), said or 1),
            )
            for key in keys
            if key in here or key in lines
        ),
        people,
        said,
        unplaced,
    )
