"""After any placings the order on the board is the order that was asked for."""

import math
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from codesign.changes import Change, change
from codesign.commands import Maker
from codesign.commands.arranging import Place, make_room
from codesign.commands.cards import Move
from codesign.model import PHASE_STATUSES, Item, ItemKind, Phase
from codesign.opened import OpenPartnership
from codesign.records import Records
from codesign.views.board import in_order
from tests.support.acting import forms
from tests.support.doubles import river

Order = dict[Phase, list[str]]

ranks = st.sampled_from([0.0, 1.0, math.nextafter(1.0, 2.0), 1.5, 2.0, 5e-324, -3.0, 2.0**53, 1e300, -1e300])
phases = st.sampled_from(Phase)
wishes = st.lists(
    st.one_of(
        st.tuples(st.just("place"), st.sets(st.integers(0, 8), min_size=1, max_size=3), phases, st.integers(0, 9)),
        st.tuples(st.just("move"), st.sets(st.integers(0, 8), min_size=1, max_size=3), phases, st.just(0)),
        st.tuples(st.just("undo"), st.just(set[int]()), phases, st.just(0)),
    ),
    max_size=12,
)


@dataclass(frozen=True)
class Lay:
    """Lay cards with ranks of our own choice, as devices apart and other programs may give them."""

    cards: tuple[tuple[Phase, float], ...]

    def apply(self, records: Records, make: Maker) -> Change:
        """Make the cards."""
        del records
        made = (
            make.make(Item, kind=ItemKind.NEED, status=PHASE_STATUSES[phase][0], title="card", rank=rank)
            for phase, rank in self.cards
        )
        return change("laid", *((None, each) for each in made))


def shown(opened: OpenPartnership) -> Order:
    return {phase: [card.id for card in found] for phase, found in in_order(opened.records).items()}


def moved(order: Order, cards: list[str], phase: Phase, place: int) -> Order:
    """Return the order with cards before the one at a place of a column, which is counted without them."""
    left = {each: [card for card in column if card not in cards] for each, column in order.items()}
    return {**left, phase: [*left[phase][:place], *cards, *left[phase][place:]]}


@given(st.lists(st.tuples(phases, ranks), min_size=1, max_size=9), wishes)
def test_the_order_is_the_order_asked_for(
    laid: list[tuple[Phase, float]], asked: list[tuple[str, set[int], Phase, int]]
) -> None:
    opened = river()
    opened.execute(Lay(tuple(laid)))
    every = [card.id for card in opened.records.all(Item)]
    before = [(shown(opened), forms(opened))]
    for what, picked, phase, wished in asked:
        order, _forms = before[-1]
        if what == "undo":
            if len(before) > 1:
                before.pop()
                opened.undo()
                assert (shown(opened), forms(opened)) == before[-1]
            continue
        wanted = {every[n % len(every)] for n in picked}
        cards = [each for column in order.values() for each in column if each in wanted]
        if what == "place":
            others = [each for each in order[phase] if each not in cards]
            place = min(wished, len(others))
            neighbours = ["", *others, ""][place : place + 2]
            done = opened.execute(Place(tuple(cards), phase, *neighbours))
        else:
            cards = [each for each in cards if each not in order[phase]]
            place = len(order[phase])
            done = opened.execute(Move(tuple(wanted), phase))
        assert shown(opened) == moved(order, cards, phase, place)
        if done is not None:
            before.append((shown(opened), forms(opened)))


def _card(n: int, rank: float) -> Item:
    fields: dict[str, Any] = {"kind": ItemKind.NEED, "status": PHASE_STATUSES[Phase.CO_DEFINE][0], "title": "card"}
    return Item(id=f"card{n}", number=f"N{n}", schema=1, rank=rank, **fields)


@given(st.lists(ranks, max_size=7), st.integers(0, 7), st.integers(1, 3))
def test_what_gets_another_rank_is_one_stretch_around_the_place(
    found: list[float], wished: int, count: int
) -> None:
    column = [_card(n, rank) for n, rank in enumerate(sorted(found), 1)]
    place = min(wished, len(column))
    made, others = make_room(column, place, count)
    after = {before.id: now.rank for before, now in others}
    stretch = [n for n, card in enumerate(column) if card.id in after] or [place - 1]
    first, last = (stretch[0], stretch[-1]) if after else (place, place - 1)
    assert len(after) == last - first + 1
    assert first <= place <= last + 1
    left = [after.get(card.id, card.rank) for card in column]
    whole = [-math.inf, *left[:place], *made, *left[place:], math.inf]
    assert all(one < other for one, other in pairwise(whole[first : last + 1 + count + 2])), "strictly in order"


@given(st.integers(0, 30), st.integers(0, 30), st.integers(1, 9))
def test_where_there_is_room_no_other_card_is_touched(size: int, wished: int, count: int) -> None:
    column = [_card(n, float(n)) for n in range(size)]
    assert make_room(column, min(wished, size), count)[1] == []
