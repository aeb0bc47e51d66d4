"""What reports are made of: cycles, connections, asks for help, measures, promises, and what may be shared."""

from datetime import timedelta

import msgspec
import pytest

from codesign.commands import Command
from codesign.commands.cards import Convert
from codesign.commands.closing import Observe
from codesign.commands.connecting import AddPartner, AnswerHelp, AskHelp, Connect
from codesign.commands.cycles import CloseCycle, Conclude, OpenCycle, RateStrategy, ReleaseSummary
from codesign.commands.measuring import AddMeasure, AddOutcome, ChooseStory, Read, ShareLearning, is_when
from codesign.commands.meetings import End, Plan, Start
from codesign.commands.promises import Settle
from codesign.commands.voices import Permit
from codesign.errors import NotFound, Refused
from codesign.model import (
    AskForHelp,
    Attribution,
    Audience,
    CommitmentState,
    Connection,
    Cycle,
    Direction,
    ItemKind,
    Measure,
    MeasureFamily,
    OutcomeKind,
    Permission,
    PracticeCell,
    Reading,
    StrategyRating,
    Support,
    Verdict,
)
from codesign.opened import OpenPartnership
from codesign.permissions import may_roll_up
from codesign.templates import template
from codesign.views import follow_through
from codesign.views.connections import ripple
from codesign.views.cycles import before, carried, period, rated
from codesign.views.fields import field_lines
from codesign.views.measuring import Moved, course
from codesign.views.yearly import year
from exports.documents.measured import course_words
from exports.library import document, subjects
from exports.rolling import rolled_up
from tests.support import doubles
from tests.support.doubles import NOW, StillClock, capture

TODAY = NOW.date()


def done(opened: OpenPartnership, command: Command) -> str:
    """Carry a command out and return the id of the record that it made or changed."""
    found = opened.execute(command)
    assert found is not None
    return found.change.edits[0].id


def cycle(opened: OpenPartnership, number: str = "CY1") -> Cycle:
    found = opened.numbered(number)
    assert isinstance(found, Cycle)
    return found


def text(opened: OpenPartnership, kind: str, audience: Audience = Audience.PARTNERS) -> str:
    return document(kind, opened.records, subjects(kind, opened.records)[0], TODAY, audience=audience).text


class TestCycles:
    def test_ratings_of_two_tables_stand_beside_each_other(self, river: OpenPartnership) -> None:
        key = done(river, OpenCycle(2026))
        river.execute(RateStrategy(key, StrategyRating(3, 1, value=4, in_use=2)))
        river.execute(RateStrategy(key, StrategyRating(3, 2, value=5, challenge="no time")))
        river.execute(RateStrategy(key, StrategyRating(3, 1, value=2, in_use=2)))
        third = rated(cycle(river))[2]
        assert (third.value, third.in_use, third.tables, third.challenges) == (3.5, 2.0, 2, ("no time",))
        assert rated(cycle(river))[0].value is None
        river.undo()
        assert rated(cycle(river))[2].value == 4.5

    def test_what_says_nothing_is_no_rating(self, river: OpenPartnership) -> None:
        key = done(river, OpenCycle(2026))
        with pytest.raises(Refused, match="what it is worth here"):
            river.execute(RateStrategy(key, StrategyRating(1)))
        with pytest.raises(Refused, match="a cycle 2026 already"):
            river.execute(OpenCycle(2026))

    def test_what_is_open_goes_on_when_a_cycle_is_closed(self, river: OpenPartnership) -> None:
        key = done(river, OpenCycle(2026))
        capture(river, "! Count @clinic due:2026-12-01")
        kept = capture(river, "! Ask @clinic due:2026-11-01")
        river.execute(Settle(river.numbered(kept).id, CommitmentState.KEPT))
        capture(river, "? A need")
        asset = capture(river, "? A van")
        river.execute(Convert((river.numbered(asset).id,), ItemKind.ASSET))
        river.execute(CloseCycle(key))
        assert [each.number for each in carried(river.records, cycle(river))] == ["C1", "N1"]
        assert "What goes on in the next cycle\n\n- C1 Count\n- N1 A need\n" in text(river, "cycle")
        with pytest.raises(Refused, match="was closed on 2026-11-21"):
            river.execute(Conclude(key, Verdict.KEEP, "it"))
        river.undo()
        assert cycle(river).closed is None
        assert cycle(river).carried == frozenset()

    def test_a_closed_cycle_is_over_for_the_report_too(self) -> None:
        clock = StillClock()
        opened = doubles.river(clock)
        key = done(opened, OpenCycle(2026))
        clock.forward(days=3)
        opened.execute(CloseCycle(key))
        clock.forward(days=30)
        capture(opened, "? Later")
        days = period(opened.records, 2026, clock.now().date())
        assert (days.first, days.last) == (TODAY, TODAY + timedelta(3))
        assert year(opened.records, days).needs == 0
        assert before(opened.records, 2027) == cycle(opened)
        assert before(opened.records, 2026) is None


