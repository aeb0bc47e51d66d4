"""Take cards of another program in, all of them in one change."""

from collections.abc import Iterable

import msgspec

from codesign.changes import Change, change
from codesign.commands.base import Maker
from codesign.imports.foreign import NewCard
from codesign.model import Item, Phase, Record
from codesign.records import Records
from codesign.text import one_line
from codesign.words import say

_MOST_NAME = 80
"""Characters of a file's name in the history."""


def there_already(records: Records, cards: Iterable[NewCard]) -> dict[NewCard, Item]:
    """Return the cards that are probably on the board already, each with the one of the same title and column."""
    live = {(item.title, item.phase): item for item in records.live(Item)}
    return {card: item for card in cards if (item := live.get((card.title, card.phase))) is not None}


class Import(msgspec.Struct, frozen=True):
    """Make cards, each at the end of its column, in their order. One undo takes all of them back."""

    cards: tuple[NewCard, ...]
    file: str
    """The name of the file that they come from."""
    again: bool = False
    """Also those that are there already."""

    def apply(self, records: Records, make: Maker) -> Change:
        there = {} if self.again else there_already(records, self.cards)
        ranks = {phase: records.last_rank(phase) for phase in Phase}
        made: list[tuple[Record | None, Record]] = []
        for card in self.cards:
            if card in there:
                continue
            ranks[card.phase] += 1
            made.append((None, _item(make, card, ranks[card.phase])))
        if not made:
            return Change("", ())
        name = one_line(self.file)[:_MOST_NAME]
        return change(say("label.imported", n=len(made), file=name), *made)


def _item(make: Maker, card: NewCard, rank: float) -> Item:
    return make.make(
        Item,
        kind=card.kind,
        status=card.status,
        title=card.title,
        text=card.text,
        owners=frozenset(card.owners),
        tags=frozenset(card.tags),
        due=card.due,
        votes=card.votes,
        parked=card.parked,
        rank=rank,
    )
