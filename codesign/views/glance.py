"""What a card says at a glance: how near its day is, and what hangs on its thread."""

from datetime import date

import msgspec

from codesign.model import Item
from codesign.records import Records
from codesign.views.follow_through import is_open
from codesign.views.links import Links, links
from codesign.words import say


class Mark(msgspec.Struct, frozen=True):
    """One mark of a card: a letter where there is little room, words where there is enough."""

    letter: str
    words: str


class Glance(msgspec.Struct, frozen=True):
    """The marks of one card. `days` are those to its due date, below 0 once that has passed, and None where there
    is none or nothing waits for it any more."""

    has_voice: bool
    has_action: bool
    has_measure: bool
    awaits_reply: bool
    """Whether a voice behind it, or about it, has no reply yet."""
    from_withdrawn: bool
    """Whether it came from words that were withdrawn since."""
    days: int | None

    @property
    def late(self) -> bool:
        """Whether it is open and its day has passed."""
        return self.days is not None and self.days < 0

    @property
    def marks(self) -> tuple[Mark, ...]:
        """The marks of its thread, in the thread's order."""
        there = {
            "voice": self.has_voice,
            "awaits-reply": self.awaits_reply,
            "action": self.has_action,
            "measure": self.has_measure,
        }
        return tuple(_mark(key) for key, holds in there.items() if holds)

    @property
    def due(self) -> str:
        """In how many days it is due, or for how many it has been, in words; "" where `days` is None."""
        match self.days:
            case None:
                return ""
            case 0:
                return say("due.today")
            case 1:
                return say("due.tomorrow")
            case days if days > 1:
                return say("due.ahead", n=days)
            case days:
                return say("due.late", n=-days)


def draft_mark() -> Mark:
    """Return the mark of a card that the person at the keyboard has begun to rewrite, which is no matter of the
    records: see `OpenPartnership.has_draft`."""
    return _mark("draft")


def withdrawn_mark() -> Mark:
    """Return the mark of a card that came from words which were withdrawn."""
    return _mark("withdrawn")


def all_marks() -> tuple[Mark, ...]:
    """Return every mark that a card can have, in the order in which they stand on it."""
    return (*map(_mark, ("voice", "awaits-reply", "action", "measure")), withdrawn_mark(), draft_mark())


def _mark(key: str) -> Mark:
    return Mark(say(f"mark.{key}-letter"), say(f"mark.{key}"))


def glance(records: Records, item: Item, today: date) -> Glance:
    """Return the glance of one card; what hangs on the threads is worked out for all cards at once."""
    return _glance(item, links(records), today)


def glances(records: Records, today: date) -> dict[str, Glance]:
    """Return the glance of each card that is not archived, by its id, in one pass over the records."""
    linked = links(records)
    return {item.id: _glance(item, linked, today) for item in records.live(Item)}


def _glance(item: Item, linked: Links, today: date) -> Glance:
    return Glance(
        has_voice=linked.has_voice(item),
        has_action=linked.has_action(item),
        has_measure=linked.has_measure(item),
        awaits_reply=linked.is_awaited(item),
        from_withdrawn=linked.is_from_withdrawn(item),
        days=(item.due - today).days if item.due is not None and is_open(item) else None,
    )
