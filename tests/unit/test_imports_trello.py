"""Cards from Trello's export: what it means, and what is left of one that is broken."""

import json
from datetime import date
from typing import Any

import pytest

from codesign.errors import Refused
from codesign.imports.foreign import Arranged, Format
from codesign.model import ItemKind, Status
from tests.support.imports import card, fixture, problems, read, titles


def board(*cards: Any, **more: Any) -> Arranged:
    lists = [{"id": "l1", "name": "Doing", "pos": 1}]
    return read(json.dumps({"lists": lists, "cards": cards, **more}), kind=Format.TRELLO)


def test_cards_stand_in_the_order_of_lists_and_places() -> None:
    assert titles(fixture("board.json")) == [
        "A bench at the bus stop",
        "A light over the path",
        "Soup after the walk",
        "Paint",
        "Nowhere",
    ]


def test_every_part_of_a_card_finds_its_place() -> None:
    bench = card(fixture("board.json"), "A bench at the bus stop")
    assert (bench.status, bench.kind) == (Status.SHAPING, ItemKind.ACTION)
    assert (bench.due, bench.votes) == (date(2026, 12, 3), 3)
    assert (bench.owners, bench.tags) == (("Ann Example",), ("public-transport",))
    assert bench.text == (
        "People *stand* there.\n\n"
        "First steps:\n[x] Ask the county\n[ ] Measure the bank\n\n"
        "Map https://example.org/map\n\n"
        "Ann Example, 2026-11-02: The county said yes."
    )


def test_fields_that_people_added_and_the_beginning_are_in_the_text() -> None:
    options = [{"id": "o1", "value": {"text": "High"}}, "?"]
    fields = [{"id": "f1", "name": "Cost"}, {"id": "f2", "name": "Urgency", "options": options}]
    items = [
        {"idCustomField": "f1", "value": {"number": "120"}},
        {"idCustomField": "f2", "idValue": "o1", "value": None},
        {"idCustomField": "f2", "idValue": "gone"},
        {"idCustomField": "gone", "value": {"text": 7}},
    ]
    form = {"name": "Paint", "idList": "l1", "start": "2026-11-02T09:00:00.000Z", "customFieldItems": items}
    paint = card(board(form, customFields=fields), "Paint")
    assert paint.text.startswith("Cost: 120\nUrgency: High\n\nStart: 2026-11-02")


def test_a_card_that_is_done_is_in_place_and_never_overdue() -> None:
    soup = card(fixture("board.json"), "Soup after the walk")
    assert (soup.status, soup.due) == (Status.IN_PLACE, None)
    assert soup.text == "Due: 2026-10-01\n\nColumn: Kitchen"
    assert (soup.votes, soup.tags) == (2, ("green",))


def test_archived_cards_are_left_out_until_they_are_wanted() -> None:
    assert fixture("board.json").archived == 2
    arranged = fixture("board.json", archived=True)
    assert arranged.archived == 0
    assert {"An old card", "In an old list"} <= set(titles(arranged))


def test_what_is_wrong_is_named_with_its_place() -> None:
    assert problems(fixture("board.json")) == [
        "cards[7]: this should be an object and was not read",
        "cards[6]: no title, so this was not taken in: -",
        "cards[3].due: this is no date that can be read, so it is kept as text: soon",
        "cards[8]: its list is not in the file, so it stands in no column: Nowhere",
        "cards[8].labels: this should be a list and was not read",
    ]


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("{", "no whole JSON: line 1, column 2"),
        ("", "no whole JSON: line 1, column 1"),
        ("[]", "no board"),
        ('{"lists": [], "cards": {}}', "no board"),
        ('{"cards": []}', "no board"),
        ('"text"', "no board"),
        ("[" * 100_000, "nested too deeply"),
        ('{"a":' * 100_000, "nested too deeply"),
        ("1" * 5_000, "no board"),
    ],
)
def test_what_is_no_board_is_refused(text: str, told: str) -> None:
    with pytest.raises(Refused, match=told):
        read(text, kind=Format.TRELLO)


@pytest.mark.parametrize("strange", [None, 1, "x", True, [], {}, [1], {"a": 1}, ["x"], -1.5, float("inf")])
@pytest.mark.parametrize(
    "field",
    "desc due dueComplete pos labels idLabels idMembers idMembersVoted badges checklists closed".split(),
)
def test_a_strange_field_costs_nothing_else(field: str, strange: Any) -> None:
    arranged = board(
        {"name": "strange", "idList": "l1", field: strange}, {"name": "sound", "idList": "l1"}, actions=[strange]
    )
    assert card(arranged, "sound").status is Status.TRYING
    assert field == "closed" or "strange" in titles(arranged)


@pytest.mark.parametrize("field", ["lists", "labels", "members", "checklists", "actions", "cards"])
def test_strange_parts_of_the_board_are_passed_over(field: str) -> None:
    sound = {"id": "c1", "name": "sound", "idList": "l1"}
    strange: list[Any] = [
        None,
        {},
        {"id": 3},
        {"id": "x", "name": 3, "type": "commentCard", "data": {"card": 1}},
        [[]],
    ]
    parts: dict[str, Any] = {"lists": [{"id": "l1", "name": "Doing"}], "cards": [sound]}
    parts[field] = [*strange, *parts.get(field, [])]
    assert titles(read(json.dumps(parts), kind=Format.TRELLO)) == ["sound"]


def test_a_mark_at_the_beginning_of_the_file_is_no_harm() -> None:
    assert not read(b"\xef\xbb\xbf" + b'{"lists": [], "cards": []}', kind=Format.TRELLO).cards


def test_half_a_letter_in_the_json_is_no_harm() -> None:
    text = '{"lists": [], "cards": [{"name": "a \\ud800 b"}]}'
    assert titles(read(text, kind=Format.TRELLO)) == ["a b"]
