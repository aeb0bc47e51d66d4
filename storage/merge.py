"""The records that a set of journal lines makes, whatever the order in which the lines arrive.

For each record it is kept under which stamp each path was last written. A record that nobody has changed
since it was made needs one stamp for all of its paths.

Texts that were rewritten apart are all live: a text is replaced only by a line that names its stamp, which
its author can only do who had seen it. Which text is shown then, storage.entries says.

Where the words of a record were purged, a line counts as what `storage.purging` leaves of it, whether it was taken
in before or after that became known.
"""

from collections.abc import Iterable, Mapping
from datetime import datetime, timedelta
from typing import Any

import msgspec

from codesign.changes import Change, Edit
from codesign.errors import Refused
from codesign.model import SCHEMA, ExportRecord, InvalidRecord, NewerRecord, Record, build, plain, table_of
from codesign.model.fields import Rule, gone_with_words, required_texts, rule_of, rules, value_at
from codesign.records import HeldRecords
from codesign.text import clean
from codesign.words import say
from storage.entries import Entry, carry, clear_words, live_texts, mark_of, write_at, write_first
from storage.journal import FORMAT, Line
from storage.purging import export_left, known_purges, left_of, named_by
from storage.stamps import StampClock, device_of, moment_of


class Last(msgspec.Struct, frozen=True, gc=False):
    """The last line taken in of a device: its number, crc and stamp, and where it begins and ends in bytes."""

    n: int = 0
    crc: int = 0
    stamp: str = ""
    begins: int = 0
    ends: int = 0


class _Outcome(msgspec.Struct, frozen=True, gc=False):
    """What an edit makes of a record: its plain form and its stamps, and the record or why there is none."""

    edit: Edit
    form: dict[str, Any]
    stamps: str | Entry
    record: Record | None
    why: str


