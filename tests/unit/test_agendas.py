"""Writing the agenda of a meeting: what moves, what adds up, and what must stay."""

from collections.abc import Mapping
from datetime import date, time

import pytest

from codesign.commands.agendas import (
    AddBlock,
    FitToParts,
    LiftBlock,
    MoveBlock,
    NestBlock,
    PlanMinutes,
    RemoveBlock,
    WriteBlock,
)
from codesign.commands.amending import Archive
from codesign.commands.meetings import AddMinutes, GoTo, Plan, Start
from codesign.commands.templates import SaveTemplate
from codesign.errors import NotFound, Refused
from codesign.model import Block, BlockKind, Meeting, MeetingTemplate, Mode
from codesign.opened import OpenPartnership
from codesign.templates import built_in, template
from codesign.views import clock, planning
from codesign.views.templates import named, offered, own
from tests.support.doubles import capture, river

ON = date(2026, 12, 3)


class Table:
    """A partnership with a workshop of today."""

    def __init__(self) -> None:
        self.opened: OpenPartnership = river()
        self.do(Plan(template("workshop-90"), ON))

    @property
    def meeting(self) -> Meeting:
        return next(self.opened.records.live(Meeting))

    def do(self, *commands: object) -> None:
        for each in commands:
            self.opened.execute(each)  # type: ignore[arg-type]

    @property
    def outline(self) -> list[str]:
        return outline(self.meeting.blocks)


def outline(blocks: Mapping[str, Block]) -> list[str]:
    """Return a line for each block: its depth, the beginning of its title, its minutes."""
    return [f"{'-' * depth}{blocks[key].title[:7]} {blocks[key].minutes}" for key, depth in clock.order(blocks)]


@pytest.fixture
def table() -> Table:
    return Table()


WORKSHOP = ["Welcome 5", "Seven s 10", "Introdu 10", "Tables  35", "-Round 1 15", "-Togethe 5", "-Round 2 15",
            "Regroup 20", "Next st 10"]  # fmt: skip


def test_a_block_is_added_behind_another_on_its_level_or_at_the_end(table: Table) -> None:
    mt = table.meeting.id
    table.do(
        AddBlock(mt, Block("A break", 10, 0, kind=BlockKind.BREAK), after="5"), AddBlock(mt, Block("End", 1, 0))
    )
    assert table.outline[4:8] == ["-Round 1 15", "-A break 10", "-Togethe 5", "-Round 2 15"]
    assert table.outline[-1] == "End 1"
    assert [str(each) for each in clock.sum_check(table.meeting.blocks)] == [
        "Tables of 4-6: its parts add up to 45 minutes, not 35"
    ]
    table.do(FitToParts(mt, "4"))
    assert clock.sum_check(table.meeting.blocks) == ()
    assert planning.sums(table.meeting).over == 11


def test_blocks_move_nest_and_are_lifted_with_their_parts_and_back(table: Table) -> None:
    mt = table.meeting.id
    table.do(MoveBlock(mt, "4", -1))
    assert table.outline[2:7] == ["Tables  35", "-Round 1 15", "-Togethe 5", "-Round 2 15", "Introdu 10"]
    table.do(NestBlock(mt, "3"))
    assert table.outline[2:7] == ["Tables  35", "-Round 1 15", "-Togethe 5", "-Round 2 15", "-Introdu 10"]
    table.do(LiftBlock(mt, "3"), MoveBlock(mt, "3", -1))
    assert table.outline == WORKSHOP
    table.do(NestBlock(mt, "4"))
    assert table.outline[2:5] == ["Introdu 10", "-Tables  35", "--Round 1 15"]
    for _ in range(5):
        table.opened.undo()
    assert table.outline == WORKSHOP


@pytest.mark.parametrize(
    ("command", "why"),
    [
        (lambda mt: MoveBlock(mt, "1", -1), "the first on its level"),
        (lambda mt: MoveBlock(mt, "7", 1), "the last on its level"),
        (lambda mt: NestBlock(mt, "5"), "no block stands before Round 1"),
        (lambda mt: LiftBlock(mt, "1"), "not a part"),
        (lambda mt: FitToParts(mt, "1"), "has no parts"),
        (lambda mt: WriteBlock(mt, "1", {"title": "  "}), "needs a title"),
        (lambda mt: AddBlock(mt, Block("", 5, 0)), "needs a title"),
        (lambda mt: RemoveBlock(mt, "none"), "not here any more"),
        (lambda mt: SaveTemplate(mt, " "), "needs a title"),
    ],
)
def test_what_cannot_be_done_says_why(table: Table, command: object, why: str) -> None:
    with pytest.raises(Refused, match=why):
        table.do(command(table.meeting.id))  # type: ignore[operator]


