"""What an organisation sets for its documents, and what is wrong with it, by line."""

import base64
import re
from collections.abc import Callable
from datetime import date
from html import escape
from pathlib import Path

import pytest

from codesign.commands.demo import FillDemo, demo_partnerships
from codesign.model import Audience
from codesign.opened import OpenPartnership
from codesign.organisation import AS_IT_COMES, Logo, Organisation, Shape, in_language
from codesign.permissions import Sight
from codesign.words import languages, say, speaking
from exports.arranging import arranged
from exports.documents.pieces import Draft
from exports.example import example
from exports.formats import Format
from exports.library import LIBRARY, document, subjects
from exports.organisation import LARGEST_LOGO, organisation, read_organisation
from exports.sections import SECTIONS
from exports.tree import Heading, Paragraph
from exports.verify import NotVerified
from exports.verify_html import verify_html
from tests.support.doubles import NOW, memory_workspace
from tests.support.hostile import HOSTILE

PNG = b"\x89PNG\r\n\x1a\n" + bytes(20)
ON = date(2026, 11, 21)


@pytest.fixture(scope="module")
def demo() -> OpenPartnership:
    folder = demo_partnerships()
    first = next(iter(folder))
    opened = memory_workspace().create(folder[first])
    opened.execute(FillDemo(first))
    return opened


def read(text: str, picture: Callable[[str], bytes] = lambda _name: PNG) -> tuple[Organisation, list[str]]:
    found = read_organisation(text, picture)
    return found.organisation, [str(each) for each in found.problems]


def notes(demo: OpenPartnership, text: str) -> str:
    found, problems = read(text)
    assert problems == []
    meeting = subjects("notes", demo.records)[0]
    return document("notes", demo.records, meeting, ON, organisation=found).text


def headings(text: str) -> list[str]:
    return [line.removeprefix("## ") for line in text.splitlines() if line.startswith("## ")]


def test_headings_and_labels_are_the_organisations_own(demo: OpenPartnership) -> None:
    text = notes(demo, '[headings.en]\ncommitments = "Our *promises*"\n[labels.en]\nwho = "Responsible"\n')
    assert r"## Our \*promises\*" in text.splitlines()
    assert "  - Responsible: town planner" in text.splitlines()
    assert "Commitments" not in headings(text)
    assert "  - Who: " not in text
    assert say("doc.commitments") == "Commitments"


def test_words_in_another_language_do_not_touch_this_one(demo: OpenPartnership) -> None:
    usual = notes(demo, "")
    assert notes(demo, '[headings.fr]\ncommitments = "Engagements"\n') == usual


def test_sections_come_in_the_order_that_is_wanted_and_some_not_at_all(demo: OpenPartnership) -> None:
    usual = headings(notes(demo, ""))
    text = notes(demo, '[documents.notes]\norder = ["commitments", "decisions"]\nhidden = ["how-it-went"]\n')
    first = ["Commitments", "Decisions"]
    assert headings(text) == [*first, *(each for each in usual if each not in {*first, "How it went"})]
    assert "Planned" not in text


def test_texts_open_and_close_documents(demo: OpenPartnership) -> None:
    text = notes(
        demo,
        '[documents.all]\nopening = "To *all*."\nclosing = {fr = "Fin.", en = "The end."}\n'
        '[documents.notes]\nopening = "Of this meeting."\n',
    )
    lines = [line for line in text.splitlines() if line]
    title = next(n for n, line in enumerate(lines) if line.startswith("# "))
    assert (lines[title + 1], lines[-2]) == ("Of this meeting.", "The end.")
    assert "To " not in lines[title + 1]


@pytest.mark.parametrize("alt", ["Three trees", '"><script>alert(1)</script>', "l\u2019arbre <b>"])
def test_a_logo_stands_at_the_head_of_pages(demo: OpenPartnership, alt: str) -> None:
    own = Organisation(logo=Logo("image/png", PNG, {"fr": "Arbres", "en": alt}))
    meeting = subjects("notes", demo.records)[0]
    page = document("notes", demo.records, meeting, ON, form=Format.HTML, organisation=own).text
    head, _, _rest = page.partition("<h1>")
    assert f'src="data:image/png;base64,{base64.b64encode(PNG).decode()}" alt="{escape(alt)}">' in head
    assert "; img-src data:" in head
    without = document("notes", demo.records, meeting, ON, form=Format.HTML).text
    assert "<img" not in without
    assert "img-src" not in without
    prepared = document("notes", demo.records, meeting, ON, organisation=own)
    with pytest.raises(NotVerified):
        verify_html(prepared.document, page.replace("data:image/png", "data:image/gif"))


