"""How much of a meeting was talk to the room, and how much the room's own conversation."""

from collections.abc import Mapping

import msgspec

from codesign.model import Block, BlockKind
from codesign.views.clock import Agenda, minutes

TALKS = frozenset({BlockKind.TALK, BlockKind.PANEL})
"""The kinds of blocks in which few speak and the others listen."""

_USUAL = Block("", 0, 0).kind


class TalkTime(msgspec.Struct, frozen=True):
    """Minutes of what actually ran."""

    talk: int
    ran: int

    @property
    def percent(self) -> int:
        """The part that was talk, of a hundred; 0 where nothing ran."""
        return round(100 * self.talk / self.ran) if self.ran else 0


def talk_time(agenda: Agenda) -> TalkTime:
    """Return how many minutes of what ran were talk. A part that says nothing of its kind is of the kind of what
    encloses it."""
    blocks = {slot.key: slot.block for slot in agenda.slots}
    ran = {slot.key: minutes(slot.actual) for slot in agenda.slots if slot.is_leaf}
    return TalkTime(sum(ran[key] for key in ran if _is_talk(blocks, key)), sum(ran.values()))


def _is_talk(blocks: Mapping[str, Block], key: str) -> bool:
    block = blocks[key]
    if block.kind == _USUAL and block.parent in blocks:
        return _is_talk(blocks, block.parent)
    return block.kind in TALKS
