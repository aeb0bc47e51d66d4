"""What each command changes, and what it refuses."""

from datetime import date

import pytest

from codesign.capture import Line, LineKind
from codesign.commands.amending import Amend, Archive, TurnInto
from codesign.commands.capture import Capture
from codesign.commands.cards import Advance, Move, Vote
from codesign.commands.meetings import AddMinutes, Count, End, GoTo, Pause, Plan, Start
from codesign.commands.notices import GiveNotice
from codesign.commands.partnerships import Describe, Found
from codesign.commands.promises import Settle
from codesign.commands.visions import Agree, Propose, RecordConsent, Reserve
from codesign.commands.voices import Permit
from codesign.errors import Refused
from codesign.model import (
    Attribution,
    Audience,
    Commitment,
    CommitmentState,
    Decision,
    Item,
    ItemKind,
    Meeting,
    Permission,
    Phase,
    Poll,
    PollKind,
    Record,
    Reservation,
    Status,
    Vision,
    Voice,
    VoiceKind,
)
from codesign.opened import OpenPartnership
from codesign.templates import template
from codesign.views.clock import agenda
from tests.support.acting import get, refused
from tests.support.doubles import StillClock, capture


def test_a_partnership_is_founded_once(river: OpenPartnership) -> None:
    partnership = river.partnership
    assert partnership.began == 2026
    assert len(partnership.sectors) == 15
    assert list(partnership.devices.values()) == [""]
    assert "already holds River Clean-up" in refused(river, Found("Another", "device"))


def test_a_partnership_says_what_it_is(river: OpenPartnership) -> None:
    river.execute(Describe(river.partnership, "River", "two villages", 2025, "the hall", ("floods",), "We write."))
    partnership = river.partnership
    assert (partnership.name, partnership.place.area, partnership.began) == ("River", "two villages", 2025)
    assert (partnership.contact, partnership.priorities) == ("the hall", ("floods",))
    assert "needs a name" in refused(river, Describe(partnership, " ", "", None, "", (), ""))


@pytest.mark.parametrize(
    ("line", "kind", "number"),
    [
        ('"The path floods.', Voice, "V1"),
        ("~ It always did", Voice, "V1"),
        ("? A dry path", Item, "N1"),
        ("* Raise it", Item, "I1"),
        ("* Raise it @county", Item, "A1"),
        (". An app", Item, "Q1"),
        ("= We raise it", Decision, "D1"),
        ("! Ask the county", Commitment, "C1"),
    ],
)
def test_each_mark_makes_its_record(river: OpenPartnership, line: str, kind: type[Record], number: str) -> None:
    assert capture(river, line) == number
    assert isinstance(river.numbered(number), kind)


def test_a_captured_line_keeps_everything_that_was_understood(river: OpenPartnership) -> None:
    capture(river, "? A dry path")
    capture(river, "* Raise it @county @club due:fri #path for:N1")
    action = get(river, Item, "A1")
    assert action.owners == {"county", "club"}
    assert (action.due, action.tags, action.phase) == (date(2026, 11, 27), frozenset({"path"}), Phase.CO_DESIGN)
    assert action.origins == {get(river, Item, "N1").id}
    capture(river, '"Wet feet." table:3 sector:education as:role to:public @teacher')
    voice = get(river, Voice, "V1")
    assert (voice.table, voice.sector, voice.role) == (3, "education", "teacher")
    capture(river, '"More. @teacher #wet')
    assert get(river, Voice, "V2").tags == {"wet"}
    assert voice.permission == Permission(Attribution.ROLE, Audience.PUBLIC)
    capture(river, "~ Oh")
    assert get(river, Voice, "V3").kind is VoiceKind.AHA
    assert get(river, Voice, "V3").permission is None
    capture(river, "! Ask @county due:+1w")
    promise = get(river, Commitment, "C1")
    assert (promise.who, promise.due, promise.state) == ("county", date(2026, 11, 28), CommitmentState.OPEN)


def test_a_line_of_marks_only_is_refused(river: OpenPartnership) -> None:
    for line in ("#tag @owner", '"', "?", "=", "!!", ". .", "\u200b"):
        with pytest.raises(Refused, match="needs words"):
            capture(river, line)
    capture(river, "? \U0001f44d")


def test_several_lines_are_one_change(river: OpenPartnership) -> None:
    lines = tuple(Line(f"need {n}", LineKind.NEED) for n in range(3))
    done = river.execute(Capture(lines))
    assert done is not None
    assert done.change.told == "captured 3 lines, N1 to N3"
    assert [each.rank for each in river.records.live(Item)] == [1.0, 2.0, 3.0]
    river.undo()
    assert list(river.records.live(Item)) == []


