"""Which item of a returned document is which item of the one that left."""

from collections.abc import Iterator, Mapping, Sequence

import msgspec
from rapidfuzz import fuzz, process

from codesign.model import ExportedItem
from exports.review.folding import fold
from exports.review.returned import ReturnedItem

ALIKE = 80
"""From this many of 100 on (rapidfuzz's ratio of the folded texts), an item without its number is taken for one
whose number is nowhere else."""
_SHORTEST = 8
"""Letters; shorter texts must be the same, for a few letters are easily alike."""


class Match(msgspec.Struct, frozen=True):
    """An item that came back, and what it is."""

    item: ReturnedItem
    number: str
    """The number that it bears or bore; "" for none."""
    printed: ExportedItem | None
    """How it was printed; None where it was not."""
    by_text: bool = False
    """Whether only its words tell which it is."""
    extra: bool = False
    """Whether its number stands there more often than it was printed."""


def matches(items: Sequence[ReturnedItem], printed: Mapping[str, ExportedItem]) -> Iterator[Match]:
    """Yield what each returned item is, in order."""
    prints = {number: [item, *item.again] for number, item in printed.items()}
    chosen = _by_number(items, prints)
    bare = [n for n, item in enumerate(items) if n not in chosen]
    lost = {number: found[0] for number, found in prints.items() if number not in {n for n, _p in chosen.values()}}
    by_text = _by_text({n: items[n].text for n in bare}, lost)
    for n, item in enumerate(items):
        if n in chosen:
            number, found = chosen[n]
            yield Match(item, number, found)
        elif n in by_text:
            yield Match(item, by_text[n], lost[by_text[n]], by_text=True)
        else:
            yield Match(item, item.number, printed.get(item.number), extra=item.number in printed)


def _by_number(
    items: Sequence[ReturnedItem], prints: Mapping[str, list[ExportedItem]]
) -> dict[int, tuple[str, ExportedItem]]:
    """Return by its place what each item is that bears a number which was printed. Of a number that stands there
    more often than it was printed, those are meant that are most like what was printed."""
    places: dict[str, list[int]] = {}
    for n, item in enumerate(items):
        if item.number in prints:
            places.setdefault(item.number, []).append(n)
    chosen: dict[int, tuple[str, ExportedItem]] = {}
    for number, found in places.items():
        wanted = prints[number]
        best = sorted(found, key=lambda n: -_alike(items[n].text, prints[items[n].number][0].text))[: len(wanted)]
        chosen |= {n: (number, print_) for n, print_ in zip(sorted(best), wanted, strict=False)}
    return chosen


def most_alike(text: str, texts: Mapping[str, str]) -> list[tuple[str, float]]:
    """Return the numbers of the texts that are enough like this one to be it, each with how much, of 100; the most
    alike first, three at most."""
    folded = fold(text)
    least = ALIKE if len(folded) >= _SHORTEST else 100
    found = process.extract(folded, texts, scorer=fuzz.ratio, processor=fold, score_cutoff=least, limit=3)
    return [(number, score) for _text, score, number in found]


def _alike(one: str, other: str) -> float:
    return fuzz.ratio(fold(one), fold(other))


def _by_text(bare: Mapping[int, str], lost: Mapping[str, ExportedItem]) -> dict[int, str]:
    """Return the numbers of the items that have lost theirs, by their places, the most alike first."""
    texts = {number: item.text for number, item in lost.items()}
    found = [(-score, n, number) for n, text in bare.items() for number, score in most_alike(text, texts)]
    chosen: dict[int, str] = {}
    for _score, n, number in sorted(found):
        if n not in chosen and number not in chosen.values():
            chosen[n] = number
    return chosen
