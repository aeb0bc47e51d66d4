"""The shared-vision statement: the statement alone first, then what carries it."""

from codesign.dates import long
from codesign.model import Item, ItemKind, Measure, Meeting, Phase, Status, Vision
from codesign.records import by_number
from codesign.views.visions import standing_check, versions
from codesign.words import name_of, say
from exports.documents.pieces import Draft, figure, fists, item, numbered, people_by_sector, reservations
from exports.documents.yearly import versions_table
from exports.tree import Block, PageBreak, Paragraph, Quote

_UNDER_WAY = (Status.IN_PLACE, Status.TRYING, Status.SHAPING)


def vision_statement(draft: Draft, vision: Vision) -> None:
    """Fill a draft with the statement of a version of the vision."""
    status = say("doc.agreed", day=vision.agreed.isoformat()) if vision.agreed else say("doc.draft")
    draft.add(Quote(vision.text), PageBreak())
    draft.add(Paragraph(say("doc.vision-status", version=vision.version, status=status)))
    picture = [Paragraph(vision.picture)] if vision.picture else []
    draft.filled("doc.picture", *picture)
    _who_made_it(draft, vision)
    cards = sorted(draft.records.live(Item), key=by_number)
    draft.filled(
        "doc.builds-on",
        *numbered(item(each, draft.headline(each)) for each in cards if each.kind is ItemKind.ASSET),
    )
    draft.filled(
        "doc.do-first",
        *numbered(
            item(
                each,
                draft.headline(each),
                ("status", name_of(each.status.value, "status")),
                ("for", draft.came_from(each)),
            )
            for status in _UNDER_WAY
            for each in cards
            if each.phase is Phase.CO_DESIGN and each.status is status
        ),
    )
    draft.filled("doc.will-know", *_measures(draft))
    draft.section("doc.reservations-on-record", *reservations(draft, vision.reservations.values()))
    draft.section("doc.versions", *versions_table(tuple(reversed(versions(draft.records)))))
    review = long(vision.review) if vision.review else say("doc.not-set")
    draft.section("doc.review", Paragraph(review))
    draft.closing(vision)


def _who_made_it(draft: Draft, vision: Vision) -> None:
    blocks: list[Block] = []
    meeting = draft.records.get(Meeting, vision.meeting)
    if meeting is not None:
        blocks.append(Paragraph(say("doc.made-at", title=meeting.title, day=long(meeting.on))))
        blocks += people_by_sector(draft, meeting)
    if (check := standing_check(vision)) is not None:
        blocks += (Paragraph(say("doc.fist", question=say("doc.version", version=vision.version))),)
        blocks += fists(draft, check.fists)
    draft.section("doc.who-made-it", *blocks)


def _measures(draft: Draft) -> tuple[Block, ...]:
    measures = sorted(draft.records.live(Measure), key=by_number)
    items = []
    for each in measures:
        latest = max(each.readings, default="")
        reading = each.readings.get(latest)
        value = ""
        if reading is not None:
            of = say("doc.of", of=figure(reading.of)) if reading.of is not None else ""
            value = f"{figure(reading.value)}{of} ({latest})"
        items.append(
            item(
                each,
                each.text,
                ("family", name_of(each.family.value, "measure-family")),
                ("latest", value or say("doc.not-set")),
                ("target", figure(each.target)),
                ("for", draft.came_from(each)),
            )
        )
    return numbered(items)
