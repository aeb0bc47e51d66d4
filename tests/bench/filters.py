"""How long a typed letter waits for the cards that fit, in memory and in this process.

The first letter reads every card; the others find the texts folded. A filter of words is typed letter by letter,
as its beginnings are filters too.
"""

from collections.abc import Iterator
from functools import partial
from pathlib import Path

from codesign.views import board
from codesign.views.filters import read_filter
from tests.bench.figures import ms, table, timed
from tests.bench.partnerships import make_cards, workspace

_TYPED = ("transport", "tuesdays clinic", "@curling-club due:>1w van", "kind:need no:action", "-van has:owner")


def tables(folder: Path, full: bool) -> Iterator[str]:
    """Yield what each filter takes at its first letter and at its slowest one after that."""
    sizes = (1_000, 10_000) if full else (1_000,)
    rows = [row for size in sizes for row in _rows(folder / str(size), size)]
    yield table("A letter of a filter", ("filter", "cards", "first letter", "slowest after"), rows)


def _rows(folder: Path, cards: int) -> Iterator[tuple[str, ...]]:
    make_cards(folder, cards)
    opened = workspace(folder).open("River")
    for typed in _TYPED:
        beginnings = [read_filter(typed[:length]) for length in range(1, len(typed) + 1)]
        took = [timed(partial(board.columns, opened.asking, wanted)) for wanted in beginnings]
        yield typed, f"{cards:,}", ms(took[0]), ms(max(took[1:]))
    opened.close()
