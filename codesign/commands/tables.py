"""What tables answered, said aloud or written on paper: both become the same records."""

import msgspec

from codesign.capture import Line
from codesign.changes import Change, change
from codesign.commands.base import Maker, wanted
from codesign.commands.capture import Lines, require_words
from codesign.errors import Refused
from codesign.model import Meeting, Record, Voice, VoiceKind
from codesign.records import Records
from codesign.views.questions import asked
from codesign.views.tables import Place
from codesign.words import say


class TableLine(msgspec.Struct, frozen=True):
    """A line of a table. `at.table` counts unless the line names another."""

    line: Line
    at: Place
    kind: VoiceKind = VoiceKind.VOICE
    """What a line becomes that is a voice and nothing nearer."""


class KeepAnswers(msgspec.Struct, frozen=True):
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
        for each in self.lines:
            require_words(each.line)
        blocks = {each.text: each.block for each in asked(meeting) if each.block}
        made = Lines(records, make, meeting.id, self.running)
        kept = [
            _answer(made.record(each.line), each, blocks.get(each.at.question, self.running))
            for each in self.lines
        ]
        label = say("label.answers", n=len(kept), number=kept[0].number, last=kept[-1].number)
        return change(label, *((None, record) for record in kept))


def _answer(record: Record, answered: TableLine, block: str) -> Record:
    if not isinstance(record, Voice):
        return record  # a need or a promise made at a table is nobody's answer
    return msgspec.structs.replace(
        record,
        kind=answered.kind if record.kind is VoiceKind.VOICE else record.kind,
        table=record.table or answered.at.table,
        question=answered.at.question,
        block=block,
    )
