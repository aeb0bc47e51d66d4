"""A meeting that does not go as planned: skipping, going anywhere, inserting, sharing out what time is left."""

from collections.abc import Sequence
from datetime import date, time
from pathlib import Path

import pytest

from codesign.commands import Command
from codesign.commands.inserting import Insert, NewBlock, read_block
from codesign.commands.meetings import AddMinutes, End, GoTo, Pause, Plan, Start
from codesign.commands.running import GoToBlock, Reflow, Skip
from codesign.errors import Refused
from codesign.model import Audience, Block, Meeting
from codesign.templates import Template, template
from codesign.views import clock
from codesign.views.clock import Agenda
from codesign.words import say
from exports.prepare import write
from tests.support.documents import notes
from tests.support.doubles import StillClock, river


class Room:
    """A workshop of 5, 10, 10, 35 (15 + 5 + 15), 20 and 10 minutes, or of other blocks, that began at 10:00."""

    def __init__(self, blocks: Sequence[Block] = template("workshop-90").blocks) -> None:
        self.time = StillClock()
        self.opened = river(self.time)
        self.opened.execute(Plan(Template("any", "Any", "", tuple(blocks)), date(2026, 11, 21)))
        self.do(Start(self.meeting.id))

    @property
    def meeting(self) -> Meeting:
        (found,) = self.opened.records.live(Meeting)
        return found

    @property
    def agenda(self) -> Agenda:
        return clock.agenda(self.meeting, self.time.now())

    @property
    def current(self) -> str:
        return clock.current_block(self.meeting)

    @property
    def behind(self) -> int:
        return clock.minutes(self.agenda.behind)

    def do(self, command: Command) -> bool:
        """Carry a command out; tell whether it changed anything."""
        return self.opened.execute(command) is not None

    def refused(self, command: Command) -> str:
        with pytest.raises(Refused) as caught:
            self.opened.execute(command)
        return str(caught.value)

    def next(self, after: float) -> None:
        """Go on after some minutes."""
        self.time.forward(minutes=after)
        self.do(GoTo(self.meeting.id, 1, self.current))

    def has(self) -> list[int]:
        """Return the minutes of the blocks that are run, in order."""
        blocks = self.meeting.blocks
        return [clock.minutes_of(blocks[key]) for key in clock.leaves(blocks)]

    def planned(self) -> list[int]:
        blocks = self.meeting.blocks
        return [blocks[key].minutes for key in clock.leaves(blocks)]


@pytest.fixture
def room() -> Room:
    return Room()


PLANNED = [5, 10, 10, 15, 5, 15, 20, 10]


class TestReflow:
    def test_what_is_left_shares_what_is_left_by_weight(self, room: Room) -> None:
        room.next(5)
        room.next(10)
        room.next(25)
        assert (room.current, room.behind) == ("5", 15)
        assert room.do(Reflow(room.meeting.id))
        assert room.has() == [5, 10, 10, 12, 4, 11, 15, 8]
        assert room.planned() == PLANNED, "planned against actual is kept"
        assert room.behind == 0
        assert not room.do(Reflow(room.meeting.id)), "a second facilitator pressed the same key"
        room.time.forward(minutes=3)
        assert not room.do(Reflow(room.meeting.id)), "it is on time"
        room.opened.undo()
        assert (room.has(), room.behind) == (PLANNED, 15)

    def test_on_time_after_it_nothing_moves_any_more(self) -> None:
        room = Room([Block("a", 20, 1), Block("b", 10, 2)])
        room.time.forward(minutes=6)
        room.do(Pause(room.meeting.id))
        room.time.forward(minutes=10)
        room.do(Start(room.meeting.id))
        room.do(Reflow(room.meeting.id))
        assert room.has() == [14, 6]
        room.time.forward(minutes=5)
        assert not room.do(Reflow(room.meeting.id)), "what is left weighs otherwise now, and it is on time"

    def test_it_gives_time_back_when_the_meeting_is_early(self, room: Room) -> None:
        room.do(Skip(room.meeting.id, "4", skipped=True))
        assert room.behind == -35
        room.do(Reflow(room.meeting.id))
        assert room.behind == 0
        left = [room.meeting.blocks[key] for key in clock.remaining(room.meeting)]
        assert [clock.minutes_of(block) for block in left] == [8, 17, 16, 33, 16]

    def test_minutes_given_on_purpose_stay_given(self, room: Room) -> None:
        room.do(AddMinutes(room.meeting.id, 6))
        assert (room.behind, room.agenda.extra) == (0, 6)
        assert not room.do(Reflow(room.meeting.id))
        room.next(13)
        assert room.behind == 2
        room.do(Reflow(room.meeting.id))
        assert sum(room.has()[1:]) == 96 - 13

    def test_blocks_before_a_fixed_time_share_what_is_left_until_it(self) -> None:
        lunch = Block("lunch", 30, 4, locked=time(10, 30))
        room = Room([Block("a", 10, 1), Block("b", 10, 2), Block("c", 10, 3), lunch, Block("d", 30, 5)])
        room.next(16)
        assert room.behind == 6
        room.do(Reflow(room.meeting.id))
        assert (room.has(), room.behind) == ([10, 7, 7, 30, 30], 0)
        room.time.forward(minutes=13)
        told = room.refused(Reflow(room.meeting.id))
        assert told.startswith("what comes before lunch does not fit until 10:30, by 1 minute:")
        room.do(GoToBlock(room.meeting.id, "4"))
        room.time.forward(minutes=21)
        room.next(20)
        assert room.behind == 10
        room.do(Reflow(room.meeting.id))
        assert (room.has(), room.behind) == ([10, 7, 7, 30, 20], 0)

    def test_it_says_by_how_much_it_does_not_fit(self, room: Room) -> None:
        room.next(5)
        room.next(80)
        assert room.refused(Reflow(room.meeting.id)).startswith(
            "what is left does not fit until 11:30, by 1 minute:"
        )
        room.time.forward(minutes=2)
        assert "by 3 minutes" in room.refused(Reflow(room.meeting.id))
        room.do(Skip(room.meeting.id, "4", skipped=True))
        assert room.do(Reflow(room.meeting.id))
        assert [clock.minutes_of(room.meeting.blocks[key]) for key in ("3", "8", "9")] == [3, 1, 1]

    def test_there_is_nothing_to_share_before_the_start_and_after_the_end(self) -> None:
        opened = river()
        opened.execute(Plan(template("workshop-90"), date(2026, 11, 21)))
        (meeting,) = opened.records.live(Meeting)
        with pytest.raises(Refused, match="not running"):
            opened.execute(Reflow(meeting.id))
        opened.execute(Start(meeting.id))
        opened.execute(End(meeting.id))
        with pytest.raises(Refused, match="not running"):
            opened.execute(Reflow(meeting.id))


