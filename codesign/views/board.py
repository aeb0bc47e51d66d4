"""The board: the cards of each phase that fit a filter, in an order, and where it is wished in groups."""

import enum
from bisect import bisect_left
from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from datetime import date
from itertools import chain
from operator import attrgetter, itemgetter
from weakref import WeakKeyDictionary

import msgspec

from codesign.model import PHASE_OF, Item, Partnership, Phase, Status
from codesign.records import Records, by_number
from codesign.text import spoken
from codesign.views.filters import ANYTHING, Asking, Filter, found
from codesign.views.links import links
from codesign.views.voices import sector_names
from codesign.words import name_of, say


class Order(enum.StrEnum):
    """What the cards of a column are sorted by."""

    RANK = "rank"
    """As they were put by hand."""
    DUE = "due"
    """Earliest first, those without a date last."""
    VOTES = "votes"
    """Most first."""
    AGE = "age"
    """Oldest first."""


class Grouping(enum.StrEnum):
    """What the cards of a column are put together by."""

    NONE = "none"
    STATUS = "status"
    OWNER = "owner"
    SECTOR = "sector"
    TAG = "tag"
    STRATEGY = "strategy"
    PRIORITY = "priority"


class Group(msgspec.Struct, frozen=True):
    """Cards that belong together; `key` is "" where they have nothing to belong by, `name` is what is shown."""

    key: str
    name: str
    items: tuple[Item, ...]

    @property
    def count(self) -> int:
        """How many cards it has."""
        return len(self.items)


def columns(asking: Asking, wanted: Filter = ANYTHING, order: Order = Order.RANK) -> dict[Phase, tuple[Item, ...]]:
    """Return the cards of each phase that fit. Where words are looked for, those that fit better come first."""
    if not wanted and order is Order.RANK:
        return in_order(asking.records)
    phases: dict[Phase, list[Item]] = {phase: [] for phase in Phase}
    for item, _fit in _found(asking, wanted, order):
        phases[item.phase].append(item)
    return {phase: tuple(items) for phase, items in phases.items()}


def _found(asking: Asking, wanted: Filter, order: Order) -> list[tuple[Item, int]]:
    """Return the cards that fit, with how well they do, in the order in which they are shown."""
    if order is Order.RANK and not wanted.speaks_of_archived:
        by_hand = chain.from_iterable(in_order(asking.records).values())
        return sorted(found(wanted, asking, by_hand), key=itemgetter(1))
    place = _PLACES[order]
    return sorted(found(wanted, asking, asking.records.all(Item)), key=lambda card: (card[1], place(card[0])))


class _Known(msgspec.Struct, frozen=True):
    """The columns as they were put by hand, and of what they were made."""

    revision: int
    items: dict[str, Item]
    """Every card as it was then, archived ones included: it tells where a card stood that was changed since."""
    columns: Mapping[Phase, tuple[Item, ...]]


_known: WeakKeyDictionary[Records, _Known] = WeakKeyDictionary()


def in_order(records: Records) -> dict[Phase, tuple[Item, ...]]:
    """Return all cards of each phase as they were put by hand; of a phase in which nothing changed since somebody
    asked last, the same tuple."""
    known = _known.get(records)
    if known is None or known.revision != records.revision:
        _known.pop(records, None)  # nothing is kept that is only half brought up to date
        known = (known and _up_to_date(known, records)) or _anew(records)
        _known[records] = known
    return dict(known.columns)


def _up_to_date(known: _Known, records: Records) -> _Known | None:
    """Return the columns with what changed in a few cards; None where all have to be put in order anew."""
    changed = records.changed_since(known.revision)
    if changed is None:
        return None
    before = [item for each in changed if (item := known.items.get(each))]
    now = [item for each in changed if (item := records.get(Item, each))]
    taken, put = ([item for item in items if not item.archived] for items in (before, now))
    columns = {phase: list(known.columns[phase]) for phase in {item.phase for item in (*taken, *put)}}
    for item in taken:
        column, n = columns[item.phase], _bisected(columns[item.phase], item)
        if n == len(column) or column[n] is not item:
            return None
        del column[n]
    for item in put:
        column, n = columns[item.phase], _bisected(columns[item.phase], item)
        if n < len(column) and place_in_column(column[n]) == place_in_column(item):
            # of two with one rank and one number the one that came first stands first, which is not known here
            return None
        column.insert(n, item)
    known.items.update((item.id, item) for item in now)
    found = {phase: tuple(column) for phase, column in columns.items()}
    return _Known(records.revision, known.items, {**known.columns, **found})


