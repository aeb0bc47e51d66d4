"""Rules that no linter knows: how people's words reach the screen, how long a module is, what is left behind."""

import ast
import re
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent.parent
ROOMS = ("codesign", "screens", "storage", "exports")
SOURCES = sorted(path for room in ROOMS for path in (ROOT / room).rglob("*.py"))


@pytest.mark.parametrize("path", SOURCES, ids=lambda path: str(path.relative_to(ROOT)))
def test_a_module_has_one_subject(path: Path) -> None:
    assert len(path.read_text("utf-8").splitlines()) <= 420


SAID_ONCE = {"apply", "headline", "prefix"}
"""What every command or record has, described where it is declared."""


def functions(tree: ast.AST) -> list[ast.FunctionDef | ast.AsyncFunctionDef]:
    return [node for node in ast.walk(tree) if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)]


@pytest.mark.parametrize("path", SOURCES, ids=lambda path: str(path.relative_to(ROOT)))
def test_a_function_fits_a_screen_and_public_ones_say_what_they_do(path: Path) -> None:
    tree = ast.parse(path.read_text("utf-8"))
    assert ast.get_docstring(tree) is not None or not path.read_text("utf-8").strip(), (
        "the module says what it is for"
    )
    for function in functions(tree):
        assert (function.end_lineno or 0) - function.lineno < 60, function.name
        owners = [node for node in ast.walk(tree) if isinstance(node, ast.ClassDef) and function in node.body]
        if any(each.name.startswith("_") for each in (function, *owners)) or path.parent.name == "cli":
            continue
        if function.name in SAID_ONCE:
            continue
        nested = any(function in ast.walk(other) for other in functions(tree) if other is not function)
        bases = [base for owner in owners for base in owner.bases]
        port = any(isinstance(base, ast.Name) and base.id == "Protocol" for base in bases)
        assert nested or port or ast.get_docstring(function), f"{function.name} has no docstring"


@pytest.mark.parametrize("path", SOURCES, ids=lambda path: str(path.relative_to(ROOT)))
def test_values_are_structs(path: Path) -> None:
    """What dataclasses offers takes time at the start, and its replace() refuses structs when it is called."""
    modules = [
        node.module for node in ast.walk(ast.parse(path.read_text("utf-8"))) if isinstance(node, ast.ImportFrom)
    ]
    assert "dataclasses" not in modules


@pytest.mark.parametrize("path", sorted((ROOT / "screens").rglob("*.py")), ids=lambda path: path.name)
def test_people_s_words_are_never_markup(path: Path) -> None:
    """Static, notify and border titles read brackets as commands; texts go in as Content or are drawn as lines."""
    tree = ast.parse(path.read_text("utf-8"))
    for call in (node for node in ast.walk(tree) if isinstance(node, ast.Call)):
        name = call.func.id if isinstance(call.func, ast.Name) else getattr(call.func, "attr", "")
        assert name not in {"Label", "Button", "OptionList", "notify", "Checkbox", "from_markup", "Markdown"} or (
            name == "Markdown" and "rich.markdown" in path.read_text("utf-8")
        ), f"{path.name}:{call.lineno} {name}"
        if name == "Static":
            (content,) = call.args
            assert isinstance(content, ast.Call), f"{path.name}:{call.lineno}"
            assert getattr(content.func, "id", "") == "Content", f"{path.name}:{call.lineno}"
    for target in (node for node in ast.walk(tree) if isinstance(node, ast.Attribute)):
        assert target.attr not in {"border_title", "border_subtitle", "tooltip"}, f"{path.name}:{target.lineno}"


@pytest.mark.parametrize("path", sorted((ROOT / "screens").rglob("*.py")), ids=lambda path: path.name)
def test_what_is_drawn_stands_in_one_place(path: Path) -> None:
    """Every dot, arrow and line has its equal in ASCII, in screens/glyphs.py."""
    assert path.read_text("utf-8").isascii() or path.name == "glyphs.py"


def test_nothing_is_left_behind() -> None:
    words = re.compile(r"\b(TODO|FIXME|XXX|HACK)\b")
    text = [
        path
        for room in (*ROOMS, "docs", "tests")
        for path in (ROOT / room).rglob("*")
        if path.suffix in {".py", ".md", ".toml"}
    ]
    assert [
        path.name for path in text if path.name != Path(__file__).name and words.search(path.read_text("utf-8"))
    ] == []


@pytest.mark.parametrize("path", ["constraints.txt", "tests/bench/board/peers.txt"])
def test_pinned_packages_have_hashes_and_no_addresses(path: str) -> None:
    pinned = (ROOT / path).read_text("utf-8")
    assert "://" not in pinned
    packages = re.split(r"\n(?=[a-z])", pinned.strip())
    assert all("==" in each and "--hash=sha256:" in each for each in packages)


def test_the_project_speaks_of_itself_alone() -> None:
    """No path of a machine, no registry's host."""
    found = []
    for path in ROOT.rglob("*"):
        parts = path.relative_to(ROOT).parts
        ours = not any(part.startswith(".") and part != ".ci" for part in parts) and "demo-data" not in parts
        if (
            ours
            and path.is_file()
            and path.suffix in {".py", ".md", ".toml", ".txt", ""}
            and path != Path(__file__)
        ):
            text = path.read_text("utf-8", errors="ignore")
            if re.search(r"pypi\.org|pythonhosted|registry\.npmjs|/root/|/home/[a-z]", text):
                found.append(str(path.relative_to(ROOT)))
    assert found == []
