"""What people do on a board, by chance: any command, on any record, with words that others use too."""

import random
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any

from codesign.capture import Line, LineKind
from codesign.commands import Command
from codesign.commands.amending import Amend, Archive, TurnInto
from codesign.commands.capture import Capture
from codesign.commands.cards import Advance, Move, Vote
from codesign.commands.partnerships import Found
from codesign.commands.promises import Settle
from codesign.commands.visions import Agree, Propose, RecordConsent, Reserve
from codesign.commands.voices import Permit
from codesign.model import (
    Attribution,
    Audience,
    Commitment,
    CommitmentState,
    Decision,
    FistCounts,
    Item,
    Permission,
    Phase,
    Record,
    Reservation,
    Vision,
    Voice,
)
from codesign.records import Records
from tests.support.doubles import NOW

_KEYS = ("road", "a/b", "~1", "school")
_MARKS: dict[type[Record], tuple[LineKind, ...]] = {
    Item: (LineKind.NEED, LineKind.IDEA, LineKind.ACTION, LineKind.PARKED, LineKind.MEASURE_QUESTION),
    Voice: (LineKind.VOICE, LineKind.AHA),
    Commitment: (LineKind.COMMITMENT,),
    Decision: (LineKind.DECISION,),
    Vision: (),
}
"""What a line must be to become a record of a kind; a vision is proposed instead."""
KINDS = tuple(_MARKS)


@dataclass(frozen=True)
class Wish:
    """A command, and the record as its author saw it where that was before the command was given."""

    command: Command
    seen: Record | None = None


@dataclass
class Person:
    """Somebody at one device, who may have begun to write in a field long before they save it."""

    name: str
    device: str
    chance: random.Random
    kinds: tuple[type[Record], ...]
    said: int = 0
    desk: list[Record] = field(default_factory=list)
    """Records as they looked when their editors were opened."""

    def wish(self, records: Records) -> Wish | None:
        """Return what they want to be done now; None where there is nothing to do it to."""
        kind = self.chance.choice(self.kinds)
        known = tuple(records.all(kind))
        if not known or self.chance.random() < 0.3 / len(known):
            return Wish(self._new(records, kind))
        record = known[self.chance.randrange(len(known))]
        what = self.chance.randrange(8)
        if what == 0:
            self.desk.append(record)
            return None
        if what <= 2 and self.desk:
            record = self.desk.pop(self.chance.randrange(len(self.desk)))
        if record.archived or self.chance.random() < 0.05:
            return Wish(Archive((record.id,), archived=not record.archived))
        if what <= 5:
            return Wish(Amend(record, self._fields(record)), record)
        return Wish(self._deed(record))

    def _new(self, records: Records, kind: type[Record]) -> Command:
        if records.partnership is None and self.chance.random() < 0.3:
            return Found("River", self.device)
        if kind is Vision:
            return Propose(self._words(), why=self._words(), picture=self._words())
        lines = (
            Line(
                self._words(),
                self.chance.choice(_MARKS[kind]),
                owners=tuple(self._some()),
                tags=tuple(self._some()),
                attribution=self.chance.choice([None, *Attribution]),
            )
            for _ in range(self.chance.randint(1, 2))
        )
        return Capture(tuple(lines))

    def _fields(self, record: Record) -> dict[str, Any]:
        """Return new values for some of the fields of a record."""
        words, also_none = self._words, self._words_or_none
        match record:
            case Item():
                choices: dict[str, Callable[[], Any]] = {
                    "title": words,
                    "text": also_none,
                    "because": also_none,
                    "owners": self._some,
                    "tags": self._some,
                    "strategies": lambda: frozenset(self.chance.sample(range(1, 8), self.chance.randrange(3))),
                    "due": self._day,
                    "rank": lambda: float(self.chance.randrange(9)),
                    "parked": lambda: self.chance.random() < 0.5,
                }
            case Voice():
                choices = {"text": words, "tags": self._some, "sector": lambda: self.chance.choice(("", "school"))}
            case Vision():
                choices = {"text": words, "why": also_none, "picture": also_none, "review": self._day}
            case Commitment():
                choices = {"text": words, "because": also_none, "due": self._day, "tags": self._some}
            case _:
                choices = {"text": words, "question": also_none, "review": self._day, "tags": self._some}
        picked = self.chance.sample(sorted(choices), self.chance.randint(1, 2))
        return {name: choices[name]() for name in picked}

    def _deed(self, record: Record) -> Command:
        """Return something that can be done to a record of its kind."""
        deeds: list[Command]
        match record:
            case Item():
                deeds = [
                    Move((record.id,), self.chance.choice(list(Phase))),
                    Advance((record.id,), self.chance.choice((1, -1))),
                    Vote((record.id,), self.chance.randint(-2, 5)),
                    TurnInto(record.id, self.chance.choice((LineKind.IDEA, LineKind.DECISION))),
                ]
            case Voice():
                attribution, audience = self.chance.choice(list(Attribution)), self.chance.choice(list(Audience))
                deeds = [
                    Permit(record.id, Permission(attribution, audience, self._day())),
                    Permit(record.id, None),
                ]
            case Vision():
                key = self.chance.choice((*record.reservations, ""))
                deeds = [
                    RecordConsent(record.id, {self.chance.choice(_KEYS): self._fists()}, self._meeting()),
                    Reserve(record.id, Reservation(self._words(), reply=self._words()), key),
                    Agree(record.id, NOW.date()),
                ]
            case Commitment():
                deeds = [Settle(record.id, self.chance.choice(list(CommitmentState)), self._words())]
            case _:
                deeds = [Archive((record.id,))]
        return self.chance.choice(deeds)

    def _words(self) -> str:
        """Return words that nobody else uses, or sometimes words that everybody uses."""
        self.said += 1
        return self.chance.choice(("road", "path", f"{self.name} {self.said}", f"{self.name} {self.said}"))

    def _words_or_none(self) -> str:
        return "" if self.chance.random() < 0.3 else self._words()

    def _some(self) -> frozenset[str]:
        return frozenset(self.chance.sample(_KEYS, self.chance.randrange(3)))

    def _day(self) -> date | None:
        return NOW.date() + timedelta(self.chance.randrange(30)) if self.chance.random() < 0.8 else None

    def _fists(self) -> FistCounts:
        return (self.chance.randrange(9), 0, 1, 0, 0, self.chance.randrange(3))

    def _meeting(self) -> str:
        return self.chance.choice(("", "meeting1", "meeting2"))
