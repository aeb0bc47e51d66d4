"""From records to a document that is ready to be written: built, named, verified, with what was held back."""

import hashlib
from collections.abc import Callable, Mapping
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import msgspec
from msgspec.structs import replace

from codesign.dates import months_later
from codesign.digests import digest
from codesign.model import Audience, CountedOut, Cycle, Decision, ExportRecord, Meeting, Record, Vision
from codesign.organisation import AS_IT_COMES, Organisation, Shape, in_language
from codesign.permissions import HeldBack, Mention, Sight
from codesign.records import Records, by_number
from codesign.words import LANGUAGE, name_of, say
from exports.arranging import arranged
from exports.documents.pieces import Draft, counted_out, governors
from exports.files import Outcome, file_name, save
from exports.formats import Format, packed, written
from exports.markdown import title_and_blocks
from exports.marks import labelled
from exports.tree import Document, Emblem
from exports.withheld import Said, Withheld, mentions, withheld

if TYPE_CHECKING:
    from codesign.commands.exports import RecordExport


class Paper(msgspec.Struct, frozen=True):
    """What is to be prepared: about what, for whom, and how it is built."""

    kind: str
    subject: Record
    title: str
    day: date
    """The day in the name of its file."""
    build: Callable[[Draft], None]
    quotes: bool = False
    """Whether it is of a kind that quotes people."""
    agreed: bool | None = None
    """Whether it is agreed or a draft; None where it is neither."""
    shows: tuple[Record, ...] = ()
    """Records besides its subject that it shows without their numbers."""
    numbered: bool = False
    """Whether the name of its file has the number of its subject in it."""
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
    packed: bytes | None = None
    """The bytes of a file that is no text; its text is then what it says, as Markdown."""
    withheld: tuple[Withheld, ...] = ()
    """Everything in it that is not shown, or not as it was written, and why."""
    mentions: tuple[Mention, ...] = ()
    """The texts in it that name somebody, for her to decide."""
    counted: Mapping[str, CountedOut] = {}
    """By meeting, how many people it tells, outside the room."""

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
    def names_words(self) -> str:
        """How many texts in it name somebody and wait for a decision, in words; "" for none."""
        n = sum(each.choice is None for each in self.mentions)
        return f"{labelled(say('withheld.to-decide', n=n))} {say('withheld.not-decided')}" if n else ""

    @property
    def data(self) -> bytes:
        """The bytes of the file."""
        return self.text.encode() if self.packed is None else self.packed


def name(records: Records) -> str:
    """Return the name of the partnership."""
    return records.partnership.name if records.partnership else ""


def prepared(paper: Paper, sight: Sight, form: Format, organisation: Organisation = AS_IT_COMES) -> Prepared:
    """Build a paper as it may be read, in the language that is being spoken, and write it in a form as the
    organisation wants it.

    Raises:
        NotVerified: the document does not read back as it was meant.
    """
    return _prepared(paper, *_built(paper, sight, organisation), form)


def content_of(paper: Paper, sight: Sight, organisation: Organisation) -> str:
    """Return the SHA-256 in hex of what a paper would say, without writing it in any form."""
    draft, bare = _built(paper, sight, organisation)
    return _content(draft.audience, title_and_blocks(bare))


def _built(paper: Paper, sight: Sight, organisation: Organisation) -> tuple[Draft, Document]:
    partnership = sight.records.partnership
    language = partnership.language if partnership else LANGUAGE
    draft = Draft(sight)
    paper.build(draft)
    shape = organisation.shapes.get(paper.kind, Shape())
    blocks = arranged(draft.blocks, draft.sections, shape, language)
    logo = organisation.logo
    emblem = Emblem(logo.kind, logo.data, in_language(logo.alt, language)) if logo else None
    return draft, Document(paper.title, language, (), blocks, logo=emblem)


def _content(audience: Audience, body: str) -> str:
    return hashlib.sha256(f"{audience}\n{body}".encode()).hexdigest()


def _prepared(paper: Paper, draft: Draft, bare: Document, form: Format) -> Prepared:
    audience = draft.audience
    body = title_and_blocks(bare)
    content = _content(audience, body)
    document = replace(
        bare,
        front=_front(paper, draft, bare, content),
        reference_label=say("doc.reference"),
        reference=f"{paper.day.isoformat()}-{content[:4]}",
    )
    said = Said(document)
    return Prepared(
        kind=paper.kind,
        document=document,
        text=paper.calendar() if form is Format.CALENDAR and paper.calendar else written(document, form, body),
        file=_file_name(paper, draft, form),
        audience=audience,
        subject=paper.subject,
        on=paper.day,
        content=content,
        held=dict(draft.held),
        has_voices=paper.quotes,
        form=form,
        packed=packed(document) if form is Format.DOCX else None,
        withheld=withheld(draft, paper.subject, said),
        mentions=mentions(draft, said),
        counted={} if audience is Audience.ROOM else counted_out(draft),
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
        "version": str(_version(draft, paper, content)),
        "status": "AGREED" if paper.agreed else "DRAFT",
        "audience": "internal" if draft.audience is Audience.ROOM else draft.audience.value,
        "consent-filter": say("doc.consent-filter", n=draft.shown, held=held),
        "generated": _as_of(draft.records, paper, document).isoformat(),
        "content-hash": content[:16],
        "retention-until": until,
    }
    if found := governors(draft, paper.subject):
        front["governed-by"] = "; ".join(each.governor for each in found)
    if paper.agreed is None:
        del front["status"]
    if not paper.quotes:
        del front["consent-filter"]
    return tuple(front.items())


def _version(draft: Draft, paper: Paper, content: str) -> int:
    """Return 1 for the first content of a document, one more for each other content that left since."""
    left = [
        each.content
        for each in sorted(draft.records.all(ExportRecord), key=lambda each: each.id)
        if (each.document, each.subject, each.audience) == (paper.kind, paper.subject.id, draft.audience)
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


def _file_name(paper: Paper, draft: Draft, form: Format) -> str:
    """Return the file's name. Documents for different audiences never share one; of two meetings, or versions of
    the vision, on one day the later has its number in it, as every decision has, and a report of a cycle its
    year."""
    subject, records = paper.subject, draft.records
    parts = [name(records)]
    if isinstance(subject, Cycle):
        parts.append(str(subject.year))
    if paper.numbered or isinstance(subject, Decision) or _is_later(subject, records, paper.day):
        parts.append(subject.number)
    if paper.quotes and draft.audience is not Audience.PARTNERS:
        parts.append(draft.audience.value)
    return file_name(paper.day, say(f"doc.file-{paper.kind}"), " ".join(parts), form.value)


def _is_later(subject: Record, records: Records, day: date) -> bool:
    """Tell whether a meeting or a version of the vision is not the first of its day."""
    same_day: list[Record] = []
    if isinstance(subject, Meeting):
        same_day += (each for each in records.live(Meeting) if each.on == day)
    if isinstance(subject, Vision):
        same_day += (each for each in records.live(Vision) if (each.agreed or each.proposed) == day)
    return any(by_number(each) < by_number(subject) for each in same_day)


def write(prepared: Prepared, folder: Path, records: Records) -> "tuple[Outcome, Path, RecordExport]":
    """Write a prepared document, and return what became of it with the command that keeps it on record.

    Raises:
        NotWritten: it cannot be written there.
    """
    from codesign.commands.exports import RecordExport
    from exports.review.printed import printed_items, printed_lines

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
        items=printed_items(prepared.document),
        lines=printed_lines(prepared.document),
        counted=prepared.counted,
    )
    return outcome, path, kept
