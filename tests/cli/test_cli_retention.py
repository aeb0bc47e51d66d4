"""codesign retention and codesign govern: what is due, what is kept, what is purged, who governs what."""

import io
import json
from datetime import timedelta
from pathlib import Path

import pytest

from tests.cli.test_cli import Line, demo_line, line
from tests.cli.test_cli_withdraw import holding, state
from tests.support.doubles import NOW, StillClock

__all__ = ["demo_line", "line", "state"]

SAID = "My brother would drive"


@pytest.fixture
def due_line(demo_line: Line, monkeypatch: pytest.MonkeyPatch) -> Line:
    """The demo two months later, when the words of its meetings are due."""
    monkeypatch.setattr("tests.cli.test_cli.StillClock", lambda: StillClock(NOW + timedelta(days=60)))
    demo_line.ok("describe", "cotton", "--retention-months", "1")
    return demo_line


def meetings(line: Line) -> dict[str, dict[str, object]]:
    found = json.loads(line.ok("retention", "cotton", "--json"))
    return {each["number"]: each for each in found}


def cards(line: Line) -> list[str]:
    return [each["number"] for each in json.loads(line.ok("list", "cotton", "--json")) if each["group"] == "cards"]


def meeting_of(line: Line, voice: str) -> str:
    return next(number for number, each in meetings(line).items() if voice in str(each["voices"]))


def test_it_lists_what_is_due_in_all_partnerships(due_line: Line) -> None:
    told = due_line.ok("retention")
    assert "cottonwood-valley-connections\n  MT" in told
    assert ", due\n" in told
    assert "eastfield" in told
    assert "words_due_for_review" in due_line.ok("list", "--json")


def test_nothing_is_due_where_no_time_is_set(demo_line: Line) -> None:
    demo_line.ok("describe", "cotton", "--retention-months", "0")
    assert not any(each["due"] for each in meetings(demo_line).values())
    assert "review not set" in demo_line.ok("retention", "cotton")


def test_words_are_kept_until_another_day_and_that_needs_a_reason(due_line: Line) -> None:
    number = meeting_of(due_line, "V18")
    assert meetings(due_line)[number]["due"]
    keep = ("retention", "cotton", "--keep", number, "--until")
    assert "say why they are kept" in due_line.fails(*keep, "2028-01-01")
    assert "not after today" in due_line.fails(*keep, "2020-01-01", "--because", "x")
    assert "is no day" in due_line.fails(*keep, "whenever")
    assert "--until" in due_line.fails(*keep[:-1])
    told = due_line.ok(*keep, "2028-01-01", "--because", "the evaluation runs until then")
    assert told == f"the words of {number} are kept until 2028-01-01\n"
    found = meetings(due_line)[number]
    assert (found["due"], found["review"], found["because"]) == (
        False, "2028-01-01", "the evaluation runs until then",
    )  # fmt: skip
    assert "words to be reviewed: 2028-01-01" in due_line.ok("show", "cotton", number)


def test_a_purge_leaves_the_words_in_no_file_and_numbers_answers_and_cards(due_line: Line, state: Path) -> None:
    number = meeting_of(due_line, "V18")
    due_line.ok("export", "notes", "cotton", "--meeting", number, "--audience", "room")
    for form in ("html", "docx"):
        due_line.ok("export", "notes", "cotton", "--meeting", number, "--audience", "room", "--format", form)
    due_line.ok("export", "bundle", "cotton", "--audience", "room")
    due_line.ok("reply", "cotton", "V18", "--answer", "park", "--because", "no money yet", "--by", "the county")
    before = cards(due_line)
    purge = ("retention", "cotton", "--purge", number)
    dry = due_line.ok(*purge, "--dry-run")
    assert "go for ever" in dry
    assert "Out of reach" in dry
    assert dry.endswith("nothing was changed\n")
    assert SAID in due_line.ok("show", "cotton", "V18")
    told = due_line.ok(*purge, "--yes")
    assert f"of {number} are purged" in told
    assert "The recall note is" in told
    assert holding(due_line.data, state) == []
    assert [each for each in due_line.data.rglob("exports/*") if "recall" not in each.name] == []
    (note,) = due_line.data.rglob("*recall-note*")
    assert "the time for which" in note.read_text().casefold()
    shown = json.loads(due_line.ok("show", "cotton", "V18", "--json"))["record"]
    assert shown["reply"] == {"answer": "park", "on": "2027-01-20"}
    assert {"text", "because", "role", "person"}.isdisjoint(shown)
    assert due_line.ok("show", "cotton", "V18").startswith("V18  (no longer kept)")
    assert cards(due_line) == before
    assert number not in meetings(due_line)
    assert "no words that are kept" in due_line.fails(*purge, "--yes")
    assert due_line.ok("verify").endswith("everything can be read\n")
    assert "V18" not in due_line.ok("list", "cotton", "--filter", "kind:voice no:permission")


