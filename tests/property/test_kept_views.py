"""What is kept of the records and brought up to date is what somebody finds who has never asked before."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from codesign.model import (
    PHASE_OF,
    Answer,
    Commitment,
    CommitmentState,
    Item,
    ItemKind,
    Measure,
    MeasureFamily,
    Partnership,
    Phase,
    Reading,
    Record,
    Reply,
    Sector,
    Status,
    Voice,
    VoiceKind,
)
from codesign.records import HeldRecords, Records
from codesign.views.board import in_order
from codesign.views.gaps import gaps
from codesign.views.links import links
from tests.support.doubles import NOW

TODAY = NOW.date()
RANKS = (1.0, 2.0, 2.5, 3.0)
"""So few that cards share them."""
SECTORS = ("", "school", "county")
KINDS, STATUSES = tuple(ItemKind), tuple(Status)


def some(records: Records, n: int) -> frozenset[str]:
    """Return the ids of up to two records; one of them may not have come yet."""
    known = ["later", *(each.id for each in records)]
    return frozenset(known[each % len(known)] for each in (n, n // 5)[: n % 3])


def new(records: Records, letter: str, n: int) -> dict[str, Any]:
    """Return what every new record has. Two may have the same number."""
    key = "later" if n % 4 == 0 and records.find("later") is None else f"id{records.revision}"
    return {"id": key, "number": f"{letter}{n % 3 + 1}", "schema": 1, "origins": some(records, n)}


def card(records: Records, n: int) -> Record:
    kind, status = KINDS[n % len(KINDS)], STATUSES[n // 3 % len(STATUSES)]
    return Item(**new(records, "N", n), kind=kind, status=status, title="card", rank=RANKS[n % len(RANKS)])


def voice(records: Records, n: int) -> Record:
    kind = VoiceKind.NOTE if n % 5 == 0 else VoiceKind.VOICE
    return Voice(**new(records, "V", n), kind=kind, sector=SECTORS[n % len(SECTORS)])


def commitment(records: Records, n: int) -> Record:
    return Commitment(**new(records, "C", n), text="call", due=TODAY - timedelta(n % 2))


def measure(records: Records, n: int) -> Record:
    return Measure(**new(records, "M", n), family=MeasureFamily.TRUST, text="count")


def partnership(_records: Records, n: int) -> Record:
    sectors = tuple(Sector(key, key) for key in SECTORS[1 : 1 + n % 3])
    return Partnership(id="partnership", number="PS1", schema=1, name="River", sectors=sectors)


NEW: tuple[Callable[[Records, int], Record], ...] = (card, card, card, voice, commitment, measure, partnership)
"""Cards are what there is most of."""

CHANGES: dict[str, tuple[type[Record], Callable[[Records, int], dict[str, Any]]]] = {
    "move": (Item, lambda _records, n: {"status": STATUSES[n % len(STATUSES)]}),
    "place": (Item, lambda _records, n: {"rank": RANKS[n % len(RANKS)]}),
    "place beside": (Item, lambda records, n: {"rank": float(records.revision), "votes": n}),
    "number": (Item, lambda _records, n: {"number": f"N{n % 3 + 1}"}),
    "convert": (Item, lambda _records, n: {"kind": KINDS[n % len(KINDS)]}),
    "title": (Item, lambda records, _n: {"title": f"card {records.revision}"}),
    "link": (Record, lambda records, n: {"origins": some(records, n)}),
    "archive": (Record, lambda _records, n: {"archived": n % 2 == 0}),
    "say": (Voice, lambda records, _n: {"text": f"words {records.revision}"}),
    "withdraw": (Voice, lambda _records, n: {"withdrawn": n % 2 == 0}),
    "reply": (Voice, lambda _records, n: {"reply": Reply(Answer.ADOPT, TODAY) if n % 2 else None}),
    "sector": (Voice, lambda _records, n: {"sector": SECTORS[n % len(SECTORS)]}),
    "settle": (Commitment, lambda _records, n: {"state": tuple(CommitmentState)[n % 2]}),
    "read": (Measure, lambda _records, n: {"readings": {"2026-11": Reading(1.0)} if n % 2 else {}}),
}
"""Of which kind of record one is changed, and what of it."""


def act(records: HeldRecords, name: str, which: int, n: int) -> None:
    """Do something to the records: in one of them, or in all."""
    every = list(records)
    match name:
        case "new":
            records.put(NEW[which % len(NEW)](records, n))
        case "all anew":
            records.clear()
            other = [replace(each, id=f"id{records.revision}") for each in every[:1]]
            for each in (every[::-1], every, every[1:], other + every[1:])[n % 4]:
                records.put(each)
        case "many":
            for times in range(30):
                for each in every[: which % 4]:
                    records.put(replace(each, number=f"{each.number[0]}{(n + times) % 3 + 1}"))
        case _:
            kind, fields = CHANGES[name]
            found = [each for each in every if isinstance(each, kind)]
            if found:
                records.put(replace(found[which % len(found)], **fields(records, n)))


def looked_at(records: Records, views: set[str], days: int) -> None:
    """Look at some of the views: they are what they are of the same records that nobody has looked at."""
    others = HeldRecords()
    for each in records:
        others.put(each)
    today = TODAY + timedelta(days)
    if "order" in views:
        assert in_order(records) == in_order(others)
    if "links" in views:
        assert links(records) == links(others)
    if "gaps" in views:
        assert gaps(records, today) == gaps(others, today)


numbers = st.integers(0, 500)
acts = st.tuples(st.sampled_from(["new", "all anew", "many", *CHANGES, "move", "move", "move"]), numbers, numbers)
looks = st.tuples(
    st.sampled_from([{"order", "links", "gaps"}, {"order"}, {"links"}, {"gaps"}, set[str]()]),
    st.sampled_from([0, 0, 0, 0, 0, 1]),
)


@given(
    st.lists(st.tuples(st.integers(0, 6), numbers), min_size=5, max_size=15),
    st.lists(st.tuples(acts, looks), min_size=30, max_size=60),
)
def test_what_is_kept_is_what_is_found_anew(
    first: list[tuple[int, int]], done: list[tuple[tuple[str, int, int], tuple[set[str], int]]]
) -> None:
    records = HeldRecords()
    for which, n in first:
        act(records, "new", which, n)
    looked_at(records, {"order", "links", "gaps"}, 0)
    for (name, which, n), (views, days) in done:
        act(records, name, which, n)
        looked_at(records, views, days)
    looked_at(records, {"order", "links", "gaps"}, 0)
    looked_at(records.copy(), {"order", "links", "gaps"}, 0)


@given(
    st.lists(numbers, min_size=1, max_size=12),
    st.lists(st.tuples(st.integers(0, 1), st.sampled_from(STATUSES), st.integers(0, 12)), min_size=1, max_size=6),
)
def test_a_column_in_which_nothing_changed_is_the_same(
    laid: list[int], moves: list[tuple[int, Status, int]]
) -> None:
    records = HeldRecords()
    for n, made in enumerate(laid):
        records.put(replace(card(records, made), id=f"id{n}", number=f"N{n + 1}", rank=float(n)))
    before = in_order(records)
    for which, status, place in moves:
        was = tuple(records.all(Item))[which % len(laid)]
        records.put(replace(was, status=status, rank=place - 0.5))
        after = in_order(records)
        others = set(Phase) - {was.phase, PHASE_OF[status]}
        assert {phase for phase in Phase if after[phase] is before[phase]} == others
        before = after
