"""Questions and checklist of a meeting, and the numbers on table sheets."""

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from codesign.commands.meetings import Plan
from codesign.commands.preparing import (
    AddPoint,
    AddQuestions,
    ChangeQuestion,
    TakeOutPoint,
    TakeOutQuestion,
    TickOff,
)
from codesign.errors import Refused
from codesign.model import Meeting, Question
from codesign.opened import OpenPartnership
from codesign.templates import template
from codesign.templates.preparing import question_library, usual_checklist
from codesign.text import clean
from codesign.views.questions import asked
from codesign.views.sheets import SheetLine, line_number, read_number, sheets, split_number
from tests.support.doubles import NOW


@pytest.fixture
def workshop(river: OpenPartnership) -> str:
    """The id of a planned workshop."""
    river.execute(Plan(template("workshop-90"), NOW.date()))
    return river.numbered("MT1").id


def meeting(opened: OpenPartnership) -> Meeting:
    found = opened.numbered("MT1")
    assert isinstance(found, Meeting)
    return found


def questions(opened: OpenPartnership) -> list[tuple[int, str, str]]:
    return [(each.number, each.text, each.block) for each in asked(meeting(opened))]


class TestLibrary:
    def test_each_purpose_has_questions_and_no_question_stands_twice(self) -> None:
        library = question_library()
        assert {"co-define", "co-design", "co-evaluate", "tabletop"} <= {each.key for each in library}
        assert all(len(each.questions) >= 3 for each in library)
        texts = [text for each in library for text in each.questions]
        assert len(texts) == len(set(texts))
        assert all(text == clean(text) and text[-1] in "?." for text in texts)

    def test_the_usual_points_have_keys_of_their_own(self) -> None:
        keys = [point.key for group in usual_checklist() for point in group.points]
        assert len(keys) == len(set(keys))
        assert {"room", "interpreter", "notice", "step-free"} <= set(keys)


class TestQuestions:
    def test_they_are_added_changed_and_taken_out(self, river: OpenPartnership, workshop: str) -> None:
        river.execute(AddQuestions(workshop, ("What works?", "What\u202e does not? ", "What works?"), "7"))
        river.execute(AddQuestions(workshop, ("Who is missing?",), "5"))
        assert questions(river) == [
            (3, "Who is missing?", "5"),
            (1, "What works?", "7"),
            (2, "What does not?", "7"),
        ]
        first, second = asked(meeting(river))[1:]
        river.execute(ChangeQuestion(workshop, first.key, "What works well?", "no such block"))
        river.execute(TakeOutQuestion(workshop, second.key))
        assert questions(river) == [(3, "Who is missing?", "5"), (1, "What works well?", "")]

    def test_a_number_is_never_given_again(self, river: OpenPartnership, workshop: str) -> None:
        river.execute(AddQuestions(workshop, ("one", "two")))
        river.execute(TakeOutQuestion(workshop, asked(meeting(river))[1].key))
        river.execute(AddQuestions(workshop, ("three",)))
        assert questions(river) == [(1, "one", ""), (3, "three", "")]

    def test_what_is_asked_already_is_not_asked_twice(self, river: OpenPartnership, workshop: str) -> None:
        river.execute(AddQuestions(workshop, ("one",)))
        assert river.execute(AddQuestions(workshop, (" one",))) is None

    def test_two_devices_that_gave_one_number_are_told_apart(self, river: OpenPartnership, workshop: str) -> None:
        del workshop
        same = {"b": Question("second"), "a": Question("first"), "c": Question("third", 2)}
        found = asked(msgspec.structs.replace(meeting(river), questions=same))
        assert [(each.number, each.text) for each in found] == [(1, "first"), (2, "third"), (3, "second")]

    def test_the_partnership_keeps_its_own(self, river: OpenPartnership, workshop: str) -> None:
        river.execute(AddQuestions(river.partnership.id, ("How is the river?",)))
        (own,) = asked(river.partnership)
        river.execute(ChangeQuestion(river.partnership.id, own.key, "How is our river?"))
        assert [each.text for each in asked(river.partnership)] == ["How is our river?"]
        assert questions(river) == []
        river.execute(TakeOutQuestion(river.partnership.id, own.key))
        assert asked(river.partnership) == ()
        del workshop

    def test_each_step_is_taken_back(self, river: OpenPartnership, workshop: str) -> None:
        river.execute(AddQuestions(workshop, ("one",)))
        river.execute(TakeOutQuestion(workshop, asked(meeting(river))[0].key))
        river.undo()
        assert questions(river) == [(1, "one", "")]
        river.undo()
        assert questions(river) == []

    def test_words_are_needed(self, river: OpenPartnership, workshop: str) -> None:
        for command in (AddQuestions(workshop, (" ", "\u200b")), AddPoint(workshop, " ")):
            with pytest.raises(Refused, match="needs words"):
                river.execute(command)
        river.execute(AddQuestions(workshop, ("one",)))
        key = asked(meeting(river))[0].key
        with pytest.raises(Refused, match="needs words"):
            river.execute(ChangeQuestion(workshop, key, ""))
        river.execute(TakeOutQuestion(workshop, key))
        with pytest.raises(Refused, match="not here any more"):
            river.execute(ChangeQuestion(workshop, key, "again"))


