"""Views are pure functions over records."""

from datetime import date, timedelta

import pytest

from codesign.commands.amending import Archive
from codesign.commands.cards import Vote
from codesign.commands.meetings import Plan
from codesign.commands.promises import Settle
from codesign.model import CommitmentState, Item, Meeting, Phase
from codesign.opened import OpenPartnership
from codesign.templates import template
from codesign.views import board, follow_through
from codesign.views.attendance import attendance, missing
from codesign.views.fields import field_lines
from codesign.views.filters import read_filter
from codesign.views.gaps import gaps
from codesign.views.home import found, summary
from codesign.views.thread import came_from, led_to
from codesign.views.voices import captured, merged_small
from tests.support.doubles import NOW, capture

TODAY = NOW.date()


def test_the_board_has_a_column_for_each_phase(demo: OpenPartnership) -> None:
    columns = board.columns(demo.asking)
    assert [each.number for each in columns[Phase.CO_DESIGN]] == ["A1", "A2", "A3", "A4"]
    assert [each.number for each in columns[Phase.CO_EVALUATE]] == ["E1", "E2"]


@pytest.mark.parametrize(
    ("find", "numbers"),
    [
        ("n3", ["N3"]),
        ("METIS", ["S5"]),
        ("#transport van", ["A1", "S1"]),
        ("@library", ["A2", "A4", "E2"]),
        ("late appointment", ["N1"]),
        ("nothing of the kind", []),
        ("", ["A1", "A2", "A3", "A4", "E1", "E2", "N1", "N2", "N3", "N4", "Q1", "S1", "S2", "S3", "S4", "S5"]),
    ],
)
def test_finding(demo: OpenPartnership, find: str, numbers: list[str]) -> None:
    cards = [card for column in board.columns(demo.asking, read_filter(find)).values() for card in column]
    assert sorted(each.number for each in cards) == numbers


def test_archived_cards_are_not_on_the_board(demo: OpenPartnership) -> None:
    demo.execute(Archive((demo.numbered("E1").id,)))
    assert [each.number for each in board.columns(demo.asking)[Phase.CO_EVALUATE]] == ["E2"]


def test_the_thread_both_ways(demo: OpenPartnership) -> None:
    records = demo.records
    behind = [(step.depth, step.record.number) for step in came_from(records, demo.numbered("O1"))]
    assert behind[:3] == [(0, "A1"), (1, "N1"), (2, "V12")]
    ahead = [(step.depth, step.record.number, step.again) for step in led_to(records, demo.numbered("V12"))]
    assert ahead[:4] == [(0, "N1", False), (1, "A1", False), (2, "C9", False), (3, "O1", False)]
    assert (1, "C9", True) in ahead, "what was shown is named again, not followed again"


def test_a_thread_longer_than_python_calls_go_deep(river: OpenPartnership) -> None:
    capture(river, "? first")
    for n in range(1, 1500):
        capture(river, f"? next for:N{n}")
    assert len(led_to(river.records, river.numbered("N1"))) == 1499


def test_gaps(demo: OpenPartnership) -> None:
    found_gaps = gaps(demo.records, TODAY)
    assert [each.number for each in found_gaps.unanswered_voices] == [f"V{n}" for n in range(13, 21)]
    assert found_gaps.needs_without_action == ()
    assert [each.number for each in found_gaps.actions_without_measure] == ["A2", "A3"]
    assert found_gaps.measures_without_reading == ()


def test_the_line_of_the_home_screen(demo: OpenPartnership) -> None:
    told = summary("cv", demo.records, TODAY)
    assert (told.name, told.place, told.year) == (
        "Cottonwood Valley Connections",
        "rural valley, three villages",
        2,
    )
    assert (told.next_meeting, told.open_commitments, told.overdue, told.vision) == (date(2026, 12, 3), 3, 1, 3)
    assert found((told,), "valley cotton") == (told,)
    assert found((told,), "eastfield") == ()


def meeting(opened: OpenPartnership, number: str) -> Meeting:
    record = opened.numbered(number)
    assert isinstance(record, Meeting)
    return record


def test_what_a_meeting_opens_with(demo: OpenPartnership) -> None:
    due = follow_through.since_last_time(demo.records, meeting(demo, "MT4"))
    assert [each.number for each in due] == ["C12", "C14", "C9", "C10", "C13", "C11"]
    assert [each.number for each in follow_through.unsettled(demo.records, meeting(demo, "MT5"))] == [
        "C17",
        "C16",
        "C15",
    ]


