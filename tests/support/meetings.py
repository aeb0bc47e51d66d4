"""Meetings in tests."""

from collections.abc import Mapping

from codesign.commands.attendance import CountSector
from codesign.opened import OpenPartnership


def count_people(opened: OpenPartnership, meeting: str, counts: Mapping[str, int]) -> None:
    """Count who is there at a meeting, by sector key."""
    for sector, people in counts.items():
        opened.execute(CountSector(meeting, sector, people))
