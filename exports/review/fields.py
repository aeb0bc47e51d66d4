"""What stands in each field of a printed item, and how what came back is read again: one entry for each kind of
record and name of a field. A field that has no entry is printed for information, and is never written."""

import enum
from collections.abc import Mapping
from typing import Any, Protocol

import msgspec

from codesign.imports.days import possible_days
from codesign.model import (
    PHASE_STATUSES,
    Audience,
    Commitment,
    CommitmentState,
    Decision,
    HowDecided,
    Item,
    Measure,
    Outcome,
    Record,
    Voice,
)
from codesign.permissions import HeldBack, held_with_voice, owner_for, words_for
from codesign.records import Records
from codesign.text import clean
from codesign.words import name_of, say
from exports.review.folding import among, fold, same
from exports.review.labels import everywhere, stands_for_nothing

TEXT = "text"
"""The entry of an item's own words."""
DONE = "done"
"""The entry of its box."""


class Unreadable(Exception):
    """What came back cannot be read as a value of the field."""


class Readers(msgspec.Struct, frozen=True):
    """For whom a document was written: what they see of a record."""

    records: Records
    audience: Audience
    on: Any
    """The day on which they read, a date."""


class Field(Protocol):
    """How a field of a record is printed and read."""

    @property
    def name(self) -> str:
        """The record's field in Python."""

    def shown(self, record: Any, readers: Readers, /) -> str:
        """Return what these readers see of it; "" for nothing."""

    def read(self, text: str, record: Any, readers: Readers, /) -> Any:
        """Return the value that a text means.

        Raises:
            Unreadable: it means none.
        """

    def veiled(self, record: Any, readers: Readers, /) -> bool:
        """Tell whether these readers see something else than what it says."""


class Words(msgspec.Struct, frozen=True):
    """Words as they are."""

    name: str

    def shown(self, record: Any, _readers: Readers) -> str:
        """Return what these readers see."""
        return str(getattr(record, self.name))

    def read(self, text: str, _record: Any, _readers: Readers) -> Any:
        """Return the value that a text means."""
        return clean(text)

    def veiled(self, record: Any, readers: Readers) -> bool:
        """Tell whether they see something else."""
        return held_with_voice(readers.records, record, readers.audience, readers.on) is not None


class Said(msgspec.Struct, frozen=True):
    """What somebody said, printed in quotation marks. It is theirs, so it is never rewritten unseen."""

    name: str

    def shown(self, record: Any, readers: Readers) -> str:
        """Return what these readers see."""
        found = words_for(readers.records, record, readers.audience, readers.on)
        return "" if isinstance(found, HeldBack) else say("doc.quoted", words=found.text)

    def read(self, text: str, _record: Any, _readers: Readers) -> Any:
        """Return the value that a text means."""
        return clean(text).strip('“”„«»" \u00a0\u202f')

    def veiled(self, _record: Any, _readers: Readers) -> bool:
        """Tell whether they see something else."""
        return True


class Owner(msgspec.Struct, frozen=True):
    """Who promised; a person whom these readers know by their role stays that person."""

    name: str

    def shown(self, record: Any, readers: Readers) -> str:
        """Return what these readers see."""
        owner = getattr(record, self.name)
        return owner_for(readers.records, owner, readers.audience) if owner else ""

    def read(self, text: str, record: Any, readers: Readers) -> Any:
        """Return the value that a text means."""
        return getattr(record, self.name) if same(text, self.shown(record, readers)) else clean(text)

    def veiled(self, record: Any, readers: Readers) -> bool:
        """Tell whether they see something else."""
        return self.shown(record, readers) != str(getattr(record, self.name))


class Owners(msgspec.Struct, frozen=True):
    """The owners of a card, with commas between them."""

    name: str

    def shown(self, record: Any, readers: Readers) -> str:
        """Return what these readers see."""
        return ", ".join(owner_for(readers.records, each, readers.audience) for each in sorted(record.owners))

    def read(self, text: str, record: Any, readers: Readers) -> Any:
        """Return the value that a text means."""
        known = {fold(owner_for(readers.records, each, readers.audience)): each for each in record.owners}
        names = (clean(each) for each in text.replace(";", ",").split(","))
        return frozenset(known.get(fold(each), each) for each in names if each)

    def veiled(self, record: Any, readers: Readers) -> bool:
        """Tell whether they see something else."""
        return any(owner_for(readers.records, each, readers.audience) != each for each in record.owners)


