"""What the commands that only read say to an audience."""

import json

from tests.cli.test_cli import Line, demo_line, line

__all__ = ["demo_line", "line"]

SECRET = ("probation", "fridge of every house")
"""Words of two voices of the demo: one is for the room only, of the other nobody has said for whom."""


def test_what_is_not_for_them_is_nowhere(demo_line: Line) -> None:
    everything = demo_line.ok("list", "cotton", "--json")
    assert all(words in everything for words in SECRET), "the working view has everything"
    for command, *options in (("list",), ("list", "--json"), ("history",), ("history", "--json")):
        for audience in ("partners", "public"):
            told = demo_line.ok(command, "cotton", *options, "--audience", audience)
            assert told
            assert not [words for words in (*SECRET, "Robin Example") if words in told]


def test_one_record_is_shown_as_they_may_read_it(demo_line: Line) -> None:
    listed = json.loads(demo_line.ok("list", "cotton", "--json"))
    number = next(each["number"] for each in listed if SECRET[0] in each.get("text", ""))
    assert SECRET[0] in demo_line.ok("show", "cotton", number)
    assert SECRET[0] in demo_line.ok("show", "cotton", number, "--audience", "room")
    for options in ((), ("--json",)):
        told = demo_line.ok("show", "cotton", number, *options, "--audience", "public")
        assert SECRET[0] not in told
        assert "their speaker has not cleared" in told
    meeting = json.loads(demo_line.ok("show", "cotton", "MT4", "--json", "--audience", "partners"))["record"]
    assert not {"attendance", "people", "movements"} & set(meeting)


def test_nobody_finds_words_by_guessing_them(demo_line: Line) -> None:
    found = ("list", "cotton", "--filter", SECRET[0], "--json")
    assert [each["group"] for each in json.loads(demo_line.ok(*found))] != []
    assert json.loads(demo_line.ok(*found, "--audience", "public")) == []


def test_people_are_for_nobody_outside_the_room(demo_line: Line) -> None:
    assert "nobody outside the room" in demo_line.fails("show", "cotton", "PE1", "--audience", "public")
    assert "people" not in {
        each["group"] for each in json.loads(demo_line.ok("list", "cotton", "--json", "--audience", "public"))
    }
