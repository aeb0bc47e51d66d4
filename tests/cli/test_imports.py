"""What is imported when: the plain commands start fast because they leave the screens alone."""

import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent.parent


def modules_of(code: str) -> set[str]:
    """Return the modules that running some code imports."""
    tell = "; import sys; print(' '.join(sys.modules))"
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


def test_the_model_imports_no_textual() -> None:
    assert not imported_by("import codesign.model") & {"textual", "rich", "click"}


def test_the_domain_needs_no_command_line_and_no_markdown() -> None:
    assert not imported_by("import codesign.workspace") & {"click", "markdown_it", "tinydb", "storage", "exports"}


def test_a_table_is_imported_without_reading_markdown() -> None:
    assert not imported_by("import codesign.cli.importing, codesign.imports.csv_cards") & {"markdown_it"}


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
