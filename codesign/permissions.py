"""Who may see which words where. Every path to a document goes through here; nothing else decides.

A voice is shown to an audience only where its speaker said so: permission set, wide enough for the audience,
not past its last day, not withdrawn, and not "not recorded".
"""

import enum
from datetime import date

import msgspec

from codesign.model import Attribution, Audience, Person, Voice
from codesign.records import Records
from codesign.text import folded
from codesign.views.voices import merged_small, sector_names

SMALL = 5
"""A count of people below this is not shown outside the room, for in a small place it names somebody."""


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
