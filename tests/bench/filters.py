"""How long a typed letter waits for the cards that fit, in memory and in this process.

On the board the cards are read between `/` and the first letter, and the letters find the texts folded; a letter
that comes at once waits for what is not read yet, which is all of it here. A filter of words is typed letter by
letter, as its beginnings are filters too.
"""

from collections.abc import Iterator
from functools import partial
from pathlib import Path

from codesign.model import Item
from codesign.opened import OpenPartnership
from codesign.views import board
from codesign.views.filters import read_ahead, read_filter
from tests.bench.figures import ms, table, timed
from tests.bench.partnerships import make_cards, workspace

_TYPED = ("transport", "tuesdays clinic", "@curling-club due:>1w van", "kind:need no:action", "-van has:owner")

_HEAD = ("filter", "cards", "first letter at once", "reading", "first letter", "slowest after")


def tables(folder: Path, full: bool) -> Iterator[str]:
    """Yield what each filter takes at its first letter, before and after the cards were read, and at its slowest
    one after that."""
    sizes = (1_000, 10_000) if full else (1_000,)
    rows = [row for size in sizes for row in _rows(folder / str(size), size)]
    yield table(
        "A letter of a filter",
        ("filter", "cards", "first letter at once", "reading", "first letter", "slowest after"),
        rows,
    )


def _rows(folder: Path, cards: int) -> Iterator[tuple[str, ...]]:
    make_cards(folder, cards)
    for typed in _TYPED:
        opened = workspace(folder).open("River")  # no card of it was read yet
        beginnings = [read_filter(typed[:length]) for length in range(1, len(typed) + 1)]
        first, *others = [partial(board.columns, opened.asking, wanted) for wanted in beginnings]
        at_once = timed(first)
        reading = timed(partial(_read, opened))
        yield typed, f"{cards:,}", ms(at_once), ms(reading), ms(timed(first)), ms(max(map(timed, others)))
        opened.close()


def _read(opened: OpenPartnership) -> None:
    for _step in read_ahead(opened.records.live(Item)):
        pass