class TestSkip:
    def test_next_and_back_pass_over_what_is_skipped(self, room: Room) -> None:
        room.do(Skip(room.meeting.id, "2", skipped=True))
        assert not room.do(Skip(room.meeting.id, "2", skipped=True)), "two facilitators skip it once"
        room.next(5)
        assert room.current == "3"
        room.do(GoTo(room.meeting.id, -1, "3"))
        assert room.current == "1"
        room.do(Skip(room.meeting.id, "2", skipped=False))
        room.next(0)
        assert room.current == "2"

    def test_whoever_skips_the_running_block_goes_on(self, room: Room) -> None:
        room.time.forward(minutes=2)
        room.do(Skip(room.meeting.id, "1", skipped=True))
        assert (room.current, room.behind) == ("2", -3)
        assert not room.do(Skip(room.meeting.id, "1", skipped=True)), "a second facilitator pressed the same key"
        assert room.current == "2"
        room.do(GoToBlock(room.meeting.id, "1"))
        assert (room.current, room.meeting.blocks["1"].skipped, room.behind) == ("1", False, 0)

    def test_a_block_with_parts_is_skipped_with_those_that_are_to_come(self, room: Room) -> None:
        for minutes in (5, 10, 10, 15):
            room.next(minutes)
        assert room.current == "6"
        room.do(Skip(room.meeting.id, "4", skipped=True))
        assert room.current == "8"
        skipped = [key for key, block in room.meeting.blocks.items() if block.skipped]
        assert skipped == ["6", "7"]

    def test_what_was_run_and_the_last_block_are_not_skipped(self, room: Room) -> None:
        room.next(5)
        assert "has been run" in room.refused(Skip(room.meeting.id, "1", skipped=True))
        room.do(GoToBlock(room.meeting.id, "9"))
        assert "last block" in room.refused(Skip(room.meeting.id, "9", skipped=True))
        assert "not here any more" in room.refused(Skip(room.meeting.id, "77", skipped=True))

    def test_a_meeting_begins_with_what_is_not_skipped(self) -> None:
        opened = river()
        opened.execute(Plan(template("workshop-90"), date(2026, 11, 21)))
        (meeting,) = opened.records.live(Meeting)
        opened.execute(Skip(meeting.id, "1", skipped=True))
        opened.execute(Start(meeting.id))
        (meeting,) = opened.records.live(Meeting)
        assert clock.current_block(meeting) == "2"


class TestGoTo:
    def test_to_any_block_of_one_with_parts_to_the_first(self, room: Room) -> None:
        assert room.do(GoToBlock(room.meeting.id, "4"))
        assert room.current == "5"
        assert not room.do(GoToBlock(room.meeting.id, "5")), "it runs already"
        room.opened.undo()
        assert room.current == "1"

    def test_to_a_paused_block_and_after_the_end_the_meeting_goes_on(self, room: Room) -> None:
        room.do(Pause(room.meeting.id))
        assert room.do(GoToBlock(room.meeting.id, "1"))
        assert room.agenda.state is clock.ClockState.RUNNING
        room.do(End(room.meeting.id))
        room.do(GoToBlock(room.meeting.id, "3"))
        assert (room.current, room.meeting.ended) == ("3", None)


