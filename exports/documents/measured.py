"""Measures, stories and what changed, as reports print them."""

from collections.abc import Sequence

from codesign.model import Measure, Outcome, Voice, VoiceKind
from codesign.records import by_number
from codesign.views.cycles import Period, day_of
from codesign.views.measuring import Course, Moved, by_family
from codesign.words import name_of, say
from exports.documents.pieces import Draft, figure, item, numbered, reading_words
from exports.tree import Block, Heading, NumberedItem, Paragraph

GOOD = frozenset({Moved.BETTER})
"""How a measure moves that goes the way it should."""


def measures(draft: Draft) -> tuple[Block, ...]:
    """Return all measures by family, with where each began, what it is to reach, its readings and its course."""
    blocks: list[Block] = []
    for family, courses in by_family(draft.records).items():
        blocks += (Heading(3, name_of(family.value, "measure-family")), *numbered(_measure(draft, courses)))
    return tuple(blocks)


def _measure(draft: Draft, courses: Sequence[Course]) -> list[NumberedItem]:
    return [
        item(
            each.measure,
            draft.headline(each.measure),
            ("baseline", figure(each.measure.baseline)),
            ("target", figure(each.measure.target)),
            ("readings", _readings(each.measure)),
            ("course", course_words(each)),
            ("source", each.measure.source),
            ("routine", _routine(each.measure)),
            ("meaningful-to", each.measure.meaningful_to),
            ("for", draft.came_from(each.measure)),
        )
        for each in courses
    ]


def _readings(measure: Measure) -> str:
    lines = []
    for when, reading in sorted(measure.readings.items()):
        told = say("report.reading", when=when, value=reading_words(reading))
        note = reading.note
        lines.append(say("report.with-note", what=told, note=note) if note else told)
    unit = measure.unit if lines else ""
    joined = "; ".join(lines) or say("report.no-reading")
    return say("report.in-unit", what=joined, unit=unit) if unit else joined


def _routine(measure: Measure) -> str:
    if measure.routine is None:
        return ""
    return say("fields.yes" if measure.routine else "fields.no")


def course_words(course: Course, few: int = 0) -> str:
    """Return how a measure has moved, such as "better: from 14 (baseline) to 8 (2026-11); the target of 7 is not
    reached yet"; of counts below `few` only that they are."""
    if course.last is None:
        return name_of(Moved.NEVER.value, "moved")
    last = reading_words(course.last, few)
    if course.first is None:
        told = say("report.read-once", value=last, when=course.when)
    else:
        began = course.began or say("report.baseline")
        told = say(
            "report.course",
            moved=name_of(course.moved.value, "moved"),
            first=reading_words(course.first, few),
            began=began,
            last=last,
            when=course.when,
        )
    if course.reached is None:
        return told
    key = "report.target-reached" if course.reached else "report.target-missed"
    return say("report.and-target", told=told, target=say(key, target=figure(course.measure.target)))


def course_lines(draft: Draft, *, good: bool) -> list[str]:
    """Return a line for each measure that has gone the way it should, or for each that has not; what was read only
    once is of neither. Those of health come first, those of taking part last: ends count more than means."""
    families = by_family(draft.records)
    told = (each for family in reversed(families) for each in families[family])
    asked = [each for each in told if each.moved not in {Moved.ONCE, Moved.NEVER}]
    return [
        say("report.measure-line", what=draft.named(each.measure), course=course_words(each))
        for each in asked
        if (each.moved in GOOD) is good
    ]


def thin(draft: Draft) -> list[str]:
    """Return the numbers of the measures that were read once or never: nothing can be said of their course."""
    told = (each for courses in by_family(draft.records).values() for each in courses)
    return [each.measure.number for each in told if each.moved in {Moved.ONCE, Moved.NEVER}]


def outcomes(draft: Draft, period: Period) -> list[str]:
    """Return a line for each thing that changed in a period."""
    found = (each for each in draft.records.live(Outcome) if period.holds(day_of(draft.records, each)))
    return [
        say(
            "report.outcome",
            what=draft.named(each),
            kind=name_of(each.kind.value, "outcome-kind"),
            day=each.on.isoformat() if each.on else say("doc.not-set"),
        )
        for each in sorted(found, key=by_number)
    ]


def stories(draft: Draft, period: Period) -> tuple[Block, ...]:
    """Return the stories of a period in the form permitted, with why each was chosen and beside which measure it
    stands; and how many may not be told here."""
    found = [
        each
        for each in sorted(draft.records.live(Voice), key=by_number)
        if each.kind is VoiceKind.STORY and period.holds(day_of(draft.records, each)) and not each.withdrawn
    ]
    items = [told for each in found if (told := _story(draft, each)) is not None]
    left_out = len(found) - len(items)
    held = (Paragraph(say("report.stories-held", n=left_out)),) if left_out else ()
    return (*numbered(items), *held)


def _story(draft: Draft, voice: Voice) -> NumberedItem | None:
    shown = draft.voice(voice)
    if shown is None:
        return None
    beside = [each for each in draft.records.led_to(voice.id) if isinstance(each, Measure)]
    return item(
        voice,
        say("doc.quoted", words=shown.text),
        ("said-by", shown.by or say("doc.anonymous")),
        ("chosen", voice.chosen or say("report.not-chosen")),
        ("beside", "; ".join(map(draft.named, beside))),
    )
