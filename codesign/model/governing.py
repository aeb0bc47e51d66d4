"""Who governs information: ownership, control, access and possession lie with them and not with
who holds the file."""

from datetime import date

import msgspec


class Governance(msgspec.Struct, frozen=True, gc=False, omit_defaults=True):
    """Who governs words, under which agreement, and whether they review them before anybody else reads them.

    One value, never merged field by field: an agreement is one between these people.
    """

    governor: str
    """Who governs them: a council, a community, a family."""
    agreement: str = ""
    """Where the agreement is found, or what it says."""
    review: bool = False
    """Whether they see the words before these are released."""
    released: date | None = None
    """When they released them."""
    released_by: str = ""
    """Who released them."""

    @property
    def is_waiting(self) -> bool:
        """Whether the words are not released yet."""
        return self.review and self.released is None