@pytest.mark.parametrize("hostile", HOSTILE)
def test_own_words_are_never_markdown(demo: OpenPartnership, hostile: str) -> None:
    """The document reads itself back, or it would not be prepared."""
    own = Organisation(
        words={"en": {"doc.commitments": f"a {hostile}", "field.who": f"b {hostile}"}},
        shapes={"notes": Shape(opening={"": f"c {hostile}"}, closing={"en": f"d {hostile}"})},
    )
    for form in LIBRARY["notes"].forms:
        assert document(
            "notes", demo.records, subjects("notes", demo.records)[0], ON, form=form, organisation=own
        ).data


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        ('[headings.en]\ndecisons = "x"\n', "organisation.toml:2: there is no decisons among the headings; did"),
        ("[headings.en]\ndecisions = 3\n", "organisation.toml:2: headings.en.decisions has to be a text"),
        ('[headings.en]\ndecisions = " "\n', "organisation.toml:2: headings.en.decisions has to be a text"),
        ('[headings.english]\ndecisions = "x"\n', "english is no language"),
        ('headings = "x"\n', "organisation.toml:1: headings is a heading"),
        ('[labels.en]\nwhose = "x"\n', "organisation.toml:2: there is no whose among the labels"),
        ('\n[documents.minutes]\nopening = "x"\n', "there is no kind of document called minutes"),
        ('[documents.notes]\norder = ["x"]\n', "organisation.toml:2: there is no section x in it"),
        (
            '[documents.notes]\norder = "decisions"\n',
            ":2: documents.notes.order has to be a list",
        ),
        ('[documents.notes]\nhidden = ["correct"]\n', "organisation.toml:2: correct cannot be left out"),
        ('[documents.notes]\ncolour = "red"\n', "organisation.toml:2: there is nothing called colour here"),
        ('colour = "red"\n', "organisation.toml:1: there is nothing called colour here"),
        ('logo = "l.png"\n', "organisation.toml:1: a logo needs logo-alt"),
        ('logo = "../l.png"\nlogo-alt = "x"\n', "organisation.toml:1: ../l.png: the logo is the name of a file"),
        ("x = \n", "organisation.toml:1: this cannot be read"),
    ],
)
def test_what_is_wrong_is_told_with_its_line_and_left_out(text: str, problem: str) -> None:
    found, problems = read(text)
    assert len(problems) == 1
    assert problem in problems[0]
    assert found == AS_IT_COMES


def test_what_is_wrong_takes_nothing_else_with_it() -> None:
    found, problems = read('[headings.en]\nwhat = "x"\ndecisions = "Settled"\n[documents.notes]\nhidden = ["y"]\n')
    assert found.words == {"en": {"doc.decisions": "Settled"}}
    assert [each.split(":")[1] for each in problems] == ["2", "5"]


def test_a_logo_is_a_small_picture_with_words() -> None:
    text = 'logo = "l.png"\nlogo-alt = {en = "Three trees", fr = "Trois arbres"}\n'
    found, problems = read(text)
    assert problems == []
    assert found.logo is not None
    assert (found.logo.kind, found.logo.data) == ("image/png", PNG)
    assert in_language(found.logo.alt, "fr-CA") == "Trois arbres"
    for data in (b"<svg onload='x()'/>", b"", PNG + bytes(LARGEST_LOGO)):
        found, problems = read(text, lambda _name, data=data: data)  # type: ignore[misc]
        assert found.logo is None
        assert "l.png has to be a PNG or JPEG picture" in problems[0]

    def missing(name: str) -> bytes:
        raise FileNotFoundError(2, "No such file", name)

    assert "l.png cannot be read: No such file" in read(text, missing)[1][0]


def test_a_folder_without_the_file_has_nothing_set(tmp_path: Path) -> None:
    assert organisation(tmp_path).organisation == AS_IT_COMES
    (tmp_path / "organisation.toml").write_bytes(b"\xff\xfe")
    assert len(organisation(tmp_path).problems) == 1
    (tmp_path / "organisation.toml").write_text('\ufeff[headings.en]\ndecisions = "Settled"\n', "utf-8")
    assert organisation(tmp_path).organisation.words == {"en": {"doc.decisions": "Settled"}}


def test_the_example_changes_nothing_and_every_line_of_it_can_be_used() -> None:
    assert read(example()) == (AS_IT_COMES, [])
    lines = example().split("\n")
    given = [line.removeprefix("# ") if re.match(r"# [\w-]+ = ", line) else line for line in lines]
    found, problems = read("\n".join(given))
    assert problems == []
    assert found.words["en"]["doc.decisions"] == "Decisions"


def test_every_section_that_is_written_is_known_and_has_one_name(demo: OpenPartnership) -> None:
    for kind, sort in LIBRARY.items():
        for subject in subjects(kind, demo.records):
            draft = Draft(Sight(demo.records, sort.audience or Audience.ROOM, NOW.date()))
            sort.build(draft, subject, 1)
            keys = [key for key, _place in draft.sections]
            assert [key for key in SECTIONS[kind] if key in keys] == keys, kind
    known = {key for kind in SECTIONS for key in SECTIONS[kind]}
    assert len({key.partition(".")[2] for key in known}) == len(known)
    assert list(SECTIONS) == list(LIBRARY)


def test_sections_are_arranged_with_what_belongs_to_them() -> None:
    blocks = (Paragraph("before"), Heading(2, "a"), Paragraph("of a"), Heading(2, "b"), Heading(2, "c"))
    sections = [("x.a", 1), ("x.b", 3), ("x.c", 4)]
    assert arranged(blocks, sections, Shape(), "en") == blocks
    found = arranged(blocks, sections, Shape(order=("x.c",), hidden=frozenset({"x.b"})), "en")
    assert found == (blocks[0], blocks[4], blocks[1], blocks[2])


def test_words_are_said_in_a_language_for_a_while() -> None:
    with speaking("xx", {"doc.commitments": "ours {n}"}):
        assert say("doc.commitments", n=1) == "ours {n}"
        assert say("doc.decisions") == "Decisions"
    assert say("doc.commitments") == "Commitments"
    assert "en" in languages()
