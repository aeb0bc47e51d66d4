"""Who is there: counted by sector and by name, and never twice."""

import pytest

from codesign.commands import Command
from codesign.commands.amending import Amend
from codesign.commands.attendance import CountOne, CountSector, Introduce, MovePerson
from codesign.commands.meetings import Plan
from codesign.errors import Refused
from codesign.model import Meeting, Move, Person
from codesign.opened import OpenPartnership
from codesign.templates import template, usual_sectors
from codesign.views.attendance import attendance, here_now, presence, sector_count, there_in_words, times_of
from codesign.views.fields import field_lines
from codesign.views.people import NewPerson, known_people, read_person
from screens.letters import letters_of
from tests.support.doubles import NOW, StillClock, river


@pytest.fixture
def clock() -> StillClock:
    return StillClock()


@pytest.fixture
def opened(clock: StillClock) -> OpenPartnership:
    found = river(clock)
    found.execute(Plan(template("workshop-90"), NOW.date()))
    return found


def meeting(opened: OpenPartnership) -> Meeting:
    found = opened.numbered("MT1")
    assert isinstance(found, Meeting)
    return found


def count(opened: OpenPartnership, sector: str = "municipal") -> tuple[int, int, int]:
    """Return how many of a sector are here, were here, and are known by name."""
    found = sector_count(opened.records, meeting(opened), sector)
    assert found.ever == found.named + found.others
    return found.now, found.ever, found.named


def one(opened: OpenPartnership, move: Move = Move.HERE, sector: str = "municipal") -> None:
    opened.execute(CountOne(meeting(opened).id, sector, move))


def person(opened: OpenPartnership, name: str, move: Move = Move.HERE, sector: str = "municipal") -> None:
    """Mark somebody, who is added where they are not known yet."""
    known = next((each for each in opened.records.live(Person) if each.name == name), None)
    mark = meeting(opened).id
    opened.execute(MovePerson(mark, known.id, move) if known else Introduce(mark, name, sector, move=move))


def refused(opened: OpenPartnership, command: Command) -> str:
    with pytest.raises(Refused) as caught:
        opened.execute(command)
    return str(caught.value)


class TestCounting:
    def test_one_more_one_fewer_and_a_number(self, opened: OpenPartnership) -> None:
        one(opened)
        one(opened)
        one(opened, Move.FEWER)
        assert count(opened) == (1, 1, 0)
        opened.execute(CountSector(meeting(opened).id, "municipal", 7))
        one(opened)
        assert count(opened) == (8, 8, 0)
        assert opened.execute(CountSector(meeting(opened).id, "municipal", 8)) is None
        opened.undo()
        opened.undo()
        assert count(opened) == (1, 1, 0)
        assert attendance(opened.records, meeting(opened)) == {"municipal": 1}

    def test_there_is_nobody_to_take_away(self, opened: OpenPartnership) -> None:
        told = refused(opened, CountOne(meeting(opened).id, "municipal", Move.FEWER))
        assert told == "municipal: nobody is here"

    def test_counts_made_once_for_the_whole_meeting_are_read(self, opened: OpenPartnership) -> None:
        opened.execute(Amend(meeting(opened), {"attendance": {"municipal": 3}}))
        one(opened)
        one(opened, Move.LEFT)
        assert count(opened) == (3, 4, 0)

    def test_late_and_leaving_have_their_times(self, opened: OpenPartnership, clock: StillClock) -> None:
        one(opened)
        assert there_in_words(opened.records, meeting(opened)) == "1 person there"
        clock.forward(minutes=20)
        one(opened, Move.CAME)
        clock.forward(minutes=20)
        one(opened, Move.LEFT)
        assert count(opened) == (1, 2, 0)
        found = sector_count(opened.records, meeting(opened), "municipal")
        assert (found.came, found.left) == (1, 1)
        (came,) = times_of(meeting(opened), "municipal", Move.CAME)
        (left,) = times_of(meeting(opened), "municipal", Move.LEFT)
        assert (came.minute, left.minute) == (20, 40)
        assert there_in_words(opened.records, meeting(opened)) == "1 here of 2"
        assert attendance(opened.records, meeting(opened)) == {"municipal": 2}, "the notes name who was there"
        assert here_now(opened.records, meeting(opened)) == {"municipal": 1}


