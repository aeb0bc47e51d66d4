"""Every document of the demo, word for word. The files beside this one are read by eye when they change."""

from pathlib import Path

import pytest
from pymarkdown.api import PyMarkdownApi

from codesign.commands.amending import Amend
from codesign.commands.demo import FillDemo, demo_partnerships
from codesign.model import Audience, Meeting, Record, Vision
from codesign.opened import OpenPartnership
from codesign.records import Records
from codesign.templates import usual_sectors
from codesign.words import LANGUAGE, languages, speaking
from exports.formats import Format
from exports.library import LIBRARY, THREAD, document, subjects
from exports.prepare import Prepared
from exports.rolling import rolled_up
from tests.support.doubles import NOW, memory_workspace
from tests.support.golden import FOLDER, same_as_golden

COTTONWOOD, EASTFIELD = demo_partnerships()

QUOTING = [
    (folder, kind, audience, language, Format.MARKDOWN)
    for folder in demo_partnerships()
    for kind in ("notes", "vision", THREAD)
    for audience in Audience
    for language in languages()
]
"""What quotes people, of both partnerships for everybody."""

REPORTS = [
    (folder, kind, audience, language, Format.MARKDOWN)
    for folder, kind, audience in (
        *(
            (folder, kind, Audience.PARTNERS)
            for folder in demo_partnerships()
            for kind in ("action-log", "decision", "co-evaluation", "cycle")
        ),
        (COTTONWOOD, "co-evaluation", Audience.PUBLIC),
        (EASTFIELD, "decision", Audience.ROOM),
    )
    for language in languages()
]

OTHERS = [
    (COTTONWOOD, kind, sort.audience or Audience.PARTNERS, language, form)
    for kind, sort in LIBRARY.items()
    if kind not in {"you-said", *(each[1] for each in QUOTING + REPORTS)}  # "you-said" has a test of its own
    for language in languages()
    for form in dict.fromkeys((sort.forms[0], Format.MARKDOWN if Format.MARKDOWN in sort.forms else sort.forms[0]))
]


def partnership(folder: str, language: str = LANGUAGE) -> OpenPartnership:
    opened = memory_workspace().create(demo_partnerships()[folder])
    opened.execute(FillDemo(folder))
    opened.execute(Amend(opened.partnership, {"language": language, "sectors": usual_sectors(language)}))
    return opened


def prepared(
    folder: str, kind: str, audience: Audience, language: str = LANGUAGE, form: Format = Format.MARKDOWN
) -> Prepared:
    records = partnership(folder, language).records
    about = _newest(kind, records)
    return document(kind, records, about, NOW.date(), audience=audience, form=form, tables=2)


def _newest(kind: str, records: Records) -> Record:
    """Return the last meeting that is over; the newest cycle or version of the vision; the first decision, of
    which most is known; the partnership."""
    if kind == THREAD:
        return records.numbered("N3")[0]
    found = subjects(kind, records)
    if kind == "notes":
        return next(each for each in found if isinstance(each, Meeting) and each.ended)
    return found[-1] if kind == "decision" else found[0]


@pytest.mark.parametrize(("folder", "kind", "audience", "language", "form"), QUOTING + REPORTS + OTHERS)
def test_a_document_is_what_it_was(
    folder: str, kind: str, audience: Audience, language: str, form: Format, pytestconfig: pytest.Config
) -> None:
    made = prepared(folder, kind, audience, language, form)
    name = f"{language}/{folder.split('-', maxsplit=1)[0]}-{kind}-{audience.value}.{form.value}"
    same_as_golden(made.text, f"documents/{name}", pytestconfig)
    assert prepared(folder, kind, audience, language, form).data == made.data


@pytest.mark.parametrize("language", languages())
@pytest.mark.parametrize("audience", [Audience.PARTNERS, Audience.PUBLIC])
def test_a_roll_up_is_what_it_was(audience: Audience, language: str, pytestconfig: pytest.Config) -> None:
    several = [(each, name, partnership(each, language).records) for each, name in demo_partnerships().items()]
    with speaking(language):
        found = rolled_up(several, audience, NOW.date()).prepared
        again = rolled_up(reversed(several), audience, NOW.date()).prepared
    same_as_golden(found.text, f"documents/{language}/roll-up-{audience.value}.md", pytestconfig)
    assert found.data == again.data, "in whatever order"


@pytest.mark.parametrize(
    "path", sorted((FOLDER / "documents").rglob("*.md")), ids=lambda path: f"{path.parent.name}-{path.name}"
)
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
    assert "extension 12" not in "".join(prepared(*case).text for case in QUOTING)
    assert len(list(records.live(Vision))) == 3
