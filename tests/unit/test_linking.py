"""Links of the golden thread that people draw and take away."""

import pytest

from codesign.commands.amending import Archive
from codesign.commands.linking import Link, Unlink, Way
from codesign.errors import NotFound, Refused
from codesign.opened import OpenPartnership
from tests.support.acting import bob, filled, ids, origins, refused, told


@pytest.fixture
def board(river: OpenPartnership) -> OpenPartnership:
    """One of each, none of them linked."""
    return filled(river, "* Raise it @county", '"It floods', "? A dry path", "* A wall", "? A bridge", "! We pay")


@pytest.mark.parametrize(
    ("one", "other", "origin", "record"),
    [
        ("V1", "N1", "V1", "N1"),
        ("N1", "V1", "V1", "N1"),
        ("A1", "N1", "N1", "A1"),
        ("C1", "A1", "A1", "C1"),
        ("A1", "I1", "I1", "A1"),
        ("V1", "C1", "V1", "C1"),
        ("N2", "N1", "N1", "N2"),
        ("N1", "N2", "N1", "N2"),
    ],
)
def test_the_way_follows_from_the_kinds_and_else_from_the_age(
    board: OpenPartnership, one: str, other: str, origin: str, record: str
) -> None:
    assert (
        told(board, Link(board.numbered(one).id, board.numbered(other).id))
        == f"linked {record} to {origin}, which it came from"
    )
    assert (origins(board, record), origins(board, origin)) == ({origin}, set())
    board.undo()
    assert origins(board, record) == set()


def test_the_demo_s_own_links_run_the_same_way(demo: OpenPartnership) -> None:
    links = [(origin, record.id) for record in demo.records for origin in record.origins]
    assert len(links) > 30
    for one, other in links:
        assert demo.execute(Link(one, other)) is None
        assert demo.execute(Link(other, one)) is None


def test_the_way_may_be_said(board: OpenPartnership) -> None:
    board.execute(Link("A1", "n1", Way.LED_TO))
    assert origins(board, "N1") == {"A1"}
    board.execute(Link("I1", "N2", Way.CAME_FROM))
    assert origins(board, "I1") == {"N2"}


def test_a_thread_that_would_come_back_to_itself_is_refused(board: OpenPartnership) -> None:
    board.execute(Link("V1", "N1"))
    board.execute(Link("N1", "A1"))
    assert board.execute(Link("A1", "N1")) is None, "they are linked already"
    assert refused(board, Link("A1", "V1", Way.LED_TO)) == "A1 came from V1, so V1 cannot come from A1"
    assert refused(board, Link("N1", "N1")) == "N1 cannot come from itself"


def test_unlinking_works_from_both_ends(board: OpenPartnership) -> None:
    for one, other in (("N1", "A1"), ("A1", "N1")):
        board.execute(Link("N1", "A1"))
        assert told(board, Unlink(one, other)) == "unlinked A1 from N1"
        assert origins(board, "A1") == set()
    assert refused(board, Unlink("N1", "A1")) == "N1 and A1 are not linked"
    board.undo()
    assert origins(board, "A1") == {"N1"}


def test_what_is_not_there_any_more(board: OpenPartnership) -> None:
    board.execute(Link("N1", "A1"))
    bob(board).execute(Archive(ids(board, "N1")))
    assert refused(board, Link("N1", "I1")) == "N1 is archived"
    assert refused(board, Link("nothing", "I1")) == "that is not here any more"
    assert "there is no N9 here" in refused(board, Link("N9", "I1"), NotFound)
    assert told(board, Unlink("A1", "N1")) == "unlinked A1 from N1", "from what is archived one may part"
    board.undo()
    bob(board).execute(Archive(ids(board, "A1")))
    assert refused(board, Unlink("A1", "N1")) == "A1 is archived"


def test_the_way_must_be_said_for_what_is_not_of_the_thread(demo: OpenPartnership) -> None:
    assert "MT1 has no place of its own" in refused(demo, Link("MT1", "N1"))
    demo.execute(Link("MT1", "N1", Way.LED_TO))
    assert "MT1" in origins(demo, "N1")


def test_undo_is_refused_where_another_took_the_link_away(board: OpenPartnership) -> None:
    board.execute(Link("N1", "A1"))
    bob(board).execute(Unlink("N1", "A1"))
    with pytest.raises(Refused, match=r"A1 was changed since \(from, by bob\)"):
        board.undo()
    board.execute(Link("N1", "A1"))
    bob(board).execute(Link("N2", "A1"))
    board.undo()
    assert origins(board, "A1") == {"N2"}, "the other's link stays"
