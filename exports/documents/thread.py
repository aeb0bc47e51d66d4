"""The thread of one record, from the voices to what changed, walked both ways by the numbers."""

from collections.abc import Iterable
from datetime import date

from codesign.model import Commitment, Decision, Item, ItemKind, Measure, Outcome, Phase, Record, Voice
from codesign.permissions import HeldBack
from codesign.records import Records, by_number
from codesign.views.kinds import kind_name
from codesign.views.links import links
from codesign.views.notes import is_note
from codesign.views.thread import ON_THREADS, origins, results, thread
from codesign.words import name_of, say
from exports.bundle import last_change
from exports.documents.pieces import Draft, item, words_used
from exports.documents.things import thing
from exports.marks import labelled
from exports.tree import Block, Bullets, Numbered, NumberedItem, Paragraph

STEPS = ("voices", "needs", "actions", "commitments", "measures", "outcomes")
"""From what was said to what changed; each has a heading, "doc.thread-voices" and so on."""


def on_threads(records: Records) -> list[Record]:
    """Return the records of which there can be a thread: needs first, for both ways lead on from them."""
    found = (each for each in records if isinstance(each, ON_THREADS) and not (each.archived or is_note(each)))
    return sorted(found, key=lambda each: (_step(each) != "needs", STEPS.index(_step(each)), by_number(each)))


def thread_day(records: Records, record: Record) -> date:
    """Return the day of the newest change along a record's thread."""
    return last_change(node.record for node in thread(records, record, date.min).nodes)


def record_thread(draft: Draft, record: Record) -> None:
    """Fill a draft with the thread of a record."""
    found = thread(draft.records, record, draft.on)
    told = {node.record.id: node.record for node in found.nodes}
    draft.add(Paragraph(say("doc.thread-about", number=record.number, kind=kind_name(record))))
    for step in STEPS:
        on_step = sorted((each for each in told.values() if _step(each) == step), key=by_number)
        draft.section(f"doc.thread-{step}", *_blocks(draft, on_step, told.keys()))
    gaps = [
        say("doc.thread-gap", number=gap.record.number, missing=name_of(gap.missing.value, "missing"))
        for gap in found.gaps
    ]
    draft.section("doc.thread-missing", Bullets(tuple(gaps)) if gaps else Paragraph(say("doc.thread-whole")))
    partnership = draft.records.partnership
    contact = (partnership.contact if partnership else "") or say("doc.the-facilitator")
    draft.section("doc.correct", Paragraph(say("doc.how-to-correct", contact=contact)))
    if used := words_used(draft.blocks):
        draft.section("doc.words-used", *used)


def _step(record: Record) -> str:
    match record:
        case Voice():
            return "voices"
        case Item(kind=ItemKind.LEARNING) | Outcome():
            return "outcomes"
        case Item(phase=Phase.CO_EVALUATE) | Measure():
            return "measures"
        case Item(phase=Phase.CO_DESIGN) | Decision():
            return "actions"
        case Commitment():
            return "commitments"
    return "needs"


def _blocks(draft: Draft, records: Iterable[Record], told: Iterable[str]) -> tuple[Block, ...]:
    """Return the items of a step. A voice that is held back keeps its place by its number, which says nothing of
    its words, so that the way does not end at it."""
    items: list[NumberedItem] = []
    held: list[str] = []
    for each in records:
        ways = _ways(draft, each, frozenset(told))
        if not isinstance(each, Voice):
            items.append(thing(draft, each, *ways))
        elif (words := draft.voice(each)) is not None:
            items.append(
                item(
                    each, say("doc.quoted", words=words.text), ("said-by", words.by or say("doc.anonymous")), *ways
                )
            )
        else:
            gone = draft.voices[each.id] is HeldBack.WITHDRAWN
            line = say("doc.thread-withdrawn" if gone else "doc.thread-held", number=each.number)
            led = (f"{labelled(say(f'field.{key}'))} {value}." for key, value in ways if value)
            held.append(" ".join([line, *led]))
    numbered = (Numbered(tuple(items)),) if items else ()
    return (*numbered, Bullets(tuple(held))) if held else numbered


def _ways(draft: Draft, record: Record, told: frozenset[str]) -> tuple[tuple[str, str], ...]:
    """Return what a record came from and led to, one link away; what stands elsewhere with its words."""
    behind, ahead = origins(draft.records, record), results(draft.records, record)
    archived = say("fields.archived") if record.archived else ""
    note = say("mark.withdrawn") if links(draft.records).is_from_withdrawn(record) else ""
    return (
        ("came-from", _told(draft, behind, told)),
        ("led-to", _told(draft, ahead, told)),
        ("note", "; ".join(filter(None, (note, archived)))),
    )


def _told(draft: Draft, records: Iterable[Record], told: frozenset[str]) -> str:
    parts = []
    for each in records:
        if each.id in told or isinstance(each, Voice):
            parts.append(each.number)
        elif isinstance(each, ON_THREADS):
            parts.append(f"{each.number} {draft.headline(each)}")
    return "; ".join(parts)
