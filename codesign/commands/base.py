"""What all commands share: how they are called, and what makes new records for them."""

from collections.abc import Iterable
from datetime import date, datetime, tzinfo
from typing import Any, Protocol, TypeVar

import msgspec

from codesign.changes import Change
from codesign.errors import NotFound, Refused
from codesign.model import SCHEMA, Record
from codesign.ports import Ids
from codesign.records import Records
from codesign.words import say

R = TypeVar("R", bound=Record)


class Maker(msgspec.Struct):
    """Makes the records that one command adds, with ids and with numbers that are still free."""

    records: Records
    ids: Ids
    now: datetime
    zone: tzinfo | None
    letter: str
    """What this device adds to its numbers; "" on the partnership's first."""
    _given: dict[str, int] = msgspec.field(default_factory=dict)

    @property
    def today(self) -> date:
        """The date where the people are."""
        return self.now.astimezone(self.zone).date()

    def make(self, kind: type[R], /, **fields: Any) -> R:
        """Return a new record of a kind with the next number of its prefix."""
        unnumbered = kind(id=self.ids.new(), number="", schema=SCHEMA, **fields)
        return msgspec.structs.replace(unnumbered, number=self.number(unnumbered.prefix))

    def number(self, prefix: str) -> str:
        """Return the next number with a prefix, such as "N13"."""
        last = self._given.get(prefix, self.records.highest(prefix, self.letter))
        self._given[prefix] = last + 1
        return f"{prefix}{last + 1}{self.letter}"


class Command(Protocol):
    """A wish. `apply` changes nothing itself: it returns what should change.

    Raises:
        Refused: it cannot be done on these records.
    """

    def apply(self, records: Records, make: Maker) -> Change: ...


def wanted(records: Records, kind: type[R], record_id: str) -> R:
    """Return the record that a command is about.

    Raises:
        Refused: it is not here, or it is archived.
    """
    record = records.get(kind, record_id)
    if record is None:
        raise Refused(say("refused.gone"))
    if record.archived:
        raise Refused(say("refused.archived", number=record.number))
    return record


def numbered(records: Records, number: str) -> Record:
    """Return the one record that bears a number.

    Raises:
        NotFound: none bears it, or after a clash of two devices more than one.
    """
    found = records.numbered(number)
    if not found:
        raise NotFound(say("refused.no-number", number=number))
    if len(found) > 1:
        raise NotFound(say("refused.two-of-number", number=number, what="; ".join(r.headline for r in found)))
    return found[0]


def origins(records: Records, numbers: Iterable[str]) -> frozenset[str]:
    """Return the ids of the records that bear these numbers.

    Raises:
        NotFound: a number that none or more than one bears.
    """
    return frozenset(numbered(records, number).id for number in numbers)
