"""codesign thread: both ways, for people and for scripts, for an audience, and after words were withdrawn."""

import json
from pathlib import Path

import pytest

from tests.cli.test_cli import Line, demo_line, line

__all__ = ["demo_line", "line"]

HUSBAND = "I cannot leave my husband for the two hours of a meeting, so I never come to one."


def test_it_is_a_tree_with_what_is_missing(demo_line: Line) -> None:
    assert demo_line.ok("thread", "cotton", "N3").splitlines() == [
        "N3  need: Caregivers cannot leave the house",
        "came from",
        f"  V14  challenge: {HUSBAND} (no reply yet)",
        "led to",
        "  A3  action: Two-hour caregiver swap at the hall (no measure yet)",
        "    C16  commitment: Try the caregiver swap once, with three families, and tell us how it was",
        "what is missing",
        f"  V14  no reply yet: {HUSBAND}",
        "  A3  no measure yet: Two-hour caregiver swap at the hall",
    ]
    alone = demo_line.ok("thread", "cotton", "S5")
    assert "led to\n  nothing yet\nnothing is missing along this thread\n" in alone


@pytest.mark.parametrize("number", ["V12", "N1", "A1", "C11", "M2", "O1"])
def test_scripts_walk_it_both_ways_from_every_kind(demo_line: Line, number: str) -> None:
    form = json.loads(demo_line.ok("thread", "cotton", number, "--json"))
    nodes = form["nodes"]
    assert form["number"] == number
    assert [node["number"] for node in nodes if node["depth"] == 0] == [number]
    depths = {node["number"]: node["depth"] for node in nodes if not node["again"]}
    for node in nodes:
        if node["depth"]:
            assert abs(depths[node["parent"]]) == abs(node["depth"]) - 1, "a parent is one link nearer"
    for gap in form["gaps"]:
        assert any(gap["missing"] in node["missing"] for node in nodes if node["number"] == gap["number"])
    assert {"V12", "N1", "A1"} <= set(depths)


def test_an_audience_reads_what_it_may(demo_line: Line) -> None:
    for options in ((), ("--json",)):
        told = demo_line.ok("thread", "cotton", "N3", "--audience", "public", *options)
        assert "husband" not in told
        assert "V14" in told


def test_what_is_on_no_thread_is_named(demo_line: Line) -> None:
    assert "MT1 is on no thread" in demo_line.fails("thread", "cotton", "MT1")
    assert "there is no N99 here" in demo_line.fails("thread", "cotton", "N99")


def test_words_that_were_withdrawn_leave_the_place_and_say_so(
    demo_line: Line, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path / "state"))
    demo_line.ok("withdraw", "cotton", "V14", "--yes")
    told = demo_line.ok("thread", "cotton", "N3")
    assert "N3  need: Caregivers cannot leave the house (from words that were withdrawn)" in told
    assert "  V14  challenge: (withdrawn)\n" in told
    assert "V14  no reply yet" not in told
    assert "from words that were withdrawn" in demo_line.ok("show", "cotton", "N3")
    (listed,) = [each for each in demo_line.ok("list", "cotton").splitlines() if each.startswith("  N3 ")]
    assert listed.endswith("from words that were withdrawn")
    nodes = json.loads(demo_line.ok("thread", "cotton", "V14", "--json"))["nodes"]
    assert [node["number"] for node in nodes if node["from_withdrawn"]] == ["N3"]
    text = demo_line.ok("export", "thread", "cotton", "--of", "N3", "--out", "-")
    assert "V14: its words were withdrawn." in text


def test_the_list_of_partnerships_counts_the_gaps(demo_line: Line) -> None:
    told = demo_line.ok("list")
    assert "1 commitment past due · 8 voices without a reply · 2 actions without a measure" in told
    (form, *_rest) = json.loads(demo_line.ok("list", "--json"))
    assert form["gaps"]["unanswered-voices"] == form["unanswered_voices"] == 8
