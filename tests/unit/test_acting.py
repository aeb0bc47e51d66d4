"""What is done to several cards at once is one change, and undone as one."""

from collections.abc import Callable
from datetime import date
from functools import partial

import pytest

from codesign.commands import Command
from codesign.commands.amending import Amend, Archive
from codesign.commands.cards import Advance, Assign, Convert, Move, SetDue, Tag, Vote
from codesign.errors import Refused
from codesign.model import ItemKind, Phase, Status
from codesign.opened import OpenPartnership
from tests.support.acting import bob, card, column, filled, forms, ids, refused, told

Act = Callable[[tuple[str, ...]], Command]


@pytest.fixture
def board(river: OpenPartnership) -> OpenPartnership:
    """Four needs, N2 and N3 with something of their own, an idea, and a voice."""
    return filled(river, "? one", "? two #wet @ann", "? three due:fri @Ann", "? four", "* five", '"six')


def test_moving_several_keeps_their_order(board: OpenPartnership) -> None:
    assert told(board, Move(ids(board, "N3 N1 I1 N3"), Phase.CO_DESIGN)) == "moved 2 cards to co-design"
    assert (column(board), column(board, "co-design")) == ("N2 N4", "I1 N1 N3")
    assert card(board, "N3").status is Status.IDEA
    board.undo()
    assert (column(board), column(board, "co-design")) == ("N1 N2 N3 N4", "I1")
    assert board.execute(Move(ids(board, "N1 N2"), Phase.CO_DEFINE)) is None
    assert told(board, Move(ids(board, "N1"), Phase.CO_DESIGN)) == "moved N1 to co-design"


def test_the_status_of_several(board: OpenPartnership) -> None:
    assert told(board, Advance(ids(board, "N1 N2"))) == "2 cards are now exploring"
    assert told(board, Advance(ids(board, "N1 N3 I1"))) == "took 3 cards to the next status"
    assert told(board, Advance(ids(board, "N1 N2"))) == "N2 is now agreed, but not N1"
    assert refused(board, Advance(ids(board, "N1 N2"))) == "N1, N2: each has the last status of its phase"
    assert told(board, Advance(ids(board, "N1 I1 N4"), -1)) == "took 2 cards to the status before, but not N4"
    assert refused(board, Advance(ids(board, "I1 N4"), -1)) == (
        "N4, I1: each has the first status of its phase"
    ), "in the order of the board"


def test_tags_are_one_word_in_small_letters(board: OpenPartnership) -> None:
    assert told(board, Tag(ids(board, "N1 N2"), " #WET ")) == "tagged N1 #wet", "N2 has it"
    assert told(board, Tag(ids(board, "N1 N2"), "after School")) == "tagged 2 cards #after-school"
    assert card(board, "N2").tags == {"wet", "after-school"}
    assert told(board, Tag(ids(board, "N1 N2 N3"), "wet", on=False)) == "took #wet off 2 cards"
    assert board.execute(Tag(ids(board, "N1"), "wet", on=False)) is None
    assert refused(board, Tag(ids(board, "N1"), "# \u200b,")) == "a tag needs letters"


def test_owners_are_the_same_however_they_are_written(board: OpenPartnership) -> None:
    assert told(board, Assign(ids(board, "N1 N2 N3"), "@ann ")) == "N1 has ann as owner"
    assert told(board, Assign(ids(board, "N1 N2 N3"), "ANN", on=False)) == "took ANN off 3 cards"
    assert [card(board, number).owners for number in ("N1", "N2", "N3")] == [frozenset()] * 3
    assert told(board, Assign(ids(board, "N1 N2"), "town planner")) == "2 cards have town planner as owner"
    assert refused(board, Assign(ids(board, "N1"), "@")) == "an owner needs a name"


def test_a_day_for_several(board: OpenPartnership) -> None:
    assert told(board, SetDue(ids(board, "N1 N3"), date(2026, 12, 4))) == "2 cards are due Fri 4 Dec"
    assert told(board, SetDue(ids(board, "N1 N2 N3"), None)) == "2 cards are due on no day"
    assert card(board, "N3").due is None
    board.undo()
    board.undo()
    assert (card(board, "N1").due, card(board, "N3").due) == (None, date(2026, 11, 27))


