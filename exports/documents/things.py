"""What is done about a need, as an item of a document: cards, commitments, decisions, measures, what changed."""

from collections.abc import Iterable

from codesign.model import Commitment, CommitmentState, Decision, Item, Measure, Outcome, Record
from codesign.words import name_of, say
from exports.documents.pieces import Draft, figure, iso, item
from exports.tree import NumberedItem


def thing(draft: Draft, record: Record, *more: tuple[str, str]) -> NumberedItem:
    """Return the item of a record that is no voice, with what says how it stands, and more fields after that."""
    return item(record, draft.headline(record), *_standing(draft, record), *more)


def _standing(draft: Draft, record: Record) -> Iterable[tuple[str, str]]:
    match record:
        case Commitment():
            state = "" if record.state is CommitmentState.OPEN else record.state.value
            yield "who", draft.owner(record.who)
            yield "by-when", iso(record.due)
            yield "became", name_of(state, "commitment-state") if state else ""
            yield "because", record.because
        case Item():
            yield "who", ", ".join(draft.owner(each) for each in sorted(record.owners))
            yield "by-when", iso(record.due) if record.due else ""
            yield "status", say("doc.is-parked") if record.parked else name_of(record.status.value, "status")
            yield "because", record.because
        case Measure():
            yield from _readings(record)
        case Outcome():
            yield "date", iso(record.on) if record.on else ""
        case Decision():
            yield "decided-on", iso(record.agreed)
            yield "review", iso(record.review) if record.review else ""


def _readings(measure: Measure) -> Iterable[tuple[str, str]]:
    latest = max(measure.readings, default="")
    first = measure.baseline
    yield "at-first", figure(first)
    value = ""
    if (reading := measure.readings.get(latest)) is not None:
        of = say("doc.of", of=figure(reading.of)) if reading.of is not None else ""
        value = f"{figure(reading.value)}{of} ({latest})"
    yield "latest", value or say("doc.not-set")
    yield "target", figure(measure.target)
