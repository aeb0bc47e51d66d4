"""The foot of a card: its day, its votes and its people, on as many lines as that takes."""

from collections.abc import Callable
from datetime import date

import msgspec

from codesign.dates import short, shorter
from codesign.model import Item
from codesign.views.follow_through import is_overdue
from codesign.views.glance import withdrawn_mark
from codesign.words import say
from screens.glyphs import BETWEEN
from screens.widgets.lines import Line, Span, cells, cut, shown


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
        """Return its lines. Before a figure is cut off or there is one more line, votes are a number, and then the
        day has no weekday."""
        votes = (say("card.votes", n=self.votes), f"+{self.votes}")
        forms = [self._figures(day, number, today) for day in (short, shorter) for number in votes]
        shortest = min(_widest(figures) for figures in forms)
        whole = [figures for figures in forms if _widest(figures) <= max(width, shortest)]
        return min((_packed([*figures, *self._people()], width) for figures in whole), key=len)

    def _figures(self, named: Callable[[date, date], str], votes: str, today: date) -> list[Span]:
        figures: list[Span] = []
        if self.two_texts:
            figures.append((say("card.two-texts"), "warn"))
        if self.due is not None:
            key, style = ("card.overdue", "warn") if self.late else ("capture.due", "dim")
            figures.append((say(key, day=named(self.due, today)), style))
        if self.votes:
            figures.append((votes, "dim"))
        return figures

    def _people(self) -> list[Span]:
        people: list[Span] = []
        if self.owners:
            people.append((shown(", ".join(sorted(self.owners))), "dim"))
        if self.withdrawn:
            people.append((withdrawn_mark().words, "dim"))
        return people


def foot_heights(width: int, today: date) -> Callable[[Foot], int]:
    """Return what counts the lines of a foot; of ten thousand cards few say what no other does."""
    counted: dict[Foot, int] = {}

    def height(foot: Foot) -> int:
        if (known := counted.get(foot)) is None:
            known = counted[foot] = len(foot.lines(width, today))
        return known

    return height


def _widest(spans: list[Span]) -> int:
    return max((cells(text) for text, _style in spans), default=0)


def _packed(spans: list[Span], width: int) -> list[Line]:
    """Return spans side by side where they have room, and below each other where they have not."""
    lines: list[list[Span]] = []
    room = 0
    for text, style in spans:
        if lines and cells(BETWEEN + text) <= room:
            lines[-1].append((f"{BETWEEN}{text}", style))
            room -= cells(BETWEEN + text)
        else:
            lines.append([(cut(text, width), style)])
            room = width - cells(text)
    return [tuple(line) for line in lines]
