"""Planning and running a meeting. Every step writes times down; the clock is read from them."""

from collections.abc import Mapping
from datetime import date, datetime

import msgspec

from codesign.changes import Change, change
from codesign.commands.base import Maker, wanted
from codesign.errors import Refused
from codesign.model import Meeting, Poll, PollKind, Run
from codesign.records import Records
from codesign.templates import Template
from codesign.views import clock
from codesign.words import say


class Plan(msgspec.Struct, frozen=True):
    """Plan a meeting from a template."""

    template: Template
    on: date
    place: str = ""
    title: str = ""
    purpose: str = ""

    def apply(self, records: Records, make: Maker) -> Change:
        del records
        blocks = {str(n): block for n, block in enumerate(self.template.blocks, 1)}
        if wrong := clock.sum_check(blocks):
            raise Refused(str(wrong[0]))
        meeting = make.make(
            Meeting,
            title=self.title or self.template.title,
            on=self.on,
            place=self.place,
            purpose=self.purpose or self.template.purpose,
            template=self.template.name,
            blocks=blocks,
        )
        return change(say("label.planned", number=meeting.number), (None, meeting))


class SetAttendance(msgspec.Struct, frozen=True):
    """Write down how many people of each sector are there; sectors with none are left out."""

    meeting: str
    counts: Mapping[str, int]

    def apply(self, records: Records, make: Maker) -> Change:
        del make
        before = wanted(records, Meeting, self.meeting)
        counts = {sector: count for sector, count in self.counts.items() if count}
        after = msgspec.structs.replace(before, attendance=counts)
        label = say("label.attendance", n=sum(counts.values()))
        return change(label, (before, after))


class Start(msgspec.Struct, frozen=True):
    """Start the meeting, or go on with it after a pause or after its end."""

    meeting: str

    def apply(self, records: Records, make: Maker) -> Change:
        before = wanted(records, Meeting, self.meeting)
        leaves = clock.leaves(before.blocks)
        if not leaves:
            raise Refused(say("refused.no-blocks"))
        run = clock.last_run(before)
        if run is not None and run.ended is None:
            return Change("", ())
        block = run.block if run is not None and run.block in before.blocks else leaves[0]
        after = msgspec.structs.replace(before, runs=_opened(before, block, make), ended=None)
        return change(say("label.started", number=before.number), (before, after))


class GoTo(msgspec.Struct, frozen=True):
    """Go on to the next block, or back to the one before; back is a step like any other."""

    meeting: str
    steps: int
    """1 for the next block, -1 for the one before."""
    seen: str
    """The block that the person saw running. If somebody else has gone on since, nothing happens: two
    facilitators who press the key together go one step, not two."""

    def apply(self, records: Records, make: Maker) -> Change:
        before = wanted(records, Meeting, self.meeting)
        run = clock.last_run(before)
        if run is None or before.ended is not None:
            raise Refused(say("refused.not-running"))
        if run.block != self.seen:
            return Change("", ())
        leaves = clock.leaves(before.blocks)
        place = leaves.index(run.block) + self.steps if run.block in leaves else 0
        if place < 0:
            raise Refused(say("refused.first-block"))
        if place >= len(leaves):
            raise Refused(say("refused.last-block"))
        after = msgspec.structs.replace(before, runs=_opened(before, leaves[place], make))
        label = say("label.block", title=before.blocks[leaves[place]].title)
        return change(label, (before, after))


class Pause(msgspec.Struct, frozen=True):
    """Stop the clock of the block that is running; `Start` goes on."""

    meeting: str

    def apply(self, records: Records, make: Maker) -> Change:
        before = wanted(records, Meeting, self.meeting)
        runs = _closed(before.runs, make.now)
        if runs == before.runs:
            raise Refused(say("refused.not-running"))
        return change(say("label.paused"), (before, msgspec.structs.replace(before, runs=runs)))


class AddMinutes(msgspec.Struct, frozen=True):
    """Give the running block more minutes, or with a number below 0 fewer; never less than none."""

    meeting: str
    minutes: int

    def apply(self, records: Records, make: Maker) -> Change:
        del make
        before = wanted(records, Meeting, self.meeting)
        run = clock.last_run(before)
        if run is None or run.block not in before.blocks:
            raise Refused(say("refused.not-running"))
        block = before.blocks[run.block]
        extra = max(-block.minutes, block.extra + self.minutes)
        blocks = {**before.blocks, run.block: msgspec.structs.replace(block, extra=extra)}
        label = say("label.minutes", title=block.title, minutes=f"{self.minutes:+d}")
        return change(label, (before, msgspec.structs.replace(before, blocks=blocks)))


class End(msgspec.Struct, frozen=True):
    """End the meeting. `Start` would go on with it."""

    meeting: str
    next_date: date | None = None

    def apply(self, records: Records, make: Maker) -> Change:
        before = wanted(records, Meeting, self.meeting)
        if not before.runs or before.ended is not None:
            raise Refused(say("refused.not-running"))
        after = msgspec.structs.replace(
            before,
            runs=_closed(before.runs, make.now),
            ended=make.now,
            next_date=self.next_date or before.next_date,
        )
        return change(say("label.ended", number=before.number), (before, after))


class Count(msgspec.Struct, frozen=True):
    """Write down a count taken in the room. A meeting has one come-again count, which is replaced."""

    meeting: str
    poll: Poll

    def apply(self, records: Records, make: Maker) -> Change:
        before = wanted(records, Meeting, self.meeting)
        same = (key for key, poll in before.polls.items() if poll.question == self.poll.question)
        key = "come-again" if self.poll.kind is PollKind.COME_AGAIN else next(same, make.ids.new())
        after = msgspec.structs.replace(before, polls={**before.polls, key: self.poll})
        return change(say("label.counted", number=before.number), (before, after))


class GiveNotice(msgspec.Struct, frozen=True):
    """Write down that the recording notice was read out, or that it was not."""

    meeting: str
    given: bool

    def apply(self, records: Records, make: Maker) -> Change:
        del make
        before = wanted(records, Meeting, self.meeting)
        after = msgspec.structs.replace(before, notice_given=self.given)
        label = "label.notice-given" if self.given else "label.notice-not-given"
        return change(say(label), (before, after))


def _closed(runs: Mapping[str, Run], now: datetime) -> dict[str, Run]:
    return {
        key: run if run.ended is not None else msgspec.structs.replace(run, ended=max(now, run.started))
        for key, run in runs.items()
    }


def _opened(meeting: Meeting, block: str, make: Maker) -> dict[str, Run]:
    return {**_closed(meeting.runs, make.now), make.ids.new(): Run(block, make.now)}
