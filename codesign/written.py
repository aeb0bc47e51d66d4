"""A record as the line that would capture it, so that it can be corrected as it was typed."""

import re
from collections.abc import Iterator
from datetime import date

from codesign.capture import MARKS, Known, Line, LineKind, read_line
from codesign.model import (
    PHASE_KINDS,
    Commitment,
    Decision,
    Item,
    Permission,
    Person,
    Record,
    Voice,
    VoiceKind,
)
from codesign.records import Records
from codesign.views.voices import sector_names

_MARK_OF = {kind: mark for mark, kind in MARKS.items() if kind is not LineKind.VOICE} | {LineKind.ACTION: "*"}
_NAMED = re.compile(r"[^\W\d_](?:[\w'’-]*\w)?")


def line_kind(record: Record) -> LineKind:
    """Return the kind of line that a record would come from, or the nearest to it."""
    match record:
        case Item(parked=True):
            return LineKind.PARKED
        case Item():
            known = {each.value for each in LineKind}
            kind = record.kind if record.kind.value in known else PHASE_KINDS[record.phase][0]
            return LineKind(kind.value)
        case Commitment():
            return LineKind.COMMITMENT
        case Decision():
            return LineKind.DECISION
        case Voice() if record.kind is not VoiceKind.STORY:
            return LineKind(record.kind.value)
    return LineKind.VOICE


def as_line(record: Record, records: Records) -> str:
    """Return the line that would capture a record as it is now, its tokens before its words: whoever goes on
    writing at the end writes words.

    What a line cannot say is left out, such as a role with a comma in it. Somebody's words have no mark: whoever
    puts one before them makes something else of them.
    """
    kind = line_kind(record)
    line = " ".join((*_tokens(record, records), record.headline))
    if kind in _MARK_OF:
        return f"{_MARK_OF[kind]} {line}"
    return f"\\{line}" if line[:1] in MARKS else line


def read_again(record: Record, text: str, today: date, known: Known, given: LineKind | None = None) -> Line:
    """Return what a rewritten line means for the record that it was offered for: without a mark it stays of its
    kind."""
    return read_line(text, default=line_kind(record), today=today, known=known, given=given)


def _tokens(record: Record, records: Records) -> Iterator[str]:
    for owner in _owners(record, records):
        name = "-".join(owner.split())
        if _NAMED.fullmatch(name):
            yield f"@{name}"
    due = record.review if isinstance(record, Decision) else getattr(record, "due", None)
    if due is not None:
        yield f"due:{due.isoformat()}"
    if (sector := getattr(record, "sector", "")) in sector_names(records.partnership):
        yield f"sector:{sector}"
    if isinstance(record, Voice):
        yield from _on_words(record)
    origins = (each.number for each in map(records.find, record.origins) if each is not None)
    yield from (f"for:{number}" for number in sorted(origins) if len(records.numbered(number)) == 1)
    yield from (f"#{tag}" for tag in sorted(getattr(record, "tags", ())) if _NAMED.fullmatch(tag))


def _on_words(voice: Voice) -> Iterator[str]:
    if voice.table is not None:
        yield f"table:{voice.table}"
    if voice.permission is not None:
        yield permission_tokens(voice.permission)


def permission_tokens(permission: Permission) -> str:
    """Return a permission as it is typed: "as:role to:partners until:2027-06-30"."""
    tokens = f"as:{permission.attribution.value.replace(' ', '-')} to:{permission.audience.value}"
    return f"{tokens} until:{permission.until.isoformat()}" if permission.until else tokens


def _owners(record: Record, records: Records) -> list[str]:
    match record:
        case Item():
            return sorted(record.owners)
        case Commitment():
            return record.who.split(", ") if record.who else []
        case Voice():
            person = records.get(Person, record.person)
            roles = record.role.split(", ") if record.role else []
            return [*([person.name] if person else []), *roles]
    return []
