"""What is imported when: the plain commands start fast because they leave the screens alone."""

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent.parent


def modules_of(code: str) -> set[str]:
    """Return the modules that running some code imports."""
    tell = "; import sys; print(' '.join(sorted(sys.modules)))"
    done = subprocess.run(
        [sys.executable, "-c", code + tell], capture_output=True, text=True, check=True, cwd=ROOT
    )
    return set(done.stdout.splitlines()[-1].split())


def imported_by(code: str) -> set[str]:
    """Return the top-level packages that running some code imports."""
    return {name.split(".")[0] for name in modules_of(code)}


@pytest.mark.parametrize(
    "arguments",
    [
        ["--help"],
        ["demo", "--no-open"],
        ["new", "R"],
        ["add", "cotton", "? x"],
        ["list"],
        ["export", "notes", "cotton"],
        ["import", "cotton", str(ROOT / "tests" / "fixtures" / "imports" / "board.md")],
    ],
    ids=lambda arguments: arguments[0],
)
def test_the_command_line_never_imports_textual(arguments: list[str], tmp_path: Path) -> None:
    data = ["--data", str(tmp_path / "data")]
    found = imported_by(
        f"from codesign.cli import main; main({[*data, 'demo', '--no-open']}); main({[*data, *arguments]})"
    )
    assert not found & {"textual", "rich", "pyfiglet"}


def test_the_board_leaves_ssl_out_and_whoever_wants_it_has_it() -> None:
    assert not imported_by("import screens.app") & {"ssl", "_ssl"}
    assert {"ssl", "_ssl"} <= imported_by("import screens.app, ssl; ssl.SSLContext")


def test_the_model_imports_no_textual() -> None:
    assert not imported_by("import codesign.model") & {"textual", "rich", "click"}


def test_the_domain_needs_no_command_line_and_no_markdown() -> None:
    assert not imported_by("import codesign.workspace") & {"click", "markdown_it", "tinydb", "storage", "exports"}


def test_a_table_is_imported_without_reading_markdown() -> None:
    assert not imported_by("import codesign.cli.importing, codesign.imports.csv_cards") & {"markdown_it"}


NOT_FOR_READING = {
    *("codesign.capture", "codesign.commands.purging", "codesign.commands.restoring", "codesign.templates"),
    *("codesign.views.filters", "codesign.views.home", "codesign.commands.partnerships", "codesign.toml"),
    *("storage.purge", "storage.watch", "storage.backup", "storage.verify", "storage.learned"),
    *("platformdirs", "rapidfuzz", "icalendar", "docx", "zipfile", "statistics", "tempfile"),
}
"""What looking, capturing, purging, founding and other platforms need."""

NOT_FOR_THE_NOTES = {
    *(
        f"exports.{name}"
        for name in ("bundle", "calendar", "html", "mermaid", "organisation", "spreadsheet", "svg")
    ),
    *(f"exports.charts.{name}" for name in ("drawing", "drawn", "lettering", "network", "plot")),
    *("exports.docx", "exports.review", "exports.several", "codesign.imports", "codesign.commands.exports"),
}
"""What other documents and forms need, and what keeps a document on record."""


@pytest.fixture(scope="module")
def of_the_notes(tmp_path_factory: pytest.TempPathFactory) -> set[str]:
    """The modules that are imported to print the notes of the demo."""
    data = ["--data", str(tmp_path_factory.mktemp("demo") / "data")]
    arguments = [*data, "export", "notes", "cotton", "--out", "-"]
    run = "import subprocess, sys; subprocess.run([sys.executable, '-m', 'codesign', *{!r}], check=True); "
    return modules_of(
        run.format([*data, "demo", "--no-open"]) + f"from codesign.cli import main; main({arguments}); print()"
    )


@pytest.mark.parametrize("name", sorted(NOT_FOR_READING | NOT_FOR_THE_NOTES))
def test_the_notes_wait_for_nothing_that_they_do_not_need(name: str, of_the_notes: set[str]) -> None:
    assert "exports.documents.meeting_notes" in of_the_notes
    assert not [each for each in of_the_notes if each == name or each.startswith(f"{name}.")]


