"""How people worked together, as reports print it: practice, the seven strategies, connections, what is kept."""

from collections.abc import Sequence

from codesign.model import STRATEGIES, Conclusion, Cycle, Meeting, Verdict
from codesign.views.connections import Grown, names, ripple
from codesign.views.cycles import conclusions, rated
from codesign.views.practising import cells
from codesign.words import name_of, say
from exports.documents.charts import partners_chart, practice_chart
from exports.documents.pieces import Draft, grid, mean
from exports.tree import Block, Bullets, Heading, Paragraph


def practice_table(meetings: Sequence[Meeting]) -> tuple[Block, ...]:
    """Return the six cells with how often each was seen and how often a chance was missed, and what was seen."""
    found = cells(meetings)
    if not any(each.seen for each in found):
        return (Paragraph(say("report.no-practice")),)
    lines = [
        say(
            "report.seen",
            cell=name_of(each.cell, "practice"),
            done=say("doc.missed" if seen.missed else "doc.did"),
            text=seen.text,
            meeting=meeting.title,
        )
        for each in found
        for meeting, seen in each.seen
    ]
    return (*practice_chart(meetings), Bullets(tuple(lines)))


def strategies_table(cycle: Cycle | None, last: Cycle | None) -> tuple[Block, ...]:
    """Return the seven strategies as the tables rated them, beside the cycle before where it has any."""
    if cycle is None or not cycle.strategies:
        return (Paragraph(say("report.not-rated")),)
    earlier = dict(zip(STRATEGIES, rated(last), strict=True)) if last and last.strategies else {}
    rows, hard = [], []
    for each in rated(cycle):
        past = earlier.get(each.strategy)
        name = say(f"strategy.short-{each.strategy}")
        rows.append(
            (
                f"{each.strategy}. {name}",
                mean(each.value),
                mean(past.value if past else None),
                mean(each.in_use),
                mean(past.in_use if past else None),
                str(each.tables),
            )
        )
        hard += [say("report.hard", n=each.strategy, strategy=name, text=text) for text in each.challenges]
    told = Paragraph(
        say("report.how-rated", year=last.year) if earlier and last else say("report.how-rated-first")
    )
    head = ("strategy", "value-here", "value-before", "in-use", "in-use-before", "tables")
    challenges = (Paragraph(say("report.what-is-hard")), Bullets(tuple(hard))) if hard else ()
    return (told, *grid(head, rows), *challenges)


def ripple_table(draft: Draft) -> tuple[Block, ...]:
    """Return the connections between partners, each below the one that it grew from."""
    found = ripple(draft.records)
    if not found:
        return (Paragraph(say("report.no-connections")),)
    longest = max(each.depth for each in found) + 1
    rows = [_connection(draft, each) for each in found]
    told = Paragraph(say("report.ripple", n=len(found), longest=longest))
    return (
        told,
        *partners_chart(draft),
        *grid(("connection", "about", "depth", "channel", "since", "results"), rows),
    )


def _connection(draft: Draft, grown: Grown) -> tuple[str, ...]:
    each = grown.connection
    one, other = names(draft.records, each)
    pair = say("report.pair", number=each.number, one=one, other=other)
    return (
        f"{'— ' * grown.depth}{pair}",
        each.text,
        name_of(each.depth.value, "depth"),
        name_of(each.channel.value, "channel") if each.channel else "",
        each.began.isoformat() if each.began else "",
        ", ".join(name_of(result.value, "connection-result") for result in sorted(each.results))
        or say("report.nothing-yet"),
    )


def verdicts(draft: Draft, cycle: Cycle | None) -> tuple[Block, ...]:
    """Return what is kept, adapted and stopped, with the reasons."""
    blocks: list[Block] = []
    for verdict in Verdict:
        lines = [conclusion_words(draft, each) for each in (conclusions(cycle, verdict) if cycle else ())]
        if lines:
            blocks += (Heading(3, name_of(verdict.value, "verdict")), Bullets(tuple(lines)))
    return tuple(blocks) or (Paragraph(say("report.no-verdicts")),)


def conclusion_words(draft: Draft, found: Conclusion) -> str:
    """Return what is kept, adapted or stopped on one line, with its reason and what it is about."""
    told = found.text
    if found.because:
        told = say("report.because", what=told, because=found.because)
    about = draft.records.find(found.about) if found.about else None
    return say("report.about", what=told, about=draft.named(about)) if about else told
