"""A record as an audience may read it.

What a record holds is taken for words unless it is known to be something else, so that a field that is added later
is guarded before anybody thinks of it.
"""

import enum
import functools
import operator
from collections.abc import Callable, Mapping
from datetime import date
from typing import Any, TypeVar

import msgspec
from msgspec.structs import replace

from codesign.model import (
    Attribution,
    Block,
    Decision,
    ExportRecord,
    FistCounts,
    Mark,
    Meeting,
    MeetingTemplate,
    Partnership,
    Person,
    Poll,
    Record,
    Vision,
    Voice,
)
from codesign.permissions.counts import SMALL

_NO_WORDS = frozenset(
    {
        *("id", "number", "schema", "made", "changed", "origins", "language", "template", "rank"),
        *(
            "meeting",
            "block",
            "sector",
            "person",
            "partner",
            "replaces",
            "subject",
            "parent",
            "one",
            "other",
            "about",
            "carried",
        ),
        *("key", "reference", "content", "digest", "names", "devices", "counted"),
        "contact",  # of the partnership: printed in every document, so that people can answer
    }
)
"""Fields that refer to something, or that are meant for everybody."""

_SPOKEN_KEYS = frozenset({"options", "counts"})
"""Mappings whose keys somebody wrote."""

_OWNERS = frozenset({"who", "owners", "by", "lead", "words_of", "agreed_by", "whom", "released_by"})

S = TypeVar("S", bound=msgspec.Struct)
R = TypeVar("R", bound=Record)


@functools.cache
def _wordy(kind: type[msgspec.Struct]) -> tuple[str, ...]:
    """Return the names of the fields that may hold words."""
    return tuple(name for name in kind.__struct_fields__ if name not in _NO_WORDS)


class Rewriter(msgspec.Struct, frozen=True):
    """What becomes of the words of one record."""

    text: Callable[[str], str]
    owner: Callable[[str], str]
    tag: Callable[[str], bool]
    """Tells whether a tag may stay."""

    def struct(self, found: S) -> S:
        """Return a struct with its words rewritten; the same one where nothing changes."""
        changed = {}
        for name in _wordy(type(found)):
            value = getattr(found, name)
            if value and (after := self._field(name, value)) is not value:
                changed[name] = after
        return replace(found, **changed) if changed else found

    def _field(self, name: str, value: Any) -> Any:
        if name == "tags":
            kept = frozenset(filter(self.tag, value))
            return value if kept == value else kept
        return self._value(value, self.owner if name in _OWNERS else self.text, keys=name in _SPOKEN_KEYS)

    def _value(self, value: Any, rewrite: Callable[[str], str], *, keys: bool = False) -> Any:
        match value:
            case enum.Enum():
                return value
            case str():
                after = rewrite(value) if value else value
                return value if after == value else after
            case msgspec.Struct():
                return self.struct(value)
            case frozenset() | tuple():
                several = [self._value(each, rewrite) for each in value]
                return value if all(map(operator.is_, value, several)) else type(value)(several)
            case int() | float() | date():
                return value
            case Mapping():
                pairs = {
                    (rewrite(key) if keys else key): self._value(each, rewrite) for key, each in value.items()
                }
                return value if _same(value, pairs) else pairs
        return value


def _same(value: Mapping[Any, Any], pairs: dict[Any, Any]) -> bool:
    return len(value) == len(pairs) and all(key in pairs and pairs[key] is each for key, each in value.items())


def without_names_and_counts(record: Record) -> Record | None:
    """Return a record without what never leaves the room, whatever anybody allowed: who wrote it, who was there
    and from where, what leaders of blocks were told. None for one that is about a person."""
    record = replace(record, made=_day(record.made), changed=_day(record.changed), also={})
    match record:
        case Person():
            return None
        case Partnership():
            return replace(record, names={}, devices={})
        case Meeting():
            return _meeting(record)
        case MeetingTemplate():
            return replace(record, blocks=_blocks(record.blocks))
        case Decision():
            return replace(record, consent=_together(record.consent))
        case Vision():
            checks = {key: replace(each, fists=_together(each.fists)) for key, each in record.checks.items()}
            return replace(record, checks=checks)
    return record


def _day(mark: Mark | None) -> Mark | None:
    return Mark("", mark.at) if mark else None


def _meeting(meeting: Meeting) -> Meeting:
    return replace(
        meeting,
        attendance={},
        people=frozenset(),
        movements={},
        headcounts={},
        rounds={},
        notices={key: replace(each, by="") for key, each in meeting.notices.items()},
        blocks=_blocks(meeting.blocks),
        polls={key: _poll(each) for key, each in meeting.polls.items()},
    )


def _blocks(blocks: Mapping[str, Block]) -> Mapping[str, Block]:
    return {key: replace(each, notes="") for key, each in blocks.items()}


def _poll(poll: Poll) -> Poll:
    return replace(poll, fists=_together(poll.fists))


def _together(fists: Mapping[str, FistCounts]) -> Mapping[str, FistCounts]:
    """Return fingers without the sectors: even in a large one, few showed each number."""
    sums = tuple(sum(each) for each in zip(*fists.values(), strict=True))
    return {"": sums} if fists else {}


def without_small_counts(record: R) -> R:
    """Return a record without the counts that a document tells in words, "at least 12 of 14", because few gave one
    of the answers: for those who read the numbers themselves."""
    if not isinstance(record, Meeting):
        return record
    polls = {
        key: replace(
            each,
            counts={} if any(0 < count < SMALL for count in each.counts.values()) else each.counts,
            fists={sector: fingers for sector, fingers in each.fists.items() if sum(fingers) >= SMALL},
            asked=None,
        )
        for key, each in record.polls.items()
    }
    return replace(record, polls=polls)


def without_words(record: R, instead: str) -> R:
    """Return a record without the words by which it is known: they are a voice's that is held back."""
    match record:
        case Decision():
            return replace(record, question=instead, text="", options={}, counts={})
        case ExportRecord():
            return record
    name = next((each for each in ("text", "title", "name", "organisation") if hasattr(record, each)), "")
    title = "title" if hasattr(record, "title") else name
    return replace(record, **{title: instead}) if title else record


def held_voice(voice: Voice, instead: str) -> Voice:
    """Return what is left of a voice that is held back: that it was heard, where and when."""
    return replace(voice, text=instead, because="", role="", person="", tags=frozenset())


def shown_voice(voice: Voice) -> Voice:
    """Return a voice with no more about its speaker than they allowed."""
    permission = voice.permission
    assert permission is not None, "it is shown"
    says_sector = permission.attribution in {Attribution.NAMED, Attribution.ROLE, Attribution.SECTOR}
    says_role = permission.attribution in {Attribution.NAMED, Attribution.ROLE}
    return replace(
        voice,
        sector=voice.sector if says_sector else "",
        role=voice.role if says_role else "",
        person="",
    )
