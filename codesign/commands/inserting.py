"""A block that nobody planned, put in while the meeting runs."""

import re
from collections.abc import Mapping

import msgspec

from codesign.changes import Change, change
from codesign.commands.base import Maker, wanted
from codesign.commands.meetings import opened
from codesign.errors import Refused
from codesign.model import Block, Meeting
from codesign.records import Records
from codesign.text import one_line
from codesign.views import clock
from codesign.words import say

USUAL_MINUTES = 5
_MOST_MINUTES = 24 * 60
_NUMBER = r"(\d{1,4})\s*(?:min(?:ute)?s?\b\.?|m\b|')?"
_AT_END = re.compile(rf"^(.*?)[\s,:]+{_NUMBER}$", re.IGNORECASE)
_AT_START = re.compile(rf"^{_NUMBER}[\s,:]+(.+)$", re.IGNORECASE)


class NewBlock(msgspec.Struct, frozen=True):
    """A block as somebody wrote it in one line."""

    title: str
    minutes: int
    following: bool
    """Whether it is to run after the current block, and not at once."""


def read_block(text: str) -> NewBlock:
    """Read "Fresh air 5", "5 min fresh air" or "Fresh air 5 next". Without minutes it has five; whatever else is
    written is its title."""
    text = one_line(text)
    before, _, last = text.rpartition(" ")
    following = bool(before) and last.casefold() == say("clock.following")
    text = before.strip() if following else text
    if found := _AT_END.match(text):
        title, number = found[1], found[2]
    elif found := _AT_START.match(text):
        title, number = found[2], found[1]
    else:
        title, number = text, str(USUAL_MINUTES)
    return NewBlock(title, max(1, min(int(number), _MOST_MINUTES)), following)


class Insert(msgspec.Struct, frozen=True):
    """Put a block in: at once, before what the current one has left, or after the current one. Its minutes are
    given and not planned, so the meeting ends so much later."""

    meeting: str
    block: NewBlock

    def apply(self, records: Records, make: Maker) -> Change:
        before = wanted(records, Meeting, self.meeting)
        current = clock.current_block(before)
        if not self.block.title:
            raise Refused(say("refused.no-title"))
        if current not in clock.leaves(before.blocks):
            raise Refused(say("refused.not-running"))
        if self._is_there(before, current):
            return Change("", ())
        left = clock.minutes_of(before.blocks[current]) - clock.ran(before, current, make.now).total_seconds() / 60
        place = 0 if left >= 1 and not self.block.following else 1
        key = make.ids.new()
        blocks = _put_in(
            before.blocks, current, place, key, Block(self.block.title, 0, 0, extra=self.block.minutes)
        )
        after = msgspec.structs.replace(before, blocks=blocks)
        if not self.block.following:
            after = msgspec.structs.replace(after, runs=opened(after, key, make))
        label = "label.inserted-next" if self.block.following else "label.inserted"
        return change(say(label, title=self.block.title, n=self.block.minutes), (before, after))

    def _is_there(self, meeting: Meeting, current: str) -> bool:
        """Tell whether another facilitator has put the same block in just now."""
        wanted_title = self.block.title.casefold()
        return any(
            not meeting.blocks[key].minutes and meeting.blocks[key].title.casefold() == wanted_title
            for key in (current, clock.neighbour(meeting, current, 1))
            if key
        )


def _put_in(blocks: Mapping[str, Block], beside: str, place: int, key: str, block: Block) -> dict[str, Block]:
    """Return blocks with one more, right before (0) or after (1) another and with the same parent. Of those behind
    it only as many get another rank as need one: others may write to them at the same time."""
    parent = blocks[beside].parent
    siblings = clock.children(blocks, parent)
    at = siblings.index(beside) + place
    rank = blocks[siblings[at - 1]].rank + 1 if at else blocks[siblings[0]].rank
    found = {**blocks, key: msgspec.structs.replace(block, rank=rank, parent=parent)}
    for sibling in siblings[at:]:
        if blocks[sibling].rank > rank:
            break
        rank += 1
        found[sibling] = msgspec.structs.replace(blocks[sibling], rank=rank)
    return found
