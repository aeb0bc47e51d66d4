"""Tables for spreadsheets: whatever the words, every cell comes back, and none is a formula."""

import csv
import io
import re

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from codesign.formulas import bare, guarded
from codesign.imports.foreign import Format
from codesign.imports.reading import Wishes, read_cards
from codesign.model import PHASE_KINDS, PHASE_STATUSES, SCHEMA, Audience, Item, Phase
from codesign.permissions import Sight
from codesign.records import HeldRecords, by_number
from codesign.text import as_tag, clean, one_line
from codesign.words import speaking
from exports.documents.pieces import Draft
from exports.documents.sheets import sheet
from exports.escape import flat
from exports.formats import Format as Form
from exports.formats import written
from exports.html import html
from exports.markdown import markdown
from exports.spreadsheet import MARK, spreadsheet, verify_spreadsheet
from exports.tree import Document, Sheet
from exports.verify import NotVerified, verify
from exports.verify_html import verify_html
from tests.support.doubles import NOW
from tests.support.hostile import FRAGMENTS, HOSTILE

FORMULAS = (
    *("=1+1", "+1 -1", "-2+3+cmd|' /C calc'!A0", "@SUM(A1)", "\t=1", "\r=1", " =1", "'=1", "''=1", "'", "' =x"),
    *(
        "＝1",
        "＋1",
        "－1",
        "＠x",
        "\u00a0=1",
        "\u200e=1",
        "a;=1",
        "a;\t+1",
        'a";=HYPERLINK("x")',
        "-1",
        "-1.5",
        "-x",
    ),
)
cells = st.one_of(
    st.text(max_size=20),
    st.sampled_from((*FORMULAS, *HOSTILE, *FRAGMENTS)),
    st.text("=+-@'\t\r\n; \"ab＝", max_size=8),
)


@given(cells)
def test_a_guard_is_taken_off_again(text: str) -> None:
    assert bare(guarded(text)) == text


@pytest.mark.parametrize("text", FORMULAS)
def test_no_cell_is_a_formula(text: str) -> None:
    found = guarded(text)
    if re.fullmatch(r"-\d+(\.\d+)?", text):
        assert found == text, "a figure stays one"
        return
    for part in re.split(r"[;\t]", found):
        assert not re.match(r"[\s\u200e]*[=+@＝＋－＠-]", part), found
    assert bare(found) == text


def page(*rows: tuple[str, ...]) -> Document:
    return Document("Table", "en", (), (Sheet(("a", "b"), rows),))


@given(st.lists(st.tuples(cells, cells), max_size=4))
@example([("two\nlines", 'quoted "word", and more')])
def test_every_cell_comes_back(rows: list[tuple[str, str]]) -> None:
    text = written(page(*rows), Form.CSV)
    assert text.startswith(MARK)
    read = list(csv.reader(io.StringIO(text.removeprefix(MARK), newline="")))
    assert [[bare(cell) for cell in row] for row in read] == [["a", "b"], *([*map(clean, row)] for row in rows)]
    assert not re.search(r'(?<!\r)\n(?=(?:[^"]*"[^"]*")*[^"]*$)', text), "lines end with CR LF outside of cells"


@given(st.tuples(cells, cells))
def test_a_sheet_is_a_table_in_a_page(row: tuple[str, str]) -> None:
    document = page(row, ("", "x"))
    verify(document, markdown(document))
    verify_html(document, html(document))
    if not flat(row[0]):
        assert "not set" in markdown(document) or row[0]


@pytest.mark.parametrize(
    ("meant", "broken"), [("words", "other"), ("words", "=words"), ("words,b", "words"), ("words", "'=words")]
)
def test_a_file_that_does_not_read_back_is_refused(meant: str, broken: str) -> None:
    document = page(("words", "b"))
    text = spreadsheet(document)
    assert meant in text
    with pytest.raises(NotVerified):
        verify_spreadsheet(document, text.replace(meant, broken, 1))


names = st.text(st.characters(categories=["L", "N"]), min_size=1, max_size=8).map(one_line).filter(bool)


@st.composite
def cards(draw: st.DrawFn) -> Item:
    phase = draw(st.sampled_from(Phase))
    title = draw(cells.map(one_line).filter(bool))
    return Item(
        id=draw(st.uuids()).hex,
        number=f"N{draw(st.integers(1, 999))}",
        schema=SCHEMA,
        kind=draw(st.sampled_from([kind for kinds in PHASE_KINDS.values() for kind in kinds])),
        status=draw(st.sampled_from(PHASE_STATUSES[phase])),
        title=title,
        text=draw(cells.map(clean)),
        owners=draw(st.frozensets(names, max_size=2)),
        due=draw(st.none() | st.dates()),
        tags=draw(st.frozensets(names.map(as_tag).filter(bool), max_size=2)),
        votes=draw(st.integers(0, 99)),
        parked=draw(st.booleans()),
    )


@pytest.mark.parametrize("language", ["en", "fr"])
@given(st.lists(cards(), min_size=1, max_size=4, unique_by=(lambda each: each.id, lambda each: each.number)))
def test_a_table_of_cards_comes_back_as_the_same_cards(language: str, given_cards: list[Item]) -> None:
    records = HeldRecords()
    for each in given_cards:
        records.put(each)
    draft = Draft(Sight(records, Audience.ROOM, NOW.date()))
    with speaking(language):
        sheet(draft, "cards")
        text = written(Document("Cards", language, (), tuple(draft.blocks)), Form.CSV)
    arranged = read_cards(text.encode(), "cards.csv", Wishes(Format.CSV), None)
    assert arranged.problems == ()
    found = [
        (
            each.title,
            each.kind,
            each.status,
            each.parked,
            each.text,
            frozenset(each.owners),
            frozenset(each.tags),
            each.due,
            each.votes,
        )
        for each in arranged.cards
    ]
    assert found == [
        (each.title, each.kind, each.status, each.parked, each.text, each.owners, each.tags, each.due, each.votes)
        for each in sorted(given_cards, key=by_number)
    ]
