"""Counts of who is there under any sequence of steps, by one facilitator and by two who are apart."""

from dataclasses import dataclass, field
from datetime import timedelta

from hypothesis import given
from hypothesis import strategies as st

from codesign.changes import Change, change
from codesign.commands import Command, Maker
from codesign.commands.attendance import CountOne, CountSector, MovePerson
from codesign.commands.meetings import Plan
from codesign.errors import Refused
from codesign.model import Meeting, Move, Partnership, Person, Record
from codesign.templates import template, usual_sectors
from codesign.views.attendance import SectorCount, attendance, here_now, presences, sector_counts
from storage.journal import decode, encode
from storage.merge import State
from tests.support.doubles import NOW, CountingIds

SECTORS = ("community", "municipal")
PEOPLE = {"person1": "community", "person2": "community", "person3": "municipal"}


@dataclass
class Replica:
    """A device on which a facilitator counts. It has the others' steps once it has fetched them."""

    device: str
    state: State = field(default_factory=State)
    lines: list[bytes] = field(default_factory=list)
    got: int = 0

    def __post_init__(self) -> None:
        self._ids = CountingIds(self.device)

    def commit(self, wished: Change, moment: int) -> None:
        line = self.state.next_line(wished, self.device, "ann", NOW + timedelta(seconds=moment))
        raw, _crc = encode(line)
        self.lines.append(raw)
        self.take(raw)

    def take(self, raw: bytes) -> None:
        line, crc = decode(raw[:-1])
        self.state.apply(line, crc, 0, 0)

    def fetch(self, other: "Replica") -> None:
        for raw in other.lines[self.got :]:
            self.take(raw)
        self.got = len(other.lines)

    def execute(self, command: Command, moment: int) -> bool:
        """Carry a command out; return whether it changed anything."""
        records = self.state.records
        maker = Maker(records, self._ids, NOW + timedelta(seconds=moment), None, "")
        try:
            wished = command.apply(records, maker)
        except Refused:
            return False
        if wished.edits:
            self.commit(wished, moment)
        return bool(wished.edits)

    @property
    def meeting(self) -> Meeting:
        (found,) = self.state.records.all(Meeting)
        return found

    def counts(self) -> dict[str, SectorCount]:
        return {each.sector: each for each in sector_counts(self.state.records, self.meeting)}

    def total(self) -> int:
        return sum(attendance(self.state.records, self.meeting).values())


def room() -> tuple[Replica, Replica]:
    """Return two devices with a meeting and a few people who are known."""
    one, other = Replica("device000a"), Replica("device000b")
    partnership = Partnership(
        id="home", number="PS1", schema=1, name="River", sectors=usual_sectors(), devices={"device000a": ""}
    )
    people = [
        Person(id=key, number=f"PE{n}", schema=1, name=f"Person {n}", sector=sector)
        for n, (key, sector) in enumerate(PEOPLE.items(), 1)
    ]
    made: list[Record] = [partnership, *people]
    one.commit(change("made", *((None, each) for each in made)), -2)
    one.execute(Plan(template("blank"), NOW.date()), -1)
    other.fetch(one)
    return one, other


_MORE = {Move.HERE: (1, 1), Move.CAME: (1, 1), Move.LEFT: (-1, 0), Move.FEWER: (-1, -1)}
"""By how much each step changes who is there now, and who was there at any time."""

steps = st.one_of(
    st.tuples(st.just("one"), st.sampled_from(SECTORS), st.sampled_from(list(_MORE))),
    st.tuples(st.just("set"), st.sampled_from(SECTORS), st.integers(0, 9)),
    st.tuples(st.just("person"), st.sampled_from(sorted(PEOPLE)), st.sampled_from(list(_MORE))),
)
Step = tuple[str, str, Move | int]


def command(meeting: str, step: Step) -> Command:
    what, which, how = step
    if what == "set":
        assert isinstance(how, int)
        return CountSector(meeting, which, how)
    assert isinstance(how, Move)
    return (CountOne if what == "one" else MovePerson)(meeting, which, how)


