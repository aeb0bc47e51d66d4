"""What the command line reads: every kind of record, broken folders, lines of standard input, and bad commands."""

import io
import json
import os
import subprocess
import sys
import zlib
from pathlib import Path

import pytest

from storage.store import JournalStore
from tests.cli.test_cli import Line, demo_line, line
from tests.support.commands import all_commands

__all__ = ["demo_line", "line"]

COTTON = "cottonwood-valley-connections"
EASTFIELD = "eastfield-youth-and-families-together"

KINDS = {
    "N1": ("items", "Getting home after the 4 pm clinic", "  phase: co-define"),
    "E1": ("items", "Did fewer people miss clinic", "  status: measuring"),
    "V12": ("voices", "I missed my heart clinic twice", "  permission: "),
    "C9": ("commitments", "Share the van timetable", "  state: kept"),
    "D2": ("decisions", "The evening ride is booked by telephone", "  meeting: MT4 Autumn workshop"),
    "MT4": ("meetings", "Autumn workshop", "  attendance: "),
    "VS3": ("visions", "In Cottonwood Valley, everyone can get to the care", "  fist to five"),
    "M1": ("measures", "", "  family: "),
    "O1": ("outcomes", "The council extends the van trial", "  kind: "),
    "PA1": ("partners", "", "  sector: "),
    "PE1": ("people", "", "  role: "),
}
"""A record of each kind: its table, how its words begin, and one of its fields."""


class TestEveryKind:
    @pytest.mark.parametrize("number", KINDS)
    def test_show(self, demo_line: Line, number: str) -> None:
        table, words, field = KINDS[number]
        told = demo_line.ok("show", "cotton", number.lower())
        assert told.startswith(f"{number}  {words}")
        assert f"\n{field}" in told
        form = json.loads(demo_line.ok("show", "cotton", number, "--json"))
        assert form["table"] == table
        assert form["record"]["number"] == number
        for step in (*form["came_from"], *form["led_to"]):
            assert f"{step['number']} {step['headline']}" in told

    def test_a_document_that_left_is_shown_too(self, demo_line: Line) -> None:
        demo_line.ok("export", "vision", "cotton")
        listed = json.loads(demo_line.ok("list", "cotton", "--json"))
        (kept,) = [each for each in listed if each["group"] == "exports"]
        assert kept["file"].endswith(".md")
        assert kept["file"] in demo_line.ok("show", "cotton", kept["number"])

    def test_list_has_every_group_in_words_and_as_json(self, demo_line: Line) -> None:
        told = demo_line.ok("list", "cotton")
        heads = [each for each in told.splitlines() if each[0] != " "]
        assert heads == [
            "co-define (10)",
            "co-design (4)",
            "co-evaluate (2)",
            "Open commitments (3)",
            "Settled commitments (14)",
            "Decisions (2)",
            "Voices (9)",
            "Meetings (5)",
            "Versions of the shared vision (3)",
            "Measures (6)",
            "What changed (1)",
            "Asks for help (2)",
            "Cycles (2)",
            "Partners (4)",
            "Connections (3)",
            "People (1)",
        ]
        listed = json.loads(demo_line.ok("list", "cotton", "--json"))
        assert len(listed) == 71
        in_words = [each.split()[0] for each in told.splitlines() if each[0] == " "]
        assert [each["number"] for each in listed] == in_words
        assert {each["phase"] for each in listed if each["group"] == "cards"} == {
            "co-define",
            "co-design",
            "co-evaluate",
        }

    def test_what_was_archived_is_not_listed_but_shown(self, demo_line: Line) -> None:
        from codesign.cli.compose import Composition
        from codesign.commands.amending import Archive

        opened = Composition(data=str(demo_line.data)).workspace.open("cotton")
        opened.execute(Archive((opened.numbered("N2").id,)))
        opened.close()
        assert "  N2 " not in demo_line.ok("list", "cotton")
        assert "  archived: yes" in demo_line.ok("show", "cotton", "N2")

    def test_an_empty_partnership(self, line: Line) -> None:
        line.ok("new", "River")
        assert line.ok("list", "river") == "co-define (0)\nco-design (0)\nco-evaluate (0)\n"
        assert json.loads(line.ok("list", "river", "--json")) == []
        assert line.ok("show", "river").startswith("River\n")
        assert json.loads(line.ok("show", "river", "--json"))["problems"] == []

    def test_no_partnership_at_all(self, line: Line) -> None:
        code, output, errors = line.run("list")
        assert (code, output) == (0, "")
        assert errors == "no partnerships yet; begin one with: codesign new NAME, or look at: codesign demo\n"
        assert json.loads(line.ok("list", "--json")) == []


