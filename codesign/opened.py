"""An open partnership: its records are read here, and commands carried out on it: execute, undo, redo, refresh.

What only some of that needs is imported where it is done: most commands read, and wait for none of it.
"""

from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING, Protocol, TypeVar

import msgspec

from codesign.changes import Change, Committed, change, require_unchanged, swapped
from codesign.commands import Command, Maker
from codesign.errors import NotFound, NotSaved, Refused
from codesign.model import Partnership, Record
from codesign.organisation import Organisation
from codesign.ports import Clock, Drafts, Ids, Kept, PurgeReport, SavedFilter, SavedFilters, Store, Visitor, today
from codesign.records import Records, as_number
from codesign.text import one_line
from codesign.undo import Steps
from codesign.views.voices import unrecorded
from codesign.words import say

if TYPE_CHECKING:
    from codesign.capture import Known
    from codesign.commands.purging import Purge
    from codesign.views.filters import Asking

Listener = Callable[[Committed], None]
L = TypeVar("L")


class Surroundings(Protocol):
    """What an open partnership needs besides its store."""

    clock: Clock
    ids: Ids
    drafts: Drafts
    filters: SavedFilters
    person: str
    """Who is at the keyboard."""
    organisation: Callable[[], Organisation]
    """Reads what is set for documents."""


