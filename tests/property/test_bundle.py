"""Bundles of whole partnerships: whatever is in the records comes back, field by field."""

from collections.abc import Mapping
from datetime import UTC, date
from typing import Any

import msgspec
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from codesign.commands.amending import Pick
from codesign.commands.bundles import TakeOver
from codesign.errors import Refused
from codesign.imports.bundle import BUNDLE, digest, is_bundle, read_bundle
from codesign.model import SCHEMA, TABLES, Audience, Item, Mark, Partnership, Record, Voice
from codesign.records import HeldRecords
from codesign.text import clean
from exports.bundle import bundle
from storage.memory import MemoryStore
from tests.support.doubles import NOW, demo
from tests.support.hostile import HOSTILE

words = st.one_of(st.text(max_size=12), st.sampled_from(HOSTILE)).map(clean)
marks = st.builds(
    Mark,
    by=words.filter(bool),
    at=st.datetimes(
        NOW.replace(tzinfo=None, year=2020), NOW.replace(tzinfo=None, year=2030), timezones=st.just(UTC)
    ),
)
SEED = [each for each in demo().records if not isinstance(each, Partnership)]


@st.composite
def changed(draw: st.DrawFn) -> Record:
    """A record of the demo with other words, marks, and texts that were written apart."""
    record = draw(st.sampled_from(SEED))
    fields: dict[str, Any] = {
        "made": draw(marks),
        "changed": draw(st.none() | marks),
        "archived": draw(st.booleans()),
    }
    if isinstance(record, Item | Voice):
        name = "title" if isinstance(record, Item) else "text"
        texts = draw(st.lists(words.filter(bool), min_size=1, max_size=3, unique=True))
        fields[name] = texts[0]
        fields["also"] = {name: tuple(texts[1:])} if texts[1:] else {}
    return msgspec.structs.replace(record, **fields)


def held(found: list[Record]) -> HeldRecords:
    records = HeldRecords()
    for each in (*demo().records.all(Partnership), *found):
        records.put(each)
    return records


def taken_over(raw: bytes) -> MemoryStore:
    store = MemoryStore("second0000")
    store.commit("ben", NOW, TakeOver(read_bundle(raw)).onto)
    return store


@given(st.lists(changed(), max_size=4, unique_by=lambda each: each.id))
@settings(max_examples=30, deadline=None, suppress_health_check=[HealthCheck.too_slow])
def test_every_record_comes_back_field_by_field(found: list[Record]) -> None:
    records = held(found)
    raw = bundle(records, Audience.ROOM, NOW.date()).data
    assert is_bundle(raw)
    store = taken_over(raw)
    assert {each.id: each for each in store.records} == {each.id: each for each in records}
    assert bundle(store.records, Audience.ROOM, NOW.date()).data == raw
    again = MemoryStore("third00000", store._room)
    assert {each.id: each for each in again.records} == {each.id: each for each in records}, "from the journal too"


def test_the_whole_demo_comes_back() -> None:
    records = demo().records
    assert {each.id: each for each in taken_over(bundle(records, Audience.ROOM, NOW.date()).data).records} == {
        each.id: each for each in records
    }


def test_texts_written_apart_can_still_be_picked() -> None:
    card = next(each for each in SEED if isinstance(each, Item))
    apart = msgspec.structs.replace(card, also={"title": ("the one", "the other")})
    store = taken_over(bundle(held([apart]), Audience.ROOM, NOW.date()).data)
    here = store.records.find(card.id)
    assert isinstance(here, Item)
    store.commit("ben", NOW, lambda records: Pick(here, "title", "the one").apply(records, None))  # type: ignore[arg-type]
    picked = store.records.find(card.id)
    assert isinstance(picked, Item)
    assert (picked.title, dict(picked.also)) == ("the one", {})


def test_withdrawn_words_stay_out_of_it_and_do_not_come_back() -> None:
    voice = msgspec.structs.replace(next(each for each in SEED if isinstance(each, Voice)), text="secret words")
    raw = bundle(held([voice]), Audience.ROOM, NOW.date()).data
    assert b"secret words" in raw
    withdrawn = msgspec.structs.replace(voice, withdrawn=True)
    assert b"secret words" not in bundle(held([withdrawn]), Audience.ROOM, NOW.date()).data
    found = msgspec.json.decode(raw)
    (form,) = found["records"]["voices"]
    form["withdrawn"] = True
    found["sha256"] = digest(found["records"])
    (stub,) = (each for each in read_bundle(msgspec.json.encode(found)) if isinstance(each, Voice))
    assert stub.text == ""


def test_nothing_is_taken_in_where_something_is() -> None:
    raw = bundle(held([]), Audience.ROOM, NOW.date()).data
    store = taken_over(raw)
    with pytest.raises(Refused, match="never mixed"):
        store.commit("ben", NOW, TakeOver(read_bundle(raw)).onto)


def _with(tables: Mapping[str, Any], **more: Any) -> bytes:
    return msgspec.json.encode({BUNDLE: 1, "schema": SCHEMA, "sha256": digest(tables), "records": tables, **more})


@pytest.mark.parametrize(
    "tables",
    [
        {},
        {"partnerships": {}},
        {"partnerships": [1]},
        {"partnerships": [{"id": "a", "number": "PS1", "schema": 1, "name": "x"}] * 2},
        {"partnerships": [{"id": "a", "number": "PS1", "schema": 1, "name": 7}]},
        {"nothing": [{"id": "a"}]},
        {"partnerships": [{"id": "a", "number": "PS1", "schema": SCHEMA + 1, "name": "x"}]},
    ],
)
def test_wrong_records_are_refused(tables: dict[str, Any]) -> None:
    with pytest.raises(Refused):
        read_bundle(_with(tables))


@given(
    st.binary(max_size=60)
    | st.recursive(st.none() | words, lambda each: st.lists(each) | st.dictionaries(words, each)).map(
        msgspec.json.encode
    )
)
def test_whatever_is_no_bundle_is_refused(raw: bytes) -> None:
    with pytest.raises(Refused):
        read_bundle(raw)


def test_deep_json_is_refused() -> None:
    with pytest.raises(Refused):
        read_bundle(b'{"codesign-bundle": 1, "x": ' + b"[" * 100_000)


def test_every_kind_of_record_is_in_it() -> None:
    raw = bundle(demo().records, Audience.ROOM, date(2026, 1, 1)).data
    assert set(msgspec.json.decode(raw)["records"]) == set(TABLES)
