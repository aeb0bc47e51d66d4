"""How a card looks, and the head of a group: a column is a list of blocks of lines."""

from datetime import date

import msgspec

from codesign.dates import short
from codesign.model import Item
from codesign.settings import Density
from codesign.views.glance import Glance, draft_mark, withdrawn_mark
from codesign.words import name_of, say
from screens.glyphs import BETWEEN, DONE
from screens.widgets.lines import Line, Span, cells, cut, line_count, shown, wrapped

TITLE_LINES = 3


class Standing(msgspec.Struct, frozen=True):
    """What is said about a card besides its own words."""

    glance: Glance
    today: date
    readers: str = ""
    """Those who have it open elsewhere."""
    drafted: bool = False
    """Whether this person has typed something for it and not saved it."""
    chosen: bool = False
    label: str = ""
    """What is typed to go there, while labels are shown."""


def draw_card(item: Item, width: int, standing: Standing, density: Density) -> list[Line]:
    """Return the lines of a card, an empty one at its end where there is room between cards."""
    if density is Density.COMPACT:
        return [_compact(item, width, standing)]
    lines: list[Line] = [_head(item, width, standing)]
    lines += [((line, ""),) for line in wrapped(shown(item.title), width, TITLE_LINES)]
    if _has_foot(item) or standing.glance.from_withdrawn:
        lines.append(_fitted(_foot(item, standing), width))
    return [*lines, ()]


def card_height(item: Item, width: int, density: Density, *, from_withdrawn: bool) -> int:
    """Return how many lines `draw_card` makes, without making them."""
    if density is Density.COMPACT:
        return 1
    return line_count(shown(item.title), width, TITLE_LINES) + 2 + (_has_foot(item) or from_withdrawn)


def draw_group(name: str, count: int, width: int) -> list[Line]:
    """Return the line above the cards of a group."""
    number = f" {count}"
    return [((cut(shown(name), width - len(number)), "strong"), (number, "dim"))]


def _before(item: Item, standing: Standing) -> list[Span]:
    """Return what stands at the beginning of a card: its label, whether it is chosen, its number."""
    label = [(f"{standing.label} ", "accent")] if standing.label else []
    chosen = [(f"{DONE} ", "accent")] if standing.chosen else []
    return [*label, *chosen, (item.number, "strong")]


def _head(item: Item, width: int, standing: Standing) -> Line:
    before = _before(item, standing)
    kind = say("card.parked") if item.parked else name_of(item.kind.value, "item-kind")
    about = f"  {kind}{BETWEEN}{name_of(item.status.value, 'status')}"
    if standing.readers:
        reading = f"{BETWEEN}{say('presence.card-open', who=standing.readers)}"
        marks = sum(cells(text) for text, _style in _marks(standing, 0))
        room = width - sum(cells(text) for text, _style in before) - cells(reading) - marks
        before += [(cut(about, max(0, room)), "dim"), (reading, "warn")]
    else:
        before.append((about, "dim"))
    room = width - sum(cells(text) for text, _style in before) - 2
    return _apart(before, _marks(standing, room), width)


def _marks(standing: Standing, room: int) -> list[Span]:
    """Return the marks of the card's thread: in words where there is room for them, else by letter."""
    marks = [(mark, "dim") for mark in standing.glance.marks]
    if standing.drafted:
        marks.append((draft_mark(), "warn"))
    words: list[Span] = [(mark.words, style) for mark, style in marks]
    if sum(cells(text) + 2 for text, _style in words) > room:
        words = [(mark.letter, style) for mark, style in marks]
    return [(f" {text}" if n == 0 else f"{BETWEEN}{text}", style) for n, (text, style) in enumerate(words)]


def _has_foot(item: Item) -> bool:
    return bool(item.owners or item.due or item.votes or item.also)


def _foot(item: Item, standing: Standing) -> list[Span]:
    pieces: list[Span] = []
    if item.also:
        pieces.append((say("card.two-texts"), "warn"))
    if item.due:
        pieces.append(_due(item.due, standing))
    if item.votes:
        pieces.append((say("card.votes", n=item.votes), "dim"))
    if item.owners:
        pieces.append((shown(", ".join(sorted(item.owners))), "dim"))
    if standing.glance.from_withdrawn:
        pieces.append((withdrawn_mark().words, "dim"))
    return [(f"{BETWEEN}{text}" if n else text, style) for n, (text, style) in enumerate(pieces)]


def _due(due: date, standing: Standing) -> Span:
    day = short(due, standing.today)
    if standing.glance.late:
        return say("card.overdue", day=day), "warn"
    return say("capture.due", day=day), "dim"


def _compact(item: Item, width: int, standing: Standing) -> Line:
    """Return a card on one line: what is urgent about it keeps its room, and the title gives way."""
    before = _before(item, standing)
    after = [(each.letter, "dim") for each in standing.glance.marks]
    if standing.glance.from_withdrawn:
        after.append((withdrawn_mark().letter, "dim"))
    if standing.drafted:
        after.append((draft_mark().letter, "warn"))
    if item.votes:
        after.append((f"+{item.votes}", "dim"))
    if item.due:
        style = "warn" if standing.glance.late else "dim"
        after.append((standing.glance.due or short(item.due, standing.today), style))
    if standing.readers:
        after.append((standing.readers, "warn"))
    spaced: list[Span] = [(f" {text}", style) for text, style in after]
    used = sum(cells(text) for text, _style in (*before, *spaced))
    return _apart([*before, (f" {cut(shown(item.title), max(0, width - used - 1))}", "")], spaced, width)


def _apart(left: list[Span], right: list[Span], width: int) -> Line:
    """Return a line with something at each of its ends; what has no room goes from the right of the left."""
    room = width - sum(cells(text) for text, _style in right)
    fitted = _fitted(left, room)
    gap = room - sum(cells(text) for text, _style in fitted)
    return (*fitted, (" " * gap, ""), *right) if right and gap >= 0 else fitted


def _fitted(spans: list[Span], width: int) -> Line:
    line: list[Span] = []
    for text, style in spans:
        piece = cut(text, width)
        line.append((piece, style))
        width -= cells(piece)
    return tuple(span for span in line if span[0])
