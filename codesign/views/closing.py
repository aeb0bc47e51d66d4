"""Closing a meeting: which promises were read back, who made none, what people think of it, when they meet next.

Who made none is a list of people who can still be asked for a next step. Nothing here judges anybody.
"""

from collections.abc import Callable, Mapping

import msgspec

from codesign.model import (
    Audience,
    Commitment,
    ExportRecord,
    Item,
    ItemKind,
    Meeting,
    Partner,
    Person,
    Poll,
    PollKind,
    PracticeCell,
    PracticeEvidence,
    Sector,
)
from codesign.records import Records
from codesign.text import folded
from codesign.views.attendance import attendance, here_now, presences
from codesign.views.thread import came_from
from codesign.views.voices import captured

TRUST_SCALE = (5, 4, 3, 2, 1)
"""From "I am sure of it" to "I do not believe it"."""

TRUSTING = 4
"""Whoever shows so much, or more, trusts that what was said will be followed through."""

PRACTICE = (
    ("culture", (PracticeCell.SIGNALLING, PracticeCell.COLLABORATING)),
    ("relationships", (PracticeCell.OPEN_TO_OPTIONS, PracticeCell.FOLLOWING_THROUGH)),
    ("communication", (PracticeCell.BOTH_WAYS, PracticeCell.MIXED_CHANNELS)),
)
"""The six cells: three rows with a name, each of two."""


# What was promised


def promises(records: Records, meeting: Meeting) -> tuple[Commitment, ...]:
    """Return what was promised at a meeting, in the order in which it was said."""
    return tuple(each for each in captured(records, meeting) if isinstance(each, Commitment))


def is_whole(promise: Commitment) -> bool:
    """Tell whether it is known who promised, and by when."""
    return bool(promise.who) and promise.due is not None


def serves(records: Records, promise: Commitment) -> tuple[Item, ...]:
    """Return the needs that a promise serves, or where its thread comes to none, the cards that it came from."""
    cards = {step.record.id: step.record for step in came_from(records, promise) if isinstance(step.record, Item)}
    needs = tuple(each for each in cards.values() if each.kind is ItemKind.NEED)
    return needs or tuple(each for each in cards.values() if each.id in promise.origins)


class Unpromised(msgspec.Struct, frozen=True):
    """Who is here and has promised nothing yet: they can be asked for a next step."""

    sectors: tuple[Sector, ...]
    """Those of which somebody is here, in the order of the partnership's list."""
    people: tuple[Person, ...]
    """Those known by name who are here, in the order of their names."""
    unplaced: int
    """Promises of which the sector is not known: they may be of any of these."""


def unpromised(records: Records, meeting: Meeting) -> Unpromised:
    """Return who is here and has promised nothing yet. A promise is a person's by their name or role, and a
    sector's by its key or by whose it is."""
    owners = _owners(records)
    promised, names, unplaced = set(), set(), 0
    for each in promises(records, meeting):
        own = [folded(part.strip()) for part in each.who.split(",")]
        names.update(own)
        sectors = {each.sector, *(owners.get(name, "") for name in own)} - {""}
        promised |= sectors
        unplaced += not sectors
    here = [each.person for each in presences(records, meeting) if each.here]
    counts, partnership = here_now(records, meeting), records.partnership
    return Unpromised(
        tuple(
            each
            for each in (partnership.sectors if partnership else ())
            if each.key in counts and each.key not in promised
        ),
        tuple(each for each in here if not {folded(each.name), folded(each.role)} & (names - {""})),
        unplaced,
    )


def _owners(records: Records) -> dict[str, str]:
    """Return the sectors of those who can promise something, by their folded names, roles and organisations. A
    role that is found in two sectors is nobody's."""
    found: dict[str, str] = {}
    partnership = records.partnership
    pairs = [
        *((each.name, each.key) for each in (partnership.sectors if partnership else ())),
        *((each.organisation, each.sector) for each in records.live(Partner)),
        *((each.name, each.sector) for each in records.live(Person)),
        *((each.role, each.sector) for each in records.live(Person)),
    ]
    for name, sector in pairs:
        if name and sector:
            key = folded(name)
            found[key] = sector if found.get(key, sector) == sector else ""
    return found


# What was counted


class Answered(msgspec.Struct, frozen=True):
    """How a question to the room was answered."""

    yes: int
    n: int
    """How many answered."""
    there: int
    """How many were there to answer; 0 where fewer are known of than answered."""


def come_again(records: Records, meeting: Meeting) -> Answered | None:
    """Return who would come again; None where nobody was asked."""
    return _answered(records, meeting, PollKind.COME_AGAIN, lambda key: key == "yes")


def trust(records: Records, meeting: Meeting) -> Answered | None:
    """Return who trusts that what was said will be followed through; None where nobody was asked."""
    return _answered(records, meeting, PollKind.TRUST_PULSE, lambda key: key.isdecimal() and int(key) >= TRUSTING)


def poll_of(meeting: Meeting, kind: PollKind) -> Poll | None:
    """Return the count of a kind of which a meeting has one; None where it was not taken."""
    return next((poll for poll in meeting.polls.values() if poll.kind is kind), None)


def _answered(
    records: Records, meeting: Meeting, kind: PollKind, counts: Callable[[str], bool]
) -> Answered | None:
    poll = poll_of(meeting, kind)
    n = sum(poll.counts.values()) if poll else 0
    if poll is None or not n:
        return None
    there = poll.asked or sum(attendance(records, meeting).values())
    yes = sum(people for key, people in poll.counts.items() if counts(key))
    return Answered(yes, n, there if there >= n else 0)


# How people worked together


def practice(meeting: Meeting) -> Mapping[PracticeCell, tuple[tuple[str, PracticeEvidence], ...]]:
    """Return what was seen of each cell, with its key, in the order in which it was written down."""
    seen = sorted(meeting.practice.items())  # ids sort by time
    cells = (cell for _row, cells in PRACTICE for cell in cells)
    return {cell: tuple((key, each) for key, each in seen if each.cell is cell) for cell in cells}


# The notes


def notes_written(records: Records, meeting: Meeting) -> ExportRecord | None:
    """Return the newest notes of a meeting that were written; None where there are none."""
    return max(
        (each for each in records.live(ExportRecord) if (each.document, each.subject) == ("notes", meeting.id)),
        key=lambda each: each.id,
        default=None,
    )


def usual_audience(records: Records, person: str) -> Audience:
    """Return the audience for which a person last wrote a document of those that quote people; all partners where
    they never did."""
    quoting = (each for each in records.live(ExportRecord) if each.document in {"notes", "vision"})
    written = [each for each in quoting if each.made and each.made.by == person]
    return max(written, key=lambda each: each.id).audience if written else Audience.PARTNERS
