"""Records are validated whenever they are decoded, and the error names the record and the field."""

from typing import Any

import pytest

from codesign.model import (
    SCHEMA,
    TABLES,
    Decision,
    InvalidRecord,
    Item,
    NewerRecord,
    Partnership,
    Record,
    Vision,
    build,
    plain,
    table_of,
)
from tests.support.doubles import demo

CARD: dict[str, Any] = {
    "id": "1",
    "number": "N1",
    "schema": SCHEMA,
    "kind": "need",
    "status": "raised",
    "title": "Getting home",
}


def test_a_record_goes_through_its_plain_form() -> None:
    card = build(Item, {**CARD, "tags": ["b", "a"], "from": ["9", "8"], "due": "2026-12-04"})
    assert plain(card) == {**CARD, "tags": ["a", "b"], "from": ["8", "9"], "due": "2026-12-04"}


def test_every_record_of_the_demo_goes_through_its_plain_form() -> None:
    kinds = set()
    for record in demo().records:
        assert build(type(record), plain(record)) == record
        kinds.add(type(record))
    assert kinds == set(TABLES.values()) - {TABLES["exports"], TABLES["templates"]}


@pytest.mark.parametrize(
    ("kind", "wrong", "told"),
    [
        (Item, {"due": "soon"}, "items N1, due: Invalid RFC3339 encoded date"),
        (Item, {"title": 5}, "items N1, title: Expected `str`, got `int`"),
        (Item, {"tags": [5]}, "items N1, tags[0]: Expected `str`, got `int`"),
        (Item, {"votes": -1}, "items N1, votes: Expected `int` >= 0"),
        (Item, {"strategies": [8]}, "items N1, strategies[0]: Expected `int` <= 7"),
        (Item, {"status": "razed"}, "items N1, status: Invalid enum value 'razed'"),
        (Item, {"colour": "red"}, "items N1: Object contains unknown field `colour`"),
        (Item, {"id": None}, "items N1, id: Expected `str`, got `null`"),
        (
            Partnership,
            {"number": "PS1", "id": "1", "schema": 1, "name": " "},
            "partnerships PS1: a partnership needs a name",
        ),
        (
            Decision,
            {"number": "D1", "id": "1", "schema": 1, "text": "x", "dots": 0},
            "decisions D1, dots: Expected `int` >= 1",
        ),
        (
            Vision,
            {
                "number": "VS1",
                "id": "1",
                "schema": 1,
                "version": 1,
                "text": "x",
                "proposed": "2026-01-01",
                "checks": {"m": {"on": "2026-01-01", "fists": {"a": [1]}}},
            },
            "visions VS1, checks[...].fists[...]: Expected `array` of length 6, got 1",
        ),
    ],
)
def test_what_is_wrong_is_named(kind: type[Record], wrong: dict[str, Any], told: str) -> None:
    form = {**CARD, **wrong} if kind is Item else wrong
    with pytest.raises(InvalidRecord) as caught:
        build(kind, form)
    assert told in str(caught.value)


def test_a_missing_field_is_named() -> None:
    with pytest.raises(InvalidRecord, match="items N1: Object missing required field `title`"):
        build(Item, {key: value for key, value in CARD.items() if key != "title"})


def test_a_newer_record_is_refused() -> None:
    with pytest.raises(NewerRecord, match="items N1 was made by a newer version"):
        build(Item, {**CARD, "schema": SCHEMA + 1, "colour": "red"})


def test_an_unknown_table_is_refused() -> None:
    with pytest.raises(InvalidRecord, match="no table 'wishes'"):
        table_of("wishes")


def test_numbers_begin_differently_for_every_kind() -> None:
    prefixes = [kind.PREFIX for kind in TABLES.values()]
    assert len(set(prefixes)) == len(prefixes)
