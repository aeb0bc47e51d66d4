"""Voices: words that somebody offered, with the permission that travels with them."""

import enum
from datetime import date
from typing import Annotated

import msgspec

from codesign.model.exports import Audience
from codesign.model.governing import Governance
from codesign.model.record import Record, Text
from codesign.words import say


class VoiceKind(enum.StrEnum):
    VOICE = "voice"
    AHA = "a-ha"
    SUCCESS = "success"
    CHALLENGE = "challenge"
    STORY = "story"
    NOTE = "note"
    """The team's own words beside a record: nobody's voice."""


class Attribution(enum.StrEnum):
    """How the speaker may be named where the words are shown."""

    NAMED = "named"
    ROLE = "role"
    SECTOR = "sector"
    ANONYMOUS = "anonymous"
    NOT_RECORDED = "not recorded"


class Permission(msgspec.Struct, frozen=True, gc=False, omit_defaults=True):
    """How words may be attributed, the widest audience they may reach, and the last day on which they may.

    One value, never merged field by field: half of one permission and half of another is a third that
    nobody gave.
    """

    attribution: Attribution
    audience: Audience
    until: date | None = None


class Answer(enum.StrEnum):
    """What became of a voice."""

    ADOPT = "adopt"
    ADAPT = "adapt"
    PARK = "park"
    NOT_POSSIBLE = "not possible"


class Reply(msgspec.Struct, frozen=True, gc=False, omit_defaults=True):
    """What became of a voice, on which day that was told, and by whom: a name or a role.

    One value, as a permission is. Its reason is `Voice.because`, a text like any: where two people write one
    apart, both are kept.
    """

    answer: Answer
    on: date
    by: str = ""
    due: date | None = None
    """By when what was promised with it is done, where it is not done yet."""
    first: date | None = None
    """The day of the first reply, where that was another answer."""


class Voice(Record, frozen=True, kw_only=True):
    """Words as they were said. Without a permission they stay in the room's own screen."""

    TABLE = "voices"
    PREFIX = "V"
    WORDS = frozenset({*"question table sector role tags person permission read_back reply governance".split()})
    NEVER_AGAIN = True

    kind: VoiceKind = VoiceKind.VOICE
    text: Text = ""
    question: str = ""
    """The question that it answers, in the question's words."""
    table: Annotated[int, msgspec.Meta(ge=1)] | None = None
    meeting: str = ""
    block: str = ""
    sector: str = ""
    role: str = ""
    tags: frozenset[str] = frozenset()
    person: str = ""
    """Id of the person who said it, where they are known."""
    permission: Permission | None = None
    read_back: bool = False
    withdrawn: bool = False
    """Whether whoever said it took it back. Words whose time was over are purged without it."""
    reply: Reply | None = None
    chosen: Text = ""
    """Of a story: why it was chosen to be told, "" where it was not."""
    because: Text = ""
    """Why it was answered as it was."""
    governance: Governance | None = None
    """Who governs it, where that is not who governs the words of its meeting."""

    @property
    def is_recorded(self) -> bool:
        """Whether the words may be kept at all. Of others it is known only that somebody was heard, and where."""
        return self.permission is None or self.permission.attribution is not Attribution.NOT_RECORDED

    @property
    def headline(self) -> str:
        if self.purged is not None and self.is_recorded and not (self.text or self.withdrawn):
            return say("retention.words")
        return self.or_gone(self.text) if self.is_recorded else ""
