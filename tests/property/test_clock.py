"""The meeting clock under any agenda and any sequence of steps."""

from datetime import timedelta

from hypothesis import given
from hypothesis import strategies as st

from codesign.commands import Command
from codesign.commands.inserting import Insert, NewBlock
from codesign.commands.meetings import AddMinutes, End, GoTo, Pause, Plan, Start
from codesign.commands.running import GoToBlock, Reflow, Skip
from codesign.errors import Refused
from codesign.model import Block, Meeting
from codesign.opened import OpenPartnership
from codesign.templates import Template
from codesign.views import clock
from tests.support.doubles import StillClock, river

steps = st.lists(
    st.one_of(
        st.tuples(st.just("wait"), st.integers(1, 2000)),
        st.tuples(st.sampled_from(["skip", "go"]), st.integers(0, 9)),
        st.sampled_from(
            ["start", "next", "back", "pause", "end", "more", "fewer", "reflow", "insert", "insert next"]
        ).map(lambda step: (step, 0)),
    ),
    max_size=40,
)


@st.composite
def agendas(draw: st.DrawFn) -> tuple[Block, ...]:
    """Blocks of one or two levels whose parts add up."""
    blocks: list[Block] = []
    for top in range(draw(st.integers(1, 4))):
        parts = draw(st.lists(st.integers(0, 30), max_size=3))
        rank = len(blocks) + 1
        blocks.append(Block(f"block {top}", sum(parts) if parts else draw(st.integers(0, 30)), rank))
        for minutes in parts:
            blocks.append(Block("part", minutes, len(blocks) + 1, parent=str(rank)))
    return tuple(blocks)


def take(opened: OpenPartnership, meeting: Meeting, step: str, which: int) -> None:
    keys = list(meeting.blocks)
    slots = clock.agenda(meeting, opened.clock.now()).slots
    there = keys[which % len(keys)]
    skipped = {slot.key: slot.state is clock.BlockState.SKIPPED for slot in slots}
    current = clock.last_run(meeting)
    commands: dict[str, Command] = {
        "start": Start(meeting.id),
        "next": GoTo(meeting.id, 1, current.block if current else ""),
        "back": GoTo(meeting.id, -1, current.block if current else ""),
        "pause": Pause(meeting.id),
        "end": End(meeting.id),
        "more": AddMinutes(meeting.id, 1),
        "fewer": AddMinutes(meeting.id, -1),
        "skip": Skip(meeting.id, there, not skipped[there]),
        "go": GoToBlock(meeting.id, there),
        "reflow": Reflow(meeting.id),
        "insert": Insert(meeting.id, NewBlock(f"new {len(keys)}", 4, following=False)),
        "insert next": Insert(meeting.id, NewBlock(f"new {len(keys)}", 4, following=True)),
    }
    try:
        opened.execute(commands[step])
    except Refused:
        return


@given(agendas(), steps)
def test_the_clock_always_adds_up(blocks: tuple[Block, ...], taken: list[tuple[str, int]]) -> None:
    time = StillClock()
    opened = river(time)
    done = opened.execute(Plan(Template("t", "Any", "", blocks), time.now().date()))
    assert done is not None
    running = timedelta()
    for step, seconds in taken:
        meeting = opened.records.get(Meeting, done.change.edits[0].id)
        assert meeting is not None
        seen = clock.agenda(meeting, time.now())
        leaves = [slot for slot in seen.slots if slot.is_leaf]
        assert sum((slot.actual for slot in leaves), timedelta()) == running
        assert (
            sum(slot.planned for slot in leaves)
            == seen.planned
            == sum(block.minutes for block in blocks if not block.parent)
        )
        assert sum(slot.state is clock.BlockState.RUNNING for slot in leaves) == (seen.current is not None)
        assert all(slot.allotted >= timedelta() for slot in leaves)
        assert seen.current is None or seen.current.state is not clock.BlockState.SKIPPED
        assert sum(run.ended is None for run in meeting.runs.values()) <= 1
        if step == "wait":
            time.forward(seconds=seconds)
            if seen.state is clock.ClockState.RUNNING:
                running += timedelta(seconds=seconds)
        else:
            take(opened, meeting, step, seconds)
