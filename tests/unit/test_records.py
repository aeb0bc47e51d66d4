import msgspec
import pytest

from codesign.model import Commitment, Item, Partnership, Phase
from codesign.records import HeldRecords, as_number, by_number
from tests.support.doubles import capture, river
from tests.unit.test_changes import CARD


@pytest.mark.parametrize(
    ("typed", "number"),
    [
        ("N12", "N12"),
        ("n12", "N12"),
        ("n12B", "N12b"),
        ("mt4", "MT4"),
        ("N0", None),
        ("12", None),
        ("N", None),
        ("", None),
        ("N1 2", None),
    ],
)
def test_numbers_as_people_type_them(typed: str, number: str | None) -> None:
    assert as_number(typed) == number


def test_numbers_sort_as_numbers() -> None:
    cards = [msgspec.structs.replace(CARD, number=number) for number in ("N10", "N9b", "N2", "A3", "N9")]
    assert [each.number for each in sorted(cards, key=by_number)] == ["A3", "N2", "N9", "N9b", "N10"]


def test_records_are_found_by_id_number_and_link() -> None:
    opened = river()
    capture(opened, "? The path floods")
    capture(opened, "* Raise the path for:N1")
    capture(opened, "! Ask the county for:N1 @planner")
    need = opened.numbered("n1")
    assert opened.records.find(need.id) == need
    assert [each.number for each in opened.records.led_to(need.id)] == ["C1", "I1"]
    assert opened.records.get(Commitment, need.id) is None
    assert opened.records.highest("N", "") == 1
    assert opened.records.highest("N", "b") == 0
    assert len(opened.records) == 4
    assert isinstance(opened.records.partnership, Partnership)


def test_a_link_that_is_taken_away_is_forgotten() -> None:
    records = HeldRecords()
    records.put(CARD)
    answer = msgspec.structs.replace(CARD, id="2", number="N2", origins=frozenset({"1"}))
    records.put(answer)
    assert records.led_to("1") == (answer,)
    records.put(msgspec.structs.replace(answer, origins=frozenset()))
    assert records.led_to("1") == ()


def test_a_number_that_two_devices_gave_finds_both() -> None:
    records = HeldRecords()
    records.put(CARD)
    records.put(msgspec.structs.replace(CARD, id="2", title="Another"))
    assert {each.headline for each in records.numbered("N1")} == {"Road", "Another"}


def test_a_record_is_found_by_the_number_that_it_has_now() -> None:
    records = HeldRecords()
    records.put(CARD)
    other = msgspec.structs.replace(CARD, id="2")
    records.put(other)
    assert records.numbered("N1") == (CARD, other)
    moved = msgspec.structs.replace(CARD, id="2", number="N3")
    records.put(moved)
    assert records.numbered("N1") == (CARD,)
    assert records.numbered("N3") == (moved,)
    assert records.highest("N", "") == 3
    records.put(msgspec.structs.replace(CARD, id="3", number="N4"))
    assert records.highest("N", "") == 4


def test_a_copy_stays_as_it_was() -> None:
    records = HeldRecords()
    records.put(CARD)
    answer = msgspec.structs.replace(CARD, id="2", number="N2", origins=frozenset({"1"}), rank=3.0)
    copy = records.copy()
    records.put(answer)
    assert (len(copy), len(records)) == (1, 2)
    assert copy.numbered("N2") == ()
    assert copy.led_to("1") == ()
    assert copy.highest("N", "") == 1
    assert copy.last_rank(CARD.phase) < records.last_rank(CARD.phase)


def test_what_changed_is_remembered_for_a_while() -> None:
    records = HeldRecords()
    records.put(CARD)
    seen = records.revision
    assert records.changed_since(seen) == frozenset()
    for number in ("N2", "N3"):
        records.put(msgspec.structs.replace(CARD, id="2", number=number))
    assert records.changed_since(seen) == frozenset({"2"})
    assert records.changed_since(seen - 1) == frozenset({"1", "2"})
    for n in range(100):
        records.put(msgspec.structs.replace(CARD, id=str(n)))
    assert records.changed_since(seen) is None
    assert records.changed_since(records.revision - 2) == frozenset({"98", "99"})


def test_nobody_remembers_what_changed_before_all_were_put_anew() -> None:
    records = HeldRecords()
    records.put(CARD)
    seen = records.revision
    records.clear()
    assert records.changed_since(seen) is None
    records.put(CARD)
    assert records.changed_since(seen) is None
    assert records.changed_since(seen + 1) == frozenset({CARD.id})


def test_a_copy_knows_nothing_of_changes_before_it() -> None:
    records = HeldRecords()
    seen = records.revision
    records.put(CARD)
    copy = records.copy()
    assert copy.changed_since(copy.revision) == frozenset()
    assert copy.changed_since(seen) is None


def test_archived_records_are_kept_but_not_live() -> None:
    records = HeldRecords()
    records.put(msgspec.structs.replace(CARD, archived=True))
    assert list(records.live(Item)) == []
    assert len(records.all(Item)) == 1


def test_records_that_are_taken_in_together_are_found_as_those_that_came_one_by_one() -> None:
    opened = river()
    capture(opened, "? The path floods")
    capture(opened, "* Raise the path for:N1")
    capture(opened, "* Move it for:N1")
    one_by_one, together = HeldRecords(), HeldRecords()
    revision = together.revision
    items = list(opened.records.all(Item))
    for item in items:
        one_by_one.put(item)
    together.fill(Item, items)
    need = opened.numbered("N1")
    for records in one_by_one, together:
        assert list(records.all(Item)) == items
        assert [each.number for each in records.led_to(need.id)] == ["I1", "I2"]
        assert records.numbered("I2") == (opened.numbered("I2"),)
        assert records.highest("I", "") == 2
        assert [records.last_rank(phase) for phase in Phase] == [opened.records.last_rank(p) for p in Phase]
    assert together.changed_since(revision) is None, "nobody remembers them one by one"
    assert together.changed_since(together.revision) == frozenset()


def test_the_last_rank_follows_what_comes_after_it_was_asked_for() -> None:
    records = HeldRecords()
    assert records.last_rank(Phase.CO_DEFINE) == 0
    for rank in 3.0, 2.0:
        records.put(msgspec.structs.replace(CARD, id=f"{rank}", rank=rank))
    assert records.last_rank(CARD.phase) == 3
    records.clear()
    assert records.last_rank(CARD.phase) == 0