def _bisected(column: list[Item], item: Item) -> int:
    return bisect_left(column, place_in_column(item), key=place_in_column)


def _anew(records: Records) -> _Known:
    phases: dict[Phase, list[Item]] = {phase: [] for phase in Phase}
    for item in records.all(Item):
        if not item.archived:
            phases[PHASE_OF[item.status]].append(item)
    columns = {phase: _by_hand(items) for phase, items in phases.items()}
    return _Known(records.revision, records.table(Item), columns)


def _by_hand(items: list[Item]) -> tuple[Item, ...]:
    items.sort(key=attrgetter("rank"))
    if len({item.rank for item in items}) < len(items):  # seldom: two devices gave the same
        items.sort(key=place_in_column)
    return tuple(items)


def counts(records: Records) -> Mapping[Phase, int]:
    """Return how many cards stand in each phase."""
    return Counter(item.phase for item in records.live(Item))


def grouped(records: Records, items: Iterable[Item], by: Grouping) -> tuple[Group, ...]:
    """Return the cards of a column in groups, in the order of the cards within each.

    A card of two owners (or sectors, tags, strategies) stands under both: whoever looks under a name finds all
    that bears it. So the counts of the groups may add up to more than the column has. Cards without any come last.
    """
    if by is Grouping.NONE:
        return (Group("", "", tuple(items)),)
    groups: dict[str, list[Item]] = {}
    names: dict[str, str] = {}
    keys = _keys(records, by)
    for item in items:
        own = keys(item) or {"": say(f"ungrouped.{by}")}
        for key, name in own.items():
            names[key] = min(names.get(key, name), name)
            groups.setdefault(key, []).append(item)
    place = _group_place(records.partnership, by)
    return tuple(Group(key, names[key], tuple(groups[key])) for key in sorted(groups, key=place))


def _keys(records: Records, by: Grouping) -> Callable[[Item], dict[str, str]]:
    """Return what gives the keys and names of the groups to which a card belongs."""
    sectors, linked = sector_names(records.partnership), links(records)
    match by:
        case Grouping.STATUS:
            return lambda item: {item.status.value: name_of(item.status.value, "status")}
        case Grouping.OWNER:
            return lambda item: {spoken(owner): owner for owner in item.owners}
        case Grouping.TAG:
            return lambda item: {spoken(tag): f"#{tag}" for tag in item.tags}
        case Grouping.SECTOR:
            return lambda item: {key: sectors.get(key, key) for key in linked.sectors(item)}
        case Grouping.STRATEGY:
            return lambda item: {str(n): say("board.strategy", number=n) for n in item.strategies}
        case _:
            return lambda item: {spoken(item.priority): item.priority} if item.priority else {}


def _group_place(partnership: Partnership | None, by: Grouping) -> Callable[[str], tuple[bool, int, str]]:
    """Return what groups are sorted by: the order of their own list where there is one, then the alphabet."""
    listed: list[str] = []
    if by is Grouping.STATUS:
        listed = list(Status)
    elif partnership is not None and by is Grouping.SECTOR:
        listed = [sector.key for sector in partnership.sectors]
    elif partnership is not None and by is Grouping.PRIORITY:
        listed = [spoken(priority) for priority in partnership.priorities]
    return lambda key: (key == "", listed.index(key) if key in listed else len(listed), key)


_Place = tuple[object, ...]


def place_in_column(item: Item) -> tuple[float, tuple[str, int, str]]:
    """Return the key that sorts the cards of a column: by rank, and where two devices gave the same by number."""
    return item.rank, by_number(item)


def _by_due(item: Item) -> _Place:
    return item.due or date.max, *place_in_column(item)


def _by_votes(item: Item) -> _Place:
    return -item.votes, *place_in_column(item)


def _by_age(item: Item) -> _Place:
    return (item.id,)  # ids sort by time


_PLACES: dict[Order, Callable[[Item], _Place]] = {
    Order.RANK: place_in_column,
    Order.DUE: _by_due,
    Order.VOTES: _by_votes,
    Order.AGE: _by_age,
}
