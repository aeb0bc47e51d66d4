"""What the domain needs from outside: a clock, ids, a store for each partnership, a shelf of them, drafts,
saved filters, what a person has learned of the program."""

from collections.abc import Callable, Iterator, Mapping
from datetime import date, datetime, timedelta, tzinfo
from typing import Protocol

import msgspec

from codesign.changes import Change, Committed
from codesign.records import Records


class Clock(Protocol):
    """The time of day; tests bring their own."""

    def now(self) -> datetime:
        """Return the present moment, aware, in UTC."""
        ...

    def zone(self) -> tzinfo | None:
        """Return the zone in which times are shown; None for the machine's own."""
        ...


def today(clock: Clock) -> date:
    """Return the date where the people are."""
    return clock.now().astimezone(clock.zone()).date()


class Ids(Protocol):
    def new(self) -> str:
        """Return an id that was never given before and sorts after all that this object gave."""
        ...


class Visitor(msgspec.Struct, frozen=True, omit_defaults=True):
    """Somebody who has a partnership open."""

    person: str
    place: str
    """The screen they are in, a key under [presence]."""
    record: str = ""
    """The id of the record that they have open."""

    @property
    def order(self) -> tuple[str, str, str]:
        """What they are sorted by: the name, then where they are."""
        return self.person.casefold(), self.place, self.record


class Kept(msgspec.Struct, frozen=True):
    """A change that could not be saved and was kept aside."""

    name: str
    partnership: str
    """The name of its folder."""
    by: str
    at: datetime
    change: Change


class PurgeReport(msgspec.Struct, frozen=True, omit_defaults=True):
    """What a purge did to files; each is named by its path in the data folder, or in the person's own."""

    rewritten: tuple[str, ...] = ()
    removed: tuple[str, ...] = ()
    left: tuple[str, ...] = ()
    """What could not be reached, a line for each with what to do about it."""

    def __bool__(self) -> bool:
        return bool(self.rewritten or self.removed or self.left)


class Store(Protocol):
    """The records of one partnership, durable.

    Everything that implements it passes tests/contract/test_store.py.
    """

    @property
    def records(self) -> Records:
        """The records as they are now; the same object shows later states."""
        ...

    @property
    def device(self) -> str:
        """The id of the device that writes here."""
        ...

    @property
    def problems(self) -> tuple[str, ...]:
        """What could not be read when it was loaded, a line for each."""
        ...

    def ahead(self, now: datetime) -> Mapping[str, timedelta]:
        """Return which devices have written with a clock more than a day ahead of `now`, and by how much."""
        ...

    @property
    def writable(self) -> bool:
        """Whether this person may write here."""
        ...

    def commit(self, by: str, at: datetime, write: Callable[[Records], Change]) -> Committed | None:
        """Make a change durable, all of it or nothing.

        `write` is called with the newest records, those of other processes included, and nobody else writes
        until the change is on the disk. A change without edits commits nothing and returns None.

        Raises:
            Refused: raised by `write`; nothing was changed.
            NotSaved: it is not durable; the message says why and what to do.
        """
        ...

    def refresh(self) -> tuple[Committed, ...]:
        """Take in what other processes and devices have committed, and return it, oldest first."""
        ...

    def history(self) -> Iterator[Committed]:
        """Yield all changes in the order of their stamps."""
        ...

    def purge(self) -> PurgeReport:
        """Take the words that committed changes purge out of everything that is kept, and say what was done.

        A change purges the words of the records whose edits say so. From then on they are read nowhere, whatever
        old copy comes back; here they go from the disk as well. What a killed process did not get done is done
        when the partnership is opened the next time.

        Raises:
            NotSaved: it is not done; the message says why. It will be tried again.
        """
        ...

    def rescued(self) -> tuple[Kept, ...]:
        """Return the changes that could not be saved and are kept aside, oldest first."""
        ...

    def settle_rescued(self, name: str) -> None:
        """Put a kept change away, because it was brought back or is not wanted.

        Raises:
            NotFound: there is none of that name.
            NotSaved: it cannot be put away.
        """
        ...

    def watch(self, told: Callable[[], None]) -> Callable[[], None]:
        """Call `told`, from any thread, soon after another process has committed or moved; returns what ends
        that. It is a help to be quick and no promise: refresh from time to time as well."""
        ...

    def be_at(self, visitor: Visitor) -> None:
        """Let the others see who is here and where, until it is closed. It is no change and leaves no trace."""
        ...

    def others(self) -> tuple[Visitor, ...]:
        """Return who else has it open, sorted by name."""
        ...

    def close(self) -> None:
        """Let go of files; commits are durable without it."""
        ...


class Shelf(Protocol):
    """The partnerships of one data folder."""

    def folders(self) -> tuple[str, ...]:
        """Return the names of the partnerships' folders, sorted."""
        ...

    def title(self, folder: str) -> str:
        """Return the title of the partnership in a folder, "" where there is none; what has to be told apart is
        asked of all, so that it is not opened for it if that can be avoided.

        Raises:
            StoreError: it cannot be read.
        """
        ...

    def open(self, folder: str) -> Store:
        """Open the store in a folder.

        Raises:
            NotFound: there is no such folder.
            NewerData: a newer version wrote it.
        """
        ...

    def create(self, folder: str) -> Store:
        """Make a new folder and open the store in it.

        Raises:
            Refused: there is one of that name.
            NotSaved: it cannot be made; the message says why.
        """
        ...


class Drafts(Protocol):
    """Half-typed lines, kept for the person at this device until they are saved or given up."""

    def get(self, key: str) -> str:
        """Return the draft under a key, "" where there is none."""
        ...

    def has(self, key: str) -> bool:
        """Tell whether there is a draft under a key, without reading it."""
        ...

    def put(self, key: str, text: str) -> None:
        """Keep a draft; "" forgets it. A draft that cannot be kept is no error."""
        ...


class SavedFilter(msgspec.Struct, frozen=True):
    """A filter that somebody gave a name."""

    name: str
    text: str
    """As it is typed."""


class SavedFilters(Protocol):
    """The filters that a person saved, for each partnership their own. They are no part of its records."""

    def of(self, folder: str) -> tuple[SavedFilter, ...]:
        """Return those of a partnership's folder, by name.

        Raises:
            StoreError: they cannot be read; the message names the file.
        """
        ...

    def save(self, folder: str, saved: SavedFilter) -> None:
        """Keep a filter, in the place of one whose name differs by case or accents only.

        Raises:
            StoreError: those that are there cannot be read; they are left as they are.
            NotSaved: it is not durable; the message says why.
        """
        ...

    def forget(self, folder: str, name: str) -> None:
        """Forget a filter; one that is not there is forgotten already.

        Raises:
            StoreError: those that are there cannot be read; they are left as they are.
            NotSaved: it is still there; the message says why.
        """
        ...


class Seen(msgspec.Struct, frozen=True, omit_defaults=True):
    """How far somebody has got with something that the program tells of itself."""

    times: int = 0
    """How often it was shown."""
    dismissed: int = 0
    """How often it was sent away."""
    done: bool = False
    """Whether they did what it tells of."""


class Learned(Protocol):
    """What a person has learned of the program, so that it is not told again."""

    def get(self, name: str) -> Seen:
        """Return what is known of a name; of one that was never told, that nothing is."""
        ...

    def put(self, name: str, seen: Seen) -> None:
        """Keep it. That it cannot be kept is no error: then it is told once more."""
        ...
