"""What a withdrawal will do and what it did, in words, for the command line and the screen."""

from collections.abc import Collection, Iterable, Iterator
from datetime import tzinfo

from codesign.dates import stamp
from codesign.model import Record
from codesign.ports import PurgeReport
from codesign.records import by_number
from codesign.text import one_line
from codesign.views.withdrawing import Carried, Withdrawal
from codesign.words import say


def told_first(
    plan: Withdrawal, kept: Collection[str] = (), also: Iterable[Record] = (), zone: tzinfo | None = None
) -> Iterator[str]:
    """Yield what will be done, a paragraph for each thing; `kept` are ids of records that keep their words."""
    yield say("withdrawn.will", number=plan.record.number)
    for each in plan.repeating:
        yield said_of(each, kept=each.id in kept)
    for each in sorted(also, key=by_number):
        yield say("withdrawn.will-also", number=each.number, words=one_line(each.headline))
    for each in plan.before:
        key = "withdrawn.will-not-before" if each.id in kept else "withdrawn.will-before"
        yield say(key, number=each.number, words=one_line(each.headline))
    for voice in plan.reasons:
        yield say("withdrawn.will-reason", number=voice.number)
    for voice in plan.alike:
        yield say("withdrawn.alike", number=voice.number)
    yield from told_carried(plan.carried, zone)
    if plan.carried:
        yield say("withdrawn.documents-here")
    yield say("withdrawn.out-of-reach")


def said_of(record: Record, *, kept: bool) -> str:
    """Return what becomes of a record that says the words again."""
    key = "withdrawn.will-keep" if kept else "withdrawn.will-repeat"
    return say(key, number=record.number, words=one_line(record.headline))


def told_carried(carried: Iterable[Carried], zone: tzinfo | None) -> Iterator[str]:
    """Yield which documents had left with the words."""
    found = list(carried)
    yield say("withdrawn.carried", n=len(found)) if found else say("withdrawn.carried-none")
    for each in found:
        yield say(
            "withdrawn.carried-by",
            reference=each.reference,
            document=say(f"doc.type-{each.document}"),
            audience=say(f"permission.audience-{each.audience.value}"),
            left=stamp(each.left, zone),
            file=one_line(each.file),
            numbers=", ".join(each.numbers),
        )


def told_after(number: str, report: PurgeReport, note: str) -> Iterator[str]:
    """Yield what was done; `note` is where the recall note lies, "" where none was needed."""
    rewritten, removed = len(report.rewritten), len(report.removed)
    yield say("withdrawn.done", number=number)
    if rewritten or removed:
        yield say("withdrawn.files", rewritten=rewritten, removed=removed)
    yield from (say("withdrawn.removed", file=file) for file in report.removed)
    yield from report.left
    yield say("withdrawn.note", file=note) if note else say("withdrawn.no-note")
