"""What purging the words of a meeting will do and what it did, in words, for the command line and the screen."""

from collections.abc import Collection, Iterator
from datetime import tzinfo

from codesign.model import Meeting, Record
from codesign.ports import PurgeReport
from codesign.text import one_line
from codesign.views.retention import Kept
from codesign.views.withdrawal_told import told_after, told_first
from codesign.views.withdrawing import Withdrawal
from codesign.words import say


def told_kept(each: Kept, *, is_due: bool) -> str:
    """Return a meeting of which words are kept, in a line."""
    return say(
        "retention.line",
        number=each.meeting.number,
        title=one_line(each.meeting.title),
        on=each.meeting.on.isoformat(),
        words=say("retention.count", n=len(each.words)),
        between=" · ",
        day=each.review.isoformat() if each.review else say("retention.no-day"),
        due=say("retention.due") if is_due else "",
    )


def told_before_purge(
    meeting: Meeting, plan: Withdrawal, kept: Collection[str] = (), zone: tzinfo | None = None
) -> Iterator[str]:
    """Yield what will be done, a paragraph for each thing; `kept` are ids of records that keep their words."""
    yield say("retention.will", number=meeting.number, n=len(plan.meant), numbers=_numbers(plan.meant))
    _first, *rest = told_first(plan, kept, zone=zone)
    yield from rest


def told_after_purge(meeting: Meeting, plan: Withdrawal, report: PurgeReport, note: str) -> Iterator[str]:
    """Yield what was done; `note` is where the recall note lies, "" where none was needed."""
    yield say("retention.done", number=meeting.number, n=len(plan.meant), numbers=_numbers(plan.meant))
    _first, *rest = told_after(plan.record.number, report, note)
    yield from rest


def _numbers(records: tuple[Record, ...]) -> str:
    return ", ".join(each.number for each in records)
