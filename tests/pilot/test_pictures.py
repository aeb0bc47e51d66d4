"""The pictures of README and docs: they load nothing, and they show what the program does."""

import re
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest

from tests.pictures import NAMES, picture

DOCS = Path(__file__).parent.parent.parent / "docs"
SPACE = "http://www.w3.org/2000/svg"


@pytest.mark.parametrize("name", NAMES)
def test_a_picture_loads_nothing_and_has_a_title(name: str) -> None:
    svg = (DOCS / f"{name}.svg").read_text("utf-8")
    assert re.findall(r"\w*(?:https?:|//)\S*?(?=\")", svg) == [SPACE]
    assert not re.search(r"@import|@font-face|url\((?!#)|href|<script|<image", svg)
    root = ET.fromstring(svg)
    title = root.find(f"{{{SPACE}}}title")
    assert title is not None
    assert title.text
    assert "Co-design session board" in "".join(root.itertext()).replace("\xa0", " ")


@pytest.mark.parametrize("name", NAMES)
async def test_a_picture_shows_what_the_program_does(name: str) -> None:
    assert (DOCS / f"{name}.svg").read_text("utf-8") == await picture(name), "draw it anew with: make pictures"
