"""The co-evaluation report: one page of main messages, a short summary, then everything that carries them."""

from collections.abc import Iterable

from codesign.model import Audience, Cycle, Meeting, PollKind, Verdict, Vision
from codesign.permissions import part_for
from codesign.views.closing import come_again
from codesign.views.cycles import Period, before, conclusions, period
from codesign.views.practising import cells
from codesign.views.visions import versions
from codesign.views.voices import sector_names
from codesign.views.yearly import Year, answers, voices_of, year
from codesign.words import say
from exports.documents.charts import engagement_chart, measure_charts, trust_chart
from exports.documents.measured import course_lines, measures, outcomes, stories, thin
from exports.documents.pieces import Draft
from exports.documents.planned import bullets
from exports.documents.promised import rate_words
from exports.documents.reflected import (
    conclusion_words,
    practice_table,
    ripple_table,
    strategies_table,
    verdicts,
)
from exports.documents.yearly import (
    about_the_period,
    at_a_glance,
    decision_lines,
    meetings_table,
    not_kept,
    there,
    versions_table,
)
from exports.tree import Block, Heading, PageBreak, Paragraph, Quote

_MAIN, _SOME = 2, 5
"""So many lines of each kind stand among the main messages, and so many in the summary; all stand below."""


def co_evaluation(draft: Draft, cycle: Cycle) -> None:
    """Fill a draft with the co-evaluation report of a cycle."""
    days = period(draft.records, cycle.year, draft.on)
    found = year(draft.records, days)
    good = [*outcomes(draft, days), *course_lines(draft, good=True)]
    short = [*course_lines(draft, good=False), *not_kept(draft, days)]
    draft.add(about_the_period(draft, days))
    draft.section("report.main-messages", *bullets(_messages(draft, cycle, found, good, short)))
    draft.add(PageBreak())
    _summary(draft, days, found, good, short)
    draft.add(PageBreak())
    draft.section("report.aim", *_aim(draft, found))
    draft.section("report.methods", *_methods(draft, found))
    draft.section("report.results", *_results(good, short))
    draft.section("report.influence", *_influence(draft, days, found))
    draft.section("report.reflection", *_reflection(draft, cycle, found))
    draft.section("report.measures", *measures(draft), *measure_charts(draft))
    draft.section("report.stories", *stories(draft, days))
    draft.section("report.practice", *practice_table(found.meetings))
    earlier = before(draft.records, cycle.year)
    draft.section("report.strategies", *strategies_table(cycle, earlier))
    draft.section("report.connections", *ripple_table(draft))
    draft.section("report.keep-adapt-stop", *verdicts(draft, cycle))
    draft.section("report.limits", *bullets(_limits(draft, days, found)))
    draft.closing()


def _messages(draft: Draft, cycle: Cycle, found: Year, good: list[str], short: list[str]) -> Iterable[str]:
    """Yield the main messages: what changed, what fell short, how promises fared, what comes of it."""
    yield from [say("report.message-good", what=each) for each in good[:_MAIN]] or [say("report.nothing-changed")]
    yield from [say("report.message-short", what=each) for each in short[:_MAIN]] or [say("report.nothing-short")]
    yield rate_words(found.due)
    yield say("report.message-voices", n=found.voices, answered=found.answered)
    for verdict in Verdict:
        told = [conclusion_words(draft, each) for each in conclusions(cycle, verdict)]
        if told:
            yield say(f"report.message-{verdict.value}", what="; ".join(told[:_MAIN]))
    if absent := _absent(draft, found):
        yield say("report.message-missing", what=", ".join(absent))


def _some(lines: list[str], none: str) -> Iterable[str]:
    """Yield the first lines, and how many more there are below; or that there are none."""
    yield from lines[:_SOME] or [say(none)]
    if len(lines) > _SOME:
        yield say("doc.and-more", n=len(lines) - _SOME)


def _summary(draft: Draft, days: Period, found: Year, good: list[str], short: list[str]) -> None:
    vision = _standing(draft)
    told: list[Block] = [Heading(3, say("report.why"))]
    told += [Quote(vision.text)] if vision else [Paragraph(say("report.no-vision"))]
    told += [Heading(3, say("report.what-we-did")), *at_a_glance(draft, days, found)]
    told += [Heading(3, say("report.what-came"))]
    told += bullets(_some(good, "report.nothing-changed"))
    told += [Heading(3, say("report.what-fell-short")), *bullets(_some(short, "report.nothing-short"))]
    draft.section("report.summary", *told)


def _standing(draft: Draft) -> Vision | None:
    """Return the newest version that is agreed, or where none is, the newest."""
    known = versions(draft.records)
    return next((each for each in known if each.agreed), known[0] if known else None)


