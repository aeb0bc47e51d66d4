"""Splitting, duplicating and merging cards: every word and every thread is kept, and one undo brings all back."""

from datetime import date

import msgspec
import pytest

from codesign.commands.amending import Amend, Archive
from codesign.commands.cards import Advance, Convert, Vote
from codesign.commands.joining import Duplicate, Merge, Split
from codesign.commands.linking import Link
from codesign.errors import Refused
from codesign.model import Evidence, EvidenceSource, ItemKind, Phase, Status
from codesign.opened import OpenPartnership
from codesign.views.thread import came_from, lineage
from tests.support.acting import bob, card, column, filled, forms, ids, origins, refused, told


@pytest.fixture
def board(river: OpenPartnership) -> OpenPartnership:
    """A voice that led to a need, which led to an action; and two more needs."""
    return filled(
        river,
        '"We never get there',
        "? A ride there and back #bus @ann due:fri for:V1",
        "* A van @bob for:N1",
        "? A ride at night #night @bob due:tomorrow",
        "? A bench",
    )


def merge(board: OpenPartnership, into: str, numbers: str) -> Merge:
    return Merge(board.numbered(into).id, ids(board, numbers))


def split(board: OpenPartnership, number: str, *titles: str) -> Split:
    return Split(card(board, number), titles)


class TestSplit:
    def test_the_first_part_is_the_card_itself(self, board: OpenPartnership) -> None:
        board.execute(Amend(card(board, "N1"), {"text": "Both ways.", "votes": 3, "because": "it was asked"}))
        board.execute(Advance(ids(board, "N1")))
        label = told(board, split(board, "N1", "A ride there", "A ride back", "A timetable"))
        assert label == "split N1 into N1, N4, N5"
        assert column(board) == "N1 N4 N5 N2 N3"
        first, second = card(board, "N1"), card(board, "N4")
        assert (first.title, first.text, first.votes) == ("A ride there", "Both ways.", 3)
        assert (second.title, second.text, second.votes) == ("A ride back", "", 0)
        for name in ("kind", "status", "owners", "tags", "due", "because", "origins"):
            assert getattr(second, name) == getattr(first, name)
        assert first.status is Status.EXPLORING

    def test_the_thread_is_kept_on_both_sides(self, board: OpenPartnership) -> None:
        board.execute(split(board, "N1", "A ride there", "A ride back"))
        assert [each.number for each in board.records.led_to(board.numbered("V1").id)] == ["N1", "N4"]
        assert origins(board, "A1") == {"N1"}

    def test_the_parts_belong_to_the_meeting_in_which_it_was_said(self, board: OpenPartnership) -> None:
        board.execute(Amend(card(board, "N1"), {"meeting": "m", "block": "2"}))
        board.execute(split(board, "N1", "A ride there", "A ride back"))
        assert (card(board, "N4").meeting, card(board, "N4").block) == ("m", "2")

    def test_one_undo_puts_it_together_again(self, board: OpenPartnership) -> None:
        before = forms(board)
        board.execute(split(board, "N1", "A ride there", "A ride back"))
        after = forms(board)
        board.undo()
        assert forms(board) == before
        board.redo()
        assert forms(board) == after
        bob(board).execute(Amend(card(board, "N4"), {"text": "his words"}))
        board.undo()
        assert "N4" not in forms(board), "what was written into a part is kept with it in the archive"
        assert card(board, "N4").text == "his words"

    def test_undo_is_refused_where_another_changed_the_same_since(self, board: OpenPartnership) -> None:
        board.execute(split(board, "N1", "A ride there", "A ride back"))
        bob(board).execute(Amend(card(board, "N4"), {"title": "A ride home"}))
        with pytest.raises(Refused, match=r"N4 was changed since \(title, by bob\)"):
            board.undo()

    def test_a_title_that_another_wrote_meanwhile_is_kept_beside(self, board: OpenPartnership) -> None:
        wish = split(board, "N1", "A ride there", "A ride back")
        bob(board).execute(Amend(card(board, "N1"), {"title": "A ride, his words"}))
        board.execute(wish)
        assert (card(board, "N1").title, card(board, "N1").also) == (
            "A ride there",
            {"title": ("A ride, his words",)},
        )
        board.execute(split(board, "N1", "Once more", "And more"))
        assert card(board, "N1").also == {"title": ("A ride, his words",)}, "splitting is not picking"

    def test_a_first_title_left_as_it_was_overwrites_nothing(self, board: OpenPartnership) -> None:
        wish = split(board, "N1", "A ride there and back", "A ride home")
        bob(board).execute(Amend(card(board, "N1"), {"title": "his"}))
        board.execute(wish)
        assert (card(board, "N1").title, card(board, "N1").also) == ("his", {})

    def test_where_there_is_no_room_below_it(self, board: OpenPartnership) -> None:
        for number in ("N1", "N2", "N3"):
            board.execute(Amend(card(board, number), {"rank": 1.0}))
        board.execute(split(board, "N1", "one", "two", "three"))
        assert column(board) == "N1 N4 N5 N2 N3"
        board.undo()
        assert (column(board), card(board, "N1").rank) == ("N1 N2 N3", 1.0)

    def test_what_is_refused(self, board: OpenPartnership) -> None:
        assert "into two parts at least" in refused(board, split(board, "N1", "one"))
        assert refused(board, split(board, "N1", "one", " \u200b")) == "each part needs words"
        wish = split(board, "N1", "one", "two")
        bob(board).execute(Archive(ids(board, "N1")))
        assert refused(board, wish) == "N1 is archived"
        gone = msgspec.structs.replace(card(board, "N2"), id="gone")
        assert refused(board, Split(gone, ("one", "two"))) == "that is not here any more"


