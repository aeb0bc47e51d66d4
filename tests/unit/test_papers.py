"""The papers before a meeting: what stands in them, and that the same data makes the same bytes."""

from datetime import date, time
from pathlib import Path

import msgspec
import pytest

from codesign.cli.documents import DOCUMENTS
from codesign.commands.amending import Amend
from codesign.commands.attendance import CountSector
from codesign.commands.meetings import Plan
from codesign.commands.preparing import AddPoint, AddQuestions, TickOff
from codesign.errors import NotFound
from codesign.model import Block, Meeting
from codesign.opened import OpenPartnership
from codesign.templates import template
from codesign.views.sheets import usual_tables
from exports.files import Outcome
from exports.formats import Format
from exports.library import CALENDAR, LIBRARY, PAPERS, document, subjects
from exports.prepare import Prepared, write
from tests.support.documents import calendar
from tests.support.doubles import NOW, capture
from tests.support.hostile import HOSTILE

TODAY = NOW.date()


@pytest.fixture
def opened(river: OpenPartnership) -> OpenPartnership:
    """A partnership with a planned workshop that has two questions."""
    river.execute(Plan(template("workshop-90"), date(2026, 12, 3), place="Hall", purpose="Hear what works."))
    river.execute(AddQuestions(meeting(river).id, ("What works?", "What does not?"), "5"))
    return river


def meeting(opened: OpenPartnership) -> Meeting:
    found = opened.numbered("MT1")
    assert isinstance(found, Meeting)
    return found


def at_six(opened: OpenPartnership) -> Meeting:
    return msgspec.structs.replace(meeting(opened), starts=time(18, 0))


def prepare(opened: OpenPartnership, kind: str, form: Format = Format.MARKDOWN, tables: int = 2) -> Prepared:
    return document(kind, opened.records, meeting(opened), TODAY, form=form, tables=tables)


def test_the_command_line_names_them_all() -> None:
    assert tuple(LIBRARY) == DOCUMENTS


@pytest.mark.parametrize("kind", PAPERS[:-1])
def test_the_same_data_makes_the_same_bytes_in_every_form(opened: OpenPartnership, kind: str) -> None:
    for form in LIBRARY[kind].forms:
        first, later = (
            prepare(opened, kind, form),
            document(kind, opened.records, meeting(opened), date(2027, 1, 1), form=form, tables=2),
        )
        assert first.data == later.data
        assert first.file == later.file == f"2026-12-03-{kind}-river-clean-up.{form.value}"
        assert first.held_words == ""


def test_the_run_sheet_says_when_each_part_begins(opened: OpenPartnership) -> None:
    text = prepare(opened, "run-sheet").text
    assert "| +0:25 | 15 | — Round 1: a success, a challenge | small groups |" in text
    assert "90 minutes in all." in text
    timed = at_six(opened)
    blocks = {**timed.blocks, "2": Block("Talk", 10, 2, lead="Robin", notes="Bring *the* map")}
    text = document("run-sheet", opened.records, msgspec.structs.replace(timed, blocks=blocks), TODAY).text
    assert "- **Date:** Thursday 3 December 2026, 18:00 to 19:30" in text
    assert r"| 18:05 | 10 | Talk | all together | Robin | Bring \*the\* map |" in text
    assert '- Question 2, in "Round 1: a success, a challenge": What does not?' in text
    assert f"> {opened.partnership.recording_notice}" in text


def test_the_run_sheet_brings_promises_that_are_due_and_points_that_are_left(opened: OpenPartnership) -> None:
    capture(opened, "! Ask the county @planner due:2026-12-01")
    opened.execute(TickOff(meeting(opened).id, "room", done=True))
    opened.execute(AddPoint(meeting(opened).id, "Bring the key of the shed"))
    text = prepare(opened, "run-sheet").text
    assert "- [ ] **C1** Ask the county\n  - Who: planner\n  - By when: 2026-12-01" in text
    assert "- [ ] Bring the key of the shed" in text
    assert "The room is booked" not in text


def test_the_invitation_is_for_people_who_have_never_been_there(opened: OpenPartnership) -> None:
    capture(opened, "! Ask the county @planner due:2026-12-01")
    timed = msgspec.structs.replace(at_six(opened), aims="A plan", takeaway="A date", norms="One speaks at a time")
    found = document("invitation", opened.records, timed, TODAY, form=Format.MARKDOWN)
    for words in (
        "18:00 to 19:30",
        "What it is for: Hear what works.",
        "What we want to reach: A plan",
        "What you take home: A date",
        "- 18:25 Tables of 4-6 (35 minutes)",
        "- What works?",
        "an interpreter",
        opened.partnership.recording_notice,
    ):
        assert words in found.text
    assert "Ask the county" not in found.text, "promises are the room's"
    assert "+0:00" not in prepare(opened, "invitation").text
    assert dict(found.document.front)["audience"] == "public"


