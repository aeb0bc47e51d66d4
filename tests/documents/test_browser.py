"""HTML documents in a browser: nothing runs, nothing is loaded, and everybody can read them."""

import json
import shutil
import subprocess
from pathlib import Path
from typing import Any

import pytest

from exports.formats import Format
from tests.documents.conftest import Made

HERE = Path(__file__).parent
TOOLS = Path("build/documents").resolve()
"""Where `make test-documents` installs the checkers."""

_MEANT = {
    *(
        "html",
        "head",
        "meta",
        "title",
        "style",
        "body",
        "main",
        "header",
        "img",
        "section",
        "figure",
        "figcaption",
    ),
    *("h1", "h2", "h3", "h4", "p", "br", "hr", "ul", "li", "blockquote", "strong", "span", "a", "div", "caption"),
    *("table", "thead", "tbody", "tr", "th", "td"),
    *("svg", "desc", "g", "path", "rect", "circle", "line", "polyline", "polygon", "text", "tspan"),
}
"""The elements that our writer makes."""


@pytest.fixture(scope="session")
def files(made: Made) -> list[Path]:
    return made(Format.HTML)


@pytest.fixture(scope="session")
def seen(files: list[Path]) -> list[dict[str, Any]]:
    """What the browser found in each file."""
    browser = shutil.which("chromium") or shutil.which("chromium-browser")
    assert browser, "make test-documents needs chromium: .ci/run installs it"
    done = subprocess.run(
        ["node", HERE / "browser.mjs", TOOLS, browser, *files], capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr
    found: list[dict[str, Any]] = json.loads(done.stdout)
    assert len(found) == len(files)
    return found


def _where(files: list[Path], seen: list[dict[str, Any]], what: str) -> list[str]:
    """Return what was found of a kind, with the file."""
    return [
        f"{file.parent.name}/{file.name}: {each}"
        for file, one in zip(files, seen, strict=True)
        for each in one[what]
    ]


@pytest.mark.parametrize("what", ["asked", "ran", "handlers", "light", "dark"])
def test_nothing_is_loaded_or_run_and_nobody_is_kept_from_reading(
    files: list[Path], seen: list[dict[str, Any]], what: str
) -> None:
    assert _where(files, seen, what) == []


def test_there_is_no_element_that_we_did_not_make(files: list[Path], seen: list[dict[str, Any]]) -> None:
    found = {each for one in seen for each in one["elements"]}
    assert found - _MEANT == set(), _where(files, seen, "elements")
    assert {"table", "ul", "blockquote", "strong"} <= found


def test_a_narrow_window_need_not_be_scrolled_sideways(files: list[Path], seen: list[dict[str, Any]]) -> None:
    wide = [
        f"{file.parent.name}/{file.name}" for file, one in zip(files, seen, strict=True) if one["overflow"] > 0
    ]
    assert wide == []


def test_every_page_has_a_title(seen: list[dict[str, Any]]) -> None:
    assert all(one["title"].strip() for one in seen)


def test_the_html_is_valid(files: list[Path]) -> None:
    done = subprocess.run(
        [
            TOOLS / "node_modules/.bin/html-validate",
            "--config",
            HERE / "validate.json",
            "--formatter",
            "json",
            *files,
        ],
        capture_output=True,
        text=True,
        check=False,
    )
    found = [
        f"{Path(each['filePath']).name}:{message['line']}: {message['ruleId']}: {message['message']}"
        for each in json.loads(done.stdout)
        for message in each["messages"]
    ]
    assert found == [], done.stderr


def test_the_browser_sees_a_program_that_is_there(tmp_path: Path) -> None:
    """What finds nothing must be able to find something."""
    file = tmp_path / "bad.html"
    file.write_text(
        "<!doctype html><title>x</title><img src='https://127.0.0.1:9/x.png'><script>alert('ran')</script>"
        "<p onclick='x()' style='width: 900px; color: #ccc'>x</p>",
        "utf-8",
    )
    browser = shutil.which("chromium") or shutil.which("chromium-browser") or ""
    done = subprocess.run(
        ["node", HERE / "browser.mjs", TOOLS, browser, file], capture_output=True, text=True, check=True
    )
    found = json.loads(done.stdout)[0]
    assert found["asked"] == ["https://127.0.0.1:9/x.png"]
    assert found["ran"] == ["ran"]
    assert found["handlers"] == ["onclick"]
    assert found["overflow"] > 0
    assert found["light"]
