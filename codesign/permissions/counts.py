"""How many people may be told: outside the room no number that in a small place would name somebody.

What a number gives away depends on every other number that left, also earlier:
docs/decisions/0021-small-numbers.md says which rule holds, and against which attack.
"""

from collections.abc import Iterable, Mapping

import msgspec

from codesign.model import Audience, CountedOut
from codesign.permissions.words import HeldBack
from codesign.views.voices import merged_small

SMALL = 5
"""A count of people below this is not shown outside the room, for in a small place it names somebody."""


class People(msgspec.Struct, frozen=True):
    """How many people were at a meeting, as an audience may be told."""

    shown: Mapping[str, int]
    """By sector, those that are told one by one."""
    merged: int = 0
    """All others together."""
    held: HeldBack | None = None
    """Why nothing is told at all; None where something is, or nobody was counted."""

    @property
    def total(self) -> int:
        """All of them, 0 where that is not told."""
        return sum(self.shown.values()) + self.merged

    @property
    def is_whole(self) -> bool:
        """Whether every sector is told, so that of those which are not there nobody came."""
        return self.held is None and not self.merged and bool(self.shown)

    @property
    def left(self) -> CountedOut | None:
        """What a later document has to keep to; None where no number leaves."""
        return CountedOut(tuple(sorted(self.shown)), bool(self.merged)) if self.total else None


def people_for(counts: Mapping[str, int], audience: Audience, earlier: Iterable[CountedOut] = ()) -> People:
    """Return the counts of a meeting's people by sector as an audience may be told them, after what was told of
    the same meeting outside the room before.

    What was put together stays together, whatever it grows to. Where a sector that was told, or known to be
    absent, would have to be hidden now, the difference to what was told would give its number away: then nothing
    is told.
    """
    there = {key: count for key, count in counts.items() if count}
    if audience is Audience.ROOM or not there:
        return People(there)
    if sum(there.values()) < SMALL:
        return People({}, held=HeldBack.FEW)
    before = tuple(earlier)
    if not before:
        return People(*merged_small(there, SMALL))
    shown = {key: count for key, count in there.items() if count >= SMALL}
    for each in before:
        if each.merged:
            shown = {key: count for key, count in shown.items() if key in each.shown}
    merged = sum(there.values()) - sum(shown.values())
    known = {key for each in before for key in each.shown}
    was_whole = any(not each.merged for each in before)
    if known - set(shown) or 0 < merged < SMALL or (merged and was_whole):
        return People({}, held=HeldBack.CORRECTED)
    return People(shown, merged)


def counts_for(counts: Mapping[str, int], audience: Audience) -> tuple[dict[str, int], int]:
    """Return the counts that an audience may see one by one, and the sum of those it may not."""
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
