"""The tables that people open in a spreadsheet: cards, promises, voices, decisions, measures, attendance.

Each holds what its audience may read, and nothing else: a voice that is held back has no row.
"""

from collections.abc import Callable, Iterable, Iterator
from datetime import date
from typing import TypeVar

import msgspec

from codesign.model import Audience, Commitment, Decision, Item, Measure, Meeting, Record, Voice
from codesign.permissions import SMALL
from codesign.records import by_number
from codesign.views.deciding import bars, options
from codesign.words import name_of, say
from exports.documents.pieces import Draft
from exports.marks import labelled
from exports.tree import Sheet

R = TypeVar("R", bound=Record)
Row = dict[str, str]
"""Cells by the key of their column."""


class Columns(msgspec.Struct, frozen=True):
    """A kind of table: the keys of its columns, and how it is filled."""

    keys: tuple[str, ...]
    rows: Callable[[Draft], Iterable[Row]]


def sheet(draft: Draft, kind: str) -> None:
    """Fill a draft with a table of a kind."""
    keys = SHEETS[kind].keys
    rows = tuple(tuple(row.get(key, "") for key in keys) for row in SHEETS[kind].rows(draft))
    draft.add(Sheet(tuple(say(f"sheet.{key}") for key in keys), rows))


def _cards(draft: Draft) -> Iterator[Row]:
    for each in _live(draft, Item):
        yield {
            "number": each.number,
            "kind": name_of(each.kind.value, "item-kind"),
            "title": draft.headline(each),
            "text": "" if draft.audience is Audience.PUBLIC else each.text,
            "status": name_of(each.status.value, "status"),
            "parked": say("fields.yes") if each.parked else "",
            "owners": "; ".join(draft.owner(owner) for owner in sorted(each.owners)),
            "due": _day(each.due),
            "tags": ", ".join(sorted(each.tags)),
            "votes": str(each.votes or ""),
        }


def _promises(draft: Draft) -> Iterator[Row]:
    for each in _live(draft, Commitment):
        yield {
            "number": each.number,
            "what": draft.headline(each),
            "who": draft.owner(each.who) if each.who else "",
            "sector": draft.sector(each.sector),
            "due": _day(each.due),
            "moved": ", ".join(map(_day, each.moved_from)),
            "state": name_of(each.state.value, "commitment-state"),
            "because": each.because,
            "settled": _day(each.settled),
            "for": _origins(draft, each),
            "meeting": _meeting(draft, each.meeting),
        }


def _voices(draft: Draft) -> Iterator[Row]:
    for each in _live(draft, Voice):
        if (words := draft.voice(each)) is None:
            continue
        reply, permission = each.reply, each.permission
        yield {
            "number": each.number,
            "kind": name_of(each.kind.value, "voice-kind"),
            "words": words.text,
            "said-by": words.by,
            "question": each.question,
            "table": str(each.table or ""),
            "meeting": _meeting(draft, each.meeting),
            "reach": say(f"permission.audience-{permission.audience.value}") if permission else "",
            "until": _day(permission.until) if permission else "",
            "reply": name_of(reply.answer.value, "answer") if reply else "",
            "because": draft.reason(each) if each.because else "",
            "replied": _day(reply.on) if reply else "",
        }


def _decisions(draft: Draft) -> Iterator[Row]:
    for each in _live(draft, Decision):
        told = not draft.holds(each)
        yield {
            "number": each.number,
            "decision": draft.headline(each) if each.text or not told else "",
            "question": each.question if told else "",
            "options": "; ".join(options(each)) if told else "",
            "how": name_of(each.how.value, "how-decided") if each.how else "",
            "votes": "; ".join(f"{labelled(option)} {count}" for option, count in bars(each))
            if each.counts and told
            else "",
            "agreed": _day(each.agreed),
            "review": _day(each.review),
            "for": _origins(draft, each),
            "meeting": _meeting(draft, each.meeting),
        }


def _measures(draft: Draft) -> Iterator[Row]:
    """Yield a row for each reading; of a measure that was never read one without."""
    for each in _live(draft, Measure):
        about = {
            "number": each.number,
            "measure": draft.headline(each),
            "family": name_of(each.family.value, "measure-family"),
            "unit": each.unit,
            "source": each.source,
            "baseline": _figure(each.baseline),
            "target": _figure(each.target),
        }
        if not each.readings:
            yield about
        for when, reading in sorted(each.readings.items()):
            yield about | {
                "when": when,
                "value": _figure(reading.value),
                "of": _figure(reading.of),
                "people": _people(draft, reading.n),
                "note": reading.note if draft.audience is Audience.ROOM else "",
            }


def _attendance(draft: Draft) -> Iterator[Row]:
    for meeting in sorted(draft.records.live(Meeting), key=lambda each: (each.on, each.id)):
        about = {"number": meeting.number, "meeting": meeting.title, "date": meeting.on.isoformat()}
        told = draft.people(meeting)
        if told.held is not None:
            continue
        for key, count in told.shown.items():
            yield about | {"sector": draft.sector(key), "people": str(count)}
        if told.merged:
            yield about | {"sector": say("doc.other-sectors"), "people": str(told.merged)}


SHEETS = {
    "cards": Columns(("number", *"kind title text status parked owners due tags votes".split()), _cards),
    "promises": Columns(
        ("number", *"what who sector due moved state because settled for meeting".split()), _promises
    ),
    "voices": Columns(
        (
            "number",
            *"kind words said-by question table meeting reach until reply because replied".split(),
        ),
        _voices,
    ),
    "decisions": Columns(
        ("number", *"decision question options how votes agreed review for meeting".split()), _decisions
    ),
    "measures": Columns(
        ("number", *"measure family unit source baseline target when value of people note".split()),
        _measures,
    ),
    "attendance": Columns(("number", *"meeting date sector people".split()), _attendance),
}
"""Every kind of table, by its name."""


def _live(draft: Draft, kind: type[R]) -> list[R]:
    return sorted(draft.records.live(kind), key=by_number)


def _origins(draft: Draft, record: Record) -> str:
    """Return the numbers of what a record came from; outside of the room without voices."""
    found = [each for origin in record.origins if (each := draft.records.find(origin))]
    told = [each for each in found if draft.audience is Audience.ROOM or not isinstance(each, Voice)]
    return ", ".join(each.number for each in sorted(told, key=by_number))


def _meeting(draft: Draft, meeting: str) -> str:
    found = draft.records.get(Meeting, meeting)
    return f"{found.number} {found.on.isoformat()}" if found else ""


def _day(day: date | None) -> str:
    return day.isoformat() if day else ""


def _figure(value: float | None) -> str:
    return "" if value is None else f"{value:.15g}"


def _people(draft: Draft, count: int | None) -> str:
    """Return how many people a figure rests on; outside of the room not where they are few."""
    few = count is not None and count < SMALL and draft.audience is not Audience.ROOM
    return "" if count is None or few else str(count)
