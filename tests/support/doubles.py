"""Stand-ins for the clock and the ids, and partnerships that live in memory."""

from datetime import UTC, datetime, timedelta, tzinfo

from codesign.capture import LineKind, read_line
from codesign.commands.capture import Capture
from codesign.commands.demo import FillDemo, demo_partnerships
from codesign.opened import OpenPartnership
from codesign.ports import Clock, today
from codesign.workspace import Workspace
from storage.drafts import MemoryDrafts
from storage.filters import MemoryFilters
from storage.memory import MemoryShelf

NOW = datetime(2026, 11, 21, 10, 0, tzinfo=UTC)
"""A Saturday."""


class StillClock:
    """A clock that is moved by hand."""

    def __init__(self, now: datetime = NOW) -> None:
        self.moment = now

    def now(self) -> datetime:
        return self.moment

    def zone(self) -> tzinfo | None:
        return UTC

    def forward(self, **length: float) -> None:
        """Move on, by minutes=3 or seconds=10."""
        self.moment += timedelta(**length)


class CountingIds:
    """Ids that count: the same test makes the same ids."""

    def __init__(self, prefix: str = "id") -> None:
        self._prefix = prefix
        self._given = 0

    def new(self) -> str:
        self._given += 1
        return f"{self._prefix}{self._given:08d}"


def memory_workspace(clock: Clock | None = None, person: str = "ann") -> Workspace:
    """Return a workspace without a disk."""
    return Workspace(MemoryShelf(), clock or StillClock(), CountingIds(), MemoryDrafts(), person, MemoryFilters())


def river(clock: StillClock | None = None) -> OpenPartnership:
    """Return a new partnership without anything in it."""
    return memory_workspace(clock).create("River Clean-up")


def demo(clock: Clock | None = None) -> OpenPartnership:
    """Return the first demo partnership."""
    folder, name = next(iter(demo_partnerships().items()))
    opened = memory_workspace(clock).create(name)
    opened.execute(FillDemo(folder))
    return opened


def capture(opened: OpenPartnership, text: str, **where: str) -> str:
    """Capture a line and return its number."""
    line = read_line(text, default=LineKind.NEED, today=today(opened.clock), known=opened.known)
    done = opened.execute(Capture((line,), **where))
    assert done is not None
    return str(done.change.edits[0].now["number"])
