"""Cards from tables: heads, delimiters, encodings, and rows that are not as they should be."""

from datetime import date

import pytest

from codesign.errors import Refused
from codesign.imports.foreign import Arranged, Field, Format
from codesign.imports.vocabulary import COLUMNS, FIELDS
from codesign.model import ItemKind, Status
from tests.support.imports import card, fixture, problems, read, titles


def table(text: str | bytes, *maps: str) -> Arranged:
    return read(text, *maps, kind=Format.CSV)


class TestTheFixture:
    def test_every_field_finds_its_place(self) -> None:
        bench = card(fixture("cards.csv"), "Un banc à l'arrêt")
        assert bench.text == "Les gens attendent debout.\nIl pleut souvent.\n\nSalle: Nord"
        assert bench.owners == ("Anna Exemple", "Bruno Modèle")
        assert bench.tags == ("transport",)
        assert (bench.due, bench.votes) == (date(2026, 12, 3), 4)
        assert (bench.status, bench.kind) == (Status.TRYING, ItemKind.ACTION)

    def test_bad_rows_are_named_with_their_lines_and_the_others_kept(self) -> None:
        arranged = fixture("cards.csv")
        assert problems(arranged) == [
            "line 5: no title, so this was not taken in: sans titre | Doing | Sud",
            "line 6: this date can be two days, or none, so it is kept as text: 03/04/2026",
            "line 6: Votes is no number that can be read, so it is kept as text: beaucoup",
            "line 7: 9 cells where there are 8 heads; the rest is kept in the text",
            "line 8: 3 cells where there are 8 heads",
        ]
        assert len(arranged.cards) == 5
        assert card(arranged, "Horaire en grand").text == "Column 9: trop"
        assert "Échéance: 03/04/2026\nVotes: beaucoup" in card(arranged, "Rampe de la bibliothèque").text


@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
def test_the_delimiter_is_found(delimiter: str) -> None:
    text = "Title,Owner,Room\nA bench,ann,north\n".replace(",", delimiter)
    bench = card(table(text), "A bench")
    assert (bench.owners, bench.text) == (("ann",), "Room: north")


def test_the_line_of_a_spreadsheet_that_names_its_delimiter() -> None:
    arranged = table("sep=;\r\nTitle;Room, floor\r\nA bench;north\r\n;south\r\n")
    assert card(arranged, "A bench").text == "Room, floor: north"
    assert problems(arranged)[0].startswith("line 4: ")


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "cp1252"])
def test_encodings(encoding: str) -> None:
    arranged = table('"Title","Owner"\nRampe d’été,Zoë\n'.encode(encoding))
    assert card(arranged, "Rampe d’été").owners == ("Zoë",)
    assert bool(arranged.foreign.notes) is (encoding[:5] != "utf-8")


@pytest.mark.parametrize(
    ("heads", "fields"),
    [
        (
            "Summary,Assignee,Labels,Labels,Issue Type,Status",
            ["title", "owners", "tags", "tags", "kind", "status"],
        ),
        ("Card Name,Card Description,Due Date,List Name,Vote Count", ["title", "text", "due", "status", "votes"]),
        ("Titre,Responsable,Étiquettes,Échéance,Colonne", ["title", "owners", "tags", "due", "status"]),
        ("Task Name,Bucket Name,Assigned To,Notes", ["title", "status", "owners", "text"]),
        ("NAME,due_date,  list  ", ["title", "due", "status"]),
        ("Name,Title", [None, "title"]),
        ("Title,Title", ["title", None]),
        ("Title,Status,List", ["title", "status", None]),
    ],
)
def test_heads_of_other_programs(heads: str, fields: list[str | None]) -> None:
    assert [field for _name, field in table(f"{heads}\n").foreign.fields] == fields


def test_a_head_can_be_mapped() -> None:
    text = "Betreff,Wer,Title\nEine Bank,ann,x\n"
    bench = card(table(text, "betreff=title", "WER = Owner"), "Eine Bank")
    assert (bench.owners, bench.text) == (("ann",), "Title: x")
    with pytest.raises(Refused, match=r"--map NAME=title\. There are: Betreff, Wer"):
        table("Betreff,Wer\nEine Bank,ann\n")


@pytest.mark.parametrize("text", ["Betreff=nonsense", "=title", "title", "Betreff="])
def test_a_map_that_says_nothing_is_refused(text: str) -> None:
    with pytest.raises(Refused):
        table("Title\nA bench\n", text)


