"""How much of a meeting was talk."""

from datetime import UTC, date, datetime, timedelta

import msgspec

from codesign.model import Block, BlockKind, Meeting, Run
from codesign.views.clock import agenda
from codesign.views.talk import TalkTime, talk_time

START = datetime(2026, 11, 21, 10, 0, tzinfo=UTC)
BLOCKS = {
    "1": Block("Welcome", 5, 1),
    "2": Block("Keynote", 20, 2, kind=BlockKind.TALK),
    "3": Block("Panel", 20, 3, kind=BlockKind.PANEL),
    "3a": Block("Three voices", 10, 1, parent="3"),
    "3b": Block("Questions", 10, 2, parent="3", kind=BlockKind.BREAKOUT),
}


def ran(*stretches: tuple[str, float]) -> Meeting:
    runs, at = {}, START
    for n, (block, minutes) in enumerate(stretches):
        runs[str(n)] = Run(block, at, at + timedelta(minutes=minutes))
        at += timedelta(minutes=minutes)
    return Meeting(id="m", number="MT1", schema=1, title="M", on=date(2026, 11, 21), blocks=BLOCKS, runs=runs)


def test_only_what_ran_counts_and_a_part_is_of_the_kind_around_it() -> None:
    meeting = ran(("1", 5), ("2", 25), ("3a", 5), ("3b", 15))
    found = talk_time(agenda(meeting, START + timedelta(hours=2)))
    assert found == TalkTime(talk=30, ran=50)
    assert found.percent == 60


def test_nothing_ran() -> None:
    assert talk_time(agenda(ran(), START)) == TalkTime(0, 0)
    assert TalkTime(0, 0).percent == 0


def test_while_a_talk_runs_it_counts_up() -> None:
    meeting = msgspec.structs.replace(ran(), runs={"1": Run("2", START)})
    assert talk_time(agenda(meeting, START + timedelta(minutes=7))) == TalkTime(7, 7)
