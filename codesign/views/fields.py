"""All fields of a record in words, for the card's screen and `codesign show`."""

import enum
from collections.abc import Iterator, Mapping
from datetime import datetime, time, tzinfo
from typing import Any

import msgspec

from codesign.dates import hour_minute, stamp
from codesign.model import (
    Answer,
    BlockKind,
    Channel,
    CommitmentState,
    ConnectionResult,
    Decision,
    Depth,
    Governance,
    HowDecided,
    Item,
    ItemKind,
    Mark,
    MeasureFamily,
    Meeting,
    Mode,
    NoticeGiven,
    OutcomeKind,
    Permission,
    Phase,
    Poll,
    PracticeCell,
    PracticeEvidence,
    Record,
    Reply,
    Reservation,
    Sector,
    Setting,
    Status,
    Support,
    Verdict,
    VisionCheck,
    VoiceKind,
)
from codesign.records import Records
from codesign.text import in_digits
from codesign.views.attendance import attendance, presences
from codesign.views.deciding import options
from codesign.views.thread import origins
from codesign.views.voices import sector_names
from codesign.words import labelled, name_of, say

_SHOWN_ELSEWHERE = frozenset(
    {
        *("id", "number", "schema", "from", "also", "rank", "devices", "names", "blocks", "runs"),
        *("movements", "headcounts"),  # what they come to is shown as the attendance
        *("questions", "checklist", "rounds", "counted", "lines", "reviewed"),
    }
)
_REFERENCES = frozenset({"meeting", "partner", "person", "replaces", "subject", "one", "other", "parent"})
_CHOICES: Mapping[type[enum.StrEnum], str] = {
    Phase: "phase",
    Status: "status",
    ItemKind: "item-kind",
    VoiceKind: "voice-kind",
    Mode: "mode",
    BlockKind: "block-kind",
    CommitmentState: "commitment-state",
    HowDecided: "how-decided",
    MeasureFamily: "measure-family",
    PracticeCell: "practice",
    Answer: "answer",
    OutcomeKind: "outcome-kind",
    Setting: "setting",
    Channel: "channel",
    Depth: "depth",
    ConnectionResult: "connection-result",
    Support: "support",
    Verdict: "verdict",
}
"""Under which words a choice is named; those that are named only here stand under [choice]."""


def field_lines(records: Records, record: Record, zone: tzinfo | None) -> Iterator[tuple[str, str]]:
    """Yield the name and value of each field that is set, in words."""
    if isinstance(record, Item):
        yield say("fields.phase"), choice_words(record.phase)
    fields = msgspec.structs.fields(record)
    for field in sorted(fields, key=lambda each: each.name in {"made", "changed"}):
        if field.encode_name in _SHOWN_ELSEWHERE:
            continue
        value = getattr(record, field.name)
        if text := _words(records, record, field.encode_name, value, zone):
            yield say(f"fields.{field.encode_name.replace('_', '-')}"), text
    for path, texts in record.also.items():
        for text in texts:
            yield say("fields.also", field=say(f"fields.{path.replace('_', '-')}")), text


def _words(records: Records, record: Record, name: str, value: Any, zone: tzinfo | None) -> str:
    if value is None or value == "" or value is False:
        return ""
    if name in _REFERENCES and isinstance(value, str):
        found = records.find(value)
        return f"{found.number} {found.headline}" if found else ""
    if name == "block":
        meeting = records.get(Meeting, getattr(record, "meeting", ""))
        return meeting.blocks[value].title if meeting and value in meeting.blocks else ""
    if isinstance(record, Meeting) and name == "attendance":
        return _map_words(records, attendance(records, record), zone)
    if isinstance(record, Meeting) and name == "people":
        return ", ".join(each.person.name for each in presences(records, record))
    if name == "options" and isinstance(record, Decision):
        return "; ".join(options(record))
    if name == "sector":
        return sector_names(records.partnership).get(str(value), str(value))
    return _plain_words(records, value, zone)


