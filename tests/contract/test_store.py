"""What every store must do. A new store joins the list at the top and nothing else."""

import threading
from collections.abc import Callable, Iterator
from datetime import timedelta
from pathlib import Path

import msgspec
import pytest

from codesign.changes import Change, change
from codesign.errors import Refused
from codesign.model import Item, ItemKind, Mark, Status, plain
from codesign.ports import Store, Visitor
from codesign.records import Records
from storage.memory import MemoryStore, Room
from storage.store import JournalStore
from tests.support.doubles import NOW

PATIENCE = 10.0
"""Seconds to wait for what must come."""

Opener = Callable[[str], Store]
"""Opens the same partnership as a device: calling it twice gives two processes of one device."""


def memory(_folder: Path) -> Opener:
    room = Room()
    return lambda device: MemoryStore(device, room)


def journal(folder: Path) -> Opener:
    (folder / "p").mkdir()
    return lambda device: JournalStore(folder / "p", device, folder / "rescue")


@pytest.fixture(params=[memory, journal], ids=["memory", "journal"])
def open_store(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Opener]:
    """The opener of each store in turn; what it opened is closed in the end."""
    opener: Opener = request.param(tmp_path)
    opened: list[Store] = []

    def open_and_note(device: str = "device0001") -> Store:
        opened.append(opener(device))
        return opened[-1]

    yield open_and_note
    for store in opened:
        store.close()


def card(number: int, **fields: object) -> Item:
    return msgspec.structs.replace(
        Item(
            id=f"card{number}",
            number=f"N{number}",
            schema=1,
            kind=ItemKind.NEED,
            status=Status.RAISED,
            title=f"card {number}",
        ),
        **fields,
    )


def make(store: Store, number: int, **fields: object) -> Item:
    store.commit("ann", NOW, lambda _records: change(f"made {number}", (None, card(number, **fields))))
    return get(store, number)


def get(store: Store, number: int) -> Item:
    found = store.records.get(Item, f"card{number}")
    assert found is not None
    return found


def alter(store: Store, seen: Item, by: str = "ann", **fields: object) -> None:
    after = msgspec.structs.replace(seen, **fields)
    store.commit(by, NOW + timedelta(minutes=1), lambda _records: change("altered", (seen, after)))


def test_what_was_committed_is_there_after_opening_again(open_store: Opener) -> None:
    store = open_store("device0001")
    for number in range(5):
        make(store, number, owners=frozenset({"a", "b"}), votes=number)
    store.close()
    again = open_store("device0001")
    assert [plain(each) for each in again.records.all(Item)] == [plain(each) for each in store.records.all(Item)]
    assert again.problems == ()


def test_who_made_and_who_changed_comes_from_the_commit(open_store: Opener) -> None:
    store = open_store("device0001")
    made = make(store, 1)
    assert made.made == Mark("ann", NOW)
    assert made.changed is None
    alter(store, made, by="bob", votes=3)
    changed = get(store, 1)
    assert changed.made == made.made
    assert changed.changed == Mark("bob", NOW + timedelta(minutes=1))


def test_a_change_without_edits_commits_nothing(open_store: Opener) -> None:
    store = open_store("device0001")
    assert store.commit("ann", NOW, lambda _records: Change("", ())) is None
    assert list(store.history()) == []


def test_what_the_command_refuses_is_not_committed(open_store: Opener) -> None:
    store = open_store("device0001")

    def refuse(_records: Records) -> Change:
        raise Refused("no")

    with pytest.raises(Refused, match="no"):
        store.commit("ann", NOW, refuse)
    assert list(store.history()) == []
    make(store, 1)


def test_a_change_that_would_not_be_valid_is_refused_whole(open_store: Opener) -> None:
    store = open_store("device0001")
    good, bad = card(1), card(2, votes=-1)
    with pytest.raises(Refused, match="items N2, votes"):
        store.commit("ann", NOW, lambda _records: change("two", (None, good), (None, bad)))
    assert len(store.records) == 0
    assert list(store.history()) == []


