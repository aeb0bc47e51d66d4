"""The rows of the export screen: documents under the headings of their kinds, and what became of files."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import date, tzinfo

import msgspec

from codesign.dates import short
from codesign.words import say
from exports.offered import Offered, State
from exports.several import Left
from screens.glyphs import BETWEEN
from screens.widgets.lines import Line, cells, cut, shown, wrapped

_TONES = {State.NEVER: "accent", State.CHANGED: "warn", State.UNCHANGED: "dim", State.UNKNOWN: "dim"}


class Heading(msgspec.Struct, frozen=True):
    """The kind of the documents below it, on which the cursor does not stand."""

    kind: str


class Row(msgspec.Struct, frozen=True):
    """A document that can be written."""

    document: Offered
    state: State
    marked: bool


def rows_of(
    found: Iterable[Offered], states: Mapping[str, State], marked: Callable[[Offered], bool]
) -> Iterator[Heading | Row]:
    """Yield the rows for documents, which come by kind."""
    kind = ""
    for each in found:
        if each.kind != kind:
            kind = each.kind
            yield Heading(kind)
        usual = State.NEVER if each.last is None else State.UNKNOWN
        yield Row(each, states.get(each.key, usual), marked(each))


def key_of(row: Heading | Row) -> str:
    """Return what a row is about, whatever its state."""
    return f"heading {row.kind}" if isinstance(row, Heading) else row.document.key


def draw_row(row: Heading | Row, width: int, today: date, zone: tzinfo | None) -> list[Line]:
    """Return the lines of a row."""
    if isinstance(row, Heading):
        return [((kind_words(row.kind), "strong"),)]
    each = row.document
    state = state_words(each, row.state, today, zone)
    parts = (each.number, shown(each.about))
    room = width - 4 - cells(state) - 2
    about = cut(f"{' '.join(filter(None, parts))}{BETWEEN}{short(each.day, today)}", room)
    gap = " " * max(2, width - 4 - cells(about) - cells(state))
    return [(("[x] " if row.marked else "[ ] ", "accent"), (about, ""), (gap, ""), (state, _TONES[row.state]))]


def kind_words(kind: str) -> str:
    """Return the name of a kind as a heading."""
    words = say(f"doc.type-{kind}")
    return words[:1].upper() + words[1:]


def state_words(each: Offered, state: State, today: date, zone: tzinfo | None) -> str:
    """Return whether a document says what it said when it left, and since when."""
    made = each.last.made if each.last is not None else None
    return say(f"exporting.{state.value}", day=short(made.at.astimezone(zone).date(), today) if made else "")


def draw_result(result: Left, width: int) -> list[Line]:
    """Return the lines of what became of a file."""
    if result.outcome is None or result.path is None:
        lines = wrapped(shown(f"{result.leaving.words}: {result.why}"), width)
        return [((line, "bad"),) for line in lines]
    words = say(f"exporting.outcome-{result.outcome.value}")
    name = ((f"{words}  ", "dim"), (cut(shown(result.path.name), width - cells(words) - 2), ""))
    return [name, *(((f"  {line}", "bad"),) for line in wrapped(shown(result.why), width - 2) if result.why)]
