"""The board: cards in the order of their columns, and what a search leaves of them."""

from collections import Counter
from collections.abc import Mapping

from codesign.model import Item, Phase
from codesign.records import Records, by_number
from codesign.views.find import holds, wanted


def columns(records: Records, find: str = "") -> dict[Phase, tuple[Item, ...]]:
    """Return the cards of each phase, by rank; with `find` only those that hold all of its words."""
    found: dict[Phase, list[Item]] = {phase: [] for phase in Phase}
    words = wanted(find)
    for item in records.live(Item):
        if not words or _holds(item, words):
            found[item.phase].append(item)
    return {phase: tuple(sorted(items, key=place_in_column)) for phase, items in found.items()}


def counts(records: Records) -> Mapping[Phase, int]:
    """Return how many cards stand in each phase."""
    return Counter(item.phase for item in records.live(Item))


def place_in_column(item: Item) -> tuple[float, tuple[str, int, str]]:
    """Return the key that sorts the cards of a column: by rank, and where two devices gave the same by number."""
    return item.rank, by_number(item)


def _holds(item: Item, words: list[str]) -> bool:
    return holds(
        words, f"{item.number} {item.title} {item.text} {item.kind} {item.status}", item.owners, item.tags
    )
