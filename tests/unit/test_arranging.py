"""Where a card goes that is put between two others."""

import pytest

from codesign.commands.amending import Amend, Archive
from codesign.commands.arranging import Place
from codesign.commands.cards import Advance, Move
from codesign.errors import Refused
from codesign.model import Phase, Status
from codesign.opened import OpenPartnership
from tests.support.acting import bob, card, column, filled, forms, ids, refused, told


@pytest.fixture
def board(river: OpenPartnership) -> OpenPartnership:
    """Four needs and two ideas."""
    return filled(river, "? one", "? two", "? three", "? four", "* five", "* six")


def place(
    board: OpenPartnership, cards: str, after: str = "", before: str = "", phase: str = "co-define"
) -> Place:
    def found(number: str) -> str:
        return board.numbered(number).id if number else ""

    return Place(ids(board, cards), Phase(phase), found(after), found(before))


@pytest.mark.parametrize(
    ("cards", "after", "before", "order", "label"),
    [
        ("N4", "N1", "N2", "N1 N4 N2 N3", "put N4 after N1"),
        ("N4", "", "N1", "N4 N1 N2 N3", "put N4 before N1"),
        ("N1", "N4", "", "N2 N3 N4 N1", "put N1 after N4"),
        ("N1", "", "", "N2 N3 N4 N1", "put N1 after N4"),
        ("N2", "N3", "N4", "N1 N3 N2 N4", "put N2 after N3"),
        ("N3", "N1", "N2", "N1 N3 N2 N4", "put N3 after N1"),
        ("N4 N3", "", "N1", "N3 N4 N1 N2", "put 2 cards before N1"),
        ("N1 N3", "N4", "", "N2 N4 N1 N3", "put 2 cards after N4"),
        ("N1 N3", "N3", "N4", "N2 N1 N3 N4", "put 2 cards after N2"),
        ("N2 N4", "N1", "N2", "N1 N2 N4 N3", "put 2 cards after N1"),
        ("N1", "N3", "N2", "N2 N3 N1 N4", "put N1 after N3"),
    ],
)
def test_within_a_column(
    board: OpenPartnership, cards: str, after: str, before: str, order: str, label: str
) -> None:
    assert told(board, place(board, cards, after, before)) == label
    assert column(board) == order
    board.undo()
    assert column(board) == "N1 N2 N3 N4"


def test_into_another_column(board: OpenPartnership) -> None:
    board.execute(Advance(ids(board, "N1 N2")))
    assert told(board, place(board, "N2", "I1", "I2", "co-design")) == "moved N2 to co-design"
    assert (column(board), column(board, "co-design")) == ("N1 N3 N4", "I1 N2 I2")
    assert card(board, "N2").status is Status.IDEA
    assert told(board, place(board, "N1 I1", "I2", "", "co-design")) == "moved 2 cards to co-design"
    assert column(board, "co-design") == "N2 I2 N1 I1"
    assert told(board, place(board, "N3", phase="co-evaluate")) == "moved N3 to co-evaluate"
    board.undo()
    board.undo()
    board.undo()
    assert (column(board), column(board, "co-design")) == ("N1 N2 N3 N4", "I1 I2")
    assert card(board, "N2").status is Status.EXPLORING


def test_what_stands_there_already_is_no_change(board: OpenPartnership) -> None:
    assert board.execute(place(board, "N2", "N1", "N3")) is None
    assert board.execute(place(board, "N2 N3", "N1", "N4")) is None
    assert board.execute(place(board, "N4")) is None


def test_only_the_card_gets_another_rank(board: OpenPartnership) -> None:
    done = board.execute(place(board, "N4", "N1", "N2"))
    assert done is not None
    assert [edit.now for edit in done.change.edits] == [{"rank": 1.5}]


def test_a_neighbour_that_has_gone_is_replaced_by_the_other(board: OpenPartnership) -> None:
    between = place(board, "N1", "N3", "N4")
    other = bob(board)
    other.execute(Move(ids(board, "N3"), Phase.CO_DESIGN))
    board.execute(between)
    assert column(board) == "N2 N1 N4"
    board.undo()
    other.execute(Archive(ids(board, "N4")))
    assert "both cards between which" in refused(board, between)
    first, last = place(board, "N2", "", "N3"), place(board, "N1", "N3", "")
    board.execute(first)
    assert column(board) == "N2 N1", "the first needs no neighbour"
    board.execute(place(board, "N2", "N1"))
    board.execute(last)
    assert column(board) == "N2 N1", "nor does the last"


def test_a_card_that_has_gone_is_refused(board: OpenPartnership) -> None:
    moved = place(board, "N1", "N3", "N4")
    bob(board).execute(Archive(ids(board, "N1")))
    assert refused(board, moved) == "N1 is archived"
    assert refused(board, Place(("nothing",), Phase.CO_DEFINE)) == "that is not here any more"
    assert refused(board, Place((), Phase.CO_DEFINE)) == "choose a card first"


def test_between_two_that_were_given_the_same_rank(board: OpenPartnership) -> None:
    """As two devices do that place a card into the same gap while they are apart."""
    for number in ("N2", "N3"):
        board.execute(Amend(card(board, number), {"rank": 1.5}))
    assert column(board) == "N1 N2 N3 N4", "by number"
    done = board.execute(place(board, "N4", "N2", "N3"))
    assert column(board) == "N1 N2 N4 N3"
    assert done is not None
    assert len(done.change.edits) == 2, "the card and one neighbour"
    board.undo()
    assert column(board) == "N1 N2 N3 N4"


def test_a_gap_is_never_used_up(board: OpenPartnership) -> None:
    before = forms(board)
    for _ in range(80):  # more often than a float can be halved
        board.execute(place(board, "N3", "N1", "N2"))
        assert column(board) == "N1 N3 N2 N4"
        board.execute(place(board, "N2", "N1", "N3"))
        assert column(board) == "N1 N2 N3 N4"
    for _ in range(160):
        board.undo()
    assert forms(board) == before


def test_undo_is_refused_where_another_has_put_it_elsewhere_since(board: OpenPartnership) -> None:
    board.execute(place(board, "N4", "N1", "N2"))
    bob(board).execute(place(board, "N4", "", "N1"))
    with pytest.raises(Refused, match=r"N4 was changed since \(rank, by bob\)"):
        board.undo()
    assert column(board) == "N4 N1 N2 N3"
