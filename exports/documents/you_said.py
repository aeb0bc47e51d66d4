"""You said, we did: what became of each voice, need by need, for those who spoke and never see the board."""

import enum
from collections.abc import Iterable, Mapping, Sequence
from datetime import date

from codesign.model import (
    Commitment,
    CommitmentState,
    Decision,
    Item,
    ItemKind,
    Measure,
    Outcome,
    Record,
    Status,
    Voice,
)
from codesign.permissions import Shown
from codesign.records import Records, by_number
from codesign.views.deciding import is_made
from codesign.views.replies import Replies, Spoken, came_of, needs_of, replies
from codesign.words import say
from exports.documents.pieces import Draft, figure, iso, item
from exports.documents.things import thing
from exports.tree import Block, Bullets, Heading, Numbered, NumberedItem, Paragraph


class Part(enum.StrEnum):
    """Where something that was done about a need is told."""

    DID = "we-did"
    DIFFERENCE = "difference"
    NOT_YET = "not-yet"
    NEXT = "next-steps"


_BEGUN = frozenset({Status.TRYING, Status.IN_PLACE, Status.SUSTAIN, Status.ADAPT})
_OF_STATE = {
    CommitmentState.OPEN: Part.NEXT,
    CommitmentState.KEPT: Part.DID,
    CommitmentState.PARTLY: Part.DID,
    CommitmentState.NOT_KEPT: Part.NOT_YET,
    CommitmentState.RELEASED: Part.NOT_YET,
}
_ALWAYS_TOLD = frozenset({Part.DID, Part.DIFFERENCE})
"""The parts that say so where there is nothing in them."""


def last_reply(records: Records) -> date | None:
    """Return the newest day of a reply, or without one of a voice; None where nobody has said anything."""
    found = replies(records, date.min)
    days = [each.voice.reply.on for each in found.answered if each.voice.reply]
    return max(days or [each.said for each in found.waiting], default=None)


def you_said(draft: Draft) -> None:
    """Fill a draft with what became of all voices."""
    found = replies(draft.records, draft.on)
    voices = sorted((*found.answered, *found.waiting), key=lambda each: by_number(each.voice))
    shown = {each.voice.id: words for each in voices if (words := draft.voice(each.voice))}
    _coverage(draft, found)
    unlinked: list[Spoken] = []
    of_need: dict[str, list[Spoken]] = {}
    for each in voices:
        needs = needs_of(draft.records, each.voice)
        for need in needs:
            of_need.setdefault(need.id, []).append(each)
        if not needs:
            unlinked.append(each)
    told = _Told(draft, shown)
    live = (each for each in draft.records.live(Item) if each.kind is ItemKind.NEED and not each.parked)
    for need in sorted(live, key=by_number):
        draft.add(Heading(2, f"{need.number} {draft.headline(need)}"))
        told.section(of_need.get(need.id, ()), came_of(draft.records, need), needed=True)
    if unlinked:
        draft.add(Heading(2, say("doc.no-need-yet")))
        things = {thing.id: thing for each in unlinked for thing in came_of(draft.records, each.voice)}
        told.section(unlinked, sorted(things.values(), key=by_number), needed=False)
    _held_back(draft, [each.voice for each in voices if each.voice.id not in shown])
    draft.closing()


def _coverage(draft: Draft, found: Replies) -> None:
    """Tell how many voices have a reply, how long that took, and which have none: all of them, also those of which
    nothing more may be said here."""
    told = [say("doc.coverage", answered=len(found.answered), n=found.of)]
    if found.usual is not None:
        usual = figure(found.usual)
        told.append(say("doc.reply-days", n=len(found.answered), usual=usual, most=found.slowest))
    since: dict[date, list[str]] = {}
    for each in sorted(found.waiting, key=lambda each: (each.said, by_number(each.voice))):
        since.setdefault(each.said, []).append(each.voice.number)
    told += [
        say("doc.no-reply-since", day=day.isoformat(), numbers=", ".join(numbers))
        for day, numbers in since.items()
    ]
    draft.section("doc.replies", Bullets(tuple(told)))