class TestConnections:
    def test_each_stands_below_the_one_that_it_grew_from(self, river: OpenPartnership) -> None:
        ids = [done(river, AddPartner(name)) for name in ("Library", "Club", "School")]
        river.execute(Connect(ids[0], ids[1], {"text": "talk"}))
        river.execute(Connect(ids[1], ids[2], {"parent": river.numbered("CN1").id}))
        assert [(each.connection.number, each.depth) for each in ripple(river.records)] == [("CN1", 0), ("CN2", 1)]
        with pytest.raises(Refused, match="CN2 grew from CN1"):
            river.execute(Connect(ids[0], ids[1], {"parent": river.numbered("CN2").id}))
        river.execute(Connect(ids[1], ids[0], {"text": "drive"}))
        assert [each.text for each in river.records.live(Connection)] == ["drive", ""], "one pair, one connection"

    def test_a_circle_made_apart_does_not_hang(self, river: OpenPartnership) -> None:
        ids = [done(river, AddPartner(name)) for name in ("Library", "Club", "School")]
        one = done(river, Connect(ids[0], ids[1], {}))
        two = done(river, Connect(ids[1], ids[2], {"parent": one}))
        found = {each.id: each for each in river.records.live(Connection)}
        river.records.put(msgspec.structs.replace(found[one], parent=two))  # type: ignore[attr-defined]
        assert [each.connection.number for each in ripple(river.records)] == ["CN1", "CN2"]

    def test_a_partner_is_added_once(self, river: OpenPartnership) -> None:
        key = done(river, AddPartner("Library"))
        with pytest.raises(Refused, match="partner PA1 already"):
            river.execute(AddPartner(" library "))
        with pytest.raises(Refused, match="with itself"):
            river.execute(Connect(key, key, {}))


def test_an_ask_waits_until_it_is_answered() -> None:
    clock = StillClock()
    opened = doubles.river(clock)
    done(opened, OpenCycle(2026))
    key = done(opened, AskHelp("Counts", Support.ANALYTICS, "data office", TODAY - timedelta(1)))
    assert "waiting for 0 days; the day by which an answer was needed has passed" in text(opened, "cycle")
    clock.forward(days=4)
    opened.execute(AnswerHelp(key, "From January"))
    assert (
        "answered on 2026-11-25, after 4 days"
        in document("cycle", opened.records, cycle(opened), clock.now().date()).text
    )
    opened.execute(AnswerHelp(key, ""))
    assert next(opened.records.live(AskForHelp)).answered is None