class TestNames:
    @pytest.mark.parametrize(
        "name",
        [
            COTTON,
            "Cottonwood Valley Connections",
            "cottonwood valley connections",
            "COTTONWOOD-VALLEY",
            " cotton ",
            "c",
            "Cottonwood V",
        ],
    )
    def test_folder_title_and_beginning(self, demo_line: Line, name: str) -> None:
        assert demo_line.ok("show", name, "N1").startswith("N1  ")

    def test_accents_need_not_be_typed(self, line: Line) -> None:
        line.ok("new", "Métis et Québec")
        assert line.ok("add", "metis et quebec", "? one") == "N1\n"

    def test_what_could_be_two_is_asked_back(self, line: Line) -> None:
        for name in ("River North", "River South", "Riverbank"):
            line.ok("new", name)
        told = line.fails("show", "river")
        assert "river could be any of: river-north, river-south, riverbank" in told
        assert line.ok("show", "river n").startswith("River North")

    def test_a_whole_name_wins_over_a_beginning(self, line: Line) -> None:
        for name in ("River", "River North"):
            line.ok("new", name)
        assert line.ok("show", "river").startswith("River\n")
        assert line.ok("show", "RIVER").startswith("River\n")


def newer_line(journal: Path) -> None:
    """Append a line of a version that does not exist yet."""
    form = json.loads(journal.read_bytes().splitlines()[-1][9:])
    body = json.dumps({**form, "v": 99}).encode()
    with journal.open("ab") as file:
        file.write(b"%08x " % zlib.crc32(body) + body + b"\n")


def garbage(journal: Path) -> None:
    """Write over a line in the middle."""
    lines = journal.read_bytes().splitlines(keepends=True)
    journal.write_bytes(b"".join([lines[0], b"\x00\xffgarbage\n", *lines[1:]]))