class TestChecklist:
    def test_a_tick_stays_and_can_be_taken_away(self, river: OpenPartnership, workshop: str) -> None:
        river.execute(TickOff(workshop, "room", done=True))
        assert meeting(river).checklist["room"].done
        river.execute(TickOff(workshop, "room", done=False))
        assert not meeting(river).checklist["room"].done

    def test_own_points_come_and_go_and_usual_ones_stay(self, river: OpenPartnership, workshop: str) -> None:
        river.execute(AddPoint(workshop, "Bring the key of the shed"))
        ((key, point),) = meeting(river).checklist.items()
        river.execute(TickOff(workshop, key, done=True))
        assert meeting(river).checklist[key] == msgspec.structs.replace(point, done=True)
        river.execute(TakeOutPoint(workshop, key))
        assert meeting(river).checklist == {}
        with pytest.raises(Refused, match="only your own"):
            river.execute(TakeOutPoint(workshop, "room"))


class TestNumbers:
    def test_a_sheet_for_each_table_and_question(self, river: OpenPartnership, workshop: str) -> None:
        river.execute(AddQuestions(workshop, ("one", "two")))
        found = sheets(meeting(river), 3, lines=2)
        assert [(each.table, each.question.number if each.question else 0) for each in found] == [
            (1, 1),
            (1, 2),
            (2, 1),
            (2, 2),
            (3, 1),
            (3, 2),
        ]
        assert found[-1].lines == ("T3-2-1", "T3-2-2")

    def test_a_meeting_without_questions_has_sheets_too(self, river: OpenPartnership, workshop: str) -> None:
        del workshop
        assert [each.lines[0] for each in sheets(meeting(river), 2)] == ["T1-0-1", "T2-0-1"]

    @given(st.integers(1, 99), st.integers(0, 999), st.integers(1, 999))
    def test_a_number_is_read_as_it_was_written(self, table: int, question: int, line: int) -> None:
        written = line_number(table, question, line)
        assert read_number(written) == SheetLine(table, question, line)
        assert str(read_number(written)) == written

    @pytest.mark.parametrize("typed", ["T3-2-1", "t3-2-1", " T 3-2-1 ", "t3.2.1", "T3 2 1", "T3–2–1", "T3/2/1:"])
    def test_it_is_read_as_people_type_it(self, typed: str) -> None:
        assert read_number(typed) == SheetLine(3, 2, 1)
        assert split_number(f"{typed} The bus does not come") == (SheetLine(3, 2, 1), "The bus does not come")

    @pytest.mark.parametrize("typed", ["", "T3-2", "3-2-1", "T0-1-1", "T1-1-0", "T3-2-1x", "24-12-26", "T100-1-1"])
    def test_anything_else_stays_words(self, typed: str) -> None:
        assert read_number(typed) is None
        assert split_number(f"{typed} words") == (None, f"{typed} words")
