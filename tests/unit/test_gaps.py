"""What is missing along threads: counted by kind, found by the filter of the same name, said of each record."""

from datetime import timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from codesign.commands.amending import Amend, Archive
from codesign.model import Status
from codesign.opened import OpenPartnership
from codesign.views.everything import everything
from codesign.views.filters import filter_of, read_filter
from codesign.views.gaps import Gaps, gaps
from codesign.views.home import summary
from codesign.views.links import links
from codesign.views.thread import thread
from codesign.words import say
from tests.support.doubles import NOW, capture, river

TODAY = NOW.date()
LINES = (
    '"Nobody came',
    "? A ride",
    "? A ride for:V1",
    "* A van for:N1",
    "* A van @ann for:N1",
    "! I call @ann due:2026-11-01 for:N1",
    "! I call @ann due:2027-01-01 for:A1",
    "! I call",
    "? Did it help? for:A1",
)


def change(opened: OpenPartnership, number: str, **fields: object) -> None:
    opened.execute(Amend(opened.numbered(number), fields))


def numbers(opened: OpenPartnership) -> dict[str, list[str]]:
    return {kind: [each.number for each in found] for kind, found in gaps(opened.records, TODAY).by_kind.items()}


@settings(max_examples=60, deadline=None)
@given(st.lists(st.sampled_from(LINES), max_size=9), st.sets(st.integers(0, 8)), st.sets(st.integers(0, 8)))
def test_each_kind_is_found_by_the_filter_of_its_name(lines: list[str], gone: set[int], away: set[int]) -> None:
    opened = river()
    for line in lines:
        capture(opened, line)
    made = [each for each in opened.records if each.number[0] in "VNAC"]
    for n, record in enumerate(made):
        if n in gone and record.TABLE == "voices":
            change(opened, record.number, withdrawn=True)
        if n in away:
            opened.execute(Archive((record.id,)))
    for kind, found in numbers(opened).items():
        groups = everything(opened.asking, read_filter(filter_of(kind)))
        assert [each.number for group in groups for each in group.records] == found, kind


def test_every_kind_is_counted_and_has_words(demo: OpenPartnership) -> None:
    found = summary("demo", demo.records, TODAY)
    assert list(found.gaps) == [name.replace("_", "-") for name in Gaps.__struct_fields__]
    assert (found.gaps["unanswered-voices"], found.overdue) == (8, 1)
    for kind in found.gaps:
        assert say(f"gaps.{kind}")
        assert say(f"gaps.n-{kind}", n=1) != say(f"gaps.n-{kind}", n=2)


def test_a_commitment_past_due_is_missing_along_its_thread(river: OpenPartnership) -> None:
    capture(river, "? A ride")
    capture(river, f"! I call @ann due:{TODAY - timedelta(1)} for:N1")
    need = river.numbered("N1")
    assert ("C1", "keeping") in [
        (gap.record.number, gap.missing.value) for gap in thread(river.records, need, TODAY).gaps
    ]
    yesterday = thread(river.records, need, TODAY - timedelta(1))
    assert "C1" not in {gap.record.number for gap in yesterday.gaps}, "on its day it is not late"
    assert numbers(river)["commitments-past-due"] == ["C1"]
    change(river, "C1", state="kept")
    assert numbers(river)["commitments-past-due"] == []


def test_at_the_end_of_its_thread_a_card_looks_back_and_before_it_does_not(river: OpenPartnership) -> None:
    for line in ("? A ride", "* A van @ann for:N1", "? Is it enough for:A1", "? Who drives"):
        capture(river, line)
    lists = "needs-without-action", "actions-without-measure"
    assert [numbers(river)[each] for each in lists] == [["N2", "N3"], ["A1"]]
    change(river, "N2", status=Status.MEASURING)
    assert [numbers(river)[each] for each in lists] == [["N3"], ["A1"]], "what was done led to it"
    change(river, "N3", status=Status.MEASURING)
    change(river, "A1", title="A larger van")
    found = gaps(river.records, TODAY)
    assert found.needs_without_action == (river.numbered("N3"),)
    assert found.actions_without_measure == (river.numbered("A1"),)
    change(river, "N2", status=Status.RAISED)
    assert gaps(river.records, TODAY).needs_without_action == (river.numbered("N2"), river.numbered("N3"))


class TestWithdrawn:
    @pytest.fixture
    def told(self, river: OpenPartnership) -> OpenPartnership:
        for line in ('"The path floods', "? A dry path for:V1", "* A bridge @ann for:N1"):
            capture(river, line)
        change(river, "V1", withdrawn=True)
        return river

    def test_the_card_keeps_its_place_and_its_link(self, told: OpenPartnership) -> None:
        found = thread(told.records, told.numbered("A1"), TODAY)
        assert [node.record.number for node in found.nodes] == ["V1", "N1", "A1"]
        assert found.from_withdrawn == {told.numbered("N1").id}, "what came of it later has words of its own"

    def test_it_waits_for_no_reply(self, told: OpenPartnership) -> None:
        assert numbers(told)["unanswered-voices"] == []
        found = thread(told.records, told.numbered("N1"), TODAY)
        assert "reply" not in [gap.missing.value for gap in found.gaps]

    def test_without_the_link_it_comes_from_nothing_any_more(self, told: OpenPartnership) -> None:
        change(told, "N1", origins=frozenset())
        assert not links(told.records).is_from_withdrawn(told.numbered("N1"))