def test_the_command_sees_what_others_committed(open_store: Opener) -> None:
    one, two = open_store("device0001"), open_store("device0001")
    make(one, 1)
    seen: list[int] = []

    def write(records: Records) -> Change:
        seen.append(len(records))
        return change("made", (None, card(2)))

    two.commit("bob", NOW, write)
    assert seen == [1]


def test_others_commits_are_taken_in_and_returned(open_store: Opener) -> None:
    one, two = open_store("device0001"), open_store("device0002")
    make(one, 1)
    make(one, 2)
    news = two.refresh()
    assert [each.change.label for each in news] == ["made 1", "made 2"]
    assert two.refresh() == ()
    assert [plain(each) for each in two.records] == [plain(each) for each in one.records]


def test_stamps_are_unique_and_in_order(open_store: Opener) -> None:
    one, two = open_store("device0001"), open_store("device0002")
    for number in range(0, 10, 2):
        make(one, number)
        make(two, number + 1)
    stamps = [each.stamp for each in one.history()]
    assert len(set(stamps)) == 10
    assert stamps == sorted(stamps)
    assert [each.change.label for each in one.history()] == [f"made {n}" for n in range(10)]


def test_a_wall_clock_that_goes_back_does_not_put_effects_before_causes(open_store: Opener) -> None:
    store = open_store("device0001")
    made = make(store, 1)
    after = msgspec.structs.replace(made, votes=1)
    store.commit("ann", NOW - timedelta(days=4000), lambda _records: change("later", (made, after)))
    assert get(store, 1).votes == 1
    assert [each.change.label for each in store.history()] == ["made 1", "later"]


def test_fields_that_different_people_changed_are_all_kept(open_store: Opener) -> None:
    one, two = open_store("device0001"), open_store("device0002")
    seen = make(one, 1, owners=frozenset({"a"}), due=NOW.date())
    two.refresh()
    alter(one, seen, owners=frozenset({"a", "b"}), status=Status.AGREED)
    alter(two, seen, owners=frozenset({"c"}), votes=4, due=None)
    one.refresh()
    merged = get(one, 1)
    assert (merged.owners, merged.status, merged.votes, merged.due) == (
        frozenset({"b", "c"}),
        Status.AGREED,
        4,
        None,
    )
    assert plain(get(two, 1)) == plain(merged)


def test_of_one_field_the_later_change_is_shown(open_store: Opener) -> None:
    one, two = open_store("device0001"), open_store("device0002")
    seen = make(one, 1)
    two.refresh()
    alter(one, seen, votes=1)
    alter(two, seen, votes=2)
    one.refresh()
    assert get(one, 1).votes == get(two, 1).votes == 2


def test_texts_rewritten_apart_are_both_kept_until_somebody_picks(open_store: Opener) -> None:
    one, two = open_store("device0001"), open_store("device0002")
    seen = make(one, 1)
    two.refresh()
    alter(one, seen, title="hers")
    alter(two, seen, title="his")
    one.refresh()
    both = get(one, 1)
    assert (both.title, both.also) == ("his", {"title": ("hers",)})
    alter(one, both, title="ours", also={})
    two.refresh()
    assert (get(two, 1).title, get(two, 1).also) == ("ours", {})


def test_picking_the_text_that_is_shown_lets_the_other_go(open_store: Opener) -> None:
    one, two = open_store("device0001"), open_store("device0002")
    seen = make(one, 1)
    two.refresh()
    alter(one, seen, title="hers")
    alter(two, seen, title="his")
    both = get(two, 1)
    alter(two, both, also={})
    one.refresh()
    assert (get(one, 1).title, get(one, 1).also) == ("his", {})