class TestByName:
    def test_whoever_was_counted_is_not_counted_again(self, opened: OpenPartnership) -> None:
        opened.execute(CountSector(meeting(opened).id, "municipal", 3))
        person(opened, "Ada Moss")
        assert count(opened) == (3, 3, 1)
        person(opened, "Ben Reed")
        person(opened, "Cy Field")
        person(opened, "Di Marsh")
        assert count(opened) == (4, 4, 4), "the fourth name is one more than were counted"
        one(opened)
        assert count(opened) == (5, 5, 4)

    def test_a_name_marked_by_mistake_is_one_of_those_counted_again(self, opened: OpenPartnership) -> None:
        opened.execute(CountSector(meeting(opened).id, "municipal", 3))
        person(opened, "Ada Moss")
        person(opened, "Ada Moss", Move.FEWER)
        assert count(opened) == (3, 3, 0)
        person(opened, "Ada Moss")
        assert count(opened) == (3, 3, 1)

    def test_whoever_comes_later_was_not_counted(self, opened: OpenPartnership, clock: StillClock) -> None:
        opened.execute(CountSector(meeting(opened).id, "municipal", 3))
        person(opened, "Ada Moss", Move.CAME)
        assert count(opened) == (4, 4, 1)
        clock.forward(minutes=5)
        person(opened, "Ada Moss", Move.LEFT)
        assert count(opened) == (3, 4, 1)
        found = presence(opened.records, meeting(opened), opened.numbered("PE1").id)
        assert found is not None
        assert (found.late, found.left) == (True, clock.now())
        clock.forward(minutes=5)
        person(opened, "Ada Moss")
        assert count(opened) == (4, 4, 1), "and came back"

    def test_one_who_is_here_already_changes_nothing(self, opened: OpenPartnership) -> None:
        person(opened, "Ada Moss")
        assert opened.execute(MovePerson(meeting(opened).id, opened.numbered("PE1").id)) is None

    def test_the_only_one_of_a_sector_is_the_one_who_leaves(self, opened: OpenPartnership) -> None:
        person(opened, "Ada Moss")
        one(opened, Move.LEFT)
        found = presence(opened.records, meeting(opened), opened.numbered("PE1").id)
        assert found is not None
        assert not found.here

    def test_of_several_names_one_has_to_be_said(self, opened: OpenPartnership) -> None:
        person(opened, "Ada Moss")
        person(opened, "Ben Reed")
        assert "say who it is by name" in refused(opened, CountOne(meeting(opened).id, "municipal", Move.LEFT))
        told = refused(opened, CountSector(meeting(opened).id, "municipal", 1))
        assert told == "municipal: 2 are here by name"

    def test_nobody_is_known_twice(self, opened: OpenPartnership) -> None:
        person(opened, "Ada Moss")
        assert "known already" in refused(opened, Introduce(meeting(opened).id, "ada moss", "municipal"))
        assert refused(opened, Introduce(meeting(opened).id, " ")) == "a person needs a name"

    def test_one_who_is_not_here_cannot_leave(self, opened: OpenPartnership) -> None:
        person(opened, "Ada Moss")
        person(opened, "Ada Moss", Move.LEFT)
        told = refused(opened, MovePerson(meeting(opened).id, opened.numbered("PE1").id, Move.LEFT))
        assert told == "Ada Moss is not here"

    def test_an_introduction_is_taken_back_in_one_step(self, opened: OpenPartnership) -> None:
        opened.execute(CountSector(meeting(opened).id, "municipal", 3))
        person(opened, "Ada Moss")
        opened.undo()
        assert count(opened) == (3, 3, 0)
        assert not list(opened.records.live(Person))

    def test_the_card_of_the_meeting_has_words_for_it(self, opened: OpenPartnership) -> None:
        one(opened)
        one(opened)
        person(opened, "Ada Moss")
        fields = dict(field_lines(opened.records, meeting(opened), None))
        assert fields["attendance"] == "municipal: 2"
        assert fields["people"] == "Ada Moss"


class TestFindingPeople:
    def test_a_few_letters_in_their_order_are_enough(self, opened: OpenPartnership) -> None:
        for name in ("Ada Moss", "Maude Ash", "Ben Dåhl", "Dana Mo"):
            person(opened, name)
        names = {
            typed: [each.name for each in known_people(opened.records, typed)]
            for typed in ("mo", "ma", "dahl", "DM", "xy")
        }
        assert names["mo"] == ["Ada Moss", "Dana Mo"]
        assert names["ma"] == ["Maude Ash"]
        assert names["dahl"] == ["Ben Dåhl"]
        assert names["DM"] == ["Ada Moss", "Dana Mo"]
        assert names["xy"] == []

    @pytest.mark.parametrize(
        ("typed", "read"),
        [
            ("Ada Moss", NewPerson("Ada Moss")),
            ("Ada Moss, municipal, town planner", NewPerson("Ada Moss", "municipal", "town planner")),
            ("Ada Moss, town planner, municip", NewPerson("Ada Moss", "municipal", "town planner")),
            ("Ada Moss, care, ", NewPerson("Ada Moss", "", "care")),
            ("Ada Moss, caregiver, nurse, retired", NewPerson("Ada Moss", "caregiver", "nurse, retired")),
        ],
    )
    def test_somebody_new_in_one_line(self, typed: str, read: NewPerson) -> None:
        assert read_person(typed, usual_sectors()) == read


class TestLetters:
    def test_each_sector_has_a_letter_of_its_own(self) -> None:
        found = letters_of(usual_sectors(), {"u", "U", "W"})
        assert len(set(found.values())) == len(usual_sectors())
        assert found["community"] == "c"
        assert found["municipal"] == "m"
        assert not {"u", "w"} & set(found.values())

    def test_where_letters_run_out_the_last_have_none(self) -> None:
        taken = set("abcdefghijklmnopqrstuvwxy")
        assert list(letters_of(usual_sectors(), taken).values()) == ["z"]
