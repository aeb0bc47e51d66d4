"""Voices that were chosen for one answer to how they may be used."""

from collections.abc import Iterable

from codesign.model import Record
from codesign.views.permitting import to_permit
from codesign.words import say


class Chosen:
    """The voices that were chosen on a screen, by id. What is no voice cannot be."""

    def __init__(self) -> None:
        self._ids: dict[str, None] = {}

    def __contains__(self, record: Record) -> bool:
        return record.id in self._ids

    @property
    def told(self) -> str:
        """How many there are, in words; "" for none."""
        return say("permission.chosen", n=len(self._ids)) if self._ids else ""

    def turn(self, records: Iterable[Record]) -> None:
        """Choose all voices of some records, or where all are chosen, none of them any more."""
        found = dict.fromkeys(each.id for each in to_permit(records))
        if found.keys() <= self._ids.keys():
            self._ids = {each: None for each in self._ids if each not in found}
        else:
            self._ids |= found

    def keep(self, records: Iterable[Record]) -> None:
        """Keep of the chosen ones those that are shown: nothing is done to what nobody sees."""
        there = {each.id for each in records}
        self._ids = {each: None for each in self._ids if each in there}

    def clear(self) -> None:
        """Choose none any more."""
        self._ids.clear()

    def or_else(self, record: Record | None) -> list[str]:
        """Return the ids of the chosen voices, and where there are none that of another."""
        return list(self._ids) or ([record.id] if record is not None else [])
