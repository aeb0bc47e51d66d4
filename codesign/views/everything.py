"""All records of a partnership by kind, and what a search leaves of them."""

from collections.abc import Callable
from dataclasses import dataclass

from codesign.model import (
    Commitment,
    CommitmentState,
    Decision,
    ExportRecord,
    Item,
    Measure,
    Meeting,
    Outcome,
    Partner,
    Person,
    Record,
    Vision,
    Voice,
)
from codesign.records import Records, by_number
from codesign.views.find import holds, wanted

_PEOPLE = ("who", "role")
_SEARCHED = ("text", "sector", "because", "question", "place", "purpose", "why", "picture")
"""Fields in words, beside number and headline; of some kinds of record only."""


@dataclass(frozen=True)
class Group:
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
    ("visions", Vision, lambda _each: True),
    ("measures", Measure, lambda _each: True),
    ("outcomes", Outcome, lambda _each: True),
    ("partners", Partner, lambda _each: True),
    ("people", Person, lambda _each: True),
    ("exports", ExportRecord, lambda _each: True),
)


def everything(records: Records, find: str = "", *, archived: bool = False) -> tuple[Group, ...]:
    """Return the records by kind, those that hold all the words of a search; empty groups are left out."""
    words = wanted(find)
    groups = (
        Group(
            key,
            tuple(
                sorted(
                    (
                        each
                        for each in records.all(kind)
                        if each.archived is archived and belongs(each) and _holds(each, words)
                    ),
                    key=by_number,
                )
            ),
        )
        for key, kind, belongs in _KINDS
    )
    return tuple(group for group in groups if group.records)


def _holds(record: Record, words: list[str]) -> bool:
    if not words:
        return True
    text = " ".join((record.number, record.headline, *(str(getattr(record, name, "")) for name in _SEARCHED)))
    people = (str(getattr(record, name, "")) for name in _PEOPLE)
    return holds(words, text, (*getattr(record, "owners", ()), *people), getattr(record, "tags", ()))