class TestMeasures:
    def measure(self, river: OpenPartnership, *values: Reading, **fields: object) -> Measure:
        key = done(river, AddMeasure("visits", MeasureFamily.WELLBEING, fields))
        for month, value in enumerate(values, 1):
            river.execute(Read(key, f"2026-{month:02}", value))
        found = river.records.get(Measure, key)
        assert found is not None
        return found

    def test_it_is_compared_with_its_baseline_or_its_first_reading(self, river: OpenPartnership) -> None:
        down = {"direction": Direction.DOWN}
        assert course(self.measure(river)).moved is Moved.NEVER
        assert course(self.measure(river, Reading(8), **down)).moved is Moved.ONCE
        assert course(self.measure(river, Reading(8), baseline=14.0, **down)).moved is Moved.BETTER
        assert course(self.measure(river, Reading(8), Reading(9), **down)).moved is Moved.WORSE
        assert course(self.measure(river, Reading(8), Reading(9))).moved is Moved.OTHER
        assert course(self.measure(river, Reading(8), Reading(8))).moved is Moved.SAME

    def test_counts_of_a_whole_are_compared_as_parts(self, river: OpenPartnership) -> None:
        found = course(self.measure(river, Reading(9, of=10), Reading(10, of=20), direction=Direction.UP))
        assert found.moved is Moved.WORSE
        assert found.reached is None

    def test_whether_the_target_is_reached(self, river: OpenPartnership) -> None:
        found = self.measure(river, Reading(8), baseline=14.0, target=7.0, direction=Direction.DOWN)
        assert course_words(course(found)) == (
            "better: from 14 (baseline) to 8 (2026-01); the target of 7 is not reached yet"
        )
        river.execute(Read(found.id, "2026-02-03", Reading(7)))
        assert course(river.records.get(Measure, found.id) or found).reached

    def test_large_figures_keep_all_their_digits(self, river: OpenPartnership) -> None:
        values = Reading(1_234_567), Reading(1_234_999.5)
        found = self.measure(river, *values, target=2_500_001.0, direction=Direction.UP)
        assert course_words(course(found)) == (
            "better: from 1234567 (2026-01) to 1234999.5 (2026-02); the target of 2500001 is not reached yet"
        )
        assert ("target", "2500001") in field_lines(river.records, found, None)

    def test_few_are_not_counted_for_others(self, river: OpenPartnership) -> None:
        found = course(self.measure(river, Reading(2), Reading(9), direction=Direction.UP))
        assert course_words(found, few=5) == "better: from fewer than 5 (2026-01) to 9 (2026-02)"

    @pytest.mark.parametrize(
        ("when", "fits"), [("2026-11", True), ("2026-11-05", True), ("2026-13", False), ("2026-02-30", False)]
    )
    def test_a_reading_is_of_a_month_or_a_day(self, when: str, fits: bool) -> None:
        assert is_when(when) is fits


def test_the_stretches_from_meeting_to_meeting_add_up_to_the_rate(demo: OpenPartnership) -> None:
    for days in (0, 15, 400):
        on = TODAY + timedelta(days)
        found = follow_through.course(demo.records, on)
        whole = follow_through.rate(demo.records, on)
        assert sum(each.rate.kept for each in found) == whole.kept
        assert sum(each.rate.due for each in found) == whole.due


