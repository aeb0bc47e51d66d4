"""Whatever a file holds, reading it ends in cards or in words; and of a table no cell is lost."""

import contextlib
import csv
import io
import json
from datetime import UTC
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from codesign.commands.importing import Import
from codesign.errors import CodesignError
from codesign.imports.days import possible_days
from codesign.imports.foreign import Arranged, Field, Format
from codesign.imports.reading import Wishes, read_cards
from codesign.imports.vocabulary import FIELDS, KINDS, key
from codesign.model import Item
from codesign.text import one_line
from tests.support.doubles import river
from tests.support.hostile import FRAGMENTS, HOSTILE
from tests.support.imports import read

TEXT = (st.text(max_size=30) | st.sampled_from(HOSTILE) | st.sampled_from(FRAGMENTS)).map(
    lambda text: text.replace("\0", "")  # which makes a file that is no text, and is refused
)


@pytest.mark.parametrize("kind", list(Format))
@given(
    raw=st.binary(max_size=300)
    | st.lists(st.sampled_from(FRAGMENTS), max_size=30).map(lambda p: " ".join(p).encode())
)
def test_any_bytes_are_read_or_refused(kind: Format, raw: bytes) -> None:
    with contextlib.suppress(CodesignError):
        read(raw, kind=kind)
    with contextlib.suppress(CodesignError):
        read_cards(b"Title," + raw + b"\n" + raw, "", Wishes(Format.CSV), UTC)


JSON: st.SearchStrategy[Any] = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | TEXT,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(TEXT, inner, max_size=3),
    max_leaves=6,
)
_PARTS = (
    "id name desc idList idCard pos closed due dueComplete labels idLabels idMembers badges checkItems".split()
)
FORM = st.dictionaries(st.sampled_from(_PARTS), JSON, max_size=8) | JSON
BOARD = st.fixed_dictionaries(
    {"lists": st.lists(FORM, max_size=3), "cards": st.lists(FORM, max_size=4)},
    optional={name: st.lists(FORM, max_size=3) | JSON for name in ("labels", "members", "checklists", "actions")},
)


@given(board=BOARD)
def test_any_board_is_read_and_can_be_imported(board: Any) -> None:
    import_all(read(json.dumps(board), kind=Format.TRELLO))


@given(text=st.lists(TEXT | st.sampled_from(["\n", "- ", "# ", "  "]), max_size=20).map("".join))
def test_any_markdown_is_read_and_can_be_imported(text: str) -> None:
    import_all(read(text.encode("utf-8", "replace"), kind=Format.MARKDOWN))


def import_all(arranged: Arranged) -> None:
    opened = river()
    opened.execute(Import(arranged.cards, "any"))
    assert len(list(opened.records.live(Item))) == len(arranged.cards)
    opened.close()


HEADS = st.lists(st.sampled_from([*FIELDS, "Room", "Floor", ""]) | TEXT, max_size=6)
CELLS = st.lists(
    TEXT | st.sampled_from(["2026-12-03", "03/04/2026", "12", "Doing", "need", "a, b; c"]), max_size=9
)


def flat(text: str) -> str:
    return "".join(character for character in one_line(text).casefold() if character.isalnum())


@given(heads=HEADS, rows=st.lists(CELLS, max_size=5), delimiter=st.sampled_from(",;\t"))
def test_no_cell_of_a_table_is_lost(heads: list[str], rows: list[list[str]], delimiter: str) -> None:
    heads = ["Title", *heads]
    file = io.StringIO(newline="")
    csv.writer(file, delimiter=delimiter).writerows([heads, *rows])
    raw = file.getvalue().encode("utf-8", "replace")
    arranged = read(b"sep=" + delimiter.encode() + b"\n" + raw, kind=Format.CSV)
    kept = flat(
        " ".join(
            [
                f"{c.title} {c.column} {c.text} {' '.join(c.owners)} {' '.join(c.tags)}"
                for c in arranged.foreign.cards
            ]
            + [each.told for each in arranged.problems]
        )
    )
    dates = {card.due for card in arranged.cards}
    votes = {card.votes for card in arranged.cards}
    kinds = {card.kind for card in arranged.cards}
    for cell in (cell.encode("utf-8", "replace").decode() for row in rows for cell in row):
        parts = [flat(part) for part in cell.replace(";", ",").replace("\n", ",").split(",")]
        assert (
            flat(cell) in kept
            or all(part in kept for part in parts)
            or set(possible_days(cell, UTC)) & dates
            or (cell.strip().isdigit() and int(cell) in votes)
            or KINDS.get(key(cell)) in kinds
        ), cell
    import_all(arranged)


def test_every_field_of_a_table_can_be_named() -> None:
    assert set(FIELDS.values()) == set(Field)
