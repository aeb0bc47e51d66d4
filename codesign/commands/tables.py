"""What tables answered, said aloud or written on paper: both become the same records."""

from dataclasses import dataclass

import msgspec

from codesign.capture import Line
from codesign.changes import Change
from codesign.commands.base import Maker, wanted
from codesign.commands.capture import Lines, captured
from codesign.errors import Refused
from codesign.model import Meeting, Record, Voice, VoiceKind
from codesign.records import Records
from codesign.views.questions import asked
from codesign.views.tables import Place
from codesign.words import say


@dataclass(frozen=True)
class TableLine:
    """A line of a table. `at.table` counts unless the line names another."""

    line: Line
    at: Place
    kind: VoiceKind = VoiceKind.VOICE
    """What a line becomes that is a voice and nothing nearer."""


@dataclass(frozen=True)
class KeepAnswers:
    """Keep what tables answered, all of it in one change.

    An answer belongs to the block in which its question is asked, or else to the one that is running: a sheet
    typed in after the meeting says the same as its words captured live.
    """

    meeting: str
    lines: tuple[TableLine, ...]
    running: str = ""
    """Key of the block that is running, "" for none."""

    def apply(self, records: Records, make: Maker) -> Change:
        meeting = wanted(records, Meeting, self.meeting)
        if not self.lines:
            raise Refused(say("refused.no-lines"))
        blocks = {each.text: each.block for each in asked(meeting) if each.block}
        made = Lines(records, make, meeting.id)
        return captured(
            [
                _answer(made.record(each.line, blocks.get(each.at.question, self.running)), each)
                for each in self.lines
            ]
        )


def _answer(record: Record, answered: TableLine) -> Record:
    if not isinstance(record, Voice):
        return record  # a need or a promise made at a table is nobody's answer
    kind = answered.kind if record.kind is VoiceKind.VOICE else record.kind
    table = record.table or answered.at.table
    return msgspec.structs.replace(record, table=table, question=answered.at.question, kind=kind)
