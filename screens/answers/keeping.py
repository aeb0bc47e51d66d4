"""What is typed for a table becomes its answers: line after line, pasted, or a whole paper sheet."""

import msgspec
from msgspec.structs import replace

from codesign.capture import Line, LineKind, read_line
from codesign.commands.tables import KeepAnswers, TableLine
from codesign.model import Meeting, Permission, VoiceKind
from codesign.opened import OpenPartnership
from codesign.ports import today
from codesign.views import clock
from codesign.views.tables import TypedIn

KINDS = (VoiceKind.VOICE, VoiceKind.SUCCESS, VoiceKind.CHALLENGE)
"""What tables report, in the order in which a key goes through it."""


class Becomes(msgspec.Struct, frozen=True):
    """What lines become that do not say it themselves."""

    kind: VoiceKind = VoiceKind.VOICE
    permission: Permission | None = None

    def next_kind(self) -> "Becomes":
        """Return the same with the next kind."""
        return replace(self, kind=KINDS[(KINDS.index(self.kind) + 1) % len(KINDS)])


def kept(opened: OpenPartnership, meeting: Meeting, typed: TypedIn, becomes: Becomes) -> KeepAnswers:
    """Return the command that keeps what was typed in."""
    current = clock.agenda(meeting, opened.clock.now()).current
    lines = tuple(
        TableLine(_understood(opened, words, becomes.permission), at, becomes.kind) for at, words in typed.lines
    )
    return KeepAnswers(meeting.id, lines, current.key if current else "")


def _understood(opened: OpenPartnership, words: str, permission: Permission | None) -> Line:
    """Return a line with the permission that all of them have, unless it names one itself."""
    line = read_line(words, default=LineKind.VOICE, today=today(opened.clock), known=opened.known)
    if line.attribution is not None or permission is None:
        return line
    return replace(line, attribution=permission.attribution, audience=permission.audience, until=permission.until)


def read_permission(opened: OpenPartnership, text: str) -> Permission | None:
    """Return the permission that a text such as "as:role to:partners" says, or None where it says none."""
    line = read_line(f'"- {text}', default=LineKind.VOICE, today=today(opened.clock))
    return line.permission if line.text == "-" else None