class TestDuplicate:
    def test_the_same_words_with_a_number_of_its_own(self, board: OpenPartnership) -> None:
        proof = Evidence("counted in May", EvidenceSource.LOCAL_DATA)
        board.execute(Amend(card(board, "N1"), {"text": "Both.", "votes": 3, "meeting": "m", "evidence": proof}))
        assert told(board, Duplicate(board.numbered("N1").id)) == "duplicated N1 as N4"
        assert column(board) == "N1 N4 N2 N3"
        one, copy = card(board, "N1"), card(board, "N4")
        for name in ("title", "text", "kind", "status", "owners", "tags", "due", "origins", "evidence"):
            assert getattr(copy, name) == getattr(one, name)
        assert (copy.votes, copy.meeting) == (0, "")
        board.undo()
        assert column(board) == "N1 N2 N3"

    def test_undo_is_refused_where_another_wrote_in_it_since(self, board: OpenPartnership) -> None:
        board.execute(Duplicate(board.numbered("N1").id))
        bob(board).execute(Amend(card(board, "N4"), {"title": "his"}))
        with pytest.raises(Refused, match="N4 was changed since"):
            board.undo()

    def test_what_is_refused(self, board: OpenPartnership) -> None:
        bob(board).execute(Archive(ids(board, "N1")))
        assert refused(board, Duplicate(board.numbered("N1").id)) == "N1 is archived"
        assert refused(board, Duplicate("nothing")) == "that is not here any more"


