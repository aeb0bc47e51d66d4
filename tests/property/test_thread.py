"""The tree of a thread, whatever the links are: every record of it once in full, and every link once."""

from dataclasses import dataclass

import msgspec
from hypothesis import given, settings
from hypothesis import strategies as st

from codesign.changes import Change, change
from codesign.commands import Maker
from codesign.model import Item, ItemKind, Record, Status
from codesign.opened import OpenPartnership
from codesign.records import Records, by_number
from codesign.views.thread import Thread, thread
from tests.support.doubles import NOW, river

TODAY = NOW.date()
MOST = 7
links = st.lists(
    st.tuples(st.integers(0, MOST - 1), st.integers(0, MOST - 1)).filter(lambda pair: pair[0] != pair[1]),
    max_size=14,
    unique=True,
)
"""Pairs of what led to what; two devices can close a circle that one of them alone would refuse."""


@dataclass(frozen=True)
class Linked:
    """Makes needs with links between them, in whatever direction."""

    pairs: list[tuple[int, int]]

    def apply(self, records: Records, make: Maker) -> Change:
        del records
        made = [make.make(Item, kind=ItemKind.NEED, status=Status.RAISED, title=f"need {n}") for n in range(MOST)]
        for origin, result in self.pairs:
            before = made[result]
            made[result] = msgspec.structs.replace(before, origins=before.origins | {made[origin].id})
        return change("links", *((None, each) for each in made))


def linked(pairs: list[tuple[int, int]]) -> tuple[OpenPartnership, Record]:
    opened = river()
    opened.execute(Linked(pairs))
    return opened, opened.numbered("N1")


def reached(pairs: set[tuple[int, int]]) -> set[int]:
    """Return what can be reached from the first record along some links."""
    found, waiting = {0}, [0]
    while waiting:
        here = waiting.pop()
        for origin, result in pairs:
            if origin == here and result not in found:
                found.add(result)
                waiting.append(result)
    return found


def side(found: Thread, sign: int) -> list[tuple[str, str]]:
    """Return the links of one side of a tree, each as the number of the parent and of the node."""
    return [
        (found.nodes[node.parent].record.number, node.record.number)
        for node in found.nodes
        if node.depth * sign > 0
    ]


def numbered(pairs: set[tuple[int, int]], inside: set[int]) -> list[tuple[str, str]]:
    return sorted((f"N{a + 1}", f"N{b + 1}") for a, b in pairs if a in inside)


@settings(max_examples=150, deadline=None)
@given(links)
def test_each_side_holds_what_can_be_reached_once_in_full_and_each_link_once(pairs: list[tuple[int, int]]) -> None:
    opened, root = linked(pairs)
    found = thread(opened.records, root, TODAY)
    ahead, behind = set(pairs), {(b, a) for a, b in pairs}
    for sign, directed in ((1, ahead), (-1, behind)):
        inside = reached(directed)
        assert sorted(side(found, sign)) == numbered(directed, inside)
        full = [node.record.number for node in found.nodes if node.depth * sign > 0 and not node.again]
        assert sorted(full) == sorted(f"N{n + 1}" for n in inside - {0})


@settings(max_examples=150, deadline=None)
@given(links)
def test_a_tree_can_be_walked_and_leads_back_to_its_root(pairs: list[tuple[int, int]]) -> None:
    opened, root = linked(pairs)
    found = thread(opened.records, root, TODAY)
    assert found.nodes[found.root].record == root
    for place, node in enumerate(found.nodes):
        parent = found.nodes[node.parent]
        assert abs(node.depth) - abs(parent.depth) == (0 if place == found.root else 1)
        assert (node.parent > place) == (node.depth < 0)
        origins = {found.nodes[found.back(place)].record.id}
        assert origins <= {*node.record.origins, node.record.id}
        ahead = found.nodes[found.forward(place)].record
        assert ahead.id == node.record.id or node.record.id in ahead.origins
        if node.again:
            elsewhere = found.forward(place) if node.depth > 0 else found.back(place)
            assert not found.nodes[elsewhere].again
            assert found.nodes[elsewhere].record == node.record


@settings(max_examples=100, deadline=None)
@given(links)
def test_what_hangs_on_a_node_stands_by_number_and_the_line_ends_at_the_furthest(
    pairs: list[tuple[int, int]],
) -> None:
    opened, root = linked(pairs)
    found = thread(opened.records, root, TODAY)
    for place in range(len(found.nodes)):
        for sign in (-1, 1):
            hanging = [node for node in found.nodes if node.depth * sign > 0 and node.parent == place]
            assert hanging == sorted(hanging, key=lambda node: by_number(node.record))
            ends = [node.end for node in hanging]
            assert ends == [n == (len(ends) - 1 if sign > 0 else 0) for n in range(len(ends))]
