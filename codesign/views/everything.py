"""All records of a partnership by kind, and what a filter leaves of them."""

from collections.abc import Callable

import msgspec

from codesign.model import (
    AskForHelp,
    Commitment,
    CommitmentState,
    Connection,
    Cycle,
    Decision,
    ExportRecord,
    Item,
    Measure,
    Meeting,
    MeetingTemplate,
    Outcome,
    Partner,
    Person,
    Record,
    Vision,
    Voice,
)
from codesign.records import by_number
from codesign.views.filters import ANYTHING, Asking, Filter, found, read_filter


class Group(msgspec.Struct, frozen=True):
    """Records of one kind, in the order in which they are looked for."""

    key: str
    records: tuple[Record, ...]


_KINDS: tuple[tuple[str, type[Record], Callable[[Record], bool]], ...] = (
    ("open-commitments", Commitment, lambda each: getattr(each, "state", None) is CommitmentState.OPEN),
    ("commitments", Commitment, lambda each: getattr(each, "state", None) is not CommitmentState.OPEN),
    ("decisions", Decision, lambda _each: True),
    ("voices", Voice, lambda _each: True),
    ("cards", Item, lambda _each: True),
    ("meetings", Meeting, lambda _each: True),
    ("templates", MeetingTemplate, lambda _each: True),
    ("visions", Vision, lambda _each: True),
    ("measures", Measure, lambda _each: True),
    ("outcomes", Outcome, lambda _each: True),
    ("asks", AskForHelp, lambda _each: True),
    ("cycles", Cycle, lambda _each: True),
    ("partners", Partner, lambda _each: True),
    ("connections", Connection, lambda _each: True),
    ("people", Person, lambda _each: True),
    ("exports", ExportRecord, lambda _each: True),
)


def everything(asking: Asking, wanted: Filter = ANYTHING, *, archived: bool = False) -> tuple[Group, ...]:
    """Return the records by kind that fit a filter, those of a kind by number, or where words are looked for those
    first that fit better; empty groups are left out.

    `archived` asks for what was put out of sight, in a filter that does not speak of it itself.
    """
    if archived and not wanted.speaks_of_archived:
        wanted = read_filter(f"archived:yes {wanted.text}")
    groups = (Group(key, _fitting(asking, wanted, kind, belongs)) for key, kind, belongs in _KINDS)
    return tuple(group for group in groups if group.records)


def _fitting(
    asking: Asking, wanted: Filter, kind: type[Record], belongs: Callable[[Record], bool]
) -> tuple[Record, ...]:
    fitting = found(wanted, asking, filter(belongs, asking.records.all(kind)))
    return tuple(record for record, _fit in sorted(fitting, key=lambda each: (each[1], by_number(each[0]))))
