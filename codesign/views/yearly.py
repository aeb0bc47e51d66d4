"""What happened in a period, in figures: for reports, which say of each what it counts."""

from collections.abc import Iterable
from typing import TypeVar

import msgspec

from codesign.model import (
    Answer,
    Commitment,
    Decision,
    Item,
    ItemKind,
    Meeting,
    Record,
    Vision,
    Voice,
)
from codesign.records import Records
from codesign.views.cycles import Period, day_of, held
from codesign.views.deciding import is_made
from codesign.views.follow_through import Rate, rate_between
from codesign.views.notes import is_note
from codesign.views.thread import lineage

R = TypeVar("R", bound=Record)


class Year(msgspec.Struct, frozen=True):
    """A period in figures."""

    meetings: tuple[Meeting, ...]
    voices: int
    answered: int
    """How many of these voices have a reply."""
    needs: int
    actions: int
    promises: int
    """How many were made."""
    due: Rate
    """Of those that came due, or were settled, in the period."""
    decisions: tuple[Decision, ...]
    """Those that were made, in the order of their days."""
    from_voices: int
    """How many of these decisions go back to somebody's words."""
    visions: tuple[Vision, ...]
    """Versions that were proposed or agreed, in their order."""


def year(records: Records, period: Period) -> Year:
    """Return what happened in a period."""
    meetings = held(records, period)
    voices = voices_of(records, period)
    decisions = _in(records, period, (each for each in records.live(Decision) if is_made(each)))
    visions = (each for each in records.live(Vision) if period.holds(each.proposed) or period.holds(each.agreed))
    known = {each.id for each in records.all(Voice)}
    return Year(
        meetings,
        voices=len(voices),
        answered=sum(each.reply is not None for each in voices),
        needs=len(_of_kind(records, period, ItemKind.NEED)),
        actions=len(_of_kind(records, period, ItemKind.ACTION)),
        promises=len(_in(records, period, records.live(Commitment))),
        due=rate_between(records, period.first, period.last),
        decisions=tuple(sorted(decisions, key=lambda each: (each.agreed or period.first, each.id))),
        from_voices=sum(not known.isdisjoint(lineage(records, each)) for each in decisions),
        visions=tuple(sorted(visions, key=lambda each: each.version)),
    )


def voices_of(records: Records, period: Period) -> list[Voice]:
    """Return the voices that were heard in a period; without notes, and without what was withdrawn."""
    heard = (each for each in records.live(Voice) if not is_note(each) and not each.withdrawn)
    return _in(records, period, heard)


def answers(records: Records, period: Period) -> dict[Answer, int]:
    """Return how many voices of a period were answered in each way; ways that were not taken are left out."""
    replies = [each.reply.answer for each in voices_of(records, period) if each.reply]
    return {each: replies.count(each) for each in Answer if each in replies}


def _of_kind(records: Records, period: Period, kind: ItemKind) -> list[Item]:
    return _in(records, period, (each for each in records.live(Item) if each.kind is kind and not each.parked))


def _in(records: Records, period: Period, found: Iterable[R]) -> list[R]:
    return [each for each in found if period.holds(day_of(records, each))]
