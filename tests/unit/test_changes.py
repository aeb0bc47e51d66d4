"""A change names what differs, and is taken back by swapping."""

import msgspec
import pytest

from codesign.changes import Change, Committed, change, require_unchanged, swapped
from codesign.errors import Refused
from codesign.model import Item, ItemKind, Status
from codesign.records import HeldRecords
from tests.support.doubles import NOW

CARD = Item(id="1", number="N1", schema=1, kind=ItemKind.NEED, status=Status.RAISED, title="Road")


def committed(wished: Change, stamp: str = "s1") -> Committed:
    return Committed(wished, stamp, "ann", NOW, "device")


def test_a_new_record_is_named_whole() -> None:
    (edit,) = change("made", (None, CARD)).edits
    assert edit.made
    assert edit.now == {
        "number": "N1",
        "schema": 1,
        "kind": "need",
        "status": "raised",
        "title": "Road",
    }


def test_a_change_names_only_what_differs() -> None:
    after = msgspec.structs.replace(CARD, status=Status.AGREED, tags=frozenset({"a/b~c"}))
    (edit,) = change("changed", (CARD, after)).edits
    assert edit.now == {"status": "agreed", "tags/a~1b~0c": "a/b~c"}
    assert edit.was == {"status": "raised"}


def test_nothing_different_is_no_edit() -> None:
    assert not change("nothing", (CARD, msgspec.structs.replace(CARD))).edits


def test_words_are_cleaned_on_their_way_in() -> None:
    after = msgspec.structs.replace(CARD, title="Ro\x1b[31mad\u202e", owners=frozenset({"a\x07nn"}))
    (edit,) = change("changed", (CARD, after)).edits
    assert edit.now == {"owners/ann": "ann"}


def test_swapping_turns_a_change_round() -> None:
    after = msgspec.structs.replace(CARD, title="Street", votes=2)
    done = committed(change("changed", (CARD, after)))
    (edit,) = swapped(done).edits
    assert (edit.now, edit.was) == ({"title": "Road", "votes": None}, {"title": "Street", "votes": 2})


def test_swapping_a_new_record_archives_it() -> None:
    (edit,) = swapped(committed(change("made", (None, CARD)))).edits
    assert edit.now == {"archived": True}


def test_what_was_changed_since_is_not_taken_back() -> None:
    after = msgspec.structs.replace(CARD, title="Street")
    done = committed(change("changed", (CARD, after)))
    records = HeldRecords()
    records.put(after)
    require_unchanged(done, records)
    records.put(msgspec.structs.replace(after, status=Status.AGREED))
    require_unchanged(done, records)
    records.put(msgspec.structs.replace(after, title="Lane"))
    with pytest.raises(Refused, match="N1 was changed since"):
        require_unchanged(done, records)


def test_a_change_tells_what_it_did() -> None:
    first = committed(Change("moved N1", ()), "s1")
    undone = committed(swapped(first), "s2")
    again = committed(swapped(undone), "s3")
    assert [each.change.told for each in (first, undone, again)] == [
        "moved N1",
        "undid: moved N1",
        "did again: moved N1",
    ]
    assert committed(swapped(again)).change.told == "undid: moved N1"
