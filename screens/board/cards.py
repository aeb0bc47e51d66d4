"""How a card looks, and the head of a group: a column is a list of blocks of lines."""

from collections.abc import Callable, Iterable
from datetime import date

import msgspec

from codesign.dates import short
from codesign.model import Item
from codesign.settings import Density
from codesign.views.glance import Glance, draft_mark, withdrawn_mark
from codesign.views.links import Links
from codesign.words import name_of, say
from screens.board.foot import Foot, foot_heights
from screens.glyphs import BETWEEN, DONE
from screens.widgets.lines import Line, Span, cells, cut, line_count, shown, wrapped

TITLE_LINES = 3
_TITLE = 12
"""Columns that a title has on a line, where it needs them."""
_URGENT = 0
_WIDTHS = 3
"""Widths of columns, and days, for which is kept how many lines their cards take: as many as there are columns."""
_MOST = 500
"""Cards that are kept as they were drawn, which is more than any window shows."""


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
    foot = Foot.of(item, standing.today, withdrawn=standing.glance.from_withdrawn)
    return [*lines, *(foot.lines(width, standing.today) if foot else ()), ()]


class DrawnCards:
    """Cards as they were drawn last: one act shows a whole board anew, on which it changed one card or two."""

    def __init__(self) -> None:
        self._drawn: dict[str, tuple[Item, tuple[int, Standing, Density], list[Line]]] = {}
        self._feet: dict[tuple[int, date], Callable[[Foot], int]] = {}

    def lines(self, item: Item, width: int, standing: Standing, density: Density) -> list[Line]:
        """Return what `draw_card` makes of a card."""
        how = width, standing, density
        drawn = self._drawn.get(item.id)
        if drawn is None or drawn[0] is not item or drawn[1] != how:
            if len(self._drawn) > _MOST:
                self._drawn.clear()
            drawn = self._drawn[item.id] = item, how, draw_card(item, width, standing, density)
        return drawn[2]

    def heights(self, width: int, density: Density, links: Links, today: date) -> Callable[[Item], int]:
        """Return what counts the lines that `draw_card` makes of a card, mostly without making them. A board asks
        it of each of ten thousand cards before it is first shown, and of those that are found."""
        if density is Density.COMPACT:
            return lambda _item: 1
        about = width, today
        if about not in self._feet:
            if len(self._feet) >= _WIDTHS:
                self._feet.clear()
            self._feet[about] = foot_heights(width, today)
        foot_height = self._feet[about]

        def height(item: Item) -> int:
            foot = Foot.of(item, today, withdrawn=links.is_from_withdrawn(item))
            return line_count(item.title, width, TITLE_LINES) + (foot_height(foot) if foot else 0) + 2

        return height


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
    """Return the first line of a card. Where it is narrow the marks are letters, and then the kind gives way: the
    letter of the number tells it too."""
    before = _before(item, standing)
    kind = say("card.parked") if item.parked else name_of(item.kind.value, "item-kind")
    status = name_of(item.status.value, "status")
    full, short = f"  {kind}{BETWEEN}{status}", f"  {kind if item.parked else status}"
    words, letters, spaced = _marks(standing)
    reading: list[Span] = []
    if standing.readers:
        reading = [(f"{BETWEEN}{say('presence.card-open', who=standing.readers)}", "warn")]
    for about, marks in ((full, words), (full, letters), (full, spaced), (short, letters), (short, spaced)):
        left = [*before, (about, "dim"), *reading]
        if _length(left) + _length(marks) <= width:
            return _apart(left, marks, width)
    room = max(0, width - _length(before) - _length(reading) - _length(spaced))
    return _apart([*before, (cut(short, room), "dim"), *reading], spaced, width)


def _marks(standing: Standing) -> tuple[list[Span], list[Span], list[Span]]:
    """Return the marks of the card's thread: in words, by letter, and by letter with a blank between them."""
    marks = [(mark, "dim") for mark in standing.glance.marks]
    if standing.drafted:
        marks.append((draft_mark(), "warn"))
    words = [(mark.words, style) for mark, style in marks]
    letters = [(mark.letter, style) for mark, style in marks]
    return _joined(words, BETWEEN, " "), _joined(letters, BETWEEN, " "), _joined(letters, " ", " ")


def _joined(spans: list[Span], between: str, before: str = "") -> list[Span]:
    return [(f"{between if n else before}{text}", style) for n, (text, style) in enumerate(spans)]


def _compact(item: Item, width: int, standing: Standing) -> Line:
    """Return a card on one line. What is urgent about it has room, then the title has some, what else there is to
    say has what is left, and its people are named where all of that has room."""
    before, title = _before(item, standing), shown(item.title)
    told = _told(item, standing)
    room = width - _length(before) - 1 - min(cells(title), _TITLE)
    kept: set[int] = set()
    for n in sorted(range(len(told)), key=lambda n: told[n][0]):
        weight, text, _style = told[n]
        if weight is _URGENT or cells(text) + 1 <= room:
            room -= cells(text) + 1
            kept.add(n)
    after = [(f" {text}", style) for n, (_weight, text, style) in enumerate(told) if n in kept]
    room = max(0, width - _length(before) - _length(after) - 1)
    owners = f"{BETWEEN}{shown(', '.join(sorted(item.owners)))}"
    if item.owners and cells(title) + cells(owners) <= room:
        after.insert(0, (owners, "dim"))
    return _apart([*before, (f" {cut(title, room)}", "")], after, width)


def _told(item: Item, standing: Standing) -> list[tuple[int, str, str]]:
    """Return what a line says behind the title, in its order: how soon each gives way, the words, their style."""
    told = [(2, each.letter, "dim") for each in standing.glance.marks]
    if standing.glance.from_withdrawn:
        told.append((2, withdrawn_mark().letter, "dim"))
    if standing.drafted:
        told.append((_URGENT, draft_mark().letter, "warn"))
    if item.votes:
        told.append((3, f"+{item.votes}", "dim"))
    if item.due:
        day = standing.glance.due or short(item.due, standing.today)
        told.append((_URGENT, day, "warn") if standing.glance.late else (1, day, "dim"))
    if standing.readers:
        told.append((_URGENT, standing.readers, "warn"))
    return told


def _apart(left: list[Span], right: list[Span], width: int) -> Line:
    """Return a line with something at each of its ends; what has no room goes from the right of the left."""
    room = width - _length(right)
    fitted = _fitted(left, room)
    gap = room - _length(fitted)
    return (*fitted, (" " * gap, ""), *right) if right and gap >= 0 else fitted


def _length(spans: Iterable[Span]) -> int:
    return sum(cells(text) for text, _style in spans)


def _fitted(spans: list[Span], width: int) -> Line:
    line: list[Span] = []
    for text, style in spans:
        piece = cut(text, width)
        line.append((piece, style))
        width -= cells(piece)
    return tuple(span for span in line if span[0])
