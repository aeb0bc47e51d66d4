"""Who may see which words where. Every path to a document goes through here; nothing else decides.

A voice is shown to an audience only where its speaker said so: permission set, wide enough for the audience,
not past its last day, not withdrawn, and not "not recorded".
"""

import enum
import re
from collections.abc import Iterable
from datetime import date

import msgspec

from codesign.model import (
    Attribution,
    Audience,
    Commitment,
    Cycle,
    Decision,
    Item,
    Person,
    Record,
    Release,
    Voice,
)
from codesign.records import Records
from codesign.text import folded, spoken
from codesign.views.thread import lineage
from codesign.views.voices import merged_small, sector_names

SMALL = 5
"""A count of people below this is not shown outside the room, for in a small place it names somebody."""


_SAME = 4
"""So many words in a row that are the same are no chance: they are somebody's words."""


class HeldBack(enum.StrEnum):
    """Why words are not shown."""

    NOT_SET = "not set"
    NOT_RECORDED = "not recorded"
    NARROWER = "narrower"
    PAST = "past"
    WITHDRAWN = "withdrawn"


class Shown(msgspec.Struct, frozen=True):
    """Words that may be shown, and how their speaker may be named; "" for not at all."""

    text: str
    by: str


def words_for(records: Records, voice: Voice, audience: Audience, on: date) -> Shown | HeldBack:
    """Return a voice in the form in which this audience may read it on that day, or why it may not."""
    permission = voice.permission
    if voice.withdrawn:
        return HeldBack.WITHDRAWN
    if permission is None:
        return HeldBack.NOT_SET
    if permission.attribution is Attribution.NOT_RECORDED:
        return HeldBack.NOT_RECORDED
    if not permission.audience.reaches(audience):
        return HeldBack.NARROWER
    if permission.until is not None and permission.until < on:
        return HeldBack.PAST
    return Shown(voice.text, _speaker(records, voice, permission.attribution))


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


def owner_for(records: Records, owner: str, audience: Audience) -> str:
    """Return how an owner is named to an audience: outside the room a known person appears as their role."""
    if audience is Audience.ROOM:
        return owner
    for person in records.all(Person):
        if folded(person.name) == folded(owner):
            return person.role or sector_names(records.partnership).get(person.sector, "")
    return owner


def on_the_wall(records: Records, record: Record, on: date) -> Shown | HeldBack:
    """Return a line of a record as everybody in the room may read it from the wall, or why they may not.

    A card, a decision or a promise that says again what a voice said from which it came is held back as the voice
    is: its words did not become the room's by a key. An owner who is known here appears as their role, for a name
    on the wall is read by whoever comes in.
    """
    if isinstance(record, Voice):
        return words_for(records, record, Audience.ROOM, on)
    if (held := held_with_voice(records, record, Audience.ROOM, on)) is not None:
        return held
    owners = (_owner_on_the_wall(records, each) for each in _owners(record))
    return Shown(record.headline, ", ".join(dict.fromkeys(each for each in owners if each)))


def held_with_voice(records: Records, record: Record, audience: Audience, on: date) -> HeldBack | None:
    """Return why a record's words may not be read by an audience: they are those of a voice from which it came,
    and that one is held back. None where nothing is against it."""
    said = _words(_texts(record))
    for each in lineage(records, record):
        voice = records.get(Voice, each)
        if voice is not None and _repeats(said, _words([voice.text])):
            found = words_for(records, voice, audience, on)
            if isinstance(found, HeldBack):
                return found
    return None


def repeats_held_words(records: Records, text: str, audience: Audience, on: date) -> bool:
    """Tell whether a text that comes from no record of the thread says again what a voice said that this audience
    may not read: an observation, a conclusion, a reason. One of fewer than four words is nobody's for certain."""
    said = _words([text])
    for voice in records.all(Voice):
        heard = _words([voice.text])
        again = len(said) >= _SAME and len(heard) >= _SAME and _repeats(said, heard)
        if again and isinstance(words_for(records, voice, audience, on), HeldBack):
            return True
    return False


def _texts(record: Record) -> Iterable[str]:
    """Return what may be shown of a record besides its owners."""
    return (record.question, record.text, *record.options) if isinstance(record, Decision) else (record.headline,)


def _owners(record: Record) -> list[str]:
    if isinstance(record, Commitment):
        return [record.who]
    return sorted(record.owners) if isinstance(record, Item) else []


def _words(texts: Iterable[str]) -> list[str]:
    return re.findall(r"\w+", folded(" ".join(texts)))


def _repeats(said: list[str], heard: list[str]) -> bool:
    """Tell whether some words in a row stand in both; of fewer than four, all of them."""
    run = min(_SAME, len(said), len(heard))

    def runs(words: list[str]) -> set[tuple[str, ...]]:
        return {tuple(words[n : n + run]) for n in range(len(words) - run + 1)}

    return run > 0 and not runs(said).isdisjoint(runs(heard))


def _owner_on_the_wall(records: Records, owner: str) -> str:
    """Return an owner without the name of anybody known here, whole or in part."""
    typed = set(spoken(owner).split())
    for person in records.all(Person):
        if typed and typed <= set(spoken(person.name).split()):
            return person.role or sector_names(records.partnership).get(person.sector, "")
    return owner


def counts_for(counts: dict[str, int], audience: Audience) -> tuple[dict[str, int], int]:
    """Return the counts by sector that an audience may see one by one, and the sum of those it may not."""
    if audience is Audience.ROOM:
        return dict(counts), 0
    return merged_small(counts, SMALL)


def part_for(part: int, whole: int, audience: Audience) -> tuple[int, int] | None:
    """Return the least and the most that a part of so many people may be told to be: outside the room neither it
    nor the others are told where they are few, and where all are few nothing is, which is None."""
    if audience is Audience.ROOM:
        return part, part
    if whole < SMALL:
        return None
    if 0 < part < SMALL:
        return 1, min(SMALL, whole) - 1
    if 0 < whole - part < SMALL:
        return whole - SMALL + 1, whole - 1
    return part, part


def sector_of_concern(sector: str, audience: Audience) -> str:
    """Return the sector from which a concern came as an audience may read it: outside the room none, for beside
    the counts it would name whoever stood alone with it."""
    return sector if audience is Audience.ROOM else ""


def may_roll_up(records: Records, cycle: Cycle, audience: Audience) -> bool:
    """Tell whether the summary of a cycle may appear in a roll-up for an audience: its partnership said so, and a
    roll-up never stays in one room."""
    del records
    return _reaches(cycle.released, audience)


def may_share(records: Records, learning: Item, audience: Audience, on: date) -> bool:
    """Tell whether other partnerships may read a learning: its partnership said so, and it says again no words of
    somebody who did not."""
    return _reaches(learning.shared, audience) and held_with_voice(records, learning, audience, on) is None


def _reaches(release: Release | None, audience: Audience) -> bool:
    return release is not None and audience is not Audience.ROOM and release.audience.reaches(audience)
