"""At most one frame on its way: what changes meanwhile goes with the next one.

Without this, whoever holds a key down over a slow line fills the line with frames that nobody will see, and waits
for all of them. Each frame ends with a question that every terminal answers (DSR 5, "are you well?"), so that the
program knows when it has arrived. A terminal is asked until it proves that it does not answer, and nothing is held
back before it has proved that it does.
"""

import threading
import time
from collections.abc import Callable

from screens.cells import Cells

ASK = "\x1b[5n"
ANSWER = "\x1b[0n"

_FIRST_ANSWER = 10.0
"""Seconds in which a terminal has to answer for the first time; later it is not asked any more."""
_ANSWER = 3.0
"""Seconds after which an answer is taken for lost."""


class Pace:
    """Sends the changes of cells, not faster than they arrive. Every method may be called from any thread."""

    def __init__(
        self, cells: Cells, send: Callable[[str], None], clock: Callable[[], float] = time.monotonic
    ) -> None:
        self._cells = cells
        self._send = send
        self._clock = clock
        self._lock = threading.Condition()
        self._begun = clock()
        self._asks = True
        self._answers = False
        """Whether the terminal has ever answered."""
        self._asked_at: float | None = None

    @property
    def holds_back(self) -> bool:
        """Whether changes wait for an answer."""
        return self._answers and self._asked_at is not None

    def begin(self) -> None:
        """Take note that the program has the terminal, and nobody knows what it shows."""
        with self._lock:
            self._cells.lose()
            self._begun, self._asks, self._asked_at = self._clock(), True, None

    def draw(self, frame: str, size: tuple[int, int]) -> None:
        """Show a frame for a terminal of so many columns and lines, now or with the next ones."""
        with self._lock:
            if size != self._cells.size:
                self._cells.resize(*size)
            self._cells.take(frame)
            self._go_on()

    def lose(self) -> None:
        """Take note that something else may have written to the terminal; the next frame shows everything."""
        with self._lock:
            self._cells.lose()

    def cover(self) -> None:
        """Make the terminal blank, at once: this does not wait until what was sent before has arrived."""
        with self._lock:
            self._cells.cover()
            self._send(self._cells.changes())

    def answered(self) -> None:
        """Take note that the last frame has arrived."""
        with self._lock:
            self._answers, self._asked_at = True, None
            self._lock.notify_all()
            self._go_on()

    def finish(self, patience: float) -> None:
        """Ask nothing any more, and wait at most so many seconds for the answer that is still to come."""
        with self._lock:
            self._asks = False
            if self._answers:
                self._lock.wait_for(lambda: self._asked_at is None, patience)

    def look_at_clock(self) -> None:
        """Go on without an answer that does not come."""
        with self._lock:
            if self._asked_at is not None and self._clock() - self._asked_at > _ANSWER:
                self._asked_at = None
                self._go_on()

    def _go_on(self) -> None:
        if self.holds_back or not self._cells.changed:
            return
        changes = self._cells.changes()
        if not changes:
            return
        if not self._answers and self._clock() - self._begun > _FIRST_ANSWER:
            self._asks = False
        if self._asks and self._asked_at is None:
            self._asked_at = self._clock()
            changes += ASK
        self._send(changes)


class Answers:
    """Takes a terminal's answers out of what it sends, however that is cut into pieces."""

    def __init__(self) -> None:
        self._held = ""
        """What may be the beginning of an answer."""

    def take(self, text: str) -> tuple[str, int]:
        """Return the keys in a text, and how many answers were among them."""
        text, self._held = self._held + text, ""
        count = text.count(ANSWER)
        if count:
            text = text.replace(ANSWER, "")
        for begun in (ANSWER[:3], ANSWER[:2]):  # an escape alone is a key, which must not wait
            if text.endswith(begun):
                text, self._held = text[: -len(begun)], begun
                break
        return text, count

    def rest(self) -> str:
        """Return what was held back once nothing follows it."""
        held, self._held = self._held, ""
        return held
