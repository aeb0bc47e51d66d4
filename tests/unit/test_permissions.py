"""Who may see which words: every permission against every audience."""

from datetime import date
from typing import Any

import msgspec
import pytest

from codesign.model import (
    Attribution,
    Audience,
    Commitment,
    Decision,
    Item,
    ItemKind,
    Permission,
    Person,
    Record,
    Status,
    Voice,
)
from codesign.opened import OpenPartnership
from codesign.permissions import HeldBack, Shown, counts_for, on_the_wall, owner_for, words_for
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


def wall(record: Record, *others: Record) -> HeldBack | Shown:
    records = HeldRecords()
    for each in (PERSON, VOICE, *others, record):
        records.put(each)
    return on_the_wall(records, record, DAY)


def need(title: str, **fields: Any) -> Item:
    return Item(id="n", number="N1", schema=1, kind=ItemKind.NEED, status=Status.RAISED, title=title, **fields)


SAID = msgspec.structs.replace(VOICE, text="Nobody ever asked the drivers what they need")


@pytest.mark.parametrize(
    ("title", "held_back"),
    [
        ("Nobody ever asked the drivers what they need", True),
        ("Drivers: nobody EVER asked the drivers, they say", True),
        ("Ask the people who drive", False),
        ("The drivers", True),
        ("Drivers", True),
    ],
)
def test_words_made_into_a_card_stay_as_private_as_they_were(title: str, held_back: bool) -> None:
    found = wall(need(title, origins=frozenset({"v"})), SAID)
    assert (found is HeldBack.NOT_SET) is held_back
    permitted = msgspec.structs.replace(SAID, permission=Permission(Attribution.ANONYMOUS, Audience.ROOM))
    assert wall(need(title, origins=frozenset({"v"})), permitted) == Shown(title, "")


@pytest.mark.parametrize(
    ("title", "held_back"),
    [
        ("As they say: nobody ever asked the drivers what they want", True),
        ("Nobody ever asked the others", False),
        ("The drivers", False),
    ],
)
def test_a_whole_sentence_is_somebody_s_wherever_it_stands(title: str, held_back: bool) -> None:
    assert (wall(need(title), SAID) is HeldBack.NOT_SET) is held_back
    permitted = msgspec.structs.replace(SAID, permission=Permission(Attribution.ANONYMOUS, Audience.ROOM))
    assert wall(need(title), permitted) == Shown(title, "")


def test_words_are_private_over_more_than_one_link_and_in_options() -> None:
    between = need("Something else", origins=frozenset({"v"}))
    options = {"Nobody ever asked the drivers": 1}
    decision = Decision(id="d", number="D1", schema=1, question="What?", options=options, origins=frozenset({"n"}))
    assert wall(decision, SAID, between) is HeldBack.NOT_SET


@pytest.mark.parametrize(
    ("who", "shown"),
    [("Robin Example", "coordinator"), ("robin", "coordinator"), ("town planner", "town planner"), ("", "")],
)
def test_an_owner_known_here_is_on_the_wall_as_their_role(who: str, shown: str) -> None:
    promise = Commitment(id="c", number="C1", schema=1, text="Share it", who=who)
    assert wall(promise) == Shown("Share it", shown)
    assert wall(need("It", owners=frozenset({who}))) == Shown("It", shown)
