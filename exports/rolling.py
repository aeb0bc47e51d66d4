"""Rolling several partnerships up into one document, each with the part that it agreed to show."""

import hashlib
from collections.abc import Iterable, Mapping
from datetime import date

import msgspec

from codesign.dates import months_later
from codesign.errors import NotFound
from codesign.model import Audience, CountedOut, ExportedItem
from codesign.organisation import AS_IT_COMES, Organisation, in_words
from codesign.permissions import Sight, for_roll_up, may_roll_up
from codesign.records import Records
from codesign.views.cycles import cycles
from codesign.words import LANGUAGE, say, speaking
from exports.documents.pieces import Draft, counted_out
from exports.documents.roll_up import Part, roll_up, said
from exports.files import file_name
from exports.formats import Format, packed, written
from exports.markdown import markdown
from exports.prepare import Prepared
from exports.tree import Document

ROLL_UP = "roll-up"

Several = Iterable[tuple[str, str, Records]]
"""Partnerships, each with a key of its own and its name."""


class RolledUp(msgspec.Struct, frozen=True):
    """A roll-up that may be written, and what is in it of which partnership, by the keys that were given."""

    prepared: Prepared
    year: int
    keys: tuple[str, ...]
    items: Mapping[str, Mapping[str, ExportedItem]]
    """The records of each partnership whose words left in it, by number, so that a withdrawal can name it."""
    counted: Mapping[str, Mapping[str, CountedOut]]
    """By partnership and meeting, how many people it tells."""


def rolled_up(
    several: Several,
    audience: Audience,
    on: date,
    form: Format = Format.MARKDOWN,
    year: int | None = None,
    organisation: Organisation = AS_IT_COMES,
) -> RolledUp:
    """Roll up what partnerships released for an audience, for a year or the latest that any of them released. What
    is asked for the room is made for partners, for it leaves the room.

    Raises:
        NotFound: none has released a summary that this audience may read.
        NotVerified: the document does not read back as it was meant.
    """
    widest = Audience.PARTNERS if audience is Audience.ROOM else audience
    asked = list(several)
    drafts = [(key, name, Draft(Sight(for_roll_up(records), widest, on))) for key, name, records in asked]
    open_to = {
        key: Part(name, draft, cycle)
        for key, name, draft in drafts
        for cycle in cycles(draft.records)
        if year in {None, cycle.year} and may_roll_up(draft.records, cycle, widest)
    }
    wanted = max((each.cycle.year for each in open_to.values()), default=0)
    parts = {key: each for key, each in open_to.items() if each.cycle.year == wanted}
    if not parts:
        raise NotFound(say("refused.none-released"))
    found = list(parts.values())
    language = _language(found)
    with speaking(language, in_words(organisation, language)):
        prepared = _prepared(found, len(asked), wanted, form)
    return RolledUp(
        prepared,
        wanted,
        tuple(parts),
        items={key: _items(each) for key, each in parts.items()},
        counted={key: counted_out(each.draft) for key, each in parts.items()},
    )


def _items(part: Part) -> dict[str, ExportedItem]:
    return {each.number: ExportedItem(each.id, each.headline) for each in said(part)}


def _language(parts: list[Part]) -> str:
    """Return the language of all partnerships where it is the same."""
    found = {each.draft.records.partnership.language for each in parts if each.draft.records.partnership}
    return found.pop() if len(found) == 1 else LANGUAGE


def _prepared(parts: list[Part], asked: int, year: int, form: Format) -> Prepared:
    draft = parts[0].draft
    bare = Document(say("report.title-roll-up", year=year), _language(parts), (), roll_up(parts, asked))
    content = hashlib.sha256(f"{draft.audience}\n{markdown(bare)}".encode()).hexdigest()
    front = {
        "type": say(f"doc.type-{ROLL_UP}"),
        "partnerships": say("report.n-of", n=len(parts), of=asked),
        "date": draft.on.isoformat(),
        "audience": draft.audience.value,
        "content-hash": content[:16],
        "retention-until": _retention(parts),
    }
    document = msgspec.structs.replace(
        bare,
        front=tuple(front.items()),
        reference_label=say("doc.reference"),
        reference=f"{draft.on.isoformat()}-{content[:4]}",
    )
    return Prepared(
        kind=ROLL_UP,
        document=document,
        text=written(document, form),
        file=file_name(draft.on, say(f"doc.file-{ROLL_UP}"), f"{year} {draft.audience.value}", form.value),
        audience=draft.audience,
        subject=parts[0].cycle,
        on=draft.on,
        content=content,
        held={},
        has_voices=False,
        form=form,
        packed=packed(document) if form is Format.DOCX else None,
    )


def _retention(parts: list[Part]) -> str:
    """Return the day until which all partnerships let it be kept: the earliest."""
    months = [each.draft.records.partnership.retention_months for each in parts if each.draft.records.partnership]
    least = min((each for each in months if each is not None), default=None)
    until = months_later(parts[0].draft.on, least) if least is not None else None
    return until.isoformat() if until else say("doc.not-set")