class _Told:
    """Tells the parts of each need. What belongs to several is told in full at the first of them: a number stands
    at one item only, or a returned copy could not be read."""

    def __init__(self, draft: Draft, shown: Mapping[str, Shown]) -> None:
        self._draft = draft
        self._shown = shown
        self._told: set[str] = set()

    def section(self, voices: Sequence[Spoken], things: Iterable[Record], *, needed: bool) -> None:
        """Add the parts of a need, or of what is linked to none, where nobody asked for anything to be done."""
        draft = self._draft
        said = [each for each in voices if each.voice.id in self._shown]
        items = [(each.voice, self._voice(each)) for each in said]
        nobody = "doc.said-by-nobody" if not voices else "doc.said-not-shown"
        draft.add(Heading(3, say("doc.you-said")), *(self._once(items) or (Paragraph(say(nobody)),)))
        parts: dict[Part, list[tuple[Record, NumberedItem]]] = {part: [] for part in Part}
        for each in things:
            if (part := _part(each)) is not None:
                parts[part].append((each, thing(draft, each)))
        for part, found in parts.items():
            blocks = self._once(found)
            if not blocks and part in _ALWAYS_TOLD and needed:
                blocks = (Paragraph(say(f"doc.{part.value}-nothing")),)
            if blocks:
                draft.add(Heading(3, say(f"doc.{part.value}")), *blocks)

    def _once(self, found: Sequence[tuple[Record, NumberedItem]]) -> tuple[Block, ...]:
        """Return the items that were not told before, and of the others where they are."""
        new = tuple(each for record, each in found if record.id not in self._told)
        again = [each.number for record, each in found if record.id in self._told]
        self._told.update(record.id for record, _each in found)
        above = (Paragraph(say("doc.told-above", n=len(again), numbers=", ".join(again))),) if again else ()
        return (Numbered(new), *above) if new else above

    def _voice(self, each: Spoken) -> NumberedItem:
        draft, voice, words = self._draft, each.voice, self._shown[each.voice.id]
        reply = voice.reply
        fields = [
            ("question", voice.question),
            ("said-by", words.by or say("doc.anonymous")),
            ("said-on", iso(each.said)),
        ]
        if reply is None:
            fields.append(("our-answer", say("doc.no-answer-yet")))
        else:
            fields += (
                ("our-answer", say(f"doc.answer-{reply.answer.value.replace(' ', '-')}")),
                ("because", draft.reason(voice)),
                ("done-by", iso(reply.due) if reply.due else ""),
                ("answered-by", draft.owner(reply.by) if reply.by else ""),
                ("answered-on", say("doc.answered-after", day=iso(reply.on), n=each.days)),
            )
        return item(voice, say("doc.quoted", words=words.text), *fields)


def _part(record: Record) -> Part | None:
    """Return where a record is told; None for what is no answer to anybody."""
    match record:
        case Commitment():
            return _OF_STATE[record.state]
        case Item(parked=True) | Item(status=Status.STOP):
            return Part.NOT_YET
        case Item(kind=ItemKind.IDEA | ItemKind.ACTION):
            return Part.DID if record.status in _BEGUN else Part.NEXT
        case Item(kind=ItemKind.MEASURE_QUESTION | ItemKind.LEARNING) | Measure() | Outcome():
            return Part.DIFFERENCE
        case Decision():
            return Part.DID if is_made(record) else Part.NEXT
    return None


def _held_back(draft: Draft, voices: Sequence[Voice]) -> None:
    """Name the voices of which nothing may be shown by their numbers, which those who spoke may know."""
    if not voices:
        return
    answered = ", ".join(each.number for each in voices if each.reply)
    waiting = ", ".join(each.number for each in voices if not each.reply)
    told = [say("doc.held-answered", numbers=answered)] if answered else []
    told += [say("doc.held-waiting", numbers=waiting)] if waiting else []
    words = say("doc.held-yours", contact=_contact(draft))
    draft.section("doc.voices-not-shown", Bullets(tuple(told)), Paragraph(words))


def _contact(draft: Draft) -> str:
    partnership = draft.records.partnership
    return (partnership.contact if partnership else "") or say("doc.the-facilitator")
