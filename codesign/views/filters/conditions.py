"""What the terms of a filter other than words ask of a record.

A condition answers yes, no, or None where a record's kind cannot have what it asks about: a voice has no due date,
and does not lack one either.
"""

from collections.abc import Callable
from datetime import date

from codesign.model import Commitment, Decision, Item, Partner, Person, Record, Voice
from codesign.records import NUMBER, Records, as_number
from codesign.text import spoken
from codesign.views import thread
from codesign.views.filters.asking import Asking
from codesign.views.filters.grammar import Field, Term
from codesign.views.filters.texts import Library
from codesign.views.filters.values import (
    DONE,
    KINDS,
    OPEN,
    PARKED,
    PHASES,
    STATUSES,
    THINGS,
    WHEN,
    YES_NO,
    chosen,
    kinds_of,
    read_count,
    read_days,
)
from codesign.views.follow_through import is_open, is_overdue
from codesign.views.links import Links, links
from codesign.views.notes import is_note, waits_for_permission
from codesign.views.voices import sector_names

Condition = Callable[[Record], bool | None]


def condition(term: Term, asking: Asking, library: Library) -> Condition:
    """Return what a term asks of a record, a hyphen in front of it minded."""
    asked = _MAKE[term.field](term.value, asking, library)
    return (lambda record: not asked(record)) if term.negated else asked


def _owner(value: str, asking: Asking, library: Library) -> Condition:
    if spoken(value) == "me":
        mine = [f"\n {name}\n" for name in asking.my_names]
        return lambda record: any(name in library.texts(record).owners for name in mine)
    wanted = f" {spoken(value)}"
    return lambda record: wanted in library.texts(record).owners


def _tag(value: str, _asking: Asking, library: Library) -> Condition:
    wanted = f" {spoken(value)}"
    return lambda record: wanted in library.texts(record).tags


def _kind(value: str, _asking: Asking, _library: Library) -> Condition:
    wanted = chosen(KINDS, value)
    return lambda record: not wanted.isdisjoint(kinds_of(record))


def _status(value: str, _asking: Asking, _library: Library) -> Condition:
    wanted = chosen(STATUSES, value)

    def has(record: Record) -> bool | None:
        if isinstance(record, Commitment):
            return record.state in wanted or (DONE in wanted and not is_open(record))
        if not isinstance(record, Item):
            return None
        standing = PARKED if record.parked else OPEN if is_open(record) else DONE
        return record.status in wanted or standing in wanted

    return has


def _phase(value: str, _asking: Asking, _library: Library) -> Condition:
    wanted = chosen(PHASES, value)
    return lambda record: record.phase in wanted if isinstance(record, Item) else None


def _due(value: str, asking: Asking, _library: Library) -> Condition:
    today = asking.today
    days = read_days(value, today)
    if days is not None:
        return lambda record: _is_between(record, days.first, days.last)
    if "overdue" in chosen(WHEN, value):
        return lambda record: is_overdue(record, today) if isinstance(record, Commitment | Item) else None
    return lambda record: record.due is None if isinstance(record, Commitment | Item) else None


def _is_between(record: Record, first: date, last: date) -> bool | None:
    if not isinstance(record, Commitment | Item):
        return None
    return record.due is not None and first <= record.due <= last


def _has(value: str, asking: Asking, _library: Library) -> Condition:
    things = [_thing(name, asking) for name in chosen(THINGS, value)]
    if len(things) == 1:
        return things[0]
    return lambda record: any(has(record) for has in things)


def _no(value: str, asking: Asking, _library: Library) -> Condition:
    things = [_thing(name, asking) for name in chosen(THINGS, value)]
    if len(things) == 1:
        return lambda record: things[0](record) is False
    return lambda record: all(has(record) is False for has in things)


_FIELDS = {
    "due": ("due",),
    "owner": ("owners", "who"),
    "priority": ("priority",),
    "reading": ("readings",),
    "strategy": ("strategies",),
    "tag": ("tags",),
    "votes": ("votes",),
}
"""Things that are fields of some kinds of record, under one name or another."""

_LINKED: dict[str, tuple[type[Record], ...]] = {
    "voice": (Item, Commitment, Decision),
    "action": (Item, Voice),
    "measure": (Item, Voice, Commitment, Decision),
}
"""Things that are linked, and the kinds of record that can be expected to have them."""


