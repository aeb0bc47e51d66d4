"""What a document does not show, or not as it was written, and why: for whoever sends it."""

import re

import msgspec

from codesign.model import Audience, NameChoice, Record
from codesign.permissions import HeldBack, Mention
from codesign.records import by_number
from codesign.words import name_of, say
from exports.documents.pieces import Draft
from exports.tree import Document
from exports.verify import slots


class Withheld(msgspec.Struct, frozen=True):
    """Something of a record that is not shown, by its number only: not even the list of it has its words."""

    number: str
    record: str
    why: HeldBack
    what: str
    """What happened to it: "voice", "words", "name" or "count"."""

    @property
    def told(self) -> str:
        """What is not shown, and why, in words."""
        return say(f"withheld.{self.what}", number=self.number, why=name_of(self.why.value, "held-back"))


def withheld(draft: Draft, subject: Record, document: Document) -> tuple[Withheld, ...]:
    """Return what of the records that a document speaks of it does not show, voices first."""
    seen = draft.records
    found = [
        (record, why, "voice")
        for voice, why in draft.voices.items()
        if why is not None and (record := seen.find(voice)) is not None
    ]
    text = _text(document)
    spoken_of = _numbers(text)
    for held, why in draft.sight.held.items():
        record = seen.find(held)
        told = record is not None and (record.number in spoken_of or record.id == subject.id)
        if record is not None and told and held not in draft.voices and say("doc.words-held") in text:
            found.append((record, why, "words"))
    for mention in mentions(draft, document):
        record = seen.find(mention.record)
        if record is not None and mention.choice is not NameChoice.SHOW:
            held_whole = mention.choice is NameChoice.HOLD
            found.append((record, HeldBack.NAMED, "words" if held_whole else "name"))
    for meeting, told_people in draft.counted.items():
        record = seen.find(meeting)
        if record is not None and draft.audience is not Audience.ROOM and (told_people.merged or told_people.held):
            found.append((record, told_people.held or HeldBack.FEW, "count"))
    order = ("voice", "words", "name", "count")
    lines = dict.fromkeys(Withheld(record.number, record.id, why, what) for record, why, what in found)
    return tuple(sorted(lines, key=lambda each: (order.index(each.what), by_number(seen_record(draft, each)))))


def seen_record(draft: Draft, line: Withheld) -> Record:
    """Return the record of a line."""
    record = draft.records.find(line.record)
    assert record is not None, "it was found there"
    return record


def mentions(draft: Draft, document: Document) -> tuple[Mention, ...]:
    """Return the texts in a document that name somebody, by the numbers of their records. A text that is held back
    whole stands here too, so that she can think again."""
    text = _text(document)
    spoken_of = _numbers(text) | {each.number for each in document.numbered}
    found = [
        each
        for several in draft.sight.mentions.values()
        for each in several
        if (each.shown in text if each.choice is not NameChoice.HOLD else each.number in spoken_of)
    ]
    return tuple(sorted(found, key=lambda each: (each.number, each.text)))


def _text(document: Document) -> str:
    """Return all words of a document."""
    return "\n".join([document.title, *(words for block in document.blocks for _place, words in slots(block))])


def _numbers(text: str) -> frozenset[str]:
    """Return what may be numbers of records in a text."""
    return frozenset(re.findall(r"\b[A-Z]{1,2}[1-9][0-9]*[a-z]*\b", text))
