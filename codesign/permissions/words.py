"""What a voice allowed to be done with its words, and which other texts say them again.

A voice is shown to an audience only where its speaker said so: permission set, wide enough for the audience,
not past its last day, not withdrawn, not "not recorded", and released by whoever governs them.
"""

import enum
from collections.abc import Iterable
from datetime import date

import msgspec

from codesign.model import Attribution, Audience, Decision, Person, Record, Voice
from codesign.permissions.governing import is_governed_back
from codesign.records import Records
from codesign.views.notes import is_note
from codesign.views.repeating import SAME, SAME_ANYWHERE, in_words, repeats, runs
from codesign.views.thread import lineage
from codesign.views.voices import sector_names


class HeldBack(enum.StrEnum):
    """Why words or numbers are not shown."""

    NOT_SET = "not set"
    NOT_RECORDED = "not recorded"
    NARROWER = "narrower"
    PAST = "past"
    WITHDRAWN = "withdrawn"
    NAMED = "names somebody"
    FEW = "few"
    """So few people that a number would name them."""
    GOVERNED = "governed"
    """Whoever governs the words has not released them."""
    CORRECTED = "corrected"
    """A number that differs from one that was told before in a way that would give a small one away."""


class Shown(msgspec.Struct, frozen=True):
    """Words that may be shown, and how their speaker may be named; "" for not at all."""

    text: str
    by: str


def words_for(records: Records, voice: Voice, audience: Audience, on: date) -> Shown | HeldBack:
    """Return a voice in the form in which this audience may read it on that day, or why it may not."""
    if (why := why_held(records, voice, audience, on)) is not None:
        return why
    assert voice.permission is not None, "nothing is shown without"
    return Shown(voice.text, _speaker(records, voice, voice.permission.attribution))


def why_held(records: Records, voice: Voice, audience: Audience, on: date) -> HeldBack | None:
    """Return why this audience may not read a voice on that day; None where it may."""
    permission = voice.permission
    if voice.withdrawn:
        return HeldBack.WITHDRAWN
    if voice.purged is not None and voice.permission is None:
        return HeldBack.PAST
    if is_note(voice):
        return HeldBack.NOT_RECORDED
    if permission is None:
        return HeldBack.NOT_SET
    if not voice.is_recorded or not voice.text:
        return HeldBack.NOT_RECORDED
    if is_governed_back(records, voice):
        return HeldBack.GOVERNED
    if not permission.audience.reaches(audience):
        return HeldBack.NARROWER
    if permission.until is not None and permission.until < on:
        return HeldBack.PAST
    return None


def _speaker(records: Records, voice: Voice, attribution: Attribution) -> str:
    """Return the speaker as closely as allowed; what is not known falls back to what says less."""
    person = records.get(Person, voice.person)
    sector = sector_names(records.partnership).get(voice.sector, voice.sector)
    role = voice.role or (person.role if person else "")
    match attribution:
        case Attribution.NAMED:
            return (person.name if person else "") or role or sector
        case Attribution.ROLE:
            return role or sector
        case Attribution.SECTOR:
            return sector
        case _:
            return ""


def held_with_voice(records: Records, record: Record, audience: Audience, on: date) -> HeldBack | None:
    """Return why a record's words may not be read by an audience: they are those of a voice from which it came,
    and that one is held back. None where nothing is against it."""
    return repeated(texts_of(record), held_behind(records, record, audience, on)) if record.origins else None


Behind = tuple[tuple[Voice, HeldBack], ...]
"""Voices that are held back, and why."""


def held_behind(records: Records, record: Record, audience: Audience, on: date) -> Behind:
    """Return the voices from which a record came that this audience may not read, and why."""
    found = (records.get(Voice, each) for each in (lineage(records, record) if record.origins else ()))
    reasons = ((each, why_held(records, each, audience, on)) for each in found if each is not None)
    return tuple((voice, why) for voice, why in reasons if why is not None)


def repeated(texts: Iterable[str], voices: Behind) -> HeldBack | None:
    """Return why a voice is held back that texts which came from it say again; None for none."""
    if not voices:
        return None
    said = in_words(*texts)
    return next((why for voice, why in voices if repeats(said, in_words(voice.text))), None)


def texts_of(record: Record) -> Iterable[str]:
    """Return what may be shown of a record besides its owners."""
    return (record.question, record.text, *record.options) if isinstance(record, Decision) else (record.headline,)


class HeldWords(msgspec.Struct, frozen=True):
    """The words of all voices that an audience may not read, to find them in any text, wherever it came from."""

    _why: dict[tuple[str, ...], HeldBack]
    """By some words in a row."""
    _beginnings: frozenset[tuple[str, ...]]
    """The first of each: where it does not stand in a text, none of them begins."""

    @classmethod
    def of(cls, records: Records, audience: Audience, on: date) -> "HeldWords":
        """Return those of a partnership. What another voice said too and allowed is nobody's secret."""
        why: dict[tuple[str, ...], HeldBack] = {}
        allowed: set[tuple[str, ...]] = set()
        for voice in records.all(Voice):
            heard = in_words(voice.text)
            run = min(SAME_ANYWHERE, len(heard))
            if run < SAME:
                continue
            found = why_held(records, voice, audience, on)
            if found is not None:
                why.update(dict.fromkeys(runs(heard, run), found))
            else:
                allowed.update(*(runs(heard, each) for each in range(SAME, SAME_ANYWHERE + 1)))
        held = {run: each for run, each in why.items() if run not in allowed}
        return cls(held, frozenset(run[:SAME] for run in held))

    def in_text(self, text: str) -> HeldBack | None:
        """Return why words in a text may not be read; None where all may."""
        if not self._why:
            return None
        said = in_words(text)
        begun = enumerate(zip(*(said[n:] for n in range(SAME)), strict=False))
        places = [n for n, run in begun if run in self._beginnings]
        for run in range(SAME, SAME_ANYWHERE + 1):
            for n in places:
                if (found := self._why.get(tuple(said[n : n + run]))) is not None:
                    return found
        return None
