"""Answering voices from the command line, and reading what the answers come to."""

import json
from pathlib import Path

import pytest

from tests.cli.test_cli import Line


@pytest.fixture
def line(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Line:
    """A partnership with four voices, two of them about water, and a need."""
    found = Line(tmp_path / "data", capsys)
    found.ok("new", "River")
    for each in (
        '"It floods #water as:anonymous to:public',
        '"My cellar #water as:role to:room @plumber sector:education',
        '"[b]No bench[/b]',
        '"The well is dry #Water',
        "? Dry feet for:V1",
    ):
        found.ok("add", "river", each)
    return found


def coverage(line: Line) -> dict[str, object]:
    found: dict[str, object] = json.loads(line.ok("replies", "river", "--json"))["coverage"]
    return found


def test_one_and_several_are_answered(line: Line) -> None:
    assert line.ok("reply", "river", "v1", "--answer", "adopt", "--action") == "replied to V1: adopt, with A1\n"
    assert "It floods" in line.ok("show", "river", "A1")
    done = line.ok("reply", "river", "V2", "V3", "V2", "--answer", "not-possible", "--because", "no money")
    assert done == "replied to 2 voices: not possible\n"
    assert coverage(line) == {
        "answered": 3,
        "of": 4,
        "median_days": 0,
        "slowest_days": 0,
        "oldest_waiting_days": 0,
        "unanswered": ["V4"],
    }
    assert line.ok("reply", "river", "V2", "V3", "--take-back") == "2 voices wait for a reply again\n"
    assert coverage(line)["unanswered"] == ["V2", "V3", "V4"]


def test_a_theme_is_answered_but_for_what_is_answered(line: Line) -> None:
    line.ok("reply", "river", "V1", "--answer", "adopt")
    told = line.ok("reply", "river", "--theme", "water", "--answer", "park", "--because", "later", "--due", "+2w")
    assert told == "replied to 2 voices: park; 1 had a reply already\n"
    assert "to be done by 2026-12-05" in line.ok("show", "river", "V4")
    assert "adopt" in line.ok("show", "river", "V1")
    assert "all of them have a reply already" in line.fails("reply", "river", "--theme", "N1", "--answer", "adopt")
    assert "there is no theme wine; there are: N1 Dry feet, #water" in line.fails(
        "reply", "river", "--theme", "wine", "--answer", "adopt"
    )


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (["V1", "--answer", "park"], "park: say because of what"),
        (["V1", "--answer", "adopt", "--due", "31feb"], "31feb is no date"),
        (["N1", "--answer", "adopt"], "N1 is no voice"),
        (["V9", "--answer", "adopt"], "there is no V9"),
        (["V1", "--take-back"], "V1 has no reply that could be taken back"),
    ],
)
def test_what_cannot_be_is_said(line: Line, arguments: list[str], told: str) -> None:
    assert told in line.fails("reply", "river", *arguments)
    assert coverage(line)["answered"] == 0


@pytest.mark.parametrize(
    "arguments",
    [
        ["--answer", "adopt"],
        ["V1"],
        ["V1", "--theme", "water", "--answer", "adopt"],
        ["--theme", "x", "--take-back"],
    ],
)
def test_what_is_not_understood_is_refused(line: Line, arguments: list[str]) -> None:
    assert line.run("reply", "river", *arguments)[0] == 2


def test_the_list_shows_who_waits_and_what_was_answered(line: Line) -> None:
    line.ok("reply", "river", "V3", "--answer", "adapt", "--because", "two chairs", "--by", "the county")
    told = line.ok("replies", "river")
    assert told.startswith("1 of 4 voices have a reply · usually after 0 days · oldest 0 days\nWaiting (3)\n")
    assert "  V3    0 days · [b]No bench[/b]\n        adapt · two chairs · the county · 2026-11-21\n" in told
    assert "Answered" not in line.ok("replies", "river", "--waiting")


def test_an_audience_reads_only_what_it_may(line: Line) -> None:
    line.ok("reply", "river", "V2", "--answer", "park", "--because", "cellars are private")
    public = line.ok("replies", "river", "--audience", "public") + line.ok(
        "replies", "river", "--audience", "public", "--json"
    )
    assert "It floods" in public
    assert "My cellar" not in public
    assert "cellars are private" not in public
    assert "education" not in public
    assert "1 of 4 voices have a reply" in public
    assert {
        each["number"]
        for each in json.loads(line.ok("replies", "river", "--audience", "public", "--json"))["voices"]
    } == {
        "V1",
        "V2",
        "V3",
        "V4",
    }


def test_the_document_is_exported(line: Line) -> None:
    line.ok("reply", "river", "V1", "--answer", "adopt", "--because", "we dig")
    told = line.ok("export", "you-said", "river", "--audience", "public", "--out", "-")
    assert "1 of 4 voices have our answer." in told
    assert "Our answer: we take this up" in told
    assert "My cellar" not in told
