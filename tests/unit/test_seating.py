"""Rounds of tables in a meeting: made, made again, put right by hand, and what is said of them."""

from dataclasses import dataclass

import msgspec
import pytest

from codesign.changes import Change, change
from codesign.commands import Command, Maker
from codesign.commands.meetings import Plan
from codesign.commands.seating import AddRound, DropRound, MakeAgain, MoveTo, RoundFor, SeatLate
from codesign.model import Meeting, Person, Round
from codesign.opened import OpenPartnership
from codesign.records import Records
from codesign.seating import Bounds
from codesign.templates import template
from codesign.views import seating
from tests.support.acting import get, refused
from tests.support.doubles import NOW
from tests.support.meetings import count_people


@dataclass(frozen=True)
class Come:
    """People known by name come to the meeting."""

    names: tuple[str, ...]
    sector: str

    def apply(self, records: Records, make: Maker) -> Change:
        meeting = records.numbered("MT1")[0]
        assert isinstance(meeting, Meeting)
        made = [make.make(Person, name=name, sector=self.sector) for name in self.names]
        there = msgspec.structs.replace(meeting, people=meeting.people | {person.id for person in made})
        return change("came", *((None, person) for person in made), (meeting, there))


@dataclass(frozen=True)
class Go:
    """Everybody who is known by name leaves."""

    def apply(self, records: Records, make: Maker) -> Change:
        del make
        meeting = records.numbered("MT1")[0]
        assert isinstance(meeting, Meeting)
        return change("went", (meeting, msgspec.structs.replace(meeting, people=frozenset())))


@pytest.fixture
def hall(river: OpenPartnership) -> OpenPartnership:
    """A planned workshop with 24 people counted and one known by name."""
    river.execute(Plan(template("workshop-90"), NOW.date()))
    counts = {"community": 8, "education": 6, "municipal": 5, "caregiver": 5}
    count_people(river, meeting(river).id, counts)
    river.execute(Come(("Ada Lund",), "education"))
    return river


def meeting(opened: OpenPartnership) -> Meeting:
    return get(opened, Meeting, "MT1")


def last(opened: OpenPartnership) -> str:
    return seating.rounds(meeting(opened))[-1]


def tables(opened: OpenPartnership, key: str = "") -> tuple[tuple[str, ...], ...]:
    return meeting(opened).rounds[key or last(opened)].tables


def told(opened: OpenPartnership, key: str = "") -> list[str]:
    return list(seating.figures(opened.records, meeting(opened), key or last(opened)))


def add(opened: OpenPartnership, bounds: Bounds | None = None) -> str:
    now = meeting(opened)
    opened.execute(AddRound(now.id, bounds or Bounds(), len(now.rounds), "4"))
    return last(opened)


def test_25_people_make_five_tables_of_five_and_new_company_in_round_two(hall: OpenPartnership) -> None:
    first, second = add(hall), add(hall)
    assert [len(table) for table in tables(hall, first)] == [5] * 5
    assert told(hall, first) == [
        "5 tables of 5.",
        "No table has fewer than 4 sectors, the most possible.",
    ]
    assert told(hall, second) == [
        "5 tables of 5.",
        "No table has fewer than 4 sectors, the most possible.",
        "None of 50 pairs at a table meet again, the least possible.",
    ]
    assert meeting(hall).rounds[first].block == "4"


def test_people_are_read_out_by_name_or_by_sector(hall: OpenPartnership) -> None:
    add(hall)
    read = [
        each for table in seating.tables(hall.records, meeting(hall).rounds[last(hall)]) for each in table.people
    ]
    assert len(set(read)) == 25
    assert "Ada Lund (education)" in read
    assert {f"education no. {n}" for n in range(1, 7)} < set(read)
    assert "community member / client no. 8" in read


@pytest.mark.parametrize(
    ("count", "words"),
    [
        (1, "1 table of 1: the nearest to tables of 4-6 that 1 person can make."),
        (3, "1 table of 3: the nearest to tables of 4-6 that 3 people can make."),
        (7, "1 table of 4 and 1 table of 3: the nearest to tables of 4-6 that 7 people can make."),
        (11, "1 table of 6 and 1 table of 5."),
        (26, "1 table of 6 and 4 tables of 5."),
    ],
)
def test_what_cannot_be_is_said_in_words(river: OpenPartnership, count: int, words: str) -> None:
    river.execute(Plan(template("workshop-90"), NOW.date()))
    count_people(river, meeting(river).id, {"community": count})
    add(river)
    assert told(river)[0] == words


def test_pairs_and_fours(hall: OpenPartnership) -> None:
    add(hall, Bounds(2, 2))
    assert told(hall)[0] == "1 table of 3 and 11 tables of 2: the nearest to tables of 2 that 25 people can make."
    hall.execute(MakeAgain(meeting(hall).id, last(hall), Bounds(4, 4)))
    assert told(hall)[0] == "1 table of 5 and 5 tables of 4: the nearest to tables of 4 that 25 people can make."
    assert len(meeting(hall).rounds) == 1


