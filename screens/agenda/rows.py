"""How an agenda looks while it is planned."""

from datetime import time

from codesign.dates import hour_minute
from codesign.views.planning import Row, Sums
from codesign.words import name_of, say
from screens.glyphs import BETWEEN
from screens.widgets.lines import Line, cells, cut, shown, wrapped

_BEGINS = 7
"""Columns for when a block begins."""
_MINUTES = 4
"""Columns for how long it takes."""


def draw_row(row: Row, width: int) -> list[Line]:
    """Return a block: when it begins, how long it takes, its title, what it is and who leads it; below it what
    does not fit together, and its notes."""
    block = row.block
    head = f"{_at(row.begins):<{_BEGINS}}"
    minutes = f"{block.minutes:>{_MINUTES}}  "
    indent = "  " * row.depth
    room = width - cells(head + minutes + indent)
    aside = cut(
        shown(BETWEEN.join(filter(None, (name_of(block.kind.value, "block-kind"), block.lead)))), room // 2
    )
    first, *rest = wrapped(shown(block.title), room - cells(aside) - 2)
    gap = " " * (room - cells(first) - cells(aside))
    style = "strong" if row.parts is not None else ""
    lines: list[Line] = [
        (
            (head, "accent" if block.locked else "dim"),
            (minutes, "" if row.adds_up else "warn"),
            (indent + first, style),
            (gap, ""),
            (aside, "dim"),
        )
    ]
    margin = " " * cells(head + minutes + indent)
    lines += [((margin + line, style),) for line in rest]
    lines += [((margin + line, how),) for text, how in _below(row) for line in wrapped(text, room, 2)]
    return lines


def _below(row: Row) -> list[tuple[str, str]]:
    """Return what is said below a block, and how it looks."""
    found: list[tuple[str, str]] = []
    if not row.adds_up:
        found.append((say("agenda.parts", parts=row.parts, minutes=row.block.minutes), "warn"))
    if row.block.locked is not None:
        found.append(_lock(row))
    if row.block.notes:
        found.append((shown(row.block.notes), "dim"))
    return found


def _lock(row: Row) -> tuple[str, str]:
    at = _at(row.block.locked)
    slack = row.lock.slack if row.lock else 0
    if slack < 0:
        return say("agenda.too-late", at=at, n=-slack), "warn"
    return (say("agenda.slack", at=at, n=slack) if slack else say("agenda.fixed", at=at)), "dim"


def _at(moment: time | None) -> str:
    return hour_minute(moment) if moment else ""


def draw_sums(sums: Sums) -> Line:
    """Return how long the meeting is planned to be, and whether that is how long it is to take."""
    minutes = say("agenda.minutes", n=sums.minutes)
    if sums.length is None:
        told: Line = ((f" {minutes}", "strong"),)
    elif sums.over:
        words = say("agenda.over" if sums.over > 0 else "agenda.free", n=abs(sums.over))
        of = say("agenda.of", minutes=minutes, length=sums.length)
        told = ((f" {say('show.before', name=of)} ", "strong"), (words, "warn"))
    else:
        told = ((f" {say('agenda.of', minutes=minutes, length=sums.length)}", "strong"),)
    return (*told, (f"{BETWEEN}{say('agenda.talks', n=sums.talks)}", "dim"))


def draw_times(sums: Sums) -> Line:
    """Return when the meeting is to begin and to end, where that is known."""
    if sums.begins is None or sums.ends is None:
        return ((f"{say('agenda.no-start')} ", "dim"),)
    return ((f"{say('agenda.from-to', begins=_at(sums.begins), ends=_at(sums.ends))} ", "accent"),)
