"""The golden thread: what a record came from, and what it led to."""

from collections.abc import Callable, Iterable
from datetime import date
from functools import cached_property

import msgspec

from codesign.model import Commitment, Decision, Item, Measure, Outcome, Record, Voice
from codesign.records import Records, by_number
from codesign.views.gaps import Gap, gaps_of
from codesign.views.links import links
from codesign.views.notes import is_note

ON_THREADS: tuple[type[Record], ...] = (Voice, Item, Decision, Commitment, Measure, Outcome)
"""The kinds of record of which threads are made."""


class Step(msgspec.Struct, frozen=True):
    """A record on the thread, so many links away. What was on it before is not followed again."""

    record: Record
    depth: int
    again: bool = False
    parent: int = -1
    """The place of the step that it was reached from; -1 for the record where the walk began."""
    end: bool = True
    """Whether it is the last of those that were reached from there."""


def came_from(records: Records, record: Record) -> list[Step]:
    """Return the records that this one came from, each followed by those that it came from."""
    return _walk(record, lambda each: origins(records, each))


def led_to(records: Records, record: Record) -> list[Step]:
    """Return the records that this one led to, each followed by those that it led to."""
    return _walk(record, lambda each: records.led_to(each.id))


def lineage(records: Records, record: Record) -> frozenset[str]:
    """Return the ids of all records that this one came from, however many links away."""
    return frozenset(step.record.id for step in came_from(records, record))


def origins(records: Records, record: Record) -> list[Record]:
    """Return the records that one came from itself, by number."""
    found = (records.find(origin) for origin in record.origins)
    return sorted((each for each in found if each is not None), key=by_number)


def results(records: Records, record: Record) -> list[Record]:
    """Return the records that one led to itself, without the notes beside it."""
    return [each for each in records.led_to(record.id) if not is_note(each)]


def _walk(start: Record, beside: Callable[[Record], Iterable[Record]]) -> list[Step]:
    """Walk depth first with a list of our own: threads may be longer than Python calls go deep."""
    steps: list[Step] = []
    been = {start.id}
    waiting: list[Step] = _beside(start, beside, 0, -1)
    while waiting:
        step = waiting.pop()
        record, again = step.record, step.record.id in been
        steps.append(Step(record, step.depth, again, step.parent, step.end))
        if not again:
            been.add(record.id)
            waiting += _beside(record, beside, step.depth + 1, len(steps) - 1)
    return steps


def _beside(record: Record, beside: Callable[[Record], Iterable[Record]], depth: int, parent: int) -> list[Step]:
    """Return the steps that begin at a record, the last first."""
    found = list(beside(record))
    return [Step(each, depth, parent=parent, end=each is found[-1]) for each in reversed(found)]


class Node(msgspec.Struct, frozen=True):
    """A record in the tree of a thread."""

    record: Record
    depth: int
    """How many links it is away from the root: below 0 for what the root came from, above for what it led to."""
    parent: int
    """The place of the node one link nearer to the root; the root's own place for the root."""
    end: bool
    """Whether it stands furthest from its parent of all those beside it: no line goes on past it."""
    again: bool = False
    """Whether the record stands in full elsewhere on the same side, nearer to the root in reading order."""


class Thread(msgspec.Struct, frozen=True, dict=True):
    """The thread of a record as one tree that is read from what was first to what was last.

    What the record came from grows upwards from it, and what it led to downwards.
    """

    nodes: tuple[Node, ...]
    root: int
    gaps: tuple[Gap, ...]
    """What is missing along the thread, in the order of the nodes."""
    from_withdrawn: frozenset[str] = frozenset()
    """The ids of the records that came from words which were withdrawn."""

    def back(self, place: int) -> int:
        """Return the place of the node that this one came from; the same place where there is none."""
        node = self.nodes[place]
        return node.parent if node.depth > 0 else self._outwards(place, range(place - 1, -1, -1))

    def forward(self, place: int) -> int:
        """Return the place of the first node that this one led to; the same place where there is none."""
        node = self.nodes[place]
        return node.parent if node.depth < 0 else self._outwards(place, range(place + 1, len(self.nodes)))

    def _outwards(self, place: int, places: range) -> int:
        """Return the first by number of the nodes that hang on one. What is shown again leads to where it stands
        in full."""
        if self.nodes[place].again:
            return self._full(place)
        hanging = (n for n in places if self.nodes[n].parent == place)
        return self._full(next((n for n in hanging if places.step > 0 or self.nodes[n].end), place))

    def _full(self, place: int) -> int:
        node = self.nodes[place]
        return self._in_full[node.depth > 0, node.record.id] if node.again else place

    @cached_property
    def lacking(self) -> frozenset[str]:
        """The ids of the records at which something is missing."""
        return frozenset(gap.record.id for gap in self.gaps)

    @cached_property
    def _in_full(self) -> dict[tuple[bool, str], int]:
        full = {(node.depth > 0, node.record.id): n for n, node in enumerate(self.nodes) if not node.again}
        root = self.nodes[self.root].record.id
        return {**full, (True, root): self.root, (False, root): self.root}


def thread(records: Records, record: Record, today: date) -> Thread:
    """Return the thread of a record on a day, without the notes beside its records."""
    behind = _walk(record, lambda each: reversed(origins(records, each)))
    ahead = _walk(record, lambda each: results(records, each))
    root = len(behind)
    above = [
        Node(step.record, -1 - step.depth, root - 1 - step.parent, step.end, step.again)
        for step in reversed(behind)
    ]
    below = [Node(step.record, 1 + step.depth, root + 1 + step.parent, step.end, step.again) for step in ahead]
    nodes = (*above, Node(record, 0, root, end=True), *below)
    once = {node.record.id: node.record for node in nodes}
    linked = links(records)
    from_withdrawn = frozenset(key for key, each in once.items() if linked.is_from_withdrawn(each))
    return Thread(nodes, root, gaps_of(records, once.values(), today), from_withdrawn)
