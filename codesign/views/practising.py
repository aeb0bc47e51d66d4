"""How people worked together over several meetings: the six cells, with what was seen and what was missed."""

from collections.abc import Iterable

import msgspec

from codesign.model import Meeting, PracticeCell, PracticeEvidence
from codesign.views.closing import PRACTICE, practice


class Cell(msgspec.Struct, frozen=True):
    """One of the six ways of doing integration, over several meetings."""

    row: str
    """Key of the row in which it stands."""
    cell: PracticeCell
    seen: tuple[tuple[Meeting, PracticeEvidence], ...]

    @property
    def did(self) -> int:
        """How often it was seen."""
        return sum(not each.missed for _meeting, each in self.seen)

    @property
    def missed(self) -> int:
        """How often a chance was missed."""
        return sum(each.missed for _meeting, each in self.seen)


def cells(meetings: Iterable[Meeting]) -> tuple[Cell, ...]:
    """Return the six cells in their order, each with what was seen at the meetings in theirs."""
    found = [(meeting, practice(meeting)) for meeting in meetings]
    return tuple(
        Cell(
            row,
            cell,
            tuple((meeting, each) for meeting, by_cell in found for _key, each in by_cell[cell]),
        )
        for row, pair in PRACTICE
        for cell in pair
    )
