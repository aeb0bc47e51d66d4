"""The values that terms of a filter take: names of kinds, statuses and things, days and counts."""

import operator
import re
from collections.abc import Callable, Iterable
from datetime import date, timedelta

import msgspec

from codesign.dates import read_date
from codesign.model import (
    AskForHelp,
    Commitment,
    CommitmentState,
    Connection,
    Cycle,
    Decision,
    ExportRecord,
    Item,
    ItemKind,
    Measure,
    Meeting,
    MeetingTemplate,
    Outcome,
    Partner,
    Person,
    Phase,
    Record,
    Status,
    Vision,
    Voice,
    VoiceKind,
)
from codesign.patterns import pattern
from codesign.text import spoken

OPEN, DONE, PARKED = "open", "done", "parked"

_KIND_NAMES: dict[type[Record], tuple[str, ...]] = {
    Item: ("card",),
    Voice: ("voice",),
    Commitment: ("commitment", "promise"),
    Decision: ("decision",),
    Meeting: ("meeting",),
    MeetingTemplate: ("template",),
    Vision: ("vision",),
    Measure: ("measure",),
    Outcome: ("outcome",),
    AskForHelp: ("ask",),
    Cycle: ("cycle",),
    Partner: ("partner",),
    Connection: ("connection",),
    Person: ("person",),
    ExportRecord: ("document",),
}
KINDS = (
    *ItemKind,
    *(kind for kind in VoiceKind if kind is not VoiceKind.VOICE),
    *(name for names in _KIND_NAMES.values() for name in names),
)
STATUSES = tuple(dict.fromkeys([*map(str, Status), *map(str, CommitmentState), OPEN, DONE, PARKED]))
PHASES = tuple(map(str, Phase))
YES_NO = ("yes", "no")
THINGS = (
    "action", "draft", "due", "measure", "owner", "permission", "priority",
    "reading", "reply", "sector", "strategy", "tag", "voice", "votes",
)  # fmt: skip
"""What a record has or lacks."""

WHEN = ("none", "overdue")
"""What a due date may be asked for besides days."""


def chosen(names: Iterable[str], value: str) -> frozenset[str]:
    """Return the names that a value means: the one that it is, or all that have a word beginning with it."""
    wanted = spoken(value)
    known = {name: spoken(name) for name in names}
    exact = frozenset(name for name, said in known.items() if said == wanted)
    return exact or frozenset(name for name, said in known.items() if wanted and f" {wanted}" in f" {said}")


def kinds_of(record: Record) -> frozenset[str]:
    """Return the names under which a record's kind is looked for."""
    own = [str(record.kind)] if isinstance(record, Item | Voice) else []
    return frozenset([*own, *_KIND_NAMES.get(type(record), ())])


class Days(msgspec.Struct, frozen=True):
    """The days from the first to the last, both of them too."""

    first: date = date.min
    last: date = date.max


_COMPARED = pattern(r"(<=|>=|<|>)?(.+)")
_DAY = timedelta(days=1)
_ANY_DAY = date(2000, 1, 1)


def read_days(value: str, today: date) -> Days | None:
    """Return the days that somebody means with <7d, >2w, <=fri, today or 2026-12-03; None for what is no day."""
    parts = _COMPARED.fullmatch(value.casefold())
    if parts is None:
        return None
    day = read_date(f"+{parts[2]}" if re.fullmatch(r"[0-9]{1,3}[a-z]", parts[2]) else parts[2], today)
    if day is None:
        return None
    match parts[1]:
        case "<=":
            return Days(last=day)
        case ">=":
            return Days(first=day)
        case "<":
            return Days(last=day - _DAY) if day > date.min else None
        case ">":
            return Days(first=day + _DAY) if day < date.max else None
        case _:
            return Days(day, day)


def is_day_wish(value: str) -> bool:
    """Tell whether a due date can be asked for in this way, on whatever day."""
    return bool(chosen(WHEN, value)) or read_days(value, _ANY_DAY) is not None


_COUNT = pattern("(<=|>=|<|>|)([0-9]{1,6})")
_COMPARE: dict[str, Callable[[int, int], bool]] = {
    "<=": operator.le,
    ">=": operator.ge,
    "<": operator.lt,
    ">": operator.gt,
    "": operator.eq,
}


def read_count(value: str) -> Callable[[int], bool] | None:
    """Return the test that >2, <=4 or 3 stands for; None for what is no count."""
    parts = _COUNT.fullmatch(value)
    if parts is None:
        return None
    compare, wanted = _COMPARE[parts[1]], int(parts[2])
    return lambda count: compare(count, wanted)
