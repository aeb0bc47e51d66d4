"""A meeting as it is typed, key by key, and what must be there at each moment if the connection is lost then."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import TypeVar

T = TypeVar("T")


@dataclass(frozen=True)
class Part:
    """Something that is typed into the capture line or into a dialog."""

    keys: tuple[str, ...]
    """What is typed, one key after the other."""
    back: Callable[[int], str]
    """What must be shown when so many of the keys have been typed, besides what the dialog shows in any case."""
    begin: tuple[str, ...] = ()
    """The keys that open the dialog."""
    begun: str = ""
    """What it shows."""
    end: tuple[str, ...] = ("enter",)
    """The keys that save it, or leave it."""
    done: str = ""
    """What says that it is saved, once they were pressed."""
    kept: str = field(default="")
    """The words that are on record then; "" where it is no line."""


def line(text: str, done: str, kept: str) -> Part:
    """Return the typing of a line into the capture line."""
    return Part(keys=tuple(text), back=lambda n: text[:n].rstrip(), done=done, kept=kept)


def _form(text: str, begin: tuple[str, ...], begun: str, end: tuple[str, ...], done: str) -> Part:
    return Part(tuple(text), lambda n: text[:n].rstrip(), begin, begun, end, done)


def _counts(keys: tuple[str, ...], begin: tuple[str, ...], begun: str, done: str) -> Part:
    """Return the typing of counts, by digits in one row after the other."""

    def back(n: int) -> str:
        rows, row = [], ""
        for key in (*keys[:n], "down"):
            if key == "down":
                rows.append(int(row or "0"))
                row = ""
            else:
                row += key
        return str(sum(rows))

    return Part(keys, back, begin, begun, ("enter",), done)


def _people(keys: tuple[str, ...], begin: tuple[str, ...], begun: str, done: str) -> Part:
    """Return the counting of people: the digits of a row are meant once the cursor goes on."""

    def back(n: int) -> str:
        *meant, row = "".join(" " if key == "down" else key for key in keys[:n]).split(" ")
        there = sum(int(each or "0") for each in meant)
        return f"{row}_" if row else f"{there} people there" if there else ""

    return Part(keys, back, begin, begun, ("enter",), done)


MEETING: Sequence[Part] = (
    line('"The last bus leaves at four', "captured V", "The last bus leaves at four"),
    _people(("7", "down", "1", "2", "down", "5"), ("escape", "w"), "Who is there?", "24 people there"),
    Part((), lambda _n: "", ("escape",), "Esc line", ("s",), "5:00 Welcome"),
    line("? Getting home after the clinic #transport", "captured N", "Getting home after the clinic"),
    _form("Shall we try the van?", ("escape", "f", "question", "enter"), "Enter", ("escape",), "MT5"),
    _counts(("1", "4", "down", "3"), ("escape", "c"), "come again", "counted in MT5"),
    line("* A van on Tuesdays @curling-club", "captured A", "A van on Tuesdays"),
    _form(" And nobody walks home.", ("escape", "v", "p"), "The statement", ("ctrl+s",), "proposed vision"),
    Part((), lambda _n: "", ("escape",), "MT5", (), ""),
    line("! Share the timetable @town-planner", "captured C", "Share the timetable"),
    _form("+4w", ("escape", "e"), "next", ("escape",), "MT5"),
    line("= We try the van for twelve weeks", "captured D", "We try the van for twelve weeks"),
)


def spread(moments: Sequence[T], count: int) -> list[T]:
    """Return so many of the moments, as far apart as they can be."""
    return [moments[(2 * n + 1) * len(moments) // (2 * count)] for n in range(count)]


def moments() -> list[tuple[int, int]]:
    """Return every moment: the place of a part, and how many of its keys have been typed; one more than there are
    is the moment after it was saved."""
    return [(place, n) for place, part in enumerate(MEETING) for n in range(len(part.keys) + 2) if part.keys]
