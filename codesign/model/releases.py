"""Leave to share: words that a partnership agreed to let others read."""

from datetime import date

import msgspec

from codesign.model.exports import Audience


class Release(msgspec.Struct, frozen=True, gc=False, omit_defaults=True):
    """Who may read something beyond the partnership, since when, and who agreed to it.

    One value, never merged field by field: half of one release and half of another is a third that nobody gave.
    """

    audience: Audience
    on: date
    agreed_by: str = ""
    """A role, a table or a meeting, never a single person's name."""
