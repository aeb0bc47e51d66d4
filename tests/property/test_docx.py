"""Everything people can type, in every place of a Word file; and what was not touched comes back as it was."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from exports.docx.body import body
from exports.docx.verify import verify_docx
from exports.docx.writer import docx
from exports.escape import flat
from exports.review.docx import read_docx
from exports.tree import Bullets, Document, Heading, Numbered, NumberedItem, Paragraph, Table
from tests.property.test_escape import PLACES, page, texts
from tests.support.hostile import HOSTILE

LABELS = ("Who", "By when", "Because", "For")


@pytest.mark.parametrize("place", PLACES)
@given(text=texts)
@settings(max_examples=12)
def test_every_text_comes_back_as_it_was(place: str, text: str) -> None:
    document = page(text, place)
    verify_docx(document, docx(document))


@pytest.mark.parametrize("place", PLACES)
def test_words_make_no_elements(place: str) -> None:
    """The elements of a page do not depend on the words, links to addresses apart."""
    plain = _shape(page("word", place))
    for text in HOSTILE:
        if flat(text) and "@" not in text and "://" not in text:
            assert _shape(page(flat(text), place)) == plain, text


def _shape(document: Document) -> list[str]:
    found = body(document, "rId1", lambda _leads_to: "rId2").split("<")
    return [each.partition(">")[0] for each in found if not each.startswith(("w:gridCol", "w:tcW"))]


items = st.builds(
    lambda text, fields, done: NumberedItem("", "id", text, tuple(fields), done),
    texts,
    st.lists(st.tuples(st.sampled_from(LABELS), texts), max_size=3, unique_by=lambda field: field[0]),
    st.sampled_from([None, False, True]),
)


@given(found=st.lists(items, min_size=1, max_size=5), other=texts)
@settings(max_examples=60)
def test_what_was_not_touched_comes_back_as_it_was(found: list[NumberedItem], other: str) -> None:
    """Items and their fields are found again and nothing else is taken for one, whatever stands around them."""
    sent = tuple(
        NumberedItem(f"A{n}", each.record, each.text, each.fields, each.done) for n, each in enumerate(found, 1)
    )
    blocks = (Heading(2, other), Bullets((other,)), Numbered(sent), Paragraph("then"), Paragraph(other))
    document = Document(
        "Notes", "en", (), (*blocks, Table((other, "b"), ((other, "c"),))), "Export reference", "2026-11-21-7f3a"
    )
    returned = read_docx(docx(document))
    assert returned.reference == document.reference
    assert [(each.number, each.text, each.fields, each.done) for each in returned.items] == [
        (each.number, flat(each.text), tuple((label, flat(value)) for label, value in each.fields), each.done)
        for each in sent
    ]
    assert not any(each.comments or each.by for each in returned.items)
    assert not returned.remarks