def test_what_has_run_or_holds_lines_stays_and_is_not_divided(table: Table) -> None:
    mt = table.meeting.id
    table.do(Start(mt), GoTo(mt, 1, "1"))
    capture(table.opened, "? A ride", meeting=mt, block="6")
    with pytest.raises(Refused, match="Welcome, purpose, consent notice has run: it stays"):
        table.do(RemoveBlock(mt, "1"))
    with pytest.raises(Refused, match="1 line was captured in Together: it stays"):
        table.do(RemoveBlock(mt, "4"))
    with pytest.raises(Refused, match="Seven strategies, in plain words has run: it cannot be divided"):
        table.do(NestBlock(mt, "3"))
    with pytest.raises(Refused, match="captured in Together: it cannot be divided"):
        table.do(NestBlock(mt, "7"))
    table.do(MoveBlock(mt, "2", 1), PlanMinutes(mt, "2", -3), RemoveBlock(mt, "5"))
    assert len(table.meeting.runs) == 2
    assert clock.last_run(table.meeting).block == "2"  # type: ignore[union-attr]
    assert "5" not in table.meeting.blocks


def test_a_part_that_is_alone_may_go_with_the_block_around_it(table: Table) -> None:
    table.do(RemoveBlock(table.meeting.id, "4"))
    assert len(table.outline) == 5
    assert planning.sums(table.meeting).over == -35


def test_writing_one_field_leaves_what_the_clock_wrote(table: Table) -> None:
    mt = table.meeting.id
    table.do(Start(mt), AddMinutes(mt, 3), WriteBlock(mt, "1", {"lead": "Ana", "locked": time(9)}))
    block = table.meeting.blocks["1"]
    assert (block.extra, block.lead, block.locked) == (3, "Ana", time(9))
    table.do(PlanMinutes(mt, "1", -9))
    assert table.meeting.blocks["1"].minutes == 0


def test_the_talks_are_counted_and_the_length_is_that_of_the_template(table: Table) -> None:
    assert (sums := planning.sums(table.meeting)).talks == 10
    assert (sums.minutes, sums.length, sums.over) == (90, 90, 0)


class TestTemplates:
    def test_a_plan_is_kept_without_what_happened(self, table: Table) -> None:
        mt = table.meeting.id
        table.do(Start(mt), AddMinutes(mt, 5), WriteBlock(mt, "2", {"notes": "slides", "locked": time(9, 30)}))
        table.do(SaveTemplate(mt, " Our evening "))
        (kept,) = own(table.opened.records)
        assert (kept.name, kept.title, kept.minutes) == ("TM1", "Our evening", 90)
        assert [block.extra for block in kept.blocks] == [0] * 9
        assert (kept.blocks[1].notes, kept.blocks[1].locked) == ("slides", time(9, 30))
        table.do(Plan(named(table.opened.records, "tm1"), ON, starts=time(18), mode=Mode.VIRTUAL))
        second = max(table.opened.records.live(Meeting), key=lambda each: each.id)
        assert (second.template, second.title, second.starts) == ("TM1", "Our evening", time(18))
        assert second.runs == {}
        assert planning.norms(second) == "Mics and cameras on."
        assert planning.norms(table.meeting) == ""

    def test_its_agenda_keeps_its_shape_whatever_was_moved(self, table: Table) -> None:
        mt = table.meeting.id
        table.do(MoveBlock(mt, "4", -1), AddBlock(mt, Block("Tea", 5, 0), after="5"), FitToParts(mt, "4"))
        table.do(SaveTemplate(mt, "Moved"))
        blocks = {str(n): block for n, block in enumerate(own(table.opened.records)[0].blocks, 1)}
        assert outline(blocks) == table.outline
        assert clock.sum_check(blocks) == ()

    def test_parts_that_do_not_add_up_are_not_kept(self, table: Table) -> None:
        table.do(PlanMinutes(table.meeting.id, "5", 5))
        with pytest.raises(Refused, match="add up to 40"):
            table.do(SaveTemplate(table.meeting.id, "Wrong"))

    def test_own_ones_come_first_the_newest_before_and_can_be_put_away(self, table: Table) -> None:
        for title in ("One", "Two"):
            table.do(SaveTemplate(table.meeting.id, title))
        found = offered(table.opened.records)
        assert [each.title for each in found[:2]] == ["Two", "One"]
        assert found[2:] == built_in()
        table.do(Archive((next(table.opened.records.live(MeetingTemplate)).id,)))
        assert [each.title for each in own(table.opened.records)] == ["Two"]
        with pytest.raises(NotFound):
            named(table.opened.records, "TM1")


def test_the_built_in_ones_are_whole() -> None:
    assert [(each.name, each.minutes) for each in built_in()] == [
        ("workshop-90", 90),
        ("half-day", 210),
        ("1-2-4-all", 30),
        ("experience-based", 150),
        ("ripple-effects", 120),
        ("retrospective", 60),
        ("blank", 60),
    ]
    kinds = {block.kind for block in template("half-day").blocks}
    assert kinds >= {BlockKind.TALK, BlockKind.PANEL, BlockKind.BOOTHS, BlockKind.TABLETOP}
    together = [block.minutes for block in template("1-2-4-all").blocks if block.parent]
    assert together == [1, 2, 4, 5]
    stages = [block.title.split(":")[0] for block in template("experience-based").blocks if ":" in block.title]
    assert [each for each in stages if each in {"Gather", "Understand", "Improve", "Monitor"}] == [
        "Gather", "Understand", "Improve", "Monitor",
    ]  # fmt: skip
