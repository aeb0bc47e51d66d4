"""The rows of a column: cards, under the names of their groups where they are in groups."""

from collections.abc import Iterable, Sequence
from itertools import compress, count, repeat
from operator import attrgetter, is_
from typing import ClassVar

import msgspec

from codesign.model import Item
from codesign.records import Records
from codesign.views.board import Grouping, grouped
from screens.widgets.heights import alike

_ITEM = attrgetter("item")


class GroupRow(msgspec.Struct, frozen=True):
    """The name of a group, and how many cards follow."""

    key: str
    name: str
    count: int
    item: ClassVar[None] = None
    """It shows no card."""


class CardRow(msgspec.Struct, frozen=True):
    """A card in a group. It may stand in several, each time as a row of its own."""

    group: str
    item: Item
    key: tuple[str, str]
    """What tells it from the other rows, also after the card was changed; rows are looked for by it."""

    @classmethod
    def of(cls, group: str, item: Item) -> "CardRow":
        """Return the row of a card in a group."""
        return cls(group, item, (group, item.id))


Row = GroupRow | CardRow


def rows_of(
    records: Records,
    items: Sequence[Item],
    by: Grouping,
    before: tuple[Row, ...] = (),
    items_before: Sequence[Item] = (),
) -> tuple[Row, ...]:
    """Return the rows of a column's cards. It had other rows `before`, of other items; of them it has again those
    that stay as they are."""
    if by is Grouping.NONE:
        if before and isinstance(before[0], GroupRow):
            before, items_before = (), ()  # it was in groups
        elif items is items_before:
            return before
        first, last = alike(items_before, items)
        new = (CardRow.of("", item) for item in items[first : len(items) - last])
        return (*before[:first], *new, *before[len(before) - last :])
    rows: list[Row] = []
    for group in grouped(records, items, by):
        rows.append(GroupRow(group.key, group.name, group.count))
        rows += (CardRow.of(group.key, item) for item in group.items)
    return tuple(rows)


def place_of(rows: Sequence[Row], item: Item) -> int | None:
    """Return the place of the first row of a card."""
    return next(compress(count(), map(is_, map(_ITEM, rows), repeat(item))), None)


def cards_in(rows: Iterable[Row]) -> list[str]:
    """Return the ids of the cards in rows, each once, in their order."""
    return list(dict.fromkeys(row.item.id for row in rows if isinstance(row, CardRow)))


def neighbours(rows: Sequence[Row], moved: Iterable[str], place: int) -> tuple[str, str]:
    """Return the ids of the cards between which one stands that is put before the row at a place, leaving out the
    cards that are moved; "" at the ends of the column."""
    away = set(moved)
    before = [card for card in cards_in(rows[:place]) if card not in away]
    after = [card for card in cards_in(rows[place:]) if card not in away]
    return (before[-1] if before else ""), (after[0] if after else "")


def beside(rows: Sequence[Row], moved: Sequence[str], steps: int) -> tuple[str, str] | None:
    """Return the ids of the cards between which cards come to stand that are moved together by one place (1 down,
    -1 up); None where they stand at the end already."""
    cards = cards_in(rows)
    places = [n for n, card in enumerate(cards) if card in moved]
    others = [card for card in cards if card not in moved]
    if not places:
        return None
    place = places[0] - 1 if steps < 0 else places[-1] + 2 - len(places)
    if not 0 <= place <= len(others):
        return None
    return (others[place - 1] if place else ""), (others[place] if place < len(others) else "")
