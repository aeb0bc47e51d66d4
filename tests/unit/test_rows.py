"""The rows of a column, made of those that it had before."""

import msgspec
from hypothesis import given
from hypothesis import strategies as st

from codesign.model import Item, ItemKind, Status
from codesign.views.board import Grouping
from screens.board.rows import place_of, rows_of
from tests.support.doubles import river

RECORDS = river().records
CARDS = [
    Item(id=f"id{n}", number=f"N{n}", schema=1, kind=ItemKind.NEED, status=Status.RAISED, title=f"Card {n}")
    for n in range(8)
]
CHANGED = [msgspec.structs.replace(each, title=f"{each.title}, changed") for each in CARDS]
COLUMNS = st.lists(st.sampled_from([*CARDS, *CHANGED]), unique_by=lambda each: each.id)
"""Some of the cards, in any order, some of them changed."""


@given(COLUMNS, COLUMNS, st.sampled_from([Grouping.NONE, Grouping.STATUS, Grouping.OWNER]))
def test_rows_are_those_of_the_cards_whatever_rows_there_were(
    before: list[Item], now: list[Item], by: Grouping
) -> None:
    had = rows_of(RECORDS, before, by)

    assert rows_of(RECORDS, now, Grouping.NONE, had, before) == rows_of(RECORDS, now, Grouping.NONE)


@given(COLUMNS, st.integers(0, 7))
def test_a_card_that_goes_leaves_the_rows_of_the_others_as_they_are(cards: list[Item], place: int) -> None:
    had = rows_of(RECORDS, cards, Grouping.NONE)
    stay = [row for n, row in enumerate(had) if n != place]

    left = [card for n, card in enumerate(cards) if n != place]
    rows = rows_of(RECORDS, left, Grouping.NONE, had, cards)

    assert all(row is each for row, each in zip(rows, stay, strict=True))
    assert rows_of(RECORDS, left, Grouping.NONE, rows, left) is rows


@given(COLUMNS, st.sampled_from(CARDS), st.sampled_from([Grouping.NONE, Grouping.STATUS]))
def test_the_place_of_a_card_is_found(cards: list[Item], card: Item, by: Grouping) -> None:
    rows = rows_of(RECORDS, cards, by)
    found = [n for n, row in enumerate(rows) if row.item is card]
    assert place_of(rows, card) == (found[0] if found else None)