class OpenPartnership:
    """One partnership, open. Its records are read here, and changed by commands only."""

    def __init__(self, folder: str, store: Store, surroundings: Surroundings) -> None:
        self.folder = folder
        self.clock = surroundings.clock
        self.drafts = surroundings.drafts
        self.organisation = surroundings.organisation
        self._filters = surroundings.filters
        self._store = store
        self._ids = surroundings.ids
        self._person = surroundings.person
        self.unsaved = ""
        """Why the last change is not on the disk; "" where it is."""
        self.others: tuple[Visitor, ...] = ()
        """Who else had the partnership open at the last look around."""
        self._listeners: list[Listener] = []
        self._company_listeners: list[Callable[[], None]] = []
        self._place = Visitor(self._person, "")
        self._steps = Steps()

    @property
    def records(self) -> Records:
        """The records as they are now; the same object shows later states."""
        return self._store.records

    @property
    def partnership(self) -> Partnership:
        """The record of the partnership itself.

        Raises:
            NotFound: the folder holds none.
        """
        found = self.records.partnership
        if found is None:
            raise NotFound(say("refused.no-partnership-record", folder=self.folder))
        return found

    @property
    def problems(self) -> tuple[str, ...]:
        """What could not be read, a line for each."""
        return self._store.problems

    @property
    def person(self) -> str:
        """Who is at the keyboard."""
        return self._person

    @property
    def warnings(self) -> tuple[str, ...]:
        """Clocks that cannot be right, a line for each. Nothing is lost by them, but what was set apart from each
        other may show the older value."""
        return tuple(
            say("store.clock-ahead", device=device, days=each.days, own=self._store.device)
            for device, each in self._store.ahead(self.clock.now()).items()
        )

    @property
    def writable(self) -> bool:
        """Whether this person may write here."""
        return self._store.writable

    @property
    def known(self) -> "Known":
        """What the capture grammar looks up here."""
        from codesign.capture import Known

        partnership = self.records.partnership
        return Known(
            number=lambda number: len(self.records.numbered(number)) == 1,
            sectors=partnership.sectors if partnership else (),
            me=self.asking.my_name,
        )

    @property
    def asking(self) -> "Asking":
        """What a filter needs to be answered here, today and for this person."""
        from codesign.views.filters import Asking

        return Asking(self.records, today(self.clock), self._person, self.has_draft)

    def draft_key(self, record: Record) -> str:
        """Return the key under which the draft lies of whoever rewrites a record."""
        return f"{self.folder} edit {record.number}"

    def note_key(self, record: Record) -> str:
        """Return the key under which the draft lies of a note beside a record."""
        return f"{self.folder} note {record.number}"

    def has_draft(self, record: Record) -> bool:
        """Tell whether this person has typed something for a record and not saved it. No file is read for it, so
        that a board may ask for each card that it draws."""
        return self.drafts.has(self.draft_key(record)) or self.drafts.has(self.note_key(record))

    @property
    def filters(self) -> tuple[SavedFilter, ...]:
        """The filters that this person saved here, by name.

        Raises:
            StoreError: they cannot be read; the message names the file.
        """
        return self._filters.of(self.folder)

    def save_filter(self, name: str, text: str) -> None:
        """Keep a filter under a name, in the place of one of that name.

        Raises:
            Refused: it has no name, or asks for nothing.
            StoreError: it cannot be kept.
        """
        saved = SavedFilter(one_line(name), one_line(text))
        if not saved.name or not saved.text:
            raise Refused(say("refused.no-filter"))
        self._filters.save(self.folder, saved)

    def forget_filter(self, name: str) -> None:
        """Forget a filter.

        Raises:
            StoreError: it cannot be forgotten.
        """
        self._filters.forget(self.folder, name)

    def execute(self, command: Command) -> Committed | None:
        """Carry a command out and make it durable; None where it had nothing to change.

        Raises:
            Refused: it cannot be done on the records as they are.
            NotSaved: it is not durable; nothing was changed.
        """
        done = self._commit(command.apply)
        if done is not None:
            self._steps.note(done)
            if gone := unrecorded(done.change, self.records):
                self._forget_words(gone)
        return done

    def _forget_words(self, records: frozenset[str]) -> None:
        """Forget words that have been taken out of records, by id, wherever they are kept beside these: in half
        written rewrites, in what could be taken back, and in what was written before.

        Raises:
            NotSaved: they are out of the records, and not off the disk yet.
        """
        from codesign.commands.purging import Purge

        for record in filter(None, map(self.records.find, records)):
            for key in (self.draft_key(record), self.note_key(record)):
                self.drafts.put(key, "")
        self._steps.forget(records)
        self._commit(Purge((), tuple(sorted(records))).apply)
        self._store.purge()

    def purge(self, command: "Purge") -> PurgeReport:
        """Purge the words of records for ever, and say what became of the files. It cannot be taken back.

        Raises:
            Refused: one of them is gone.
            NotSaved: it is not durable, and nothing was changed; or it is, and the words are not off the disk yet.
        """
        self.execute(command)
        self._steps = Steps()  # they hold the words; the history from which they are read anew does not
        return self._store.purge()

    def undo(self) -> Committed:
        """Take back the last change that was made from this device and is not taken back yet.

        Raises:
            Refused: there is none, or somebody has changed the same fields since.
            NotSaved: it is not durable; nothing was changed.
        """
        return self._take_back(lambda: self._steps.done, "undo.nothing")

    def redo(self) -> Committed:
        """Do again what `undo` took back.

        Raises:
            Refused: there is nothing to do again, or somebody has changed the same fields since.
            NotSaved: it is not durable; nothing was changed.
        """
        return self._take_back(lambda: self._steps.undone, "undo.nothing-redo")

    def _take_back(self, steps: Callable[[], list[Committed]], nothing: str) -> Committed:
        if not steps():
            self._steps = Steps.of(self.history(), self._store.device)
        if not steps():
            raise Refused(say(nothing))
        step = steps()[-1]

        def write(records: Records, _make: Maker) -> Change:
            require_unchanged(step, records)
            return swapped(step)

        try:
            done = self._commit(write)
        except Refused:
            steps().remove(step)  # or it would stand in the way of everything before it
            raise
        if done is None:
            raise Refused(say(nothing))
        self._steps.note(done)
        return done

    def _commit(self, write: Callable[[Records, Maker], Change]) -> Committed | None:
        from codesign.commands.purging import require_not_purged

        now = self.clock.now()

        if self._needs_letter(self.records):
            self._store.commit(self._person, now, self._claim_letter)

        def in_lock(records: Records) -> Change:
            wished = write(records, Maker(records, self._ids, now, self.clock.zone(), self._letter(records)))
            require_not_purged(wished, records)
            return wished

        try:
            done = self._store.commit(self._person, now, in_lock)
        except NotSaved as error:
            self.unsaved = str(error)
            raise
        self.unsaved = ""
        if done is not None:
            self._tell(done)
        return done

    def _letter(self, records: Records) -> str:
        """Return what this device adds to its numbers."""
        partnership = records.partnership
        return partnership.devices.get(self._store.device, "") if partnership else ""

    def _needs_letter(self, records: Records) -> bool:
        """Tell whether this device has no letter yet, or one that another claimed too while both were apart."""
        if records.partnership is None:
            return False
        devices = records.partnership.devices
        own = devices.get(self._store.device)
        return own is None or any(
            letter == own and device < self._store.device for device, letter in devices.items()
        )

    def _claim_letter(self, records: Records) -> Change:
        partnership = records.partnership
        if partnership is None or not self._needs_letter(records):
            return Change("", ())
        taken = set(partnership.devices.values())
        letter = next(each for each in _letters() if each not in taken)
        devices = {**partnership.devices, self._store.device: letter}
        claimed = msgspec.structs.replace(partnership, devices=devices)
        return change(say("label.device", letter=letter), (partnership, claimed), bookkeeping=True)

    def refresh(self) -> tuple[Committed, ...]:
        """Take in what others have committed, tell the listeners, and return it."""
        news = self._store.refresh()
        for each in news:
            self._tell(each)
        return news

    # Company

    def be_at(self, place: str, record: str = "") -> None:
        """Let the others see in which screen this person is, and which record they have open."""
        self._place = Visitor(self._person, place, record)
        self._store.be_at(self._place)

    def look_around(self) -> None:
        """Take in what others have committed and where they are, and tell the listeners.

        Raises:
            NewerData: a newer version has begun to write here.
        """
        self.refresh()
        if self._place.place:
            self._store.be_at(self._place)
        others = self._store.others()
        if others != self.others:
            self.others = others
            for each in tuple(self._company_listeners):
                each()

    def watch(self, told: Callable[[], None]) -> Callable[[], None]:
        """Call `told`, from any thread, when it is time to look around; returns what ends that."""
        return self._store.watch(told)

    def with_company(self, listener: Callable[[], None]) -> Callable[[], None]:
        """Call the listener when somebody came, left or moved; returns what ends that."""
        return _listed(listener, self._company_listeners)

    # What could not be saved

    @property
    def rescued(self) -> tuple[Kept, ...]:
        """The changes that could not be saved and are kept aside, oldest first."""
        return self._store.rescued()

    def bring_back(self, name: str) -> Committed | None:
        """Make a change that could not be saved, and put away what was kept of it.

        Raises:
            NotFound: there is none of that name.
            Refused: it is there already, or what it changes is gone.
            NotSaved: it still cannot be saved; it is kept as it was.
        """
        from codesign.commands.restoring import BringBack

        kept = next((each for each in self.rescued if each.name == name), None)
        if kept is None:
            raise NotFound(say("rescue.none-of-name", name=name))
        done = self.execute(BringBack(kept.change))
        self.put_away(name)
        return done

    def put_away(self, name: str) -> None:
        """Put a kept change away without making it.

        Raises:
            NotFound: there is none of that name.
            NotSaved: it cannot be put away.
        """
        self._store.settle_rescued(name)

    def history(self, record: str = "") -> Iterator[Committed]:
        """Yield all changes, oldest first; with a record's id only those that touched it."""
        for each in self._store.history():
            if not record or any(edit.id == record for edit in each.change.edits):
                yield each

    def subscribe(self, listener: Listener) -> Callable[[], None]:
        """Call the listener after each commit, one's own and others'; returns what ends that."""
        return _listed(listener, self._listeners)

    def _tell(self, done: Committed) -> None:
        for listener in tuple(self._listeners):
            listener(done)

    def numbered(self, number: str) -> Record:
        """Return the record that bears a number, as people type it.

        Raises:
            NotFound: none does, or more than one.
        """
        written = as_number(number)
        found = self.records.numbered(written) if written else ()
        if len(found) != 1:
            raise NotFound(say("refused.no-number", number=number))
        return found[0]

    def close(self) -> None:
        """Let go of the files."""
        self._listeners.clear()
        self._company_listeners.clear()
        self._store.close()


def _listed(listener: L, listeners: list[L]) -> Callable[[], None]:
    """Add a listener and return what takes it away again, where closing has not done so already."""
    listeners.append(listener)

    def end() -> None:
        if listener in listeners:
            listeners.remove(listener)

    return end


def _letters() -> Iterator[str]:
    """Yield b to z, then ba, bb ... Letters, because a digit would read as part of the number."""
    alphabet = "abcdefghijklmnopqrstuvwxyz"
    yield from alphabet[1:]
    yield from (first + second for first in alphabet[1:] for second in alphabet)
