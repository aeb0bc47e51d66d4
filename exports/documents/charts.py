"""Charts that reports show: trust, engagement, follow-through, measures, practice, and who works with whom.

Each returns the blocks to add, none where there is nothing to show, and shows no more than its audience may know:
outside of the room a part of few people is left open, in the picture as in the table.
"""

from collections.abc import Iterable, Sequence
from itertools import groupby

from codesign.model import Channel, Depth, Measure, Meeting, Partner, PracticeCell, Reading
from codesign.permissions import part_for
from codesign.records import Records, by_number
from codesign.views.closing import trust
from codesign.views.connections import ripple
from codesign.views.follow_through import rate
from codesign.views.measuring import share
from codesign.views.practising import cells
from codesign.views.voices import captured
from codesign.words import name_of, say
from exports.charts.pictures import Bars, Edge, Heat, HeatCell, HeatRow, Lines, Network, Node, Series
from exports.documents.pieces import Draft, figure, reading_words
from exports.tree import Block, Chart, Table


def held_meetings(records: Records) -> tuple[Meeting, ...]:
    """Return the meetings that have begun, the first first."""
    begun = (each for each in records.live(Meeting) if each.runs or each.ended)
    return tuple(sorted(begun, key=lambda each: (each.on, each.id)))


def trust_chart(draft: Draft) -> tuple[Block, ...]:
    """Return how many of a hundred trusted at each meeting that what was said will be followed through."""
    rows, values = [], []
    for each in held_meetings(draft.records):
        found = trust(draft.records, each)
        part = part_for(found.yes, found.n, draft.audience) if found else None
        exact = found is not None and part is not None and part[0] == part[1]
        values.append(round(100 * found.yes / found.n) if found and exact else None)
        told = say("chart.of", yes=found.yes, n=found.n) if found and exact else ""
        rows.append((each.on.isoformat(), each.title, told or say("chart.few" if found else "chart.not-asked")))
    head = (say("field.date"), say("field.meeting"), say("chart.trusting"))
    return _over_time("trust", rows, head, tuple(values), most=100, unit="%")


def follow_through_chart(draft: Draft) -> tuple[Block, ...]:
    """Return how many of a hundred promises that were due by each meeting were kept."""
    rows, values = [], []
    for each in held_meetings(draft.records):
        found = rate(draft.records, each.on)
        values.append(round(100 * found.kept / found.due) if found.due else None)
        told = say("chart.of", yes=found.kept, n=found.due) if found.due else say("chart.none-due")
        rows.append((each.on.isoformat(), each.title, told))
    head = (say("field.date"), say("field.meeting"), say("chart.kept"))
    return _over_time("follow-through", rows, head, tuple(values), most=100, unit="%")


def _over_time(
    kind: str,
    rows: Sequence[tuple[str, ...]],
    head: tuple[str, ...],
    values: tuple[float | None, ...],
    *,
    most: float | None = None,
    unit: str = "",
) -> tuple[Block, ...]:
    """Return a line over meetings or months, whose labels are the first cells of the rows."""
    title = say(f"chart.{kind}")
    known = [(row[0], each) for row, each in zip(rows, values, strict=True) if each is not None]
    if not known:
        return ()
    picture = Lines(tuple(row[0] for row in rows), (Series(title, values),), most, unit, say("doc.decimal"))
    sign = say("chart.percent") if unit == "%" else ""
    told = _told([(when, f"{figure(value)}{sign}") for when, value in known])
    return (Chart(title, told, picture, Table(head, tuple(rows))),)


def _told(known: list[tuple[str, str]]) -> str:
    """Return in words from where to where figures went."""
    (begin, first), (end, last) = known[0], known[-1]
    if len(known) == 1:
        return say("chart.once", when=begin, value=first)
    return say("chart.from-to", begin=begin, first=first, end=end, last=last)


def engagement_chart(draft: Draft) -> tuple[Block, ...]:
    """Return how many people were there and how many lines were captured, by meeting."""
    found = held_meetings(draft.records)
    told = [draft.people(each) for each in found]
    people = [each.total if each.held is None else None for each in told]
    lines = [len(captured(draft.records, each)) for each in found]
    if not any((*people, *lines)):
        return ()
    names = say("chart.people"), say("chart.lines")
    rows = [
        (each.on.isoformat(), each.title, str(there) if there is not None else say("chart.few"), str(said))
        for each, there, said in zip(found, people, lines, strict=True)
    ]
    most = max(range(len(found)), key=lambda n: (people[n] or 0, -n))
    words = say("chart.most-people", n=people[most] or 0, when=found[most].on.isoformat(), of=len(found))
    picture = Bars(
        tuple(row[0] for row in rows), (Series(names[0], tuple(people)), Series(names[1], tuple(lines)))
    )
    head = (say("field.date"), say("field.meeting"), *names)
    return (Chart(say("chart.engagement"), words, picture, Table(head, tuple(rows))),)


