"""Asks for help by the six types of support, with their answers, and learnings that are shared."""

from collections.abc import Iterable

from codesign.model import AskForHelp, Item, ItemKind, Support
from codesign.records import by_number
from codesign.views.connections import days_to_answer
from codesign.views.cycles import Period, day_of
from codesign.words import name_of, say
from exports.documents.pieces import Draft, grid, item, numbered
from exports.tree import Block, NumberedItem, Paragraph


def asked_in(draft: Draft, period: Period) -> list[AskForHelp]:
    """Return what was asked for, answered or still waiting in a period, by number."""
    found = (
        each
        for each in draft.records.live(AskForHelp)
        if each.asked <= period.last and (each.answered is None or each.answered >= period.first)
    )
    return sorted(found, key=by_number)


def by_support(asks: Iterable[AskForHelp]) -> tuple[Block, ...]:
    """Return how many asks there were of each of the six types, and how many were answered."""
    found = list(asks)
    rows = []
    for support in Support:
        of = [each for each in found if each.support is support]
        answered = sum(each.answered is not None for each in of)
        rows.append((name_of(support.value, "support"), str(len(of)), str(answered), str(len(of) - answered)))
    return grid(("support", "asked", "answered", "waiting"), rows)


def asks_for_help(draft: Draft, period: Period) -> tuple[Block, ...]:
    """Return the asks for help of a period by type, and each with its answer and how long that took."""
    found = asked_in(draft, period)
    if not found:
        return (Paragraph(say("report.no-asks")),)
    return (*by_support(found), *numbered(_ask(draft, each) for each in found))


def _ask(draft: Draft, each: AskForHelp) -> NumberedItem:
    return item(
        each,
        each.text,
        ("support", name_of(each.support.value, "support")),
        ("whom", each.whom),
        ("asked-on", each.asked.isoformat()),
        ("needed", each.needed.isoformat() if each.needed else ""),
        ("answer", each.answer),
        ("status", waiting_words(draft, each)),
    )


def waiting_words(draft: Draft, each: AskForHelp) -> str:
    """Return whether an ask was answered, how long that took, and whether the day has passed by which an answer
    was needed."""
    days = days_to_answer(each, draft.on)
    if each.answered is not None:
        return say("report.answered", day=each.answered.isoformat(), n=days)
    late = each.needed is not None and each.needed < draft.on
    return say("report.waits-late" if late else "report.waits", n=days)


def learnings(draft: Draft, period: Period) -> tuple[Block, ...]:
    """Return what was learned in a period, and whether other partnerships may read it."""
    found = [
        each
        for each in sorted(draft.records.live(Item), key=by_number)
        if each.kind is ItemKind.LEARNING and not each.parked and period.holds(day_of(draft.records, each))
    ]
    return numbered(
        item(
            each,
            draft.headline(each),
            ("in-full", "" if draft.holds(each) else each.text),
            ("shared", _shared(each)),
            ("for", draft.came_from(each)),
        )
        for each in found
    )


def _shared(each: Item) -> str:
    if each.shared is None:
        return say("report.not-shared")
    audience = say(f"report.readers-{each.shared.audience.value}")
    return say("report.shared", audience=audience, by=each.shared.agreed_by, day=each.shared.on.isoformat())
