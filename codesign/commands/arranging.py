"""The order of the cards in their columns."""

import math
from collections.abc import Sequence

import msgspec

from codesign.changes import Change, change
from codesign.commands.base import Maker
from codesign.commands.several import chosen, told
from codesign.errors import Refused
from codesign.model import PHASE_STATUSES, Item, Phase
from codesign.records import Records
from codesign.views.board import in_order
from codesign.words import name_of, say

Pair = tuple[Item, Item]


class Place(msgspec.Struct, frozen=True):
    """Put cards between two others of a column, one behind the other in the order in which they stood. Coming from
    another phase they start at the first status of this one.

    The neighbours are those that the person saw: a search may hide others between them, and somebody may have
    moved one since. So the cards stand directly after the one they are to follow; where that one has left the
    column, directly before the other. It is refused where both have.
    """

    cards: tuple[str, ...]
    phase: Phase
    after: str = ""
    """Id of the card that they are to follow; "" for none: they become the first."""
    before: str = ""
    """Id of the card that is to follow them; "" for none: they become the last."""

    def apply(self, records: Records, make: Maker) -> Change:
        del make
        cards = chosen(records, self.cards)
        column = in_order(records)[self.phase]
        others = [card for card in column if card not in cards]
        place = self._place(column, others)
        if [*others[:place], *cards, *others[place:]] == list(column):
            return Change("", ())
        ranks, pairs = make_room(others, place, len(cards))
        pairs += [(card, self._placed(card, rank)) for card, rank in zip(cards, ranks, strict=True)]
        return change(self._label(cards, others, place), *pairs)

    def _place(self, column: Sequence[Item], others: Sequence[Item]) -> int:
        """Return how many of the others come before the cards. A neighbour may be one of the cards itself."""
        ids = [card.id for card in column]
        if self.after in ids:
            return sum(card in others for card in column[: ids.index(self.after) + 1])
        if self.before in ids:
            return sum(card in others for card in column[: ids.index(self.before)])
        if self.after and self.before:
            raise Refused(say("refused.no-neighbours"))
        return 0 if self.before else len(others)

    def _placed(self, card: Item, rank: float) -> Item:
        status = card.status if card.phase is self.phase else PHASE_STATUSES[self.phase][0]
        return msgspec.structs.replace(card, status=status, rank=rank)

    def _label(self, cards: list[Item], others: list[Item], place: int) -> str:
        if any(card.phase is not self.phase for card in cards):
            return told("label.moved", cards, phase=name_of(self.phase.value, "phase"))
        if place:
            return told("label.placed-after", cards, other=others[place - 1].number)
        return told("label.placed-before", cards, other=others[0].number)


def make_room(column: Sequence[Item], place: int, count: int) -> tuple[list[float], list[Pair]]:
    """Return ranks for so many cards that are to come before the one at a place of a column, and the cards of the
    column that must get another rank for it, before and after: as few as can be, mostly none.

    There is no room where two devices gave the same rank, or where so much was put into one gap that no numbers
    are left between its ends.
    """
    first, end = _window(column, place, count)
    ranks = spread(*_ends(column, first, end), end - first + count)
    given = ranks[place - first : place - first + count]
    others = [*ranks[: place - first], *ranks[place - first + count :]]
    return given, [
        (card, msgspec.structs.replace(card, rank=rank))
        for card, rank in zip(column[first:end], others, strict=True)
    ]


def _window(column: Sequence[Item], place: int, count: int) -> tuple[int, int]:
    """Return from where to where cards around a place get new ranks: the shortest stretch that has the room."""
    for size in range(len(column)):
        for first in range(max(0, place - size), min(place, len(column) - size) + 1):
            if _fits(*_ends(column, first, first + size), size + count):
                return first, first + size
    return 0, len(column)


def _ends(column: Sequence[Item], first: int, end: int) -> tuple[float | None, float | None]:
    """Return the ranks on both sides of a stretch of a column; None where nothing stands."""
    return column[first - 1].rank if first else None, column[end].rank if end < len(column) else None


def _fits(low: float | None, high: float | None, count: int) -> bool:
    """Tell whether so many ranks lie between two others with a distance that rounding cannot take away."""
    if low is None or high is None:
        return True
    return _step(low, high, count) > 8 * math.ulp(max(abs(low), abs(high)))


def spread(low: float | None, high: float | None, count: int) -> list[float]:
    """Return so many ranks between two others, at even distances."""
    if low is not None and high is not None:
        step = _step(low, high, count)
        return [low + step * n for n in range(1, count + 1)]
    if high is not None:
        step = max(1.0, 2 * math.ulp(high))
        return [high - step * n for n in range(count, 0, -1)]
    low = low or 0.0
    step = max(1.0, 2 * math.ulp(low))
    return [low + step * n for n in range(1, count + 1)]


def _step(low: float, high: float, count: int) -> float:
    return high / (count + 1) - low / (count + 1)
