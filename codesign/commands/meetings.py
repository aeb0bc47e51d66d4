"""Planning and running a meeting. Every step writes times down; the clock is read from them."""

from collections.abc import Mapping
from datetime import date, datetime, time

import msgspec

from codesign.changes import Change, change
from codesign.commands.base import Maker, wanted
from codesign.errors import Refused
from codesign.model import Meeting, Mode, Poll, PollKind, Run
from codesign.records import Records
from codesign.templates import Template
from codesign.text import clean
from codesign.views import clock
from codesign.words import say


class Plan(msgspec.Struct, frozen=True):
    """Plan a meeting from a template."""

    template: Template
    on: date
    place: str = ""
    title: str = ""
    purpose: str = ""
    starts: time | None = None
    event: str = ""
    mode: Mode | None = None
    """None for that of the template."""

    def apply(self, records: Records, make: Maker) -> Change:
        del records
        blocks = {str(n): block for n, block in enumerate(self.template.blocks, 1)}
        if wrong := clock.sum_check(blocks):
            raise Refused(str(wrong[0]))
        template = self.template
        meeting = make.make(
            Meeting,
            title=self.title or template.title,
            on=self.on,
            place=self.place,
            mode=self.mode or template.mode,
            norms=template.norms,
            purpose=self.purpose or template.purpose,
            aims=template.aims,
            takeaway=template.takeaway,
            starts=self.starts or template.starts,
            length=template.minutes,
            event=clean(self.event),
            template=template.name,
            blocks=blocks,
        )
        return change(say("label.planned", number=meeting.number), (None, meeting))


class Start(msgspec.Struct, frozen=True):
    """Start the meeting, or go on with it after a pause or after its end."""

    meeting: str

    def apply(self, records: Records, make: Maker) -> Change:
        before = wanted(records, Meeting, self.meeting)
        left = clock.remaining(msgspec.structs.replace(before, ended=None))
        run = clock.last_run(before)
        if run is not None and run.ended is None:
            return Change("", ())
        if not left:
            raise Refused(say("refused.no-blocks"))
        after = msgspec.structs.replace(before, runs=opened(before, left[0], make), ended=None)
        return change(say("label.started", number=before.number), (before, after))


class GoTo(msgspec.Struct, frozen=True):
    """Go on to the next block, or back to the one before, past those that are skipped; back is a step like any
    other."""

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
        block = clock.neighbour(before, run.block, self.steps)
        if not block:
            raise Refused(say("refused.first-block" if self.steps < 0 else "refused.last-block"))
        after = msgspec.structs.replace(before, runs=opened(before, block, make))
        return change(say("label.block", title=before.blocks[block].title), (before, after))


class Pause(msgspec.Struct, frozen=True):
    """Stop the clock of the block that is running; `Start` goes on."""

    meeting: str

    def apply(self, records: Records, make: Maker) -> Change:
        before = wanted(records, Meeting, self.meeting)
        runs = closed(before.runs, make.now)
        if runs == before.runs:
            raise Refused(say("refused.not-running"))
        return change(say("label.paused"), (before, msgspec.structs.replace(before, runs=runs)))


class AddMinutes(msgspec.Struct, frozen=True):
    """Give the running block more minutes, or with a number below 0 fewer; never less than none."""

    meeting: str
    minutes: int
    seen: tuple[str, int] | None = None
    """The block that the person saw running, and what had been given to it. If it is another by now, nothing
    happens: two facilitators who press the key together give one minute, not two."""

    def apply(self, records: Records, make: Maker) -> Change:
        del make
        before = wanted(records, Meeting, self.meeting)
        run = clock.last_run(before)
        if run is None or run.block not in before.blocks:
            raise Refused(say("refused.not-running"))
        block = before.blocks[run.block]
        if self.seen is not None and self.seen != (run.block, block.extra):
            return Change("", ())
        extra = block.extra + max(self.minutes, -clock.minutes_of(block))
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
            runs=closed(before.runs, make.now),
            ended=make.now,
            next_date=self.next_date or before.next_date,
        )
        return change(say("label.ended", number=before.number), (before, after))


class Count(msgspec.Struct, frozen=True):
    """Write down a count taken in the room. A meeting has one come-again count and one trust pulse, which are
    replaced."""

    meeting: str
    poll: Poll

    def apply(self, records: Records, make: Maker) -> Change:
        before = wanted(records, Meeting, self.meeting)
        same = (key for key, poll in before.polls.items() if poll.question == self.poll.question)
        key = _ONE_OF.get(self.poll.kind) or next(same, make.ids.new())
        after = msgspec.structs.replace(before, polls={**before.polls, key: self.poll})
        return change(say("label.counted", number=before.number), (before, after))


_ONE_OF = {PollKind.COME_AGAIN: "come-again", PollKind.TRUST_PULSE: "trust-pulse"}
"""The keys of the counts of which a meeting has one."""


def closed(runs: Mapping[str, Run], now: datetime) -> dict[str, Run]:
    """Return runs of which none is open."""
    return {
        key: run if run.ended is not None else msgspec.structs.replace(run, ended=max(now, run.started))
        for key, run in runs.items()
    }


def opened(meeting: Meeting, block: str, make: Maker) -> dict[str, Run]:
    """Return the runs of a meeting with a block that begins to run now."""
    return {**closed(meeting.runs, make.now), make.ids.new(): Run(block, make.now)}
