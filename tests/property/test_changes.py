"""Changes, undo and merging under any sequence of edits, by any number of devices."""

from dataclasses import dataclass, field
from datetime import timedelta
from typing import Any

import msgspec
from hypothesis import given
from hypothesis import strategies as st

from codesign.changes import Change, Committed, change, require_unchanged, swapped
from codesign.errors import Refused
from codesign.model import Item, ItemKind, Record, Status, plain
from codesign.model.fields import paths, put_at, value_at
from codesign.records import Records
from storage.journal import Line, decode, encode
from storage.memory import MemoryStore
from storage.merge import State
from tests.contract.test_store import card
from tests.support.doubles import NOW

words = st.text(max_size=12)
keys = st.text(alphabet="ab/~1", min_size=1, max_size=4)
items = st.builds(
    Item,
    id=st.just("card1"),
    number=st.just("N1"),
    schema=st.just(1),
    kind=st.sampled_from(ItemKind),
    status=st.sampled_from([Status.RAISED, Status.EXPLORING, Status.AGREED]),
    title=words,
    text=words,
    owners=st.frozensets(keys, max_size=3),
    tags=st.frozensets(keys, max_size=3),
    strategies=st.frozensets(st.integers(1, 7), max_size=3),
    votes=st.integers(0, 9),
    due=st.none() | st.dates(),
    parked=st.booleans(),
)


@given(items)
def test_paths_hold_the_whole_form(item: Item) -> None:
    form: dict[str, Any] = {"id": item.id}
    for path, value in paths(Item, plain(item)):
        put_at(Item, form, path, value)
        assert value_at(Item, form, path) == value
    assert {key: sorted(map(str, value)) if isinstance(value, list) else value for key, value in form.items()} == {
        key: sorted(map(str, value)) if isinstance(value, list) else value for key, value in plain(item).items()
    }


@given(items, items)
def test_a_change_and_its_swap_lead_there_and_back(before: Item, after: Item) -> None:
    store = MemoryStore("device0001")
    store.commit("ann", NOW, lambda _records: change("made", (None, before)))
    first = _only(store.records)
    done = store.commit("ann", NOW, lambda _records: change("changed", (first, after)))
    second = plain(_only(store.records))
    if done is None:
        return
    require_unchanged(done, store.records)
    back = store.commit("ann", NOW, lambda _records: swapped(done))
    assert back is not None
    assert _bare(_only(store.records)) == _bare(first)
    store.commit("ann", NOW, lambda _records: swapped(back))
    assert _bare(_only(store.records)) == {
        key: value for key, value in second.items() if key not in {"made", "changed"}
    }


def _commit(store: MemoryStore, wished: Change) -> Committed | None:
    return store.commit("ann", NOW, lambda _records: wished)


def _only(records: Records) -> Item:
    (found,) = records.all(Item)
    return found


def _bare(record: Record) -> dict[str, Any]:
    return {key: value for key, value in plain(record).items() if key not in {"made", "changed"}}


@given(st.lists(items, min_size=1, max_size=6), st.lists(st.booleans(), max_size=12))
def test_undo_and_redo_walk_the_same_way(states: list[Item], steps: list[bool]) -> None:
    store = MemoryStore("device0001")
    store.commit("ann", NOW, lambda _records: change("made", (None, states[0])))
    forms = [_bare(_only(store.records))]
    done: list[Committed] = []
    for state in states[1:]:
        if committed := _commit(store, change("changed", (_only(store.records), state))):
            done.append(committed)
            forms.append(_bare(_only(store.records)))
    undone: list[Committed] = []
    for back_one in steps:
        if done and back_one:
            step = done.pop()
            if back := _commit(store, swapped(step)):
                undone.append(back)
        elif undone:
            step = undone.pop()
            if again := _commit(store, swapped(step)):
                done.append(again)
        assert _bare(_only(store.records)) == forms[len(done)]


