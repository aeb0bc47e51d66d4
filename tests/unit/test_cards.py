"""A card takes as many lines as are counted for it."""

from datetime import date
from itertools import product

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from codesign.settings import Density
from codesign.views.glance import Glance
from codesign.views.links import Links
from screens.board.cards import DrawnCards, Standing, card_heights, draw_card
from tests.support.hostile import HOSTILE
from tests.unit.test_changes import CARD

GLANCE = Glance(
    has_voice=False, has_action=False, has_measure=False, awaits_reply=False, from_withdrawn=False, days=None
)
TODAY = date(2026, 11, 23)

titles = st.one_of(
    st.sampled_from(HOSTILE), st.text(st.sampled_from("abc  é"), max_size=120), st.text(max_size=60)
)


@given(
    titles,
    st.booleans(),
    st.booleans(),
    st.booleans(),
    st.integers(1, 60),
    st.sampled_from(Density),
)
def test_lines_are_counted_as_they_are_drawn(
    title: str, due: bool, voted: bool, withdrawn: bool, width: int, density: Density
) -> None:
    card = msgspec.structs.replace(CARD, title=title, due=date(2026, 12, 1) if due else None, votes=int(voted))
    glance = msgspec.structs.replace(GLANCE, from_withdrawn=withdrawn)
    links = Links({}, {}, (), frozenset({card.id} if withdrawn else ()))
    drawn = draw_card(card, width, Standing(glance, TODAY), density)
    assert card_heights(width, density, links)(card) == len(drawn)


@pytest.mark.parametrize(
    ("width", "foot"),
    [
        (60, "due Sun 10 Jan 2027 · 18 votes · Ann Lee"),
        (30, "due Sun 10 Jan 2027 · +18"),
        (25, "due Sun 10 Jan 2027 · +18"),
        (24, "due 10 Jan 2027 · +18"),
        (21, "due 10 Jan 2027 · +18"),
        (20, "due 10 Jan 2027"),
        (12, "due 10 Jan…"),
    ],
)
def test_votes_are_whole_or_are_not_there(width: int, foot: str) -> None:
    card = msgspec.structs.replace(CARD, due=date(2027, 1, 10), votes=18, owners=("Ann Lee",))
    drawn = draw_card(card, width, Standing(GLANCE, TODAY), Density.COMFORTABLE)
    assert foot in ["".join(text for text, _style in line) for line in drawn]


def test_a_card_is_drawn_anew_when_anything_about_it_changed() -> None:
    standing = Standing(GLANCE, TODAY)
    cards = [CARD, msgspec.structs.replace(CARD, title="Another"), msgspec.structs.replace(CARD)]
    standings = [
        standing,
        msgspec.structs.replace(standing, chosen=True),
        msgspec.structs.replace(standing, readers="Bo"),
        msgspec.structs.replace(standing, glance=msgspec.structs.replace(GLANCE, has_voice=True)),
    ]
    drawn = DrawnCards()
    for _ in range(2):
        for card, about, width, density in product(cards, standings, (20, 40), Density):
            assert drawn.lines(card, width, about, density) == draw_card(card, width, about, density)


def test_a_card_that_is_as_it_was_is_not_drawn_again() -> None:
    drawn = DrawnCards()
    first = drawn.lines(CARD, 40, Standing(GLANCE, TODAY), Density.COMFORTABLE)
    assert drawn.lines(CARD, 40, Standing(GLANCE, TODAY), Density.COMFORTABLE) is first
