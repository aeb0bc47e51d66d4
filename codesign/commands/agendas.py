"""Writing the agenda of a meeting, also while it runs. What has run or holds captured lines stays."""

from collections.abc import Mapping
from typing import Any

import msgspec

from codesign.changes import Change, change
from codesign.commands.base import Maker, wanted
from codesign.errors import Refused
from codesign.model import Block, Meeting
from codesign.records import Records
from codesign.text import clean
from codesign.views import clock
from codesign.views.voices import captured
from codesign.words import say

Blocks = Mapping[str, Block]


class AddBlock(msgspec.Struct, frozen=True):
    """Add a block to the agenda."""

    meeting: str
    block: Block
    """Its rank and parent follow from where it comes to stand."""
    after: str = ""
    """The block behind which it stands, on the same level; "" for the end of the agenda."""

    def apply(self, records: Records, make: Maker) -> Change:
        before = wanted(records, Meeting, self.meeting)
        parent = _parent(before, self.after) if self.after else ""
        siblings = clock.children(before.blocks, parent)
        place = siblings.index(self.after) + 1 if self.after else len(siblings)
        key = make.ids.new()
        blocks = _put({**before.blocks, key: _checked(self.block)}, key, parent, place)
        return _rewritten(before, blocks, say("label.block-added", title=self.block.title))


class WriteBlock(msgspec.Struct, frozen=True):
    """Write fields of a block. Fields that are not named keep what somebody else may have written meanwhile."""

    meeting: str
    key: str
    fields: Mapping[str, Any]
    """The new values, by the fields' names in Python."""

    def apply(self, records: Records, make: Maker) -> Change:
        del make
        before = wanted(records, Meeting, self.meeting)
        block = _checked(msgspec.structs.replace(_block(before, self.key), **self.fields))
        label = say("label.block-written", title=block.title)
        return _rewritten(before, {**before.blocks, self.key: block}, label)


class PlanMinutes(msgspec.Struct, frozen=True):
    """Plan a block with more minutes, or with a number below 0 with fewer; never with less than none."""

    meeting: str
    key: str
    minutes: int

    def apply(self, records: Records, make: Maker) -> Change:
        del make
        before = wanted(records, Meeting, self.meeting)
        block = _block(before, self.key)
        minutes = max(0, block.minutes + self.minutes)
        after = msgspec.structs.replace(block, minutes=minutes, extra=max(-minutes, block.extra))
        label = say("label.block-minutes", title=block.title, n=minutes)
        return _rewritten(before, {**before.blocks, self.key: after}, label)


class FitToParts(msgspec.Struct, frozen=True):
    """Give a block as many minutes as its parts have together."""

    meeting: str
    key: str

    def apply(self, records: Records, make: Maker) -> Change:
        before = wanted(records, Meeting, self.meeting)
        parts = clock.children(before.blocks, self.key)
        if not parts:
            raise Refused(say("refused.no-parts", title=_block(before, self.key).title))
        missing = sum(before.blocks[part].minutes for part in parts) - _block(before, self.key).minutes
        return PlanMinutes(self.meeting, self.key, missing).apply(records, make)


class MoveBlock(msgspec.Struct, frozen=True):
    """Put a block, with its parts, before or behind others of its level."""

    meeting: str
    key: str
    steps: int
    """1 for one place down, -1 for one up."""

    def apply(self, records: Records, make: Maker) -> Change:
        del make
        before = wanted(records, Meeting, self.meeting)
        parent = _parent(before, self.key)
        siblings = clock.children(before.blocks, parent)
        place = siblings.index(self.key) + self.steps
        if not 0 <= place < len(siblings):
            raise Refused(say("refused.block-first" if self.steps < 0 else "refused.block-last"))
        blocks = _put(before.blocks, self.key, parent, place)
        return _rewritten(before, blocks, say("label.block-moved", title=blocks[self.key].title))


class NestBlock(msgspec.Struct, frozen=True):
    """Make a block the last part of the one that stands before it on its level."""

    meeting: str
    key: str

    def apply(self, records: Records, make: Maker) -> Change:
        del make
        before = wanted(records, Meeting, self.meeting)
        block = _block(before, self.key)
        siblings = clock.children(before.blocks, _parent(before, self.key))
        place = siblings.index(self.key)
        if not place:
            raise Refused(say("refused.nothing-before", title=block.title))
        around = siblings[place - 1]
        parts = clock.children(before.blocks, around)
        if not parts and (why := _held(records, before, around)):
            raise Refused(say("refused.no-more-parts", why=why))
        label = say("label.block-nested", title=block.title, other=before.blocks[around].title)
        return _rewritten(before, _put(before.blocks, self.key, around, len(parts)), label)


class LiftBlock(msgspec.Struct, frozen=True):
    """Take a part out of the block around it, and put it behind that one."""

    meeting: str
    key: str

    def apply(self, records: Records, make: Maker) -> Change:
        del make
        before = wanted(records, Meeting, self.meeting)
        block = _block(before, self.key)
        around = _parent(before, self.key)
        if not around:
            raise Refused(say("refused.no-block-around", title=block.title))
        parent = _parent(before, around)
        place = clock.children(before.blocks, parent).index(around) + 1
        label = say("label.block-lifted", title=block.title, other=before.blocks[around].title)
        return _rewritten(before, _put(before.blocks, self.key, parent, place), label)


class RemoveBlock(msgspec.Struct, frozen=True):
    """Take a block and its parts out of the agenda, if none of them has run or holds captured lines."""

    meeting: str
    key: str

    def apply(self, records: Records, make: Maker) -> Change:
        del make
        before = wanted(records, Meeting, self.meeting)
        title = _block(before, self.key).title
        gone = {self.key, *_below(before.blocks, self.key)}
        for key in sorted(gone, key=list(before.blocks).index):
            if why := _held(records, before, key):
                raise Refused(say("refused.block-stays", why=why))
        blocks = {key: block for key, block in before.blocks.items() if key not in gone}
        return _rewritten(before, blocks, say("label.block-removed", title=title))


def _block(meeting: Meeting, key: str) -> Block:
    if key not in meeting.blocks:
        raise Refused(say("refused.gone"))
    return meeting.blocks[key]


def _parent(meeting: Meeting, key: str) -> str:
    _block(meeting, key)
    return clock.parent_of(meeting.blocks, key)


def _checked(block: Block) -> Block:
    if not clean(block.title):
        raise Refused(say("refused.block-title"))
    return block


def _rewritten(before: Meeting, blocks: Blocks, label: str) -> Change:
    return change(label, (before, msgspec.structs.replace(before, blocks=blocks)))


def _put(blocks: Blocks, key: str, parent: str, place: int) -> dict[str, Block]:
    """Return the blocks with one at a place among the parts of another; those beside it are counted anew."""
    others = [each for each in clock.children(blocks, parent) if each != key]
    others.insert(place, key)
    ranks = {each: rank for rank, each in enumerate(others, 1)}
    moved = {each: msgspec.structs.replace(blocks[each], rank=rank, parent=parent) for each, rank in ranks.items()}
    return {**blocks, **moved}


def _below(blocks: Blocks, key: str) -> list[str]:
    return [found for part in clock.children(blocks, key) for found in (part, *_below(blocks, part))]


def _held(records: Records, meeting: Meeting, key: str) -> str:
    """Return why a block must stay as it is: that it has run, or what was captured in it; "" where nothing is."""
    title = meeting.blocks[key].title
    if any(run.block == key for run in meeting.runs.values()):
        return say("refused.block-ran", title=title)
    lines = len(captured(records, meeting, key))
    return say("refused.block-holds", title=title, n=lines) if lines else ""
