"""All records of one partnership, to be read by commands and views.

It is a live view: after a commit the same object shows the new state. Whoever needs to know that something
changed subscribes to the open partnership; whoever needs yesterday's state reads the history.
"""

import functools
import re
from collections import deque
from collections.abc import Collection, Iterable, Iterator
from itertools import islice
from typing import TypeVar, cast

from codesign.model import Item, Partnership, Phase, Record
from codesign.patterns import pattern

R = TypeVar("R", bound=Record)

NUMBER = pattern(r"([A-Z]{1,2})([1-9][0-9]{0,8})([a-z]{0,3})")
"""A number as people say it: N12, and N12b from the second device."""

_REMEMBERED = 64
"""How many changes are remembered one by one. Most acts change one record or a few."""


def as_number(text: str) -> str | None:
    """Return the number that somebody typed, in its written form ("n12" gives "N12"), or None."""
    letters = re.match("[A-Za-z]*", text)
    head = letters.group() if letters else ""
    candidate = head.upper() + text[len(head) :].lower()
    return candidate if NUMBER.fullmatch(candidate) else None


class Records:
    """Read access by kind, by id, by number, and along the links of the golden thread."""

    def __init__(self) -> None:
        self._tables: dict[str, dict[str, Record]] = {}
        self._numbers: _Numbers | None = None
        """Made when a number is first asked for: of ten thousand records, the first screen asks for none."""
        self._led_to: dict[str, frozenset[str]] = {}
        self._ranks: dict[Phase, float] | None = None
        """The highest of each column, made when one is first asked for."""
        self._revision = 0
        self._changed: deque[str] = deque(maxlen=_REMEMBERED)
        """The ids of what was changed last, one for each revision, the latest at the end."""

    @property
    def revision(self) -> int:
        """A number that grows with every change: what was worked out at the same one is still true."""
        return self._revision

    def changed_since(self, revision: int) -> frozenset[str] | None:
        """Return the ids of the records that are new or changed since a revision, None where nobody remembers: too
        many were, or all were put anew."""
        count = self._revision - revision
        if count > len(self._changed):
            return None
        return frozenset(islice(reversed(self._changed), count))

    def all(self, kind: type[R]) -> Collection[R]:
        """Return every record of a kind, archived ones included, in the order in which they came."""
        return cast("Collection[R]", self._tables.get(kind.TABLE, {}).values())

    def table(self, kind: type[R]) -> dict[str, R]:
        """Return every record of a kind as it is now, archived ones included, by its id."""
        return cast("dict[str, R]", self._tables.get(kind.TABLE, {}).copy())

    def by_id(self) -> dict[str, Record]:
        """Return every record as it is now, by its id."""
        found: dict[str, Record] = {}
        for table in self._tables.values():
            found.update(table)
        return found

    def live(self, kind: type[R]) -> Iterator[R]:
        """Yield the records of a kind that are not archived."""
        return (record for record in self.all(kind) if not record.archived)

    def get(self, kind: type[R], record_id: str) -> R | None:
        """Return the record of a kind with that id, archived or not."""
        return cast("R | None", self._tables.get(kind.TABLE, {}).get(record_id))

    def find(self, record_id: str) -> Record | None:
        """Return the record of whatever kind with that id."""
        for table in self._tables.values():
            if (record := table.get(record_id)) is not None:
                return record
        return None

    def numbered(self, number: str) -> tuple[Record, ...]:
        """Return the records that bear a number: none, one, or after a clash of two devices more."""
        found = (self.find(record_id) for record_id in self._known_numbers().bearers.get(number, ()))
        return tuple(record for record in found if record is not None)

    def led_to(self, record_id: str) -> tuple[Record, ...]:
        """Return the live records that name this one among their origins, by number."""
        found = (self.find(answer) for answer in self._led_to.get(record_id, ()))
        return tuple(
            sorted((record for record in found if record and not record.archived), key=by_number),
        )

    def highest(self, prefix: str, letter: str) -> int:
        """Return the highest number given so far to a prefix on the device with that letter; 0 for none."""
        return self._known_numbers().highest.get((prefix, letter), 0)

    def _known_numbers(self) -> "_Numbers":
        if self._numbers is None:
            self._numbers = _Numbers(self)
        return self._numbers

    def last_rank(self, phase: Phase) -> float:
        """Return a rank that no card of a column lies beyond, archived ones included; 0 where there was none."""
        if self._ranks is None:
            self._ranks = {}
            for item in self.all(Item):
                _take_rank(self._ranks, item)
        return self._ranks.get(phase, 0.0)

    @property
    def partnership(self) -> Partnership | None:
        """The record of the partnership itself; None in a folder that holds none yet. If two devices founded it
        apart, everybody sees the first."""
        return min(self.all(Partnership), key=lambda each: each.id, default=None)

    def copy(self) -> "Records":
        """Return the records as they are now, for whoever reads them in another thread while they may change."""
        found = Records()
        found._tables = {name: dict(table) for name, table in self._tables.items()}
        found._led_to, found._revision = dict(self._led_to), self._revision
        return found

    def __iter__(self) -> Iterator[Record]:
        for table in self._tables.values():
            yield from table.values()

    def __len__(self) -> int:
        return sum(map(len, self._tables.values()))


