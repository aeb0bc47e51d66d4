"""What a returned document proposes: one thing that somebody may accept or reject, with its three sides."""

import enum

import msgspec

from codesign.commands.reviewing import Does


class Kind(enum.StrEnum):
    """What is proposed, as it is told to the person who decides."""

    CHANGE = "change"
    MATCHED = "matched by text"
    """A change of an item whose number was lost; its words say which it is."""
    NEW = "new"
    COMMENT = "comment"
    WORDING = "wording"
    """Words of the document that belong to no item were rewritten."""
    CLEARED = "cleared"
    MISSING = "missing"
    CONFLICT = "conflict"
    """Somebody else has changed the same since the document left."""
    DUPLICATE = "duplicate number"
    UNKNOWN = "unknown number"
    UNREADABLE = "could not be read"


class Proposal(msgspec.Struct, frozen=True):
    """One proposal. Its three sides are as the document printed it, as it would be printed for the same readers
    now, and as it came back; "" where there is nothing."""

    key: str
    """The same for the same proposal of the same document, whenever it is read."""
    kind: Kind
    number: str
    """The number of the item; "" for none."""
    field: str
    """The name of the field as it was printed; "" for the item's own words."""
    exported: str
    now: str
    returned: str
    does: Does
    """What accepting it does."""
    safe: bool = False
    """Whether it may be accepted with all others that are safe, without being looked at."""
    by: str = ""
    """Who made it, where the file tells."""
