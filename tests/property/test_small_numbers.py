"""Somebody reads every document of a meeting that ever left, and works out how many people came from a sector."""

import itertools
from collections.abc import Iterable, Iterator, Sequence

from hypothesis import assume, given, settings
from hypothesis import strategies as st
from msgspec.structs import replace

from codesign.model import (
    SCHEMA,
    Audience,
    CountedOut,
    ExportRecord,
    Meeting,
    Poll,
    PollKind,
    Sector,
    Vision,
    VisionCheck,
)
from codesign.permissions import SMALL, HeldBack, People, Sight, people_for
from codesign.records import Records
from codesign.words import say
from exports.library import NOTES, VISION, document
from exports.tree import Table
from tests.support.doubles import NOW, river
from tests.support.telling import Told

SECTORS = ("a", "b", "c", "d")
MOST = 7
DAY = NOW.date()

Counts = tuple[int, ...]
"""How many came from each sector."""

counts = st.tuples(*[st.integers(0, MOST)] * len(SECTORS))
edits = st.lists(st.tuples(st.sampled_from(range(len(SECTORS))), st.integers(0, MOST)), max_size=3)
"""Corrections, one after the other: a sector, and how many it is said to have had."""


def states(first: Counts, edits: Iterable[tuple[int, int]]) -> list[Counts]:
    """Return what was counted at the time of each export, which was corrected in one sector between two."""
    found = [first]
    for sector, people in edits:
        found.append(tuple(people if n == sector else each for n, each in enumerate(found[-1])))
    return found


def by_sector(counts: Counts) -> dict[str, int]:
    return dict(zip(SECTORS, counts, strict=True))


def fits(told: People, counts: Counts) -> bool:
    """Tell whether what was told may be about these counts."""
    if told.held is not None:
        return True
    shown = all(counts[SECTORS.index(key)] == people for key, people in told.shown.items())
    return shown and sum(counts) == told.total


def neighbours(counts: Counts) -> Iterator[Counts]:
    """Yield counts, and all that differ from them in one sector."""
    yield counts
    for n, people in enumerate(counts):
        for other in range(MOST + 1):
            if other != people:
                yield (*counts[:n], other, *counts[n + 1 :])


def near(counts: Counts, others: set[Counts]) -> bool:
    return any(each in others for each in neighbours(counts))


def explained(told: Sequence[People]) -> list[set[Counts]]:
    """Return what may have been counted at the time of each export, if one sector at most was corrected between
    two exports: no reader can know more about how it goes."""
    everything = set(itertools.product(range(MOST + 1), repeat=len(SECTORS)))
    ahead = [{each for each in everything if fits(told[0], each)}]
    for one in told[1:]:
        ahead.append({each for each in everything if fits(one, each) and near(each, ahead[-1])})
    for n in range(len(told) - 2, -1, -1):
        ahead[n] = {each for each in ahead[n] if near(each, ahead[n + 1])}
    return ahead


def known(told: Sequence[People], true: Sequence[Counts]) -> list[tuple[int, str]]:
    """Return which small counts a reader of all exports knows: at which export, and of which sector."""
    possible = explained(told)
    assert all(each in found for each, found in zip(true, possible, strict=True)), "the truth is among them"
    return [
        (n, key)
        for n, found in enumerate(possible)
        for sector, key in enumerate(SECTORS)
        if 0 < true[n][sector] < SMALL and len({each[sector] for each in found}) == 1
    ]


def told_over(true: Sequence[Counts]) -> list[People]:
    """Return what was told each time, each knowing what left before."""
    told: list[People] = []
    for each in true:
        left = [found for one in told if (found := one.left) is not None]
        told.append(people_for(by_sector(each), Audience.PARTNERS, left))
    return told


@settings(max_examples=20)
@given(counts, edits)
def test_no_small_count_is_known_from_all_that_ever_left(first: Counts, edits: list[tuple[int, int]]) -> None:
    true = states(first, edits)
    told = told_over(true)
    assert known(told, true) == []
    for each in told:
        assert all(people >= SMALL for people in each.shown.values())
        assert not 0 < each.merged < SMALL


def test_without_looking_back_one_would_be() -> None:
    true = [(7, 6, 3, 2), (7, 6, 6, 2)]
    assert known([people_for(by_sector(each), Audience.PARTNERS) for each in true], true) != []
    assert known(told_over(true), true) == []


# What the documents themselves say