def test_a_text_that_was_seen_is_replaced(open_store: Opener) -> None:
    one, two = open_store("device0001"), open_store("device0002")
    alter(one, make(one, 1), title="second")
    two.refresh()
    alter(two, get(two, 1), title="third")
    one.refresh()
    assert (get(one, 1).title, get(one, 1).also) == ("third", {})


def test_every_text_goes_round(open_store: Opener) -> None:
    store = open_store("device0001")
    hostile = 'a"b\\c\n\n[/]{}\U0001f468\u200d\U0001f469 \u05e2\u05d1\u05e8 ~1/~0 ' + "x" * 10_000
    made = make(store, 1, text=hostile, owners=frozenset({"a/b", "~1", "{}"}))
    store.close()
    again = open_store("device0001")
    assert get(again, 1) == made
    assert made.owners == {"a/b", "~1", "{}"}


class TestCompany:
    def test_others_are_seen_and_one_s_own_is_not(self, open_store: Opener) -> None:
        ann, ben = open_store("device0001"), open_store("device0002")
        ann.be_at(Visitor("ann", "board"))
        assert ann.others() == ()
        assert ben.others() == (Visitor("ann", "board"),)
        ben.be_at(Visitor("ben", "card", "card1"))
        assert ann.others() == (Visitor("ben", "card", "card1"),)

    def test_who_moves_is_seen_at_the_new_place_only(self, open_store: Opener) -> None:
        ann, ben = open_store("device0001"), open_store("device0002")
        ann.be_at(Visitor("ann", "meeting", "a long id of a record"))
        ann.be_at(Visitor("ann", "board"))
        assert ben.others() == (Visitor("ann", "board"),)

    def test_two_programs_of_one_person_see_each_other(self, open_store: Opener) -> None:
        one, two = open_store("device0001"), open_store("device0001")
        one.be_at(Visitor("ann", "board"))
        two.be_at(Visitor("ann", "vision"))
        assert one.others() == (Visitor("ann", "vision"),)
        assert two.others() == (Visitor("ann", "board"),)

    def test_who_has_left_is_gone(self, open_store: Opener) -> None:
        ann, ben = open_store("device0001"), open_store("device0002")
        ann.be_at(Visitor("ann", "board"))
        ann.close()
        assert ben.others() == ()

    def test_being_there_is_no_change(self, open_store: Opener) -> None:
        ann, ben = open_store("device0001"), open_store("device0002")
        ann.be_at(Visitor("ann", "board"))
        assert ben.refresh() == ()
        assert list(ben.history()) == []

    def test_a_watcher_is_told_of_commits_and_of_moves(self, open_store: Opener) -> None:
        ann, ben = open_store("device0001"), open_store("device0002")
        told = threading.Semaphore(0)
        end = ben.watch(told.release)
        try:
            make(ann, 1)
            assert told.acquire(timeout=PATIENCE)
            while told.acquire(blocking=False):  # a commit makes several files
                pass
            ann.be_at(Visitor("ann", "board"))
            assert told.acquire(timeout=PATIENCE)
        finally:
            end()


class TestClocks:
    def test_a_device_far_ahead_is_named_and_nothing_is_lost(self, open_store: Opener) -> None:
        ahead, here = open_store("device0001"), open_store("device0002")
        seen = make(ahead, 1)
        later = NOW + timedelta(days=5000)
        ahead.commit("ann", later, lambda _records: change("made", (None, card(2))))
        here.refresh()
        assert {device: each.days for device, each in here.ahead(NOW).items()} == {"device0001": 5000}
        alter(here, seen, votes=3)
        ahead.refresh()
        assert get(ahead, 1).votes == get(here, 1).votes == 3

    def test_clocks_that_differ_by_hours_are_no_matter(self, open_store: Opener) -> None:
        store = open_store("device0001")
        store.commit("ann", NOW + timedelta(hours=20), lambda _records: change("made", (None, card(2))))
        assert store.ahead(NOW) == {}
