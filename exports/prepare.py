"""From records to a document that is ready to be written: built, named, verified, with what was held back."""

import hashlib
from collections.abc import Callable, Mapping
from datetime import date
from pathlib import Path

import msgspec
from msgspec.structs import replace

from codesign.commands.exports import RecordExport
from codesign.dates import months_later
from codesign.model import Audience, Cycle, Decision, ExportedItem, ExportRecord, Meeting, Record
from codesign.organisation import AS_IT_COMES, Organisation, Shape, in_words
from codesign.permissions import HeldBack
from codesign.records import Records
from codesign.words import LANGUAGE, name_of, say, speaking
from exports.arranging import arranged
from exports.documents.pieces import Draft
from exports.files import Outcome, digest, file_name, save
from exports.formats import Format, written
from exports.markdown import markdown
from exports.tree import Document


class Paper(msgspec.Struct, frozen=True):
    """What is to be prepared: about what, for whom, and how it is built."""

    kind: str
    subject: Record
    title: Callable[[], str]
    """Says its title, in the language that is being spoken."""
    day: date
    """The day in the name of its file."""
    audience: Audience
    build: Callable[[Draft], None]
    quotes: bool = False
    """Whether it is of a kind that quotes people."""
    agreed: bool | None = None
    """Whether it is agreed or a draft; None where it is neither."""
    shows: tuple[Record, ...] = ()
    """Records besides its subject that it shows without their numbers."""
    calendar: Callable[[], str] | None = None
    """Writes it as a calendar file; None where it can be none."""


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
    has_voices: bool = True
    """Whether it is a document of the kind that quotes people."""
    form: Format = Format.MARKDOWN

    @property
    def held_words(self) -> str:
        """How many voices it leaves out, and why, in words; "" for one that never has any."""
        if not self.has_voices:
            return ""
        if not self.held:
            return say("export.none-held")
        reasons = (f"{count} {name_of(why.value, 'held-back')}" for why, count in sorted(self.held.items()))
        return say("export.held", n=sum(self.held.values()), reasons=", ".join(reasons))

    @property
    def data(self) -> bytes:
        """The bytes of the file."""
        return self.text.encode()


def name(records: Records) -> str:
    """Return the name of the partnership."""
    return records.partnership.name if records.partnership else ""


def prepared(
    paper: Paper, records: Records, on: date, form: Format, organisation: Organisation = AS_IT_COMES
) -> Prepared:
    """Build a paper as it may be read on a day, in the partnership's language and as the organisation wants it,
    and write it in a form.

    Raises:
        NotVerified: the document does not read back as it was meant.
    """
    language = records.partnership.language if records.partnership else LANGUAGE
    with speaking(language, in_words(organisation, language)):
        draft = Draft(records, paper.audience, on)
        paper.build(draft)
        shape = organisation.shapes.get(paper.kind, Shape())
        blocks = arranged(draft.blocks, draft.sections, shape, language)
        return _prepared(paper, draft, Document(paper.title(), language, (), blocks), form)


def _prepared(paper: Paper, draft: Draft, bare: Document, form: Format) -> Prepared:
    content = hashlib.sha256(f"{paper.audience}\n{markdown(bare)}".encode()).hexdigest()
    document = replace(
        bare,
        front=_front(paper, draft, bare, content),
        reference_label=say("doc.reference"),
        reference=f"{paper.day.isoformat()}-{content[:4]}",
    )
    return Prepared(
        kind=paper.kind,
        document=document,
        text=paper.calendar() if form is Format.CALENDAR and paper.calendar else written(document, form),
        file=_file_name(paper, draft.records, form),
        audience=paper.audience,
        subject=paper.subject,
        on=paper.day,
        content=content,
        held=dict(draft.held),
        has_voices=paper.quotes,
        form=form,
    )


def _front(paper: Paper, draft: Draft, document: Document, content: str) -> tuple[tuple[str, str], ...]:
    """Return what a document says about itself."""
    partnership = draft.records.partnership
    held = sum(draft.held.values())
    until = _retention(paper.day, partnership.retention_months if partnership else None)
    front = {
        "type": say(f"doc.type-{paper.kind}"),
        "partnership": name(draft.records),
        "date": paper.day.isoformat(),
        "version": str(_version(draft.records, paper, content)),
        "status": "AGREED" if paper.agreed else "DRAFT",
        "audience": "internal" if paper.audience is Audience.ROOM else paper.audience.value,
        "consent-filter": say("doc.consent-filter", shown=draft.shown, held=held),
        "generated": _as_of(draft.records, paper, document).isoformat(),
        "content-hash": content[:16],
        "retention-until": until,
    }
    if paper.agreed is None:
        del front["status"]
    if not paper.quotes:
        del front["consent-filter"]
    return tuple(front.items())


def _version(records: Records, paper: Paper, content: str) -> int:
    """Return 1 for the first content of a document, one more for each other content that left since."""
    left = [
        each.content
        for each in sorted(records.all(ExportRecord), key=lambda each: each.id)
        if (each.document, each.subject, each.audience) == (paper.kind, paper.subject.id, paper.audience)
    ]
    distinct = list(dict.fromkeys(left))
    return distinct.index(content) + 1 if content in distinct else len(distinct) + 1


def _as_of(records: Records, paper: Paper, document: Document) -> date:
    """Return the day of the newest change to what the document shows. Not today: the same data makes the same
    bytes on any day."""
    shown = (records.find(each.record) for each in document.numbered)
    marks = (each.changed or each.made for each in (paper.subject, *paper.shows, *shown) if each)
    return max((mark.at.date() for mark in marks if mark), default=paper.day)


def _retention(day: date, months: int | None) -> str:
    until = months_later(day, months) if months is not None else None
    return until.isoformat() if until else say("doc.not-set")


def _file_name(paper: Paper, records: Records, form: Format) -> str:
    """Return the file's name. Documents for different audiences never share one; of two meetings on one day
    the later has its number in it, as every decision has, and a report of a cycle its year."""
    subject, parts = paper.subject, [name(records)]
    same_day = (each.number for each in records.live(Meeting) if each.on == paper.day)
    if isinstance(subject, Decision):
        parts.append(subject.number)
    if isinstance(subject, Cycle):
        parts.append(str(subject.year))
    if isinstance(subject, Meeting) and subject.number != min(same_day, default=subject.number):
        parts.append(subject.number)
    if paper.quotes and paper.audience is not Audience.PARTNERS:
        parts.append(paper.audience.value)
    return file_name(paper.day, say(f"doc.file-{paper.kind}"), " ".join(parts), form.value)


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