def test_a_speaker_who_is_known_is_a_person(demo: OpenPartnership) -> None:
    capture(demo, '"I drive @robin-example')
    voice = get(demo, Voice, "V21")
    assert (voice.person, voice.role, voice.sector) == (demo.numbered("PE1").id, "", "voluntary")


def test_cards_come_to_the_end_of_their_column(river: OpenPartnership) -> None:
    for line in ("? one", "? two", "* three", "? four"):
        capture(river, line)
    ranks = [get(river, Item, number).rank for number in ("N1", "N2", "N3")]
    assert ranks == sorted(set(ranks))


def test_moving_a_card(river: OpenPartnership) -> None:
    capture(river, "? one")
    card = get(river, Item, "N1")
    river.execute(Advance((card.id,)))
    assert get(river, Item, "N1").status is Status.EXPLORING
    river.execute(Move((card.id,), Phase.CO_DESIGN))
    assert (get(river, Item, "N1").phase, get(river, Item, "N1").status) == (Phase.CO_DESIGN, Status.IDEA)
    assert river.execute(Move((card.id,), Phase.CO_DESIGN)) is None


def test_the_status_goes_to_its_ends_and_back(river: OpenPartnership) -> None:
    capture(river, "? one")
    card = get(river, Item, "N1")
    assert "the first status" in refused(river, Advance((card.id,), -1))
    river.execute(Advance((card.id,)))
    river.execute(Advance((card.id,)))
    assert get(river, Item, "N1").status is Status.AGREED
    assert "N1 is agreed, the last status here" in refused(river, Advance((card.id,)))
    river.execute(Advance((card.id,), -1))
    assert get(river, Item, "N1").status is Status.EXPLORING


def test_votes_never_go_below_none(river: OpenPartnership) -> None:
    capture(river, "? one")
    card = get(river, Item, "N1")
    river.execute(Vote((card.id,), 1))
    river.execute(Vote((card.id,), -5))
    assert get(river, Item, "N1").votes == 0


def test_amending_a_card(river: OpenPartnership) -> None:
    capture(river, "? one @a #b")
    seen = get(river, Item, "N1")
    river.execute(Amend(seen, {"title": "two", "text": "more\n\nwords", "owners": frozenset({"c"})}))
    card = get(river, Item, "N1")
    assert (card.title, card.text, card.owners, card.tags) == (
        "two",
        "more\n\nwords",
        frozenset({"c"}),
        frozenset({"b"}),
    )
    assert "needs words" in refused(river, Amend(card, {"title": " \u200b"}))


@pytest.mark.parametrize(
    ("written", "status", "last"),
    [
        ({"kind": ItemKind.ACTION}, Status.IDEA, True),
        ({"kind": ItemKind.QUESTION}, Status.RAISED, False),
        ({"status": Status.TRYING}, Status.TRYING, True),
        ({"status": Status.AGREED}, Status.AGREED, False),
        ({"kind": ItemKind.ACTION, "status": Status.EXPLORING}, Status.EXPLORING, False),
        ({"kind": ItemKind.LEARNING, "status": Status.SHAPING}, Status.SHAPING, True),
        ({"title": "another"}, Status.RAISED, False),
    ],
)
def test_a_card_of_another_phase_comes_last_there(
    river: OpenPartnership, written: dict[str, object], status: Status, last: bool
) -> None:
    for line in ("? one", "? two", "* three", "* four"):
        capture(river, line)
    seen = get(river, Item, "N1")
    river.execute(Amend(seen, written))
    card = get(river, Item, "N1")
    assert card.status is status
    others = [each.rank for each in river.records.live(Item) if each.phase is card.phase and each is not card]
    assert (card.rank > max(others)) is last
    assert (card.rank == seen.rank) is not last


def test_what_others_did_to_a_card_meanwhile_keeps_its_place(river: OpenPartnership) -> None:
    capture(river, "? one")
    capture(river, "* two")
    seen = get(river, Item, "N1")
    river.execute(Move((seen.id,), Phase.CO_DESIGN))
    there = get(river, Item, "N1")
    river.execute(Amend(seen, {"kind": ItemKind.ACTION, "title": "a way"}))
    card = get(river, Item, "N1")
    assert (card.kind, card.title, card.status, card.rank) == (ItemKind.ACTION, "a way", there.status, there.rank)


def test_what_is_empty_once_cleaned_can_be_undone(river: OpenPartnership) -> None:
    capture(river, "? one #a")
    river.execute(Amend(get(river, Item, "N1"), {"text": " \u200b ", "tags": frozenset({"a\u200b", "b"})}))
    assert get(river, Item, "N1").tags == {"a", "b"}
    river.undo()
    assert get(river, Item, "N1").tags == {"a"}