class State(msgspec.Struct):
    """Records and their stamps, made by applying lines."""

    records: HeldRecords = msgspec.field(default_factory=HeldRecords)
    stamps: dict[str, str | Entry] = msgspec.field(default_factory=dict)
    """A record with nothing but "" has that stamp alone instead of an entry: most have."""
    unfinished: dict[str, tuple[str, dict[str, Any], str]] = msgspec.field(default_factory=dict)
    """Records that cannot be built: their table, what is known of them, and why."""
    last: dict[str, Last] = msgspec.field(default_factory=dict)
    clock: StampClock = msgspec.field(default_factory=StampClock)
    purges: dict[str, tuple[str, ...]] = msgspec.field(default_factory=dict)
    """By record the stamps of the changes that purged its words, as far as is known."""
    purged_by: set[str] = msgspec.field(default_factory=set)
    """The stamps of those of these changes that were taken in."""
    unpurged: bool = False
    """Whether words were read that are purged: they still stand in a file."""
    _foreseen: tuple[Line, list[_Outcome]] | None = None
    """The line that was last asked for and what it will make of the state: nearly always it is applied next."""

    def clear(self) -> None:
        """Forget everything but what is purged; the records object stays the same."""
        self.records.clear()
        self.stamps.clear()
        self.unfinished.clear()
        self.last.clear()
        self.purged_by.clear()
        self.unpurged = False
        self._foreseen = None

    def apply(self, line: Line, crc: int, begins: int, ends: int) -> None:
        """Take in a line. Lines of one device come in their order, devices in any.

        Raises:
            InvalidRecord: it holds a table that is not known, or a record of a newer version; nothing of it
                was taken in.
        """
        foreseen, self._foreseen = self._foreseen, None
        if foreseen is not None and foreseen[0] is line:
            for outcome in foreseen[1]:
                self._take(outcome)
        else:
            self._take_in(line)
        self.last[line.device] = Last(line.n, crc, line.stamp, begins, ends)

    def _take_in(self, line: Line) -> None:
        purging = False
        for edit in line.edits:
            table_of(edit.table)
            schema = edit.now.get("schema")
            if isinstance(schema, int) and schema > SCHEMA:
                raise NewerRecord(f"{edit.table} {edit.now.get('number')}")
            purging |= edit.purges
        self.clock.see(line.stamp)
        if purging or line.knows:
            self._learn(line)
        mark = mark_of(line)
        for edit in line.edits:  # one after the other: two of them may be of one record
            if edit.purges and line.stamp in self.purged_by:
                continue  # it was noted beside the journals
            left = left_of(edit, line, self.purges) if self.purges else edit
            self.unpurged |= left is not edit
            self._take(self._outcome(left, line, mark))
        if purging:
            self.purged_by.add(line.stamp)

    def ahead(self, now: datetime) -> dict[str, timedelta]:
        """Return the devices whose last line lies more than a day in the future of a wall clock, and how far."""
        found = {device: moment_of(last.stamp) - now for device, last in self.last.items()}
        return {device: ahead for device, ahead in sorted(found.items()) if ahead > timedelta(days=1)}

    def next_line(self, change: Change, device: str, by: str, at: datetime) -> Line:
        """Return the line that a change becomes on this state.

        In its edits stands what really was there, for that is what taking it back restores; what the author
        saw is in the line's base.

        Raises:
            Refused: it would make a record that is not valid; the message names record and field.
        """
        last = self.last.get(device, Last())
        line = Line(
            v=FORMAT,
            device=device,
            n=last.n + 1,
            stamp=self.clock.tick(at, device),
            by=clean(by) or "?",
            at=at,
            label=clean(change.label),
            edits=tuple(map(self._as_it_was, change.edits)),
            after=last.crc,
            base={edit.id: base for edit in change.edits if (base := self._live_stamps(edit))},
            knows=self._known_to(change.edits) if self.purges else {},
            undoes=change.undoes,
            again=change.again,
            bookkeeping=change.bookkeeping,
        )
        if self.purges:
            self._refuse_purged(line)
        mark = mark_of(line)
        outcomes = [self._outcome(edit, line, mark) for edit in line.edits]
        for outcome in outcomes:
            if outcome.why:
                raise Refused(outcome.why)
        if len({edit.id for edit in line.edits}) == len(outcomes) and not any(edit.purges for edit in line.edits):
            self._foreseen = line, outcomes
        return line

    def _known_to(self, edits: Iterable[Edit]) -> dict[str, tuple[str, ...]]:
        """Return the purges of what some edits may hold."""
        return {each: self.purges[each] for edit in edits for each in named_by(edit) if each in self.purges}

    def _refuse_purged(self, line: Line) -> None:
        """Refuse a line that would write words where they are purged."""
        for edit in line.edits:
            if left_of(edit, line, self.purges) is not edit:
                record = self.records.find(edit.id)
                raise Refused(say("withdrawn.refused", number=record.number if record else edit.id))

    def _as_it_was(self, edit: Edit) -> Edit:
        if edit.made or edit.purges:  # what was there is what a purge takes
            return edit
        kind = table_of(edit.table)
        record = self.records.get(kind, edit.id)
        if record is None:
            return edit
        form = plain(record)
        was = {path: found for path in edit.now if (found := value_at(kind, form, path)) is not None}
        return msgspec.structs.replace(edit, was=was)

    def _live_stamps(self, edit: Edit) -> dict[str, tuple[str, ...]]:
        """Return, by path of an edit's texts, the stamps of those live texts that its author had seen."""
        if edit.made:
            return {}
        kind = table_of(edit.table)
        record = self.records.get(kind, edit.id)
        if record is None:
            return {}
        if edit.purges:  # of the texts that were there only empty ones will be left
            made = self._entry(edit.id).get("", "")
            return {path: (made,) for path in edit.now if made and path in required_texts(kind)}
        form = plain(record)
        found: dict[str, tuple[str, ...]] = {}
        for path in edit.now:
            if rule_of(kind, path) is Rule.TEXT:
                seen = {edit.was.get(path), *edit.beside.get(path, ())}
                live = live_texts(self._entry(edit.id), form, path)
                if stamps := tuple(sorted(stamp for stamp, text in live.items() if text in seen)):
                    found[path] = stamps
        return found

    def _entry(self, record_id: str) -> Entry:
        entry = self.stamps.get(record_id, {})
        return {"": entry} if isinstance(entry, str) else entry

    def _outcome(self, edit: Edit, line: Line, mark: Mapping[str, Any]) -> _Outcome:
        kind = table_of(edit.table)
        if edit.made and edit.id not in self.stamps:
            return self._made(edit, kind, line.stamp, mark)
        record = self.records.get(kind, edit.id)
        known = self.unfinished.get(edit.id)
        form: dict[str, Any] = dict(known[1]) if known else plain(record) if record else {"id": edit.id}
        entry = dict(self._entry(edit.id))
        made_now = edit.made and "" not in entry
        if made_now:
            entry[""] = line.stamp
            form["made"] = mark
        elif line.stamp > entry.get("=", ""):
            entry["="] = line.stamp
            form["changed"] = mark
        if edit.purges and not edit.only and line.stamp >= max(self.purges.get(edit.id, ("",))):
            form["purged"] = mark
        base = line.base.get(edit.id, {})
        for path, value in edit.now.items():
            write_at(kind, form, entry, path, value, line.stamp, base.get(path, ()), self._arrived)
        return _outcome(edit, kind, form, entry[""] if entry.keys() == {""} else entry)

    def _made(self, edit: Edit, kind: type[Record], stamp: str, mark: Mapping[str, Any]) -> _Outcome:
        """Return the outcome of the first that is heard of a record, when that is its making."""
        form: dict[str, Any] = {"id": edit.id, "made": mark}
        plainly = rules(kind)
        for path, value in edit.now.items():
            if path not in plainly:
                write_first(kind, form, path, value)
            elif value is not None:
                form[path] = value
        return _outcome(edit, kind, form, carry(edit, form, stamp) or stamp)

    # What was purged

    def _learn(self, line: Line) -> None:
        """Take note of purges that a line makes or knows of. What is there was written without knowing of them:
        who knows tells it here first."""
        for key, stamps in known_purges(line).items():
            known = self.purges.get(key, ())
            if not stamps.issubset(known):
                self.purges[key] = tuple(sorted({*known, *stamps}))
                self._take_words(key)

    def purge_as(self, line: Line) -> None:
        """Take in what a line purges, whether or not it is in a journal."""
        if line.stamp not in self.purged_by:
            self.clock.see(line.stamp)
            self._learn(line)
            mark = mark_of(line)
            for edit in line.edits:
                self._take(self._outcome(left_of(edit, line, self.purges), line, mark))
            self.purged_by.add(line.stamp)

    def purge(self, purges: Mapping[str, Iterable[str]]) -> None:
        """Take the words away that purges which are known from elsewhere take."""
        for key, stamps in purges.items():
            self.purges[key] = tuple(sorted({*self.purges.get(key, ()), *stamps}))
            self._take_words(key)

    def _take_words(self, key: str) -> None:
        record_id, _, name = key.partition("/")
        for export in tuple(self.records.all(ExportRecord)):
            printed = any(item.record == record_id for item in export.items.values())
            if printed and (left := export_left(plain(export), record_id, whole=not name)) is not None:
                self.unpurged = True
                self.records.put(build(ExportRecord, left))
        known = self.unfinished.get(record_id)
        record = self.records.find(record_id)
        if known is not None:
            kind, form = table_of(known[0]), dict(known[1])
        elif record is not None:
            kind, form = type(record), plain(record)
        else:
            return
        entry = dict(self._entry(record_id))
        self.unpurged |= clear_words(form, entry, frozenset({name}) if name else gone_with_words(kind), kind)
        edit = Edit(kind.TABLE, record_id, {})
        self._take(_outcome(edit, kind, form, entry[""] if entry.keys() == {""} else entry))

    def _arrived(self, stamp: str) -> bool:
        last = self.last.get(device_of(stamp))
        return last is not None and stamp <= last.stamp

    def _take(self, outcome: _Outcome) -> None:
        edit = outcome.edit
        self.stamps[edit.id] = outcome.stamps
        if outcome.record is None:
            self.unfinished[edit.id] = (edit.table, outcome.form, outcome.why)
        else:
            if self.unfinished:
                self.unfinished.pop(edit.id, None)
            self.records.put(outcome.record)


def _outcome(edit: Edit, kind: type[Record], form: dict[str, Any], stamps: str | Entry) -> _Outcome:
    try:
        return _Outcome(edit, form, stamps, build(kind, form), "")
    except InvalidRecord as error:
        return _Outcome(edit, form, stamps, None, str(error))
