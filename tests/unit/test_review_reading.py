"""Reading what came back: files that other programs have really edited, and what pasting does to a text."""

from collections.abc import Callable
from pathlib import Path

import pytest

from codesign.errors import NotFound, Refused
from exports.docx.writer import docx
from exports.markdown import markdown
from exports.review.compare import compare
from exports.review.folding import fold, same
from exports.review.reading import read_returned, require_reference, reviewers
from exports.review.text import read_text
from tests.support.reviews import FILES, ON, REFERENCE, Told, proposed, sent, told

REMARK = "I can lend you my telephone list. Jo"
CHANGES: list[Told] = [
    ("change", "N2", "", "The lift is out of order most days"),
    ("change", "C1", "", 'Write to both schools about the "survey" - ask for dates'),
    ("change", "C2", "By when", "3 December 2026"),
]
MISSING: Told = ("missing", "C3", "", "")


def folded(found: list[Told]) -> list[Told]:
    return [(kind, number, field, fold(text)) for kind, number, field, text in found]


@pytest.mark.parametrize("file", sorted({*FILES.glob("*.txt"), *FILES.glob("*-*.md")}), ids=str)
def test_what_other_programs_have_edited(file: Path) -> None:
    opened, _document, export = sent()
    returned = read_returned(file.read_bytes())
    assert returned.reference == REFERENCE
    # where the second level of a list was lost, a remark is a point like any other
    remark = ("new", "", "", REMARK) if file.name == "libreoffice-html.txt" else ("comment", "C4", "", REMARK)
    assert folded(told(proposed(opened, export, file.read_text("utf-8")))) == [*CHANGES, remark, MISSING]


def test_pandoc_markdown() -> None:
    opened, _document, export = sent()
    found = told(proposed(opened, export, (FILES / "pandoc.md").read_text("utf-8")))
    assert folded(found) == [*CHANGES, ("comment", "C4", "", REMARK), MISSING]


def test_the_file_as_it_left() -> None:
    opened, document, export = sent()
    text = (FILES / "sent.md").read_text("utf-8")
    assert text == markdown(document), "tests/fixtures/reviews/make.sh makes the files anew"
    assert proposed(opened, export, text) == ()


WORD = """\
•\tC1 Write to the school about the “survey” – ask for dates
o\tWho: Town planner
o\tBy when: 2026-12-01
•\t☒ C2: Book room B_12 & check access [ramp]; see https://example.org/a_b
o\tWho: Ana\u00a0Roy
o\tBy when: 2026-11-30
Export reference: 2026-11-12-7f3a
"""


def test_a_paste_from_a_word_processor() -> None:
    """Other bullets, no stars, no indentation, curly quotes, dashes, spaces that do not break."""
    opened, _document, export = sent()
    found = told(proposed(opened, export, WORD))
    assert found[0] == ("change", "C2", "Box", "[x]")
    assert {each[0] for each in found[1:]} == {"missing"}


@pytest.mark.parametrize(
    "encode",
    [
        lambda text: text.encode("utf-8-sig"),
        lambda text: text.encode("utf-16"),
        lambda text: text.encode("utf-16-le"),
        lambda text: text.replace("\n", "\r\n").encode(),
        lambda text: text.replace("\n", "\r").encode(),
        lambda text: text.encode("cp1252", errors="replace"),
    ],
)
def test_encodings_and_line_ends(encode: Callable[[str], bytes]) -> None:
    _opened, document, export = sent()
    returned = read_returned(encode(markdown(document)))
    assert returned.reference == REFERENCE
    assert not [each for each in returned.loose if each not in export.lines]
    assert [each.number for each in returned.items] == ["N1", "N2", "D1", "C1", "C2", "C3", "C4"]


@pytest.mark.parametrize(
    ("raw", "why"),
    [
        (b"", "nothing in it"),
        (b" \r\n ", "nothing in it"),
        (b"\x89PNG\r\n", "no text file"),
        (b"%PDF-1.7", "no text file"),
        (b"a long text with\0\0 zeros in it", "no text file"),
        (b"x" * 60_000_000, "larger than"),
    ],
)
def test_what_is_no_text_is_refused(raw: bytes, why: str) -> None:
    with pytest.raises(Refused, match=why):
        read_returned(raw)


def test_a_lost_reference_is_told() -> None:
    with pytest.raises(NotFound, match="Export reference"):
        require_reference(read_text("# Notes\n\n- **C1** Something\n"))


def test_a_new_line_knows_its_heading_and_its_fields() -> None:
    text = "## Commitments\n\n- Bring the ladder\n  - Who: Jo\n  - By when: 3 Dec 2026\n"
    (item,) = read_text(text).items
    assert (item.number, item.under) == ("", "Commitments")
    assert item.fields == (("Who", "Jo"), ("By when", "3 Dec 2026"))


def test_answers_between_the_lines_of_a_mail() -> None:
    text = (
        f"Ann wrote:\n> - **C1** Write to the school\n>   - Who: Lee\nI do that. Lee\n> - **C2** Book\n{REFERENCE}"
    )
    first, second = read_text(text).items
    assert [each.text for each in first.comments] == ["I do that. Lee"]
    assert (first.fields, second.text) == ((("Who", "Lee"),), "Book")


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ('it\'s "so" - well...', "it’s “so” – well…"),
        ("a  b\u00a0c", "a b c"),
        ("de\u0301ja\u0300", "d\u00e9j\u00e0"),
        ("Qui : l'école", "Qui\u202f: l’école"),
        ("half -> 1/2", "half → ½"),
    ],
)
def test_what_a_word_processor_does_by_itself_is_no_change(one: str, other: str) -> None:
    assert same(one, other)


@pytest.mark.parametrize(("one", "other"), [("gp", "GP"), ("Yes", "Yes!"), ("2 pm", "3 pm"), ("a-b", "a b")])
def test_what_somebody_typed_is_one(one: str, other: str) -> None:
    assert not same(one, other)


def test_a_word_file_as_it_left_proposes_nothing() -> None:
    opened, document, export = sent()
    returned = read_returned(docx(document))
    assert returned.reference == REFERENCE
    assert compare(export, opened.records, returned, ON) == ()


def test_tracked_changes_and_comments_keep_their_names() -> None:
    returned = read_returned((FILES / "docx" / "libreoffice-changes.docx").read_bytes())
    assert returned.reference
    assert reviewers(returned)


def test_a_drawing_is_no_remark_and_takes_nothing_with_it() -> None:
    whole = "# T\n\n```mermaid\ngraph LR\n  n1\n```\n\nStays\n"
    assert "Stays" in read_text(whole).loose
    assert not any("graph" in each or "mermaid" in each for each in read_text(whole).loose)
    torn = "# T\n\n```mermaid\ngraph LR\n\nStays\n"
    assert "Stays" in read_text(torn).loose