def test_the_report_can_be_read_by_a_script(due_line: Line) -> None:
    number = meeting_of(due_line, "V18")
    found = json.loads(due_line.ok("retention", "cotton", "--purge", number, "--yes", "--json"))
    assert (found["meeting"], found["done"], found["note"]) == (number, True, None)
    assert "V18" in found["purged"]
    assert found["files"]["rewritten"]


def test_what_cannot_be(due_line: Line, monkeypatch: pytest.MonkeyPatch) -> None:
    number = meeting_of(due_line, "V18")
    monkeypatch.setattr("sys.stdin", io.StringIO("y\n"))
    assert "say --yes" in due_line.fails("retention", "cotton", "--purge", number)
    assert "is no meeting" in due_line.fails("retention", "cotton", "--purge", "V18", "--yes")
    assert "which partnership" in due_line.fails("retention", "--purge", number)
    assert "not both" in due_line.fails("retention", "cotton", "--purge", number, "--keep", number)
    assert SAID in due_line.ok("show", "cotton", "V18")


class TestGoverning:
    def test_nothing_is_read_before_it_is_released(self, demo_line: Line) -> None:
        notes = ("export", "notes", "cotton", "--audience", "room", "--out", "-")
        assert SAID in demo_line.ok(*notes)
        number = meeting_of(demo_line, "V18")
        told = demo_line.ok("govern", "cotton", number, "--by", "the Elders council", "--review-before-release")
        assert told == f"{number} is governed by the Elders council\n"
        held = demo_line.ok(*notes)
        assert SAID not in held
        assert 'governed-by: "the Elders council"' in held
        assert "Governed by the Elders council" in held
        assert "not released yet" in held
        assert SAID not in demo_line.ok("show", "cotton", "V18", "--audience", "room")
        assert "not released yet" in demo_line.ok("govern", "cotton", "V18")
        assert "say who released" in demo_line.fails("govern", "cotton", number, "--release")
        demo_line.ok("govern", "cotton", "V18", "--release", "--by", "Elder Rosa")
        assert SAID in demo_line.ok(*notes)
        assert "released 2026-11-21 by Elder Rosa" in demo_line.ok("govern", "cotton", "V18")
        demo_line.ok("govern", "cotton", number, "--release", "--by", "Elder Rosa")
        assert "released on 2026-11-21 by Elder Rosa" in demo_line.ok(*notes)

    def test_an_agreement_is_kept_and_can_end(self, demo_line: Line) -> None:
        demo_line.ok("govern", "cotton", "--by", "the Nation", "--agreement", "protocol of May")
        assert demo_line.ok("govern", "cotton") == "PS1: governed by the Nation, protocol of May\n"
        demo_line.ok("govern", "cotton", "--review-before-release")
        assert "the Nation, protocol of May, not released yet" in demo_line.ok("govern", "cotton", "MT1")
        demo_line.ok("govern", "cotton", "--nobody")
        assert "nobody but those" in demo_line.ok("govern", "cotton", "MT1")

    def test_what_cannot_be(self, demo_line: Line) -> None:
        assert "a voice" in demo_line.fails("govern", "cotton", "N1", "--by", "x")
        assert "nobody to release" in demo_line.fails("govern", "cotton", "V18", "--release", "--by", "x")
        assert "say with --by" in demo_line.fails("govern", "cotton", "V18", "--agreement", "x")
