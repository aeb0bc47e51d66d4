"""The thread of a record as one tree, and what is missing along it."""

from dataclasses import dataclass

import pytest

from codesign.capture import Line, LineKind
from codesign.changes import Change, change
from codesign.commands import Maker
from codesign.commands.amending import Amend, Archive
from codesign.commands.capture import Capture
from codesign.commands.cards import Advance
from codesign.model import Answer, Item, ItemKind, Reading, Record, Reply, Status, Voice
from codesign.opened import OpenPartnership
from codesign.records import Records
from codesign.views.gaps import Missing, gaps, gaps_of
from codesign.views.notes import is_note, notes
from codesign.views.thread import Thread, thread
from screens.thread.rows import guides
from tests.support.doubles import NOW, capture

TODAY = NOW.date()


def tree(found: Thread) -> list[str]:
    """Return a tree as it is drawn, numbers alone."""
    return [
        f"{guides(found, place, 9)}{node.record.number}{' again' if node.again else ''}"
        for place, node in enumerate(found.nodes)
    ]


def missing(opened: OpenPartnership, number: str) -> list[str]:
    return [each.missing.value for each in gaps_of(opened.records, [opened.numbered(number)], TODAY)]


def test_it_is_read_from_what_was_first_to_what_was_last(demo: OpenPartnership) -> None:
    assert tree(thread(demo.records, demo.numbered("A1"), TODAY)) == [
        "   ┌─ V12",
        "┌─ N1",
        "├─ S1",
        "A1",
        "├─ C9",
        "│  └─ O1",
        "├─ C11",
        "│  └─ O1 again",
        "├─ C12",
        "├─ C15",
        "├─ D2",
        "├─ E1",
        "│  └─ M2",
        "│     └─ O1 again",
        "├─ M2 again",
        "└─ O1 again",
    ]


def test_a_circle_that_two_devices_closed_ends(river: OpenPartnership) -> None:
    capture(river, "? one")
    capture(river, "* two for:N1")
    river.execute(Amend(river.numbered("N1"), {"origins": frozenset({river.numbered("I1").id})}))
    found = thread(river.records, river.numbered("N1"), TODAY)
    assert tree(found) == ["   ┌─ N1 again", "┌─ I1", "N1", "└─ I1", "   └─ N1 again"]
    assert found.back(1) == found.back(0) == found.root, "what is shown again leads to where it stands in full"
    assert found.forward(found.root) == 3


def test_a_thread_is_walked_from_the_outcome_to_the_voice_and_back(demo: OpenPartnership) -> None:
    found = thread(demo.records, demo.numbered("O1"), TODAY)
    place, walked = found.root, []
    while (before := found.back(place)) != place:
        place = before
        walked.append(found.nodes[place].record.number)
    assert walked == ["A1", "N1", "V12"]
    while (after := found.forward(place)) != place:
        place = after
        walked.append(found.nodes[place].record.number)
    assert walked[3:] == ["N1", "A1", "E1", "M2", "O1"], "need, action, measure question, measure, outcome"


def test_the_levels_left_out_are_counted(river: OpenPartnership) -> None:
    capture(river, "? first")
    for n in range(1, 30):
        capture(river, f"? next for:N{n}")
    found = thread(river.records, river.numbered("N1"), TODAY)
    assert guides(found, 3, 3) == "      └─ "
    assert guides(found, 29, 3) == "(29)       └─ "


def test_what_was_archived_is_left_out_ahead_and_stays_behind(river: OpenPartnership) -> None:
    capture(river, "? one")
    capture(river, "* two for:N1")
    river.execute(Archive((river.numbered("I1").id,)))
    assert tree(thread(river.records, river.numbered("N1"), TODAY)) == ["N1"]
    river.execute(Archive((river.numbered("I1").id,), archived=False))
    river.execute(Archive((river.numbered("N1").id,)))
    found = thread(river.records, river.numbered("I1"), TODAY)
    assert tree(found) == ["┌─ N1", "I1"]
    assert found.gaps == (), "what is archived waits for nothing"


def test_the_gaps_along_a_thread_in_its_order(demo: OpenPartnership) -> None:
    found = thread(demo.records, demo.numbered("N3"), TODAY)
    assert [(gap.record.number, gap.missing) for gap in found.gaps] == [
        ("V14", Missing.REPLY),
        ("A3", Missing.MEASURE),
    ]
    assert found.lacking == {demo.numbered("V14").id, demo.numbered("A3").id}


