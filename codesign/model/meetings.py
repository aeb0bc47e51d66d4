"""Meetings: nested blocks of minutes, what was run when, who came, what was counted.

Nothing here ticks. The clock of a meeting is derived from the recorded runs, so that two screens, or the
same screen after a crash, always agree.
"""

import enum
from collections.abc import Mapping
from datetime import date, datetime, time
from typing import Annotated

import msgspec

from codesign.model.governing import Governance
from codesign.model.questions import Question
from codesign.model.record import Record, Text
from codesign.model.seating import Round
from codesign.model.visions import FistCounts

_Count = Annotated[int, msgspec.Meta(ge=0)]


class Mode(enum.StrEnum):
    IN_PERSON = "in person"
    VIRTUAL = "virtual"
    HYBRID = "hybrid"


class BlockKind(enum.StrEnum):
    """What happens in a block, in the order in which the kinds are offered."""

    PLENARY = "plenary"
    """Everybody talks with everybody."""
    TALK = "talk"
    PANEL = "panel"
    BOOTHS = "booths"
    TABLETOP = "tabletop"
    BREAKOUT = "breakout"
    ALONE = "alone"
    """Everybody thinks for themselves."""
    BREAK = "break"


class Block(msgspec.Struct, frozen=True, gc=False, omit_defaults=True):
    """A part of the agenda. A block with children is run by running them; its minutes are their sum."""

    title: str
    minutes: Annotated[int, msgspec.Meta(ge=0)]
    rank: int
    parent: str = ""
    kind: BlockKind = BlockKind.PLENARY
    lead: str = ""
    extra: int = 0
    """Minutes added (or taken, below 0) on purpose while it was running; they move the end of the meeting. A block
    that was put in while the meeting ran has these only, and none planned."""
    shift: int = 0
    """Minutes that a re-flow gave it (or took, below 0) so that the meeting ends when it is to end."""
    skipped: bool = False
    """Whether it is passed over; its minutes are there for the others. Only blocks without parts are."""
    notes: str = ""
    """What whoever leads it should know; it is not among the captured lines."""
    locked: time | None = None
    """The time of day at which it has to begin, whatever comes before it; local to the place of the meeting."""


class Run(msgspec.Struct, frozen=True, gc=False, omit_defaults=True):
    """One stretch of time in which a block was running; open while `ended` is None."""

    block: str
    started: datetime
    ended: datetime | None = None


class PollKind(enum.StrEnum):
    FIST_TO_FIVE = "fist to five"
    COME_AGAIN = "come again"
    DOT_VOTE = "dot vote"
    TRUST_PULSE = "trust pulse"


class Poll(msgspec.Struct, frozen=True, gc=False, omit_defaults=True):
    """A count taken in the room. `asked` is how many people were there to answer, where that is known."""

    kind: PollKind
    question: str = ""
    counts: Mapping[str, _Count] = {}
    fists: Mapping[str, FistCounts] = {}
    asked: _Count | None = None


class PracticeCell(enum.StrEnum):
    """The six ways of doing integration: two each of culture, relationships and communication."""

    SIGNALLING = "signalling with staff and resource choices"
    COLLABORATING = "talking and walking collaboration"
    OPEN_TO_OPTIONS = "being legitimately open to options"
    FOLLOWING_THROUGH = "following through on commitments"
    BOTH_WAYS = "having conversations that go both ways"
    MIXED_CHANNELS = "using formal and informal channels"


class PracticeEvidence(msgspec.Struct, frozen=True, gc=False, omit_defaults=True):
    """What somebody saw of one way of doing integration, in one line."""

    cell: PracticeCell
    text: str
    missed: bool = False
    """Whether it was a chance that was missed."""


class Move(enum.StrEnum):
    """What happened to who is there."""

    HERE = "here"
    """One more of a sector was counted, there from the beginning."""
    CAME = "came"
    """After the beginning, or back."""
    LEFT = "left"
    """Before the end."""
    FEWER = "fewer"
    """One of a sector had been counted too often."""
    NAMED = "named"
    """One of those counted of a sector is known by name now."""


class Movement(msgspec.Struct, frozen=True, gc=False, omit_defaults=True):
    """One person coming or going: one of a sector, or with an id in `person` the one that it names."""

    at: datetime
    move: Move
    sector: str = ""
    person: str = ""


class Headcount(msgspec.Struct, frozen=True, gc=False):
    """How many people of a sector were there at a moment, beside those known by name."""

    at: datetime
    sector: str
    people: _Count


class Check(msgspec.Struct, frozen=True, gc=False, omit_defaults=True):
    """A point of the checklist: ticked off or not."""

    done: bool = False
    text: str = ""
    """Its words, where it is the meeting's own; "" for a point of the usual list."""


class NoticeGiven(msgspec.Struct, frozen=True, gc=False, omit_defaults=True):
    """That people were told, before their words were captured, what is written down and what they can ask for."""

    at: datetime
    by: str
    """Who noted it."""
    language: str = ""
    text: str = ""
    """What was read out, as it was then."""
    agreed: bool = True
    """Whether nobody was against being recorded."""


class Meeting(Record, frozen=True, kw_only=True):
    """One meeting. Its captured lines are the records that name it, in the order in which they were made."""

    TABLE = "meetings"
    PREFIX = "MT"

    title: Text
    on: date
    place: str = ""
    mode: Mode = Mode.IN_PERSON
    norms: Text = ""
    """How people are asked to be there, such as "mics and cameras on"."""
    purpose: Text = ""
    aims: Text = ""
    takeaway: Text = ""
    """What people take home."""
    starts: time | None = None
    """The time of day at which it is to begin; local to the place of the meeting."""
    length: _Count | None = None
    """How many minutes it is to take; None where its blocks alone say so."""
    event: str = ""
    """The name of the event of which it is a session; meetings with the same name belong together."""
    template: str = ""
    blocks: Mapping[str, Block] = {}
    attendance: Mapping[str, _Count] = {}
    """People counted once for the whole meeting, by sector key, beside those known by name in `people`."""
    people: frozenset[str] = frozenset()
    """Ids of the persons who were there at any time."""
    movements: Mapping[str, Movement] = {}
    """What was counted one by one. Each has an id of its own, so that those of two facilitators add up."""
    headcounts: Mapping[str, Headcount] = {}
    notice_given: bool = False
    notices: Mapping[str, NoticeGiven] = {}
    """What was read out when and by whom, by an id that sorts by time."""
    runs: Mapping[str, Run] = {}
    """By an id that sorts by time."""
    ended: datetime | None = None
    polls: Mapping[str, Poll] = {}
    practice: Mapping[str, PracticeEvidence] = {}
    """By an id that sorts by time, so that those of two facilitators stand beside each other."""
    questions: Mapping[str, Question] = {}
    """What is to be talked about, by an id that sorts by time."""
    checklist: Mapping[str, Check] = {}
    """By the key of a usual point or the id of an own one; a usual point that was never ticked is not in it."""
    rounds: Mapping[str, Round] = {}
    """Who sat with whom, by an id that sorts by time."""
    next_date: date | None = None
    notes_agreed: date | None = None
    """When the meeting's notes stopped being a draft."""
    review_words: date | None = None
    """When somebody decides whether its words are still kept, where that is another day than the partnership's
    number of months after it."""
    review_because: Text = ""
    """Why they are kept until then."""
    governance: Governance | None = None
    """Who governs its words, where that is not who governs those of the partnership."""

    @property
    def headline(self) -> str:
        return self.title
