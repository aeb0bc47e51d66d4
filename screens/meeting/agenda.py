"""How the agenda and the clock of a meeting look."""

from collections.abc import Sequence
from datetime import timedelta

from codesign.views import clock
from codesign.views.clock import Agenda, BlockState, ClockState, Nearing, Slot
from codesign.views.talk import talk_time
from codesign.words import name_of, say
from screens.glyphs import BETWEEN, DONE, WITHIN
from screens.widgets.bars import Bar
from screens.widgets.lines import Line, cells, cut, shown, wrapped

_MARKS = {BlockState.AHEAD: " ", BlockState.RUNNING: ">", BlockState.DONE: DONE, BlockState.SKIPPED: "-"}
_STYLES = {BlockState.RUNNING: "strong", BlockState.DONE: "dim", BlockState.SKIPPED: "dim"}
_NEARING = {Nearing.SOON: "clock.soon", Nearing.AT_ONCE: "clock.at-once"}
_LEAST_TITLE = 6
"""Cells that a title has where there is any room for titles."""


class ClockBar(Bar):
    """The clock: what is left of the running block and of what encloses it, and of the whole meeting."""

    _agenda: Agenda | None = None

    def show(self, agenda: Agenda) -> None:
        """Show a meeting as it stands; what looks the same is not drawn anew."""
        self._agenda = agenda
        self.right = clock_right(agenda)
        width = self.size.width or self.app.size.width
        self.left = clock_left(agenda, width - sum(cells(text) for text, _style in self.right) - 1)

    def on_resize(self) -> None:
        """Give the titles the room that there is now."""
        if self._agenda is not None:
            self.show(self._agenda)


def draw_slot(slot: Slot, width: int) -> list[Line]:
    """Return a block of the agenda: a mark, its title, and its minutes, those it took before those planned."""
    minutes = f" {_minutes(slot)}"
    indent = f"{'  ' * slot.depth}{_MARKS[slot.state]} "
    style = _STYLES.get(slot.state, "")
    first, *rest = wrapped(shown(slot.block.title), width - len(indent) - cells(minutes))
    gap = " " * (width - len(indent) - cells(first) - cells(minutes))
    lines: list[Line] = [((indent, "accent"), (first, style), (gap, ""), (minutes, "accent"))]
    return [*lines, *(((" " * len(indent), ""), (line, style)) for line in rest)]


def _minutes(slot: Slot) -> str:
    if slot.state is BlockState.SKIPPED:
        return say("clock.skipped")
    took = f"{clock.minutes(slot.actual)}/" if slot.actual or slot.state is not BlockState.AHEAD else ""
    added = slot.extra + slot.shift
    planned = str(slot.planned) if slot.planned or not added else ""
    return f"{took}{planned}{f'{added:+d}' if added else ''}"


def clock_left(agenda: Agenda, width: int) -> Line:
    """Return what is left of the running block and of what encloses it, the innermost first. The times stand
    whatever the width in cells is; the titles share what room there is beside them."""
    if agenda.current is None:
        return ((f" {name_of(agenda.state.value, 'clock-state')}", "strong"),)
    blocks = [agenda.current, *_around(agenda, agenda.current)]
    before: Line = ((f" {say('clock-state.paused')} ", "warn"),) if agenda.state is ClockState.PAUSED else ()
    times = [_innermost(blocks[0]), *map(_enclosing, blocks[1:])]
    taken = sum(cells(text) for line in (before, *times) for text, _style in line)
    titles = [shown(slot.block.title) for slot in blocks]
    rooms = _rooms([cells(title) for title in titles], width - taken)
    parts = list(before)
    for n, (time, title, room) in enumerate(zip(times, titles, rooms, strict=True)):
        parts += [*time, (cut(title, room), "dim" if n else "strong")]
    return tuple(parts)


def _innermost(slot: Slot) -> Line:
    """Return the time of the running block to the second, and in words that it is nearly over."""
    nearing = slot.nearing
    if nearing is Nearing.NOT_YET:
        return ((f" {clock.minutes_seconds(slot.left)} ", "accent"),)
    if nearing is Nearing.OVER:
        return ((f" {say('clock.over', time=clock.minutes_seconds(-slot.left))} ", "alarm"), (" ", ""))
    style = "warn" if nearing is Nearing.SOON else "alarm"
    return ((f" {say(_NEARING[nearing])} {clock.minutes_seconds(slot.left)} ", style), (" ", ""))


def _enclosing(slot: Slot) -> Line:
    """Return the time of a block around it in whole minutes, so that each second draws one time only."""
    left = -(-slot.left // timedelta(minutes=1))
    words = say("clock.over-minutes", n=-left) if left < 0 else say("clock.in-minutes", n=left)
    return ((f" {WITHIN} ", "dim"), (f"{words} ", "accent" if slot.nearing is Nearing.NOT_YET else "warn"))


def _rooms(lengths: Sequence[int], room: int) -> list[int]:
    """Share a number of cells among titles: half of it for the first, the rest for those around it, and what one
    of them does not need for the others."""
    rooms: list[int] = []
    for n, length in enumerate(lengths):
        later = lengths[n + 1 :]
        kept = min(sum(later), max((room + 1) // 2 if later else 0, _LEAST_TITLE * len(later)))
        rooms.append(max(0, min(length, room - kept)))
        room -= rooms[-1]
    return rooms


def _around(agenda: Agenda, slot: Slot) -> list[Slot]:
    """Return what encloses a block, innermost first."""
    parent = next((each for each in agenda.slots if each.key == slot.block.parent), None)
    return [parent, *_around(agenda, parent)] if parent is not None else []


def talk_right(agenda: Agenda) -> Line:
    """Return how much of what ran was talk to the room."""
    found = talk_time(agenda)
    return ((f"{say('clock.talk', percent=found.percent)} ", "dim"),) if found.ran else ()


def clock_right(agenda: Agenda) -> Line:
    """Return how far the whole meeting has come, and whether it is behind."""
    if agenda.state is ClockState.NOT_STARTED:
        return ((f"{say('clock.whole', minutes=agenda.planned)} ", "dim"),)
    whole = say("clock.total", minutes=agenda.planned, extra=agenda.extra) if agenda.extra else agenda.planned
    so_far = say("clock.so-far", time=clock.hours_minutes(agenda.elapsed), minutes=whole)
    if agenda.state is ClockState.ENDED:
        return ((f"{so_far} ", "dim"),)
    late = clock.minutes(agenda.behind) > 0
    return ((f"{so_far}{BETWEEN}", "dim"), (f"{clock.drift_words(agenda.behind)} ", "warn" if late else "accent"))
