"""Where foreign columns lead, how files are recognised, what dates mean, and the one change that an import is."""

from datetime import UTC, date, timedelta, timezone

import pytest

from codesign.commands.amending import Archive
from codesign.commands.importing import Import, there_already
from codesign.imports.arranging import targets
from codesign.imports.days import possible_days
from codesign.imports.foreign import Arranged, Format, NewCard, Target
from codesign.imports.reading import guessed
from codesign.imports.vocabulary import COLUMNS, key
from codesign.model import Item, ItemKind, Phase, Status
from codesign.opened import OpenPartnership
from codesign.views import board
from codesign.views.importing import About, report, to_make
from tests.support.doubles import capture
from tests.support.imports import fixture, read


@pytest.mark.parametrize(
    ("column", "target"),
    [
        ("Backlog", Target(Status.RAISED)),
        ("To Do", Target(Status.SHAPING)),
        ("ToDo", Target(Status.SHAPING)),
        ("À faire", Target(Status.SHAPING)),
        ("Doing", Target(Status.TRYING)),
        ("en cours", Target(Status.TRYING)),
        ("Done ✅", Target(Status.IN_PLACE)),
        ("co-design", Target(Status.IDEA)),
        ("Co-Evaluate", Target(Status.PLANNED)),
        ("in place", Target(Status.IN_PLACE)),
        ("Questions", Target(Status.RAISED, ItemKind.QUESTION)),
        ("On hold", Target(Status.RAISED, ItemKind.QUESTION, parked=True)),
    ],
)
def test_known_columns(column: str, target: Target) -> None:
    assert targets(["x", column, "y"], {})[column] == target


def test_all_our_own_names_are_known() -> None:
    for status in Status:
        assert COLUMNS[key(status)].status is status
    for phase in Phase:
        assert COLUMNS[key(phase)].phase is phase
    for kind in ItemKind:
        assert key(kind) in COLUMNS


def test_other_columns_go_by_their_place() -> None:
    found = targets(["red", "yellow", "green"], {})
    assert [each.phase for each in found.values()] == list(Phase)
    assert all(each.guessed for each in found.values())
    assert targets(["red"], {})["red"].phase is Phase.CO_DEFINE


def test_what_somebody_says_wins() -> None:
    given = {"done": Target(Status.LEARNED)}
    assert targets(["Done"], given)["Done"] == Target(Status.LEARNED)


@pytest.mark.parametrize(
    ("name", "text", "expected"),
    [
        ("a.csv", "# x", Format.CSV),
        ("a.JSON", "", Format.TRELLO),
        ("a.md", "a,b", Format.MARKDOWN),
        ("", ' \n{"lists": []}', Format.TRELLO),
        ("a.txt", "intro\n\n- one", Format.MARKDOWN),
        ("", "1. one", Format.MARKDOWN),
        ("", "## A", Format.MARKDOWN),
        ("a.txt", "Title,Owner\n-5,ann", Format.CSV),
        ("", "", Format.CSV),
    ],
)
def test_formats_are_guessed(name: str, text: str, expected: Format) -> None:
    assert guessed(name, text) is expected


@pytest.mark.parametrize(
    ("text", "days"),
    [
        ("2026-12-03", ["2026-12-03"]),
        ("2026/12/3", ["2026-12-03"]),
        ("2026-12-03 17:00", ["2026-12-03"]),
        ("3.12.2026", ["2026-12-03"]),
        ("03.04.26", ["2026-04-03"]),
        ("25/12/2026", ["2026-12-25"]),
        ("12/25/2026 5:00 PM", ["2026-12-25"]),
        ("05/05/2026", ["2026-05-05"]),
        ("03/04/2026", ["2026-04-03", "2026-03-04"]),
        ("3-4-2026", ["2026-04-03", "2026-03-04"]),
        ("03/Dec/26 5:00 PM", ["2026-12-03"]),
        ("3 December 2026", ["2026-12-03"]),
        ("Thu 3rd Dec 2026", ["2026-12-03"]),
        ("1er décembre 2026", ["2026-12-01"]),
        ("jeudi 3 déc. 2026", ["2026-12-03"]),
        ("December 3, 2026", ["2026-12-03"]),
        ("31/31/2026", []),
        ("2026-02-30", []),
        ("3 Foo 2026", []),
        ("soon", []),
        ("", []),
        ("0001-01-01T00:00:00+14:00", ["0001-01-01"]),
    ],
)
def test_days(text: str, days: list[str]) -> None:
    assert [each.isoformat() for each in possible_days(text, UTC)] == days


def test_a_moment_is_the_day_where_the_people_are() -> None:
    text = "2026-12-03T23:30:00.000Z"
    assert possible_days(text, UTC) == (date(2026, 12, 3),)
    assert possible_days(text, timezone(timedelta(hours=1))) == (date(2026, 12, 4),)


