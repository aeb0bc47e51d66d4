"""The line in which a note is written beside a record."""

from msgspec.structs import replace

from codesign.capture import Line, LineKind, read_line
from codesign.guard import findings
from codesign.model import Record
from codesign.opened import OpenPartnership
from codesign.ports import today
from codesign.words import say
from screens.widgets.capture import CaptureLine


class NoteLine(CaptureLine):
    """A capture line, hidden until somebody writes in it. A line without a mark is a note; one with a mark becomes
    what the mark says, and came from the record."""

    def __init__(self, opened: OpenPartnership, record: str) -> None:
        found = opened.records.find(record)
        draft = opened.note_key(found) if found else ""
        super().__init__(opened, draft, lambda: LineKind.VOICE, id="note")
        self.display = False

    def begin(self) -> None:
        """Take the keys."""
        self.display = True
        self.read()
        self.screen.set_focus(self.line)

    def go_on(self) -> None:
        """Take the keys where a note was left half typed."""
        if self.line.value:
            self.begin()

    def read(self) -> None:
        """Show what the line means; a note is no voice that waits for a permission."""
        super().read()
        text = self.line.value
        if not text or findings(text):
            return
        if _is_note(self._read(text)):
            self.rest(say("card.note"))

    def _read(self, text: str) -> Line:
        known, now = self._opened.known, today(self._opened.clock)
        return read_line(text, default=LineKind.VOICE, today=now, known=known)

    def read_as_note(self, text: str, record: Record) -> Line:
        """Return what a line says about a record."""
        line = self._read(text)
        if _is_note(line):
            line = replace(line, kind=LineKind.NOTE)
        return replace(line, answers=tuple(dict.fromkeys((record.number, *line.answers))))


def _is_note(line: Line) -> bool:
    """Tell whether a line is a note, and not somebody's voice or another record."""
    return line.kind is LineKind.VOICE and not (line.owners or line.sector or line.table or line.attribution)
