"""What the benchmark of the board makes of times and bytes; nothing here is timed."""

import re
from pathlib import Path

import msgspec
import pytest

from tests.bench.board import programs
from tests.bench.board.heats import FULL, QUICK, Heat, Took
from tests.bench.board.line import ASK, Line, Questions
from tests.bench.board.page import page
from tests.bench.board.peer import NotInstalled, Peer
from tests.bench.board.programs import Part, down_and_up
from tests.bench.board.report import heat_table, summary, verdicts
from tests.bench.board.runs import not_to_be_tried, places

ROOT = Path(__file__).parent.parent.parent
SMALL = (80, 24)


def took(name: str, cards: int = 0, *, start: float = 300, down: float = 4, size: int = 100) -> Took:
    return Took(
        name,
        cards,
        starts=[(start, 1_000)],
        pressed={Part.DOWN: [(down, size)] * 20},
        held=[(0.25, 2_000)],
        idle=[(0.1, 0)],
        memory=[(40.0, 30.0)],
        quits=[100.0],
    )


def heat(*all_took: Took, cards: int = 200, window: tuple[int, int] = SMALL) -> Heat:
    floor = took(programs.FLOOR, start=250)
    return Heat(window, cards, "2026-11-02", 0.5, 3.0, [floor, *all_took])


def judged(one: Heat) -> dict[str, tuple[bool | None, str]]:
    return {measure.name: (holds, how) for measure, holds, how in verdicts(one)}


def row(table: str, name: str) -> list[str]:
    (line,) = (line for line in table.splitlines() if line.startswith(f"| {name} |"))
    return [cell.strip() for cell in line.split("|")[2:-1]]


class TestLine:
    def test_a_byte_leaves_after_those_before_it_and_then_is_on_its_way(self) -> None:
        line = Line(80, 0.5)  # ten bytes a second
        line.send(100.0, b"x" * 10)
        line.send(100.0, b"y" * 5)
        assert line.arrived(101.4) == []
        assert line.arrived(101.5) == [(101.5, b"x" * 10)]
        assert line.arrived(110.0) == [(102.0, b"y" * 5)]
        assert line.next_arrival == float("inf")

    def test_there_is_no_room_while_bytes_leave_but_while_they_are_on_their_way(self) -> None:
        line = Line(80, 0.5)
        assert line.room(100.0)
        line.send(100.0, b"x" * 10)
        assert not line.room(100.9)
        assert line.next_room == 101.0
        assert line.room(101.0), "they have left, and arrive later"
        assert line.arrived(101.0) == []

    def test_after_a_rest_it_begins_anew(self) -> None:
        line = Line(80, 0.5)
        line.send(100.0, b"x" * 10)
        line.send(200.0, b"y" * 10)
        assert line.arrived(201.5)[-1] == (201.5, b"y" * 10)

    @pytest.mark.parametrize("length", [1, 2, 3, 5, 100])
    def test_each_question_is_counted_once_however_the_stream_is_cut(self, length: int) -> None:
        stream = b"a" + ASK + ASK + b"\x1b[5m" + b"\x1b[" + ASK + b"b"
        questions = Questions()
        pieces = [stream[n : n + length] for n in range(0, len(stream), length)]
        assert sum(questions.count(piece) for piece in pieces) == 3


class TestKeys:
    def test_each_key_moves_within_the_column(self) -> None:
        for length in (2, 10, 5_000):
            at, keys = 0, down_and_up(length, 60)
            assert len(keys) == 60
            for key in keys:
                at += 1 if key == "j" else -1
                assert 0 <= at < length

    def test_words_choose_heats(self) -> None:
        assert len(places(FULL)) == 8
        assert places(FULL, ["2000", "120x40"]) == [((120, 40), 2_000)]
        assert [cards for _size, cards in places(QUICK, ["80x24"])] == [20, 200]
        assert places(QUICK, ["120x40"]) == []


