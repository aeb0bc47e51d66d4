"""Importing on the command line: what it prints where, how it ends, what it leaves behind."""

import io
import json
from pathlib import Path

import pytest

from codesign.imports.foreign import MOST_BYTES
from tests.cli.test_cli import Line, demo_line, line
from tests.support.imports import FILES

__all__ = ["demo_line", "line"]


@pytest.fixture
def river(line: Line) -> Line:
    """A data folder with an empty partnership."""
    line.ok("new", "River")
    return line


def cards(line: Line) -> list[str]:
    return [each["title"] for each in json.loads(line.ok("list", "river", "--json")) if each["group"] == "cards"]


def test_a_table(river: Line) -> None:
    code, output, errors = river.run("import", "river", str(FILES / "cards.csv"))
    assert code == 0
    assert "Doing -> co-design, trying: 2 cards\n" in output
    assert output.endswith("imported 5 cards from cards.csv\n")
    assert errors.splitlines()[0] == "line 5: no title, so this was not taken in: sans titre | Doing | Sud"
    assert len(cards(river)) == 5
    assert river.ok("history", "river").splitlines()[-1].endswith("imported 5 cards from cards.csv")


@pytest.mark.parametrize("name", ["cards.csv", "board.json", "board.md"])
def test_a_dry_run_changes_nothing(river: Line, name: str) -> None:
    assert river.run("import", "river", str(FILES / name), "--dry-run")[1].endswith("5 cards would be imported\n")
    assert cards(river) == []


def test_the_same_file_twice(river: Line) -> None:
    file = str(FILES / "board.md")
    river.run("import", "river", file)
    code, output, _errors = river.run("import", "river", file)
    assert code == 0
    assert "line 23: probably there already as I1, left out: Evening ride\n" in output
    assert output.endswith("nothing was imported: every card is there already; --again imports them again\n")
    assert len(cards(river)) == 5
    river.run("import", "river", file, "--again", "--archived")
    assert len(cards(river)) == 11


def test_what_is_mapped_goes_where_it_is_said(river: Line, tmp_path: Path) -> None:
    (tmp_path / "x.txt").write_text("Betreff;Ort\nEine Bank;Küche\n", "utf-8")
    told = river.ok(
        *("import", "river", str(tmp_path / "x.txt"), "--format", "csv"),
        *("--map", "Betreff=title", "--map", "Ort=status", "--map", "küche=trying"),
    )
    assert "Betreff -> title\nOrt -> status\nKüche -> co-design, trying: 1 card\n" in told


class Stdin:
    """Standard input that holds bytes."""

    def __init__(self, raw: bytes) -> None:
        self.buffer = io.BytesIO(raw)


def test_standard_input(river: Line, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sys.stdin", Stdin("- [ ] Rampe d’été\n".encode("cp1252")))
    told = river.ok("import", "river", "-")
    assert "read as Windows-1252" in told
    assert told.endswith("imported 1 card from standard input\n")
    assert cards(river) == ["Rampe d’été"]


@pytest.mark.parametrize(
    ("name", "raw", "told"),
    [
        ("a.json", b"{", "this is no whole JSON: line 1, column 2"),
        ("a.json", b"[]", "this JSON is no board that was exported from Trello"),
        ("a.json", b'{"a":' * 99_999, "nested too deeply"),
        ("a.csv", b"Betreff,Wer\nx,y\n", "say which is with --map NAME=title. There are: Betreff, Wer"),
        ("a.xlsx", b"PK\x03\x04", "this is no text file"),
        ("a.csv", b"x" * (MOST_BYTES + 1), "larger than 50 MB"),
    ],
)
def test_what_cannot_be_read_at_all_is_said_in_one_line(
    river: Line, tmp_path: Path, name: str, raw: bytes, told: str
) -> None:
    (tmp_path / name).write_bytes(raw)
    assert told in river.fails("import", "river", str(tmp_path / name))


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (["nope.csv"], "there is no file nope.csv"),
        (["."], ". is no file that can be read"),
        (["~nobody-of-this-name/x.csv"], "cannot be read"),
        ([str(FILES / "cards.csv"), "--map", "Titre=nonsense"], "nonsense is no field, phase, status or kind"),
        (
            [str(FILES / "cards.csv"), "--map", "Titel=title"],
            "nothing was imported: --map: nothing in the file is called Titel",
        ),
        ([str(FILES / "cards.csv"), "--format", "xlsx"], "is not one of"),
        ([], "Missing argument 'FILE'"),
    ],
)
def test_what_makes_no_sense_is_said_in_one_line(river: Line, arguments: list[str], told: str) -> None:
    assert told in river.fails("import", "river", *arguments)


@pytest.mark.parametrize(("name", "text"), [("a.csv", "Title,Text\n,lost\n"), ("a.md", "# Only a heading\n")])
def test_a_file_without_a_card_ends_in_an_error(river: Line, tmp_path: Path, name: str, text: str) -> None:
    (tmp_path / name).write_text(text)
    for more in ([], ["--dry-run"]):
        code, _output, errors = river.run("import", "river", str(tmp_path / name), *more)
        assert code == 1
        assert errors.endswith(f"codesign: nothing was imported: there is no card that can be read in {name}\n")
    assert cards(river) == []


def test_hostile_words_are_printed_clean(river: Line, tmp_path: Path) -> None:
    from tests.support.hostile import HOSTILE

    file = tmp_path / "b.json"
    lists = [{"id": text, "name": text} for text in HOSTILE]
    some = [{"name": f"a {text}", "desc": text, "idList": text, "due": text} for text in HOSTILE]
    file.write_text(json.dumps({"lists": lists, "cards": some}), "utf-8")
    code, output, errors = river.run("import", "river", str(file))
    assert code == 0
    for each in (output + errors).replace("\n", ""):
        assert each >= " "
        assert not "\x7f" <= each <= "\x9f"
        assert each not in "\u202e\u2066"
    assert len(cards(river)) == len(HOSTILE)
