"""What a partnership agreed to let others read: the summary of a cycle in roll-ups, and learnings."""

from codesign.model import Audience, Cycle, Item, Release
from codesign.permissions.sight import Sight
from codesign.permissions.words import HeldBack
from codesign.records import Records


def may_roll_up(records: Records, cycle: Cycle, audience: Audience) -> bool:
    """Tell whether the summary of a cycle may appear in a roll-up for an audience: its partnership said so, nobody
    else governs its words, and a roll-up never stays in one room."""
    partnership = records.partnership
    is_governed = partnership is not None and partnership.governance is not None
    return not is_governed and _reaches(cycle.released, audience)


def may_share(sight: Sight, learning: Item) -> bool:
    """Tell whether other partnerships may read a learning: its partnership said so, and none of its words are
    held back."""
    open_to = _reaches(learning.shared, sight.audience)
    return open_to and not isinstance(sight.line(learning), HeldBack) and learning.id not in sight.held


def _reaches(release: Release | None, audience: Audience) -> bool:
    return release is not None and audience is not Audience.ROOM and release.audience.reaches(audience)
