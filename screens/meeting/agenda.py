"""How the agenda, the clock and the captured lines of a meeting look."""

from datetime import date, timedelta

from codesign.dates import short
from codesign.model import Commitment, CommitmentState, Item, Record, Voice
from codesign.views import clock
from codesign.views.clock import Agenda, BlockState, ClockState, Slot
from codesign.views.fields import permission_words
from codesign.words import name_of, say
from screens.widgets.lines import Line, cells, shown, wrapped

_MARKS = {BlockState.AHEAD: " ", BlockState.RUNNING: ">", BlockState.DONE: "✓"}


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
    """Return the running block, with what encloses it, and what is left of each."""
    if agenda.current is None:
        return ((f" {name_of(agenda.state.value, 'clock-state')}", "strong"),)
    parts: list[tuple[str, str]] = []
    if agenda.state is ClockState.PAUSED:
        parts.append((f" {say('clock-state.paused')} ", "warn"))
    for slot in [*_around(agenda, agenda.current), agenda.current]:
        late = slot.left < timedelta()
        left = (
            say("clock.over", time=clock.minutes_seconds(-slot.left)) if late else clock.minutes_seconds(slot.left)
        )
        parts += [
            (" › " if len(parts) > 1 else " ", "dim"),
            (f"{shown(slot.block.title)} ", "strong" if slot is agenda.current else "dim"),
            (left, "warn" if late or _nearly_over(slot) else "accent"),
        ]
    return tuple(parts)


def _around(agenda: Agenda, slot: Slot) -> list[Slot]:
    """Return what encloses a block, outermost first."""
    parent = next((each for each in agenda.slots if each.key == slot.block.parent), None)
    return [*_around(agenda, parent), parent] if parent is not None else []


def _nearly_over(slot: Slot) -> bool:
    return slot.left.total_seconds() * 5 < timedelta(minutes=slot.planned + slot.extra).total_seconds()


def clock_right(agenda: Agenda) -> Line:
    """Return how far the whole meeting has come, and whether it is behind."""
    if agenda.state is ClockState.NOT_STARTED:
        return ((f"{say('clock.whole', minutes=agenda.planned)} ", "dim"),)
    so_far = say("clock.so-far", time=clock.hours_minutes(agenda.elapsed), minutes=agenda.planned)
    late = clock.minutes(agenda.behind) > 0
    return ((f"{so_far} · ", "dim"), (f"{clock.drift_words(agenda.behind)} ", "warn" if late else "accent"))


def draw_line(record: Record, width: int, today: date) -> list[Line]:
    """Return a captured line or a commitment that is due: number and kind, the words, what is known of it."""
    lines: list[Line] = [((record.number, "strong"), (f"  {_kind(record)}", "dim"))]
    lines += [((line, ""),) for line in wrapped(shown(record.headline), width)]
    lines += [((line, style),) for words, style in _known(record, today) for line in wrapped(shown(words), width)]
    return [*lines, ()]


def _kind(record: Record) -> str:
    match record:
        case Item():
            return say("card.parked") if record.parked else name_of(record.kind.value, "item-kind")
        case Voice():
            return name_of(record.kind.value, "voice-kind")
        case Commitment():
            return f"{name_of('commitment', 'line-kind')} · {name_of(record.state.value, 'commitment-state')}"
    return name_of("decision", "line-kind")


def _known(record: Record, today: date) -> list[tuple[str, str]]:
    match record:
        case Voice():
            return [(permission_words(record.permission), "dim" if record.permission else "warn")]
        case Commitment():
            parts = [record.who] if record.who else []
            late = record.due is not None and record.due < today and record.state is CommitmentState.OPEN
            if record.due:
                parts.append(say("card.overdue" if late else "capture.due", day=short(record.due, today)))
            if record.because:
                parts.append(record.because)
            return [(" · ".join(parts), "warn" if late else "dim")] if parts else []
        case Item() if record.owners or record.due:
            parts = sorted(record.owners)
            if record.due:
                parts.append(say("capture.due", day=short(record.due, today)))
            return [(" · ".join(parts), "dim")]
    return []