def test_what_each_kind_waits_for_and_what_ends_it(river: OpenPartnership) -> None:
    for line in ('"said', "? need", "* act due:fri for:N1", "! promise for:A1"):
        capture(river, line)
    assert missing(river, "V1") == ["reply"]
    assert missing(river, "N1") == []
    assert missing(river, "A1") == ["measure"]
    assert missing(river, "C1") == ["name", "date"]
    river.execute(Archive((river.numbered("C1").id,)))
    assert missing(river, "A1") == ["owner", "measure"]
    assert missing(river, "C1") == []
    river.execute(Archive((river.numbered("A1").id,)))
    assert missing(river, "N1") == ["action"]
    voice = river.numbered("V1")
    river.execute(Amend(voice, {"reply": Reply(Answer.PARK, NOW.date()), "because": "no money"}))
    assert missing(river, "V1") == []


def test_a_measure_question_is_answered_by_a_reading_or_by_what_was_learned(demo: OpenPartnership) -> None:
    assert missing(demo, "E1") == []
    measure = demo.numbered("M2")
    demo.execute(Amend(measure, {"readings": {}}))
    assert missing(demo, "E1") == ["reading"]
    assert missing(demo, "M2") == ["reading"]
    demo.execute(Amend(demo.numbered("M2"), {"readings": {"2026-11": Reading(3)}}))
    assert missing(demo, "E1") == []
    assert missing(demo, "E2") == ["reading"]
    demo.execute(Advance((demo.numbered("E2").id,), 2))
    assert missing(demo, "E2") == []


class TestNotes:
    def voice(self, river: OpenPartnership, line: str) -> Voice:
        found = river.numbered(capture(river, line))
        assert isinstance(found, Voice)
        return found

    def test_a_note_stands_beside_a_record_and_waits_for_no_reply(self, river: OpenPartnership) -> None:
        capture(river, "? need")
        for text in ("called them", "and again"):
            river.execute(Capture((Line(text, LineKind.NOTE, answers=("N1",)),)))
        first, second = river.records.all(Voice)
        assert notes(river.records, river.numbered("N1")) == (first, second)
        assert gaps(river.records, TODAY).unanswered_voices == ()
        assert tree(thread(river.records, river.numbered("N1"), TODAY)) == ["N1"]

    @pytest.mark.parametrize("said", ["", "sector:education", "table:2", "@a-neighbour"])
    def test_what_somebody_is_known_to_have_said_is_a_voice(self, river: OpenPartnership, said: str) -> None:
        capture(river, "? need")
        heard = self.voice(river, f'"too late for me for:N1 {said}')
        assert not is_note(heard)
        assert gaps(river.records, TODAY).unanswered_voices == (heard,)
        assert tree(thread(river.records, river.numbered("N1"), TODAY)) == ["N1", "└─ V1"]

    def test_a_voice_about_nothing_is_a_voice(self, river: OpenPartnership) -> None:
        assert not is_note(self.voice(river, '"too late'))
        assert not is_note(river.numbered(capture(river, "? need")))


@dataclass(frozen=True)
class ManyActions:
    """Makes a need alone, and beside it actions in a row, each from the one before and from the first."""

    count: int

    def apply(self, records: Records, make: Maker) -> Change:
        del records
        alone = make.make(Item, kind=ItemKind.NEED, status=Status.RAISED, title="alone")
        made: list[Item] = []
        for n in range(self.count):
            origins = frozenset(each.id for each in (*made[:1], *made[-1:]))
            fields = {"kind": ItemKind.ACTION, "status": Status.IDEA, "title": f"act {n}", "origins": origins}
            made.append(make.make(Item, **fields))
        return change("many", *((None, each) for each in (alone, *made)))


def test_it_costs_what_the_thread_is_long_not_what_else_is_there(
    river: OpenPartnership, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[str] = []
    led_to = Records.led_to

    def counted(records: Records, record_id: str) -> tuple[Record, ...]:
        asked.append(record_id)
        return led_to(records, record_id)

    river.execute(ManyActions(5_000))
    monkeypatch.setattr(Records, "led_to", counted)
    assert len(thread(river.records, river.numbered("N1"), TODAY).nodes) == 1
    assert len(asked) < 5
    asked.clear()
    found = thread(river.records, river.numbered("A1"), TODAY)
    assert len(found.nodes) == 1 + 4_999 + 4_998
    assert len(asked) <= 3 * 5_000, "each record is asked for its results a few times, not once for each other"