def _aim(draft: Draft, found: Year) -> tuple[Block, ...]:
    partnership, vision = draft.records.partnership, _standing(draft)
    priorities = ", ".join(partnership.priorities) if partnership else ""
    blocks: list[Block] = [Paragraph(say("report.priorities", what=priorities))] if priorities else []
    if vision and vision.picture:
        blocks.append(Paragraph(vision.picture))
    purposes = [
        say("report.purpose-of", title=each.title, text=each.purpose) for each in found.meetings if each.purpose
    ]
    if purposes:
        blocks += (Paragraph(say("report.why-we-met")), *bullets(purposes))
    return tuple(blocks)


def _methods(draft: Draft, found: Year) -> tuple[Block, ...]:
    came = there(draft, found.meetings)
    counted = say("report.attendances", n=came.attendances, meetings=len(found.meetings))
    attended = Paragraph(counted if found.meetings else say("report.no-meeting"))
    told = [Paragraph(say("report.method-words")), Paragraph(say("report.method-measures"))]
    return (*meetings_table(draft, found.meetings), attended, *engagement_chart(draft), *told)


def _results(good: list[str], short: list[str]) -> tuple[Block, ...]:
    return (
        Heading(3, say("report.positive")),
        *(bullets(good) or (Paragraph(say("report.nothing-changed")),)),
        Heading(3, say("report.negative")),
        *(bullets(short) or (Paragraph(say("report.nothing-short")),)),
    )


def _influence(draft: Draft, days: Period, found: Year) -> tuple[Block, ...]:
    """Return what people's words changed: decisions, replies, the vision's own words."""
    decided = say("report.decisions-from-voices", n=len(found.decisions), voices=found.from_voices)
    given = answers(draft.records, days)
    replies = [
        say("report.answer-count", answer=say(f"doc.answer-{each.value.replace(' ', '-')}"), n=n)
        for each, n in given.items()
    ]
    told = say("report.replies", what=", ".join(replies)) if replies else say("report.no-replies")
    shown = versions_table(found.visions)
    return (
        Paragraph(decided),
        *bullets(decision_lines(draft, found.decisions)),
        Paragraph(told),
        *((Paragraph(say("report.vision-words")), *shown) if shown else ()),
    )


def _reflection(draft: Draft, cycle: Cycle, found: Year) -> tuple[Block, ...]:
    """Return what people think of how it went: in their words, what was missed, who would come again."""
    blocks: list[Block] = [Paragraph(cycle.practised)] if cycle.practised else []
    seen = cells(found.meetings)
    if missed := sum(each.missed for each in seen):
        blocks.append(Paragraph(say("report.chances-missed", n=missed, did=sum(each.did for each in seen))))
    lines = [line for each in found.meetings if (line := _again(draft, each))]
    blocks += (*bullets(lines), *trust_chart(draft))
    if found.meetings:
        blocks.append(Paragraph(say("report.come-again-asked", n=len(lines), meetings=len(found.meetings))))
    return tuple(blocks)


def _again(draft: Draft, meeting: Meeting) -> str:
    again = come_again(draft.records, meeting)
    if again is None:
        return ""
    if part_for(again.yes, again.n, draft.audience) is None:
        return say("report.again-few", title=meeting.title)
    return say("report.again", title=meeting.title, yes=again.yes, n=again.n)


def _absent(draft: Draft, found: Year) -> list[str]:
    """Return the names of the sectors of which nobody was at any meeting, where that may be told."""
    came = there(draft, found.meetings).sectors
    names = sector_names(draft.records.partnership)
    return [name for key, name in names.items() if key not in came] if came is not None else []


def _limits(draft: Draft, days: Period, found: Year) -> Iterable[str]:
    """Yield what this report cannot say, and whom it did not hear."""
    came = there(draft, found.meetings)
    absent = _absent(draft, found)
    if found.meetings and came.sectors is None:
        yield say("report.sectors-untold")
    if absent:
        yield say("report.never-there", sectors=", ".join(absent))
    heard = voices_of(draft.records, days)
    unknown = sum(not each.sector for each in heard)
    if unknown and draft.audience is Audience.ROOM:  # to others an unnamed speaker's sector is not known either
        yield say("report.sector-unknown", n=unknown)
    if heard and (unread := sum(not each.read_back for each in heard)):
        yield say("report.not-read-back", n=unread, voices=len(heard))
    if waiting := found.voices - found.answered:
        yield say("report.unanswered", n=waiting)
    if numbers := thin(draft):
        yield say("report.thin", numbers=", ".join(numbers))
    without = [each.title for each in found.meetings if not each.notice_given]
    if without:
        yield say("report.no-notice", titles=", ".join(without))
    if came.uncounted:
        yield say("report.uncounted", titles=", ".join(came.uncounted))
    if came.untold:
        yield say("report.untold-meetings", n=came.untold)
    if held := sum(draft.held.values()):
        yield say("report.stories-held", n=held)
    trusted = [each for each in found.meetings if _has(each, PollKind.TRUST_PULSE)]
    if found.meetings and not trusted:
        yield say("report.no-trust")


def _has(meeting: Meeting, kind: PollKind) -> bool:
    return any(each.kind is kind for each in meeting.polls.values())