class TestBroken:
    @pytest.mark.parametrize(
        ("damage", "told", "is_listed"),
        [
            (newer_line, f"{COTTON}: this partnership was written by a newer version of the program", False),
            (garbage, f"{COTTON}: ", True),
        ],
        ids=["newer", "garbage"],
    )
    def test_the_others_are_listed_and_the_broken_one_is_named(
        self, demo_line: Line, damage: object, told: str, is_listed: bool
    ) -> None:
        assert callable(damage)
        folder = demo_line.data / COTTON
        (journal,) = (folder / "journal").iterdir()
        damage(journal)
        (folder / "board.json").unlink(missing_ok=True)
        code, output, errors = demo_line.run("list")
        assert code == 1
        assert f"{EASTFIELD}  " in output
        assert (f"{COTTON}  " in output) is is_listed
        assert errors.count("\n") == 1
        assert errors.startswith(f"codesign: {told}")
        code, output, errors = demo_line.run("list", "--json")
        assert code == 1
        assert [each["folder"] for each in json.loads(output)] == [COTTON, EASTFIELD][0 if is_listed else 1 :]
        assert COTTON in errors

    def test_a_folder_that_may_not_be_read_is_named(
        self, demo_line: Line, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        opened = JournalStore.__init__

        def closed(store: JournalStore, folder: Path, *arguments: object, **others: object) -> None:
            if folder.name == COTTON:
                raise PermissionError(13, "Permission denied")
            opened(store, folder, *arguments, **others)  # type: ignore[arg-type]

        monkeypatch.setattr(JournalStore, "__init__", closed)
        code, output, errors = demo_line.run("list")
        assert code == 1
        assert output.startswith(f"{EASTFIELD}  ")
        assert f"{COTTON}: " in errors
        assert errors.endswith("cannot be opened: Permission denied\n")
        assert "Permission denied" in demo_line.fails("list", COTTON)
        assert demo_line.ok("list", EASTFIELD)

    def test_two_broken_ones_are_both_named_in_one_line(self, demo_line: Line) -> None:
        for folder in (COTTON, EASTFIELD):
            (journal,) = (demo_line.data / folder / "journal").iterdir()
            newer_line(journal)
        code, output, errors = demo_line.run("list")
        assert (code, output, errors.count("\n")) == (1, "", 1)
        assert COTTON in errors
        assert EASTFIELD in errors

    def test_what_cannot_be_read_of_one_is_said_beside_what_can(self, demo_line: Line) -> None:
        (journal,) = (demo_line.data / COTTON / "journal").iterdir()
        garbage(journal)
        (demo_line.data / COTTON / "board.json").unlink()
        for arguments in (["list", "cotton"], ["show", "cotton"], ["list", "cotton", "--json"]):
            code, output, errors = demo_line.run(*arguments)
            assert code == 0
            assert output
            assert "cannot be read" in errors


class TestStandardInput:
    def feed(self, monkeypatch: pytest.MonkeyPatch, text: str) -> None:
        monkeypatch.setattr("sys.stdin", io.StringIO(text))

    def test_blank_lines_line_ends_and_a_byte_order_mark(
        self, line: Line, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        line.ok("new", "River")
        self.feed(monkeypatch, "\ufeff? one\r\n\r\n \t \r\n! two\u2028still two\r\n\x0c\n= three")
        assert line.ok("add", "river", "-") == "N1\nC1\nD1\n"
        told = line.ok("list", "river")
        assert "N1    one ·" in told
        assert "C1    two still two" in told
        assert "D1    three" in told

    def test_nothing_comes_of_nothing(self, line: Line, monkeypatch: pytest.MonkeyPatch) -> None:
        line.ok("new", "River")
        for text in ("", "\n\n", " \r\n"):
            self.feed(monkeypatch, text)
            assert line.run("add", "river", "-") == (0, "", "")
        monkeypatch.setattr("sys.stdin", None)
        assert line.run("add", "river", "-") == (0, "", "")

    def test_what_is_not_understood_stays_text_and_is_said(
        self, line: Line, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        line.ok("new", "River")
        self.feed(monkeypatch, "? one due:someday\n? two for:N99 #good\n? three\n")
        code, output, errors = line.run("add", "river", "-")
        assert (code, output) == (0, "N1\nN2\nN3\n")
        assert errors == "N1: as text: due:someday\nN2: as text: for:N99\n"
        assert "one due:someday" in line.ok("show", "river", "N1")

    def test_a_line_that_cannot_be_kept_is_named_and_those_before_it_are(
        self, line: Line, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        line.ok("new", "River")
        self.feed(monkeypatch, "? one\n\n?? \n#only\n? never\n")
        code, output, errors = line.run("add", "river", "-")
        assert code == 1
        assert output == "N1\n"
        assert errors.startswith("codesign: line 3: a line needs words")
        assert "never" not in line.ok("list", "river")

    def test_later_lines_may_name_earlier_ones(self, line: Line, monkeypatch: pytest.MonkeyPatch) -> None:
        line.ok("new", "River")
        self.feed(monkeypatch, "? one\n* two for:N1\n! three for:I1 @ann\n")
        assert line.ok("add", "river", "-") == "N1\nI1\nC1\n"
        steps = json.loads(line.ok("show", "river", "C1", "--json"))["came_from"]
        assert [step["number"] for step in steps] == ["I1", "N1"]


def run(data: Path, *arguments: str, **others: object) -> subprocess.CompletedProcess[bytes]:
    """Run the command line in a process of its own."""
    command = [sys.executable, "-m", "codesign", "--data", str(data), *arguments]
    return subprocess.run(command, check=False, stderr=subprocess.PIPE, **others)  # type: ignore[call-overload, no-any-return]


class TestAsAProcess:
    def test_bytes_that_are_no_utf_8_are_refused_and_those_before_are_kept(self, line: Line) -> None:
        line.ok("new", "River")
        done = run(line.data, "add", "river", "-", input=b"? one\n? caf\xe9\n? two\n", stdout=subprocess.PIPE)
        assert (done.returncode, done.stdout) == (1, b"N1\n")
        assert done.stderr == b"codesign: line 2: these bytes are no UTF-8; write the file anew as UTF-8\n"
        told = run(line.data, "add", "river", os.fsdecode(b"? caf\xe9"), stdout=subprocess.PIPE)
        assert (told.returncode, told.stdout) == (1, b"")
        assert b"no UTF-8" in told.stderr

    def test_an_output_that_is_full_is_said_in_one_line(self, demo_line: Line) -> None:
        with Path("/dev/full").open("wb") as full:
            done = run(demo_line.data, "list", "cotton", stdout=full)
        assert done.returncode == 1
        assert done.stderr == b"codesign: that could not be done: No space left on device\n"

    def test_a_reader_that_has_seen_enough_is_no_error(self, demo_line: Line) -> None:
        reads, writes = os.pipe()
        os.close(reads)
        with os.fdopen(writes, "wb") as pipe:
            done = run(demo_line.data, "list", "cotton", stdout=pipe)
        assert (done.returncode, done.stderr) == (0, b"")

    @pytest.mark.parametrize("arguments", [[], ["demo"], ["add", "cotton", "-"], ["list"]])
    def test_without_any_standard_streams_nothing_breaks(self, demo_line: Line, arguments: list[str]) -> None:
        words = " ".join(arguments)
        shell = f"exec '{sys.executable}' -m codesign --data '{demo_line.data}' {words} <&- >&-"
        done = subprocess.run(["sh", "-c", shell], check=False, stderr=subprocess.PIPE)
        assert b"Traceback" not in done.stderr
        assert done.returncode == (0 if "add" in arguments or "list" in arguments else 1)


BAD = [
    ["--data", "/dev/null", "list"],
    ["--nonsense"],
    ["--data"],
    ["list", ""],
    ["list", "nope"],
    ["list", "cotton", "extra"],
    ["list", ".."],
    ["list", "../cottonwood-valley-connections"],
    ["show"],
    ["show", ""],
    ["show", "nope"],
    ["show", "cotton", "N"],
    ["show", "cotton", "N0"],
    ["show", "cotton", "N1 N2"],
    ["show", "cotton", "\U0001f600"],
    ["show", "cotton", "N" + "9" * 400],
    ["add"],
    ["add", "cotton", " "],
    ["add", "cotton", "?"],
    ["add", "cotton", "#tag @owner due:fri"],
    ["add", "cotton", "!!!"],
    ["add", "nope", "-"],
    ["move"],
    ["move", "cotton", "N1"],
    ["move", "cotton", "N1", ""],
    ["move", "cotton", "N1", "CO-DESIGN!"],
    ["move", "cotton", "V12", "co-design"],
    ["move", "cotton", "N77", "co-design"],
    ["meeting"],
    ["meeting", "nope"],
    ["meeting", "cotton", "--date", ""],
    ["meeting", "cotton", "--date", "2026-02-30"],
    ["meeting", "cotton", "--date"],
    ["meeting", "cotton", "--template", ""],
    ["meeting", "cotton", "--template", "../../../etc/passwd"],
    ["export"],
    ["export", "notes"],
    ["export", "notes", "nope"],
    ["export", "notes", "cotton", "--meeting", "MT99"],
    ["export", "notes", "cotton", "--meeting", "C1"],
    ["export", "vision", "cotton", "--audience", ""],
    ["export", "vision", "cotton", "--out", "/proc/nope"],
    ["history"],
    ["history", "cotton", "N99"],
    ["history", "nope"],
    ["verify", "nope"],
    ["new"],
    ["new", ""],
    ["new", "\t"],
    ["new", "one", "two"],
    ["demo", "extra"],
    ["demo", "--nonsense"],
    ["pick", "cotton", "N1", "7"],
    ["pick", "cotton", "N1", "zero"],
    ["rescue", "--restore", "all"],
    ["rescue", "nope"],
    ["backup"],
    ["backup", "/proc/nope/x.tar.gz"],
    ["restore"],
    ["restore", "/nowhere/at/all.tar.gz"],
    ["restore", "/dev/null"],
]


class TestBadCommands:
    @pytest.mark.parametrize("arguments", BAD, ids=" ".join)
    def test_one_line_says_what_is_wrong_and_nothing_changes(self, demo_line: Line, arguments: list[str]) -> None:
        before = {path: path.read_bytes() for path in demo_line.data.rglob("*.jsonl")}
        told = demo_line.fails(*arguments)
        assert len(told) > len("codesign: x")
        assert "  " not in told
        assert {path: path.read_bytes() for path in demo_line.data.rglob("*.jsonl")} == before

    def test_a_name_that_is_far_too_long_is_cut_for_the_folder_and_kept_whole(self, line: Line) -> None:
        name = "River " * 100
        folder = line.ok("new", name).strip()
        assert len(folder) <= 60
        assert line.ok("show", folder).startswith(name.strip())

    @pytest.mark.parametrize("name", all_commands())
    def test_every_command_has_an_example_that_its_own_help_would_take(self, line: Line, name: str) -> None:
        told = line.ok(name, "--help")
        examples = told.partition("Example")[2]
        assert f"  codesign {name}" in examples or f"codesign --data demo {name}" in examples


class TestFilter:
    def test_only_what_fits_is_listed(self, demo_line: Line) -> None:
        told = demo_line.ok("list", "cotton", "--filter", "@library kind:action")
        assert [each.split()[0] for each in told.splitlines() if each.startswith("  ")] == ["A2", "A4"]
        listed = json.loads(demo_line.ok("list", "cotton", "--filter", "kind:voice no:reply", "--json"))
        assert [each["number"] for each in listed] == [f"V{n}" for n in range(13, 21)]

    def test_what_is_not_understood_is_said(self, demo_line: Line) -> None:
        code, output, errors = demo_line.run("list", "cotton", "--filter", "due:soonish")
        assert code == 0
        assert "  " not in output
        assert "due:soonish" in errors

    def test_it_looks_in_one_partnership(self, demo_line: Line) -> None:
        code, _output, errors = demo_line.run("list", "--filter", "van")
        assert code == 2
        assert "PARTNERSHIP" in errors


def test_nothing_fuzzy_is_imported_before_a_word_needs_it(tmp_path: Path) -> None:
    code = "import sys; from codesign.cli import main; main(sys.argv[1:]); print('rapidfuzz' in sys.modules)"
    data = ["--data", str(tmp_path / "data")]
    for arguments in (["demo", "--no-open"], ["list", "cotton"], ["list", "cotton", "--filter", "van @me"]):
        done = subprocess.run(
            [sys.executable, "-c", code, *data, *arguments], capture_output=True, text=True, check=True
        )
        assert done.stdout.splitlines()[-1] == "False", arguments
