"""The board: cards in the order of their columns, and what a search leaves of them."""

from collections import Counter
from collections.abc import Mapping

from codesign.model import Item, Phase
from codesign.records import Records, by_number
from codesign.text import folded


def columns(records: Records, find: str = "") -> dict[Phase, tuple[Item, ...]]:
    """Return the cards of each phase, by rank; with `find` only those that hold all of its words."""
    found: dict[Phase, list[Item]] = {phase: [] for phase in Phase}
    wanted = folded(find).split()
    for item in records.live(Item):
        if not wanted or _holds(item, wanted):
            found[item.phase].append(item)
    return {phase: tuple(sorted(items, key=_place)) for phase, items in found.items()}


def counts(records: Records) -> Mapping[Phase, int]:
    """Return how many cards stand in each phase."""
    return Counter(item.phase for item in records.live(Item))


def last_rank(records: Records, phase: Phase) -> float:
    """Return the rank of the last card of a column, archived ones included; 0 where it is empty."""
    return max((item.rank for item in records.all(Item) if item.phase is phase), default=0.0)


def _place(item: Item) -> tuple[float, tuple[str, int, str]]:
    return item.rank, by_number(item)


def _holds(item: Item, wanted: list[str]) -> bool:
    """Tell whether a card holds all words: "@word" among its owners, "#word" among its tags, others anywhere."""
    owners, tags = folded(" ".join(item.owners)), folded(" ".join(item.tags))
    text = folded(f"{item.number} {item.title} {item.text} {item.kind} {item.status}")
    places = {"@": owners, "#": tags}
    return all(
        word[1:] in places[word[0]] if word[0] in places else word in f"{text} {owners} {tags}" for word in wanted
    )