class _Numbers:
    """Who bears each number, and how far each device has counted."""

    def __init__(self, records: Iterable[Record]) -> None:
        self.bearers: dict[str, tuple[str, ...]] = {}
        """The ids of those that bear a number."""
        self.highest: dict[tuple[str, str], int] = {}
        """The highest number given so far, by prefix and device."""
        for record in records:
            self.take(record)

    def take(self, record: Record) -> None:
        """Take in the number of a record that was not there before."""
        number = record.number
        bearers = self.bearers.get(number)
        self.bearers[number] = tuple(sorted({*bearers, record.id})) if bearers else (record.id,)
        if parts := NUMBER.fullmatch(number):
            prefix, digits, letter = parts.groups()
            if (count := int(digits)) > self.highest.get((prefix, letter), 0):
                self.highest[prefix, letter] = count


class HeldRecords(Records):
    """The records as a store holds them: the one place where they are replaced."""

    def clear(self) -> None:
        """Forget them all; whoever holds this object sees what is put next."""
        self._tables.clear()
        self._led_to.clear()
        self._numbers = self._ranks = None
        self._changed.clear()
        self._revision += 1

    def fill(self, kind: type[R], records: Iterable[R]) -> None:
        """Take in all records of a kind of which there were none: of thousands faster than to `put` each."""
        table = {record.id: record for record in records}
        self._tables[kind.TABLE] = cast("dict[str, Record]", table)
        for record in table.values():
            if record.origins:
                self._index_origins(record, frozenset())
        self._numbers = self._ranks = None
        self._changed.clear()
        self._revision += 1

    def put(self, record: Record) -> None:
        """Take in a new record, or a new state of one."""
        table = self._tables.get(record.TABLE)
        if table is None:
            table = self._tables[record.TABLE] = {}
        old = table.get(record.id)
        table[record.id] = record
        self._changed.append(record.id)
        self._revision += 1
        if self._ranks is not None and isinstance(record, Item):
            _take_rank(self._ranks, record)
        if old is None and self._numbers is not None:
            self._numbers.take(record)
        elif old is not None and old.number != record.number:
            self._numbers = None  # two devices gave the same one: rare, and not worth a way to take it back
        origins = old.origins if old is not None else frozenset()
        if record.origins != origins:
            self._index_origins(record, origins)

    def _index_origins(self, record: Record, before: frozenset[str]) -> None:
        for origin in record.origins - before:
            self._led_to[origin] = self._led_to.get(origin, frozenset()) | {record.id}
        for origin in before - record.origins:
            self._led_to[origin] -= {record.id}


def _take_rank(ranks: dict[Phase, float], item: Item) -> None:
    if item.rank > ranks.get(item.phase, 0.0):
        ranks[item.phase] = item.rank


def by_number(record: Record) -> tuple[str, int, str]:
    """Return the key that sorts records by number: A2 before A10, A10 before A10b."""
    return _number_place(record.number)


@functools.lru_cache(maxsize=65_536)  # a large board is sorted at each letter of a filter
def _number_place(number: str) -> tuple[str, int, str]:
    parts = NUMBER.fullmatch(number)
    return (parts[1], int(parts[2]), parts[3]) if parts else ("", 0, number)
