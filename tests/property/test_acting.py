"""Whatever is done to cards, in whatever order: no thread comes back to itself, no word is lost, all is undone."""

from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from codesign.commands import Command
from codesign.commands.amending import Amend, Archive
from codesign.commands.arranging import Place
from codesign.commands.cards import Advance, Assign, Convert, Move, SetDue, Tag, Vote
from codesign.commands.joining import Duplicate, Merge, Split
from codesign.commands.linking import Link, Unlink, Way
from codesign.errors import CodesignError
from codesign.model import Item, ItemKind, Phase
from codesign.opened import OpenPartnership
from codesign.views.thread import lineage
from tests.support.acting import filled, forms
from tests.support.doubles import river

NAMES = (
    *("move", "advance", "vote", "tag", "assign", "due", "convert", "archive", "place"),
    *("split", "duplicate", "merge", "merge", "link", "link", "link", "unlink", "write apart"),
)
steps = st.lists(
    st.tuples(
        st.sampled_from(NAMES),
        st.lists(st.integers(0, 20), min_size=3, max_size=3, unique=True),
        st.integers(0, 6),
    ),
    max_size=15,
)


def wish(opened: OpenPartnership, what: str, picked: list[int], choice: int, n: int) -> Command:
    every = list(opened.records.all(Item))
    cards = [every[each % len(every)] for each in picked]
    ids, one, other = tuple(card.id for card in cards), cards[0], cards[1]
    phase, kind, way = list(Phase)[choice % 3], list(ItemKind)[choice], list(Way)[choice % 3]
    wishes: dict[str, Command] = {
        "move": Move(ids, phase),
        "advance": Advance(ids, 1 if choice % 2 else -1),
        "vote": Vote(ids, choice - 3),
        "tag": Tag(ids, "ab"[choice % 2], on=choice < 4),
        "assign": Assign(ids, "ab"[choice % 2], on=choice < 4),
        "due": SetDue(ids, None),
        "convert": Convert(ids, kind),
        "archive": Archive(ids[:1], archived=choice < 2),
        "place": Place(ids[:1], phase, *ids[1:]),
        "split": Split(one, (f"part{n}a", f"part{n}b", f"part{n}c")[: 2 + choice % 2]),
        "duplicate": Duplicate(one.id),
        "merge": Merge(one.id, ids[: 2 + choice % 2]),
        "link": Link(one.id, other.id, way),
        "unlink": Unlink(one.id, other.id),
        "write apart": Amend(every[0], {"title": f"title{n}", "text": f"text{n}"}),
    }
    return wishes[what]


def said(opened: OpenPartnership) -> set[str]:
    """Return all words that stand in cards that are not archived."""
    texts: list[Any] = []
    for card in opened.records.live(Item):
        texts += [card.title, card.text, card.because, *(text for found in card.also.values() for text in found)]
    return set(" ".join(texts).split())


@given(steps)
def test_acting_on_cards(taken: list[tuple[str, list[int], int]]) -> None:
    opened = filled(river(), "? dry", "* bridge @ann", "? light", "* lamp", "* bench @bob")
    states = [forms(opened)]
    for n, (what, picked, choice) in enumerate(taken):
        before = said(opened)
        try:
            done = opened.execute(wish(opened, what, picked, choice, n))
        except CodesignError:
            assert forms(opened) == states[-1]
            continue
        if done is not None:
            states.append(forms(opened))
        if what == "merge":
            assert before <= said(opened)
        for record in opened.records:
            assert record.id not in record.origins
            assert record.id not in _above(opened, record)
    for state in reversed(states[:-1]):
        opened.undo()
        assert forms(opened) == state
    for state in states[1:]:
        opened.redo()
        assert forms(opened) == state


def _above(opened: OpenPartnership, record: Any) -> frozenset[str]:
    found = (opened.records.find(each) for each in record.origins)
    return frozenset().union(*(lineage(opened.records, each) for each in found if each is not None))
