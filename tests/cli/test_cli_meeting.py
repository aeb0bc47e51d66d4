"""Planning meetings from the command line, and the templates that they are planned from."""

from datetime import date, time
from pathlib import Path

import pytest

from codesign.cli.compose import Composition
from codesign.commands.templates import SaveTemplate
from codesign.model import Meeting, Mode
from tests.cli.test_cli import Line


@pytest.fixture
def line(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Line:
    found = Line(tmp_path / "data", capsys)
    found.ok("new", "River")
    return found


def meetings(tmp_path: Path) -> list[Meeting]:
    opened = Composition(str(tmp_path / "data")).workspace.open("river")
    found = sorted(opened.records.live(Meeting), key=lambda each: each.id)
    opened.close()
    return found


def test_a_session_of_an_event_is_planned_with_its_time(line: Line, tmp_path: Path) -> None:
    told = line.ok(
        *("meeting", "river", "--template", "half-day", "--date", "2026-12-03", "--starts", "9.30"),
        *("--event", "Winter days", "--mode", "hybrid"),
    )
    assert told == "MT1  Half-day session, Thursday 3 December 2026 09:30\n"
    (found,) = meetings(tmp_path)
    assert (found.on, found.starts, found.event) == (date(2026, 12, 3), time(9, 30), "Winter days")
    assert (found.mode, found.length) == (Mode.HYBRID, 210)
    assert "Meet the people behind the services." in found.aims


def test_what_is_no_time_or_no_template_is_said(line: Line) -> None:
    assert "half past is no time of day" in line.fails("meeting", "river", "--starts", "half past")
    assert "there is no template none; there are: 1-2-4-all" in line.fails(
        "meeting", "river", "--template", "none"
    )


def test_templates_are_listed_the_own_ones_before_the_others(line: Line, tmp_path: Path) -> None:
    assert line.ok("templates").startswith("workshop-90        90 min  Co-design workshop\nhalf-day ")
    line.ok("meeting", "river", "--template", "retrospective")
    opened = Composition(str(tmp_path / "data")).workspace.open("river")
    opened.execute(SaveTemplate(next(opened.records.live(Meeting)).id, "Our look back"))
    opened.close()
    assert line.ok("templates", "river").startswith("TM1                60 min  Our look back\nworkshop-90 ")
    assert line.ok("meeting", "river", "--template", "tm1", "--date", "2026-12-03").startswith(
        "MT2  Our look back"
    )
    line.ok("archive", "river", "TM1")
    assert line.ok("templates", "river") == line.ok("templates")
