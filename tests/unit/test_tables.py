"""Answers of tables: said aloud or typed in from paper, they are the same records and count the same."""

from collections import Counter

import pytest

from codesign.commands.meetings import End, GoTo, Plan, Start
from codesign.commands.preparing import AddQuestions, TakeOutQuestion
from codesign.commands.tables import KeepAnswers
from codesign.model import Attribution, Audience, Meeting, Permission, Voice, VoiceKind
from codesign.opened import OpenPartnership
from codesign.permissions import words_for
from codesign.templates import template
from codesign.views.questions import asked
from codesign.views.sheets import sheets
from codesign.views.tables import Place, of_table, rows, typed_in
from codesign.views.voices import captured
from codesign.written import permission_tokens
from screens.answers.keeping import Becomes, kept, read_permission
from tests.support.acting import get, refused
from tests.support.documents import notes
from tests.support.doubles import NOW, StillClock, capture, river
from tests.support.meetings import count_people

WORKS, HINDERS = "What works?", "What stands in the way?"


def hall() -> tuple[OpenPartnership, StillClock]:
    """A planned workshop with two questions for its rounds, and 15 people."""
    clock = StillClock()
    opened = river(clock)
    opened.execute(Plan(template("workshop-90"), NOW.date()))
    count_people(opened, meeting(opened).id, {"community": 8, "education": 7})
    opened.execute(AddQuestions(meeting(opened).id, (WORKS,), "5"))
    opened.execute(AddQuestions(meeting(opened).id, (HINDERS,), "7"))
    return opened, clock


def meeting(opened: OpenPartnership) -> Meeting:
    return get(opened, Meeting, "MT1")


def keep(opened: OpenPartnership, text: str, at: Place, becomes: Becomes | None = None) -> None:
    typed = typed_in(meeting(opened), text, at)
    assert not typed.unknown
    opened.execute(kept(opened, meeting(opened), typed, becomes or Becomes()))


def voices(opened: OpenPartnership) -> list[Voice]:
    return [each for each in captured(opened.records, meeting(opened)) if isinstance(each, Voice)]


def counts(opened: OpenPartnership) -> list[tuple[str, tuple[int, ...], tuple[int, ...]]]:
    return [(row.text, row.counts, row.waiting) for row in rows(opened.records, meeting(opened))]


ANSWERS = (
    ("T1-1-1", "The bus to the clinic as:role to:public @driver", VoiceKind.SUCCESS),
    ("T1-1-2", "Nurses who stay as:sector to:partners sector:education", VoiceKind.SUCCESS),
    ("T2-1-1", "The school café", VoiceKind.SUCCESS),
    ("T1-2-1", "Three forms for one ride as:anonymous to:public #forms", VoiceKind.CHALLENGE),
    ("T3-2-1", "We were not asked as:not-recorded", VoiceKind.CHALLENGE),
)


def held_live() -> OpenPartnership:
    """Return a meeting whose answers were captured while it ran, line by line."""
    opened, clock = hall()
    opened.execute(Start(meeting(opened).id))
    for n, (number, words, kind) in enumerate(ANSWERS):
        if n in {0, 3}:
            for _ in range(4 if n == 0 else 2):
                last = max(meeting(opened).runs.items())[1].block
                opened.execute(GoTo(meeting(opened).id, 1, last))
        clock.forward(minutes=1)
        keep(opened, words, typed_in(meeting(opened), number, Place(1, "")).last, Becomes(kind))
    clock.forward(minutes=1)
    opened.execute(End(meeting(opened).id))
    return opened


def typed_in_later() -> OpenPartnership:
    """Return the same meeting, with its sheets typed in two weeks after it had ended."""
    opened, clock = hall()
    opened.execute(Start(meeting(opened).id))
    for n in range(5):
        if n in {0, 3}:
            for _ in range(4 if n == 0 else 2):
                last = max(meeting(opened).runs.items())[1].block
                opened.execute(GoTo(meeting(opened).id, 1, last))
        clock.forward(minutes=1)
    clock.forward(minutes=1)
    opened.execute(End(meeting(opened).id))
    clock.forward(days=14)
    for kind in (VoiceKind.SUCCESS, VoiceKind.CHALLENGE):
        sheet = "\n".join(f"{number} {words}" for number, words, each in ANSWERS if each is kind)
        keep(opened, sheet, Place(1, ""), Becomes(kind))
    return opened


@pytest.mark.parametrize("audience", Audience)
def test_notes_typed_in_from_paper_are_those_captured_live(audience: Audience) -> None:
    live, paper = (
        notes(opened.records, meeting(opened), audience, NOW.date()).text.splitlines()
        for opened in (held_live(), typed_in_later())
    )
    different = [pair for pair in zip(live, paper, strict=True) if pair[0] != pair[1]]
    assert different == [('generated: "2026-11-21"', 'generated: "2026-12-05"')], "the day of the last change"
    answer = next(n for n, line in enumerate(paper) if "The bus to the clinic" in line)
    assert paper[answer + 1].strip() == "- Question: What works?"


def test_typed_in_answers_are_the_same_records_and_count_the_same() -> None:
    live, paper = held_live(), typed_in_later()

    def forms(opened: OpenPartnership) -> list[tuple[object, ...]]:
        return [
            (v.text, v.kind, v.table, v.question, v.block, v.sector, v.role, v.tags, v.permission)
            for v in voices(opened)
        ]

    assert forms(live) == forms(paper)
    assert counts(live) == counts(paper) == [(WORKS, (2, 1, 0), (3,)), (HINDERS, (1, 0, 1), (2,))]
    balance = [Counter(voice.sector for voice in voices(opened)) for opened in (live, paper)]
    assert balance[0] == balance[1] == {"": 4, "education": 1}


