"""All documents that there can be of a partnership now, and what became of each the last time that it left."""

import enum
from collections.abc import Iterable, Iterator
from datetime import date

import msgspec

from codesign.model import Audience, Cycle, Decision, ExportRecord, Meeting, Record, Vision
from codesign.organisation import Organisation
from codesign.permissions import Sight
from codesign.records import Records
from codesign.text import one_line
from codesign.views.sheets import usual_tables
from codesign.words import say
from exports.formats import Format
from exports.library import LIBRARY, TABLE_SHEETS, content, in_its_language


class Offered(msgspec.Struct, frozen=True):
    """A document that can be written."""

    kind: str
    subject: str
    """Id of the record that it is about."""
    number: str
    """That record's number, "" for the partnership's own, which nobody says."""
    about: str
    """What tells it from others of its kind, in words."""
    day: date
    """The day in the name of its file."""
    audience: Audience
    tables: int
    """For how many tables it is, where that matters."""
    last: ExportRecord | None
    """What was written last of it for this audience; None where it never left."""

    @property
    def key(self) -> str:
        """What tells it from all others, whatever its state."""
        return f"{self.kind} {self.subject}"

    def forms(self, wanted: frozenset[Format]) -> tuple[Format, ...]:
        """Return those of the wanted forms in which it can leave; of none, the usual one."""
        forms = LIBRARY[self.kind].forms
        return tuple(each for each in forms if each in wanted) if wanted else forms[:1]


class State(enum.StrEnum):
    """Whether it says what it said when it left."""

    NEVER = "never"
    CHANGED = "changed"
    UNCHANGED = "unchanged"
    UNKNOWN = "unknown"
    """That has not been looked at yet."""


def offered(records: Records, audience: Audience, on: date) -> tuple[Offered, ...]:
    """Return all documents for an audience on a day, by kind in the order of the library. One of a kind that is
    always for the same audience is for that one. Of those that there is one of for every record, there are none
    here: they are asked for where the record is."""
    last = _last(records)
    return tuple(
        _offer(records, kind, subject, sort.audience or audience, on, last)
        for kind, sort in LIBRARY.items()
        if not sort.one_each
        for subject in sort.subjects(records)
    )


_Last = dict[tuple[str, str, Audience], ExportRecord]


def _last(records: Records) -> _Last:
    """Return what was written last of each document."""
    found: _Last = {}
    for each in sorted(records.all(ExportRecord), key=lambda each: each.id):
        found[each.document, each.subject, each.audience] = each
    return found


def _offer(records: Records, kind: str, subject: Record, audience: Audience, on: date, last: _Last) -> Offered:
    return Offered(
        kind=kind,
        subject=subject.id,
        number=subject.number if isinstance(subject, Meeting | Decision) else "",
        about=_about(subject),
        day=LIBRARY[kind].dated(records, subject, on),
        audience=audience,
        tables=usual_tables(records, subject) if kind == TABLE_SHEETS and isinstance(subject, Meeting) else 1,
        last=last.get((kind, subject.id, audience)),
    )


def _about(subject: Record) -> str:
    match subject:
        case Meeting():
            return one_line(subject.title)
        case Decision():
            return one_line(subject.headline)
        case Cycle():
            return str(subject.year)
        case Vision():
            return say("exporting.version", n=subject.version)
    return say("exporting.all")


def states(
    found: Iterable[Offered], records: Records, on: date, organisation: Organisation
) -> Iterator[tuple[Offered, State]]:
    """Yield each document with its state, one after the other, for those that left before take a while."""
    sights: dict[Audience, Sight] = {}
    for each in found:
        subject = records.find(each.subject)
        if each.last is None or subject is None:
            yield each, State.NEVER
            continue
        with in_its_language(records, organisation):
            if each.audience not in sights:
                sights[each.audience] = Sight(records, each.audience, on)
            now = content(each.kind, sights[each.audience], subject, each.tables, organisation)
        yield each, State.UNCHANGED if now == each.last.content else State.CHANGED
