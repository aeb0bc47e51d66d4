"""What a document does not show, or not as it was written, and why: for whoever sends it."""

import re
from functools import cached_property

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


class Said:
    """All that a document says, to look for words in it."""

    def __init__(self, document: Document) -> None:
        """Take the words from the document."""
        self._texts = [document.title, *(words for block in document.blocks for _place, words in slots(block))]
        self._whole = "\n".join(self._texts)
        found = re.findall(r"\b[A-Z]{1,2}[1-9][0-9]*[a-z]*\b", self._whole)
        self.numbers = frozenset(found) | {each.number for each in document.numbered}
        """What may be numbers of records in it."""

    def has(self, text: str) -> bool:
        """Tell whether it says a text."""
        inside = [word for word in text.split(" ")[1:-1] if "\n" not in word]
        if not all(word in self._places for word in inside):
            return False
        if not inside or "\n" in text:
            return text in self._whole
        fewest = min((self._places[word] for word in inside), key=len)
        return any(text in self._texts[place] for place in fewest)

    @cached_property
    def _places(self) -> dict[str, list[int]]:
        """Where each word stands: of thousands of texts few can hold a text that has it between two blanks."""
        places: dict[str, list[int]] = {}
        for place, text in enumerate(self._texts):
            for word in text.split(" "):
                places.setdefault(word, []).append(place)
        return places


def withheld(draft: Draft, subject: Record, said: Said) -> tuple[Withheld, ...]:
    """Return what of the records that a document speaks of it does not show, voices first."""
    seen = draft.records
    found = [
        (record, why, "voice")
        for voice, why in draft.voices.items()
        if why is not None and (record := seen.find(voice)) is not None
    ]
    has_held = said.has(say("doc.words-held"))
    for held, why in draft.sight.held.items():
        record = seen.find(held)
        told = record is not None and (record.number in said.numbers or record.id == subject.id)
        if record is not None and told and has_held and held not in draft.voices:
            found.append((record, why, "words"))
    for mention in mentions(draft, said):
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


def mentions(draft: Draft, said: Said) -> tuple[Mention, ...]:
    """Return the texts in a document that name somebody, by the numbers of their records. A text that is held back
    whole stands here too, so that she can think again."""
    found = [
        each
        for several in draft.sight.mentions.values()
        for each in several
        if (said.has(each.shown) if each.choice is not NameChoice.HOLD else each.number in said.numbers)
    ]
    return tuple(sorted(found, key=lambda each: (each.number, each.text)))