def _plain_words(records: Records, value: Any, zone: tzinfo | None) -> str:
    match value:
        case None | "" | False:
            return ""
        case True:
            return say("fields.yes")
        case enum.StrEnum():
            return choice_words(value)
        case datetime():
            return stamp(value, zone)
        case time():
            return hour_minute(value)
        case float():
            return in_digits(value)
        case Mapping():
            return _map_words(records, value, zone)
        case frozenset():
            return ", ".join(sorted(_plain_words(records, each, zone) for each in value))
        case tuple():
            return ", ".join(_plain_words(records, each, zone) or "0" for each in value)
        case msgspec.Struct():
            return _struct_words(records, value, zone)
    return str(value)


def choice_words(value: enum.StrEnum) -> str:
    """Return one of the values that a field can have, in words."""
    return name_of(value.value, _CHOICES.get(type(value), "choice"))


def _map_words(records: Records, found: Mapping[str, Any], zone: tzinfo | None) -> str:
    names = sector_names(records.partnership)
    parts = []
    for key, value in found.items():
        words = _plain_words(records, value, zone) or "0"
        speaks_for_itself = isinstance(value, NoticeGiven | Poll | PracticeEvidence | VisionCheck | Reservation)
        parts.append(words if speaks_for_itself else f"{labelled(names.get(key, key))} {words}")
    return "; ".join(parts)


def _struct_words(records: Records, value: msgspec.Struct, zone: tzinfo | None) -> str:
    match value:
        case Mark(by, at):
            return f"{stamp(at, zone)}, {by}" if by else stamp(at, zone)
        case Permission():
            return permission_words(value)
        case NoticeGiven():
            return notice_words(value, zone)
        case Sector(_, name):
            return name
        case Poll():
            counted = _plain_words(records, value.counts or value.fists, zone)
            return f"{labelled(value.question or choice_words(value.kind))} {counted}"
        case PracticeEvidence(cell, text, missed):
            seen = say("doc.missed") if missed else say("doc.did")
            return f"{labelled(name_of(cell, 'practice'))} {seen}, {text}"
        case Reply():
            return reply_words(value)
        case Governance():
            return governance_words(value)
        case VisionCheck(on, fists):
            return f"{labelled(str(on))} {_plain_words(records, fists, zone)}"
    parts = (_plain_words(records, each, zone) for each in msgspec.structs.astuple(value))
    return ", ".join(part for part in parts if part)


def notice_words(given: NoticeGiven, zone: tzinfo | None) -> str:
    """Return when a notice was given, by whom, in which language, and whether everybody agreed."""
    told = say("notice.given", when=stamp(given.at, zone), by=given.by, language=given.language)
    return told if given.agreed else f"{told}, {say('notice.not-agreed')}"


def permission_words(permission: Permission | None) -> str:
    """Return a permission in words."""
    if permission is None:
        return say("capture.no-permission")
    words = say(
        "permission.words",
        attribution=choice_words(permission.attribution),
        audience=choice_words(permission.audience),
    )
    return f"{words}, {say('permission.until', day=permission.until.isoformat())}" if permission.until else words


def governance_words(found: Governance) -> str:
    """Return who governs words, under which agreement, and whether they are released."""
    told = [found.governor, found.agreement]
    if found.released is not None:
        told.append(say("govern.released", day=found.released.isoformat(), who=found.released_by))
    elif found.review:
        told.append(say("govern.waits"))
    return ", ".join(filter(None, told))


def reply_words(reply: Reply) -> str:
    """Return what a voice was answered, when and by whom, without the reason."""
    told = [name_of(reply.answer.value, "answer"), say("replies.on", day=reply.on.isoformat()), reply.by]
    told.append(say("replies.due", day=reply.due.isoformat()) if reply.due else "")
    return ", ".join(filter(None, told))


def origin_numbers(records: Records, record: Record) -> str:
    """Return the numbers of the records that one came from."""
    return ", ".join(each.number for each in origins(records, record))
