"""Promises as documents print them: who, what, by when, for which need, and what became of them."""

from codesign.model import Commitment, CommitmentState, Meeting
from codesign.views import follow_through
from codesign.views.closing import serves
from codesign.words import name_of, say
from exports.documents.pieces import Draft, grid, iso, item
from exports.tree import Block, NumberedItem, Paragraph


def promise(draft: Draft, each: Commitment) -> NumberedItem:
    """Return a promise with all that is known of it."""
    return item(
        each,
        draft.headline(each),
        ("who", _who(draft, each)),
        ("by-when", iso(each.due)),
        ("status", _status(draft, each)),
        ("because", each.because),
        ("settled", each.settled.isoformat() if each.settled else ""),
        ("for", "; ".join(map(draft.named, serves(draft.records, each)))),
        ("promised-at", _promised_at(draft, each)),
        ("moved-from", ", ".join(day.isoformat() for day in each.moved_from)),
        done=each.state is CommitmentState.KEPT,
    )


def _who(draft: Draft, each: Commitment) -> str:
    owner, sector = draft.owner(each.who), draft.sector(each.sector) if each.sector else ""
    return owner if sector in {"", owner} else say("report.of-sector", who=owner, sector=sector)


def _status(draft: Draft, each: Commitment) -> str:
    if follow_through.is_overdue(each, draft.on) and each.due is not None:
        return say("report.overdue-by", n=(draft.on - each.due).days)
    return name_of(each.state.value, "commitment-state")


def _promised_at(draft: Draft, each: Commitment) -> str:
    meeting = draft.records.get(Meeting, each.meeting)
    return say("report.at-meeting", title=meeting.title, day=meeting.on.isoformat()) if meeting else ""


def rate_words(rate: follow_through.Rate) -> str:
    """Return the follow-through rate in words, also where nothing was due."""
    return say("report.rate", kept=rate.kept, n=rate.due) if rate.due else say("report.nothing-due")


def follow_through_so_far(draft: Draft) -> tuple[Block, ...]:
    """Return the follow-through rate up to the day of the document, and how it went from meeting to meeting."""
    rate = follow_through.rate(draft.records, draft.on)
    stretches = follow_through.course(draft.records, draft.on)
    rows = [
        (
            each.first.isoformat() if each.first else say("report.from-the-beginning"),
            each.last.isoformat(),
            str(each.rate.kept),
            str(each.rate.due),
        )
        for each in stretches
    ]
    told = Paragraph(rate_words(rate))
    return (told, *grid(("from", "to", "kept", "due"), rows)) if len(rows) > 1 else (told,)