# The command


def cards(text: str) -> tuple[NewCard, ...]:
    return read(text, kind=Format.MARKDOWN).cards


def shown(opened: OpenPartnership) -> dict[Phase, list[str]]:
    return {phase: [item.title for item in items] for phase, items in board.in_order(opened.records).items()}


def test_cards_stand_at_the_end_of_their_columns_in_the_order_of_the_file(river: OpenPartnership) -> None:
    capture(river, "? first")
    capture(river, "* first")
    done = river.execute(Import(cards("# Needs\n- b\n- a\n# Doing\n- d\n- c\n# Needs\n- z\n"), "list.md"))
    assert done is not None
    assert done.change.label == "imported 5 cards from list.md"
    assert shown(river) == {
        Phase.CO_DEFINE: ["first", "b", "a", "z"],
        Phase.CO_DESIGN: ["first", "d", "c"],
        Phase.CO_EVALUATE: [],
    }


def test_one_undo_takes_all_of_them_back_and_redo_brings_them(river: OpenPartnership) -> None:
    made = cards("- a\n- b\n- c\n")
    river.execute(Import(made, "list.md"))
    river.undo()
    assert not list(river.records.live(Item))
    assert not there_already(river.records, made)
    river.redo()
    assert shown(river)[Phase.CO_DEFINE] == ["a", "b", "c"]


def test_what_is_there_already_is_left_out_unless_it_is_wanted_again(river: OpenPartnership) -> None:
    made = cards("- a\n- a\n- b\n# Doing\n- a\n")
    river.execute(Import(made[:1], "list.md"))
    assert [card.where for card in there_already(river.records, made)] == ["line 1", "line 2"]
    river.execute(Import(made, "list.md"))
    assert shown(river)[Phase.CO_DEFINE] == ["a", "b"]
    assert river.execute(Import(made, "list.md")) is None
    river.execute(Import(made, "list.md", again=True))
    assert shown(river)[Phase.CO_DEFINE] == ["a", "b", "a", "a", "b"]


def test_an_archived_card_is_not_there(river: OpenPartnership) -> None:
    made = cards("- a\n")
    river.execute(Import(made, "list.md"))
    river.execute(Archive((river.numbered("N1").id,)))
    assert not there_already(river.records, made)


def test_every_field_reaches_the_card(river: OpenPartnership) -> None:
    river.execute(Import(fixture("cards.csv").cards, "cards.csv"))
    item = river.numbered("A1")
    assert isinstance(item, Item)
    assert (item.title, item.status, item.votes, item.due) == (
        "Un banc à l'arrêt",
        Status.TRYING,
        4,
        date(2026, 12, 3),
    )
    assert item.owners == {"Anna Exemple", "Bruno Modèle"}
    assert item.tags == {"transport"}


def test_texts_are_literal_and_clean(river: OpenPartnership) -> None:
    river.execute(Import(cards("- ! [b]x[/] @ann due:fri \x1b[31mred\u202e\n"), "a\x1b[2J\nb.md"))
    item = river.numbered("N1")
    assert isinstance(item, Item)
    assert (item.title, item.owners, item.due) == ("! [b]x[/] @ann due:fri red", frozenset(), None)
    assert [each.change.label for each in river.history()][-1] == "imported 1 card from a b.md"


# The report


def words(arranged: Arranged, opened: OpenPartnership, about: About, *, again: bool = False) -> list[str]:
    there = there_already(opened.records, arranged.cards)
    return [line.words for line in report(arranged, there, again=again) if line.about is about]


def test_the_report_says_what_maps_where(river: OpenPartnership) -> None:
    arranged = fixture("cards.csv")
    assert "Doing -> co-design, trying: 2 cards" in words(arranged, river, About.COLUMN)
    assert "Cuisine -> co-evaluate, planned: 1 card (by its place; the name is kept in the text)" in words(
        arranged, river, About.COLUMN
    )
    assert 'Salle -> text, as "Salle: ..."' in words(arranged, river, About.FIELD)
    assert words(fixture("cards.csv", "Cuisine=adapt"), river, About.COLUMN)[2].startswith(
        "Cuisine -> co-evaluate, adapt: 1 card"
    )


def test_the_report_names_what_is_there_already(river: OpenPartnership) -> None:
    arranged = fixture("board.md")
    river.execute(Import(arranged.cards[2:3], "x"))
    there = there_already(river.records, arranged.cards)
    assert words(arranged, river, About.THERE) == ["line 23: probably there already as I1, left out: Evening ride"]
    assert "taken in again" in words(arranged, river, About.THERE, again=True)[0]
    assert (to_make(arranged, there), to_make(arranged, there, again=True)) == (4, 5)
