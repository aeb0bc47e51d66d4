"""The roll-up: several partnerships side by side, for those who support them. Never ranked: partnerships stand in
the order of their names, and each says only what it agreed to say."""

from collections.abc import Iterable, Sequence

import msgspec

from codesign.dates import long
from codesign.model import STRATEGIES, Cycle, Item, ItemKind, Measure, MeasureFamily, Outcome, Record, Verdict
from codesign.permissions import SMALL, may_share
from codesign.records import by_number
from codesign.views.cycles import Period, conclusions, day_of, period, rated
from codesign.views.measuring import by_family
from codesign.views.visions import versions
from codesign.views.yearly import Year, year
from codesign.words import name_of, say
from exports.documents.measured import course_words, outcomes
from exports.documents.pieces import Draft, facts, grid, mean
from exports.documents.planned import bullets
from exports.documents.reflected import conclusion_words
from exports.documents.supported import asked_in, by_support, waiting_words
from exports.documents.yearly import there
from exports.tree import Block, Heading, Paragraph, Quote, Table


class Part(msgspec.Struct, frozen=True):
    """A partnership that let its summary appear: a draft of its own for what may be said of it, and the cycle."""

    name: str
    draft: Draft
    cycle: Cycle

    @property
    def days(self) -> Period:
        """The days that its part is about."""
        return period(self.draft.records, self.cycle.year, self.draft.on)


def roll_up(parts: Sequence[Part], asked: int) -> tuple[Block, ...]:
    """Return the roll-up of partnerships in the order of their names; `asked` is how many there are in all."""
    named = sorted(parts, key=lambda each: (each.name.casefold(), each.name))
    blocks: list[Block] = [
        facts(("cycle", str(named[0].cycle.year)), ("as-of", long(named[0].draft.on))),
        Paragraph(say("report.rolled-up", n=len(named), of=asked)),
        Paragraph(say("report.no-ranking-here")),
    ]
    sections = {
        "report.side-by-side": _side_by_side(named),
        "report.each": [block for each in named for block in _part(each)],
        "report.strategies": _strategies(named),
        "report.measures": _measures(named),
        "report.asks": _asks(named),
        "report.across": _learnings(named),
    }
    for key, found in sections.items():
        blocks += (Heading(2, say(key)), *(found or (Paragraph(say("doc.nothing")),)))
    return tuple(blocks)


def _side_by_side(parts: Sequence[Part]) -> tuple[Block, ...]:
    rows = [_row(each, year(each.draft.records, each.days)) for each in parts]
    head = (
        "partnership",
        "setting",
        "population",
        "began",
        "meetings",
        "attendances",
        "answered-voices",
        "kept-of-due",
    )
    return (*grid((*head, "decisions"), rows), Paragraph(say("report.few-note", n=SMALL)))


def _row(part: Part, found: Year) -> tuple[str, ...]:
    partnership, came = part.draft.records.partnership, there(part.draft, found.meetings)
    place = partnership.place if partnership else None
    began = partnership.began if partnership else None
    heard = say("report.n-of", n=found.answered, of=found.voices) if found.voices >= SMALL else _few(found.voices)
    kept = say("report.n-of", n=found.due.kept, of=found.due.due) if found.due.due else say("report.none-due")
    return (
        part.name,
        name_of(place.setting.value, "setting") if place and place.setting else "",
        str(place.population) if place and place.population else "",
        str(began or ""),
        str(len(found.meetings)),
        say("report.not-told") if came.untold else str(came.attendances),
        heard,
        kept,
        str(len(found.decisions)),
    )


def _few(people: int) -> str:
    """Return a count of people, or where they are few that they are."""
    return say("report.few", n=SMALL) if 0 < people < SMALL else str(people)


def _part(part: Part) -> Iterable[Block]:
    """Yield what one partnership says of itself: its vision, what changed, what it keeps, adapts and stops."""
    draft, cycle = part.draft, part.cycle
    yield Heading(3, part.name)
    agreed = next((each for each in versions(draft.records) if each.agreed), None)
    yield Quote(agreed.text) if agreed else Paragraph(say("report.no-vision"))
    changed = outcomes(draft, part.days)
    yield from bullets(changed) or (Paragraph(say("report.no-outcome")),)
    lines = [
        say(f"report.message-{verdict.value}", what=conclusion_words(draft, each))
        for verdict in Verdict
        for each in conclusions(cycle, verdict)
    ]
    if lines:
        yield Paragraph(say("report.what-next"))
        yield from bullets(lines)
    if cycle.released:
        by = cycle.released.agreed_by
        yield Paragraph(say("report.released-by", by=by, day=cycle.released.on.isoformat()))


def _strategies(parts: Sequence[Part]) -> tuple[Block, ...]:
    """Return how the tables of each partnership rated the seven strategies: value here, and in use."""
    found = [(part.name, rated(part.cycle)) for part in parts if part.cycle.strategies]
    if not found:
        return (Paragraph(say("report.not-rated")),)
    rows = tuple((name, *(_pair(each.value, each.in_use) for each in by)) for name, by in found)
    told = [say("report.strategy-line", n=n, strategy=say(f"strategy.long-{n}")) for n in STRATEGIES]
    table = Table((say("field.partnership"), *map(str, STRATEGIES)), rows)
    return (Paragraph(say("report.value-and-use")), table, *bullets(told))


def _pair(value: float | None, in_use: float | None) -> str:
    return f"{mean(value, '–')} / {mean(in_use, '–')}"


def _measures(parts: Sequence[Part]) -> tuple[Block, ...]:
    rows = [
        (
            name_of(family.value, "measure-family"),
            part.name,
            part.draft.headline(each.measure),
            course_words(each, few=SMALL),
        )
        for family in MeasureFamily
        for part in parts
        for each in by_family(part.draft.records).get(family, ())
    ]
    return grid(("family", "partnership", "measure", "course"), rows)


def _asks(parts: Sequence[Part]) -> tuple[Block, ...]:
    found = [(part, ask) for part in parts for ask in asked_in(part.draft, part.days)]
    if not found:
        return (Paragraph(say("report.no-asks")),)
    rows = [
        (
            name_of(ask.support.value, "support"),
            part.name,
            ask.text,
            ask.answer or say("report.no-answer"),
            waiting_words(part.draft, ask),
        )
        for part, ask in found
    ]
    table = grid(("support", "partnership", "ask", "answer", "status"), rows)
    return (*by_support([ask for _part, ask in found]), *table, Paragraph(say("report.local-decision")))


def said(part: Part) -> tuple[Record, ...]:
    """Return the records of a partnership whose words stand in its part."""
    records = part.draft.records
    changed = (each for each in records.live(Outcome) if part.days.holds(day_of(records, each)))
    asks = asked_in(part.draft, part.days)
    return (*changed, *records.live(Measure), *asks, *_shared(part))


def _shared(part: Part) -> list[Item]:
    draft = part.draft
    return [
        each
        for each in sorted(draft.records.live(Item), key=by_number)
        if each.kind is ItemKind.LEARNING and may_share(draft.sight, each)
    ]


def _learnings(parts: Sequence[Part]) -> tuple[Block, ...]:
    """Return what partnerships learned and agreed to share."""
    lines = [
        say(
            "report.learned",
            partnership=part.name,
            what=_learned(each),
            by=each.shared.agreed_by if each.shared else "",
        )
        for part in parts
        for each in _shared(part)
    ]
    return bullets(lines) or (Paragraph(say("report.none-shared")),)


def _learned(item: Item) -> str:
    return say("report.in-full", what=item.title, text=item.text) if item.text else item.title
