"""What kind of record one is, in words."""

from codesign.model import Commitment, Decision, Item, Measure, Outcome, Record, Voice
from codesign.views.notes import is_note
from codesign.words import name_of, say


def kind_name(record: Record) -> str:
    """Return what a record on a thread is; "" for any other."""
    match record:
        case Item():
            return say("card.parked") if record.parked else name_of(record.kind.value, "item-kind")
        case Voice():
            return say("card.note") if is_note(record) else name_of(record.kind.value, "voice-kind")
        case Commitment():
            return name_of("commitment", "line-kind")
        case Decision():
            return name_of("decision", "line-kind")
        case Measure():
            return say("thread.kind-measure")
        case Outcome():
            return say("thread.kind-outcome")
    return ""
