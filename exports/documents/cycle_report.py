"""The cycle report: a year of reflection and coordinated change on a few pages, without any ranking."""

from codesign.model import Commitment, Cycle, Record
from codesign.records import by_number
from codesign.views.cycles import before, carried, period
from codesign.views.measuring import by_family
from codesign.views.yearly import year
from codesign.words import name_of, say
from exports.documents.charts import follow_through_chart, trust_chart
from exports.documents.measured import course_words, outcomes
from exports.documents.pieces import Draft, grid
from exports.documents.planned import bullets
from exports.documents.promised import follow_through_so_far
from exports.documents.reflected import practice_table, ripple_table, strategies_table, verdicts
from exports.documents.supported import asks_for_help, learnings
from exports.documents.yearly import (
    about_the_period,
    at_a_glance,
    decision_lines,
    meetings_table,
    not_kept,
    partners_table,
    versions_table,
)
from exports.tree import Block, Heading, Paragraph


def cycle_report(draft: Draft, cycle: Cycle) -> None:
    """Fill a draft with the report of a cycle."""
    days = period(draft.records, cycle.year, draft.on)
    found = year(draft.records, days)
    draft.add(about_the_period(draft, days))
    draft.section("report.glance", *at_a_glance(draft, days, found), Paragraph(say("report.attendance-note")))
    draft.filled("report.meetings", *meetings_table(draft, found.meetings), *trust_chart(draft))
    draft.filled("report.changed", *bullets(outcomes(draft, days)))
    draft.filled("report.decided", *bullets(decision_lines(draft, found.decisions)))
    draft.filled("report.vision", *versions_table(found.visions))
    short = not_kept(draft, days)
    kept = (Heading(3, say("report.not-kept")), *bullets(short)) if short else ()
    draft.section("report.follow-through", *follow_through_so_far(draft), *follow_through_chart(draft), *kept)
    draft.section("report.strategies", *strategies_table(cycle, before(draft.records, cycle.year)))
    summary = (Paragraph(cycle.practised),) if cycle.practised else ()
    draft.section("report.practice", *summary, *practice_table(found.meetings))
    draft.section("report.measures", *_measures(draft))
    draft.filled("report.partners", *partners_table(draft))
    draft.section("report.connections", *ripple_table(draft))
    draft.section("report.asks", *asks_for_help(draft, days))
    draft.section("report.learnings", *(learnings(draft, days) or (Paragraph(say("report.no-learnings")),)))
    draft.section("report.keep-adapt-stop", *verdicts(draft, cycle))
    draft.section("report.carried", *_carried(draft, cycle))
    draft.add(Paragraph(say("report.no-ranking")))
    draft.closing()


def _measures(draft: Draft) -> tuple[Block, ...]:
    rows = [
        (name_of(family.value, "measure-family"), draft.named(each.measure), course_words(each))
        for family, courses in by_family(draft.records).items()
        for each in courses
    ]
    return grid(("family", "measure", "course"), rows) or (Paragraph(say("report.no-measures")),)


def _carried(draft: Draft, cycle: Cycle) -> tuple[Block, ...]:
    """Return what goes on in the next cycle; of an open one, that this is settled when it is closed."""
    if cycle.closed is None:
        return (Paragraph(say("report.carried-when-closed")),)
    found = sorted(carried(draft.records, cycle), key=by_number)
    return bullets(_going_on(draft, each) for each in found) or (Paragraph(say("report.nothing-carried")),)


def _going_on(draft: Draft, record: Record) -> str:
    """Return a record that goes on, with what has become of it since where that is known."""
    if isinstance(record, Commitment) and record.settled is not None:
        state = name_of(record.state.value, "commitment-state")
        return say("report.carried-settled", what=draft.named(record), state=state, day=record.settled.isoformat())
    return draft.named(record)