def test_what_an_older_meeting_opened_with_stays_what_it_was(demo: OpenPartnership) -> None:
    """Its notes are made anew when somebody corrects them; what was promised and settled later is not of it."""

    def numbers(number: str) -> list[str]:
        return [each.number for each in follow_through.since_last_time(demo.records, meeting(demo, number))]

    assert numbers("MT1") == []
    assert numbers("MT2") == ["C2", "C1", "C3", "C4"]
    assert numbers("MT3") == ["C6", "C5", "C7", "C8"]
    for number, kept, due in (("MT1", 0, 0), ("MT2", 3, 4), ("MT3", 7, 8), ("MT4", 11, 14)):
        assert follow_through.rate(demo.records, meeting(demo, number).on) == follow_through.Rate(kept, due)


def test_the_rate_is_what_the_stretches_add_up_to(demo: OpenPartnership) -> None:
    for day in (date(2026, 3, 12), date(2026, 8, 1), date(2026, 11, 5), date(2027, 1, 1)):
        stretches = follow_through.course(demo.records, day)
        summed = follow_through.Rate(sum(e.rate.kept for e in stretches), sum(e.rate.due for e in stretches))
        assert follow_through.rate(demo.records, day) == summed


def test_the_follow_through_rate(demo: OpenPartnership) -> None:
    assert follow_through.rate(demo.records, date(2026, 11, 5)) == follow_through.Rate(kept=11, due=14)
    demo.execute(Settle(demo.numbered("C14").id, CommitmentState.RELEASED, "the county is gone"))
    assert follow_through.rate(demo.records, date(2026, 11, 5)) == follow_through.Rate(kept=11, due=13)


def test_who_was_there_and_who_was_missing(demo: OpenPartnership) -> None:
    there = attendance(demo.records, meeting(demo, "MT4"))
    assert sum(there.values()) == 25
    assert list(there)[:2] == ["community", "caregiver"]
    assert [each.key for each in missing(demo.records, meeting(demo, "MT4"))] == [
        "neighbourhood",
        "business",
        "government",
        "academic",
        "data",
        "indigenous",
    ]


def test_captured_lines_come_in_the_order_in_which_they_were_said(river: OpenPartnership) -> None:
    river.execute(Plan(template("blank"), TODAY))
    meeting_id = river.numbered("MT1").id
    for line in ('"first', "? second", "! third", "= fourth"):
        capture(river, line, meeting=meeting_id, block="1")
    found_lines = captured(river.records, meeting(river, "MT1"))
    assert [each.headline for each in found_lines] == ["first", "second", "third", "fourth"]
    assert captured(river.records, meeting(river, "MT1"), "2") == ()


@pytest.mark.parametrize(
    ("counts", "shown", "hidden"),
    [
        ({"a": 7, "b": 6}, {"a": 7, "b": 6}, 0),
        ({"a": 7, "b": 3, "c": 3}, {"a": 7}, 6),
        ({"a": 7, "b": 3}, {}, 10),
        ({"a": 9, "b": 7, "c": 2, "d": 1}, {"a": 9}, 10),
        ({"a": 9, "b": 7, "c": 4}, {"a": 9}, 11),
        ({"a": 2}, {}, 2),
        ({}, {}, 0),
    ],
)
def test_small_groups_are_merged_until_no_total_gives_them_away(
    counts: dict[str, int], shown: dict[str, int], hidden: int
) -> None:
    assert merged_small(counts, 5) == (shown, hidden)


def test_all_fields_in_words(demo: OpenPartnership) -> None:
    fields = dict(field_lines(demo.records, demo.numbered("A1"), None))
    assert fields["owners"] == "town planner, volunteer centre"
    assert fields["due"] == "2026-12-17"
    assert fields["meeting"] == "MT3 Designing the evening ride"
    assert "made" in fields
    voice = dict(field_lines(demo.records, demo.numbered("V12"), None))
    assert voice["permission"] == "role, public, until 2027-11-05"
    assert voice["sector"] == "family caregiver"


def test_every_record_of_the_demo_can_be_told(demo: OpenPartnership) -> None:
    for record in demo.records:
        assert record.headline
        for name, value in field_lines(demo.records, record, None):
            assert name
            assert value


def test_votes_are_counted_on_the_card(demo: OpenPartnership) -> None:
    demo.execute(Vote((demo.numbered("N4").id,), 2))
    card = demo.numbered("N4")
    assert isinstance(card, Item)
    assert card.votes == 6
    assert not follow_through.is_overdue(follow_through.open_commitments(demo.records)[0], TODAY - timedelta(30))
