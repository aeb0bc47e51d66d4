"""A meeting that does not go as planned: going to any block, skipping, and sharing out the time that is left."""

from collections.abc import Mapping

import msgspec

from codesign.changes import Change, change
from codesign.commands.base import Maker, wanted
from codesign.commands.meetings import opened
from codesign.dates import time_of_day
from codesign.errors import Refused
from codesign.model import Block, Meeting
from codesign.records import Records
from codesign.views import clock
from codesign.views.flow import flowed, reflow
from codesign.words import say


class GoToBlock(msgspec.Struct, frozen=True):
    """Go to any block of the agenda, of one with parts to the first of them; also after the end of the meeting,
    which goes on then. A block that was skipped is not any more."""

    meeting: str
    block: str

    def apply(self, records: Records, make: Maker) -> Change:
        before = wanted(records, Meeting, self.meeting)
        run = clock.last_run(before)
        if run is None:
            raise Refused(say("refused.not-running"))
        parts = _parts(before, self.block)
        block = next((part for part in parts if not before.blocks[part].skipped), parts[0])
        if block == clock.current_block(before) and run.ended is None:
            return Change("", ())
        after = msgspec.structs.replace(
            before,
            blocks=_with_skipped(before.blocks, [block], skipped=False),
            runs=opened(before, block, make),
            ended=None,
        )
        return change(say("label.block", title=before.blocks[block].title), (before, after))


class Skip(msgspec.Struct, frozen=True):
    """Pass over a block that has not been run, of one with parts over those; or do not. Whoever skips the block
    that is running goes on to the next."""

    meeting: str
    block: str
    skipped: bool
    """What it shall be. Two facilitators who press the key together skip it, and do not take that back."""

    def apply(self, records: Records, make: Maker) -> Change:
        before = wanted(records, Meeting, self.meeting)
        finished = {run.block for run in before.runs.values()}.difference(clock.remaining(before))
        parts = _parts(before, self.block)
        chosen = [part for part in parts if part not in finished or not self.skipped]
        if not chosen and not all(before.blocks[part].skipped for part in parts):
            raise Refused(say("refused.block-was-run"))
        after = msgspec.structs.replace(before, blocks=_with_skipped(before.blocks, chosen, skipped=self.skipped))
        current = clock.current_block(after)
        if current and after.blocks[current].skipped:
            following = clock.neighbour(after, current, 1)
            if not following:
                raise Refused(say("refused.last-block"))
            after = msgspec.structs.replace(after, runs=opened(after, following, make))
        title = before.blocks[self.block].title
        label = say("label.skipped" if self.skipped else "label.not-skipped", title=title)
        return change(label, (before, after))


class Reflow(msgspec.Struct, frozen=True):
    """Share the time that is left among the blocks that are left, so that the meeting ends when it is to end.
    Pressed twice it does the same as once."""

    meeting: str

    def apply(self, records: Records, make: Maker) -> Change:
        before = wanted(records, Meeting, self.meeting)
        if not clock.current_block(before):
            raise Refused(say("refused.not-running"))
        flow = reflow(before, make.now, make.zone)
        if flow.short:
            short = flow.short[0]
            until = time_of_day(short.until, make.zone)
            if short.before:
                raise Refused(say("refused.short-before", n=short.minutes, until=until, title=short.before))
            raise Refused(say("refused.short", n=short.minutes, until=until))
        blocks = flowed(before, flow)
        if all(minutes == clock.minutes_of(before.blocks[key]) for key, minutes in flow.minutes.items()):
            return Change("", ())
        label = say("label.reflowed", n=len(flow.minutes), until=time_of_day(flow.ends, make.zone))
        return change(label, (before, msgspec.structs.replace(before, blocks=blocks)))


def _parts(meeting: Meeting, block: str) -> list[str]:
    if block not in meeting.blocks:
        raise Refused(say("refused.gone"))
    return clock.under(meeting.blocks, block)


def _with_skipped(blocks: Mapping[str, Block], keys: list[str], *, skipped: bool) -> dict[str, Block]:
    return {**blocks, **{key: msgspec.structs.replace(blocks[key], skipped=skipped) for key in keys}}