def test_where_pairs_meet_again_the_least_possible_is_said(river: OpenPartnership) -> None:
    river.execute(Plan(template("workshop-90"), NOW.date()))
    count_people(river, meeting(river).id, {"community": 4, "education": 4, "municipal": 3})
    add(river)
    add(river)
    assert told(river)[2] == "10 of 25 pairs at a table meet again, the least possible."
    add(river)
    assert told(river)[2] == "17 of 25 pairs at a table meet again; the least possible is 10 to 17."


def test_made_again_the_same_people_are_mixed_in_another_way(hall: OpenPartnership) -> None:
    key = add(hall)
    before = tables(hall)
    hall.execute(MakeAgain(meeting(hall).id, key, Bounds()))
    assert tables(hall) != before
    assert told(hall)[:1] == ["5 tables of 5."]
    hall.undo()
    assert tables(hall) == before


def test_two_facilitators_who_press_together_make_one_round(hall: OpenPartnership) -> None:
    add(hall)
    assert hall.execute(AddRound(meeting(hall).id, Bounds(), 0)) is None
    assert len(meeting(hall).rounds) == 1


def test_two_rounds_that_are_changed_apart_are_both_kept(hall: OpenPartnership) -> None:
    first, second = add(hall), add(hall)
    done = hall.execute(MakeAgain(meeting(hall).id, second, Bounds(4, 4)))
    assert done is not None
    assert [path for edit in done.change.edits for path in edit.now] == [f"rounds/{second}"]
    assert first in meeting(hall).rounds


def test_who_comes_late_sits_down_and_who_leaves_empties_a_seat(hall: OpenPartnership) -> None:
    key = add(hall)
    before = tables(hall)
    ada = hall.numbered("PE1").id
    assert "has a seat" in refused(hall, SeatLate(meeting(hall).id, key))
    hall.execute(Go())
    hall.execute(Come(("Bo", "Cy"), "municipal"))
    hall.execute(SeatLate(meeting(hall).id, key))
    after = tables(hall)
    new = {hall.numbered(number).id for number in ("PE2", "PE3")}
    for old, now in zip(before, after, strict=True):
        assert [each for each in old if each != ada] == [each for each in now if each not in new], "nobody moved"
    assert sorted(map(len, after)) == [5, 5, 5, 5, 6], "the emptied seat was filled first"
    assert ada not in {each for table in after for each in table}


def test_somebody_is_moved_by_hand_also_to_a_new_table(hall: OpenPartnership) -> None:
    key = add(hall)
    who = tables(hall)[0][0]
    hall.execute(MoveTo(meeting(hall).id, key, who, 3))
    assert who in tables(hall)[2]
    assert [len(table) for table in tables(hall)] == [4, 5, 6, 5, 5]
    hall.execute(MoveTo(meeting(hall).id, key, who, 6))
    assert tables(hall)[5] == (who,)
    hall.execute(MoveTo(meeting(hall).id, key, who, 1))
    assert len(tables(hall)) == 5, "a table that was new and is empty again is gone"
    assert "not here any more" in refused(hall, MoveTo(meeting(hall).id, key, "nobody", 1))


def test_an_emptied_table_keeps_the_numbers_of_the_others(river: OpenPartnership) -> None:
    found = Round(tables=(("community 1",), (), ("community 2",)))
    river.execute(Plan(template("workshop-90"), NOW.date()))
    assert [table.number for table in seating.tables(river.records, found)] == [1, 3]


def test_a_round_is_for_something_and_can_be_taken_away(hall: OpenPartnership) -> None:
    key = add(hall)
    hall.execute(RoundFor(meeting(hall).id, key, "5", "a question"))
    assert (meeting(hall).rounds[key].block, meeting(hall).rounds[key].question) == ("5", "a question")
    hall.execute(DropRound(meeting(hall).id, key))
    assert meeting(hall).rounds == {}
    hall.undo()
    assert list(meeting(hall).rounds) == [key]


@pytest.mark.parametrize("bounds", [Bounds(0, 4), Bounds(5, 4)])
def test_bounds_that_cannot_be_are_refused(hall: OpenPartnership, bounds: Bounds) -> None:
    assert "one person at least" in refused(hall, AddRound(meeting(hall).id, bounds, 0))


def test_nobody_can_be_seated_where_nobody_is(river: OpenPartnership) -> None:
    river.execute(Plan(template("workshop-90"), NOW.date()))
    commands: list[Command] = [AddRound(meeting(river).id, Bounds(), 0)]
    assert "nobody is counted yet" in refused(river, commands[0])
    assert "not here any more" in refused(river, DropRound(meeting(river).id, "no round"))
