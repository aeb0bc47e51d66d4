"""An agenda that is written at random while it runs: nothing that happened is ever lost from it."""

from contextlib import suppress

from hypothesis import given, settings
from hypothesis import strategies as st

from codesign.commands import Command
from codesign.commands.agendas import AddBlock, LiftBlock, MoveBlock, NestBlock, RemoveBlock
from codesign.commands.meetings import GoTo, Plan, Start
from codesign.errors import Refused
from codesign.model import Block, Meeting
from codesign.templates import template
from codesign.views import clock, planning
from tests.support.doubles import NOW, capture, river

STEPS = st.lists(
    st.tuples(
        st.sampled_from(["add", "nest", "lift", "up", "down", "remove", "next", "line"]), st.integers(0, 20)
    ),
    max_size=25,
)


@settings(max_examples=40, deadline=None)
@given(STEPS)
def test_what_has_run_or_holds_lines_stays_in_the_agenda_and_can_be_run(steps: list[tuple[str, int]]) -> None:
    opened = river()
    opened.execute(Plan(template("workshop-90"), NOW.date()))
    (key,) = (each.id for each in opened.records.live(Meeting))
    opened.execute(Start(key))

    def meeting() -> Meeting:
        found = opened.records.get(Meeting, key)
        assert found is not None
        return found

    held = set()
    for what, place in steps:
        blocks = [each for each, _depth in clock.order(meeting().blocks)]
        block, leaf = blocks[place % len(blocks)], clock.last_run(meeting())
        assert leaf is not None
        if what == "line":
            leaves = clock.leaves(meeting().blocks)
            held.add(block := leaves[place % len(leaves)])
            capture(opened, "? a line", meeting=key, block=block)
            continue
        wishes: dict[str, Command] = {
            "add": AddBlock(key, Block("New", 5, 0), block),
            "nest": NestBlock(key, block),
            "lift": LiftBlock(key, block),
            "up": MoveBlock(key, block, -1),
            "down": MoveBlock(key, block, 1),
            "remove": RemoveBlock(key, block),
            "next": GoTo(key, 1, leaf.block),
        }
        with suppress(Refused):
            opened.execute(wishes[what])
    now = meeting()
    happened = held | {run.block for run in now.runs.values()}
    assert happened <= set(clock.leaves(now.blocks))
    assert len(clock.order(now.blocks)) == len(now.blocks)
    assert [row.key for row in planning.rows(now)] == [each for each, _depth in clock.order(now.blocks)]


@given(st.dictionaries(st.sampled_from("abcdef"), st.sampled_from(["", "gone", *"abcdef"])))
def test_whatever_two_people_wrote_apart_every_block_is_there_once(parents: dict[str, str]) -> None:
    blocks = {key: Block(key, 5, 1, parent) for key, parent in parents.items()}
    found = [key for key, _depth in clock.order(blocks)]
    assert sorted(found) == sorted(blocks)
    assert set(clock.leaves(blocks)) <= set(found)
    assert all(clock.planned_minutes(blocks, key) >= 0 for key in blocks)