class TestWhatMayBeShared:
    def test_a_roll_up_holds_nothing_that_was_not_released(self, river: OpenPartnership) -> None:
        key = done(river, OpenCycle(2026))
        done(river, AddOutcome("A lamp was put up", OutcomeKind.SERVICE, TODAY))
        several = [("river", "River", river.records)]
        with pytest.raises(NotFound, match="no partnership has agreed"):
            rolled_up(several, Audience.PARTNERS, TODAY)
        river.execute(ReleaseSummary(key, Audience.PARTNERS, "the May table"))
        assert "A lamp was put up" in rolled_up(several, Audience.ROOM, TODAY).prepared.text
        with pytest.raises(NotFound):
            rolled_up(several, Audience.PUBLIC, TODAY)
        river.execute(ReleaseSummary(key, None))
        assert not may_roll_up(river.records, cycle(river), Audience.PARTNERS)

    def test_somebody_has_to_have_agreed(self, river: OpenPartnership) -> None:
        key = done(river, OpenCycle(2026))
        with pytest.raises(Refused, match="say who agreed"):
            river.execute(ReleaseSummary(key, Audience.PUBLIC, " "))
        with pytest.raises(Refused, match="partners or the public"):
            river.execute(ReleaseSummary(key, Audience.ROOM, "all"))

    def test_a_learning_is_shared_only_when_that_is_said_and_no_held_voice_is_in_it(
        self, river: OpenPartnership
    ) -> None:
        key = done(river, OpenCycle(2026))
        river.execute(ReleaseSummary(key, Audience.PUBLIC, "the table"))
        capture(river, '"my brother would drive the van')
        for line in (
            "? Ask drivers first for:V1",
            "? my brother would drive the van for:V1",
            "? Meet early for:V1",
        ):
            number = capture(river, line)
            river.execute(Convert((river.numbered(number).id,), ItemKind.LEARNING))
        for number in ("N1", "N2"):
            river.execute(ShareLearning(river.numbered(number).id, Audience.PARTNERS, "the table"))
        found = rolled_up([("river", "River", river.records)], Audience.PARTNERS, TODAY)
        assert "Ask drivers first" in found.prepared.text
        assert "my brother" not in found.prepared.text
        assert "Meet early" not in found.prepared.text
        assert list(found.items["river"]) == ["N1"]
        card = capture(river, "? A need")
        with pytest.raises(Refused, match="is no learning"):
            river.execute(ShareLearning(river.numbered(card).id, Audience.PARTNERS, "the table"))

    def test_an_observation_that_repeats_a_held_voice_is_not_printed(self, river: OpenPartnership) -> None:
        river.execute(OpenCycle(2026))
        river.execute(Plan(template("blank"), TODAY))
        meeting = river.numbered("MT1").id
        river.execute(Start(meeting))
        capture(river, '"I am on probation and hide it', meeting=meeting)
        river.execute(Observe(meeting, PracticeCell.BOTH_WAYS, "I am on probation and hide it, one said"))
        river.execute(End(meeting))
        for kind in ("cycle", "co-evaluation"):
            assert "I am on probation" not in text(river, kind)
        river.execute(Permit(river.numbered("V1").id, Permission(Attribution.ANONYMOUS, Audience.PARTNERS)))
        assert "I am on probation and hide it, one said" in text(river, "cycle")

    def test_a_story_is_told_as_its_speaker_allowed(self, river: OpenPartnership) -> None:
        river.execute(OpenCycle(2026))
        voice = river.numbered(capture(river, '"He drives again as:role to:partners'))
        river.execute(ChooseStory(voice.id, "it goes both ways"))
        assert "“He drives again”" in text(river, "co-evaluation")
        assert "it goes both ways" in text(river, "co-evaluation")
        public = text(river, "co-evaluation", Audience.PUBLIC)
        assert "He drives again" not in public
        assert "1 story is not told here" in public


@pytest.mark.parametrize("kind", ["action-log", "cycle", "co-evaluation"])
def test_a_partnership_that_has_nothing_yet_says_so_in_words(river: OpenPartnership, kind: str) -> None:
    river.execute(OpenCycle(2026))
    found = text(river, kind)
    assert "0 of 0" not in found
    assert "None" not in found.replace("None on record", "")


def test_what_is_promised_has_its_place_in_the_action_log() -> None:
    clock = StillClock()
    opened = doubles.river(clock)
    for line in ("! A @x due:2026-11-20", "! B @x due:2026-12-05", "! C @x due:2026-12-06", "! D @x"):
        capture(opened, line)
    opened.execute(Settle(opened.numbered(capture(opened, "! E @x")).id, CommitmentState.RELEASED, "not needed"))
    found = text(opened, "action-log")
    places = [found.index(each) for each in ("## Overdue", "**C1**", "## Due within 14 days", "**C2**")]
    places += [found.index(each) for each in ("## Due later", "**C3**", "## Without a date", "**C4**", "**C5**")]
    assert places == sorted(places)
    assert "open, 1 day overdue" in found
    assert "Because: not needed" in found
    assert "1 promise was due; kept: 0." in found, "what was released counts nowhere"


def test_the_notes_of_a_running_meeting_do_not_say_that_its_block_took_no_time() -> None:
    clock = StillClock()
    opened = doubles.river(clock)
    opened.execute(Plan(template("workshop-90"), TODAY))
    opened.execute(Start(opened.numbered("MT1").id))
    clock.forward(minutes=3)
    found = text(opened, "notes")
    assert "| 5 | still running |" in found
    assert "The vision was not proposed anew or asked about at this meeting." in found
