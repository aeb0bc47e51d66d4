"""What can be written of each kind of record."""

from collections.abc import Mapping
from contextlib import suppress
from typing import Any, TypeVar

import msgspec

from codesign.model import (
    Commitment,
    CommitmentState,
    Decision,
    Direction,
    HowDecided,
    Item,
    ItemKind,
    Measure,
    MeasureFamily,
    Meeting,
    Mode,
    Outcome,
    OutcomeKind,
    Partner,
    Person,
    Record,
    Stream,
    Voice,
    VoiceKind,
)
from codesign.opened import OpenPartnership
from screens.card.reading import Entries, Entry, NotUnderstood
from screens.dialogs.asked import Typed, Values

R = TypeVar("R", bound=Record)


def changed(entries: list[Entry], values: Values) -> Mapping[str, Any]:
    """Return the new values of the fields that were written.

    Raises:
        NotUnderstood: one of them cannot be read.
    """
    return {entry.name: entry.read(values[entry.name]) for entry in entries if values[entry.name] != entry.words}


def as_seen(record: R, entries: list[Entry], kept: Mapping[str, Typed]) -> R:
    """Return a record as the author of a draft saw it: where they wrote, with what stood there when they began.

    What somebody else has written there meanwhile is then no text that they knew and replace.
    """
    fields = {}
    for entry in entries:
        if entry.name in kept and kept[entry.name].over != entry.words:
            with suppress(NotUnderstood):  # a sector or number that is not here any more
                fields[entry.name] = entry.read(kept[entry.name].over)
    return msgspec.structs.replace(record, **fields)


def entries(opened: OpenPartnership, record: Record) -> list[Entry]:
    """Return what can be written of a record; nothing where that is not for a form."""
    make = Entries(opened)
    match record:
        case Item():
            return _of_card(make, record)
        case Voice():
            return _of_voice(make, record)
        case Commitment():
            return _of_commitment(make, record)
        case Decision():
            return _of_decision(make, record)
        case Meeting():
            return _of_meeting(make, record)
        case Measure():
            return _of_measure(make, record)
        case Outcome():
            return [
                make.text("text", record.text, lines=3),
                make.choice("kind", record.kind, OutcomeKind, needed=True),
                make.day("on", record.on),
                make.origins(record),
            ]
        case Partner():
            return [
                make.text("organisation", record.organisation),
                make.sector(record.sector),
                make.text("role", record.role),
                make.pledges(record.brings),
            ]
        case Person():
            return [
                make.text("name", record.name),
                make.text("role", record.role),
                make.sector(record.sector),
                make.reference("partner", Partner, record.partner),
                make.text("contact", record.contact),
            ]
    return []


def _of_card(make: Entries, item: Item) -> list[Entry]:
    found = [
        make.text("title", item.title),
        make.text("text", item.text, lines=6),
        make.names("owners", item.owners),
        make.day("due", item.due),
        make.tags(item.tags),
        make.choice("kind", item.kind, ItemKind, needed=True, group="item-kind"),
        make.status(item.status),
        make.count("votes", item.votes, needed=True),
        make.yes("parked", value=item.parked),
    ]
    if item.parked or item.because:
        found.append(make.text("because", item.because))
    return [
        *found,
        make.origins(item),
        make.text("priority", item.priority),
        make.text("determinant", item.determinant),
        make.strategies(item.strategies),
        make.choice("stream", item.stream, Stream),
        make.evidence(item.evidence),
    ]


def _of_voice(make: Entries, voice: Voice) -> list[Entry]:
    return [
        make.text("text", voice.text, lines=6),
        make.choice("kind", voice.kind, VoiceKind, needed=True),
        make.reply(voice.reply),
        make.text("because", voice.because),
        make.sector(voice.sector),
        make.text("role", voice.role),
        make.reference("person", Person, voice.person),
        make.table(voice.table),
        make.text("question", voice.question),
        make.yes("read_back", value=voice.read_back),
        make.tags(voice.tags),
        make.origins(voice),
    ]


def _of_commitment(make: Entries, commitment: Commitment) -> list[Entry]:
    found = [
        make.text("text", commitment.text, lines=3),
        make.text("who", commitment.who),
        make.sector(commitment.sector),
        make.day("due", commitment.due),
        make.tags(commitment.tags),
    ]
    if commitment.state is not CommitmentState.OPEN:
        found.append(make.text("because", commitment.because))
    return [*found, make.origins(commitment)]


def _of_decision(make: Entries, decision: Decision) -> list[Entry]:
    return [
        make.text("text", decision.text, lines=3),
        make.text("question", decision.question),
        make.options(decision),
        make.choice("how", decision.how, HowDecided),
        make.day("agreed", decision.agreed),
        make.day("review", decision.review),
        make.reference("replaces", Decision, decision.replaces),
        make.tags(decision.tags),
        make.origins(decision),
    ]


def _of_meeting(make: Entries, meeting: Meeting) -> list[Entry]:
    return [
        make.text("title", meeting.title),
        make.day("on", meeting.on, needed=True),
        make.time("starts", meeting.starts),
        make.count("length", meeting.length),
        make.text("event", meeting.event),
        make.text("place", meeting.place),
        make.choice("mode", meeting.mode, Mode, needed=True, group="mode"),
        make.text("norms", meeting.norms),
        make.text("purpose", meeting.purpose, lines=6),
        make.text("aims", meeting.aims, lines=2),
        make.text("takeaway", meeting.takeaway, lines=2),
        make.day("next_date", meeting.next_date),
        make.day("review_words", meeting.review_words),
    ]


def _of_measure(make: Entries, measure: Measure) -> list[Entry]:
    return [
        make.text("text", measure.text, lines=3),
        make.readings(measure.readings),
        make.choice("family", measure.family, MeasureFamily, needed=True),
        make.text("source", measure.source),
        make.yes("routine", value=measure.routine, open_too=True),
        make.text("meaningful_to", measure.meaningful_to),
        make.text("unit", measure.unit),
        make.figure("baseline", measure.baseline),
        make.figure("target", measure.target),
        make.choice("direction", measure.direction, Direction),
        make.origins(measure),
    ]