def test_a_kind_that_is_none_is_named_and_stays_as_text() -> None:
    arranged = table("Title,Kind\nA bench,need\nA light,lamp\n")
    assert problems(arranged) == ["line 3: this is no kind of card, so it is kept as text: lamp"]
    assert card(arranged, "A light").text == "Kind: lamp"


def test_a_map_of_what_is_not_there_is_named() -> None:
    assert problems(table("Title\nA bench\n", "Kitchen=trying")) == [
        "--map: nothing in the file is called Kitchen"
    ]


def test_fields_and_columns_have_different_names() -> None:
    """What stands behind a map's = sign decides what its name is."""
    assert not FIELDS.keys() & COLUMNS.keys()
    assert all(field.value in FIELDS for field in Field)


def test_lines_are_those_of_the_file() -> None:
    arranged = table('\nTitle,Text\r\nA,"one\r\ntwo\r\n\r\nthree"\r\n\r\n,lost\r\nB,"x ""y"""\r\n')
    assert [each.where for each in arranged.cards] == ["line 3", "line 9"]
    assert problems(arranged) == ["line 8: no title, so this was not taken in: lost"]
    assert card(arranged, "A").text == "one\ntwo\n\nthree"
    assert card(arranged, "B").text == 'x "y"'


@pytest.mark.parametrize("last", ["four", '"four"', '"fo\nur"'])
def test_a_quotation_mark_that_is_never_closed_swallows_nothing(last: str) -> None:
    arranged = table(f'Title,Text\nA,one\nB,"two\nC,three\nD,{last}\n')
    assert titles(arranged) == ["A", "B", "C", "D"]
    assert [each.text for each in arranged.cards] == ["one", '"two', "three", last.strip('"')]
    assert problems(arranged) == [
        "line 3: the quotation marks of this line do not fit together, so they were read as text"
    ]
    assert arranged.cards[-1].where == "line 5"


def test_empty_cells_at_the_end_are_no_matter() -> None:
    arranged = table("Title,Text,,\nA,one,,,,\nB,two,,\n")
    assert (titles(arranged), problems(arranged)) == (["A", "B"], [])


def test_kinds_and_their_columns() -> None:
    arranged = table("Title,Kind,Status\nA,question,\nB,Action,Doing\nC,Story,Doing\nD,besoin,\nE,idea,Ideas\n")
    found = [(each.kind, each.status) for each in arranged.cards]
    assert found == [
        (ItemKind.QUESTION, Status.RAISED),
        (ItemKind.ACTION, Status.TRYING),
        (ItemKind.IDEA, Status.TRYING),
        (ItemKind.NEED, Status.RAISED),
        (ItemKind.IDEA, Status.IDEA),
    ]
    assert card(arranged, "C").text == "Kind: Story"


def test_owners_and_tags_are_split_as_they_are_typed() -> None:
    bench = card(table('Title,Owner,Tags\nA,"ann; bob,  town planner","Public transport, #Night #Safe"\n'), "A")
    assert bench.owners == ("ann", "bob", "town planner")
    assert bench.tags == ("public", "transport", "night", "safe")
    assert card(table('Title,Tags\nA,"Public transport, Night"\n'), "A").tags == ("public-transport", "night")


@pytest.mark.parametrize(("votes", "read_as"), [("12", 12), ("12.0", 12), ("-1", 0), ("9" * 30, 0), ("²", 0)])
def test_votes(votes: str, read_as: int) -> None:
    arranged = table(f"Title,Votes\nA,{votes}\n")
    assert card(arranged, "A").votes == read_as
    assert bool(problems(arranged)) is (read_as == 0)


@pytest.mark.parametrize("raw", [b"PK\x03\x04abc", b"%PDF-1.7", b"Title\n\0\0\1"])
def test_what_is_no_text_is_refused(raw: bytes) -> None:
    with pytest.raises(Refused, match="no text file"):
        table(raw)


def test_a_very_large_file_is_refused() -> None:
    with pytest.raises(Refused, match="larger than 50 MB"):
        table(b"x" * 50_000_001)


def test_an_empty_file_holds_no_cards() -> None:
    assert table("").cards == table("\n\n , ,\n").cards == ()


def test_an_owner_is_named_as_in_a_line_too() -> None:
    arranged = table("title,owners\nBench,@town-planner; Jean-Luc\n")
    assert card(arranged, "Bench").owners == ("town planner", "Jean-Luc")
