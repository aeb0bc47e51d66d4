"""codesign cycle, partner, connect, ask, measure, reading, outcome, story, share, affected: and the documents."""

import json
from pathlib import Path

import pytest

from tests.cli.test_cli import Line, demo_line, line

__all__ = ["demo_line", "line"]


@pytest.fixture
def river(line: Line) -> Line:
    """A partnership whose cycle is open."""
    line.ok("new", "River")
    assert line.ok("cycle", "open", "river") == "opened the cycle 2026\n"
    return line


def test_a_year_from_its_opening_to_its_end(river: Line) -> None:
    river.ok("add", "river", "* Raise the path")
    assert river.ok("cycle", "rate", "river", "3", "--table", "2", "--value", "4", "--challenge", "[b]time") == (
        "strategy 3 as table 2 sees it\n"
    )
    assert "keep: The walk" in river.ok("cycle", "keep", "river", "The walk", "--because", "dry", "--about", "i1")
    river.ok("cycle", "practised", "river", "We asked first.")
    found = river.ok("export", "cycle", "river", "--year", "2026", "--out", "-")
    assert "Strategy 3, Local initiatives, large and small: \\[b\\]time" in found
    assert "- The walk Because: dry (I1 Raise the path)" in found
    assert "We asked first." in found
    assert river.ok("cycle", "close", "river") == "closed the cycle 2026; 1 open thing goes on\n"
    assert "was closed on" in river.fails("cycle", "stop", "river", "It")
    assert "there is no cycle 2031" in river.fails("export", "co-evaluation", "river", "--year", "2031")


def test_who_works_with_whom_and_what_is_asked_for(river: Line) -> None:
    assert river.ok("partner", "river", "Library", "--sector", "Municipal") == "added partner PA1\n"
    river.ok("partner", "river", "Club")
    assert river.ok("connect", "river", "library", "PA2", "--depth", "cooperating") == "CN1: Library and Club\n"
    assert "Nobody is no partner" not in river.fails("connect", "river", "PA1", "PA9")
    assert "there is no sector Moon" in river.fails("partner", "river", "X", "--sector", "Moon")
    assert river.ok("ask", "for", "river", "analytics", "Counts", "--by", "+2w") == "asked for help: AH1\n"
    assert river.ok("ask", "answered", "river", "ah1", "Yes") == "AH1 was answered\n"
    assert "PA1 is no ask for help" in river.fails("ask", "answered", "river", "PA1", "Yes")
    assert "Asks for help" in river.ok("list", "river")


def test_what_is_measured_and_what_changed(river: Line) -> None:
    river.ok("add", "river", '"It is dry now')
    river.ok("add", "river", "= We try it")
    assert river.ok("measure", "river", "wet days", "--family", "engagement", "--better", "down") == (
        "added measure M1\n"
    )
    assert river.ok("reading", "river", "m1", "2026-10", "11", "--of", "14") == "read M1 for 2026-10\n"
    assert "is no month or day" in river.fails("reading", "river", "m1", "soon", "3")
    assert "a reading has a value" in river.fails("reading", "river", "m1", "2026-10")
    river.ok("reading", "river", "M1", "2026-10", "--take-out")
    assert river.ok("outcome", "river", "A new path", "--kind", "service", "--from", "M1") == "what changed: O1\n"
    assert river.ok("story", "river", "V1", "it shows both") == "V1 was chosen as a story\n"
    assert "V1 is no card" in river.fails("share", "river", "V1", "--agreed-by", "all")
    assert river.ok("affected", "river", "D1", "Whoever walks") == "who is affected by D1\n"
    record = json.loads(river.ok("show", "river", "O1", "--json"))["record"]
    assert record["kind"] == "service"
    assert len(record["from"]) == 1


def test_a_decision_by_its_number(demo_line: Line) -> None:
    path = Path(demo_line.ok("export", "decision", "cotton", "--number", "D1").strip())
    assert path.name == "2026-09-17-decision-record-cottonwood-valley-connections-d1.md"
    assert "--year is for" in demo_line.fails("export", "decision", "cotton", "--year", "2026")
    assert "name one partnership" in demo_line.fails("export", "action-log")


def test_a_roll_up_is_on_record_in_each_partnership_that_is_in_it(demo_line: Line) -> None:
    path = Path(demo_line.ok("export", "roll-up", "--audience", "public").strip())
    assert path.parent == demo_line.data / "exports"
    text = path.read_text("utf-8")
    assert "Cottonwood" in text
    assert "Eastfield" not in text, "it released its summary to partners only"
    left = json.loads(demo_line.ok("list", "cotton", "--filter", "kind:document", "--json"))
    assert [(each["document"], sorted(each["items"])[:2]) for each in left] == [("roll-up", ["AH1", "AH2"])]
    assert json.loads(demo_line.ok("list", "eastfield", "--filter", "kind:document", "--json")) == []
    told = demo_line.run("export", "roll-up", "--audience", "public")[2]
    assert "unchanged" in told
    assert "1 of 2 partnerships is in it; the others" in told
    told = demo_line.run("export", "roll-up", "--audience", "partners", "--out", "-")[2]
    assert "all 2 partnerships are in it" in told
    assert "others" not in told
    both = demo_line.ok("export", "roll-up", "cotton", "eastfield", "--out", "-")
    assert both.index("### Cottonwood") < both.index("### Eastfield")
    assert "cannot be written as ics" in demo_line.fails("export", "roll-up", "--format", "ics")
    assert demo_line.ok("export", "roll-up", "--format", "html", "--out", "-").startswith("<!doctype html>")
    demo_line.ok("cycle", "release", "cotton", "--take-back")
    assert "no partnership has agreed" in demo_line.fails("export", "roll-up", "--audience", "public")
