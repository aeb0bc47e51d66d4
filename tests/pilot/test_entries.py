"""The form of each kind of record: every field is written and read back, and what is wrong is said."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, time
from pathlib import Path
from typing import Any

import msgspec
import pytest

from codesign.changes import Change, change
from codesign.commands import Maker
from codesign.commands.amending import Amend, Archive
from codesign.model import (
    Answer,
    Commitment,
    Decision,
    Direction,
    Evidence,
    EvidenceSource,
    HowDecided,
    Item,
    Measure,
    MeasureFamily,
    Mode,
    OutcomeKind,
    Pledge,
    PledgeKind,
    Reading,
    Record,
    Reply,
    Stream,
    Voice,
    VoiceKind,
)
from codesign.records import Records
from codesign.workspace import Workspace
from screens.card.entries import entries
from tests.pilot.test_home_and_board import partnership
from tests.support.doubles import capture
from tests.support.forms import form, show, somebody_else, write
from tests.support.screens import LARGE, Board, board

WRITTEN: dict[str, tuple[Mapping[str, str], Mapping[str, Any]]] = {
    "Q1": (
        {
            "title": "An app, or a card",
            "text": "first line\n\nsecond line",
            "owners": "library, @town-planner ,library",
            "due": "fri",
            "tags": "#Bus winter",
            "kind": "idea",
            "status": "shap",
            "votes": "4",
            "because": "no money before spring",
            "parked": "y",
            "origins": "n1 V14",
            "priority": "getting there",
            "determinant": "transport",
            "strategies": "3 1, 7",
            "stream": "up",
            "evidence": "lived: told at both tables",
        },
        {
            "title": "An app, or a card",
            "text": "first line\n\nsecond line",
            "owners": {"library", "town planner"},
            "due": date(2026, 11, 27),
            "tags": {"bus", "winter"},
            "kind": "idea",
            "status": "shaping",
            "votes": 4,
            "because": "no money before spring",
            "parked": True,
            "origins": {"N1", "V14"},
            "priority": "getting there",
            "determinant": "transport",
            "strategies": {1, 3, 7},
            "stream": Stream.UPSTREAM,
            "evidence": Evidence("told at both tables", EvidenceSource.LIVED_EXPERIENCE),
        },
    ),
    "V17": (
        {
            "text": "said\nin two lines",
            "kind": "CHAL",
            "reply": "adop due:2026-12-04 @library",
            "because": "the van runs: twice a day",
            "sector": "caregiver",
            "role": "a daughter",
            "person": "pe1",
            "table": "12",
            "question": "What gets in the way?",
            "read_back": "yes",
            "tags": "#night",
            "origins": "N2, N3",
        },
        {
            "text": "said\nin two lines",
            "kind": VoiceKind.CHALLENGE,
            "reply": Reply(Answer.ADOPT, date(2026, 11, 21), "library", date(2026, 12, 4)),
            "because": "the van runs: twice a day",
            "sector": "caregiver",
            "role": "a daughter",
            "person": "PE1",
            "table": 12,
            "question": "What gets in the way?",
            "read_back": True,
            "tags": {"night"},
            "origins": {"N2", "N3"},
        },
    ),
    "C17": (
        {
            "text": "Ask twice",
            "who": "library",
            "sector": "public health",
            "due": "4dec",
            "tags": "",
            "origins": "N3",
        },
        {
            "text": "Ask twice",
            "who": "library",
            "sector": "public-health",
            "due": date(2026, 12, 4),
            "tags": set(),
            "origins": {"N3"},
            "moved_from": (date(2026, 11, 20),),
        },
    ),
    "D1": (
        {
            "text": "It is by telephone",
            "question": "How is it booked?",
            "options": "by telephone\n\nby app\ndo nothing",
            "how": "dot",
            "agreed": "today",
            "review": "+1m",
            "replaces": "evening ride is booked",
            "tags": "#van",
            "origins": "A1",
        },
        {
            "text": "It is by telephone",
            "question": "How is it booked?",
            "options": {"by telephone": 1, "by app": 2, "do nothing": 3},
            "how": HowDecided.DOT_VOTE,
            "agreed": date(2026, 11, 21),
            "review": date(2026, 12, 21),
            "replaces": "D2",
            "tags": {"van"},
            "origins": {"A1"},
        },
    ),
    "MT5": (
        {
            "title": "Winter, at last",
            "on": "tomorrow",
            "place": "the school",
            "mode": "onl",
            "purpose": "to agree\nthe vans",
            "next_date": "2027-02-01",
            "starts": "9:30",
            "length": "90",
            "event": "Winter days",
            "aims": "one plan",
            "takeaway": "who drives when",
            "norms": "one speaks at a time",
            "review_words": "2027-06-01",
        },
        {
            "title": "Winter, at last",
            "on": date(2026, 11, 22),
            "place": "the school",
            "mode": Mode.VIRTUAL,
            "purpose": "to agree\nthe vans",
            "next_date": date(2027, 2, 1),
            "starts": time(9, 30),
            "length": 90,
            "event": "Winter days",
            "aims": "one plan",
            "takeaway": "who drives when",
            "norms": "one speaks at a time",
            "review_words": date(2027, 6, 1),
        },
    ),
    "O1": (
        {"text": "The van goes on", "kind": "serv", "on": "2026-10-01", "origins": "C9 A1"},
        {
            "text": "The van goes on",
            "kind": OutcomeKind.SERVICE,
            "on": date(2026, 10, 1),
            "origins": {"A1", "C9"},
        },
    ),
    "M2": (
        {
            "text": "missed visits",
            "readings": "2026-09: 14 of 20, n 20\n\n2026-10-05: 11.5, counted by hand",
            "family": "trust",
            "source": "the clinic",
            "routine": "no",
            "meaningful_to": "caregivers",
            "unit": "visits",
            "baseline": "14",
            "target": "7,5",
            "direction": "down",
            "origins": "E1",
        },
        {
            "text": "missed visits",
            "readings": {
                "2026-09": Reading(14, 20, 20),
                "2026-10-05": Reading(11.5, note="counted by hand"),
            },
            "family": MeasureFamily.TRUST,
            "source": "the clinic",
            "routine": False,
            "meaningful_to": "caregivers",
            "unit": "visits",
            "baseline": 14,
            "target": 7.5,
            "direction": Direction.DOWN,
            "origins": {"E1"},
        },
    ),
    "PA1": (
        {"organisation": "The library", "sector": "academic", "role": "host", "brings": "space: a room\nhours: 4"},
        {
            "organisation": "The library",
            "sector": "academic",
            "role": "host",
            "brings": (Pledge(PledgeKind.SPACE, "a room"), Pledge(PledgeKind.HOURS, "4")),
        },
    ),
    "PE1": (
        {"name": "Ann Weir", "role": "driver", "sector": "community", "partner": "PA2", "contact": "by telephone"},
        {"name": "Ann Weir", "role": "driver", "sector": "community", "partner": "PA2", "contact": "by telephone"},
    ),
}
"""By number what is typed into each field, and what the record says then; origins by their numbers."""

EMPTIED: dict[str, Mapping[str, Any]] = {
    "Q1": {
        "text": "",
        "owners": set(),
        "due": None,
        "tags": set(),
        "because": "",
        "parked": False,
        "origins": set(),
        "strategies": set(),
        "stream": None,
        "evidence": None,
    },
    "V17": {
        "reply": None,
        "sector": "",
        "role": "",
        "person": "",
        "table": None,
        "read_back": False,
        "tags": set(),
        "origins": set(),
    },
    "C17": {"who": "", "sector": "", "due": None, "tags": set(), "origins": set()},
    "D1": {"question": "", "options": {}, "agreed": None, "review": None, "replaces": "", "origins": set()},
    "MT5": {"place": "", "purpose": "", "next_date": None, "review_words": None},
    "O1": {"on": None, "origins": set()},
    "M2": {"readings": {}, "routine": None, "baseline": None, "target": None, "direction": None},
    "PA1": {"sector": "", "brings": ()},
    "PE1": {"sector": "", "partner": "", "contact": ""},
}
"""What may be left empty."""


def record(running: Board, number: str) -> Record:
    return partnership(running).numbered(number)


def values_of(running: Board, number: str, names: Mapping[str, Any]) -> dict[str, Any]:
    found = record(running, number)
    values = {name: getattr(found, name) for name in names}
    if "origins" in values:
        origins = (partnership(running).records.find(each) for each in values["origins"])
        values["origins"] = {each.number for each in origins if each}
    for name in {"person", "partner", "replaces"} & values.keys():
        reference = partnership(running).records.find(values[name])
        values[name] = reference.number if reference else ""
    return values


async def edit(running: Board, number: str) -> None:
    if running.name == "HomeScreen":
        await running.press("enter")
    if running.name != "CardScreen":
        await show(running, number)
    await running.press("e")


class TestFields:
    @pytest.mark.parametrize("number", WRITTEN)
    async def test_every_field_is_written_and_read_back(self, tmp_path: Path, number: str) -> None:
        typed, expected = WRITTEN[number]
        async with board(tmp_path, size=LARGE) as running:
            await edit(running, number)
            assert set(form(running)) == set(typed), "every field of the form is tried"
            await write(running, **typed)
            await running.press("ctrl+s")
            assert running.name == "CardScreen"
            assert running.shows(f"rewrote {number}")
            assert values_of(running, number, expected) == expected
            words = {each.name: each.words for each in entries(partnership(running), record(running, number))}
            await running.press("e")
            assert form(running) == words
            for name in ("text", "title", "who", "role", "place", "purpose", "question", "because", "name"):
                assert words.get(name, "") == typed.get(name, "")
            await running.press("ctrl+s")
            history = list(partnership(running).history(record(running, number).id))
            assert len(history) == 2, "what is read back unchanged changes nothing"

    @pytest.mark.parametrize("number", EMPTIED)
    async def test_what_may_be_empty_is_emptied(self, tmp_path: Path, number: str) -> None:
        async with board(tmp_path, size=LARGE) as running:
            await edit(running, number)
            await write(running, **WRITTEN[number][0])
            await running.press("ctrl+s", "e")
            await write(running, **dict.fromkeys(EMPTIED[number], ""))
            await running.press("ctrl+s")
            assert values_of(running, number, EMPTIED[number]) == EMPTIED[number]
            await running.press("u")
            assert values_of(running, number, WRITTEN[number][1]) == WRITTEN[number][1]

    async def test_only_what_was_parked_is_asked_why(self, tmp_path: Path) -> None:
        async with board(tmp_path, size=LARGE) as running:
            await edit(running, "N1")
            assert "because" not in form(running)

    async def test_records_without_a_form_offer_none(self, tmp_path: Path) -> None:
        async with board(tmp_path, size=LARGE) as running:
            await running.press("enter")
            for number in ("VS1", "VS3"):
                await show(running, number)
                await running.press("e")
                assert running.name == "CardScreen"
                assert "e edit" not in running.lines[-1]
                await running.press("escape")

    async def test_a_link_to_what_has_not_arrived_here_yet_survives(self, tmp_path: Path) -> None:
        def fill(workspace: Workspace) -> None:
            opened = workspace.create("River")
            for line in ("? one", "? two", "? three"):
                capture(opened, line)
            opened.execute(Amend(opened.numbered("N3"), {"origins": frozenset({"not here yet"})}))

        async with board(tmp_path, demo=False, fill=fill, size=LARGE) as running:
            await edit(running, "N3")
            await write(running, origins="N1")
            await running.press("ctrl+s")
            assert record(running, "N3").origins == {"not here yet", record(running, "N1").id}


@dataclass(frozen=True)
class Clash:
    """Gives a number once more, as two copied machines do."""

    number: str
    title: str

    def apply(self, records: Records, make: Maker) -> Change:
        (found,) = records.numbered(self.number)
        assert isinstance(found, Item)
        return change("clash", (None, msgspec.structs.replace(found, id=make.ids.new(), title=self.title)))


class TestWhatIsWrong:
    @pytest.mark.parametrize(
        ("number", "field", "typed", "told"),
        [
            ("N1", "title", " ", "N1 needs words"),
            ("N1", "due", "someday", "someday is no date; write 2026-12-03, fri, +2w or today"),
            ("N1", "due", "2026-13-01", "2026-13-01 is no date"),
            ("N1", "due", "31feb", "31feb is no date"),
            ("N1", "origins", "N99", "there is no N99 here; write numbers such as N2, V14"),
            ("N1", "origins", "N2, and V14", "there is no and here"),
            ("N1", "origins", "n1", "N1 cannot come from itself"),
            ("V17", "text", "", "V17 needs words"),
            ("V17", "kind", "", "one of these is needed: voice, a-ha, success, challenge, story"),
            ("V17", "kind", "shout", "shout is none of: voice, a-ha, success, challenge, story"),
            ("V17", "kind", "s", "s could be any of: success, story"),
            ("V17", "sector", "pirates", "pirates is no sector here; known are: community, caregiver"),
            ("V17", "sector", "care", "care could be any of: caregiver, primary-care"),
            ("V17", "table", "0", "0 is no table; write its number"),
            ("V17", "table", "by the door", "by the door is no table; write its number"),
            ("V17", "table", "1.5", "1.5 is no table"),
            ("V17", "table", "9" * 40, "is no table"),
            ("C17", "text", "", "C17 needs words"),
            ("C17", "due", "yesterday", "yesterday is no date"),
            ("C17", "origins", "C17", "C17 cannot come from itself"),
            ("D1", "options", "only one", "one option is no choice: give two at least"),
            ("D1", "how", "by shouting", "by shouting is none of: consent, dot vote, fist to five, majority"),
            ("D1", "review", "soon", "soon is no date"),
            ("MT5", "title", "", "MT5 needs words"),
            ("MT5", "on", "", "a day is needed: 2026-12-03, fri, +2w or today"),
            ("MT5", "on", "the day after", "the day after is no date"),
            ("MT5", "next_date", "0000-00-00", "0000-00-00 is no date"),
            ("O1", "text", "", "O1 needs words"),
            ("O1", "kind", "", "one of these is needed: policy, service, practice, relationship"),
            ("N1", "strategies", "1 8", "1 8 is no strategy; write numbers from 1 to 7"),
            ("N1", "parked", "perhaps", "perhaps is none of: yes, no"),
            ("N1", "evidence", "told at both tables", "lived experience, local data, research; then a colon"),
            ("V17", "reply", "due:fri", "one of these is needed: adopt, adapt, park, not possible"),
            ("V17", "reply", "maybe later", "maybe later is none of: adopt, adapt, park, not possible"),
            ("V17", "person", "nobody known", "nobody known is none of: PE1"),
            ("M2", "target", "many", "many is no number"),
            ("M2", "target", "nan", "nan is no number"),
            ("M2", "baseline", "1e999", "1e999 is no number"),
            ("M2", "readings", "2026-13: 4", "2026-13: 4 is no reading; write 2026-11: 14"),
            ("PA1", "brings", "goodwill: lots", "goodwill is none of: hours, space, money, data"),
            ("PE1", "name", " ", "PE1 needs words"),
            ("O1", "origins", "A1 A99", "there is no A99 here"),
        ],
    )
    async def test_it_is_said_and_what_was_typed_stays(
        self, tmp_path: Path, number: str, field: str, typed: str, told: str
    ) -> None:
        async with board(tmp_path, size=LARGE) as running:
            await edit(running, number)
            before = record(running, number)
            await write(running, **{field: typed})
            await running.press("ctrl+s")
            assert running.name == "EditorScreen"
            assert running.shows(told)
            assert form(running)[field] == typed
            assert record(running, number) == before
            await running.press("escape", "e")
            assert form(running)[field] == typed, "it is kept as a draft too"

    async def test_a_number_that_two_devices_gave_is_said(self, tmp_path: Path) -> None:
        async with board(tmp_path, demo=False, fill=lambda each: each.create("River"), size=LARGE) as running:
            opened = partnership(running)
            capture(opened, "? one")
            capture(opened, "? two")
            opened.execute(Clash("N2", "not two"))
            await edit(running, "N1")
            await write(running, origins="N2")
            await running.press("ctrl+s")
            assert running.shows("two devices gave N2 to different things:")

    async def test_one_wrong_field_keeps_all_others_back(self, tmp_path: Path) -> None:
        async with board(tmp_path, size=LARGE) as running:
            await edit(running, "C17")
            await write(running, text="Ask twice", due="someday")
            await running.press("ctrl+s")
            assert record(running, "C17").headline != "Ask twice"
            await write(running, due="mon")
            await running.press("ctrl+s")
            promise = record(running, "C17")
            assert isinstance(promise, Commitment)
            assert (promise.text, promise.due) == ("Ask twice", date(2026, 11, 23))

    async def test_what_was_archived_meanwhile_is_said_and_the_words_are_kept(self, tmp_path: Path) -> None:
        async with board(tmp_path, size=LARGE) as running:
            await edit(running, "N2")
            await write(running, title="better words")
            other = somebody_else(running.app.workspace, partnership(running).folder)
            other.execute(Archive((other.numbered("N2").id,)))
            await running.press("ctrl+s")
            assert running.shows("N2 is archived")
            await running.press("escape")
            await running.press("D", "e")
            assert form(running)["title"] == "better words"


class TestChoices:
    async def test_the_beginning_of_a_choice_and_a_part_of_a_sector_are_enough(self, tmp_path: Path) -> None:
        async with board(tmp_path, size=LARGE) as running:
            await edit(running, "V17")
            await write(running, kind="A", sector="third")
            await running.press("ctrl+s")
            voice = record(running, "V17")
            assert isinstance(voice, Voice)
            assert (voice.kind, voice.sector) == (VoiceKind.AHA, "voluntary")
            await running.press("e")
            assert form(running)["sector"] == "voluntary / third sector"

    async def test_how_something_was_decided_may_stay_open(self, tmp_path: Path) -> None:
        async with board(
            tmp_path,
            demo=False,
            fill=lambda each: capture(each.create("River"), "= It is by telephone"),
            size=LARGE,
        ) as running:
            await edit(running, "D1")
            await write(running, how="c")
            await running.press("ctrl+s", "e")
            assert form(running)["how"] == "consent"
            await running.press("escape")
            decision = record(running, "D1")
            assert isinstance(decision, Decision)
            assert decision.how is HowDecided.CONSENT

    async def test_readings_that_were_left_alone_stay_as_they_are(self, tmp_path: Path) -> None:
        """Their lines may not tell them apart: a note may read like a count."""
        kept = Reading(0.1 + 0.2, note="n 5")

        def fill(workspace: Workspace) -> None:
            opened = workspace.create("River")
            capture(opened, "? one")
            opened.execute(Measured({"2026-09": kept}))

        async with board(tmp_path, demo=False, fill=fill, size=LARGE) as running:
            await edit(running, "M1")
            await running.press("tab")
            before = form(running)["readings"]
            await running.press("enter")
            await running.type("2026-10: 4")
            await running.press("ctrl+s")
            measure = record(running, "M1")
            assert isinstance(measure, Measure)
            assert before == "2026-09: 0.3, n 5"
            assert measure.readings == {"2026-09": kept, "2026-10": Reading(4)}


@dataclass(frozen=True)
class Measured:
    """Makes a measure with readings."""

    readings: Mapping[str, Reading]

    def apply(self, records: Records, make: Maker) -> Change:
        del records
        made = make.make(Measure, family=MeasureFamily.TRUST, text="visits", readings=self.readings)
        return change("measured", (None, made))
