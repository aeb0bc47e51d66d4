"""What commands on several records share: which ones are meant, and one change for all of them.

A selection is a tuple of ids, of one record or of many. If one of them is gone or was archived meanwhile, the
whole is refused: half of what somebody asked for is not what they asked for.
"""

from collections.abc import Callable, Iterable, Sequence
from typing import Any, TypeVar

from codesign.changes import Change, change
from codesign.commands.base import wanted
from codesign.errors import Refused
from codesign.model import Item, Phase, Record
from codesign.records import Records
from codesign.views.board import place_in_column
from codesign.words import say

R = TypeVar("R", bound=Record)

_PHASES = tuple(Phase)


def chosen(records: Records, ids: Iterable[str]) -> list[Item]:
    """Return the cards of a selection, each once, in the order in which they stand on the board.

    Raises:
        Refused: there are none, or one is not here any more or archived.
    """
    cards = [wanted(records, Item, each) for each in dict.fromkeys(ids)]
    if not cards:
        raise Refused(say("refused.none-chosen"))
    return sorted(cards, key=lambda card: (_PHASES.index(card.phase), place_in_column(card)))


def told(key: str, changed: Sequence[Record], **values: Any) -> str:
    """Return the label of a change of these records: one is named, more are counted."""
    return say(key, n=len(changed), number=changed[0].number, **values)


def rewritten(key: str, before: Iterable[R], rewrite: Callable[[R], R], **values: Any) -> Change:
    """Return the change that rewrites records; those that it leaves as they are do not count in its label."""
    pairs = [(each, after) for each in before if (after := rewrite(each)) != each]
    if not pairs:
        return Change("", ())
    return change(told(key, [each for each, _after in pairs], **values), *pairs)
