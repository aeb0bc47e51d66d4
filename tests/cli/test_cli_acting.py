"""Acting on cards from the command line: several numbers at once, and what is said when it cannot be."""

import json
from pathlib import Path

import pytest

from tests.cli.test_cli import Line


@pytest.fixture
def line(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Line:
    """A partnership with a voice, three needs and an action."""
    found = Line(tmp_path / "data", capsys)
    found.ok("new", "River")
    for each in ('"It floods', "? A dry path", "? A bridge", "? A lamp", "* Raise it @county for:N1"):
        found.ok("add", "river", each)
    return found


def numbers(line: Line) -> list[str]:
    return [card["number"] for card in json.loads(line.ok("list", "river", "--json"))]


def test_several_are_moved(line: Line) -> None:
    assert line.ok("move", "river", "n1", "N3", "co-design") == "moved 2 cards to co-design\n"
    assert line.ok("move", "river", "n1", "N3", "co-design") == "they are already in co-design\n"
    assert line.ok("move", "river", "n1", "co-design") == "N1 is already in co-design\n"
    assert line.ok("move", "river", "N2", "N1", "co-design") == "moved N2 to co-design\n"


def test_several_are_of_another_kind(line: Line) -> None:
    assert line.ok("convert", "river", "N1", "N2", "measure-question") == (
        "2 cards are now of the kind measure question\n"
    )
    assert line.ok("convert", "river", "N1", "measure-question") == "nothing had to be changed\n"


def test_archiving_and_bringing_back(line: Line) -> None:
    assert line.ok("archive", "river", "N1", "V1") == "archived 2 records\n"
    assert line.fails("move", "river", "N1", "N2", "co-design") == "codesign: N1 is archived\n"
    assert line.ok("archive", "river", "N1", "--back") == "brought N1 back\n"
    assert line.ok("archive", "river", "N1", "--back") == "nothing had to be changed\n"


def test_tagging(line: Line) -> None:
    assert line.ok("tag", "river", "Wet", "N1", "N2") == "tagged 2 cards #wet\n"
    assert line.ok("tag", "river", "#wet", "N2", "--remove") == "took #wet off N2\n"
    assert "tag needs letters" in line.fails("tag", "river", "#", "N2")


def test_splitting_and_merging(line: Line) -> None:
    assert line.ok("split", "river", "N1", "A path", "A drain", "[b]A wall") == "split N1 into N1, N4, N5\n"
    assert "[b]A wall" in line.ok("show", "river", "N5")
    assert "into two parts at least" in line.fails("split", "river", "N1", "A path")
    assert line.ok("merge", "river", "N1", "N4", "N5") == "merged N4, N5 into N1\n"
    assert "N5 [b]A wall" in line.ok("show", "river", "N1")
    assert json.loads(line.ok("show", "river", "N4", "--json"))["record"]["because"] == "merged into N1"
    assert numbers(line) == ["N1", "N2", "N3", "A1", "V1"]


def test_duplicating(line: Line) -> None:
    assert line.ok("duplicate", "river", "A1") == "duplicated A1 as A2\n"
    assert "came from\n    N1 A dry path" in line.ok("show", "river", "A2")


def test_linking(line: Line) -> None:
    assert line.ok("link", "river", "n2", "v1") == "linked N2 to V1, which it came from\n"
    assert line.ok("link", "river", "V1", "N2") == "nothing had to be changed\n"
    assert line.ok("link", "river", "N3", "N2", "--way", "led-to") == "linked N2 to N3, which it came from\n"
    assert (
        line.fails("link", "river", "N2", "N3", "--way", "led-to")
        == "codesign: N2 came from N3, so N3 cannot come from N2\n"
    )
    assert line.ok("unlink", "river", "V1", "N2") == "unlinked N2 from V1\n"
    assert "are not linked" in line.fails("unlink", "river", "V1", "N2")


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (["move", "river", "co-design"], "Missing argument"),
        (["move", "river", "N1", "V1", "co-design"], "V1 is no card"),
        (["move", "river", "N1", "N99", "co-design"], "there is no N99 here"),
        (["convert", "river", "N1", "wish"], "is not one of"),
        (["archive", "river"], "Missing argument"),
        (["tag", "river", "wet"], "Missing argument"),
        (["tag", "river", "\udcff", "N1"], "these bytes are no UTF-8"),
        (["split", "river", "V1", "a", "b"], "V1 is no card"),
        (["split", "river", "N1", "a", "\udcff"], "these bytes are no UTF-8"),
        (["split", "river", "N1", "a", " "], "each part needs words"),
        (["merge", "river", "N1", "N1"], "choose a card first"),
        (["merge", "river", "N1"], "Missing argument"),
        (["duplicate", "river", "V1"], "V1 is no card"),
        (["link", "river", "N1", "N1"], "N1 cannot come from itself"),
        (["link", "river", "N1", "N2", "--way", "up"], "is not one of"),
        (["unlink", "river", "N1", "x"], "there is no x here"),
    ],
)
def test_what_is_wrong_is_said_in_one_line(line: Line, arguments: list[str], told: str) -> None:
    assert told in line.fails(*arguments)
    assert numbers(line) == ["N1", "N2", "N3", "A1", "V1"]