class Day(msgspec.Struct, frozen=True):
    """A day. One that can be two, such as 03/04/2026, cannot be read."""

    name: str

    def shown(self, record: Any, _readers: Readers) -> str:
        """Return what these readers see."""
        day = getattr(record, self.name)
        return day.isoformat() if day else ""

    def read(self, text: str, _record: Any, _readers: Readers) -> Any:
        """Return the value that a text means."""
        if not text:
            return None
        days = possible_days(text.strip(" ."), None)
        if len(days) != 1:
            raise Unreadable
        return days[0]

    def veiled(self, _record: Any, _readers: Readers) -> bool:
        """Tell whether they see something else."""
        return False


class Choice(msgspec.Struct, frozen=True):
    """One of the values of an enumeration, by its word in any language."""

    name: str
    group: str
    values: tuple[enum.StrEnum, ...]
    nothing: enum.StrEnum | None = None
    """The value for which nothing is printed."""

    def shown(self, record: Any, _readers: Readers) -> str:
        """Return what these readers see."""
        value = getattr(record, self.name)
        return "" if value is self.nothing else name_of(value.value, self.group)

    def read(self, text: str, _record: Any, _readers: Readers) -> Any:
        """Return the value that a text means."""
        if not text:
            return self.nothing
        for value in self.values:
            if among(text.strip(" ."), everywhere(f"{self.group}.{value.value.replace(' ', '-')}")):
                return value
        raise Unreadable

    def veiled(self, _record: Any, _readers: Readers) -> bool:
        """Tell whether they see something else."""
        return False


class Standing(Choice, frozen=True):
    """The status of a card, within its phase."""

    def read(self, text: str, record: Any, readers: Readers) -> Any:
        """Return the value that a text means."""
        found = super().read(text, record, readers)
        if found not in PHASE_STATUSES[record.phase]:
            raise Unreadable
        return found


class Ticked(msgspec.Struct, frozen=True):
    """The box before a promise: a ticked one is kept."""

    name: str

    def shown(self, record: Any, _readers: Readers) -> str:
        """Return what these readers see."""
        return _BOX[record.state is CommitmentState.KEPT]

    def read(self, text: str, _record: Any, _readers: Readers) -> Any:
        """Return the value that a text means."""
        return CommitmentState.KEPT if text == _BOX[True] else CommitmentState.OPEN

    def veiled(self, _record: Any, _readers: Readers) -> bool:
        """Tell whether they see something else."""
        return False


_BOX = {False: "[ ]", True: "[x]"}


def box(done: bool | None) -> str:
    """Return how a box is compared; "" for none."""
    return "" if done is None else _BOX[done]


_STATE = Choice("state", "commitment-state", tuple(CommitmentState), CommitmentState.OPEN)
FIELDS: Mapping[type[Record], Mapping[str, Field]] = {
    Commitment: {
        TEXT: Words("text"),
        DONE: Ticked("state"),
        "who": Owner("who"),
        "by-when": Day("due"),
        "became": _STATE,
        "because": Words("because"),
    },
    Item: {
        TEXT: Words("title"),
        "who": Owners("owners"),
        "by-when": Day("due"),
        "status": Standing("status", "status", tuple(s for each in PHASE_STATUSES.values() for s in each)),
        "because": Words("because"),
    },
    Decision: {
        TEXT: Words("text"),
        "question": Words("question"),
        "how-decided": Choice("how", "how-decided", tuple(HowDecided)),
        "review": Day("review"),
    },
    Voice: {TEXT: Said("text"), "question": Words("question")},
    Measure: {TEXT: Words("text")},
    Outcome: {TEXT: Words("text")},
}
"""By the kind of record, the fields that a review may change, by their keys under [field]."""


def field_of(record: Record, key: str) -> Field | None:
    """Return the field of a record that is printed under a key; None where it is for information only."""
    return FIELDS.get(type(record), {}).get(key)


def set_value(text: str) -> str:
    """Return a printed value, "" where it says that there is none."""
    return "" if fold(text) in stands_for_nothing() else text
