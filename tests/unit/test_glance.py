"""What hangs on a card's thread, its marks in words, and the columns in every order and grouping."""

from datetime import date

import pytest

from codesign.commands.amending import Amend, Archive
from codesign.commands.cards import Vote
from codesign.model import Item, Phase
from codesign.opened import OpenPartnership
from codesign.views import board
from codesign.views.board import Grouping, Order, columns, grouped
from codesign.views.filters import read_filter
from codesign.views.glance import Glance, draft_mark, glance, glances, withdrawn_mark
from codesign.views.links import links
from tests.support.doubles import NOW, capture

TODAY = NOW.date()


def change(opened: OpenPartnership, number: str, **fields: object) -> None:
    opened.execute(Amend(opened.numbered(number), fields))


def at(opened: OpenPartnership, number: str) -> Glance:
    item = opened.numbered(number)
    assert isinstance(item, Item)
    found = glances(opened.records, TODAY)[item.id]
    assert found == glance(opened.records, item, TODAY)
    return found


def marks(opened: OpenPartnership, number: str) -> str:
    return "".join(mark.letter for mark in at(opened, number).marks)


class TestTheThread:
    @pytest.fixture
    def thread(self, river: OpenPartnership) -> OpenPartnership:
        """V1 → N1 → N2 → A1 → E1, and C1 for A1."""
        for line in ('"A voice sector:education', "? One for:V1", "? Two for:N1", "* Three @ann for:N2"):
            capture(river, line)
        capture(river, "? How will we know? for:A1")
        change(river, "N3", kind="measure question", status="planned")
        return river

    def test_it_is_followed_near_and_far(self, thread: OpenPartnership) -> None:
        measure = next(item.number for item in thread.records.all(Item) if item.phase is Phase.CO_EVALUATE)
        assert [marks(thread, each) for each in ("N1", "N2", "A1", measure)] == ["VRAM", "VRAM", "VRM", "VRA"]

    def test_nothing_is_linked_to_itself(self, river: OpenPartnership) -> None:
        capture(river, "* A van @ann")
        assert marks(river, "A1") == ""

    def test_what_led_to_a_need_does_not_answer_it(self, thread: OpenPartnership) -> None:
        capture(thread, "? What the van left open for:A1")
        newest = list(thread.records.all(Item))[-1].number
        assert marks(thread, newest) == "VR"

    def test_a_voice_about_a_card_is_its_own_and_not_what_it_came_from(self, river: OpenPartnership) -> None:
        for line in ("? One", "* Two @ann for:N1", '"Well done for:A1'):
            capture(river, line)
        assert (marks(river, "N1"), marks(river, "A1")) == ("A", "VR")

    def test_a_withdrawn_voice_counts_no_more(self, thread: OpenPartnership) -> None:
        change(thread, "V1", withdrawn=True)
        assert marks(thread, "N1") == "AM"
        assert links(thread.records).sectors(thread.numbered("N1")) == ()

    def test_what_was_archived_does_not_count_ahead(self, thread: OpenPartnership) -> None:
        thread.execute(Archive((thread.numbered("N2").id,)))
        assert marks(thread, "N1") == "VR"
        assert marks(thread, "A1") == "VRM", "but what came of a voice by way of it still came of the voice"
        thread.undo()
        assert marks(thread, "N1") == "VRAM"

    def test_threads_that_go_round_in_circles_end(self, river: OpenPartnership) -> None:
        for line in ("? One", "* Two @ann for:N1"):
            capture(river, line)
        change(river, "N1", origins=frozenset([river.numbered("A1").id]))
        assert (marks(river, "N1"), marks(river, "A1")) == ("A", "A")

    def test_sectors_come_from_the_voices(self, thread: OpenPartnership) -> None:
        for number in ("N1", "A1"):
            assert links(thread.records).sectors(thread.numbered(number)) == ("education",)


class TestDays:
    @pytest.mark.parametrize(
        ("due", "words"),
        [
            ("2026-11-21", "due today"),
            ("2026-11-22", "due tomorrow"),
            ("2026-11-24", "due in 3 days"),
            ("2026-11-20", "1 day overdue"),
            ("2026-11-14", "7 days overdue"),
        ],
    )
    def test_in_words(self, river: OpenPartnership, due: str, words: str) -> None:
        capture(river, f"? One due:{due}")
        assert at(river, "N1").due == words
        assert at(river, "N1").late is ("overdue" in words)
        assert at(river, "N1").days == (date.fromisoformat(due) - TODAY).days

    def test_what_is_through_waits_for_no_day(self, river: OpenPartnership) -> None:
        capture(river, "* A van @ann due:2026-11-01")
        change(river, "A1", status="in place")
        assert (at(river, "A1").late, at(river, "A1").days, at(river, "A1").due) == (False, None, "")

    def test_late_is_what_the_filter_calls_overdue(self, demo: OpenPartnership) -> None:
        late = {key for key, each in glances(demo.records, TODAY).items() if each.late}
        found = columns(demo.asking, read_filter("due:overdue")).values()
        assert late == {item.id for column in found for item in column}


