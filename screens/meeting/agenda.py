"""How the agenda and the clock of a meeting look."""

from datetime import timedelta

from codesign.views import clock
from codesign.views.clock import Agenda, BlockState, ClockState, Slot
from codesign.views.talk import talk_time
from codesign.words import name_of, say
from screens.glyphs import BETWEEN, DONE, WITHIN
from screens.widgets.lines import Line, cells, shown, wrapped

_MARKS = {BlockState.AHEAD: " ", BlockState.RUNNING: ">", BlockState.DONE: DONE}


def draw_slot(slot: Slot, width: int) -> list[Line]:
    """Return a block of the agenda: a mark, its title, and its minutes, those it took before those planned."""
    took = f"{clock.minutes(slot.actual)}/" if slot.state is not BlockState.AHEAD else ""
    extra = f"{slot.extra:+d}" if slot.extra else ""
    minutes = f" {took}{slot.planned}{extra}"
    indent = f"{'  ' * slot.depth}{_MARKS[slot.state]} "
    style = {BlockState.AHEAD: "", BlockState.RUNNING: "strong", BlockState.DONE: "dim"}[slot.state]
    first, *rest = wrapped(shown(slot.block.title), width - len(indent) - len(minutes))
    gap = " " * (width - len(indent) - cells(first) - len(minutes))
    lines: list[Line] = [((indent, "accent"), (first, style), (gap, ""), (minutes, "accent"))]
    return [*lines, *(((" " * len(indent), ""), (line, style)) for line in rest)]


def clock_left(agenda: Agenda) -> Line:
    """Return what is left of the running block and of what encloses it, the innermost first: on a narrow screen
    the end is cut off."""
    if agenda.current is None:
        return ((f" {name_of(agenda.state.value, 'clock-state')}", "strong"),)
    parts: list[tuple[str, str]] = []
    if agenda.state is ClockState.PAUSED:
        parts.append((f" {say('clock-state.paused')} ", "warn"))
    for slot in [agenda.current, *reversed(_around(agenda, agenda.current))]:
        late = slot.left < timedelta()
        left = (
            say("clock.over", time=clock.minutes_seconds(-slot.left)) if late else clock.minutes_seconds(slot.left)
        )
        title = shown(slot.block.title)
        parts += [
            (" " if slot is agenda.current else f" {WITHIN} ", "dim"),
            (f"{left} ", "warn" if late or _nearly_over(slot) else "accent"),
            (title, "strong" if slot is agenda.current else "dim"),
        ]
    return tuple(parts)


def _around(agenda: Agenda, slot: Slot) -> list[Slot]:
    """Return what encloses a block, outermost first."""
    parent = next((each for each in agenda.slots if each.key == slot.block.parent), None)
    return [*_around(agenda, parent), parent] if parent is not None else []


def _nearly_over(slot: Slot) -> bool:
    return slot.left.total_seconds() * 5 < timedelta(minutes=slot.planned + slot.extra).total_seconds()


def talk_right(agenda: Agenda) -> Line:
    """Return how much of what ran was talk to the room."""
    found = talk_time(agenda)
    return ((f"{say('clock.talk', percent=found.percent)} ", "dim"),) if found.ran else ()


def clock_right(agenda: Agenda) -> Line:
    """Return how far the whole meeting has come, and whether it is behind."""
    if agenda.state is ClockState.NOT_STARTED:
        return ((f"{say('clock.whole', minutes=agenda.planned)} ", "dim"),)
    so_far = say("clock.so-far", time=clock.hours_minutes(agenda.elapsed), minutes=agenda.planned)
    if agenda.state is ClockState.ENDED:
        return ((f"{so_far} ", "dim"),)
    late = clock.minutes(agenda.behind) > 0
    return ((f"{so_far}{BETWEEN}", "dim"), (f"{clock.drift_words(agenda.behind)} ", "warn" if late else "accent"))
