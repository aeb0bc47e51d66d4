"""Keeping the agenda of a meeting as a template for others."""

import msgspec

from codesign.changes import Change, change
from codesign.commands.base import Maker, wanted
from codesign.errors import Refused
from codesign.model import Block, Meeting, MeetingTemplate
from codesign.records import Records
from codesign.text import clean
from codesign.views import clock
from codesign.words import say


class SaveTemplate(msgspec.Struct, frozen=True):
    """Keep the plan of a meeting under a title. What happened in it is not kept, nor on which day it was."""

    meeting: str
    title: str

    def apply(self, records: Records, make: Maker) -> Change:
        meeting = wanted(records, Meeting, self.meeting)
        if not clean(self.title):
            raise Refused(say("refused.template-title"))
        if not meeting.blocks:
            raise Refused(say("refused.no-blocks"))
        if wrong := clock.sum_check(meeting.blocks):
            raise Refused(str(wrong[0]))
        kept = make.make(
            MeetingTemplate,
            title=clean(self.title),
            mode=meeting.mode,
            norms=meeting.norms,
            purpose=meeting.purpose,
            aims=meeting.aims,
            takeaway=meeting.takeaway,
            starts=meeting.starts,
            blocks={key: _planned(block) for key, block in meeting.blocks.items()},
        )
        return change(say("label.template-saved", number=kept.number, title=kept.title), (None, kept))


def _planned(block: Block) -> Block:
    """Return a block as it was planned, without what became of it in the room."""
    return Block(
        block.title,
        block.minutes,
        block.rank,
        block.parent,
        block.kind,
        block.lead,
        notes=block.notes,
        locked=block.locked,
    )
