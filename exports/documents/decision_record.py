"""The decision record: one decision, for somebody who was not in the room."""

from collections.abc import Iterable

from codesign.dates import long
from codesign.model import Commitment, Decision, Item, Meeting, Phase, Record, Voice
from codesign.records import by_number
from codesign.views.deciding import bars, is_made, options
from codesign.views.notes import is_note
from codesign.views.thread import came_from, led_to
from codesign.views.voices import sector_names
from codesign.words import name_of, say
from exports.documents.pieces import Draft, facts, fists, grid, item, numbered, reservations
from exports.documents.promised import promise
from exports.tree import Block, Bullets, NumberedItem, Paragraph


def decision_record(draft: Draft, decision: Decision) -> None:
    """Fill a draft with the record of a decision."""
    meeting = draft.records.get(Meeting, decision.meeting)
    draft.add(
        facts(
            ("number", decision.number),
            ("title", draft.headline(decision)),
            ("date", long(decision.agreed) if decision.agreed else say("doc.not-agreed")),
            ("status", _status(draft, decision)),
            ("meeting", say("report.at-meeting", title=meeting.title, day=long(meeting.on)) if meeting else ""),
        )
    )
    held = draft.holds(decision)
    question = () if held or not decision.question else (Paragraph(decision.question),)
    draft.section("report.question", *question)
    draft.section("report.context", *_context(draft, decision))
    draft.section("report.options", *(() if held else _options(decision)))
    sentence = draft.headline(decision) if held or decision.text else say("report.no-sentence")
    draft.section("report.decision", *numbered([item(decision, sentence)]))
    draft.section("report.how-decided", *(() if held else _how(draft, decision, meeting)))
    draft.section("report.reservations", *reservations(draft, decision.reservations.values()))
    draft.section("report.affected", *_affected(draft, decision, meeting))
    draft.section("report.consequences", *_consequences(draft, decision))
    draft.section("report.look-again", Paragraph(_review(draft, decision)))
    draft.filled("report.links", *_links(draft, decision))
    draft.closing()


def _status(draft: Draft, decision: Decision) -> str:
    if by := _replaced_by(draft, decision):
        return say("report.replaced-by", what="; ".join(map(draft.named, by)))
    if decision.agreed is not None:
        return say("doc.agreed", day=decision.agreed.isoformat())
    return say("report.in-the-making")


def _replaced_by(draft: Draft, decision: Decision) -> list[Decision]:
    found = (each for each in draft.records.live(Decision) if each.replaces == decision.id and is_made(each))
    return sorted(found, key=by_number)


def _context(draft: Draft, decision: Decision) -> tuple[Block, ...]:
    """Return what it came from, however many links away, and the voices among that in the form permitted."""
    behind = {step.record.id: step.record for step in came_from(draft.records, decision)}
    cards = sorted((each for each in behind.values() if isinstance(each, Item)), key=by_number)
    voices = sorted((each for each in behind.values() if isinstance(each, Voice)), key=by_number)
    items = numbered(_card(draft, each) for each in cards)
    told = [
        item(each, say("doc.quoted", words=shown.text), ("said-by", shown.by or say("doc.anonymous")))
        for each in voices
        if not is_note(each) and (shown := draft.voice(each))
    ]
    heard: tuple[Block, ...] = (Paragraph(say("report.voices-behind")), *numbered(told)) if told else ()
    held = sum(draft.held.values())
    left_out = (Paragraph(say("doc.held-back", n=held)),) if held else ()
    return (*items, *heard, *left_out)


def _card(draft: Draft, card: Item) -> NumberedItem:
    told = "" if draft.holds(card) else card.text
    evidence = card.evidence.note if card.evidence else ""
    kind = name_of(card.kind.value, "item-kind")
    return item(card, draft.headline(card), ("kind", kind), ("in-full", told), ("evidence-note", evidence))


def _options(decision: Decision) -> tuple[Block, ...]:
    found = options(decision)
    if not found:
        return (Paragraph(say("report.no-options")),)
    few = (Paragraph(say("report.one-option")),) if len(found) == 1 else ()
    return (Bullets(found), *few)