def _thing(name: str, asking: Asking) -> Condition:
    """Return what tells whether a record has a thing."""
    if name in _FIELDS:
        return lambda record: _has_field(record, _FIELDS[name])
    linked = links(asking.records)
    if name in _LINKED:
        is_linked = {"voice": linked.has_voice, "action": linked.has_action, "measure": linked.has_measure}[name]
        return lambda record: is_linked(record) if isinstance(record, _LINKED[name]) else None
    match name:
        case "permission":
            return _has_permission
        case "reply":
            return lambda record: _has_reply(record, linked)
        case "sector":
            return lambda record: bool(found) if (found := _sectors(record, linked)) is not None else None
        case _:
            return asking.has_draft


def _has_field(record: Record, names: tuple[str, ...]) -> bool | None:
    values = [getattr(record, name) for name in names if hasattr(record, name)]
    return any(bool(value) for value in values) if values else None


def _has_permission(record: Record) -> bool | None:
    """Tell whether it was said how words may be used; a note of the team waits for nobody's permission."""
    if not isinstance(record, Voice) or record.withdrawn or is_note(record):
        return None
    return not waits_for_permission(record)


def _has_reply(record: Record, linked: Links) -> bool | None:
    """A card is replied to where all voices behind it are; without a voice there is nothing to reply to."""
    if isinstance(record, Voice):
        return None if record.withdrawn or is_note(record) else record.reply is not None
    if isinstance(record, Item) and linked.has_voice(record):
        return not linked.is_awaited(record)
    return None


def _strategy(value: str, _asking: Asking, _library: Library) -> Condition:
    return lambda record: int(value) in record.strategies if isinstance(record, Item) else None


def _priority(value: str, _asking: Asking, _library: Library) -> Condition:
    wanted = f" {spoken(value)}"
    return lambda record: wanted in f" {spoken(record.priority)}" if isinstance(record, Item) else None


def _sector(value: str, asking: Asking, _library: Library) -> Condition:
    names, linked = sector_names(asking.records.partnership), links(asking.records)
    wanted = f" {spoken(value)}"
    told: dict[str, bool] = {}

    def has(record: Record) -> bool | None:
        sectors = _sectors(record, linked)
        if sectors is None:
            return None
        for key in sectors:
            if key not in told:
                told[key] = wanted in " " + spoken(f"{key} {names.get(key, '')}")
        return any(told[key] for key in sectors)

    return has


def _sectors(record: Record, linked: Links) -> tuple[str, ...] | None:
    """Return the sectors of a record; those of a card are the sectors of the voices that it came from."""
    if isinstance(record, Item):
        return linked.sectors(record)
    if isinstance(record, Voice | Commitment | Partner | Person):
        return (record.sector,) if record.sector else ()
    return None


def _votes(value: str, _asking: Asking, _library: Library) -> Condition:
    fits = read_count(value)
    return lambda record: fits(record.votes) if fits and isinstance(record, Item) else None


def _number(value: str, _asking: Asking, _library: Library) -> Condition:
    number = as_number(value)
    if number is not None:
        return lambda record: record.number == number
    digits = value.lstrip("0")
    return lambda record: (parts := NUMBER.fullmatch(record.number)) is not None and parts[2] == digits


def _came_of(value: str, asking: Asking, _library: Library) -> Condition:
    ids = _following(asking.records, as_number(value) or "")
    return lambda record: record.id in ids


def _following(records: Records, number: str) -> frozenset[str]:
    origins = records.numbered(number)
    return frozenset(step.record.id for origin in origins for step in thread.led_to(records, origin))


def _table(value: str, _asking: Asking, _library: Library) -> Condition:
    return lambda record: record.table == int(value) if isinstance(record, Voice) else None


def _archived(value: str, _asking: Asking, _library: Library) -> Condition:
    wanted = "yes" in chosen(YES_NO, value)
    return lambda record: record.archived is wanted


_MAKE: dict[Field, Callable[[str, Asking, Library], Condition]] = {
    Field.OWNER: _owner,
    Field.TAG: _tag,
    Field.KIND: _kind,
    Field.STATUS: _status,
    Field.PHASE: _phase,
    Field.DUE: _due,
    Field.HAS: _has,
    Field.NO: _no,
    Field.STRATEGY: _strategy,
    Field.PRIORITY: _priority,
    Field.SECTOR: _sector,
    Field.VOTES: _votes,
    Field.NUMBER: _number,
    Field.FOR: _came_of,
    Field.TABLE: _table,
    Field.ARCHIVED: _archived,
}
"""All fields but words and phrases, which are looked for in the texts."""
