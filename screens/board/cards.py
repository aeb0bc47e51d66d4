"""How a card looks: a column of cards is a list of blocks of lines."""

from datetime import date

from codesign.dates import short
from codesign.model import Item
from codesign.words import name_of, say
from screens.glyphs import BETWEEN
from screens.widgets.lines import Line, cells, cut, shown, wrapped

TITLE_LINES = 3


def draw_card(item: Item, width: int, today: date, readers: str = "") -> list[Line]:
    """Return the lines of a card: number, kind and status; the title; who, by when, votes; an empty line.

    `readers` are those who have it open elsewhere.
    """
    kind = cut(f"  {_kind(item)}", width - len(item.number))
    head: Line = ((item.number, "strong"), (kind, "dim"))
    if readers:
        room = width - len(item.number) - cells(kind)
        head += ((cut(f"{BETWEEN}{say('presence.card-open', who=readers)}", room), "warn"),)
    lines: list[Line] = [head]
    lines += [((line, ""),) for line in wrapped(shown(item.title), width, TITLE_LINES)]
    if foot := _foot(item, width, today):
        lines.append(foot)
    return [*lines, ()]


def card_height(item: Item, width: int) -> int:
    """Return how many lines `draw_card` makes, without making them."""
    title = len(wrapped(shown(item.title), width, TITLE_LINES))
    return title + 2 + bool(item.owners or item.due or item.votes or item.also)


def _kind(item: Item) -> str:
    kind = say("card.parked") if item.parked else name_of(item.kind.value, "item-kind")
    return f"{kind}{BETWEEN}{name_of(item.status.value, 'status')}"


def _foot(item: Item, width: int, today: date) -> Line:
    late = item.due is not None and item.due < today
    pieces: list[tuple[str, str]] = []
    if item.also:
        pieces.append((say("card.two-texts"), "warn"))
    if item.due:
        key = "card.overdue" if late else "capture.due"
        pieces.append((say(key, day=short(item.due, today)), "warn" if late else "dim"))
    if item.votes:
        pieces.append((say("card.votes", n=item.votes), "dim"))
    if item.owners:
        pieces.append((shown(", ".join(sorted(item.owners))), "dim"))
    line: list[tuple[str, str]] = []
    room = width
    for n, (text, style) in enumerate(pieces):
        piece = cut(f"{BETWEEN}{text}" if n else text, room)
        line.append((piece, style))
        room -= len(piece)
    return tuple(line)