def test_what_is_ticked_off_is_ticked_on_paper(opened: OpenPartnership) -> None:
    opened.execute(TickOff(meeting(opened).id, "interpreter", done=True))
    text = prepare(opened, "checklist").text
    assert "1 of 21 done." in text
    assert "- [x] Interpreters and sign language" in text
    page = prepare(opened, "checklist", Format.HTML).text
    assert 'aria-label="done">☑</span> Interpreters' in page
    assert page.count("☐") == 20


def test_a_sheet_for_each_table_and_question(opened: OpenPartnership) -> None:
    found = prepare(opened, "table-sheets", tables=3)
    headings = [line for line in found.text.splitlines() if line.startswith("## ")]
    assert headings == [
        f"## MT1, table {table}, question {question}" for table in (1, 2, 3) for question in (1, 2)
    ]
    assert found.text.count("\n---\n\n## ") == 5
    assert "- **T3-2-6** ____" in found.text
    assert found.text.count("☐ not to be recorded") == 36
    assert found.text.count("> ") == 6, "the notice is on every sheet"
    page = prepare(opened, "table-sheets", Format.HTML, tables=3).text
    assert page.count("<hr>") == 5
    assert '<strong>T3-2-6</strong><span class="rule">' in page


def test_a_meeting_without_questions_has_sheets_too(river: OpenPartnership) -> None:
    river.execute(Plan(template("blank"), TODAY))
    assert "- **T1-0-1** ____" in prepare(river, "table-sheets").text


def test_as_many_tables_as_the_people_need(opened: OpenPartnership) -> None:
    assert usual_tables(opened.records, meeting(opened)) == 5
    opened.execute(Plan(template("blank"), TODAY))
    earlier = opened.numbered("MT2")
    opened.execute(CountSector(earlier.id, "community", 31))
    assert usual_tables(opened.records, meeting(opened)) == 7, "as many as came last time"
    opened.execute(CountSector(meeting(opened).id, "community", 6))
    assert usual_tables(opened.records, meeting(opened)) == 2


def test_the_calendar_has_every_meeting_and_keeps_their_ids(opened: OpenPartnership) -> None:
    opened.execute(Plan(template("blank"), date(2026, 11, 30), title="Small talk"))
    text = calendar(opened.records, TODAY).text
    ids = [line for line in text.split("\r\n") if line.startswith("UID:")]
    assert ids == [f"UID:{opened.numbered(n).id}.{opened.partnership.id}" for n in ("MT2", "MT1")]
    opened.execute(Amend(meeting(opened), {"title": "Another title"}))
    again = calendar(opened.records, TODAY).text
    assert "SUMMARY:River Clean-up: Another title" in again
    assert [line for line in again.split("\r\n") if line.startswith("UID:")] == ids
    alone = prepare(opened, "agenda", Format.CALENDAR).text
    assert alone.count("BEGIN:VEVENT") == 1
    assert f"UID:{meeting(opened).id}." in alone


def test_without_meetings_there_is_no_calendar(river: OpenPartnership) -> None:
    with pytest.raises(NotFound, match="no meeting"):
        calendar(river.records, TODAY)
    with pytest.raises(NotFound, match="no meeting"):
        subjects("agenda", river.records)


def test_an_edited_file_is_left_alone_and_each_form_has_its_own(opened: OpenPartnership, tmp_path: Path) -> None:
    for form in LIBRARY["agenda"].forms:
        outcome, path, kept = write(prepare(opened, "agenda", form), tmp_path, opened.records)
        opened.execute(kept)
        assert (outcome, path.suffix) == (Outcome.CREATED, f".{form.value}")
    path = tmp_path / "2026-12-03-agenda-river-clean-up.html"
    path.write_text("corrected by hand", "utf-8")
    outcome, beside, kept = write(prepare(opened, "agenda", Format.HTML), tmp_path, opened.records)
    assert (outcome, beside.name) == (Outcome.BESIDE, "2026-12-03-agenda-river-clean-up-2.html")
    assert path.read_text("utf-8") == "corrected by hand"


@pytest.mark.parametrize("text", HOSTILE)
def test_hostile_words_come_through_every_paper(opened: OpenPartnership, text: str) -> None:
    """Each paper reads itself back, or it would not be prepared."""
    opened.execute(Amend(meeting(opened), {"title": f"a {text}", "place": text, "purpose": text}))
    opened.execute(AddQuestions(meeting(opened).id, (f"a {text}",)))
    opened.execute(AddPoint(meeting(opened).id, f"a {text}"))
    for kind in PAPERS[:-1]:
        for form in LIBRARY[kind].forms:
            assert prepare(opened, kind, form, tables=1).data
    for form in LIBRARY[CALENDAR].forms:
        assert document(CALENDAR, opened.records, opened.partnership, TODAY, form=form).data


def test_each_paper_counts_its_own_versions(opened: OpenPartnership, tmp_path: Path) -> None:
    opened.execute(write(prepare(opened, "run-sheet"), tmp_path, opened.records)[2])
    assert dict(prepare(opened, "checklist").document.front)["version"] == "1"
    opened.execute(AddPoint(meeting(opened).id, "Bring the key of the shed"))
    assert dict(prepare(opened, "run-sheet").document.front)["version"] == "2"