def test_votes_for_several(board: OpenPartnership) -> None:
    assert told(board, Vote(ids(board, "N1 N2"), 2)) == "votes for 2 cards: +2 each"
    assert told(board, Vote(ids(board, "N1 N4"), -1)) == "N1 has 1 vote", "N4 has none to take away"
    assert board.execute(Vote(ids(board, "N3 N4"), -1)) is None


def test_several_are_archived_and_brought_back(board: OpenPartnership) -> None:
    assert told(board, Archive(ids(board, "N1 V1 N1"))) == "archived 2 records"
    assert column(board) == "N2 N3 N4"
    assert told(board, Archive(ids(board, "N1 V1 N2"), archived=False)) == "brought 2 records back"
    board.undo()
    board.undo()
    assert column(board) == "N1 N2 N3 N4"


def test_a_card_of_another_kind_keeps_its_number(board: OpenPartnership) -> None:
    assert told(board, Convert(ids(board, "N1"), ItemKind.ASSET)) == "N1 is now of the kind asset"
    assert column(board) == "N1 N2 N3 N4", "an asset stands in the same phase"
    board.execute(Advance(ids(board, "I1")))
    assert told(board, Convert(ids(board, "N3 N2 I1"), ItemKind.ACTION)) == "3 cards are now of the kind action"
    assert (column(board), column(board, "co-design")) == ("N1 N4", "I1 N2 N3")
    assert (card(board, "N2").status, card(board, "I1").status) == (Status.IDEA, Status.SHAPING)
    assert board.execute(Convert(ids(board, "N2"), ItemKind.ACTION)) is None
    board.undo()
    assert (column(board), card(board, "N2").kind) == ("N1 N2 N3 N4", ItemKind.NEED)


def each(cards: tuple[str, ...]) -> tuple[Command, ...]:
    return (
        Move(cards, Phase.CO_EVALUATE),
        Advance(cards),
        Vote(cards, 1),
        Tag(cards, "new"),
        Assign(cards, "carl"),
        SetDue(cards, date(2027, 1, 1)),
        Convert(cards, ItemKind.LEARNING),
    )


def test_all_is_refused_where_one_is_gone_or_archived(board: OpenPartnership) -> None:
    chosen = ids(board, "N1 N2 N3")
    bob(board).execute(Archive(ids(board, "N2")))
    for command in each(chosen):
        assert refused(board, command) == "N2 is archived"
    for command in (*each(("nothing", chosen[0])), Archive(("nothing", chosen[0]))):
        assert refused(board, command) == "that is not here any more"
    for command in each(()):
        assert refused(board, command) == "choose a card first"


@pytest.mark.parametrize("nth", range(7))
def test_one_undo_takes_it_back_from_all(board: OpenPartnership, nth: int) -> None:
    before = forms(board)
    board.execute(each(ids(board, "N1 N2 N3"))[nth])
    after = forms(board)
    assert len([number for number in before if before[number] != after[number]]) == 3
    board.undo()
    assert forms(board) == before
    board.redo()
    assert forms(board) == after


@pytest.mark.parametrize(
    ("command", "other"),
    [
        (partial(Move, phase=Phase.CO_DESIGN), Advance),
        (Advance, Advance),
        (partial(Vote, votes=1), partial(Vote, votes=1)),
        (partial(Tag, tag="new"), partial(Tag, tag="new", on=False)),
        (partial(Assign, owner="carl"), partial(Assign, owner="carl", on=False)),
        (partial(SetDue, due=None), partial(SetDue, due=date(2027, 1, 1))),
        (partial(Convert, kind=ItemKind.ACTION), partial(Convert, kind=ItemKind.IDEA)),
        (Archive, partial(Archive, archived=False)),
    ],
)
def test_what_another_did_to_one_of_them_since_is_not_overwritten(
    board: OpenPartnership, command: Act, other: Act
) -> None:
    cards = ids(board, "N1 N2 N3")
    board.execute(command(cards))
    bob(board).execute(other(cards[2:]))
    before = forms(board)
    with pytest.raises(Refused, match=r"N3 was changed since .* by bob"):
        board.undo()
    assert forms(board) == before


def test_what_another_wrote_elsewhere_in_the_card_stays(board: OpenPartnership) -> None:
    board.execute(Tag(ids(board, "N1 N2"), "new"))
    bob(board).execute(Tag(ids(board, "N1"), "his"))
    bob(board).execute(Amend(card(board, "N2"), {"title": "his"}))
    board.undo()
    assert (card(board, "N1").tags, card(board, "N2").title) == (frozenset({"his"}), "his")
