"""Replies to voices: how many of them have one, how long that took, which wait, and what groups them.

What counts is every voice that somebody may wait for a reply to. One that is not to be recorded counts: somebody
spoke, and can be told what became of it, though no word of it is here. One that was withdrawn does not, for
nothing is left to reply to; nor does what was archived, nor a note of the team's own.
"""

import enum
from collections.abc import Iterable
from datetime import date, tzinfo

import msgspec

from codesign.model import Item, ItemKind, Meeting, Record, Voice
from codesign.records import Records, by_number
from codesign.text import folded
from codesign.views.notes import is_note


def is_owed(voice: Voice) -> bool:
    """Tell whether a voice is one that has a reply or waits for one."""
    is_gone = voice.withdrawn or (voice.purged is not None and voice.reply is None)
    return not is_gone and not is_note(voice)


class Spoken(msgspec.Struct, frozen=True):
    """A voice, the day on which it was said, and the days until its first reply or, without one, until today."""

    voice: Voice
    said: date
    days: int


class Replies(msgspec.Struct, frozen=True):
    """All voices that count; those that wait with the longest waiting first, the others by number."""

    answered: tuple[Spoken, ...]
    waiting: tuple[Spoken, ...]

    @property
    def of(self) -> int:
        """How many voices there are."""
        return len(self.answered) + len(self.waiting)

    @property
    def usual(self) -> float | None:
        """The median of the days to a reply; None where there is no reply yet."""
        from statistics import median  # brings fractions and decimals, which few commands need

        return median(each.days for each in self.answered) if self.answered else None

    @property
    def slowest(self) -> int:
        """The most days that a reply took; 0 where there is none."""
        return max((each.days for each in self.answered), default=0)

    @property
    def oldest(self) -> int:
        """The days that the voice has waited that waits longest; 0 where none waits."""
        return max((each.days for each in self.waiting), default=0)


def replies(records: Records, today: date, zone: tzinfo | None = None) -> Replies:
    """Return what became of all voices as of a day, in the zone in which days are counted."""
    owed = sorted(filter(is_owed, records.live(Voice)), key=by_number)
    found = [spoken(records, each, today, zone) for each in owed]
    waiting = sorted((each for each in found if each.voice.reply is None), key=lambda each: -each.days)
    return Replies(tuple(each for each in found if each.voice.reply), tuple(waiting))


def spoken(records: Records, voice: Voice, today: date, zone: tzinfo | None = None) -> Spoken:
    """Return since when a voice waits, or waited. What was typed in later was still said at its meeting."""
    reply = voice.reply
    until = (reply.first or reply.on) if reply else today
    meeting = records.get(Meeting, voice.meeting)
    said = meeting.on if meeting else voice.made.at.astimezone(zone).date() if voice.made else until
    return Spoken(voice, said, max(0, (until - said).days))


class ThemeKind(enum.StrEnum):
    """What several voices can have in common."""

    NEED = "need"
    TAG = "tag"
    QUESTION = "question"


class Theme(msgspec.Struct, frozen=True):
    """Voices that can be answered together."""

    kind: ThemeKind
    key: str
    """The id of the need, the tag, or the question's words."""
    name: str
    """What it is called: the need with its number, the tag with its mark, the question."""
    voices: tuple[Voice, ...]
    """Those with a reply and those without, by number."""

    @property
    def waiting(self) -> tuple[Voice, ...]:
        """Those without a reply."""
        return tuple(each for each in self.voices if each.reply is None)


def themes(records: Records) -> tuple[Theme, ...]:
    """Return all themes: needs by number, tags, then questions."""
    found: dict[tuple[ThemeKind, str], tuple[str, list[Voice]]] = {}
    for voice in sorted(filter(is_owed, records.live(Voice)), key=by_number):
        for kind, key, name in _themes(records, voice):
            found.setdefault((kind, key), (name, []))[1].append(voice)
    kinds = tuple(ThemeKind)
    order = sorted(found, key=lambda each: (kinds.index(each[0]), folded(found[each][0])))
    return tuple(Theme(kind, key, found[kind, key][0], tuple(found[kind, key][1])) for kind, key in order)


def themes_of(records: Records, voice: Voice) -> tuple[Theme, ...]:
    """Return the themes to which a voice belongs."""
    return tuple(each for each in themes(records) if voice.id in {one.id for one in each.voices})


def theme_called(records: Records, name: str) -> Theme | None:
    """Return the theme that somebody names by a tag, by the number of a need or by the whole question; None for
    none."""
    wanted = folded(name.strip().removeprefix("#"))
    for each in themes(records):
        called = each.name.split(" ")[0] if each.kind is ThemeKind.NEED else each.key
        if folded(called) == wanted:
            return each
    return None


def _themes(records: Records, voice: Voice) -> Iterable[tuple[ThemeKind, str, str]]:
    needs = needs_of(records, voice)
    for each in needs:
        yield ThemeKind.NEED, each.id, f"{each.number} {each.title}"
    for tag in sorted(voice.tags.union(*(each.tags for each in needs))):
        yield ThemeKind.TAG, tag, f"#{tag}"
    if voice.question:
        yield ThemeKind.QUESTION, voice.question, voice.question


def needs_of(records: Records, voice: Voice) -> tuple[Item, ...]:
    """Return the needs that a voice led to, each the first on its way, and those that it was said about."""
    found = {each.id: each for each in map(records.find, voice.origins) if each is not None and _is_need(each)}
    been = {voice.id}
    waiting = [*records.led_to(voice.id)]
    while waiting:
        each = waiting.pop()
        if _is_need(each):
            found[each.id] = each
        elif each.id not in been:
            been.add(each.id)
            waiting += records.led_to(each.id)
    needs = (each for each in found.values() if isinstance(each, Item) and not each.archived)
    return tuple(sorted(needs, key=by_number))


def _is_need(record: Record) -> bool:
    return isinstance(record, Item) and record.kind is ItemKind.NEED


def came_of(records: Records, record: Record) -> tuple[Record, ...]:
    """Return what a voice or a need led to, by number: not what other needs led to, which stand for themselves,
    and no words."""
    found: dict[str, Record] = {}
    waiting = [*records.led_to(record.id)]
    while waiting:
        each = waiting.pop()
        if each.id not in found and not _is_need(each) and not isinstance(each, Voice):
            found[each.id] = each
            waiting += records.led_to(each.id)
    return tuple(sorted(found.values(), key=by_number))