def measure_chart(draft: Draft, measure: Measure) -> tuple[Block, ...]:
    """Return the readings of a measure over time: counts of a whole as parts of it, for wholes differ."""
    readings = sorted(measure.readings.items())
    if not readings or draft.holds(measure):
        return ()
    parts = all(each.of for _when, each in readings)
    title = f"{measure.number} {measure.text}"
    values = tuple(round(100 * share(each), 1) if parts else each.value for _when, each in readings)
    picture = Lines(
        tuple(when for when, _each in readings),
        (Series(title, values),),
        100 if parts else measure.target,
        "%" if parts else measure.unit,
        say("doc.decimal"),
    )
    told = _told([(when, reading_words(each)) for when, each in readings])
    if measure.target is not None:
        told = f"{told} {say('chart.target', value=figure(measure.target))}"
    return (Chart(title, told, picture, _readings_table(readings, parts=parts)),)


def _readings_table(readings: Sequence[tuple[str, Reading]], *, parts: bool) -> Table:
    """Return the readings one below the other; the last columns only where readings fill them."""
    rows = tuple(
        (
            when,
            figure(each.value),
            figure(each.of) or say("doc.not-set"),
            f"{figure(round(100 * share(each), 1))}{say('chart.percent')}" if parts else "",
        )
        for when, each in readings
    )
    used = 4 if parts else 3 if any(each.of is not None for _when, each in readings) else 2
    head = (say("chart.when"), say("chart.value"), say("chart.whole"), say("chart.part"))
    return Table(head[:used], tuple(row[:used] for row in rows))


def measure_charts(draft: Draft) -> tuple[Block, ...]:
    """Return the readings of each measure that has several."""
    found = sorted(draft.records.live(Measure), key=by_number)
    return tuple(block for each in found if len(each.readings) > 1 for block in measure_chart(draft, each))


def practice_chart(meetings: Iterable[Meeting]) -> tuple[Block, ...]:
    """Return how often each of the six ways of doing integration was seen at some meetings."""
    seen = cells(meetings)
    if not any(each.seen for each in seen):
        return ()
    rows = [
        (say(f"chart.{each.row}"), name_of(each.cell, "practice"), str(each.did), str(each.missed))
        for each in seen
    ]
    heat = tuple(
        HeatRow(say(f"chart.{row}"), tuple(_cell(each.cell, each.did, each.missed) for each in found))
        for row, found in groupby(seen, key=lambda each: each.row)
    )
    words = say("chart.cells", n=sum(each.did > 0 for each in seen))
    head = (say("chart.row"), say("field.practice"), say("chart.did"), say("chart.chance-missed"))
    return (Chart(say("chart.practice"), words, Heat(heat), Table(head, tuple(rows))),)


def _cell(cell: PracticeCell, did: int, missed: int) -> HeatCell:
    words = say("chart.seen", n=did)
    return HeatCell(
        name_of(cell, "practice"), did, f"{words}, {say('chart.missed', n=missed)}" if missed else words
    )


def partners_chart(draft: Draft) -> tuple[Block, ...]:
    """Return which partners work with which, and how deeply."""
    found = [each.connection for each in ripple(draft.records)]
    connected = {key for each in found for key in (each.one, each.other)}
    partners = sorted((each for each in draft.records.live(Partner) if each.id in connected), key=by_number)
    depths = list(Depth)
    return network_chart(
        tuple(Node(each.id, each.number, each.organisation, each.sector) for each in partners),
        tuple(
            Edge(each.one, each.other, depths.index(each.depth) + 1, each.channel is Channel.FORMAL)
            for each in found
        ),
        tuple(name_of(each.value, "depth") for each in depths),
    )


def network_chart(nodes: tuple[Node, ...], edges: tuple[Edge, ...], levels: tuple[str, ...]) -> tuple[Block, ...]:
    """Return who works with whom. The names of the levels go from the weakest up."""
    if not nodes or not edges:
        return ()
    names = {each.key: f"{each.number} {each.name}" for each in nodes}
    formal, informal = say("chart.formal"), say("chart.informal")
    rows = sorted(
        (names[each.one], names[each.other], _level(levels, each.level), formal if each.formal else informal)
        for each in edges
        if each.one in names and each.other in names
    )
    words = say("chart.connected", n=len(rows), partners=len(nodes))
    head = (say("chart.one"), say("chart.other"), say("chart.level"), say("chart.kind"))
    picture = Network(nodes, edges, levels, formal, informal)
    return (Chart(say("chart.network"), words, picture, Table(head, tuple(rows))),)


def _level(levels: tuple[str, ...], level: int) -> str:
    return levels[level - 1] if 0 < level <= len(levels) else say("doc.not-set")