def _how(draft: Draft, decision: Decision, meeting: Meeting | None) -> tuple[Block, ...]:
    how = name_of(decision.how.value, "how-decided") if decision.how else say("doc.not-set")
    told = draft.people(meeting) if meeting else None
    if told and told.held is not None:
        there = say("report.not-told")
    else:
        there = say("report.people-there", n=told.total) if told and told.total else say("report.nobody-counted")
    blocks: list[Block] = [facts(("how-decided", how), ("people", there))]
    if decision.counts:
        rows = [(option, str(votes)) for option, votes in bars(decision)]
        blocks += grid(("option", "votes"), [*rows, (say("doc.together"), str(sum(decision.counts.values())))])
        blocks += (Paragraph(say("report.dots-each", n=decision.dots)),) if decision.dots else ()
    blocks += fists(draft, decision.consent)
    if decision.how and not decision.counts and not decision.consent:
        blocks.append(Paragraph(say("report.no-counts")))
    return tuple(blocks)


def _affected(draft: Draft, decision: Decision, meeting: Meeting | None) -> tuple[Block, ...]:
    blocks: list[Block] = [Paragraph(decision.affected or say("report.affected-unsaid"))]
    if meeting is None:
        return tuple(blocks)
    told = draft.people(meeting)
    in_room = [say("report.sector-count", sector=draft.sector(key), n=n) for key, n in told.shown.items()]
    if in_room and told.merged:
        in_room.append(say("report.sector-count", sector=say("doc.other-sectors"), n=told.merged))
    if in_room:
        blocks.append(Paragraph(say("report.in-the-room", sectors=", ".join(in_room))))
    elif told.merged:
        blocks.append(Paragraph(say("report.in-the-room-few", n=told.merged)))
    names = sector_names(draft.records.partnership)
    absent = [name for key, name in names.items() if key not in told.shown]
    if told.is_whole and absent:
        blocks.append(Paragraph(say("report.not-in-the-room", sectors=", ".join(absent))))
    elif told.merged:
        blocks.append(Paragraph(say("report.sectors-untold")))
    return tuple(blocks)


def _consequences(draft: Draft, decision: Decision) -> tuple[Block, ...]:
    """Return what it led to, and what was promised at its meeting for the same needs."""
    ahead: dict[str, Record] = {step.record.id: step.record for step in led_to(draft.records, decision)}
    behind = {step.record.id for step in came_from(draft.records, decision)} | {decision.id}
    near: tuple[Commitment | Item, ...] = (*draft.records.live(Commitment), *_actions(draft))
    beside: dict[str, Record] = {
        each.id: each
        for each in near
        if each.meeting == decision.meeting != "" and not behind.isdisjoint(each.origins) and each.id not in behind
    }
    found = sorted({**beside, **ahead}.values(), key=by_number)
    promises = [promise(draft, each) for each in found if isinstance(each, Commitment)]
    others = [_result(draft, each) for each in found if not isinstance(each, Commitment | Voice | Decision)]
    return numbered([*others, *promises])


def _actions(draft: Draft) -> Iterable[Item]:
    return (each for each in draft.records.live(Item) if each.phase is Phase.CO_DESIGN and not each.parked)


def _result(draft: Draft, record: Record) -> NumberedItem:
    status = name_of(record.status.value, "status") if isinstance(record, Item) else ""
    return item(record, draft.headline(record), ("kind", _kind(record)), ("status", status))


def _kind(record: Record) -> str:
    if isinstance(record, Item):
        return name_of(record.kind.value, "item-kind")
    return say(f"report.kind-{record.TABLE}")


def _review(draft: Draft, decision: Decision) -> str:
    if decision.review is None:
        return say("report.no-review")
    late = decision.review < draft.on and not _replaced_by(draft, decision)
    return say("report.review-past" if late else "report.review-on", day=long(decision.review))


def _links(draft: Draft, decision: Decision) -> tuple[Block, ...]:
    replaces = draft.records.get(Decision, decision.replaces)
    lines = [
        *_linked("report.replaces", draft, [replaces] if replaces else []),
        *_linked("report.replaced", draft, _replaced_by(draft, decision)),
        *_linked("report.came-from", draft, _behind(draft, decision)),
        *_linked("report.led-to", draft, draft.records.led_to(decision.id)),
    ]
    return (Bullets(tuple(lines)),) if lines else ()


def _behind(draft: Draft, decision: Decision) -> list[Record]:
    found = (draft.records.find(each) for each in decision.origins)
    return sorted((each for each in found if each is not None), key=by_number)


def _linked(key: str, draft: Draft, records: Iterable[Record]) -> list[str]:
    what = "; ".join(draft.named(each) for each in records if not isinstance(each, Voice))
    return [say(key, what=what)] if what else []
