"""Filters that are there from the start. Choosing one puts its words into the line, which teaches the language."""

import enum

import msgspec

from codesign.words import say


class Place(enum.Enum):
    """Where what a filter finds is shown: cards on the board, promises and voices among everything on record."""

    BOARD = enum.auto()
    EVERYTHING = enum.auto()


class Ready(msgspec.Struct, frozen=True):
    """A filter with a name; its key says which."""

    key: str
    text: str
    place: Place
    is_gap: bool = False
    """Whether it finds a kind of gap, and is called as that is."""

    @property
    def name(self) -> str:
        """What it is called."""
        return say(f"gaps.{self.key}") if self.is_gap else say(f"ready.{self.key}")


READY = (
    Ready("my-cards", "@me status:open", Place.BOARD),
    Ready("overdue", "due:overdue", Place.BOARD),
    Ready("due-soon", "due:<7d status:open", Place.BOARD),
    Ready("needs-without-action", "kind:need no:action", Place.BOARD, is_gap=True),
    Ready("actions-without-owner", "kind:action no:owner status:open", Place.BOARD),
    Ready("actions-without-measure", "kind:action no:measure", Place.BOARD, is_gap=True),
    Ready("awaiting-reply", "no:reply", Place.BOARD),
    Ready("parked", "status:parked", Place.BOARD),
    Ready("my-promises", "kind:promise status:open @me", Place.EVERYTHING),
    Ready("commitments-past-due", "kind:promise due:overdue", Place.EVERYTHING, is_gap=True),
    Ready("unanswered-voices", "kind:voice no:reply", Place.EVERYTHING, is_gap=True),
    Ready("voices-without-permission", "kind:voice no:permission", Place.EVERYTHING),
    Ready("measures-without-reading", "kind:measure no:reading", Place.EVERYTHING, is_gap=True),
)
"""In the order in which they are offered."""


def filter_of(key: str) -> str:
    """Return the words of the filter of a key, such as that of a kind of gap."""
    return next(each.text for each in READY if each.key == key)