def test_a_text_that_two_people_rewrote_is_kept_twice(river: OpenPartnership) -> None:
    capture(river, "? one")
    seen = get(river, Item, "N1")
    river.execute(Amend(seen, {"title": "hers", "owners": frozenset({"ann"})}))
    river.execute(Amend(seen, {"title": "his", "owners": frozenset({"bob"})}))
    card = get(river, Item, "N1")
    assert (card.title, card.also) == ("his", {"title": ("hers",)})
    assert card.owners == {"ann", "bob"}
    river.execute(Amend(card, {"votes": 1}))
    assert (get(river, Item, "N1").title, get(river, Item, "N1").also) == ("his", {}), "both were shown"


def test_undo_gives_back_what_really_stood_there(river: OpenPartnership) -> None:
    capture(river, "? one")
    seen = get(river, Item, "N1")
    river.execute(Amend(seen, {"title": "hers", "due": date(2026, 12, 1)}))
    river.execute(Amend(seen, {"title": "his", "due": date(2026, 12, 2)}))
    river.undo()
    assert (get(river, Item, "N1").title, get(river, Item, "N1").due) == ("hers", date(2026, 12, 1))


def test_a_commitment_keeps_the_dates_it_had(river: OpenPartnership) -> None:
    capture(river, "! Ask the county due:fri")
    river.execute(Amend(get(river, Commitment, "C1"), {"due": date(2026, 12, 24)}))
    assert get(river, Commitment, "C1").moved_from == (date(2026, 11, 27),)


@pytest.mark.parametrize(
    ("kind", "number"),
    [(LineKind.NEED, "N1"), (LineKind.ACTION, "A1"), (LineKind.COMMITMENT, "C1"), (LineKind.DECISION, "D1")],
)
def test_a_voice_is_turned_into_something_else(river: OpenPartnership, kind: LineKind, number: str) -> None:
    capture(river, '"We have no bridge', meeting="m", block="3")
    voice = get(river, Voice, "V1")
    river.execute(TurnInto(voice.id, kind))
    made = river.numbered(number)
    assert (made.headline, made.origins) == ("We have no bridge", frozenset({voice.id}))
    assert (getattr(made, "meeting", ""), getattr(made, "block", "")) == ("m", "3")
    assert get(river, Voice, "V1") == voice


def test_archiving_and_bringing_back(river: OpenPartnership) -> None:
    capture(river, "? one")
    card = get(river, Item, "N1")
    river.execute(Archive((card.id,)))
    assert list(river.records.live(Item)) == []
    assert "N1 is archived" in refused(river, Advance((card.id,)))
    river.undo()
    assert [each.number for each in river.records.live(Item)] == ["N1"]
    river.execute(Archive((card.id,)))
    river.execute(Archive((card.id,), archived=False))
    assert not get(river, Item, "N1").archived
    assert "not here any more" in refused(river, Archive(("nothing",)))


def test_settling_a_commitment(river: OpenPartnership) -> None:
    capture(river, "! Ask the county due:fri")
    promise = get(river, Commitment, "C1")
    assert "say why C1 is released" in refused(river, Settle(promise.id, CommitmentState.RELEASED))
    river.execute(Settle(promise.id, CommitmentState.RELEASED, "the county is gone"))
    released = get(river, Commitment, "C1")
    assert (released.state, released.because, released.settled) == (
        CommitmentState.RELEASED,
        "the county is gone",
        date(2026, 11, 21),
    )
    river.execute(Settle(promise.id, CommitmentState.OPEN))
    assert get(river, Commitment, "C1").settled is None
    river.execute(Settle(promise.id, CommitmentState.PARTLY, "half"))
    river.execute(Settle(promise.id, CommitmentState.KEPT))
    assert get(river, Commitment, "C1").because == "", "the reason was of another state"


def test_permission_is_set_and_taken_away(river: OpenPartnership) -> None:
    capture(river, '"words')
    voice = get(river, Voice, "V1")
    river.execute(Permit(voice.id, Permission(Attribution.NAMED, Audience.ROOM)))
    assert get(river, Voice, "V1").permission == Permission(Attribution.NAMED, Audience.ROOM)
    river.execute(Permit(voice.id, None))
    assert get(river, Voice, "V1").permission is None


