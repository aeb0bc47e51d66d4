"""What one audience may read of a partnership on one day."""

from collections.abc import Callable, Iterable
from datetime import date
from functools import cached_property
from typing import TypeVar

from msgspec.structs import replace

from codesign.errors import NotFound
from codesign.model import (
    Audience,
    Commitment,
    CountedOut,
    Decision,
    ExportRecord,
    Item,
    Meeting,
    NameChoice,
    Record,
    Vision,
    Voice,
)
from codesign.permissions.counts import People, people_for
from codesign.permissions.people import Mention, Names, Owners, choice_for, key_of
from codesign.permissions.seen import (
    Rewriter,
    held_voice,
    shown_voice,
    without_names_and_counts,
    without_small_counts,
    without_words,
)
from codesign.permissions.words import (
    Behind,
    HeldBack,
    HeldWords,
    Shown,
    held_behind,
    held_with_voice,
    repeated,
    texts_of,
    words_for,
)
from codesign.records import HeldRecords, Records
from codesign.views.attendance import attendance
from codesign.views.repeating import SAME, in_words
from codesign.words import say

R = TypeVar("R", bound=Record)


class Sight:
    """Answers who may read what, for an audience on a day.

    `records` are those of the partnership as this audience may read them. Whoever builds something from them needs
    to ask nothing else about words and names; how many people were there is `people`.
    """

    def __init__(self, records: Records, audience: Audience, on: date, *, names: bool | None = None) -> None:
        """Look at the records for an audience on a day; `names` says whether it may read the names of all people,
        which otherwise only the room may."""
        self.audience = audience
        self.on = on
        self.mentions: dict[str, list[Mention]] = {}
        """The texts that name somebody, by the id of their record."""
        self.held: dict[str, HeldBack] = {}
        """Why words of a record are not shown, by its id; voices too."""
        self._instead = say("doc.words-held")
        self._all = records
        self._room = audience is Audience.ROOM
        self._with_names = self._room if names is None else names
        self._names = Names(HeldRecords() if self._with_names else records)
        self._owners = Owners(self._all)
        self._called: dict[str, str] = {"": ""}
        """How owners are named who were asked for before: there are few, and they own much."""
        self._with_voice: dict[str, HeldBack | None] = {}
        """By the id of each record that was asked for, why it is held back with a voice."""
        self._held_words = HeldWords.of(records, audience, on)
        self.records: Records = self._seen()

    def voice(self, voice: Voice) -> Shown | HeldBack:
        """Return a voice as it may be read, or why it may not."""
        voice = self._all.get(Voice, voice.id) or voice
        found = words_for(self._all, voice, self.audience, self.on)
        if isinstance(found, HeldBack):
            return found
        return Shown(self._without_names(voice, found.text), found.by)

    def reason(self, voice: Voice) -> str | HeldBack:
        """Return why a voice was answered as it was, or why that may not be read: it is held back with the voice
        itself, and where it says again what another said. One reason can stand with all voices of a theme."""
        voice = self._all.get(Voice, voice.id) or voice
        shown = words_for(self._all, voice, self.audience, self.on)
        if isinstance(shown, HeldBack):
            return shown
        alike = (each for each in self._all.all(Voice) if each.because == voice.because) if voice.because else ()
        others = ((each, words_for(self._all, each, self.audience, self.on)) for each in alike)
        behind = tuple((each, why) for each, why in others if isinstance(why, HeldBack))
        return repeated([voice.because], behind) or self._text(voice, voice.because, behind)

    def owner(self, owner: str) -> str:
        """Return an owner as they may be named."""
        if self._with_names:
            return owner
        if owner not in self._called:
            self._called[owner] = self._names.replaced(self._owners.without_name(owner))
        return self._called[owner]

    def held_with_voice(self, record: Record) -> HeldBack | None:
        """Return why the words by which a record is known may not be read; None where they may."""
        if record.id not in self._with_voice:
            written = self._all.find(record.id) or record
            self._with_voice[record.id] = held_with_voice(self._all, written, self.audience, self.on)
        return self._with_voice[record.id]

    def line(self, record: Record) -> Shown | HeldBack:
        """Return the words by which a record is known, and whose it is; or why they may not be read."""
        if isinstance(record, Voice):
            return self.voice(record)
        seen = self.records.find(record.id)
        if seen is None:
            return HeldBack.NAMED
        if seen.headline == self._instead:
            return self.held[record.id]
        return Shown(seen.headline, ", ".join(dict.fromkeys(filter(None, _owners(seen)))))

    def people(self, meeting: Meeting) -> People:
        """Return how many people were at a meeting, after what was told of it before."""
        meeting = self._all.get(Meeting, meeting.id) or meeting
        return people_for(attendance(self._all, meeting), self.audience, _told_before(self._all, meeting))

    def sector(self, meeting: str, sector: str) -> str:
        """Return a sector, by its key, next to the words of somebody who spoke from it at a meeting: outside the
        room "" where so few of it were there that it would name them."""
        if self._room:
            return sector
        found = self._all.get(Meeting, meeting)
        return sector if found is not None and sector in self.people(found).shown else ""

    def may_still_read(self, text: str, record: str = "") -> bool:
        """Tell whether a text may still be read as a document printed it earlier, for the record of an id or
        between records. What was withdrawn, purged or made narrower since may not, nor what names somebody."""
        behind: Behind = ()
        if record:
            found = self._all.find(record)
            if found is None or found.purged or self.records.find(record) is None:
                return False
            if isinstance(found, Voice):
                return not isinstance(words_for(self._all, found, self.audience, self.on), HeldBack)
            behind = held_behind(self._all, found, self.audience, self.on)
        if self._held_words.in_text(text) or repeated([text], behind) or in_words(text) in self._short_held:
            return False
        names = self._names.in_text(text)
        choice = choice_for(self._all.partnership, key_of(self.audience, text, names))
        return not names or choice is NameChoice.SHOW

    @cached_property
    def _short_held(self) -> list[list[str]]:
        """The words of voices that may not be read and are too short to be found within a text."""
        found = (each for each in self._all.all(Voice) if len(in_words(each.text)) < SAME)
        held = (each for each in found if isinstance(words_for(self._all, each, self.audience, self.on), HeldBack))
        return [words for each in held if (words := in_words(each.text))]

    # The records as they may be read

    def bare(self, record: R) -> R:
        """Return one of the `records` for those who read the numbers in it themselves, as JSON or in a list."""
        return record if self._room else without_small_counts(record)

    def seen(self, record: Record) -> Record:
        """Return a record as it may be read.

        Raises:
            NotFound: it is about a person, and nothing of it may.
        """
        found = self._record(record)
        if found is None:
            raise NotFound(say("refused.not-for-them", number=record.number))
        return found

    def _seen(self) -> Records:
        seen = HeldRecords()
        for record in self._all:
            if (found := self._record(record)) is not None:
                seen.put(found)
        return seen

    def _record(self, record: Record) -> Record | None:
        found = record if self._room else without_names_and_counts(record)
        if found is None:
            return None
        if isinstance(found, ExportRecord):
            return replace(found, items={}, lines=())
        behind = held_behind(self._all, record, self.audience, self.on)
        why_whole = self._with_voice.setdefault(record.id, repeated(texts_of(record), behind))
        match found:
            case Voice():
                found = self._voice(found)
                if (why := self.held.get(record.id)) is not None:
                    behind = (*behind, (self._all.get(Voice, record.id) or found, why))
            case Decision() | Vision():
                found = self._without_small_sectors(found)
        if why_whole is not None:
            self.held[record.id] = why_whole
            found = without_words(found, self._instead)
        rewriter = Rewriter(
            text=lambda text: self._text(record, text, behind),
            owner=lambda owner: self._text(record, owner, behind, self.owner),
            tag=lambda tag: self._names.in_text(tag) == () and self._held_words.in_text(tag) is None,
        )
        return rewriter.struct(found)

    def _voice(self, voice: Voice) -> Voice:
        found = words_for(self._all, voice, self.audience, self.on)
        if isinstance(found, HeldBack):
            self.held[voice.id] = found
            return held_voice(voice, self._instead)
        return voice if self._room else shown_voice(voice)

    def _without_small_sectors(self, record: Decision | Vision) -> Decision | Vision:
        if self._room or not record.reservations:
            return record
        found = {
            key: replace(each, sector=self.sector(record.meeting, each.sector))
            for key, each in record.reservations.items()
        }
        return replace(record, reservations=found)

    def _text(
        self, record: Record, text: str, behind: Behind, otherwise: Callable[[str], str] | None = None
    ) -> str:
        """Return a text of a record as it may be read; an owner is named otherwise than a person in a text."""
        why = self._held_words.in_text(text)
        if why is None and behind and len(in_words(text)) > 1:
            why = repeated([text], behind)
        if why is None:
            return otherwise(text) if otherwise else self._without_names(record, text)
        self.held.setdefault(record.id, why)
        return self._instead

    def _without_names(self, record: Record, text: str) -> str:
        names = self._names.in_text(text)
        if not names:
            return text
        key = key_of(self.audience, text, names)
        choice = choice_for(self._all.partnership, key)
        mention = Mention(record.id, record.number, text, names, key, choice, self._names.replaced(text))
        if mention not in self.mentions.setdefault(record.id, []):
            self.mentions[record.id].append(mention)
        return mention.shown


def _owners(record: Record) -> list[str]:
    if isinstance(record, Commitment):
        return [record.who]
    return sorted(record.owners) if isinstance(record, Item) else []


def _told_before(records: Records, meeting: Meeting) -> Iterable[CountedOut]:
    """Return how the people of a meeting were counted in what left the room; what was put away since, left too."""
    return (each.counted[meeting.id] for each in records.all(ExportRecord) if meeting.id in each.counted)


def on_the_wall(records: Records, record: Record, on: date) -> Shown | HeldBack:
    """Return a line of a record as everybody in the room may read it from the wall, or why they may not.

    A card, a decision or a promise that says again what a voice said is held back as the voice is: its words did
    not become the room's by a key. Whoever is known here appears as their role, for a name on the wall is read by
    whoever comes in.
    """
    return Sight(records, Audience.ROOM, on, names=False).line(record)
