"""From records to a document that is ready to be written: built, named, verified, with what was held back."""

import hashlib
from collections.abc import Callable, Mapping
from datetime import date
from pathlib import Path

import msgspec
from msgspec.structs import replace

from codesign.commands.exports import RecordExport
from codesign.dates import months_later
from codesign.errors import NotFound
from codesign.model import Audience, ExportedItem, ExportRecord, Meeting, Record, Vision
from codesign.permissions import HeldBack
from codesign.records import Records
from codesign.words import name_of, say
from exports.documents.meeting_notes import meeting_notes
from exports.documents.pieces import Draft
from exports.documents.vision_statement import vision_statement
from exports.files import Outcome, digest, file_name, save
from exports.markdown import markdown
from exports.tree import Document
from exports.verify import verify


class Prepared(msgspec.Struct, frozen=True):
    """A document that may be written: its text has been read back and says what it should."""

    kind: str
    document: Document
    text: str
    file: str
    audience: Audience
    subject: Record
    on: date
    content: str
    """SHA-256 in hex of what it says, without what it says about itself."""
    held: Mapping[HeldBack, int]
    """How many voices were held back, by why."""

    @property
    def held_words(self) -> str:
        """How many voices it leaves out, and why, in words."""
        if not self.held:
            return say("export.none-held")
        reasons = (f"{count} {name_of(why.value, 'held-back')}" for why, count in sorted(self.held.items()))
        return say("export.held", n=sum(self.held.values()), reasons=", ".join(reasons))

    @property
    def data(self) -> bytes:
        """The bytes of the file."""
        return self.text.encode()


def notes(records: Records, meeting: Meeting, audience: Audience, on: date) -> Prepared:
    """Prepare the notes of a meeting as an audience may read them on a day.

    Raises:
        NotVerified: the document does not read back as it was meant.
    """
    title = say("doc.notes-title", title=meeting.title, partnership=_name(records))
    agreed = meeting.notes_agreed is not None
    return _prepared(
        "notes",
        records,
        meeting,
        audience,
        on,
        meeting.on,
        title,
        agreed,
        lambda draft: meeting_notes(draft, meeting),
    )


def statement(records: Records, vision: Vision, audience: Audience, on: date) -> Prepared:
    """Prepare the statement of a version of the vision.

    Raises:
        NotVerified: the document does not read back as it was meant.
    """
    title = say("doc.vision-title", partnership=_name(records))
    day = vision.agreed or vision.proposed
    agreed = vision.agreed is not None
    return _prepared(
        "vision",
        records,
        vision,
        audience,
        on,
        day,
        title,
        agreed,
        lambda draft: vision_statement(draft, vision),
    )


def newest_vision(records: Records) -> Vision:
    """Return the newest version of the vision.

    Raises:
        NotFound: there is none.
    """
    versions = sorted(records.live(Vision), key=lambda each: each.version)
    if not versions:
        raise NotFound(say("refused.no-vision"))
    return versions[-1]


def _name(records: Records) -> str:
    return records.partnership.name if records.partnership else ""


def _prepared(
    kind: str,
    records: Records,
    subject: Record,
    audience: Audience,
    on: date,
    day: date,
    title: str,
    agreed: bool,
    build: Callable[[Draft], None],
) -> Prepared:
    draft = Draft(records, audience, on)
    build(draft)
    partnership = records.partnership
    bare = Document(title, partnership.language if partnership else "en", (), tuple(draft.blocks))
    content = hashlib.sha256(f"{audience}\n{markdown(bare)}".encode()).hexdigest()
    held = sum(draft.held.values())
    front = (
        ("type", say(f"doc.type-{kind}")),
        ("partnership", _name(records)),
        ("date", day.isoformat()),
        ("version", str(_version(records, subject, audience, content))),
        ("status", "AGREED" if agreed else "DRAFT"),
        ("audience", "internal" if audience is Audience.ROOM else audience.value),
        ("consent-filter", say("doc.consent-filter", shown=draft.shown, held=held)),
        ("generated", _as_of(records, subject, bare, day).isoformat()),
        ("content-hash", content[:16]),
        ("retention-until", _retention(day, partnership.retention_months if partnership else None)),
    )
    document = replace(
        bare, front=front, reference_label=say("doc.reference"), reference=f"{day.isoformat()}-{content[:4]}"
    )
    text = markdown(document)
    verify(document, text)
    return Prepared(
        kind,
        document,
        text,
        _file_name(kind, records, subject, audience, day),
        audience,
        subject,
        day,
        content,
        dict(draft.held),
    )


def _version(records: Records, subject: Record, audience: Audience, content: str) -> int:
    """Return 1 for the first content of a document, one more for each other content that left since."""
    left = [
        each.content
        for each in sorted(records.all(ExportRecord), key=lambda each: each.id)
        if each.subject == subject.id and each.audience is audience
    ]
    distinct = list(dict.fromkeys(left))
    return distinct.index(content) + 1 if content in distinct else len(distinct) + 1


def _as_of(records: Records, subject: Record, document: Document, day: date) -> date:
    """Return the day of the newest change to what the document shows. Not today: the same data makes the same
    bytes on any day."""
    shown = (records.find(each.record) for each in document.numbered)
    marks = (each.changed or each.made for each in (subject, *shown) if each)
    return max((mark.at.date() for mark in marks if mark), default=day)


def _retention(day: date, months: int | None) -> str:
    until = months_later(day, months) if months is not None else None
    return until.isoformat() if until else say("doc.not-set")


def _file_name(kind: str, records: Records, subject: Record, audience: Audience, day: date) -> str:
    """Return the file's name. Documents for different audiences never share one; of two meetings on one day
    the later has its number in it."""
    parts = [_name(records)]
    same_day = (each.number for each in records.live(Meeting) if each.on == day)
    if isinstance(subject, Meeting) and subject.number != min(same_day, default=subject.number):
        parts.append(subject.number)
    if audience is not Audience.PARTNERS:
        parts.append(audience.value)
    return file_name(day, say(f"doc.file-{kind}"), " ".join(parts))


def write(prepared: Prepared, folder: Path, records: Records) -> tuple[Outcome, Path, RecordExport]:
    """Write a prepared document, and return what became of it with the command that keeps it on record.

    Raises:
        NotWritten: it cannot be written there.
    """
    known = frozenset(each.digest for each in records.all(ExportRecord) if each.file == prepared.file)
    outcome, path = save(folder, prepared.file, prepared.data, known)
    kept = RecordExport(
        reference=prepared.document.reference,
        document=prepared.kind,
        on=prepared.on,
        audience=prepared.audience,
        subject=prepared.subject.id,
        file=prepared.file,
        content=prepared.content,
        digest=digest(prepared.data),
        items={
            each.number: ExportedItem(each.record, each.text, dict(each.fields))
            for each in prepared.document.numbered
        },
    )
    return outcome, path, kept
