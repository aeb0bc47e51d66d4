"""What README and docs say is true of the program."""

import re
from pathlib import Path

import pytest

from exports.library import LIBRARY
from tests.pages import pages
from tests.support.commands import all_commands

ROOT = Path(__file__).parent.parent.parent
PAGES = (
    ROOT / "README.md",
    ROOT / "CONTRIBUTING.md",
    ROOT / "CHANGELOG.md",
    *sorted((ROOT / "docs").rglob("*.md")),
)


@pytest.mark.parametrize(("name", "page"), pages().items())
def test_the_lists_of_keys_and_commands_are_current(name: str, page: str) -> None:
    assert (ROOT / "docs" / name).read_text("utf-8").strip() == page.strip(), "write them anew with: make pages"


@pytest.mark.parametrize("page", PAGES, ids=lambda page: str(page.relative_to(ROOT)))
def test_what_a_page_links_to_is_there(page: Path) -> None:
    links = re.findall(r"\]\(([^)#]+)", page.read_text("utf-8"))
    assert [link for link in links if not (page.parent / link).exists()] == []


@pytest.mark.parametrize("page", PAGES, ids=lambda page: str(page.relative_to(ROOT)))
def test_what_a_page_has_people_make_can_be_made(page: Path) -> None:
    targets = set(re.findall(r"^([a-z-]+):", (ROOT / "Makefile").read_text("utf-8"), re.MULTILINE))
    assert set(re.findall(r"(?:`|^ {4})make ([a-z-]+)", page.read_text("utf-8"), re.MULTILINE)) <= targets


def test_readme_names_every_command() -> None:
    readme = (ROOT / "README.md").read_text("utf-8")
    assert [name for name in all_commands() if f"`{name}`" not in readme] == []


def test_every_decision_is_in_the_list_of_decisions() -> None:
    folder = ROOT / "docs" / "decisions"
    listed = set(re.findall(r"\((\d{4}[a-z0-9-]+\.md)\)", (folder / "README.md").read_text("utf-8")))
    assert listed == {path.name for path in folder.glob("0*.md")}


def test_the_list_of_documents_has_their_forms() -> None:
    page = (ROOT / "docs" / "documents.md").read_text("utf-8")
    listed = {
        kind: forms.split(", ")
        for kinds, forms in re.findall(r"^\| (`.*`) \| .* \| ([a-z, ]+) \|$", page, re.MULTILINE)
        for kind in re.findall(r"`([a-z-]+)`", kinds)
    }
    assert {kind: listed.get(kind) for kind in LIBRARY} == {kind: [*each.forms] for kind, each in LIBRARY.items()}