def test_an_answer_belongs_to_the_block_of_its_question() -> None:
    opened = typed_in_later()
    assert [voice.block for voice in voices(opened)] == ["5", "5", "5", "7", "7"]


def test_each_line_has_the_permission_that_was_ticked() -> None:
    opened, _clock = hall()
    ticked = Permission(Attribution.ANONYMOUS, Audience.PARTNERS)
    keep(opened, "T1-1-1 one\nT1-1-2 two as:role to:public", Place(1, ""), Becomes(permission=ticked))
    assert [voice.permission for voice in voices(opened)] == [
        ticked,
        Permission(Attribution.ROLE, Audience.PUBLIC),
    ]
    shown = words_for(opened.records, voices(opened)[0], Audience.PUBLIC, NOW.date())
    assert shown == "narrower", "the one permission is decided as any other"


@pytest.mark.parametrize("attribution", Attribution)
@pytest.mark.parametrize("audience", Audience)
def test_a_permission_is_typed_as_it_is_read(attribution: Attribution, audience: Audience) -> None:
    opened = river()
    permission = Permission(attribution, audience)
    assert read_permission(opened, permission_tokens(permission)) == permission
    assert read_permission(opened, f"{permission_tokens(permission)} more") is None
    assert read_permission(opened, "") is None


def test_every_number_that_is_printed_leads_to_its_table_and_question() -> None:
    opened, _clock = hall()
    now = meeting(opened)
    for sheet in sheets(now, 6):
        for number in sheet.lines:
            assert sheet.question is not None
            typed = typed_in(now, f"{number} words", Place(9, "elsewhere"))
            assert typed.lines == ((Place(sheet.table, sheet.question.text), "words"),)


def test_lines_without_a_number_belong_where_the_one_above_does() -> None:
    opened, _clock = hall()
    text = "first\n\nT2-1-1 second\nthird\nT3-2-1\nfourth\n2 buses a day"
    typed = typed_in(meeting(opened), text, Place(1, HINDERS))
    assert [(at.table, at.question, words) for at, words in typed.lines] == [
        (1, HINDERS, "first"),
        (2, WORKS, "second"),
        (2, WORKS, "third"),
        (3, HINDERS, "fourth"),
        (3, HINDERS, "2 buses a day"),
    ]
    assert typed.last == Place(3, HINDERS)


def test_a_number_of_no_question_is_told_and_one_that_was_taken_out_keeps_its_sheets() -> None:
    opened, _clock = hall()
    assert typed_in(meeting(opened), "T1-9-1 words", Place(1, "")).unknown == ("T1-9-1",)
    works = next(each.key for each in asked(meeting(opened)) if each.text == WORKS)
    opened.execute(TakeOutQuestion(meeting(opened).id, works))
    keep(opened, "T1-1-1 The bus", Place(1, ""))
    assert counts(opened) == [(HINDERS, (0, 0, 0), (1, 2, 3)), (WORKS, (1, 0, 0), (2, 3))]


def test_a_table_named_in_the_meeting_s_own_line_counts_too() -> None:
    opened, _clock = hall()
    capture(opened, '"In round one table:2', meeting=meeting(opened).id, block="5")
    capture(opened, '"Elsewhere table:4', meeting=meeting(opened).id, block="1")
    assert counts(opened) == [
        (WORKS, (0, 1, 0, 0), (1, 3, 4)),
        (HINDERS, (0, 0, 0, 0), (1, 2, 3, 4)),
        ("", (0, 0, 0, 1), (1, 2, 3)),
    ]
    (voice,) = of_table(opened.records, meeting(opened), WORKS, 2)
    assert voice.text == "In round one"


def test_a_line_that_names_another_table_goes_there() -> None:
    opened, _clock = hall()
    keep(opened, "It was them table:3", Place(1, WORKS))
    assert counts(opened)[0] == (WORKS, (0, 0, 1), (1, 2))


def test_a_need_made_at_a_table_is_nobody_s_answer() -> None:
    opened, _clock = hall()
    keep(opened, "T1-1-1 ? A night bus\nT1-1-2 ~ We are many", Place(1, ""), Becomes(VoiceKind.SUCCESS))
    assert opened.numbered("N1").headline == "A night bus"
    assert get(opened, Voice, "V1").kind is VoiceKind.AHA, "a mark says more than the key that was pressed"
    assert counts(opened)[0] == (WORKS, (1, 0, 0), (2, 3))


def test_nothing_of_a_sheet_is_kept_where_a_line_has_no_words() -> None:
    opened, _clock = hall()
    typed = typed_in(meeting(opened), "T1-1-1 words\nT1-1-2 #only-a-tag", Place(1, ""))
    assert "needs words" in refused(opened, kept(opened, meeting(opened), typed, Becomes()))
    assert "no lines" in refused(opened, KeepAnswers(meeting(opened).id, ()))
    assert voices(opened) == []


def test_a_sheet_is_taken_back_in_one_step() -> None:
    opened, _clock = hall()
    keep(opened, "T1-1-1 one\nT2-1-1 two", Place(1, ""))
    opened.undo()
    assert voices(opened) == []
