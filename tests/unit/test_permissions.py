"""Who may see which words: every permission against every audience."""

from datetime import date

import msgspec
import pytest

from codesign.model import Attribution, Audience, Permission, Person, Voice
from codesign.opened import OpenPartnership
from codesign.permissions import HeldBack, Shown, counts_for, owner_for, words_for
from codesign.records import HeldRecords

DAY = date(2026, 11, 21)
PERSON = Person(id="p", number="PE1", schema=1, name="Robin Example", role="coordinator", sector="voluntary")
VOICE = Voice(id="v", number="V1", schema=1, text="words", person="p", sector="voluntary", role="driver")


def held(permission: Permission | None, audience: Audience, **fields: object) -> HeldBack | Shown:
    records = HeldRecords()
    records.put(PERSON)
    return words_for(records, msgspec.structs.replace(VOICE, permission=permission, **fields), audience, DAY)


@pytest.mark.parametrize("audience", Audience)
def test_without_a_permission_nothing_is_shown(audience: Audience) -> None:
    assert held(None, audience) is HeldBack.NOT_SET


@pytest.mark.parametrize("audience", Audience)
@pytest.mark.parametrize("permitted", Audience)
def test_an_audience_sees_what_reaches_it(permitted: Audience, audience: Audience) -> None:
    wide = list(Audience).index(permitted) >= list(Audience).index(audience)
    found = held(Permission(Attribution.ANONYMOUS, permitted), audience)
    assert found == (Shown("words", "") if wide else HeldBack.NARROWER)


@pytest.mark.parametrize(
    ("attribution", "by"),
    [
        (Attribution.NAMED, "Robin Example"),
        (Attribution.ROLE, "driver"),
        (Attribution.SECTOR, "voluntary"),
        (Attribution.ANONYMOUS, ""),
    ],
)
def test_the_speaker_is_named_as_they_allowed(attribution: Attribution, by: str) -> None:
    assert held(Permission(attribution, Audience.PUBLIC), Audience.PUBLIC) == Shown("words", by)


def test_what_is_not_known_falls_back_to_what_says_less() -> None:
    permission = Permission(Attribution.NAMED, Audience.PUBLIC)
    assert held(permission, Audience.PUBLIC, person="", role="") == Shown("words", "voluntary")


def test_not_recorded_past_and_withdrawn_are_held_back() -> None:
    assert held(Permission(Attribution.NOT_RECORDED, Audience.PUBLIC), Audience.ROOM) is HeldBack.NOT_RECORDED
    last = Permission(Attribution.ROLE, Audience.PUBLIC, DAY)
    assert held(last, Audience.PUBLIC) == Shown("words", "driver")
    assert held(msgspec.structs.replace(last, until=date(2026, 11, 20)), Audience.ROOM) is HeldBack.PAST
    assert held(last, Audience.PUBLIC, withdrawn=True) is HeldBack.WITHDRAWN


def test_names_of_owners_stay_in_the_room(demo: OpenPartnership) -> None:
    assert owner_for(demo.records, "robin example", Audience.ROOM) == "robin example"
    assert owner_for(demo.records, "robin example", Audience.PARTNERS) == "volunteer coordinator"
    assert owner_for(demo.records, "town planner", Audience.PUBLIC) == "town planner"


def test_small_counts_stay_in_the_room() -> None:
    counts = {"a": 7, "b": 3, "c": 3}
    assert counts_for(counts, Audience.ROOM) == (counts, 0)
    assert counts_for(counts, Audience.PUBLIC) == ({"a": 7}, 6)
