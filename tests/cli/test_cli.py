"""The command line, called as a function: what it prints, what it says when something is wrong."""

import json
from pathlib import Path

import pytest

from codesign import __version__
from codesign.cli import main
from codesign.cli.compose import Composition
from tests.support.commands import all_commands
from tests.support.doubles import StillClock


class Line:
    """The command line on a data folder of its own."""

    def __init__(self, data: Path, capsys: pytest.CaptureFixture[str]) -> None:
        self.data = data
        self._capsys = capsys

    def run(self, *arguments: str) -> tuple[int, str, str]:
        """Run a command and return its exit code, output and errors."""
        code = main(["--data", str(self.data), *arguments], Composition(clock=StillClock()))
        output, errors = self._capsys.readouterr()
        return code, output, errors

    def ok(self, *arguments: str) -> str:
        """Run a command that must succeed and return its output."""
        code, output, errors = self.run(*arguments)
        assert code == 0, errors
        return output

    def fails(self, *arguments: str) -> str:
        """Run a command that must fail, with one line that says why, and return it."""
        code, output, errors = self.run(*arguments)
        assert code in {1, 2}
        assert output == ""
        assert errors.startswith("codesign: ")
        assert errors.count("\n") == 1
        assert "Traceback" not in errors
        return errors


@pytest.fixture
def line(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Line:
    """An empty data folder."""
    return Line(tmp_path / "data", capsys)


@pytest.fixture
def demo_line(line: Line) -> Line:
    """A data folder with the demo."""
    line.ok("demo", "--no-open")
    return line


def test_from_nothing_to_notes(line: Line) -> None:
    assert line.ok("new", "River Clean-up") == "river-clean-up\n"
    assert line.ok("add", "river", "? The path floods") == "N1\n"
    assert line.ok("add", "river", "* Raise it @county due:fri for:N1") == "A1\n"
    assert "moved N1 to co-design" in line.ok("move", "river", "n1", "co-design")
    assert "already in co-design" in line.ok("move", "river", "n1", "co-design")
    assert line.ok("meeting", "river", "--date", "fri", "--place", "hall") == (
        "MT1  Co-design workshop, Friday 27 November 2026\n"
    )
    notes = line.ok("export", "notes", "river", "--meeting", "mt1", "--out", "-")
    assert notes.startswith("---\n")
    path = Path(line.ok("export", "notes", "river", "--meeting", "MT1").strip())
    assert path.read_text("utf-8") == notes
    assert path.parent == line.data / "river-clean-up" / "exports"


def test_lines_from_standard_input(line: Line, monkeypatch: pytest.MonkeyPatch) -> None:
    import io

    line.ok("new", "River")
    monkeypatch.setattr("sys.stdin", io.StringIO("? one\n\n! two @ann\n  \nthree"))
    assert line.ok("add", "river", "-") == "N1\nC1\nN2\n"
    monkeypatch.setattr("sys.stdin", io.StringIO("? four\n#only\n? five\n"))
    code, output, errors = line.run("add", "river", "-")
    assert (code, output) == (1, "N3\n")
    assert "line 2: a line needs words" in errors


def test_list(demo_line: Line) -> None:
    told = demo_line.ok("list").splitlines()
    assert told[0] == (
        "cottonwood-valley-connections  Cottonwood Valley Connections · next meeting Thu 3 Dec · "
        "3 open commitments · 1 commitment past due · 8 voices without a reply · 2 actions without a measure"
    )
    cards = demo_line.ok("list", "cotton")
    assert "co-define (10)" in cards
    assert "  A1    Evening ride, Tue/Thu, town van + volunteers (12-week trial) · trying" in cards
    (first, second) = json.loads(demo_line.ok("list", "--json"))
    assert (first["open_commitments"], first["next_meeting"], first["agreed_vision"]) == (3, "2026-12-03", 3)
    assert second["folder"] == "eastfield-youth-and-families-together"
    assert [card["number"] for card in json.loads(demo_line.ok("list", "east", "--json"))][:2] == ["N1", "N2"]


def test_show(demo_line: Line) -> None:
    told = demo_line.ok("show", "cotton")
    assert "shared vision, version 3" in told
    assert "voices without a reply: V13" in told
    assert "C17 Ask the county which road is cleared first, and why · town planner, 2026-11-20" in told
    card = demo_line.ok("show", "cotton", "n1")
    assert "came from\n    V12 I missed my heart clinic twice" in card
    record = json.loads(demo_line.ok("show", "cotton", "C9", "--json"))
    assert record["table"] == "commitments"
    assert record["record"]["state"] == "kept"
    assert {step["number"] for step in record["came_from"]} == {"N1", "A1", "V12", "S1"}
    whole = json.loads(demo_line.ok("show", "cotton", "--json"))
    assert whole["gaps"]["actions-without-measure"] == ["A2", "A3"]


def test_history(demo_line: Line) -> None:
    demo_line.ok("move", "cotton", "N4", "co-design")
    assert demo_line.ok("history", "cotton", "N4").splitlines()[-1].endswith("moved N4 to co-design")


def test_verify(demo_line: Line) -> None:
    assert demo_line.ok("verify").endswith("everything can be read\n")
    journal = next((demo_line.data / "cottonwood-valley-connections" / "journal").iterdir())
    raw = journal.read_bytes()
    journal.write_bytes(raw[:-30])
    code, _output, errors = demo_line.run("verify", "cotton")
    assert code == 1
    assert "cannot be read" in errors
    assert "holds what the journals have lost" in errors
    assert "2 problems found" in errors
    assert journal.read_bytes() == raw[:-30], "verify writes nothing"
    assert demo_line.ok("verify", "east")


def test_the_demo_is_made_once(demo_line: Line) -> None:
    demo_line.ok("add", "cotton", "? one of my own")
    assert demo_line.ok("demo", "--no-open") == ""
    assert "one of my own" in demo_line.ok("list", "cotton")


def test_what_is_held_back_is_said(demo_line: Line) -> None:
    code, _output, errors = demo_line.run("export", "notes", "cotton", "--audience", "public")
    assert code == 0
    assert "4 voices held back: 3 meant for fewer people, 1 without a permission" in errors
    assert "written" in errors
    assert "unchanged" in demo_line.run("export", "notes", "cotton", "--audience", "public")[2]
    assert "no voice was held back" in demo_line.run("export", "vision", "cotton")[2]


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (
            ["add", "nope", "x"],
            "there is no partnership nope; there are: cottonwood-valley-connections, eastfield",
        ),
        (["add", "cotton", ""], "a line needs words"),
        (["add", "cotton"], "Missing argument 'LINE'. See: codesign add --help"),
        (["new", "  "], "needs a name"),
        (["new", "Cottonwood Valley Connections"], "already a partnership in cottonwood-valley-connections"),
        (["new", "Rivière", "--language", "french"], "french is no code of a language"),
        (["show", "cotton", "N99"], "there is no N99 here; see the numbers with: codesign list PARTNERSHIP"),
        (["show", "cotton", "../x"], "there is no ../x here"),
        (["move", "cotton", "C9", "co-design"], "C9 is no card"),
        (["move", "cotton", "N1", "codesign"], "is not one of"),
        (["meeting", "cotton", "--date", "someday"], "someday is no date"),
        (["meeting", "cotton", "--date", " "], "a day is needed: 2026-12-03, fri, +2w or today"),
        (
            ["meeting", "cotton", "--template", "none"],
            "there is no template none; there are: 1-2-4-all, blank",
        ),
        (["export", "notes", "cotton", "--meeting", "N1"], "no such document about N1"),
        (["export", "minutes", "cotton"], "is not one of"),
        (["export", "notes", "cotton", "--audience", "world"], "is not one of"),
        (["export", "notes", "cotton", "--out", "/dev/null/x"], "Choose another folder"),
        (["frobnicate"], "No such command 'frobnicate'. See: codesign --help"),
        (["list", "--colour"], "No such option"),
        ([], "this is no terminal"),
        (["demo"], "this is no terminal"),
        (["verify", "nope"], "there is no partnership nope"),
    ],
)
def test_what_is_wrong_is_said_in_one_line(demo_line: Line, arguments: list[str], told: str) -> None:
    assert told in demo_line.fails(*arguments)


