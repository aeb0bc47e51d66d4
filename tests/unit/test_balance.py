"""Voices are balanced by sector, against who is there; no person is judged anywhere."""

from collections.abc import Iterator
from typing import Any, get_args

import msgspec
import pytest
from msgspec.structs import fields

from codesign.commands.amending import Amend
from codesign.commands.attendance import CountOne, CountSector, Introduce
from codesign.commands.meetings import Plan
from codesign.model import TABLES, Meeting, Move, Person, Record
from codesign.opened import OpenPartnership
from codesign.templates import template
from codesign.views.balance import Balance, Heard, SectorVoice, balance
from codesign.views.missing import missing_now, missing_people
from tests.support.doubles import NOW, capture, demo, river


@pytest.fixture
def opened() -> OpenPartnership:
    found = river()
    found.execute(Plan(template("workshop-90"), NOW.date()))
    return found


def meeting(opened: OpenPartnership, number: str = "MT1") -> Meeting:
    found = opened.numbered(number)
    assert isinstance(found, Meeting)
    return found


def people(opened: OpenPartnership, **counts: int) -> None:
    for sector, n in counts.items():
        opened.execute(CountSector(meeting(opened).id, sector, n))


def say(opened: OpenPartnership, sector: str, lines: int) -> None:
    for n in range(lines):
        capture(opened, f'" words {n} sector:{sector}' if sector else f'" words {n}', meeting=meeting(opened).id)


def heard(opened: OpenPartnership) -> dict[str, Heard]:
    return {each.sector: each.heard for each in balance(opened.records, meeting(opened)).sectors}


class TestBalance:
    def test_shares_of_voices_against_shares_of_people(self, opened: OpenPartnership) -> None:
        people(opened, community=6, municipal=2, education=2)
        say(opened, "municipal", 6)
        say(opened, "community", 2)
        say(opened, "", 1)
        found = balance(opened.records, meeting(opened))
        assert (found.people, found.lines, found.unplaced) == (10, 8, 1)
        assert [(each.sector, each.people, each.lines) for each in found.sectors] == [
            ("community", 6, 2),
            ("municipal", 2, 6),
            ("education", 2, 0),
        ]
        assert float(found.sectors[0].of_people) == 0.6
        assert float(found.sectors[0].of_voices) == 0.25
        assert heard(opened) == {
            "community": Heard.LITTLE,
            "municipal": Heard.MUCH,
            "education": Heard.NOT_YET,
        }

    def test_the_first_line_is_not_much(self, opened: OpenPartnership) -> None:
        people(opened, community=9, municipal=1)
        say(opened, "municipal", 1)
        assert heard(opened) == {"community": Heard.NOT_YET, "municipal": Heard.FAIRLY}

    def test_it_is_against_who_is_there_now(self, opened: OpenPartnership) -> None:
        people(opened, community=1, municipal=1)
        say(opened, "municipal", 1)
        opened.execute(CountOne(meeting(opened).id, "municipal", Move.LEFT))
        assert heard(opened) == {"community": Heard.NOT_YET, "municipal": Heard.GONE}

    def test_commitments_are_said_too_and_withdrawn_voices_are_not(self, opened: OpenPartnership) -> None:
        people(opened, community=1)
        capture(opened, "! We bring chairs sector:community", meeting=meeting(opened).id)
        say(opened, "community", 1)
        opened.execute(Amend(opened.numbered("V1"), {"withdrawn": True}))
        assert balance(opened.records, meeting(opened)).lines == 1

    def test_nobody_and_nothing(self, opened: OpenPartnership) -> None:
        assert balance(opened.records, meeting(opened)) == Balance((), 0, 0, 0)


class TestMissing:
    def test_against_the_sectors_and_the_last_meetings(self) -> None:
        opened = demo()
        winter = meeting(opened, "MT5")
        opened.execute(CountSector(winter.id, "community", 6))
        opened.execute(CountSector(winter.id, "caregiver", 1))
        found = missing_now(opened.records, meeting(opened, "MT5"))
        assert "community" not in {each.sector.key for each in found}
        one, most = found[:2]
        assert (one.sector.key, one.now, one.before) == ("caregiver", 1, (3, 3, 1)), "two usually come"
        assert (most.now, most.before) == (0, (3, 2, 2))
        assert found[-1].before == (0, 0, 0), "last those who never came"

    def test_people_who_came_last_time(self, opened: OpenPartnership) -> None:
        opened.execute(Introduce(meeting(opened).id, "Ada Moss", "municipal"))
        opened.execute(Plan(template("blank"), NOW.date()))
        assert missing_people(opened.records, meeting(opened, "MT2")) == ("Ada Moss",)
        assert missing_people(opened.records, meeting(opened, "MT1")) == ()


def structs(kind: Any, within: tuple[Any, ...] = ()) -> Iterator[type[msgspec.Struct]]:
    """Yield a struct and all that stand in its fields; one may stand in its own."""
    if isinstance(kind, type) and issubclass(kind, msgspec.Struct) and kind not in within:
        yield kind
        for field in msgspec.structs.fields(kind):
            yield from structs(field.type, (*within, kind))
    for each in get_args(kind):
        yield from structs(each, within)


ALL = {struct for kind in TABLES.values() for struct in structs(kind)}


class TestNobodyIsJudged:
    def test_what_is_known_of_a_person_is_who_they_are(self) -> None:
        shared = set(Record.__struct_fields__)
        own = set(Person.__struct_fields__) - shared
        assert own == {"name", "partner", "sector", "role", "contact", "usual_permission"}

    def test_nothing_that_names_a_person_has_a_measure_of_them(self) -> None:
        """A table is a place, and a voice is words; any other number or scale beside a person would be a mark."""
        naming = {each for each in ALL if "person" in each.__struct_fields__}
        assert {each.__name__ for each in naming} == {"Voice", "Movement"}
        for struct in naming:
            for field in msgspec.structs.fields(struct):
                parts = {field.type, *get_args(field.type)}
                assert not parts & {int, float} or field.name in {"schema", "table"}, f"{struct}.{field.name}"

    def test_no_field_is_called_a_mark(self) -> None:
        words = ("rating", "score", "grade", "judg", "apprais", "perform", "talk", "merit", "stars")
        named = {field for struct in ALL for field in struct.__struct_fields__}
        assert {field for field in named if any(word in field for word in words)} == set()

    def test_the_balance_speaks_of_sectors_only(self, opened: OpenPartnership) -> None:
        opened.execute(Introduce(meeting(opened).id, "Ada Moss", "municipal", "planner"))
        capture(opened, '" I said this @ada-moss', meeting=meeting(opened).id)
        found = balance(opened.records, meeting(opened))
        assert [each.lines for each in found.sectors] == [1]
        ada = opened.numbered("PE1")
        assert "Ada" not in repr(found)
        assert ada.id not in repr(found)
        kept = {field.name for field in fields(SectorVoice)}
        assert kept == {"sector", "name", "people", "lines", "of_people", "of_voices"}
