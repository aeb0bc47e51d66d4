"""Heats as Markdown: a table each, with what is to be reached beside the figures, and whether it is."""

from collections.abc import Iterator, Sequence

from tests.bench.board.heats import Heat, Size, Took
from tests.bench.board.measures import FEW, FLOOR, MEASURES, Measure, Target
from tests.bench.board.programs import OURS
from tests.bench.board.watched import LIMIT
from tests.bench.figures import table, times

_NOTHING = "–"


def verdicts(heat: Heat) -> Iterator[tuple[Measure, bool | None, str]]:
    """Yield each measure that has a target, whether it is reached (None: nobody knows), and how that reads."""
    ours = _ours(heat)
    for measure in MEASURES:
        if (target := measure.target(heat.window, heat.cards)) is None:
            continue
        value, anchor = measure.value(ours), _anchor(heat, measure, target)
        if measure.part in ours.too_long:
            yield measure, False, "**missed**"
        elif value is None or (holds := target.holds(value, anchor)) is None:
            yield measure, None, "not measured"
        else:
            ratio = f", {times(value, anchor)}" if target.anchor and anchor else ""
            yield measure, holds, ("met" if holds else "**missed**") + ratio


def summary(heats: Sequence[Heat]) -> str:
    """Return how many targets are reached, and where which is not."""
    judged = [(heat, measure, holds) for heat in heats for measure, holds, _how in verdicts(heat)]
    met = sum(holds is True for _heat, _measure, holds in judged)
    unknown = sum(holds is None for _heat, _measure, holds in judged)
    lines = [f"Of {len(judged) - unknown} targets {met} are met."]
    if unknown:
        lines[0] += f" {unknown} more could not be measured."
    missed: dict[str, list[str]] = {}
    for heat, measure, holds in judged:
        if holds is False:
            missed.setdefault(measure.name, []).append(place(heat))
    if missed:
        lines += ["", "Missed:", "", *(f"* {name}: {'; '.join(where)}" for name, where in missed.items())]
    return "\n".join(lines)


def heat_table(heat: Heat) -> str:
    """Return the table of a heat, with what is to be known about it below."""
    judged = {measure.name: how for measure, _holds, how in verdicts(heat)}
    rows = [
        [
            measure.name,
            *(_cell(measure, took) for took in heat.took),
            _goal(measure, heat),
            judged.get(measure.name, ""),
        ]
        for measure in MEASURES
    ]
    head = ["", *(_title(took, heat) for took in heat.took), "target", ""]
    return "\n".join([table(place(heat).capitalize(), head, rows), "", *_notes(heat)])


def place(heat: Heat) -> str:
    """Return where a heat was run."""
    return f"{heat.cards:,} cards, {window(heat.window)}"


def window(size: Size) -> str:
    """Return a window as people say it."""
    return f"{size[0]}x{size[1]}"


def _ours(heat: Heat) -> Took:
    return next(took for took in heat.took if (took.name, took.cards) == (OURS, heat.cards))


def _anchor(heat: Heat, measure: Measure, target: Target) -> float | None:
    """Return what a target is compared with."""
    for took in heat.took:
        if (target.anchor == FLOOR and took.name == FLOOR) or (
            target.anchor == FEW and took.name == OURS and took.cards < heat.cards
        ):
            return measure.value(took)
    return None


def _title(took: Took, heat: Heat) -> str:
    return f"{took.name}, {took.cards:,} cards" if took.cards not in {0, heat.cards} else took.name


def _cell(measure: Measure, took: Took) -> str:
    if measure.part in took.too_long:
        return f"more than {LIMIT:.0f} s"
    value = measure.value(took)
    return _NOTHING if value is None else measure.shown(value)


def _goal(measure: Measure, heat: Heat) -> str:
    target = measure.target(heat.window, heat.cards)
    if target is None:
        return ""
    if not target.anchor:
        return measure.shown(target.limit)
    return f"{target.limit:g}x of {target.anchor}"


def _notes(heat: Heat) -> Iterator[str]:
    """Yield what else happened, in a line each."""
    others = "" if heat.others is None else f", and other programs used {heat.others:.0f}% of a core"
    yield f"* {heat.on}; the load was {heat.load:.1f} before{others}."
    for took in heat.took:
        if took.remark:
            yield f"* {_title(took, heat)}: {took.remark}."
        if took.slow:
            yield f"* {_title(took, heat)}: as one turn takes so long, there were no more than {took.turns}."
        for part, count in took.silent.items():
            drew = len(took.pressed.get(part, ()))
            yield f"* {_title(took, heat)}, {part}: {count} of {count + drew} keys drew nothing."