@dataclass
class Replica:
    """A device with its own state, which gets the others' lines late and in parts."""

    device: str
    state: State = field(default_factory=State)
    lines: list[bytes] = field(default_factory=list)
    got: dict[str, int] = field(default_factory=dict)

    def edit(self, by_hand: dict[str, Any], moment: int) -> None:
        """Change the card as it stands here, or make it."""
        seen = self.state.records.get(Item, "card1")
        if seen is None:
            if self.device != "device000a":
                return  # made by one device, as every record is
            wished = change("made", (None, card(1)))
        else:
            wished = change("changed", (seen, msgspec.structs.replace(seen, **by_hand)))
        if wished.edits:
            self.commit(wished, moment)

    def undo(self, moment: int) -> None:
        """Take back the last of one's own lines, where that can be done."""
        if len(self.lines) < 2:
            return
        done = decode(self.lines[-1][:-1])[0].committed()
        try:
            require_unchanged(done, self.state.records)
        except Refused:
            return
        self.commit(swapped(done), moment)

    def commit(self, wished: Change, moment: int) -> None:
        line = self.state.next_line(wished, self.device, self.device, NOW + timedelta(seconds=moment))
        raw, _crc = encode(line)
        self.lines.append(raw)
        self.take(raw)

    def take(self, raw: bytes) -> None:
        line, crc = decode(raw[:-1])
        self.state.apply(line, crc, 0, 0)

    def fetch(self, other: "Replica", most: int) -> None:
        """Take some more of another device's lines, in their order."""
        begun = self.got.get(other.device, 0)
        for raw in other.lines[begun : begun + most]:
            self.take(raw)
            self.got[other.device] = self.got.get(other.device, 0) + 1


edits = st.fixed_dictionaries(
    {},
    optional={
        "title": st.sampled_from(["road", "path", "lane"]),
        "text": words,
        "votes": st.integers(0, 9),
        "owners": st.frozensets(st.sampled_from("abc"), max_size=3),
        "status": st.sampled_from([Status.RAISED, Status.AGREED]),
    },
)
moves = st.lists(
    st.one_of(
        st.tuples(st.just("edit"), st.integers(0, 2), edits, st.integers(-500, 500)),
        st.tuples(st.just("undo"), st.integers(0, 2), st.just({}), st.integers(-500, 500)),
        st.tuples(st.just("fetch"), st.integers(0, 2), st.integers(0, 2), st.integers(1, 3)),
    ),
    max_size=40,
)


@given(moves)
def test_replicas_that_have_the_same_lines_have_the_same_state(taken: list[tuple[Any, ...]]) -> None:
    replicas = [Replica(f"device000{letter}") for letter in "abc"]
    replicas[0].edit({}, 0)
    for what, one, two, three in taken:
        match what:
            case "edit":
                replicas[one].edit(two, three)
            case "undo":
                replicas[one].undo(three)
            case _ if one != two:
                replicas[one].fetch(replicas[two], three)
    for one in replicas:
        for other in replicas:
            if one is not other:
                one.fetch(other, 1000)
    forms = [[plain(each) for each in replica.state.records] for replica in replicas]
    assert forms[0] == forms[1] == forms[2]
    assert replicas[0].state.stamps == replicas[1].state.stamps == replicas[2].state.stamps
    _judge(replicas)


def _judge(replicas: list[Replica]) -> None:
    """Work the outcome out from the lines alone, in another way than the store does."""
    lines: list[Line] = sorted(
        (decode(raw[:-1])[0] for each in replicas for raw in each.lines), key=lambda line: line.stamp
    )
    (record,) = replicas[0].state.records
    form = plain(record)
    replaced = {
        (path, stamp)
        for line in lines
        for base in line.base.values()
        for path, stamps in base.items()
        for stamp in stamps
    }
    written: dict[str, dict[str, Any]] = {}
    for line in lines:
        for path, value in line.edits[0].now.items():
            written.setdefault(path, {})[line.stamp] = value
    for path, values in written.items():
        if path in {"title", "text"}:
            live = {value for stamp, value in values.items() if (path, stamp) not in replaced}
            shown = {form.get(path), *form.get("also", {}).get(path, ())}
            assert live - {None} == shown - {None}, path
        else:
            assert value_at(Item, form, path) == values[max(values)], path