def add_up(replica: Replica) -> None:
    """Check what holds whatever was done."""
    records, meeting = replica.state.records, replica.meeting
    counts = replica.counts()
    there = presences(records, meeting)
    for each in counts.values():
        assert each.ever == each.named + each.others
        assert each.now == each.named_now + each.others_now
        assert 0 <= each.now <= each.ever
        assert 0 <= each.others_now <= each.others
        assert 0 <= each.came <= each.ever
    assert sum(each.named for each in counts.values()) == len(there) == len(meeting.people), "each once"
    assert replica.total() == len(there) + sum(each.others for each in counts.values())
    assert sum(here_now(records, meeting).values()) + sum(each.left for each in counts.values()) == replica.total()


@given(st.lists(steps, max_size=25))
def test_every_step_does_what_it_says_and_counts_add_up(taken: list[Step]) -> None:
    one, _other = room()
    for moment, step in enumerate(taken):
        what, which, how = step
        sector = PEOPLE.get(which, which)
        before, was_there = one.counts()[sector], which in one.meeting.people
        done = one.execute(command(one.meeting.id, step), moment)
        after = one.counts()[sector]
        add_up(one)
        if what == "set" and isinstance(how, int):
            assert (after.now == how) is (how >= before.named_now)
        elif what == "one" and isinstance(how, Move) and done:
            assert (after.now - before.now, after.ever - before.ever) == _MORE[how]
        elif done and how is Move.HERE and not was_there:
            assert after.named_now == before.named_now + 1
            assert after.now == max(before.now, after.named_now + max(before.others_now - 1, 0)), "not twice"
        elif done and how is Move.CAME and not was_there:
            assert (after.now, after.ever) == (before.now + 1, before.ever + 1)
        elif done and how is Move.LEFT:
            assert (after.now, after.ever) == (before.now - 1, before.ever)


@given(st.lists(st.tuples(st.integers(0, 1), steps | st.just(("fetch", "", 0))), max_size=30))
def test_two_who_were_apart_come_to_the_same_counts(taken: list[tuple[int, Step]]) -> None:
    room_of = room()
    for moment, (who, step) in enumerate(taken):
        replica = room_of[who]
        if step[0] == "fetch":
            replica.fetch(room_of[1 - who])
        else:
            replica.execute(command(replica.meeting.id, step), moment)
        add_up(replica)
    for who in (0, 1):
        room_of[who].fetch(room_of[1 - who])
        add_up(room_of[who])
    assert room_of[0].meeting == room_of[1].meeting
    assert room_of[0].counts() == room_of[1].counts()


@given(
    st.integers(0, 9),
    st.lists(st.tuples(st.integers(0, 1), st.sampled_from(SECTORS), st.sampled_from([Move.HERE, Move.CAME]))),
    st.sets(st.sampled_from(sorted(PEOPLE))),
)
def test_what_two_count_at_the_same_time_adds_up(
    first: int, taps: list[tuple[int, str, Move]], late: set[str]
) -> None:
    room_of = room()
    room_of[0].execute(CountSector(room_of[0].meeting.id, "municipal", first), 0)
    room_of[1].fetch(room_of[0])
    for who, sector, move in taps:
        assert room_of[who].execute(CountOne(room_of[who].meeting.id, sector, move), 5)
    for who, replica in enumerate(room_of):
        for person in late:
            replica.execute(MovePerson(replica.meeting.id, person, Move.CAME), 6 + who)
    room_of[0].fetch(room_of[1])
    assert room_of[0].total() == first + len(taps) + len(late), "a person whom both marked is there once"
    now = here_now(room_of[0].state.records, room_of[0].meeting)
    for sector in SECTORS:
        tapped = sum(each == sector for _who, each, _move in taps)
        named = sum(PEOPLE[each] == sector for each in late)
        assert now.get(sector, 0) == tapped + named + (first if sector == "municipal" else 0)


def test_one_whom_both_mark_by_name_was_one_of_those_counted_and_not_two() -> None:
    one, other = room()
    one.execute(CountSector(one.meeting.id, "municipal", 3), 0)
    other.fetch(one)
    for replica in (one, other):
        assert replica.execute(MovePerson(replica.meeting.id, "person3"), 1)
    one.fetch(other)
    assert one.counts()["municipal"] == SectorCount("municipal", 1, 1, 2, 2, 0)