def test_the_vision_is_versioned(river: OpenPartnership) -> None:
    river.execute(Propose("One river for all."))
    river.execute(Propose("One clean river for all.", why="'clean' was missing"))
    first, second = get(river, Vision, "VS1"), get(river, Vision, "VS2")
    assert (first.version, second.version, second.why) == (1, 2, "'clean' was missing")
    river.execute(RecordConsent(second.id, {"education": (3, 1, 0, 0, 0, 0)}, "first"))
    river.execute(RecordConsent(second.id, {"education": (2, 2, 0, 0, 0, 0)}, "first"))
    river.execute(RecordConsent(second.id, {"municipal": (0, 1, 0, 0, 0, 0)}, "later"))
    checks = get(river, Vision, "VS2").checks
    assert {key: check.fists for key, check in checks.items()} == {
        "first": {"education": (2, 2, 0, 0, 0, 0)},
        "later": {"municipal": (0, 1, 0, 0, 0, 0)},
    }
    river.execute(Reserve(second.id, Reservation("who pays?", "municipal")))
    ((key, reservation),) = get(river, Vision, "VS2").reservations.items()
    assert reservation.text == "who pays?"
    river.execute(Reserve(second.id, Reservation("who pays?", "municipal", "the county"), key))
    assert get(river, Vision, "VS2").reservations[key].reply == "the county"
    river.execute(Agree(second.id, date(2026, 11, 21)))
    assert get(river, Vision, "VS2").agreed == date(2026, 11, 21)
    assert "was agreed on 2026-11-21" in refused(river, Agree(second.id, date(2026, 11, 22)))
    assert "needs words" in refused(river, Propose("  "))
    assert "needs words" in refused(river, Reserve(second.id, Reservation(" ")))


def test_a_count_that_cannot_be_is_refused(river: OpenPartnership) -> None:
    river.execute(Propose("One river."))
    vision = get(river, Vision, "VS1")
    assert "visions VS1" in refused(river, RecordConsent(vision.id, {"education": (-1, 0, 0, 0, 0, 0)}))


@pytest.fixture
def meeting(river: OpenPartnership) -> Meeting:
    """A planned workshop."""
    river.execute(Plan(template("workshop-90"), date(2026, 11, 21), "hall"))
    return get(river, Meeting, "MT1")


def test_running_a_meeting(river: OpenPartnership, meeting: Meeting, clock: StillClock) -> None:
    def now() -> Meeting:
        return get(river, Meeting, "MT1")

    def running() -> str:
        current = agenda(now(), clock.now()).current
        return current.key if current else ""

    assert "not running" in refused(river, GoTo(meeting.id, 1, ""))
    assert "not running" in refused(river, Pause(meeting.id))
    assert "not running" in refused(river, End(meeting.id))
    river.execute(Start(meeting.id))
    assert river.execute(Start(meeting.id)) is None
    assert "first block" in refused(river, GoTo(meeting.id, -1, "1"))
    clock.forward(minutes=5)
    river.execute(GoTo(meeting.id, 1, "1"))
    assert running() == "2"
    assert river.execute(GoTo(meeting.id, 1, "1")) is None, "a second facilitator pressed the same key"
    river.execute(GoTo(meeting.id, -1, "2"))
    assert running() == "1"
    river.execute(Pause(meeting.id))
    clock.forward(minutes=5)
    river.execute(Start(meeting.id))
    assert running() == "1"
    river.execute(AddMinutes(meeting.id, 2))
    river.execute(AddMinutes(meeting.id, -100))
    assert now().blocks["1"].extra == -5
    river.execute(End(meeting.id, date(2026, 12, 3)))
    assert (now().ended, now().next_date) == (clock.now(), date(2026, 12, 3))
    river.execute(Start(meeting.id))
    assert now().ended is None
    assert running() == "1"


def test_the_last_block_has_no_next(river: OpenPartnership, meeting: Meeting) -> None:
    river.execute(Start(meeting.id))
    for block in ("1", "2", "3", "5", "6", "7", "8"):
        river.execute(GoTo(meeting.id, 1, block))
    assert "last block" in refused(river, GoTo(meeting.id, 1, "9"))


def test_counting_in_a_meeting(river: OpenPartnership, meeting: Meeting) -> None:
    river.execute(Count(meeting.id, Poll(PollKind.COME_AGAIN, counts={"yes": 2, "no": 0})))
    river.execute(Count(meeting.id, Poll(PollKind.COME_AGAIN, counts={"yes": 1, "no": 1})))
    fists = {"education": (2, 0, 0, 0, 0, 0)}
    river.execute(Count(meeting.id, Poll(PollKind.FIST_TO_FIVE, question="A wall?", fists=fists)))
    river.execute(GiveNotice(meeting.id, given=True))
    found = get(river, Meeting, "MT1")
    assert found.polls["come-again"].counts == {"yes": 1, "no": 1}
    assert [poll.question for poll in found.polls.values()] == ["", "A wall?"]
    assert found.notice_given
