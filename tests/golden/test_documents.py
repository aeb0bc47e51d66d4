"""Every document of the demo, word for word. The files beside this one are read by eye when they change."""

from pathlib import Path

import pytest
from pymarkdown.api import PyMarkdownApi

from codesign.commands.demo import FillDemo, demo_partnerships
from codesign.model import Audience, Meeting, Record, Vision
from codesign.opened import OpenPartnership
from codesign.records import Records
from exports.library import THREAD, document, subjects
from exports.prepare import Prepared
from exports.rolling import rolled_up
from tests.support.documents import newest_vision, notes, statement
from tests.support.doubles import NOW, memory_workspace
from tests.support.golden import FOLDER, same_as_golden

CASES = [
    *(
        (folder, kind, audience)
        for folder in demo_partnerships()
        for kind in ("notes", "vision", THREAD)
        for audience in Audience
    ),
    *(
        (folder, kind, Audience.PARTNERS)
        for folder in demo_partnerships()
        for kind in ("action-log", "decision", "co-evaluation", "cycle")
    ),
    ("cottonwood-valley-connections", "co-evaluation", Audience.PUBLIC),
    ("eastfield-youth-and-families-together", "decision", Audience.ROOM),
]


def partnership(folder: str) -> OpenPartnership:
    opened = memory_workspace().create(demo_partnerships()[folder])
    opened.execute(FillDemo(folder))
    return opened


def prepared(folder: str, kind: str, audience: Audience) -> Prepared:
    records = partnership(folder).records
    if kind == "vision":
        return statement(records, newest_vision(records), audience, NOW.date())
    if kind == THREAD:
        return document(THREAD, records, records.numbered("N3")[0], NOW.date(), audience=audience)
    if kind != "notes":
        return document(kind, records, _newest(kind, records), NOW.date(), audience=audience)
    held = [each for each in records.live(Meeting) if each.ended]
    return notes(records, max(held, key=lambda each: each.on), audience, NOW.date())


def _newest(kind: str, records: Records) -> Record:
    """Return the newest cycle; the first decision, of which most is known; the partnership."""
    found = subjects(kind, records)
    return found[-1] if kind == "decision" else found[0]


@pytest.mark.parametrize(("folder", "kind", "audience"), CASES)
def test_a_document_is_what_it_was(
    folder: str, kind: str, audience: Audience, pytestconfig: pytest.Config
) -> None:
    document = prepared(folder, kind, audience)
    name = f"{folder.split('-', maxsplit=1)[0]}-{kind}-{audience.value}.md"
    same_as_golden(document.text, f"documents/{name}", pytestconfig)


@pytest.mark.parametrize("audience", [Audience.PARTNERS, Audience.PUBLIC])
def test_a_roll_up_is_what_it_was(audience: Audience, pytestconfig: pytest.Config) -> None:
    several = [(each, name, partnership(each).records) for each, name in demo_partnerships().items()]
    found = rolled_up(several, audience, NOW.date()).prepared
    same_as_golden(found.text, f"documents/roll-up-{audience.value}.md", pytestconfig)
    assert found.data == rolled_up(reversed(several), audience, NOW.date()).prepared.data, "in whatever order"


@pytest.mark.parametrize(("folder", "kind", "audience"), CASES)
def test_the_same_data_makes_the_same_bytes(folder: str, kind: str, audience: Audience) -> None:
    assert prepared(folder, kind, audience).data == prepared(folder, kind, audience).data


@pytest.mark.parametrize("path", sorted((FOLDER / "documents").glob("*.md")), ids=lambda path: path.name)
def test_a_document_is_good_markdown(path: Path) -> None:
    linter = PyMarkdownApi()
    linter.enable_extension_by_identifier("front-matter")
    for rule in (
        "md013",  # one paragraph, item or field stands on one line, so that changes are lines
        "md024",  # two sections may say the same word
        "md033",  # <https://...> is taken for HTML
        "md026",  # people end their titles as they like
    ):
        linter.disable_rule_by_identifier(rule)
    found = linter.scan_path(str(path))
    assert not found.pragma_errors
    assert [f"{each.line_number}: {each.rule_id} {each.rule_description}" for each in found.scan_failures] == []


def test_what_is_held_back_is_nowhere_in_the_document() -> None:
    records = partnership("cottonwood-valley-connections").records
    secret = {"room": "probation", "not set": "fridge of every house"}
    for audience in (Audience.PARTNERS, Audience.PUBLIC):
        text = prepared("cottonwood-valley-connections", "notes", audience).text
        assert secret["room"] not in text
        assert secret["not set"] not in text
    room = prepared("cottonwood-valley-connections", "notes", Audience.ROOM).text
    assert secret["room"] in room
    assert secret["not set"] not in room
    assert "extension 12" not in "".join(prepared(*case).text for case in CASES)
    assert len(list(records.live(Vision))) == 3
