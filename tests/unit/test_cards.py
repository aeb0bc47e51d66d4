"""A card takes as many lines as are counted for it."""

from datetime import date

import msgspec
from hypothesis import given
from hypothesis import strategies as st

from codesign.settings import Density
from codesign.views.glance import Glance
from codesign.views.links import Links
from screens.board.cards import Standing, card_heights, draw_card
from tests.support.hostile import HOSTILE
from tests.unit.test_changes import CARD

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
    glance = Glance(
        has_voice=False,
        has_action=False,
        has_measure=False,
        awaits_reply=False,
        from_withdrawn=withdrawn,
        days=None,
    )
    links = Links({}, {}, (), frozenset({card.id} if withdrawn else ()))
    drawn = draw_card(card, width, Standing(glance, date(2026, 11, 23)), density)
    assert card_heights(width, density, links)(card) == len(drawn)
