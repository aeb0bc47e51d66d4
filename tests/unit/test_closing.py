"""Closing a meeting: what was promised and by whom, what was counted and seen, and what the notes say of it."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from codesign.commands.amending import Amend
from codesign.commands.attendance import CountSector, Introduce, MovePerson
from codesign.commands.closing import MeetNext, Observe, Reobserve
from codesign.commands.correcting import Correct
from codesign.commands.exports import RecordExport
from codesign.commands.marking import ReadBack
from codesign.commands.meetings import Count, Plan
from codesign.errors import Refused
from codesign.model import Audience, Commitment, Meeting, Move, Person, Poll, PollKind, PracticeCell
from codesign.opened import OpenPartnership
from codesign.permissions import SMALL, part_for
from codesign.ports import today
from codesign.templates import template
from codesign.views.closing import (
    Answered,
    come_again,
    practice,
    promises,
    serves,
    trust,
    unpromised,
    usual_audience,
)
from codesign.written import as_line, read_again
from tests.support.documents import notes
from tests.support.doubles import capture, memory_workspace


@pytest.fixture
def river() -> OpenPartnership:
    opened = memory_workspace().create("River")
    opened.execute(Plan(template("blank"), date(2026, 11, 21)))
    return opened


def meeting(opened: OpenPartnership) -> Meeting:
    found = opened.numbered("MT1")
    assert isinstance(found, Meeting)
    return found


def promise(opened: OpenPartnership, number: str) -> Commitment:
    found = opened.numbered(number)
    assert isinstance(found, Commitment)
    return found


def said(opened: OpenPartnership, line: str) -> str:
    return capture(opened, line, meeting=meeting(opened).id)


def text(opened: OpenPartnership, audience: Audience) -> str:
    return notes(opened.records, meeting(opened), audience, date(2026, 11, 21)).text


class TestPromises:
    def test_those_of_this_meeting_in_the_order_in_which_they_were_said(self, river: OpenPartnership) -> None:
        capture(river, "! of before")
        said(river, "! first")
        said(river, "? a need")
        said(river, "! second")
        assert [each.text for each in promises(river.records, meeting(river))] == ["first", "second"]

    def test_the_need_is_found_along_the_thread(self, river: OpenPartnership) -> None:
        said(river, "? a need")
        said(river, "* a van for:N1")
        said(river, "! ask the drivers for:I1")
        said(river, "* on its own")
        said(river, "! ask nobody for:I2")
        said(river, "! from nothing")
        found = [[each.number for each in serves(river.records, promise(river, f"C{n}"))] for n in (1, 2, 3)]
        assert found == [["N1"], ["I2"], []]

    @pytest.mark.parametrize("fields", [{"text": "other"}, {"who": "library"}, {"due": date(2026, 12, 1)}])
    def test_what_is_rewritten_is_to_be_read_back_again(
        self, river: OpenPartnership, fields: dict[str, object]
    ) -> None:
        said(river, "! one @driver")
        seen = promise(river, "C1")
        river.execute(ReadBack(seen.id, read_back=True))
        river.execute(Amend(seen, fields))
        assert not promise(river, "C1").read_back, "whichever of the two its author saw"

    def test_what_is_not_read_aloud_may_change(self, river: OpenPartnership) -> None:
        said(river, "! one @driver")
        river.execute(ReadBack(promise(river, "C1").id, read_back=True))
        river.execute(Amend(promise(river, "C1"), {"sector": "caregiver"}))
        assert promise(river, "C1").read_back

    def test_a_line_that_is_corrected_too(self, river: OpenPartnership) -> None:
        said(river, "! one @driver")
        river.execute(ReadBack(promise(river, "C1").id, read_back=True))
        seen, now = promise(river, "C1"), today(river.clock)
        before = read_again(seen, as_line(seen, river.records), now, river.known)
        after = read_again(seen, "! two @driver", now, river.known)
        river.execute(Correct(seen, before, after))
        assert (promise(river, "C1").text, promise(river, "C1").read_back) == ("two", False)


class TestUnpromised:
    def test_sectors_and_people_who_are_here(self, river: OpenPartnership) -> None:
        for sector, people in (("community", 3), ("caregiver", 2), ("municipal", 1)):
            river.execute(CountSector(meeting(river).id, sector, people))
        for name, role in (("Ada Park", "librarian"), ("Bo Lind", ""), ("Cy Moss", "driver"), ("Di Rae", "nurse")):
            river.execute(Introduce(meeting(river).id, name, "education", role))
        gone = next(each for each in river.records.live(Person) if each.name == "Di Rae")
        river.execute(MovePerson(meeting(river).id, gone.id, Move.LEFT))
        said(river, "! by its sector sector:community")
        said(river, "! by their role @librarian")
        said(river, "! of whom nothing is known @somebody")
        found = unpromised(river.records, meeting(river))
        assert [each.key for each in found.sectors] == ["caregiver", "municipal"]
        assert [each.name for each in found.people] == ["Bo Lind", "Cy Moss"]
        assert found.unplaced == 1

    def test_a_name_is_found_however_it_is_written(self, river: OpenPartnership) -> None:
        river.execute(Introduce(meeting(river).id, "Ada", "education"))
        said(river, "! mine @ADA")
        found = unpromised(river.records, meeting(river))
        assert (found.sectors, found.people, found.unplaced) == ((), (), 0)

    def test_a_role_of_two_sectors_places_nobody(self, river: OpenPartnership) -> None:
        for name, sector in (("Ada", "education"), ("Bo", "municipal")):
            river.execute(Introduce(meeting(river).id, name, sector, "planner"))
        said(river, "! ours @planner")
        found = unpromised(river.records, meeting(river))
        assert [each.key for each in found.sectors] == ["municipal", "education"]
        assert (found.people, found.unplaced) == ((), 1)


class TestCounted:
    def test_n_of_those_who_were_there(self, river: OpenPartnership) -> None:
        assert come_again(river.records, meeting(river)) is None
        river.execute(Count(meeting(river).id, Poll(PollKind.COME_AGAIN, counts={"yes": 7, "no": 1})))
        assert come_again(river.records, meeting(river)) == Answered(7, 8, 0), "nobody was counted"
        river.execute(CountSector(meeting(river).id, "community", 10))
        assert come_again(river.records, meeting(river)) == Answered(7, 8, 10)
        river.execute(Count(meeting(river).id, Poll(PollKind.COME_AGAIN, counts={"yes": 7}, asked=9)))
        assert come_again(river.records, meeting(river)) == Answered(7, 7, 9), "as many as were there then"

    def test_trust_is_four_or_five(self, river: OpenPartnership) -> None:
        counts = {"5": 3, "4": 4, "3": 2, "2": 1, "1": 1}
        for _twice in range(2):
            river.execute(Count(meeting(river).id, Poll(PollKind.TRUST_PULSE, counts=counts)))
        assert trust(river.records, meeting(river)) == Answered(7, 11, 0)
        assert list(meeting(river).polls) == ["trust-pulse"]

    def test_the_room_reads_every_answer_and_the_partners_no_few(self, river: OpenPartnership) -> None:
        counts = {"5": 10, "4": 7, "3": 2, "2": 1}
        river.execute(CountSector(meeting(river).id, "community", 25))
        river.execute(Count(meeting(river).id, Poll(PollKind.TRUST_PULSE, counts=counts, asked=25)))
        room, partners = text(river, Audience.ROOM), text(river, Audience.PARTNERS)
        assert "17 of 20 trust that" in room
        assert "| everybody | 10 | 7 | 2 | 1 | 0 | 20 |" in room
        assert "At least 16 of 20 trust that" in partners
        assert "20 of 25 who were there answered" in partners
        assert "| 2 | 1 |" not in partners

    def test_what_few_answered_leaves_with_nobody(self, river: OpenPartnership) -> None:
        river.execute(Count(meeting(river).id, Poll(PollKind.TRUST_PULSE, counts={"5": 2, "1": 1})))
        river.execute(Count(meeting(river).id, Poll(PollKind.COME_AGAIN, counts={"yes": 2, "no": 1})))
        assert "2 of 3" in text(river, Audience.ROOM)
        public = text(river, Audience.PUBLIC)
        assert "2 of 3" not in public
        assert "Too few people said how much they trust" in public
        assert "Too few people said whether they would come again" in public

    @given(whole=st.integers(0, 60), part=st.integers(0, 60))
    def test_a_part_is_never_told_where_it_or_the_others_are_few(self, whole: int, part: int) -> None:
        part = min(part, whole)
        assert part_for(part, whole, Audience.ROOM) == (part, part)
        told = part_for(part, whole, Audience.PUBLIC)
        if whole < SMALL:
            assert told is None
            return
        assert told is not None
        least, most = told
        assert least <= part <= most
        assert (least == most) == (not (0 < part < SMALL or 0 < whole - part < SMALL))


class TestPractice:
    def test_several_lines_on_one_cell(self, river: OpenPartnership) -> None:
        for words, missed in (("a nurse", False), ("no room", True)):
            river.execute(Observe(meeting(river).id, PracticeCell.SIGNALLING, words, missed))
        found = practice(meeting(river))
        assert [(each.text, each.missed) for _key, each in found[PracticeCell.SIGNALLING]] == [
            ("a nurse", False),
            ("no room", True),
        ]
        assert (len(found), sum(map(bool, found.values()))) == (6, 1)
        (key, _first), (other, _second) = found[PracticeCell.SIGNALLING]
        river.execute(Reobserve(meeting(river).id, key, "two nurses", missed=False))
        river.execute(Reobserve(meeting(river).id, other, " ", missed=True))
        ((_key, left),) = practice(meeting(river))[PracticeCell.SIGNALLING]
        assert left.text == "two nurses"
        with pytest.raises(Refused):
            river.execute(Reobserve(meeting(river).id, other, "gone", missed=True))
        with pytest.raises(Refused, match="needs words"):
            river.execute(Observe(meeting(river).id, PracticeCell.SIGNALLING, "  "))

    def test_the_notes_print_it_by_cell(self, river: OpenPartnership) -> None:
        assert "How it went" not in text(river, Audience.PUBLIC)
        river.execute(Observe(meeting(river).id, PracticeCell.MIXED_CHANNELS, "a | letter", missed=True))
        river.execute(Observe(meeting(river).id, PracticeCell.SIGNALLING, "a nurse"))
        printed = [
            line for line in text(river, Audience.PUBLIC).splitlines() if line.startswith(("| Sig", "| For"))
        ]
        assert printed == [
            "| Signalling with staff and resource choices | did | a nurse |",
            "| Formal and informal channels | missed | a \\| letter |",
        ]


def test_the_next_date_can_be_said_and_taken_back(river: OpenPartnership) -> None:
    river.execute(MeetNext(meeting(river).id, date(2026, 12, 3)))
    assert meeting(river).next_date == date(2026, 12, 3)
    river.execute(MeetNext(meeting(river).id, None))
    assert meeting(river).next_date is None


def test_the_usual_audience_is_that_of_the_last_document_that_quotes_people(river: OpenPartnership) -> None:
    person = river.person
    assert usual_audience(river.records, person) is Audience.PARTNERS
    for document, audience in (("notes", Audience.ROOM), ("invitation", Audience.PUBLIC)):
        river.execute(
            RecordExport(document, document, date(2026, 11, 21), audience, "", f"{document}.md", "", document, {})
        )
    assert usual_audience(river.records, person) is Audience.ROOM
    assert usual_audience(river.records, "somebody else") is Audience.PARTNERS