def test_the_notes_wait_for_no_other_document(of_the_notes: set[str]) -> None:
    folder = "exports.documents"
    assert {each for each in of_the_notes if each.startswith(folder)} == {
        folder,
        *(f"{folder}.{name}" for name in ("closing", "meeting_notes", "pieces")),
    }


def test_a_command_waits_for_no_other_command(of_the_notes: set[str]) -> None:
    shared = {"audience", "compose", "documents", "folders", "group", "said", "set"}
    names = {each.split(".")[2] for each in of_the_notes if each.startswith("codesign.cli.")}
    assert names <= shared
    commands = {each.split(".")[2] for each in of_the_notes if each.startswith("codesign.commands.")}
    assert commands == {"base"}


PATTERNS_AT_ONCE = {"codesign.words", "exports.reader", "storage.journal", "storage.stamps"}
"""Modules that need their patterns in any case, so that they may as well be compiled at once."""


def test_patterns_are_compiled_when_they_are_looked_for(of_the_notes: set[str]) -> None:
    """A command that is over in a moment uses few of them; see codesign/patterns.py."""
    ours = {each for each in of_the_notes if each.split(".")[0] in {"codesign", "exports", "storage"}}
    places = {name: ROOT.joinpath(*name.split(".")) for name in ours}
    files = {name: at / "__init__.py" if at.is_dir() else at.with_suffix(".py") for name, at in places.items()}
    eager = {
        name
        for name, file in files.items()
        if re.search(r"^\w+ = re\.compile", file.read_text("utf-8"), re.MULTILINE)
    }
    assert eager <= PATTERNS_AT_ONCE


def test_a_command_looks_for_no_garbage_and_the_board_does(tmp_path: Path) -> None:
    """What a command imports and makes it keeps to its end; the board stays open for hours."""
    code = f"""
import gc, sys
from types import SimpleNamespace
from codesign import __main__
from codesign.cli import board
from screens import app

def tell(when):
    print(when, gc.isenabled(), gc.get_freeze_count() > 0, file=sys.__stdout__)

terminal = SimpleNamespace(isatty=lambda: True, encoding="utf-8", fileno=lambda: 1)
app.BoardApp.run = lambda self: (tell("waiting"), self._shown(), tell("shown"))
board.sys = SimpleNamespace(stdin=terminal, stdout=terminal, stderr=terminal)
__main__._end = lambda code: tell("over")
for arguments in (["list"], []):
    sys.argv = ["codesign", "--data", {str(tmp_path)!r}, *arguments]
    __main__.main()
"""
    environ = {**os.environ, "TERM": "xterm-256color"}
    done = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=True, cwd=ROOT, env=environ
    )
    assert done.stdout.splitlines()[-4:] == [
        "over False False",
        "waiting False False",
        "shown True True",
        "over True True",
    ]


def test_the_first_screen_waits_for_no_other_screen_and_not_for_the_tour() -> None:
    found = modules_of("import screens.app")
    folders = {path.parent.name for path in (ROOT / "screens").glob("*/__init__.py")}
    assert {name.split(".")[1] for name in found if name.startswith("screens.")} & folders == {
        "board",
        "dialogs",
        "home",
        "widgets",
    }
    assert not found & {"screens.catalogue", "textual.widgets._markdown", "textual.widgets._text_area"}


def test_who_only_opens_the_board_waits_for_nothing_that_reads_a_command_line(tmp_path: Path) -> None:
    """Nor for TinyDB, whose form board.json has: what reads and writes it is faster."""
    code = f"""
import os
from types import SimpleNamespace
from codesign.cli import board, main
from codesign.cli.compose import Composition
from screens import app

terminal = SimpleNamespace(isatty=lambda: True, encoding="utf-8", fileno=lambda: 1)
board.sys = SimpleNamespace(stdin=terminal, stdout=terminal, stderr=terminal)
os.environ["TERM"] = "xterm-256color"
begun = []
app.BoardApp.run = lambda self: begun.append(self)
assert main([], Composition({str(tmp_path)!r})) == 0
assert begun
print()"""
    assert not modules_of(code) & {"click", "gettext", "tinydb", "json"}
