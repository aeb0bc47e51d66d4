"""What people allow to be done with their words."""

from collections.abc import Iterable, Iterator
from typing import TypeVar

import msgspec
from msgspec.structs import replace

from codesign.changes import Change, change
from codesign.commands.base import Maker, wanted
from codesign.commands.several import told
from codesign.errors import Refused
from codesign.model import Attribution, Audience, Permission, Person, Record, Voice
from codesign.model.fields import Rule, rule_of
from codesign.records import Records
from codesign.views.notes import is_note
from codesign.views.repeating import in_words, repeats
from codesign.words import say

R = TypeVar("R", bound=Record)

NOT_RECORDED = Permission(Attribution.NOT_RECORDED, Audience.ROOM)
"""The permission to know that somebody was heard, and nothing else."""


class Permit(msgspec.Struct, frozen=True):
    """Write down how words may be used, or with None that nobody has said so yet."""

    voice: str
    permission: Permission | None

    def apply(self, records: Records, make: Maker) -> Change:
        return PermitMany((self.voice,), self.permission).apply(records, make)


class PermitMany(msgspec.Struct, frozen=True):
    """Write down how the words of several voices may be used, all of them or none.

    Words that are not to be recorded are taken out for good, also where a card or a promise that came from them
    says them again: undo passes over that.
    """

    voices: tuple[str, ...]
    permission: Permission | None
    """None for: nobody has said so yet."""
    read_back: bool | None = None
    """Whether the words were read back and were right; None to leave that as it is."""
    usual: bool = False
    """Whether it is what the people who said them usually allow, from now on."""

    def apply(self, records: Records, make: Maker) -> Change:
        del make
        before = [wanted(records, Voice, each) for each in dict.fromkeys(self.voices)]
        if not before:
            raise Refused(say("refused.choose-voice"))
        if note := next((each for each in before if is_note(each)), None):
            raise Refused(say("refused.note", number=note.number))
        pairs: list[tuple[Record, Record]] = [
            pair for voice in before for pair in permitted(records, voice, self._after(voice))
        ]
        changed = [pair for pair in pairs if pair[0] != pair[1]]
        pairs = [*changed, *(self._kept_as_usual(records, before) if self.usual else ())]
        gone = takes_words_out(changed)
        voices = [old for old, _new in changed if isinstance(old, Voice)]
        label = told("label.unrecorded" if gone else "label.permitted", voices or before)
        return change(label, *pairs, bookkeeping=gone)

    def _after(self, voice: Voice) -> Voice:
        read_back = voice.read_back if self.read_back is None else self.read_back
        return replace(voice, permission=self.permission, read_back=read_back)

    def _kept_as_usual(self, records: Records, voices: Iterable[Voice]) -> Iterator[tuple[Person, Person]]:
        for each in dict.fromkeys(voice.person for voice in voices if voice.person):
            person = records.get(Person, each)
            if person is not None and person.usual_permission != self.permission:
                yield person, replace(person, usual_permission=self.permission)


class SetUsual(msgspec.Struct, frozen=True):
    """Write down what a person usually allows, or with None that this is not known. It is offered when they say
    something, and never assumed."""

    person: str
    permission: Permission | None

    def apply(self, records: Records, make: Maker) -> Change:
        del make
        before = wanted(records, Person, self.person)
        after = replace(before, usual_permission=self.permission)
        return change(say("label.usual", name=before.name), (before, after))


# Words that are not to be recorded


def permitted(records: Records, before: Voice, after: Voice) -> Iterator[tuple[Record, Record]]:
    """Yield a voice before and after its permission was changed, and what else changes with it: where the words
    are not to be recorded, they go, and with them what says them again."""
    if after.is_recorded:
        yield before, after
        return
    yield before, emptied(after)
    if before.text:
        for each in _came_of(records, before):
            if (left := without_words(each, before.text)) != each:
                yield each, left


def emptied(voice: Voice) -> Voice:
    """Return what may be known of somebody who is not to be recorded: that they were heard, where, in which
    sector."""
    return replace(
        voice,
        permission=NOT_RECORDED,
        text="",
        role="",
        person="",
        tags=frozenset(),
        because="",
        also={},
    )


def takes_words_out(pairs: Iterable[tuple[Record, Record]]) -> bool:
    """Tell whether a change takes words out for good."""
    return any(
        isinstance(before, Voice) and isinstance(after, Voice) and before.text and not after.is_recorded
        for before, after in pairs
    )


def _came_of(records: Records, record: Record) -> tuple[Record, ...]:
    """Return what came of a record, near or far, each once."""
    found: dict[str, Record] = {}
    behind = [record]
    while behind:
        for each in records.led_to(behind.pop().id):
            if each.id not in found and each.id != record.id:
                found[each.id] = each
                behind.append(each)
    return tuple(found.values())


def require_recorded(record: Record) -> None:
    """Check that words may be written into a record.

    Raises:
        Refused: it is a voice that is not to be recorded.
    """
    if isinstance(record, Voice) and not record.is_recorded and record.text:
        raise Refused(say("refused.not-recorded", number=record.number))


def without_words(record: R, words: str) -> R:
    """Return a record in which no text says these words again."""
    heard = in_words(words)
    texts = (
        each.name
        for each in msgspec.structs.fields(record)
        if rule_of(type(record), each.encode_name) is Rule.TEXT
        and repeats(in_words(getattr(record, each.name)), heard)
    )
    gone = dict.fromkeys(texts, say("permission.words-gone"))
    return replace(record, **gone, also={}) if gone else record
