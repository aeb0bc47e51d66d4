"""codesign person: what is kept about somebody, for themselves, and taking all of their words back."""

import json
from pathlib import Path
from zlib import crc32

import pytest

from codesign.changes import Change, change
from codesign.commands.base import Maker
from codesign.model import (
    Answer,
    Attribution,
    Audience,
    Commitment,
    Item,
    ItemKind,
    Meeting,
    Permission,
    Person,
    Record,
    Reply,
    Round,
    Status,
    Voice,
)
from codesign.records import Records
from storage.drafts import draft_name
from storage.store import JournalStore
from tests.cli.test_cli import Line, line
from tests.cli.test_cli_withdraw import state
from tests.support.doubles import NOW

__all__ = ["line", "state"]

SAID = "the night bus never came for me"
AGAIN = "and the door was locked by then"
USUAL = Permission(Attribution.ROLE, Audience.PARTNERS)
DAY = NOW.date()


class Fill:
    """Puts people and what they said."""

    def apply(self, records: Records, make: Maker) -> Change:
        del records, make
        made: tuple[Record, ...] = (
            Person(id="p1", number="PE1", schema=1, name="Zelda Marquez", role="carer", contact="zelda@x",
                   sector="community", usual_permission=USUAL),
            Person(id="p2", number="PE2", schema=1, name="Ottokar Quist", role="planner"),
            Meeting(id="m", number="MT1", schema=1, title="Hall, with Ottokar Quist", on=DAY,
                    people=frozenset({"p1", "p2"}), rounds={"r": Round((("p2",), ("p1", "clinic 1")))}),
            Voice(id="v1", number="V1", schema=1, text=SAID, person="p1", meeting="m", permission=USUAL,
                  reply=Reply(Answer.PARK, DAY, "Ottokar Quist"), because="Ottokar Quist has no money for it"),
            Voice(id="v2", number="V2", schema=1, text=AGAIN, person="p1"),
            Voice(id="v3", number="V3", schema=1, text="Zelda was right about the hall", person="p2"),
            Item(id="i1", number="N1", schema=1, kind=ItemKind.NEED, status=Status.RAISED, title=f"Night: {SAID}",
                 owners=frozenset({"zelda marquez"}), origins=frozenset({"v1"})),
            Commitment(id="c1", number="C1", schema=1, text="Ask Ottokar Quist", who="Zelda Marquez"),
        )  # fmt: skip
        return change("filled", *((None, each) for each in made))


@pytest.fixture
def filled(line: Line, state: Path) -> Line:
    """A partnership in which two people have said something."""
    line.ok("new", "River")
    store = JournalStore(line.data / "river", "device0001", state / "rescue")
    made = Maker(store.records, None, NOW, None, "")  # type: ignore[arg-type]
    store.commit("ann", NOW, lambda records: Fill().apply(records, made))
    store.close()
    line.ok("new", "Hill")
    return line


def test_everything_is_in_the_report_and_nobody_else_is_named(filled: Line) -> None:
    filled.ok("export", "voices", "river", "--audience", "partners")
    told = filled.ok("person", "river", "zelda marquez", "--report")
    assert told.startswith("# What River keeps about Zelda Marquez\n")
    for each in (
        "contact: zelda", "usual permission: ",
        f"V1 {SAID}", "MT1, 2026-11-21", "park, on 2026-11-21", f"V2 {AGAIN}",
        "MT1 2026-11-21 Hall, with (planner)", "MT1, round 1: table 2", "C1 Ask (planner)", "N1 Night",
        "V3: Zelda was right about the hall", "voices-river", "V1", "about you: filled", "Write to: ",
        "(planner) has no money for it",
    ):  # fmt: skip
        assert each in told.replace("\\", ""), each
    assert "Ottokar" not in told
    assert "Quist" not in told


def test_over_all_partnerships_and_for_scripts(filled: Line) -> None:
    assert f"V1 {SAID}" in filled.ok("person", "Zelda", "--report")
    found = json.loads(filled.ok("person", "Zelda", "--json"))
    assert list(found) == ["river"]
    assert found["river"]["name"] == "Zelda Marquez"
    assert found["river"]["seats"] == ["MT1, round 1: table 2"]
    assert "nothing is kept about Nobody Known" in filled.ok("person", "Nobody Known", "--report")


def test_the_file_is_for_nobody_else_and_replaces_nothing(filled: Line, tmp_path: Path) -> None:
    out = tmp_path / "zelda.md"
    assert str(out) in filled.ok("person", "river", "Zelda", "--report", "--out", str(out))
    assert out.stat().st_mode & 0o777 == 0o600
    assert SAID in out.read_text()
    assert "there already" in filled.fails("person", "river", "Zelda", "--report", "--out", str(out))


def test_drafts_of_their_words_are_told(filled: Line, state: Path) -> None:
    seats = state / "codesign" / "drafts" / f"{crc32(str(filled.data.resolve()).encode()):08x}"
    (seats / "1").mkdir(parents=True)
    (seats / "1" / draft_name("river edit V1")).write_text("half typed")
    assert "a draft of V1" in filled.ok("person", "river", "Zelda", "--report")


def test_all_of_their_words_are_withdrawn_at_once(filled: Line, state: Path) -> None:
    filled.ok("export", "voices", "river", "--audience", "room")
    dry = filled.ok("person", "river", "Zelda", "--withdraw", "--dry-run")
    assert "The words of Zelda Marquez (V1, V2) go for ever" in dry
    assert "N1 repeats these words" in dry
    assert dry.endswith("nothing was changed\n")
    assert "say --yes" in filled.fails("person", "river", "Zelda", "--withdraw")
    told = filled.ok("person", "river", "Zelda", "--withdraw", "--yes")
    assert "All words of Zelda Marquez are withdrawn: V1, V2." in told
    assert "The recall note is" in told
    for words in (SAID, AGAIN):
        files = [path for place in (filled.data, state) for path in place.rglob("*") if path.is_file()]
        assert [path.name for path in files if words.encode() in path.read_bytes()] == []
    assert "Zelda was right" in filled.ok("show", "river", "V3")
    assert "no words of Zelda Marquez" in filled.fails("person", "river", "Zelda", "--withdraw", "--yes")


def test_what_cannot_be(filled: Line) -> None:
    assert "not both" in filled.fails("person", "river", "Zelda", "--report", "--withdraw")
    assert "in which partnership" in filled.fails("person", "Zelda", "--withdraw")
