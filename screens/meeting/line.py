"""The capture line of a meeting: what is chosen for it by keys, and the lines before it, which it can correct."""

from collections.abc import Callable, Sequence
from typing import ClassVar

import msgspec
from textual.binding import Binding, BindingType

from codesign.capture import Line, LineKind, means, read_line, reading
from codesign.commands.correcting import Correct
from codesign.given import KINDS, Given, following
from codesign.model import Item, Record, Sector
from codesign.opened import OpenPartnership
from codesign.ports import today
from codesign.words import name_of, say
from codesign.written import as_line, read_again
from screens.glyphs import BETWEEN, key_shown
from screens.widgets.bars import Bar
from screens.widgets.capture import CaptureLine
from screens.widgets.lines import cells, shown


class Correction(msgspec.Struct, frozen=True):
    """A captured record that is being corrected."""

    seen: Record
    """The record as it was when somebody began."""
    offered: str
    """The line that it was then."""


class _Kept(msgspec.Struct):
    """A correction as it is kept while it is written."""

    id: str
    headline: str
    """The record's words as they were when somebody began."""
    offered: str
    text: str


class MeetingLine(CaptureLine):
    """Reads lines with what was chosen for them by keys; with Up, the lines before."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("up", "recall(-1)", show=False),
        Binding("down", "recall(1)", show=False),
    ]

    def __init__(
        self, opened: OpenPartnership, draft: str, lines: Callable[[], Sequence[Record]], *, id: str | None = None
    ) -> None:
        """Read lines for a meeting, of which `lines` returns what was captured, the oldest first."""
        super().__init__(opened, draft, lambda: LineKind.VOICE, id=id)
        self._lines = lines
        self._given_key, self._correction_key = f"{draft} given", f"{draft} correcting"
        self.given = Given.kept(opened.drafts.get(self._given_key))
        """What is chosen for the line."""
        self._aside = Given()
        """What was chosen for the next line, while one before it is corrected."""
        self.correction: Correction | None = None
        """What is being corrected."""

    def on_mount(self) -> None:
        """Go on where somebody was: in the line, or in a correction."""
        self.line.placeholder = say("capture.placeholder-meeting", key=key_shown("up"))
        self._resume()

    # What is chosen

    def choose(self, given: Given) -> None:
        """Take what was chosen, and show it."""
        self.given = given
        if self.correction is None:
            self._opened.drafts.put(self._given_key, given.draft)
        self.read()

    def step(self, field: str, values: Sequence[object]) -> str:
        """Go to the next value of a field of the line; return why that cannot be done, or ""."""
        line = self.understand(self.line.value)
        if not means(line.kind, field):
            kind = name_of(line.kind.value, "line-kind")
            return say("capture.not-for-kind", kind=kind, field=say(f"capture.field-{field}"))
        self.choose(self.given.stepped(line, field, values))
        return ""

    def step_kind(self) -> None:
        """Go to the next kind."""
        line = self.understand(self.line.value)
        self.choose(self.given.with_kind(following(KINDS, line.kind)))

    def let_go(self) -> bool:
        """Forget everything that was chosen; return whether there was anything."""
        had = self.given != Given()
        self.choose(Given())
        return had

    # What it means

    def understand(self, text: str) -> Line:
        """Return what a text means, with what was chosen for it."""
        now, known = today(self._opened.clock), self._opened.known
        if self.correction is not None:
            line = read_again(self.correction.seen, text, now, known, self.given.kind)
        else:
            line = read_line(text, default=LineKind.VOICE, today=now, known=known, given=self.given.kind)
        return self.given.onto(line)

    def reading_of(self, text: str) -> str:
        """Return what a text means, in words: also what will stay, and which record it corrects. Where there is no
        room for it all, the sector goes by its key."""
        words = self._reading(text, self._opened.known.sectors)
        return words if cells(words) < self.size.width else self._reading(text, ())

    def _reading(self, text: str, sectors: Sequence[Sector]) -> str:
        line, now = self.understand(text), today(self._opened.clock)
        if self.correction is not None:
            what = reading(line, today=now, sectors=sectors)
            return say("capture.correcting", number=self.correction.seen.number, what=what)
        words = reading(line, today=now, sectors=sectors, stays=lambda field: self.given.stays(line, field))
        if text or self.given.staying == Given():
            return words
        return f"{words}{BETWEEN}{say('capture.lets-go')}"

    def read(self) -> None:
        """Show what the line means, and in an empty one what was chosen for it."""
        if self.line.value or self.given == Given():
            super().read()
        else:
            self.query_one("#reading", Bar).left = ((f" {shown(self.reading_of(''))}", "accent"),)

    # Correcting

    def correct(self, record: Record) -> None:
        """Bring a captured record back into the line; what was typed comes back after it."""
        if self.correction is None:
            self._aside = self.given
        self.given = Given()
        self.correction = Correction(record, as_line(record, self._opened.records))
        self.offer(self.correction.offered)

    def corrected(self, text: str) -> Correct | None:
        """Return the wish to correct the record, where one is being corrected."""
        if self.correction is None:
            return None
        now, known = today(self._opened.clock), self._opened.known
        before = read_again(self.correction.seen, self.correction.offered, now, known)
        return Correct(self.correction.seen, before, self.understand(text))

    def saved(self) -> None:
        """Forget the line: it is durable now. After a correction, what was typed before it comes back."""
        if self.correction is None:
            super().saved()
            self.choose(self.given.staying)
            return
        self.correction = None
        self._opened.drafts.put(self._correction_key, "")
        self.offer(self._opened.drafts.get(self._draft))
        self.choose(self._aside)

    def keep(self, text: str) -> None:
        """Keep what is typed, a correction beside the line that it interrupts."""
        if self.correction is None:
            super().keep(text)
            return
        seen = self.correction.seen
        kept = _Kept(seen.id, seen.headline, self.correction.offered, text)
        self._opened.drafts.put(self._correction_key, msgspec.json.encode(kept).decode())

    def _resume(self) -> None:
        """Go on with a correction that was left half written. Words of a record that is gone stay as a line."""
        try:
            kept = msgspec.json.decode(self._opened.drafts.get(self._correction_key), type=_Kept)
        except msgspec.DecodeError:
            return
        record = self._opened.records.find(kept.id)
        if record is None or record.archived:
            self._opened.drafts.put(self._correction_key, "")
            self.add(kept.text)
            return
        words = {"title" if isinstance(record, Item) else "text": kept.headline}
        self._aside, self.given = self.given, Given()
        self.correction = Correction(msgspec.structs.replace(record, **words), kept.offered)
        self.offer(kept.text)

    def action_recall(self, steps: int) -> None:
        """Bring the line before into the line, or with steps above 0 the one after, and after the last what was
        typed. What has been rewritten stays until it is saved or left."""
        if self.correction is not None and self.line.value != self.correction.offered:
            return
        lines = self._lines()
        ids = [each.id for each in lines]
        seen = self.correction.seen.id if self.correction is not None else ""
        here = ids.index(seen) if seen in ids else len(ids)
        if here + steps >= len(ids):
            if self.correction is not None:
                self.saved()
        elif here + steps >= 0:
            self.correct(lines[here + steps])

    def action_leave(self) -> None:
        """Leave the line; while a record is corrected, leave that as it was."""
        if self.correction is None:
            super().action_leave()
        else:
            self.saved()