def meeting_of(counts: Counts, answered: Counts, exports: Iterable[ExportRecord]) -> Records:
    """Return a partnership with a meeting at which so many people were, and showed their fingers and answered."""
    opened = river()
    there = {key: people for key, people in by_sector(counts).items() if people}
    fists = {key: (people - 1, 0, 0, 0, 0, 1) for key, people in by_sector(answered).items() if people}
    poll = Poll(PollKind.COME_AGAIN, counts={"yes": sum(answered), "no": 0})
    meeting = Meeting(
        id="m",
        number="MT1",
        schema=SCHEMA,
        title="Evening",
        on=DAY,
        attendance=there,
        polls={"p": poll},
        ended=NOW,
    )
    vision = Vision(
        id="v",
        number="VS1",
        schema=SCHEMA,
        version=1,
        text="One river",
        proposed=DAY,
        meeting="m",
        checks={"m": VisionCheck(DAY, fists, "m")},
    )
    sectors = tuple(Sector(key, f"sector {key}") for key in SECTORS)
    opened.execute(Told((replace(opened.partnership, sectors=sectors), meeting, vision, *exports)))
    return opened.records


def read(tables: Sequence[Table]) -> People:
    """Read the table of people in a document. No other table may name a sector."""
    assert not [
        row for each in tables for row in each.rows[1:] if "sector" in row[0] and "Fingers" in each.head[0]
    ]
    for table in tables:
        if table.head[0] == say("field.sector"):
            rows = {row[0]: int(row[1]) for row in table.rows}
            shown = {key: rows[f"sector {key}"] for key in SECTORS if f"sector {key}" in rows}
            merged = rows.get(say("doc.other-sectors"), 0)
            assert rows[say("doc.together")] == sum(shown.values()) + merged
            return People(shown, merged)
    return People({}, held=HeldBack.CORRECTED)


audiences = st.lists(st.sampled_from([Audience.PARTNERS, Audience.PUBLIC]), min_size=4, max_size=4)


@settings(max_examples=8)
@given(counts, edits, audiences)
def test_the_documents_say_no_more(first: Counts, edits: list[tuple[int, int]], audiences: list[Audience]) -> None:
    assume(sum(first))
    true: list[Counts] = []
    told: list[People] = []
    exports: list[ExportRecord] = []
    for counts, audience in zip(states(first, edits), audiences, strict=False):
        for kind, number in ((NOTES, "MT1"), (VISION, "VS1")):
            records = meeting_of(counts, first, exports)
            found = document(kind, records, records.numbered(number)[0], DAY, audience=audience)
            told.append(read([each for each in found.document.blocks if isinstance(each, Table)]))
            true.append(counts)
            named = [key for key in SECTORS if f"sector {key}" in found.text and key not in told[-1].shown]
            assert not named or not told[-1].merged, "who was absent is not told where others are put together"
            assert told[-1].held is None or "who were there" not in found.text
            exports.append(
                ExportRecord(
                    id=f"e{len(exports):02}",
                    number=f"EX{len(exports) + 1}",
                    schema=SCHEMA,
                    reference=str(len(exports)),
                    document=kind,
                    on=DAY,
                    audience=audience,
                    counted=found.counted,
                )
            )
    assert known(told, true) == []


def test_the_room_reads_its_own_numbers_and_they_are_not_remembered() -> None:
    records = meeting_of((7, 1, 0, 0), (7, 1, 0, 0), ())
    meeting = records.get(Meeting, "m")
    assert meeting is not None
    assert document(NOTES, records, meeting, DAY, audience=Audience.ROOM).counted == {}
    assert Sight(records, Audience.ROOM, DAY).people(meeting) == People({"a": 7, "b": 1})


def test_what_was_put_together_stays_together_and_what_was_told_is_not_told_otherwise() -> None:
    before = [CountedOut(("a", "b"), merged=True)]
    assert people_for({"a": 7, "b": 6, "c": 9, "d": 2}, Audience.PUBLIC, before) == People({"a": 7, "b": 6}, 11)
    assert people_for({"a": 7, "b": 4, "c": 9}, Audience.PUBLIC, before).held is HeldBack.CORRECTED
    whole = [CountedOut(("a", "b"))]
    assert people_for({"a": 7, "b": 6, "c": 1}, Audience.PUBLIC, whole).held is HeldBack.CORRECTED
    assert people_for({"a": 7, "b": 6, "c": 5}, Audience.PUBLIC, whole) == People({"a": 7, "b": 6, "c": 5})
    assert people_for({"a": 3}, Audience.PUBLIC).held is HeldBack.FEW