class TestMerge:
    def test_everything_comes_together_in_the_one_that_stays(self, board: OpenPartnership) -> None:
        board.execute(Amend(card(board, "N1"), {"text": "Both ways.", "votes": 2, "strategies": frozenset({1})}))
        board.execute(Amend(card(board, "N2"), {"text": "After ten.", "votes": 1, "because": "too late"}))
        assert told(board, merge(board, "N1", "N3 N2 N1")) == "merged N2, N3 into N1"
        stays = card(board, "N1")
        assert stays.title == "A ride there and back"
        assert stays.text == "Both ways.\n\nN2 A ride at night\nAfter ten.\ntoo late\n\nN3 A bench"
        assert (stays.votes, stays.due) == (3, date(2026, 11, 22))
        assert (stays.tags, stays.owners) == (frozenset({"bus", "night"}), frozenset({"ann", "bob"}))
        assert stays.strategies == {1}
        assert column(board) == "N1"

    def test_the_others_are_archived_and_say_where_they_went(self, board: OpenPartnership) -> None:
        board.execute(Amend(card(board, "N2"), {"because": "too late"}))
        board.execute(merge(board, "N1", "N2 N3"))
        assert (card(board, "N2").archived, card(board, "N2").because) == (True, "too late\nmerged into N1")
        assert card(board, "N3").because == "merged into N1"

    def test_the_thread_goes_through_the_one_that_stays(self, board: OpenPartnership) -> None:
        filled(board, '"It is dark', "* A lamp @carl for:N2", "! We pay @carl for:N2", "* Paint it @dora for:A2")
        board.execute(Link("V2", "N2"))
        board.execute(Archive(ids(board, "C1")))
        board.execute(merge(board, "N1", "N2"))
        assert origins(board, "N1") == {"V1", "V2"}
        assert (origins(board, "A2"), origins(board, "A3")) == ({"N1", "N2"}, {"A2"})
        assert origins(board, "C1") == {"N1", "N2"}, "also what is archived, for it may come back"
        assert {each.number for each in board.records.led_to(board.numbered("N1").id)} == {"A1", "A2"}

    def test_an_answer_to_it_can_be_put_into_it(self, board: OpenPartnership) -> None:
        board.execute(merge(board, "N1", "A1"))
        assert (origins(board, "N1"), card(board, "N1").kind) == ({"V1"}, ItemKind.NEED)
        board.undo()
        board.execute(merge(board, "A1", "N1"))
        assert origins(board, "A1") == {"V1"}

    @pytest.mark.parametrize(("into", "other"), [("N1", "A2"), ("A2", "N1")])
    def test_the_thread_never_comes_back_to_itself(self, board: OpenPartnership, into: str, other: str) -> None:
        filled(board, "* Seats in it @carl for:A1", "* A belt @carl for:A2")
        board.execute(merge(board, into, other))
        for record in board.records:
            assert record.id not in lineage(board.records, record)
            assert not any(step.again and step.record.id == record.id for step in came_from(board.records, record))
        assert into in origins(board, "A3")

    def test_what_only_another_knew_is_taken_over(self, board: OpenPartnership) -> None:
        first = Evidence("counted in May", EvidenceSource.LOCAL_DATA)
        second = Evidence("asked at the school", EvidenceSource.LIVED_EXPERIENCE)
        board.execute(Amend(card(board, "N2"), {"evidence": first, "priority": "high"}))
        board.execute(Amend(card(board, "N3"), {"evidence": second, "determinant": "transport"}))
        board.execute(merge(board, "N1", "N2 N3"))
        stays = card(board, "N1")
        assert (stays.evidence, stays.priority, stays.determinant) == (first, "high", "transport")
        assert stays.text == "N2 A ride at night\n\nN3 A bench\nasked at the school"

    def test_no_word_that_was_written_apart_is_lost(self, board: OpenPartnership) -> None:
        for number in ("N1", "N2"):
            seen = card(board, number)
            for who in ("hers", "his"):
                words = {name: f"{who} {name} {number}" for name in ("title", "text", "because")}
                board.execute(Amend(seen, words))
        before = forms(board)
        board.execute(merge(board, "N1", "N2"))
        stays, merged = card(board, "N1"), card(board, "N2")
        for name in ("title", "text", "because"):
            assert f"his {name} N2" in stays.text
            assert f"hers {name} N2" in stays.text
        assert stays.title == "his title N1"
        assert stays.also == {name: (f"hers {name} N1",) for name in ("title", "text", "because")}
        assert merged.also == {name: (f"hers {name} N2",) for name in ("title", "text", "because")}
        board.undo()
        assert forms(board) == before

    def test_one_undo_brings_everything_back(self, board: OpenPartnership) -> None:
        filled(board, "* A lamp @carl for:N2")
        before = forms(board)
        board.execute(merge(board, "N1", "N2 N3 A1"))
        after = forms(board)
        board.undo()
        assert forms(board) == before
        board.redo()
        assert forms(board) == after

    def test_what_another_did_since_is_not_overwritten(self, board: OpenPartnership) -> None:
        board.execute(merge(board, "N1", "N2 N3"))
        bob(board).execute(Advance(ids(board, "N1")))
        board.undo()
        assert (column(board), card(board, "N1").status) == ("N1 N2 N3", Status.EXPLORING)
        board.redo()
        bob(board).execute(Amend(card(board, "N1"), {"text": "shorter"}))
        with pytest.raises(Refused, match=r"N1 was changed since \(text, by bob\)"):
            board.undo()

    @pytest.mark.parametrize("by_bob", ["N2", "N1"])
    def test_undo_is_refused_where_another_changed_the_same(self, board: OpenPartnership, by_bob: str) -> None:
        board.execute(Vote(ids(board, "N2"), 1))
        board.execute(merge(board, "N1", "N2"))
        other = bob(board)
        if by_bob == "N2":
            other.execute(Archive(ids(board, "N2"), archived=False))
        else:
            other.execute(Vote(ids(board, "N1"), 1))
        with pytest.raises(Refused, match=f"{by_bob} was changed since"):
            board.undo()

    def test_cards_of_other_phases_and_kinds(self, board: OpenPartnership) -> None:
        board.execute(Convert(ids(board, "N3"), ItemKind.LEARNING))
        board.execute(merge(board, "A1", "N2 N3"))
        assert (card(board, "A1").phase, card(board, "A1").kind) == (Phase.CO_DESIGN, ItemKind.ACTION)
        assert card(board, "A1").text == "N2 A ride at night\n\nN3 A bench"

    def test_what_is_refused(self, board: OpenPartnership) -> None:
        assert refused(board, merge(board, "N1", "N1")) == "choose a card first"
        for gone in ("N1", "N2"):
            wish = merge(board, "N1", "N2 N3")
            bob(board).execute(Archive(ids(board, gone)))
            assert refused(board, wish) == f"{gone} is archived"
            bob(board).execute(Archive(ids(board, gone), archived=False))
        assert refused(board, Merge("nothing", ids(board, "N1"))) == "that is not here any more"
