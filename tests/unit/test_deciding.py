"""Decisions in the making: what the commands change and refuse, and what the views say of it."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from codesign.commands.amending import Amend, Archive
from codesign.commands.attendance import CountSector
from codesign.commands.deciding import AddOption, Ask, CountDots, Decide, HearConcern, SetReview, ShowFists
from codesign.commands.meetings import Plan
from codesign.commands.promises import MoveDate, Settle
from codesign.model import Audience, Commitment, CommitmentState, Decision, HowDecided, Meeting, Reservation
from codesign.opened import OpenPartnership
from codesign.templates import template
from codesign.views.deciding import (
    Standing,
    bars,
    before_the_meeting,
    below_the_line,
    dot_words,
    is_made,
    leading,
    options,
    people_at,
    standing,
    standing_words,
    unheard_sector,
    usual_dots,
    usual_how,
)
from tests.support.acting import bob, get, refused, told
from tests.support.documents import notes
from tests.support.doubles import capture

ROOM = {"client": (2, 3, 0, 1, 0, 1), "caregiver": (4, 0, 0, 1, 0, 0), "education": (1, 0, 1, 0, 0, 0)}


def meeting(opened: OpenPartnership, on: date = date(2026, 11, 21)) -> str:
    opened.execute(Plan(template("blank"), on))
    return max(each.id for each in opened.records.all(Meeting))


def asked(opened: OpenPartnership, *choices: str) -> Decision:
    """Ask a question with options."""
    opened.execute(Ask("How do we get there?", meeting(opened)))
    for each in choices:
        opened.execute(AddOption(get(opened, Decision, "D1"), each))
    return get(opened, Decision, "D1")


def d1(opened: OpenPartnership) -> Decision:
    return get(opened, Decision, "D1")


class TestInTheMaking:
    def test_a_question_is_a_decision_without_a_sentence(self, river: OpenPartnership) -> None:
        decision = asked(river)
        assert (decision.headline, decision.text, is_made(decision)) == ("How do we get there?", "", False)
        assert "needs words" in refused(river, Ask(" "))

    def test_the_sentence_makes_it_on_that_day_and_keeps_the_day(self, river: OpenPartnership) -> None:
        decision = asked(river)
        assert "needs words" in refused(river, Decide(decision, ""))
        assert told(river, Decide(decision, "By van.", HowDecided.CONSENT, date(2026, 12, 1))) == "decided D1"
        made = d1(river)
        assert (made.headline, made.how, made.agreed) == ("By van.", HowDecided.CONSENT, date(2026, 11, 21))
        river.execute(Amend(made, {"agreed": date(2026, 11, 1)}))
        river.execute(Decide(d1(river), "By the town van."))
        assert d1(river).agreed == date(2026, 11, 1)
        river.execute(SetReview(d1(river), date(2027, 1, 1)))
        assert d1(river).review == date(2027, 1, 1)

    def test_one_option_is_no_choice(self, river: OpenPartnership) -> None:
        decision = asked(river, "a van")
        assert "one option is no choice" in refused(river, Decide(decision, "By van."))
        assert "one option is no choice" in refused(river, CountDots(decision, 1, {"a van": 3}))
        assert "among the options already: A VAN" in refused(river, AddOption(decision, "A VAN"))
        assert "needs words" in refused(river, AddOption(decision, " "))

    def test_what_is_archived_is_not_decided(self, river: OpenPartnership) -> None:
        decision = asked(river)
        river.execute(Archive((decision.id,)))
        assert "D1 is archived" in refused(river, Decide(decision, "By van."))

    def test_a_concern_without_a_reply_does_not_stop_the_room(self, river: OpenPartnership) -> None:
        decision = asked(river)
        river.execute(HearConcern(decision, Reservation("Who drives?", "client")))
        said = "decided D1, with 1 concern that has no reply yet"
        assert told(river, Decide(d1(river), "By van.")) == said


class TestTwoFacilitators:
    """Each sees the decision as it was before the other wrote."""

    def test_options_that_both_add_are_both_there(self, river: OpenPartnership) -> None:
        decision = asked(river, "do nothing")
        river.execute(AddOption(decision, "a van"))
        bob(river).execute(AddOption(decision, "a bus"))
        assert options(d1(river)) == ("do nothing", "a van", "a bus")

    def test_dots_that_both_count_are_both_kept(self, river: OpenPartnership) -> None:
        decision = asked(river, "a van", "a bus")
        river.execute(CountDots(decision, 2, {"a van": 7, "a bus": 0}))
        bob(river).execute(CountDots(decision, 2, {"a van": 0, "a bus": 4}))
        assert d1(river).counts == {"a van": 7, "a bus": 4}
        river.execute(CountDots(d1(river), 2, {"a van": 0, "a bus": 4}))
        assert d1(river).counts == {"a van": 0, "a bus": 4}, "a count can be taken back to none"

    def test_fingers_and_concerns_of_both_are_kept(self, river: OpenPartnership) -> None:
        decision = asked(river)
        for each, sector in ((river, "client"), (bob(river), "caregiver")):
            each.execute(ShowFists(decision, {sector: ROOM[sector]}))
            each.execute(HearConcern(decision, Reservation(f"{sector} asks", sector)))
        assert d1(river).consent == {key: ROOM[key] for key in ("client", "caregiver")}
        assert {each.sector for each in d1(river).reservations.values()} == {"client", "caregiver"}

    def test_sentences_written_apart_are_both_kept(self, river: OpenPartnership) -> None:
        decision = asked(river)
        river.execute(Decide(decision, "By van."))
        bob(river).execute(Decide(decision, "By bus."))
        found = d1(river)
        assert {found.text, *found.also["text"]} == {"By van.", "By bus."}
        river.execute(Decide(found, "By van and bus."))
        assert (d1(river).text, d1(river).also) == ("By van and bus.", {})


class TestDots:
    def test_bars_stand_in_the_order_of_the_options(self, river: OpenPartnership) -> None:
        decision = asked(river, "do nothing", "a van", "a bus")
        river.execute(CountDots(decision, 1, {"a van": 7}))
        assert bars(d1(river)) == (("do nothing", 0), ("a van", 7), ("a bus", 0))
        river.execute(Amend(d1(river), {"options": {"a bus": 1, "do nothing": 2}}))
        assert bars(d1(river)) == (("a bus", 0), ("do nothing", 0), ("a van", 7)), "no vote is lost"

    def test_one_leads_or_none(self, river: OpenPartnership) -> None:
        decision = asked(river, "a van", "a bus")
        assert (leading(decision), usual_how(decision)) == ("", None)
        river.execute(CountDots(decision, 1, {"a van": 7, "a bus": 7}))
        assert (leading(d1(river)), usual_how(d1(river))) == ("", HowDecided.DOT_VOTE)
        river.execute(CountDots(d1(river), 1, {"a van": 8}))
        assert leading(d1(river)) == "a van"

    @pytest.mark.parametrize(("count", "dots"), [(2, 1), (3, 1), (4, 2), (7, 3), (40, 5)])
    def test_a_sensible_number_of_dots(self, river: OpenPartnership, count: int, dots: int) -> None:
        decision = asked(river)
        river.execute(Amend(decision, {"options": {f"option {n}": n for n in range(count)}}))
        assert usual_dots(d1(river)) == dots
        river.execute(CountDots(d1(river), 4, {}))
        assert usual_dots(d1(river)) == 4

    def test_the_sum_is_checked_against_people_times_dots(self, river: OpenPartnership) -> None:
        decision = asked(river)
        assert people_at(river.records, decision) == 0
        river.execute(CountSector(decision.meeting, "client", 20))
        river.execute(CountSector(decision.meeting, "caregiver", 5))
        assert people_at(river.records, decision) == 25
        assert dot_words(25, 2, 50) == "50 dots counted. 25 people with 2 each have 50."
        assert dot_words(25, 2, 51) == "51 dots counted, more than the 50 that 25 people with 2 each have."
        assert "the sum is not checked" in dot_words(0, 2, 51)


class TestStanding:
    def test_below_three_is_counted_by_sector(self) -> None:
        assert below_the_line(ROOM) == {"client": 2, "caregiver": 1}

    def test_consent_is_no_unanswered_concern_below_the_line(self) -> None:
        concern, answered = Reservation("Who drives?", "client"), Reservation("Who pays?", "client", "the town")
        assert standing_words(standing({}, {})) == ""
        assert standing({"client": (1, 0, 0, 0, 0, 0)}, {}).is_consent
        assert standing_words(standing(ROOM, {})) == "3 people below 3 still to hear"
        some = standing(ROOM, {"1": concern, "2": answered})
        assert standing_words(some) == "1 person below 3 still to hear, 1 concern open"
        all_heard = standing(ROOM, {"1": answered, "2": answered, "3": answered})
        assert standing_words(all_heard) == "consent: no open concern below 3"
        assert not standing({}, {"1": answered}).is_consent, "nobody was asked"

    @given(*(st.integers(0, 30) for _ in range(4)))
    def test_it_is_consent_exactly_where_nothing_is_left_open(
        self, asked: int, below: int, heard: int, waiting: int
    ) -> None:
        found = Standing(asked, below, heard, waiting)
        assert found.is_consent == (asked > 0 and below <= heard and waiting == 0)

    def test_the_sector_to_hear_next(self, river: OpenPartnership) -> None:
        river.execute(ShowFists(asked(river), ROOM))
        assert (unheard_sector(d1(river)), usual_how(d1(river))) == ("caregiver", HowDecided.FIST_TO_FIVE)
        river.execute(HearConcern(d1(river), Reservation("Who drives?", "caregiver", "volunteers")))
        assert unheard_sector(d1(river)) == "client"
        for _ in range(2):
            river.execute(HearConcern(d1(river), Reservation("When?", "client", "Tuesdays")))
        assert (unheard_sector(d1(river)), usual_how(d1(river))) == ("", HowDecided.CONSENT)


class TestOfAMeeting:
    def test_the_making_comes_first_then_what_is_made_then_what_is_looked_at_again(
        self, river: OpenPartnership
    ) -> None:
        before, now = meeting(river, date(2026, 11, 1)), meeting(river)
        for where in (before, now):
            river.execute(Ask(f"asked in {where}", where))
            capture(river, "= decided, looked at again due:2026-11-20", meeting=where)
        capture(river, "= decided for good", meeting=before)
        capture(river, "= replaced due:2026-11-20", meeting=before)
        river.execute(Amend(get(river, Decision, "D4"), {"replaces": river.numbered("D6").id}))
        here = river.records.get(Meeting, now)
        assert here is not None
        assert [each.number for each in before_the_meeting(river.records, here)] == ["D3", "D1", "D4", "D2"]

    def test_the_notes_print_what_is_undecided_as_such(self, river: OpenPartnership) -> None:
        where = meeting(river)
        river.execute(Ask("How do we get there?", where))
        river.execute(AddOption(get(river, Decision, "D1"), "a van"))
        capture(river, "= We meet on Tuesdays", meeting=where)
        found = river.records.get(Meeting, where)
        assert found is not None
        written = notes(river.records, found, Audience.ROOM, date(2026, 11, 21)).text
        assert "- Decided: D2 We meet on Tuesdays\n" in written
        made, _heading, undecided = written.partition("## Not decided yet")
        assert "**D2** We meet on Tuesdays" in made
        assert "- Open: D1 How do we get there?\n" in made
        assert made.count("How do we get there?") == 1
        assert "**D1** How do we get there?" in undecided


class TestAnotherDate:
    def test_it_is_open_again_and_keeps_the_days_it_had(self, river: OpenPartnership) -> None:
        capture(river, "! Ask twice due:2026-11-20")
        promise = get(river, Commitment, "C1")
        river.execute(Settle(promise.id, CommitmentState.NOT_KEPT, "snow"))
        assert told(river, MoveDate(promise.id, date(2026, 12, 4))) == "C1 moved to 2026-12-04"
        moved = get(river, Commitment, "C1")
        assert (moved.due, moved.moved_from) == (date(2026, 12, 4), (date(2026, 11, 20),))
        assert (moved.state, moved.because, moved.settled) == (CommitmentState.OPEN, "", None)
        assert river.execute(MoveDate(promise.id, date(2026, 12, 4))) is None
