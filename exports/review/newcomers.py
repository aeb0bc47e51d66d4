"""Items that a reviewer has added: what kind of record each would be, from where it stands and what it says."""

from codesign.capture import Line, LineKind
from codesign.commands.reviewing import AddRecord
from codesign.imports.days import possible_days
from codesign.model import Commitment, Decision, ExportRecord, Item, ItemKind, Meeting, Record, Voice
from codesign.records import Records
from codesign.text import one_line
from exports.review.fields import set_value
from exports.review.labels import as_label, label_keys, section_keys
from exports.review.matching import Match
from exports.review.proposals import Kind, Proposal
from exports.review.returned import ReturnedItem

_SECTIONS = {
    "commitments": LineKind.COMMITMENT,
    "decisions": LineKind.DECISION,
    "to-decide": LineKind.DECISION,
    "parked": LineKind.PARKED,
    "cards-co-define": LineKind.NEED,
    "cards-co-design": LineKind.IDEA,
    "cards-co-evaluate": LineKind.MEASURE_QUESTION,
}
_CARDS = {
    ItemKind.IDEA: LineKind.IDEA,
    ItemKind.ACTION: LineKind.ACTION,
    ItemKind.MEASURE_QUESTION: LineKind.MEASURE_QUESTION,
    ItemKind.LEARNING: LineKind.MEASURE_QUESTION,
}


def newcomer(item: ReturnedItem, before: Match | None, export: ExportRecord, records: Records) -> Proposal:
    """Return the proposal to make a record of an item; `before` is the known one above it."""
    above = records.find(before.printed.record) if before and before.printed else None
    values = {label_keys().get(as_label(label), ""): set_value(value) for label, value in item.fields}
    days = possible_days(values.get("by-when", ""), None)
    owners = tuple(each for name in values.get("who", "").split(",") if (each := one_line(name)))
    due = days[0] if len(days) == 1 else None
    line = Line(one_line(item.text), _kind(item, above, values), owners=owners, due=due)
    meeting = records.get(Meeting, export.subject)
    below = "; ".join(f"{label}: {value}" for label, value in item.fields)
    return Proposal(
        key="",
        kind=Kind.NEW,
        number="",
        field="",
        exported="",
        now="",
        returned=f"{item.text} ({below})" if below else item.text,
        does=AddRecord(line, meeting.id if meeting is not None else ""),
        by=", ".join(item.by),
    )


def _kind(item: ReturnedItem, above: Record | None, values: dict[str, str]) -> LineKind:
    """Return the kind of the section it stands in, else that of the item above it, else a promise where it has a
    box or a day, else a need."""
    if (section := section_keys().get(as_label(item.under))) is not None:
        return _SECTIONS[section]
    match above:
        case Commitment():
            return LineKind.COMMITMENT
        case Decision():
            return LineKind.DECISION
        case Voice():
            return LineKind.VOICE
        case Item(kind=kind):
            return _CARDS.get(kind, LineKind.NEED)
    return LineKind.COMMITMENT if item.done is not None or "by-when" in values else LineKind.NEED