def test_every_mark_has_words_and_a_letter_of_its_own() -> None:
    glanced = Glance(True, True, True, awaits_reply=True, from_withdrawn=True, days=None)
    found = [*glanced.marks, withdrawn_mark(), draft_mark()]
    assert [mark.words for mark in found] == [
        "has a voice",
        "a voice awaits a reply",
        "has an action",
        "has a measure",
        "from words that were withdrawn",
        "unsaved draft",
    ]
    assert len({mark.letter for mark in found}) == 6
    assert all(len(mark.letter) == 1 for mark in found)


class TestOrder:
    @pytest.fixture
    def cards(self, river: OpenPartnership) -> OpenPartnership:
        for line in ("? One due:2026-12-20", "? Two", "? Three due:2026-12-01"):
            capture(river, line)
        river.execute(Vote((river.numbered("N2").id,), 3))
        river.execute(Vote((river.numbered("N3").id,), 1))
        change(river, "N1", rank=99.0)
        return river

    @pytest.mark.parametrize(
        ("order", "numbers"),
        [(Order.RANK, "N2 N3 N1"), (Order.DUE, "N3 N1 N2"), (Order.VOTES, "N2 N3 N1"), (Order.AGE, "N1 N2 N3")],
    )
    def test_columns(self, cards: OpenPartnership, order: Order, numbers: str) -> None:
        column = columns(cards.asking, order=order)[Phase.CO_DEFINE]
        assert " ".join(item.number for item in column) == numbers

    def test_what_fits_better_comes_first(self, cards: OpenPartnership) -> None:
        change(cards, "N2", title="Bathroom", text="two")
        change(cards, "N1", title="Throom")
        column = columns(cards.asking, read_filter("throom"))[Phase.CO_DEFINE]
        assert [item.number for item in column] == ["N1", "N2"]


class TestGroups:
    @pytest.fixture
    def cards(self, river: OpenPartnership) -> OpenPartnership:
        for line in (
            "* One @Town-planner @library #path",
            "* Two @town-planner #evening #path",
            "* Three due:fri",
        ):
            capture(river, line)
        change(river, "A2", status="trying", strategies=[3, 1], priority="caregivers")
        return river

    def groups(self, opened: OpenPartnership, by: Grouping) -> list[tuple[str, str]]:
        column = board.columns(opened.asking)[Phase.CO_DESIGN]
        found = grouped(opened.records, column, by)
        assert all(group.count == len(group.items) > 0 for group in found)
        return [(group.name, " ".join(item.number for item in group.items)) for group in found]

    def test_a_card_stands_under_each_of_its_owners(self, cards: OpenPartnership) -> None:
        assert self.groups(cards, Grouping.OWNER) == [
            ("library", "A1"),
            ("Town planner", "A1 A2"),
            ("no owner", "A3"),
        ]

    @pytest.mark.parametrize(
        ("by", "groups"),
        [
            (Grouping.NONE, [("", "A1 A2 A3")]),
            (Grouping.STATUS, [("idea", "A1 A3"), ("trying", "A2")]),
            (Grouping.TAG, [("#evening", "A2"), ("#path", "A1 A2"), ("no tag", "A3")]),
            (Grouping.STRATEGY, [("strategy 1", "A2"), ("strategy 3", "A2"), ("no strategy", "A1 A3")]),
            (Grouping.PRIORITY, [("caregivers", "A2"), ("no priority", "A1 A3")]),
            (Grouping.SECTOR, [("no sector", "A1 A2 A3")]),
        ],
    )
    def test_groups(self, cards: OpenPartnership, by: Grouping, groups: list[tuple[str, str]]) -> None:
        assert self.groups(cards, by) == groups

    def test_lists_of_the_partnership_give_the_order(self, demo: OpenPartnership) -> None:
        found = [
            group.name
            for phase, column in columns(demo.asking).items()
            for group in grouped(demo.records, column, Grouping.PRIORITY)
            if phase is Phase.CO_DEFINE
        ]
        listed = [*demo.partnership.priorities, "no priority"]
        assert found == [name for name in listed if name in found]
        assert len(found) > 1

    def test_no_cards_no_groups(self, river: OpenPartnership) -> None:
        assert [grouped(river.records, (), by) for by in Grouping if by is not Grouping.NONE] == [()] * 6
