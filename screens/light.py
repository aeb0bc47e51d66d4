"""The save light: whether the last change is on the disk, and who else is here, at the right end of the title.

While a commit waits, for the disk or for another program, the event loop waits with it and nothing is drawn. So
"saving" is written to the terminal by a thread, over the cells where the light stands.
"""

import contextlib
import threading
from collections.abc import Callable, Iterator

from textual.widget import Widget

from codesign.opened import OpenPartnership
from codesign.ports import Visitor
from codesign.words import say
from screens.glyphs import BETWEEN
from screens.widgets.lines import Line, cells, shown

PATIENCE = 0.15
"""Seconds that a commit may take before the light says that it does. A common one takes a millisecond."""

_MOST_NAMES = 2


def light(opened: OpenPartnership) -> Line:
    """Return what the title says of the last change."""
    if opened.unsaved:
        return ((f"{say('light.not-saved')} ", "warn"),)
    if not opened.writable:
        return ((f"{say('light.read-only')} ", "warn"),)
    return ((f"{say('light.saved')} ", "dim"),)


def company(others: tuple[Visitor, ...]) -> Line:
    """Return who else is here, the first names of them."""
    if not others:
        return ()
    names = list(dict.fromkeys(shown(each.person) for each in others))
    more = f" +{len(names) - _MOST_NAMES}" if len(names) > _MOST_NAMES else ""
    return ((f"{say('presence.with', who=', '.join(names[:_MOST_NAMES]))}{more}{BETWEEN}", "accent"),)


def where(opened: OpenPartnership, each: Visitor) -> str:
    """Return where somebody is, in words: the number of the record that they have open, or the screen."""
    record = opened.records.find(each.record)
    place = say(f"presence.{each.place}") if each.place in PLACES else ""
    return " ".join(part for part in (shown(each.person), place, record.number if record else "") if part)


PLACES = frozenset(
    {
        *("board", "card", "thread", "vision", "meeting", "agenda", "papers"),
        *("people", "balance", "tables", "answers", "deciding", "projector"),
        *("closing", "promises", "invited", "practice"),
        *("everything", "preview", "history", "imports"),
    }
)
"""The screens that have words under [presence]; a newer version may have others."""


@contextlib.contextmanager
def saving(bar: Widget, write: Callable[[str], None]) -> Iterator[None]:
    """Show that something is being saved, if the body takes long enough to be worth a word.

    `bar` is the title, at whose right end the light stands; `write` takes a frame for the terminal from any
    thread.
    """
    words = f"{say('light.saving')} "
    column, row = bar.region.right - cells(words) + 1, bar.region.y + 1

    drawn = False

    def draw() -> None:
        nonlocal drawn
        drawn = True
        write(f"\x1b[{row};{column}H\x1b[0;7m{words}\x1b[0m")

    timer = threading.Timer(PATIENCE, draw)
    timer.daemon = True
    timer.start()
    try:
        yield
    finally:
        timer.cancel()
        timer.join()
        if drawn:
            bar.refresh()