def test_a_partnership_can_be_begun_in_another_language(line: Line) -> None:
    line.ok("new", "Rivière", "--language", "fr")
    assert line.ok("meeting", "riviere", "--date", "fri").startswith("MT1  Atelier de coconception, Friday")
    assert "Rétrospective" in line.ok("templates", "riviere")
    assert "Retrospective" in line.ok("templates")


def test_notes_need_a_meeting_and_a_vision_a_text(line: Line) -> None:
    line.ok("new", "River")
    assert "no meeting has begun yet" in line.fails("export", "notes", "river")
    assert "no vision yet" in line.fails("export", "vision", "river")


def test_a_data_folder_that_cannot_be_is_said(
    line: Line, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "data").write_bytes(b"a file")
    assert "is a file" in line.fails("list")
    monkeypatch.setenv("CODESIGN_DATA", str(tmp_path / "data"))
    for arguments in (["list"], ["new", "River"]):
        assert main(arguments) == 1
        assert "cannot be opened" in capsys.readouterr().err


def test_where_the_data_lies(
    line: Line, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    assert Composition().folder == tmp_path / "share" / "codesign"
    monkeypatch.setenv("CODESIGN_DATA", str(tmp_path / "other"))
    assert Composition().folder == tmp_path / "other"
    assert Composition(data=str(line.data)).folder == line.data
    assert main(["new", "River"]) == 0
    capsys.readouterr()
    assert (tmp_path / "other" / "river" / "journal").is_dir()


def test_the_version_and_the_help(line: Line) -> None:
    assert line.ok("--version") == f"codesign {__version__}\n"
    told = line.ok("--help")
    for name, command in all_commands().items():
        assert f"\n  {name} " in told
        usage = line.ok(name, "--help")
        assert "Example" in usage, name
        assert command.help, name


def test_hostile_words_go_through_the_command_line(line: Line) -> None:
    from tests.support.hostile import HOSTILE

    line.ok("new", "River")
    for text in HOSTILE:
        line.ok("add", "river", "--keep-identifiers", "--", f"? a {text}")
    told = line.ok("list", "river") + line.ok("history", "river")
    assert not [
        each for each in told if each != "\n" and (each < " " or "\x7f" <= each <= "\x9f" or each == "\u202e")
    ]
    assert len(json.loads(line.ok("list", "river", "--json"))) == len(HOSTILE)
    line.ok("export", "vision", "river", "--help")