class TestTargets:
    def test_a_target_is_compared_with_the_floor_of_the_same_heat(self) -> None:
        assert judged(heat(took(programs.OURS, 200, start=300)))["first paint"] == (True, "met, 1.20x")
        assert judged(heat(took(programs.OURS, 200, start=301)))["first paint"] == (False, "**missed**, 1.20x")

    def test_with_many_cards_a_key_is_compared_with_few_cards(self) -> None:
        few = took(programs.OURS, 200, down=10)
        assert judged(heat(few, took(programs.OURS, 10_000, down=13), cards=10_000))["cursor down"][0] is True
        assert judged(heat(few, took(programs.OURS, 10_000, down=14), cards=10_000))["cursor down"][0] is False
        assert judged(heat(took(programs.OURS, 200, down=10)))["cursor down"][0] is False, "5 ms with 200 cards"

    def test_bytes_of_a_key_are_judged_in_the_small_window_alone(self) -> None:
        large = took(programs.OURS, 200, size=121)
        assert judged(heat(large))["cursor down, bytes"][0] is False
        assert "cursor down, bytes" not in judged(heat(large, window=(120, 40)))

    def test_a_target_is_neither_met_nor_missed_by_what_was_not_measured(self) -> None:
        assert judged(heat(took(programs.OURS, 200)))["typed letter"] == (None, "not measured")
        one = took(programs.OURS, 200)
        one.memory = [(None, None)]
        assert judged(heat(one))["memory, peak"] == (None, "not measured")

    def test_what_was_given_up_is_missed(self) -> None:
        one = took(programs.OURS, 200)
        one.held, one.too_long = [], {Part.HELD}
        assert judged(heat(one))["held key, slow link"][0] is False
        assert "* held key, slow link: 200 cards, 80x24" in summary([heat(one)])

    def test_the_summary_counts_what_is_known_and_names_what_is_missed(self) -> None:
        slow = heat(took(programs.OURS, 200, start=400))
        holds = [each for each, _how in judged(slow).values()]
        said = summary([slow, slow]).splitlines()
        assert said[0] == (
            f"Of {2 * (holds.count(True) + 1)} targets {2 * holds.count(True)} are met. "
            f"{2 * holds.count(None)} more could not be measured."
        )
        assert said[-2:] == ["", "* first paint: 200 cards, 80x24; 200 cards, 80x24"]

    def test_where_all_is_met_nothing_is_missed(self) -> None:
        assert "Missed" not in summary([heat(took(programs.OURS, 200))])


class TestReport:
    def test_figures_stand_beside_what_is_to_be_reached(self) -> None:
        table = heat_table(heat(took(programs.OURS, 200)))
        assert row(table, "cursor down") == ["4.00 ms", "4.00 ms", "5.00 ms", "met"]
        assert row(table, "first paint") == ["250 ms", "300 ms", "1.2x of two widgets", "met, 1.20x"]
        assert row(table, "next column") == ["–", "–", "", ""]

    def test_what_is_given_up_says_so(self) -> None:
        peer = took(programs.PEER, 200)
        peer.held, peer.too_long = [], {Part.HELD}
        table = heat_table(heat(took(programs.OURS, 200), peer))
        assert row(table, "held key, slow link")[2] == "more than 60 s"

    def test_below_the_table_stands_what_else_is_to_be_known(self) -> None:
        peer = Took(programs.PEER, 200, remark="not installed")
        quiet = took(programs.OURS, 200)
        quiet.silent = {Part.DOWN: 5}
        table = heat_table(heat(quiet, peer))
        assert "* kanban-tui: not installed." in table
        assert "* codesign, down: 5 of 25 keys drew nothing." in table
        assert "other programs used 3% of a core" in table

    def test_a_page_is_made_of_what_is_kept(self) -> None:
        one = msgspec.structs.replace(heat(took(programs.OURS, 200)), others=None)
        kept = msgspec.json.decode(msgspec.json.encode(one), type=Heat)
        written = page({(SMALL, 200): kept}, places(QUICK), "1.0")
        assert heat_table(one) in written
        assert "Not all is measured yet: 1 of 2 tables." in written
        assert "kanban-tui 1.0" in written


class TestPeer:
    def test_more_cards_are_not_tried_where_fewer_were_too_many(self) -> None:
        lost = Took(programs.PEER, 2_000, too_long={Part.START})
        before = [heat(took(programs.OURS, 2_000), lost, cards=2_000)]
        assert "with 2,000 cards" in not_to_be_tried(SMALL, 10_000, before)
        assert not not_to_be_tried((120, 40), 10_000, before), "another window"
        assert not not_to_be_tried(SMALL, 200, before), "fewer cards"
        assert not not_to_be_tried(SMALL, 10_000, [heat(took(programs.OURS, 200))])

    def test_it_says_how_it_is_installed(self, tmp_path: Path) -> None:
        with pytest.raises(NotInstalled, match="make bench-board"):
            Peer(tmp_path / "none").board(tmp_path, tmp_path, 20)

    def test_it_is_pinned_as_declared_and_to_our_textual(self) -> None:
        pinned = (ROOT / "tests" / "bench" / "board" / "peers.txt").read_text("ascii")
        ours = (ROOT / "constraints.txt").read_text("ascii")
        (textual,) = re.findall(r"^textual==\S+", ours, re.MULTILINE)
        assert textual in pinned
        assert f'"kanban-tui=={Peer(Path()).version}"' in (ROOT / "pyproject.toml").read_text("utf-8")
