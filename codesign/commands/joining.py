"""One card becomes several, or several become one, with their threads kept."""

from collections.abc import Iterator
from typing import Any

import msgspec

from codesign.changes import Change, change
from codesign.commands.arranging import make_room
from codesign.commands.base import Maker, wanted
from codesign.commands.several import chosen
from codesign.errors import Refused
from codesign.model import Evidence, Item, Record
from codesign.records import Records
from codesign.text import clean
from codesign.views.board import in_order
from codesign.views.thread import lineage
from codesign.words import say


class Split(msgspec.Struct, frozen=True):
    """Make two or more cards of one that turned out to say several things.

    The first part is the card itself: it keeps its number, text, votes and evidence, and what came from it goes on
    naming it, for nobody but the people can say which part that answers. The other parts are new cards right
    below it: of its kind, at its status, with its owners, day, tags and the like, without votes, since nobody has
    voted for a part. They come from whatever the card came from and belong to the meeting in which it was said, so
    that a voice leads to every part of what it led to.
    """

    seen: Item
    """The card as the person saw it."""
    titles: tuple[str, ...]
    """Of each part, the first included: two at least."""

    def apply(self, records: Records, make: Maker) -> Change:
        now = wanted(records, Item, self.seen.id)
        if len(self.titles) < 2:
            raise Refused(say("refused.one-part", number=now.number))
        if not all(map(clean, self.titles)):
            raise Refused(say("refused.part-without-words"))
        # a title that was written apart stays beside: whoever splits a card has not picked
        before = msgspec.structs.replace(now, title=self.seen.title, also={})
        column = [before if card.id == now.id else card for card in in_order(records)[now.phase]]
        ranks, moved = make_room(column, column.index(before) + 1, len(self.titles) - 1)
        placed = {after.id: (then, after) for then, after in moved}
        _then, first = placed.pop(now.id, (before, before))
        parts = [
            make.make(Item, **_standing(now), title=title, rank=rank, meeting=now.meeting, block=now.block)
            for title, rank in zip(self.titles[1:], ranks, strict=True)
        ]
        label = say("label.split", number=now.number, numbers=", ".join(part.number for part in (now, *parts)))
        retitled = msgspec.structs.replace(first, title=self.titles[0])
        return change(label, (before, retitled), *placed.values(), *((None, part) for part in parts))


class Duplicate(msgspec.Struct, frozen=True):
    """Make another card with the same words right below a card: its title, text and evidence, kind, status,
    owners, tags, day and origins. It has no votes and belongs to no meeting, for there nobody said it twice."""

    card: str

    def apply(self, records: Records, make: Maker) -> Change:
        card = wanted(records, Item, self.card)
        column = in_order(records)[card.phase]
        (rank,), moved = make_room(column, column.index(card) + 1, 1)
        words = {"title": card.title, "text": card.text, "evidence": card.evidence}
        copy = make.make(Item, **_standing(card), **words, rank=rank)
        return change(say("label.duplicated", number=card.number, copy=copy.number), *moved, (None, copy))


def _standing(card: Item) -> dict[str, Any]:
    """Return what a new card takes over from one, its own words aside."""
    names = ("kind", "status", "owners", "due", "tags", "strategies", "determinant", "priority", "stream")
    return {name: getattr(card, name) for name in (*names, "parked", "because", "origins")}


class Merge(msgspec.Struct, frozen=True):
    """Put cards together into one of them, which keeps its number, title, kind, status and place.

    No word is lost: the titles and texts of the others, also those that were written apart, follow in its text,
    each under its number, so that whoever looks for N7 finds where it went. Owners, tags, strategies and origins
    are united, votes added, and of the days the earliest is kept. What came from one of the others now comes from
    the one that stays, too. The others are archived and say into which card they went.

    A link that would lead the thread back to itself is left out; that happens where one of the cards came from
    another through a third.
    """

    into: str
    cards: tuple[str, ...]
    """Ids of the others; the one that stays may be among them."""

    def apply(self, records: Records, make: Maker) -> Change:
        del make
        stays = wanted(records, Item, self.into)
        merged = chosen(records, (each for each in self.cards if each != self.into))
        # what was written apart in a card stays beside: putting cards together picks no text
        pairs: list[tuple[Record, Record]] = [(bare, _merged(bare, stays)) for bare in map(_bare, merged)]
        grown = _grown(records, _bare(stays), merged)
        pairs += [(_bare(stays), grown), *_answers(records, grown, merged)]
        label = say("label.merged", numbers=", ".join(card.number for card in merged), number=stays.number)
        return change(label, *pairs)


def _bare(card: Item) -> Item:
    return msgspec.structs.replace(card, also={})


def _merged(card: Item, stays: Item) -> Item:
    """Return a card as it is once it has gone into another."""
    because = "\n".join(filter(None, (card.because, say("merged.into", number=stays.number))))
    return msgspec.structs.replace(card, archived=True, because=because)


def _grown(records: Records, stays: Item, merged: list[Item]) -> Item:
    """Return the card that stays with what it gets from the others."""
    every = (stays, *merged)
    evidence = next((card.evidence for card in every if card.evidence), None)
    gone = {card.id for card in merged}
    origins = frozenset().union(*(card.origins for card in every)) - gone - {stays.id}
    return msgspec.structs.replace(
        stays,
        text="\n\n".join(filter(None, (stays.text, *(_words(card, evidence) for card in merged)))),
        owners=frozenset().union(*(card.owners for card in every)),
        tags=frozenset().union(*(card.tags for card in every)),
        strategies=frozenset().union(*(card.strategies for card in every)),
        due=min((card.due for card in every if card.due), default=None),
        votes=sum(card.votes for card in every),
        evidence=evidence,
        determinant=next((card.determinant for card in every if card.determinant), ""),
        priority=next((card.priority for card in every if card.priority), ""),
        stream=next((card.stream for card in every if card.stream), None),
        origins=(stays.origins & origins) | {each for each in origins if not _came_from(records, each, stays)},
    )


def _came_from(records: Records, record_id: str, card: Item) -> bool:
    record = records.find(record_id)
    return record is not None and card.id in lineage(records, record)


def _words(card: Item, evidence: Evidence | None) -> str:
    """Return all words of a card, its number first; evidence only where it is not that of the one that stays."""
    also = card.also.get
    noted = card.evidence.note if card.evidence and card.evidence != evidence else ""
    because = (card.because, *also("because", ()))
    words = (f"{card.number} {card.title}", *also("title", ()), card.text, *also("text", ()), *because, noted)
    return "\n".join(filter(None, words))


def _answers(records: Records, stays: Item, merged: list[Item]) -> Iterator[tuple[Record, Record]]:
    """Yield what came from one of the merged cards, before and after it also names the one that stays."""
    gone = {card.id for card in merged}
    older = lineage(records, stays)
    for record in records:
        if record.origins & gone and record.id not in older | gone | {stays.id}:
            yield record, msgspec.structs.replace(record, origins=record.origins | {stays.id})