class TestInsert:
    @pytest.mark.parametrize(
        ("text", "title", "minutes", "following"),
        [
            ("Fresh air 5", "Fresh air", 5, False),
            ("  Fresh air   7 min ", "Fresh air", 7, False),
            ("10m stretch", "stretch", 10, False),
            ("3 minutes silence next", "silence", 3, True),
            ("Round 2 10", "Round 2", 10, False),
            ("Fire alarm", "Fire alarm", 5, False),
            ("next", "next", 5, False),
            ("[b]Fire[/b] 0", "[b]Fire[/b]", 1, False),
            ("Sleep 9999", "Sleep", 1440, False),
            ("5", "5", 5, False),
            ("", "", 5, False),
        ],
    )
    def test_a_block_in_one_line(self, text: str, title: str, minutes: int, following: bool) -> None:
        assert read_block(text) == NewBlock(title, minutes, following)

    def test_it_runs_at_once_and_what_was_left_comes_after_it(self, room: Room) -> None:
        room.next(5)
        room.time.forward(minutes=4)
        room.do(Insert(room.meeting.id, read_block("Fresh air 5")))
        assert room.agenda.current is not None
        assert (room.agenda.current.block.title, room.behind) == ("Fresh air", 0)
        assert (room.agenda.planned, room.agenda.extra) == (90, 5), "it was not planned, and moves the end"
        room.next(5)
        assert (room.current, room.behind) == ("2", 0)
        room.next(6)
        assert (room.current, room.behind) == ("3", 0)

    def test_after_a_block_that_is_over_or_when_asked_it_comes_next(self, room: Room) -> None:
        for minutes in (5, 10, 10):
            room.next(minutes)
        room.time.forward(minutes=1)
        assert room.do(Insert(room.meeting.id, read_block("Water 2 next")))
        assert not room.do(Insert(room.meeting.id, read_block("water 3 next"))), "the other one did it just now"
        assert room.current == "5"
        room.next(14)
        assert room.agenda.current is not None
        assert (room.agenda.current.block.title, room.agenda.current.depth) == ("Water", 1)
        room.time.forward(minutes=2)
        room.do(Insert(room.meeting.id, read_block("Song 1")))
        order = [room.meeting.blocks[key].title for key, _depth in clock.order(room.meeting.blocks)]
        assert order[5:8] == ["Water", "Song", "Together"]
        room.next(1)
        assert room.current == "6"
        room.opened.undo()
        room.opened.undo()
        assert "Song" not in [block.title for block in room.meeting.blocks.values()]

    def test_it_needs_a_title_and_a_meeting_that_runs(self, room: Room) -> None:
        assert "needs a title" in room.refused(Insert(room.meeting.id, read_block(" ")))
        room.do(End(room.meeting.id))
        assert "not running" in room.refused(Insert(room.meeting.id, read_block("Cake")))


def test_the_notes_tell_what_was_planned_and_what_it_took(room: Room, tmp_path: Path) -> None:
    room.do(Skip(room.meeting.id, "2", skipped=True))
    room.next(8)
    room.do(AddMinutes(room.meeting.id, 2))
    room.do(Insert(room.meeting.id, read_block("Fresh air 4")))
    room.next(4)
    room.do(Reflow(room.meeting.id))
    room.next(12)
    room.do(End(room.meeting.id))
    prepared = notes(room.opened.records, room.meeting, Audience.PARTNERS, room.meeting.on)
    _outcome, path, _kept = write(prepared, tmp_path, room.opened.records)
    rows = [
        [cell.strip() for cell in line.strip("|").split("|")]
        for line in path.read_text("utf-8").splitlines()
        if line.startswith("|")
    ]
    begin = next(n for n, row in enumerate(rows) if row[1] == say("field.planned"))
    assert rows[begin + 2 : begin + 6] == [
        ["Welcome, purpose, consent notice", "5", "8"],
        ["Seven strategies, in plain words (skipped)", "10", "0"],
        ["Fresh air (put in during the meeting)", "0", "4"],
        ["Introductions: name, sector, one hope", "10", "12"],
    ]
    assert rows[-1][1:] == ["90", "24"]


def test_two_who_give_a_minute_together_give_one(room: Room) -> None:
    assert room.do(AddMinutes(room.meeting.id, 1, ("1", 0)))
    assert not room.do(AddMinutes(room.meeting.id, 1, ("1", 0)))
    assert room.do(AddMinutes(room.meeting.id, 1, ("1", 1)))
    assert not room.do(AddMinutes(room.meeting.id, -1, ("2", 0))), "another block runs by now"
    assert room.meeting.blocks["1"].extra == 2
