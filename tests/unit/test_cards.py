"""A card takes as many lines as are counted for it."""

from datetime import date
from itertools import product

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from codesign.model import Item, Status
from codesign.settings import Density
from codesign.views.follow_through import is_open
from codesign.views.glance import Glance
from codesign.views.links import Links
from screens.board.cards import DrawnCards, Standing, draw_card
from screens.board.foot import Foot
from screens.widgets.lines import cells
from tests.support.hostile import HOSTILE
from tests.unit.test_changes import CARD

GLANCE = Glance(
    has_voice=False, has_action=False, has_measure=False, awaits_reply=False, from_withdrawn=False, days=None
)
TODAY = date(2026, 11, 23)

titles = st.one_of(
    st.sampled_from(HOSTILE), st.text(st.sampled_from("abc  é"), max_size=120), st.text(max_size=60)
)


cards = st.builds(
    lambda title, due, votes, owners, two_texts, status: msgspec.structs.replace(
        CARD,
        title=title,
        due=due,
        votes=votes,
        owners=owners,
        also=("Another text",) if two_texts else (),
        status=status,
    ),
    titles,
    st.none() | st.dates(date(2026, 11, 1), date(2027, 1, 31)),
    st.sampled_from([0, 1, 18, 204]),
    st.frozensets(st.sampled_from(["Ann Lee", "Bo", "Comms officer", *HOSTILE[:3]]), max_size=3),
    st.booleans(),
    st.sampled_from(Status),
)


@given(cards, st.booleans(), st.integers(1, 60), st.sampled_from(Density))
def test_lines_are_counted_as_they_are_drawn(card: Item, withdrawn: bool, width: int, density: Density) -> None:
    days = (card.due - TODAY).days if card.due is not None and is_open(card) else None
    glance = msgspec.structs.replace(GLANCE, from_withdrawn=withdrawn, days=days)
    links = Links({}, {}, (), frozenset({card.id} if withdrawn else ()))
    drawn = draw_card(card, width, Standing(glance, TODAY), density)
    assert DrawnCards().heights(width, density, links, TODAY)(card) == len(drawn)
    assert width == 1 or all(sum(cells(text) for text, _style in line) <= width for line in drawn)


def _foot(card: Item, width: int) -> list[str]:
    foot = Foot.of(card, TODAY, withdrawn=False)
    return ["".join(text for text, _style in line) for line in foot.lines(width, TODAY)] if foot else []


@pytest.mark.parametrize(
    ("width", "foot"),
    [
        (60, ["due Sun 10 Jan 2027 · 18 votes · Ann Lee"]),
        (40, ["due Sun 10 Jan 2027 · 18 votes · Ann Lee"]),
        (39, ["due Sun 10 Jan 2027 · +18 · Ann Lee"]),
        (34, ["due 10 Jan 2027 · +18 · Ann Lee"]),
        (30, ["due Sun 10 Jan 2027 · 18 votes", "Ann Lee"]),
        (18, ["due 10 Jan 2027", "18 votes · Ann Lee"]),
        (17, ["due 10 Jan 2027", "+18 · Ann Lee"]),
    ],
)
def test_a_foot_takes_as_many_lines_as_it_needs(width: int, foot: list[str]) -> None:
    card = msgspec.structs.replace(CARD, due=date(2027, 1, 10), votes=18, owners=frozenset({"Ann Lee"}))
    assert _foot(card, width) == foot


@given(cards, st.integers(24, 60))
def test_nothing_in_a_foot_is_left_out(card: Item, width: int) -> None:
    told = " ".join(_foot(card, width))
    assert (card.votes == 0) or f"{card.votes} vote" in told or f"+{card.votes}" in told
    assert (card.due is None) or f"{card.due.day} " in told
    assert all(
        name in told for name in card.owners if len(card.owners) == 1 and name.isascii() and len(name) < width
    )


@pytest.mark.parametrize(("width", "named"), [(40, True), (26, True), (25, False), (17, False)])
def test_on_one_line_people_are_named_where_the_whole_title_leaves_room(width: int, named: bool) -> None:
    card = msgspec.structs.replace(CARD, number="N1", title="A dry path", votes=3, owners=frozenset({"Ann Lee"}))
    (line,) = draw_card(card, width, Standing(GLANCE, TODAY), Density.COMPACT)
    told = "".join(text for text, _style in line)
    assert told.startswith("N1 A dry path")
    assert told.endswith(" · Ann Lee +3" if named else " +3")


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
