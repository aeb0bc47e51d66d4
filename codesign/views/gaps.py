"""Where the golden thread is missing: of a whole partnership, and of some of its records."""

import enum
from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from weakref import WeakKeyDictionary

import msgspec

from codesign.model import (
    Commitment,
    CommitmentState,
    Item,
    ItemKind,
    Measure,
    Outcome,
    Record,
    Status,
    Voice,
)
from codesign.records import Records, by_number
from codesign.views.follow_through import is_overdue, open_commitments
from codesign.views.links import Links, links
from codesign.views.notes import waits_for_reply


class Missing(enum.StrEnum):
    """What a record waits for."""

    REPLY = "reply"
    ACTION = "action"
    OWNER = "owner"
    MEASURE = "measure"
    READING = "reading"
    NAME = "name"
    DATE = "date"
    KEEPING = "keeping"
    """Its day has passed."""


class Gap(msgspec.Struct, frozen=True):
    """A record, and what is missing there."""

    record: Record
    missing: Missing


def gaps_of(records: Records, found: Iterable[Record], today: date) -> tuple[Gap, ...]:
    """Return the gaps of some records on a day, in their order. What is archived has none."""
    linked = links(records)
    live = (each for each in found if not each.archived)
    return tuple(Gap(each, missing) for each in live for missing in _missing(records, each, linked, today))


def _missing(records: Records, record: Record, linked: Links, today: date) -> list[Missing]:
    match record:
        case Voice():
            return [Missing.REPLY] if waits_for_reply(record) else []
        case Item(kind=ItemKind.NEED):
            return [] if linked.has_action(record) else [Missing.ACTION]
        case Item(kind=ItemKind.ACTION):
            owned = [] if _is_taken_on(records, record) else [Missing.OWNER]
            return owned if linked.has_measure(record) else [*owned, Missing.MEASURE]
        case Item(kind=ItemKind.MEASURE_QUESTION):
            return [] if _is_read(records, record) else [Missing.READING]
        case Measure():
            return [] if record.readings else [Missing.READING]
        case Commitment(state=CommitmentState.OPEN):
            named = [] if record.who else [Missing.NAME]
            if not record.due:
                return [*named, Missing.DATE]
            return [*named, Missing.KEEPING] if is_overdue(record, today) else named
    return []


class Gaps(msgspec.Struct, frozen=True):
    """Where the thread is missing. What is past due comes first: that is somebody's word."""

    commitments_past_due: tuple[Commitment, ...]
    unanswered_voices: tuple[Voice, ...]
    needs_without_action: tuple[Item, ...]
    actions_without_measure: tuple[Item, ...]
    measures_without_reading: tuple[Measure, ...]

    @property
    def by_kind(self) -> Mapping[str, tuple[Record, ...]]:
        """The lists by the key of each kind of gap, each by number: a filter that is ready has the same key and
        finds the same."""
        return {key: tuple(sorted(found, key=by_number)) for key, found in self._lists()}

    @property
    def counts(self) -> Mapping[str, int]:
        """How many gaps there are, by the key of each kind."""
        return {key: len(found) for key, found in self._lists()}

    def _lists(self) -> Iterator[tuple[str, tuple[Record, ...]]]:
        return ((name.replace("_", "-"), getattr(self, name)) for name in self.__struct_fields__)


class _Known(msgspec.Struct, frozen=True):
    """The gaps, and of what they were worked out."""

    revision: int
    today: date
    links: Links
    needs: dict[str, Item]
    actions: dict[str, Item]
    """The cards in two of the lists, by id: one that was changed takes its old place."""
    gaps: Gaps


_known: WeakKeyDictionary[Records, _Known] = WeakKeyDictionary()


def gaps(records: Records, today: date) -> Gaps:
    """Return the gaps of a partnership's threads on a day; worked out anew only after a change that is more than
    another state of a few cards."""
    known = _known.get(records)
    if known is None or (known.revision, known.today) != (records.revision, today):
        _known.pop(records, None)  # nothing is kept that is only half brought up to date
        known = (known and _up_to_date(known, records, today)) or _worked_out(records, today)
        _known[records] = known
    return known.gaps


def _up_to_date(known: _Known, records: Records, today: date) -> _Known | None:
    """Return the gaps with what changed in a few cards; None where they have to be worked out anew."""
    changed, linked = records.changed_since(known.revision), links(records)
    if changed is None or linked is not known.links or today != known.today:
        return None
    for each in map(records.find, changed):
        if isinstance(each, Commitment | Voice | Measure):
            return None
        if isinstance(each, Item):
            lacks_action = each.kind is ItemKind.NEED and not (each.archived or linked.has_action(each))
            lacks_measure = each.kind is ItemKind.ACTION and not (each.archived or linked.has_measure(each))
            if not (_takes(known.needs, each, lacks_action) and _takes(known.actions, each, lacks_measure)):
                return None
    needs, actions = tuple(known.needs.values()), tuple(known.actions.values())
    found = msgspec.structs.replace(known.gaps, needs_without_action=needs, actions_without_measure=actions)
    return msgspec.structs.replace(known, revision=records.revision, gaps=found)


def _takes(cards: dict[str, Item], card: Item, lacking: bool) -> bool:
    """Put a card in its old place, or take it out where nothing is missing any more; tell whether that was all.
    Where one belongs that was not among them is not known here."""
    if not lacking:
        cards.pop(card.id, None)
    elif card.id in cards:
        cards[card.id] = card
    else:
        return False
    return True


def _worked_out(records: Records, today: date) -> _Known:
    items, linked = [item for item in records.all(Item) if not item.archived], links(records)
    need, action = ItemKind.NEED, ItemKind.ACTION  # asked of thousands, and Python looks long for a member
    needs = {each.id: each for each in linked.without_action([item for item in items if item.kind is need])}
    actions = {each.id: each for each in linked.without_measure([item for item in items if item.kind is action])}
    found = Gaps(
        tuple(each for each in open_commitments(records) if is_overdue(each, today)),
        tuple(filter(waits_for_reply, records.live(Voice))),
        tuple(needs.values()),
        tuple(actions.values()),
        tuple(each for each in records.live(Measure) if not each.readings),
    )
    return _Known(records.revision, today, linked, needs, actions, found)


def unanswered_voices(records: Records) -> tuple[Voice, ...]:
    """Return the voices that nobody has replied to, by number."""
    return tuple(sorted(filter(waits_for_reply, records.live(Voice)), key=by_number))


def _is(record: Record, *kinds: ItemKind) -> bool:
    return isinstance(record, Item) and record.kind in kinds


def _is_taken_on(records: Records, action: Item) -> bool:
    return bool(action.owners) or any(isinstance(each, Commitment) for each in records.led_to(action.id))


def _is_read(records: Records, question: Item) -> bool:
    """Tell whether a measure question has an answer: a reading, what changed, or what was learned."""
    return question.status not in {Status.PLANNED, Status.MEASURING} or any(
        isinstance(each, Outcome) or (isinstance(each, Measure) and each.readings) or _is(each, ItemKind.LEARNING)
        for each in records.led_to(question.id)
    )
