"""The foot of a card: its day, its votes and its people, on as many lines as that takes."""

from collections.abc import Callable, Iterator
from datetime import date
from functools import cache, partial

import msgspec

from codesign.dates import short, shorter
from codesign.model import Item
from codesign.views.follow_through import is_overdue
from codesign.views.glance import withdrawn_mark
from codesign.words import say
from screens.glyphs import BETWEEN
from screens.widgets.lines import Line, Span, cells, cut, shown

_BETWEEN = cells(BETWEEN)


class Foot(msgspec.Struct, frozen=True):
    """What the foot of a card says. Two cards of which it says the same have feet alike."""

    two_texts: bool
    due: date | None
    late: bool
    votes: int
    owners: frozenset[str]
    withdrawn: bool
    """Whether it came from words that were withdrawn since."""

    @classmethod
    def of(cls, item: Item, today: date, *, withdrawn: bool) -> "Foot | None":
        """Return the foot of a card, None where there is nothing to say."""
        if not (withdrawn or item.owners or item.due or item.votes or item.also):
            return None
        return cls(bool(item.also), item.due, is_overdue(item, today), item.votes, item.owners, withdrawn)

    def lines(self, width: int, today: date) -> list[Line]:
        """Return its lines."""
        return _packed(_shortest(self, width, _Words(today)), width)


def foot_heights(width: int, today: date) -> Callable[[Foot], int]:
    """Return what counts the lines of a foot, without making them: of ten thousand cards most say what others say
    too."""
    words = _Words(today)
    return cache(lambda foot: _height(_shortest(foot, width, words), width))


class _Words:
    """What feet say on one day, longer and shorter."""

    def __init__(self, today: date) -> None:
        self.day = cache(partial(_day, today))
        self.votes = cache(_votes)
        self.owners = cache(_owners)


def _day(today: date, due: date, *, late: bool) -> tuple[Span, Span]:
    key, style = ("card.overdue", "warn") if late else ("capture.due", "dim")
    return (say(key, day=short(due, today)), style), (say(key, day=shorter(due, today)), style)


def _votes(votes: int) -> tuple[Span, Span]:
    return (say("card.votes", n=votes), "dim"), (f"+{votes}", "dim")


def _owners(owners: frozenset[str]) -> Span:
    return shown(", ".join(sorted(owners))), "dim"


def _shortest(foot: Foot, width: int, words: _Words) -> list[Span]:
    """Return what a foot says on the fewest lines. Before there is one more of them, or a figure is cut off, votes
    are a number, and then the day has no weekday."""
    people = [words.owners(foot.owners)] if foot.owners else []
    if foot.withdrawn:
        people.append((withdrawn_mark().words, "dim"))
    best: list[Span] = []
    least = (width + 1, 0)
    for figures in _figures(foot, words):
        spans = [*figures, *people]
        widest = max((cells(text) for text, _style in figures), default=0)
        size = max(width, widest), _height(spans, width)
        if not best or size < least:
            best, least = spans, size
        if size <= (width, 1):
            break
    return best


def _figures(foot: Foot, words: _Words) -> Iterator[list[Span]]:
    first: list[Span] = [(say("card.two-texts"), "warn")] if foot.two_texts else []
    days = words.day(foot.due, late=foot.late) if foot.due is not None else ()
    votes = words.votes(foot.votes) if foot.votes else ()
    for day in range(len(days) or 1):
        for number in range(len(votes) or 1):
            yield [*first, *days[day : day + 1], *votes[number : number + 1]]


def _height(spans: list[Span], width: int) -> int:
    """Return how many lines `_packed` makes of spans."""
    lines, room = 0, -1
    for text, _style in spans:
        room -= cells(text) + _BETWEEN
        if room < 0:
            lines, room = lines + 1, width - cells(text)
    return lines


def _packed(spans: list[Span], width: int) -> list[Line]:
    """Return spans side by side where they have room, and below each other where they have not."""
    lines: list[list[Span]] = []
    room = -1
    for text, style in spans:
        room -= cells(text) + _BETWEEN
        if room < 0:
            lines.append([(cut(text, width), style)])
            room = width - cells(text)
        else:
            lines[-1].append((f"{BETWEEN}{text}", style))
    return [tuple(line) for line in lines]
