"""What docs/privacy.md promises about files, networks and commands is so."""

import ast
import re
from pathlib import Path

import click
import pytest

from codesign.cli.group import codesign

ROOT = Path(__file__).parent.parent.parent
PAGE = (ROOT / "docs" / "privacy.md").read_text("utf-8")
SOURCES = [path for room in ("codesign", "screens", "storage", "exports") for path in (ROOT / room).rglob("*.py")]
NETWORK = {
    "socket",
    "http",
    "urllib.request",
    "smtplib",
    "ftplib",
    "requests",
    "httpx",
    "aiohttp",
    "ssl",
    "telnetlib",
}


def imported(path: Path) -> set[str]:
    found = set()
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.Import):
            found |= {each.name for each in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module:
            found |= {node.module, *(f"{node.module}.{each.name}" for each in node.names)}
    return found


def test_nothing_of_ours_can_reach_a_network() -> None:
    for path in SOURCES:
        reached = {name for name in imported(path) if name in NETWORK or name.split(".")[0] in NETWORK}
        assert not reached, path


@pytest.mark.parametrize("name", sorted(set(re.findall(r"`codesign ([a-z]+)", PAGE))))
def test_every_command_that_it_names_is_there(name: str) -> None:
    assert codesign.get_command(click.Context(codesign), name) is not None


def test_every_folder_that_it_names_is_one_that_the_store_makes() -> None:
    code = "".join(path.read_text("utf-8") for path in SOURCES)
    for name in re.findall(r"^\| `(?:DATA|STATE)/(?:<partnership>/)?([a-z.]+)/?`", PAGE, re.MULTILINE):
        assert f'"{name}"' in code, name
